"""What the window looks at by itself: a damaged file leads to its copies, one that is gone or only to look at is said."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from db.core import file, lock, seal, soundness
from db.core.errors import InputError
from db.services import backups, customers, shops
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.safety import Safety

_PATIENCE = 10.0  # seconds


@pytest.fixture
def shut() -> Path:
    """The owner's file, shut and sealed, with a copy of before its second customer."""
    path = file.data_folder() / "shop.crm"
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    customers.add(CustomerForm(name="王小明"))
    backups.make("close")
    customers.add(CustomerForm(name="陳美惠"))
    soundness.begin(path, None)
    soundness.wait()
    file.close(sealed=True)
    assert lock.beside(path, seal.SUFFIX).exists()
    return path


def flip(path: Path) -> bytes:
    """One bit of a name; what stands there now."""
    spoilt = bytearray(path.read_bytes())
    at = spoilt.index("王小明".encode())
    spoilt[at] ^= 1
    path.write_bytes(spoilt)
    return bytes(spoilt[at : at + 9])


def until(is_so: Callable[[], bool]) -> None:
    """The child has answered, and the window has heard it."""
    end = time.monotonic() + _PATIENCE
    while not is_so() and time.monotonic() < end:
        QTest.qWait(10)
    assert is_so()


def watched(answers: Answers) -> tuple[Window, Safety]:
    """The window, once it has looked at the file."""
    window = Window(answers)
    return window, Safety(window.window)


def test_damage_leads_to_the_newest_copy_that_works(shut: Path) -> None:
    spoilt = flip(shut)
    file.open_shop(shut)
    answers = Answers()
    answers.answers = [0]
    _window, _safety = watched(answers)
    until(lambda: bool(answers.titles) and file.is_open())
    assert answers.titles == ["「順發水電材料行」的資料檔壞了"]
    assert customers.form(1).name == "王小明"
    (aside,) = backups.put_aside(shut)
    assert spoilt in aside.path.read_bytes()


def test_a_sound_file_is_not_spoken_of(shut: Path) -> None:
    file.open_shop(shut)
    answers = Answers()
    window, _safety = watched(answers)
    until(soundness.is_told)
    QTest.qWait(100)
    assert answers.asked == []
    assert window.window.safety_band.isHidden()
    assert file.current_path() == shut


def test_a_file_that_went_is_said_and_takes_nothing(shut: Path) -> None:
    file.open_shop(shut)
    window, safety = watched(Answers())
    away = shut.rename(shut.with_name("gone"))
    safety.beat()
    assert "找不到資料檔" in window.window.safety_band.words.text()
    with pytest.raises(InputError):
        customers.add(CustomerForm(name="林志明"))
    away.rename(shut)
    safety.beat()
    assert window.window.safety_band.isHidden()


def test_a_file_that_can_only_be_looked_at_says_so(shut: Path) -> None:
    file.open_shop(shut, read_only=True)
    window, _safety = watched(Answers())
    assert "唯讀模式" in window.window.safety_band.words.text()
    assert soundness.verdict() is None
