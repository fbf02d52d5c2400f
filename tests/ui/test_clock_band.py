"""A computer whose date is wrong is said at each start, until the date is right or the owner says that it is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.services import customers, history, interactions, last_use
from db.services.customers import CustomerForm
from db.services.interactions import InteractionForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import commandline


def go_to(year: int, month: int = 11) -> None:
    clock.fix(datetime(year, month, 21, 2, tzinfo=UTC))


def start(path: Path, answers: Answers) -> Window:
    """Close the window and start the program again with this shop."""
    file.close()
    file.open_shop(path)
    return Window(answers)


def band(window: Window) -> str:
    shown = window.window.clock_band
    return shown.words.text() if shown.isVisible() else ""


def talk() -> None:
    interactions.add(InteractionForm(1, "問有沒有貨", "電話"))


@pytest.fixture
def used(shop: Path) -> Path:
    """A shop last used in November 2026."""
    go_to(2026)
    customers.add(CustomerForm(name="陳美惠"))
    return shop


@pytest.mark.parametrize(("year", "said"), [(2018, "比上次使用 (2026/11/21) 還早"), (2030, "晚了一年多")])
def test_a_talk_written_under_a_wrong_date_does_not_silence_the_band(used: Path, answers: Answers, year: int, said: str) -> None:
    go_to(year)
    assert said in band(start(used, answers))
    talk()
    assert said in band(start(used, answers))
    assert "2026/11/21" in band(start(used, answers))
    go_to(2026, 12)
    assert not band(start(used, answers))


def test_the_answer_that_the_date_is_right_holds_and_stands_in_history(used: Path, answers: Answers) -> None:
    go_to(2030)
    talk()  # dated by a clock that was wrong
    go_to(2028)
    window = start(used, answers)
    assert band(window)
    window.click("日期沒錯")
    assert not band(window)
    assert not band(start(used, answers))
    assert history.units(1)[0].label == "日期沒錯"
    talk()
    assert not band(start(used, answers))


@pytest.mark.parametrize(
    ("last", "now", "odd"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), ""),
        (date(2026, 11, 20), date(2027, 11, 20), ""),
        (date(2026, 11, 20), date(2028, 1, 1), "晚了一年多"),
        (None, date(2018, 1, 1), ""),
    ],
)
def test_a_year_is_no_doubt(last: date | None, now: date, odd: str) -> None:
    assert odd in last_use.doubt(last, now)
    assert bool(odd) == bool(last_use.doubt(last, now))


def test_a_command_warns_beside_its_answer(used: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.close()
    go_to(2018)
    assert commandline.main(["--file", str(used), "log", "1", "要換龍頭"]) == 0
    assert "比上次使用 (2026/11/21) 還早" in capsys.readouterr().err
    go_to(2026)
    assert commandline.main(["--file", str(used), "log", "1", "要換龍頭"]) == 0
    assert not capsys.readouterr().err
