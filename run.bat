@echo off
rem run            install what is missing and open the window
rem run test       run every check          run bench    measure
rem Any other words go to main.py.
rem Written with care but not tried on Windows by its authors: please report what does not work.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "PYTHONUTF8=1"
set "PY=.venv\Scripts\python.exe"
set "EXTRA="
if /i "%~1"=="test" set "EXTRA=[dev]"
if /i "%~1"=="bench" set "EXTRA=[dev]"

if not exist "%PY%" (
    py -3 -m venv .venv 2>nul || python -m venv .venv
    if errorlevel 1 (
        echo 找不到 Python 3.11 以上的版本，請先安裝 Python。
        exit /b 1
    )
)
rem The stamp is a copy of setup.cfg: as long as both are the same nothing is installed.
set "STAMP=.venv\installed%EXTRA%"
fc /b setup.cfg "%STAMP%" >nul 2>nul
if errorlevel 1 (
    echo 第一次使用，正在安裝程式需要的套件……
    "%PY%" -m pip install -q --disable-pip-version-check -e ".%EXTRA%" || exit /b 1
    copy /y setup.cfg "%STAMP%" >nul
)

if /i "%~1"=="setup" exit /b 0
if /i "%~1"=="test" goto test
if /i "%~1"=="bench" (
    "%PY%" -m tests.bench %2 %3 %4 %5
    exit /b
)
"%PY%" main.py %*
exit /b

:test
"%PY%" -m ruff format --check -q . || exit /b 1
"%PY%" -m ruff check -q . || exit /b 1
"%PY%" -m mypy || exit /b 1
"%PY%" -m resources.catalogue --check || exit /b 1
.venv\Scripts\lint-imports.exe || exit /b 1
"%PY%" -m pytest -n 2 %2 %3 %4 %5
