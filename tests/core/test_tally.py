"""Long work as one fraction, and cancelled from inside SQLite."""

from pathlib import Path

import pytest

from db.core import copying, tally
from db.core.connection import run, value
from db.core.errors import CancelledError
from db.core.journal import unit
from db.core.undo import undo
from db.services import customers
from db.services.customer_form import CustomerForm


def test_rows_and_steps_add_up() -> None:
    told: list[tuple[str, int, int]] = []
    with tally.counting(lambda *said: told.append(said), "counting") as counted:
        counted.expect(1000)
        assert list(tally.each(range(700))) == list(range(700))
        tally.passed(100)
        counted.say("searching")
        tally.ahead(600)
    assert told == [
        ("counting", 0, 1000),
        ("counting", 500, 1000),
        ("counting", 700, 1000),
        ("counting", 800, 1000),
        ("searching", 800, 1000),
        ("searching", 800, 1600),
    ]


def test_never_more_than_all_of_it() -> None:
    told: list[tuple[int, int]] = []
    with tally.counting(lambda _what, done, total: told.append((done, total)), "counting") as counted:
        tally.passed(5)
        counted.expect(3)
    assert told == [(0, 0), (3, 3)]


def test_where_nobody_asks_nothing_is_counted() -> None:
    rows = [1, 2, 3]
    assert tally.each(rows) is rows
    tally.passed(1)
    tally.ahead(1)


def test_rows_end_where_the_work_is_cancelled() -> None:
    def stop(_what: str, done: int, _total: int) -> None:
        if done:
            raise CancelledError("stopped")

    taken = []
    with pytest.raises(CancelledError), tally.counting(stop, "counting") as counted:
        counted.expect(5000)
        taken.extend(tally.each(range(5000)))
    assert len(taken) < 5000


def test_long_statement_is_cancelled_from_inside(shop: Path) -> None:
    def stop(_what: str, _done: int, _total: int) -> None:
        raise CancelledError("stopped")

    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(CancelledError), tally.counting(stop, "counting"):
        run(endless)
    assert value("SELECT 1") == 1


def test_an_undo_tells_how_far_it_is(shop: Path) -> None:
    with unit("demo.fill") as opened:
        for number in range(30):
            customers.add(CustomerForm(name=f"王{number}"))
    told: list[tuple[int, int]] = []
    undo(opened.id, progress=lambda _what, done, total: told.append((done, total)))
    known = [(done, total) for done, total in told if total]
    assert len({total for _done, total in known}) == 1
    assert [done for done, _total in known] == sorted(done for done, _total in known)
    assert known[-1][0] > 0.6 * known[-1][1]


def test_a_cancelled_undo_changes_nothing(shop: Path) -> None:
    with unit("demo.fill") as opened:
        customers.add(CustomerForm(name="王大明"))

    def stop(_what: str, done: int, _total: int) -> None:
        if done:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        undo(opened.id, progress=stop)
    assert value("SELECT count(*) FROM customer") == 1


def test_a_copy_is_cancelled_and_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    def stop(_what: str, _done: int, _total: int) -> None:
        raise CancelledError("stopped")

    target = tmp_path / "copies" / "copy.crmbak"
    target.parent.mkdir()
    with pytest.raises(CancelledError), tally.counting(stop, "copying"):
        copying.copy(shop, target)
    assert list(target.parent.iterdir()) == []
