"""The watch list, and what customers do not want to be sent."""

from datetime import UTC, datetime

import pytest

from db.core import clock
from db.core.errors import InputError
from db.services import blacklist, customers, lists, opt_outs
from db.services.customers import CustomerForm

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def one() -> int:
    """A customer, on a fixed day."""
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))
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
    assert blacklist.to_review() == []
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert [entry.customer for entry in blacklist.to_review()] == [one]


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
