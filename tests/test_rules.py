"""What a reviewer would have to remember: rules of the house that hold for every file."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("db", "importers", "reports", "resources", "ui")
SOURCES = [ROOT / "main.py", *(file for layer in LAYERS for file in sorted((ROOT / layer).rglob("*.py")))]
TOP_LEVEL = {
    *("main.py", "ui", "db", "reports", "importers", "resources", "tests", "setup.cfg"),
    *("README.md", "LICENSE", "pyproject.toml", "ruff.toml", "run", "run.bat", "docs"),
}


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _offenders(pattern: str, allowed: tuple[str, ...] = ()) -> Iterator[str]:
    for file in SOURCES:
        if not _name(file).startswith(allowed or ("\0",)):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if re.search(pattern, line):
                    yield f"{_name(file)}:{number}: {line.strip()}"


def test_top_level_is_fixed() -> None:
    seen = {
        entry.name
        for entry in ROOT.iterdir()
        if not entry.name.startswith(".") and not entry.name.endswith((".egg-info", "build"))
    }
    assert seen - {"__pycache__"} == TOP_LEVEL


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("rule", "pattern", "allowed"),
    [
        ("the standard library's sqlite3 never touches a file", r"^\s*(import|from) sqlite3\b", ()),
        ("texts are plain on every label", r"\.(setText|setToolTip|setInformativeText|setStatusTip)\(", ("ui/kit/",)),
        ("reportlab paragraphs are escaped", r"\bParagraph\(", ("reports/layout.py",)),
        ("today comes from one clock", r"\b(date\.today|datetime\.now|datetime\.utcnow)\(", ("db/core/clock.py",)),
        ("the app never needs the network", r"^\s*(import|from) (socket|urllib\.request|http|requests|PySide6\.QtNetwork)\b", ()),
        ("no code out of data", r"(\bpickle\b|\beval\(|(?<![.\w])exec\()", ()),
        ("a key held down acts once", r"\bQShortcut\(", ("ui/kit/keys.py", "ui/main_window.py")),
        ("one driver, in one place", r"(import|from) sqlcipher3", ("db/core/",)),
    ],
)
def test_rule_of_the_house(rule: str, pattern: str, allowed: tuple[str, ...]) -> None:
    assert list(_offenders(pattern, allowed)) == [], rule


def _module(file: Path) -> str:
    return _name(file).removesuffix(".py").replace("/", ".")


def test_presenters_run_without_qt() -> None:
    """What decides is tested and kept apart from what draws; setup.cfg says so of those it names, this of all there are."""
    presenters = [_module(file) for file in SOURCES if re.search(r"^ui/.*(presenter|_part|_words)\.py$", _name(file))]
    assert len(presenters) > 10
    program = f"import sys, {', '.join(presenters)}\nprint([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_pages_do_not_import_each_other() -> None:
    """Also not inside of a function; what two pages share stands outside of ui/pages."""
    found = []
    for file in SOURCES:
        at_home = re.match(r"ui\.pages\.\w+", _module(file))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            named += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            abroad = [
                one for one in named if one.startswith("ui.pages.") and not (at_home and f"{one}.".startswith(f"{at_home[0]}."))
            ]
            if abroad and _name(file) != "ui/navigation.py":
                found.append(f"{_name(file)}:{node.lineno}")
    assert found == []


def test_values_are_never_pasted_into_sql() -> None:
    """A statement made with an f-string names tables and columns only through `quoted`, or builds placeholders."""
    found = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"execute", "executemany", "execute_sql"}
            ):
                statement = node.args[0] if node.args else None
                if isinstance(statement, ast.BinOp) and isinstance(statement.op, ast.Mod | ast.Add):
                    found.append(f"{_name(file)}:{node.lineno}")
    assert found == []
