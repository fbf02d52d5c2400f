"""Who stood where on which day: who went in between, and who is lost twice, counts as it was then."""

from datetime import date, timedelta

import pytest

from db.core.connection import run
from db.core.journal import unit
from db.services import stage_board, stages, standings
from tests.services.buying import buyer

_TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _ago(*days: int) -> list[str]:
    return [(_TODAY - timedelta(days=one)).isoformat() for one in days]


def test_who_was_lost_before_and_came_later_did_not_go_in_between() -> None:
    later = (_TODAY - timedelta(days=20), _TODAY)
    earlier = (_TODAY - timedelta(days=400), _TODAY - timedelta(days=370))
    buyer("早就不來，後來又來", *_ago(10, 860, 900))
    gone, by_hand = buyer("這個月不來", *_ago(250, 280, 310)), buyer("老闆說的", *_ago(3))
    stages.put(by_hand, "divorce")
    assert stage_board.entered("divorce", [later, earlier]) == [[gone, by_hand], []]


def test_who_bought_before_they_were_written_down_stands_there() -> None:
    one = buyer("先賣後登", *_ago(3))
    buyer("還沒來")
    with unit("imports.run"):
        run("UPDATE customer SET created_at = '2027-01-01T00:00:00.000Z'")
    assert standings.fill()
    assert stage_board.ids(None) == [one]
