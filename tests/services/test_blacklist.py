"""The watch list, and what customers do not want to be sent."""

from datetime import UTC, datetime

import pytest

from db.core import clock, session
from db.core.connection import rows
from db.core.errors import InputError
from db.services import blacklist, customers, history, lists, merging, opt_outs, settings, splitting, tags, tasks
from db.services.customers import CustomerForm
from db.services.tasks import TaskForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def one() -> int:
    """A customer, on a fixed day."""
    go_to(20)
    return customers.add(CustomerForm(name="林志明"))


def test_the_reason_is_asked_for(one: int) -> None:
    with pytest.raises(InputError):
        blacklist.put(one, "  ")
    assert blacklist.of(one) is None


def test_an_entry_says_why_since_when_and_by_whom(one: int) -> None:
    blacklist.put(one, "欠款 12,000 未還", "stop", review_on="115/12/1")
    entry = blacklist.of(one)
    assert entry is not None
    assert (entry.name, entry.reason, entry.level, entry.since, entry.review_on) == (
        "林志明",
        "欠款 12,000 未還",
        "stop",
        "2026-11-20",
        "2026-12-01",
    )
    assert entry.by
    assert lists.rows([one])[0].is_blacklisted


def test_putting_again_changes_the_entry(one: int) -> None:
    blacklist.put(one, "欠款", "stop", since="2026/3/1")
    blacklist.put(one, "欠款，已還一半", "warn", since="2026/3/1")
    assert [(entry.reason, entry.level) for entry in blacklist.rows()] == [("欠款，已還一半", "warn")]


def test_review_comes_on_its_day(one: int) -> None:
    blacklist.put(one, "欠款", review_on="2026/11/21")
    assert not any(entry.is_due for entry in blacklist.rows())
    go_to(21)
    assert [(entry.customer, entry.is_due) for entry in blacklist.rows()] == [(one, True)]


def test_lifting_takes_it_off(one: int) -> None:
    blacklist.put(one, "欠款")
    blacklist.lift(one)
    assert blacklist.rows() == []
    assert not lists.rows([one])[0].is_blacklisted


def test_opt_outs_are_what_was_said_last_and_keep_their_day(one: int) -> None:
    opt_outs.put(one, ["line", "sms"])
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    opt_outs.put([one], ["sms", "post"])
    from db.core.connection import rows

    assert rows("SELECT channel, since FROM opt_out ORDER BY channel") == [("post", "2026-12-01"), ("sms", "2026-11-20")]
    assert lists.rows([one])[0].opted_out
    opt_outs.put(one, [])
    assert opt_outs.of(one) == []
    assert not lists.rows([one])[0].opted_out


def test_who_was_merged_is_put_on_as_whom_they_are_now() -> None:
    kept, gone = (customers.add(CustomerForm(name=name)) for name in ("甲先生", "乙先生"))
    merging.merge(kept, gone)
    blacklist.put([gone], "欠款")
    opt_outs.put([gone], ["all"])
    tags.attach([gone], ["老主顧"])
    tasks.add_for_all([gone, kept], TaskForm("送型錄", "明天"))
    assert [entry.customer for entry in blacklist.rows()] == [kept]
    assert (opt_outs.of(kept), tags.names_of(kept), len(tasks.of(kept))) == (["all"], ["老主顧"], 1)
    opt_outs.put([gone], ["sms"])
    splitting.split(gone)
    assert opt_outs.of(kept) == ["sms"]


def test_what_only_the_owner_reads_is_neither_written_nor_read_by_staff() -> None:
    settings.save({"staff": ["小美"]})
    one = customers.add(CustomerForm(name="甲先生"))
    blacklist.put(one, "欠款", owner_note="老闆的話")
    session.act_as("小美")
    blacklist.put(one, "欠款", owner_note="小美的話")
    assert not any("老闆的話" in str(change) for (unit,) in rows("SELECT id FROM unit") for change in history.changes(unit))
    session.act_as("")
    entry = blacklist.of(one)
    assert entry
    assert entry.owner_note == "老闆的話"
    assert any("老闆的話" in str(change) for (unit,) in rows("SELECT id FROM unit") for change in history.changes(unit))


def test_a_thousand_at_once_keep_their_day_where_they_had_one() -> None:
    first, *others = (customers.add(CustomerForm(name=f"客戶{at}")) for at in range(20))
    blacklist.put(first, "欠款", since="2026-01-01")
    assert blacklist.put([first, *others], "訂貨不取", "stop") == 20
    entries = blacklist.rows()
    assert {(entry.reason, entry.level) for entry in entries} == {("訂貨不取", "stop")}
    assert {entry.customer: entry.since for entry in entries}[first] == "2026-01-01"
    assert len({entry.since for entry in entries}) == 2
    assert blacklist.lift([first, *others]) == 20
