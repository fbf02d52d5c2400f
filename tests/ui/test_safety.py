"""What the window looks at by itself: a damaged file leads to its copies, one that is gone or only to look at is said."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from db.core import clock, file, lock, seal, soundness
from db.core.errors import InputError
from db.services import backup_rounds, backups, customers, shops
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.safety import Safety
from ui.sticks import Stick

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


def test_a_stick_is_asked_about_once_and_then_gets_its_copies_by_itself(shut: Path, tmp_path: Path) -> None:
    file.open_shop(shut)
    window = Window(Answers())
    band, place = window.window.stick_band, tmp_path / "KINGSTON"
    place.mkdir()
    there = [Stick(place, "KINGSTON", 1 << 30)]
    window.window.files.sticks = lambda _shop: list(there)

    def look() -> str:
        band.look()
        window.settle()
        return "" if band.isHidden() else band.words.text()

    assert look() == "用這支「KINGSTON」當備份碟嗎？以後一插上就會自動備份一份。"
    window.click("用這支", band)
    window.settle()
    assert band.words.text() == "已備份到「KINGSTON」，試開過，可以用。可以拔除了。"
    assert len(backups.own_in(place)) == 1
    stick = there.pop()
    assert look() == ""
    clock.fix(datetime.now(UTC) + timedelta(days=1))
    customers.add(CustomerForm(name="林志明"))
    there.append(stick)
    assert "可以拔除了" in look()
    assert len(backups.own_in(place)) == 2


def test_a_stick_that_is_not_meant_is_not_asked_about_again(shut: Path, tmp_path: Path) -> None:
    file.open_shop(shut)
    window = Window(Answers())
    band = window.window.stick_band
    there = [Stick(tmp_path, "MUSIC", 1 << 30)]
    window.window.files.sticks = lambda _shop: list(there)
    band.look()
    window.settle()
    window.click("不用這支", band)
    stick = there.pop()
    for plugged in ([], [stick]):
        there[:] = plugged
        band.look()
        window.settle()
        assert band.isHidden()


def test_half_an_hour_after_the_last_copy_another_is_made_in_silence(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.open_shop(shut)
    window, safety = watched(Answers())
    until(soundness.is_told)
    before = len(backups.kept())
    safety.go_round()
    window.settle()
    assert len(backups.kept()) == before
    monkeypatch.setattr(backup_rounds, "_last", time.monotonic() - backup_rounds.EVERY - 1)
    safety.go_round()
    window.settle()
    assert backups.kept()[0].reason == "round"
    assert window.window.sidebar.foot.text() == "✓ 剛剛備份好，已試開過，可以用"
