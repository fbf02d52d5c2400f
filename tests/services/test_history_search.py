"""Who saw, changed, took what; the owner's card of the week; the heads kept elsewhere."""

from datetime import date
from pathlib import Path

import pytest

from db.core import clock, session
from db.core.connection import database
from db.core.session import Person
from db.services import backups, cards, chain_proof, customers, facts, history_search, leafing, lists, week_card
from db.services.customer_form import CustomerForm
from db.services.history_search import SAW, TOOK, HistoryQuery
from db.services.week_card import WeekLine
from reports import history_pdf
from tests import older


def _week() -> None:
    session.come_in(Person("阿德", "staff", frozenset(), 2))
    customers.add(CustomerForm(name="陳美惠"))
    for _time in range(21):
        facts.note("contacts.reveal", customer=1, kind="phone")
    facts.note("papers.print", kind="list", pages=3)
    facts.note("customers.export", rows=5, file="名單.xlsx")
    session.come_in(Person("王老闆", "owner", session.RIGHTS, 1))


def _actions(query: HistoryQuery) -> list[str]:
    return [one.action for one in history_search.units(query, 100)]


@pytest.fixture
def guarded(shop: Path) -> object:
    session.guard(True)
    yield shop
    session.guard(False)


def test_saw_changed_took(guarded: Path) -> None:
    _week()
    customers.add(CustomerForm(name="王大同"))
    assert _actions(HistoryQuery(TOOK)) == ["customers.export", "papers.print"]
    assert _actions(HistoryQuery(SAW)) == ["contacts.reveal"] * 21
    assert _actions(HistoryQuery(changed=True)) == ["customers.add", "customers.add"]
    assert _actions(HistoryQuery(actor="王老闆")) == ["customers.add"]
    assert _actions(HistoryQuery(last="2020-01-01")) == []
    assert len(_actions(HistoryQuery(first=clock.today().isoformat()))) == 25
    assert history_search.actors() == ["王老闆", "阿德"]


def test_who_may_not_see_the_history_sees_their_own(guarded: Path) -> None:
    _week()
    session.come_in(Person("小玲", "staff", frozenset(), 3))
    facts.note("entry.lock")
    assert _actions(HistoryQuery()) == ["entry.lock"]
    assert _actions(HistoryQuery(actor="阿德")) == ["entry.lock"]
    assert history_search.actors() == ["小玲"]
    assert week_card.of() == []


def test_the_week_in_a_line_a_person(guarded: Path) -> None:
    _week()
    assert week_card.of() == [WeekLine("阿德", exported=1, printed=1, revealed=21)]


def test_who_leafs_through_many_is_noted_once_for_each_sixty(guarded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leafing, "CARDS", 3)
    monkeypatch.setattr(leafing, "ROWS", 6)
    leafing._seen.clear()
    session.come_in(Person("王老闆", "owner", session.RIGHTS, 1))
    found = [customers.add(CustomerForm(name=f"客人{at}")) for at in range(7)]
    for one in found:
        cards.get(one)
    assert _actions(HistoryQuery(kinds=("lists.",))) == []  # the owner is not watched
    session.come_in(Person("小玲", "staff", frozenset(), 3))
    for one in [*found[:3], *found[:3], *found[3:]]:
        cards.get(one)
    lists.rows(found)
    session.come_in(Person("王老闆", "owner", session.RIGHTS, 1))
    noted = history_search.units(HistoryQuery(kinds=("lists.look_through",)), 9)
    assert [(one.by, one.detail["kind"], one.detail["count"]) for one in noted] == [
        ("小玲", "rows", 6),
        ("小玲", "cards", 6),
        ("小玲", "cards", 3),
    ]
    assert WeekLine("小玲", leafed=3) in week_card.of()


def test_a_shop_without_passwords_watches_nobody(shop: Path) -> None:
    facts.note("papers.print", pages=1)
    assert week_card.of() == []


def test_the_heads_of_a_month_and_of_backups_show_a_history_written_anew(shop: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    customers.add(CustomerForm(name="王大同"))
    (day,) = chain_proof.month(clock.today())
    assert (day.day, day.units, len(day.head)) == (clock.today().isoformat(), 2, 64)
    backups.make("close")
    assert chain_proof.departing() == []
    older.rebuild("UPDATE unit SET actor = '阿德' WHERE id = 1")
    assert [one.head for one in chain_proof.month(clock.today())] != [day.head]
    assert len(chain_proof.departing()) == 1
    assert chain_proof.month(date(2001, 1, 1)) == []
    assert history_pdf.make(clock.today()).pages == 1
    assert database.connection()
