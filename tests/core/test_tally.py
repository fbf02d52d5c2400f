"""Long work as one fraction, and cancelled from inside SQLite."""

from contextlib import closing
from pathlib import Path

import pytest

from db.core import chain, checking, copying, tally
from db.core.connection import connect, database, run, value
from db.core.errors import CancelledError
from db.core.journal import unit
from db.core.undo import undo
from db.services import customers
from db.services.customer_form import CustomerForm

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
_LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT count(*) FROM n"


def _stop(_what: str, _done: int, _total: int) -> None:
    raise CancelledError("stopped")


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
    with pytest.raises(CancelledError), tally.counting(_stop, "counting"):
        run(_ENDLESS)
    assert value("SELECT 1") == 1


def test_afterwards_sqlite_asks_nobody(shop: Path) -> None:
    told: list[str] = []
    with tally.counting(lambda what, _done, _total: told.append(what), "counting"):
        run(_LONG)
    assert set(told) == {"counting"}
    told.clear()
    run(_LONG)
    assert told == []


def test_a_counting_inside_gives_sqlite_back_to_the_outer_one(shop: Path) -> None:
    told: list[str] = []
    with tally.counting(lambda _what, _done, _total: told.append("outer"), ""):
        with tally.counting(lambda _what, _done, _total: told.append("inner"), ""):
            run(_LONG)
        assert set(told) == {"inner"}
        told.clear()
        run(_LONG)
        assert set(told) == {"outer"}


def test_what_is_done_on_the_way_out_is_not_stopped_again(shop: Path) -> None:
    found = []
    with pytest.raises(CancelledError), tally.counting(_stop, "counting"):
        try:
            run(_ENDLESS)
        finally:
            found.append(value(_LONG))
    assert found == [200_000]


def test_a_bug_on_the_way_out_does_not_pass_for_a_cancel(shop: Path) -> None:
    with pytest.raises(ZeroDivisionError) as raised, tally.counting(_stop, "counting"):
        try:
            run(_ENDLESS)
        finally:
            _ = 1 // 0
    assert raised.value.__context__ is not None


def test_an_error_keeps_what_it_came_from(shop: Path) -> None:
    with pytest.raises(ValueError, match="seen") as raised, tally.counting(lambda *_said: None, "counting"):
        try:
            _ = 1 // 0
        except ZeroDivisionError as error:
            raise ValueError("seen") from error
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_the_cancel_tells_which_statement_it_ended(shop: Path) -> None:
    with pytest.raises(CancelledError) as raised, tally.counting(_stop, "counting"):
        run(_ENDLESS)
    assert str(raised.value.__cause__) == "interrupted"


def test_looking_over_a_copy_is_cancelled_and_is_no_damage(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_MACHINE", 10)  # a look over an empty file is short
    with pytest.raises(CancelledError), tally.counting(_stop, "copying"):
        checking.of_file(shop)


def test_the_connection_of_a_copy_asks_too(shop: Path) -> None:
    told: list[str] = []
    with closing(connect(shop)) as copied, tally.counting(lambda what, _done, _total: told.append(what), "copying"):
        copied.execute(_LONG).fetchall()
        assert told == []
        tally.watch(copied)
        copied.execute(_LONG).fetchall()
        assert set(told) == {"copying"}


def test_sealing_is_counted_block_by_block(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_SEALED", 10)
    told: list[int] = []
    with unit("demo.fill") as opened:
        for number in range(30):
            customers.add(CustomerForm(name=f"王{number}"))
        first, last = opened.lines() or (0, 0)
        with tally.counting(lambda _what, done, _total: told.append(done), "saving") as counted:
            counted.expect(1_000)
            chain.seal(database.connection(), first, last)
    blocks, left = divmod(last - first + 1, 10)
    assert blocks > 2
    assert set(told) >= {int(block * 10 * chain.STEPS) for block in range(blocks + 1)}
    assert told[-1] == int(round((blocks * 10 + left) * chain.STEPS, 6))


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
    target = tmp_path / "copies" / "copy.crmbak"
    target.parent.mkdir()
    with pytest.raises(CancelledError), tally.counting(_stop, "copying"):
        copying.copy(shop, target)
    assert list(target.parent.iterdir()) == []
