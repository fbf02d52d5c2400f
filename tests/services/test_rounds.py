"""What the monthly try-out finds and how it is said; what is noted of copies makes no copy; little room is told."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from db.core import file
from db.core.connection import value
from db.core.journal import unit
from db.services import backup_rounds, backup_state, backups, chain_proof, customers, facts, rotation
from db.services.customer_form import CustomerForm
from tests import older
from tests.putting_back import restore


def _two(shop: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    backups.make("close")
    customers.add(CustomerForm(name="王大同"))
    backups.make("close")


def _detail() -> dict[str, object]:
    return dict(json.loads(value("SELECT detail FROM unit WHERE action = 'backups.drill' ORDER BY id DESC")))


def test_the_try_out_tells_a_history_that_was_written_anew(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _two(shop)
    drill = backup_rounds.drill_when_due()
    assert drill is not None
    assert drill.departing == ()
    state = backup_state.of()
    assert (state.drill_level, state.worst) == ("green", "green")
    older.rebuild("UPDATE unit SET actor = '阿德' WHERE id = 1")
    monkeypatch.setattr(backup_rounds, "MONTHLY", timedelta(0))
    drill = backup_rounds.drill_when_due()
    assert drill is not None
    assert len(drill.departing) == 2
    state = backup_state.of()
    assert (state.drill_level, state.worst) == ("amber", "amber")
    assert "2 份備份" in state.drill
    assert "找懂電腦的人" in state.drill
    assert state.lines[-1] == ("備份有狀況：請看今日頁", "amber")


def test_after_a_backup_was_fetched_back_newer_ones_know_more_and_that_is_right(shop: Path) -> None:
    _two(shop)
    customers.add(CustomerForm(name="林志豪"))
    newest = backups.make("close")
    first = backups.kept()[-1]
    restore(first.path, shop)
    file.open_shop(shop)
    if not value("SELECT 1 FROM unit WHERE action = 'backups.restore'"):
        facts.note("backups.restore", seq=first.seq)
    assert newest.path.exists()
    assert chain_proof.departing() == []
    customers.add(CustomerForm(name="李小明"))
    backups.make("close")
    older.rebuild("UPDATE unit SET actor = '阿德' WHERE id = 1")
    assert [path.name[5:11] for path in chain_proof.departing()] == ["000004"]  # of the others more is known, and another history


@pytest.mark.parametrize("action", ["backups.copy", "backups.drill"])
def test_what_is_noted_of_copies_makes_no_copy(shop: Path, action: str) -> None:
    _two(shop)
    assert not backups.has_changed()
    facts.note(action, tried=2)
    assert not backups.has_changed()
    assert backups.make("round").seq == backups.kept()[0].seq == 2
    with unit("clock.right", day="2026-11-23"):
        pass
    assert backups.has_changed()


def test_where_the_monthly_copies_alone_are_too_much_it_is_said(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _two(shop)
    assert backup_state.of().room == ""
    monkeypatch.setattr(rotation, "_LARGEST", 1)
    monkeypatch.setattr(rotation, "_TIMES", 0)
    state = backup_state.of()
    assert "搬到別的硬碟" in state.room
    assert state.worst == "amber"
    backups.make("round")
    assert len(backups.kept()) == 2  # the newest three stay, whatever they take
