"""Copies on sticks: two by turns, one that is ours is known again, older copies there give way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.core import clock
from db.core.journal import unit
from db.models import Customer
from db.services import backup_state, backups, stick_copies
from resources.i18n import _

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)


def add(name: str) -> None:
    with unit("customers.add"):
        Customer.create(name=name)


@pytest.fixture
def sticks(shop: Path, tmp_path: Path) -> tuple[Path, Path]:
    clock.fix(NOW)
    add("王小明")
    found = tmp_path / "RED", tmp_path / "BLUE"
    for stick in found:
        stick.mkdir()
    return found


def test_two_sticks_by_turns(sticks: tuple[Path, Path]) -> None:
    red, blue = sticks
    assert stick_copies.turn() == ""
    stick_copies.make(red, "RED")
    assert stick_copies.turn() == ""
    stick_copies.make(blue, "BLUE")
    assert stick_copies.turn() == "RED"
    stick_copies.make(red, "RED")
    assert stick_copies.turn() == "BLUE"
    assert [one.name for one in stick_copies.used()] == ["RED", "BLUE"]


def test_a_note_on_the_stick_says_what_it_is_and_how_it_is_fetched_back(sticks: tuple[Path, Path]) -> None:
    red, _blue = sticks
    stick_copies.make(red, "RED")
    said = (red / "備份說明.txt").read_text("utf-8-sig")
    for title in ("Fetch back from a backup…", "Look somewhere else…"):
        assert f"「{_(title)}」" in said  # as the entry and the button are called
    assert "王小明" not in said


def test_a_stick_of_ours_is_known_again_and_due_once_a_day(sticks: tuple[Path, Path]) -> None:
    red, blue = sticks
    stick_copies.make(red, "RED")
    assert stick_copies.is_ours(red)
    assert not stick_copies.is_ours(blue)
    add("陳美惠")
    assert not stick_copies.is_due(red)
    clock.fix(NOW + timedelta(days=1))
    assert stick_copies.is_due(red)
    stick_copies.make(red, "RED")
    assert not stick_copies.is_due(red)


def test_older_copies_on_the_stick_give_way(sticks: tuple[Path, Path]) -> None:
    red, _blue = sticks
    for number in range(6):
        clock.fix(NOW + timedelta(minutes=number))
        add(f"客{number}")
        stick_copies.make(red, "RED")
    assert [one.seq for one in backups.own_in(red)] == [6, 5, 4]


@pytest.mark.parametrize(("days", "level"), [(6, "green"), (8, "amber"), (31, "red")])
def test_an_old_copy_on_the_stick_is_amber_then_red(sticks: tuple[Path, Path], days: int, level: str) -> None:
    stick_copies.make(sticks[0], "RED")
    clock.fix(NOW + timedelta(days=days))
    assert backup_state.of().stick_level == level
