"""What the dialogs of the watch list save: said with the way back, many on the worker, refused before anything is done."""

from collections.abc import Callable
from typing import Any

import pytest

from db.core import audit
from db.core.errors import InputError
from db.services import blacklist, customers, lists, opt_outs
from db.services.customers import CustomerForm
from db.services.lists import ListQuery, Selection
from ui.watch_list.presenter import Deeds, entry_values

pytestmark = pytest.mark.usefixtures("shop")


class Said:
    """The window, which only remembers."""

    def __init__(self) -> None:
        self.toasts: list[tuple[str, int | None]] = []
        self.jobs: list[str] = []

    def toast_undo(self, text: str, unit: int | None) -> None:
        """Remember it."""
        self.toasts.append((text, unit))

    def start(self, work: Callable[..., Any], then: Callable[[Any], None], *_more: Any, title: str = "", **_how: Any) -> None:
        """Work at once, remembering that it would have been the worker."""
        self.jobs.append(title)
        then(work(None))


def _people(count: int) -> list[int]:
    return [customers.add(CustomerForm(name=f"王{number}")) for number in range(count)]


def _values(reason: str, **more: str) -> dict[str, Any]:
    return {"reason": reason, "level": "warn", "since": "", "review_on": "", **more}


def test_what_changed_nothing_is_not_taken_back() -> None:
    one, other = _people(2)
    said = Said()
    deeds = Deeds(said, said.start)
    deeds.put([one], _values("欠款"))
    deeds.put([one], _values("欠款"))
    deeds.lift([other])
    deeds.lift([one])
    assert [text for text, _unit in said.toasts] == ["已加入黑名單", "已加入黑名單", "已移出黑名單"]
    assert [unit is None for _text, unit in said.toasts] == [False, True, False]
    assert said.jobs == []


def test_a_whole_list_is_a_job_and_leaves_what_only_belongs_to_one() -> None:
    people = _people(3)
    blacklist.put(people[0], "欠款", evidence="支票影本")
    said = Said()
    whole = Selection(query=ListQuery())
    Deeds(said, said.start).put(whole, {**entry_values(whole), "reason": "大樓拆了"})
    assert len(said.jobs) == 1
    assert [(row.reason, row.evidence) for row in blacklist.rows()].count(("大樓拆了", "支票影本")) == 1
    audit.undo(audit.units(1)[0].id)
    assert [row.customer for row in blacklist.rows()] == [people[0]]


def test_a_form_without_a_reason_or_with_no_day_does_nothing() -> None:
    (one,) = _people(1)
    said = Said()
    for values in (_values(" "), _values("欠款", since="昨天的昨天的昨天"), _values("欠款", review_on="13 月")):
        with pytest.raises(InputError):
            Deeds(said, said.start).put([one], values)
    assert (blacklist.rows(), said.toasts) == ([], [])


def test_refusals_of_a_whole_list_are_added() -> None:
    people = _people(3)
    opt_outs.put(people[0], ["sms"])
    said = Said()
    Deeds(said, said.start).refuse_too(Selection(query=ListQuery()), ["sms", "line"])
    assert [opt_outs.of(one) for one in people] == [["line", "sms"]] * 3
    assert said.toasts[0][0] == "已記下 3 位不要再傳"
    assert all(row.opted_out for row in lists.rows(people))
