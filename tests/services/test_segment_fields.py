"""What fields of lists offer and find: why somebody was put away, the imports with the shop's day."""

from datetime import UTC, datetime
from typing import Any

import pytest

from db.core import clock
from db.core.progress import silent
from db.core.values.dates import PartialDate
from db.services import customers, lists, opt_outs, segments, tags
from db.services.lists import ListQuery
from db.services.opt_outs import CHANNELS
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from tests.services.november import add, go_to

pytestmark = pytest.mark.usefixtures("shop")


def _found(**leaf: Any) -> list[str]:
    conditions = {"all": [{"field": "name", "is": "contains", "value": "陳"}, leaf]}
    return sorted(row.name for row in lists.first(ListQuery(conditions=segments.text_of(conditions))))


def test_why_somebody_was_put_away_is_asked_of_those() -> None:
    moved, closed = add("陳搬走"), add("陳歇業")
    add("陳在")
    customers.archive([moved], "moved")
    customers.archive([closed], "closed")
    assert _found(field="archive_reason", **{"is": "any_of", "value": ["moved"]}) == ["陳搬走"]
    assert _found(field="archive_reason", **{"is": "filled"}) == ["陳搬走", "陳歇業"]
    assert _found(field="archive_reason", **{"is": "empty"}) == ["陳在"]
    assert _found(field="name", **{"is": "contains", "value": "archive_reason"}) == []
    assert segments.count({"all": [{"field": "archive_reason", "is": "any_of", "value": ["moved", "closed"]}]}) == 2
    assert segments.count({"all": [{"field": "name", "is": "contains", "value": "陳"}]}) == 1


def test_an_import_early_in_the_morning_is_told_with_the_day_of_the_shop() -> None:
    clock.fix(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))  # the 22nd, 07:30 in Taipei
    session = ImportSession([Source(text="姓名\t手機\n王小明\t0912345678\n", name="名單")])
    session.survey(silent)
    commit(session.plan(silent), silent, lambda: None)
    session.close()
    assert segments.fields()["import"].choices[1][1].endswith("2026-11-22")


@pytest.mark.parametrize(
    ("field", "operator", "wanted"),
    [
        ("last_contact", "last_days", float("inf")),  # as JSON reads 1e400
        ("last_contact", "last_days", "1e400"),
        ("tag", "all_of", list(range(2000))),
        ("tasks", "has", [1]),
        ("birthday", "month", ["五月"]),
    ],
)
def test_what_no_hand_can_have_written_is_met_by_nobody(field: str, operator: str, wanted: object) -> None:
    one = add(birthday=PartialDate(1980, 5, 5))
    tags.attach([one], ["老主顧"])
    asked = {"all": [{"field": field, "is": operator, "value": wanted}]}
    assert segments.count(asked) == 0
    assert segments.words(asked)
    assert segments.gone(asked) or field == "birthday"


@pytest.mark.parametrize("month", [5, "5"])
def test_a_month_may_be_written_as_text(month: object) -> None:
    add("陳五月", birthday=PartialDate(1980, 5, 5))
    add("陳農曆", birthday=PartialDate(1980, 4, 5, lunar=True))
    add("陳六月", birthday=PartialDate(1980, 6, 25))
    assert _found(field="birthday", **{"is": "month", "value": [month]}) == ["陳五月", "陳農曆"]


@pytest.mark.parametrize(
    ("born", "age"), [((11, 19), 42), ((11, 20), 42), ((11, 21), 41), ((10, 31), 42), ((12, 1), 41), ((1, 30), 42)]
)
def test_an_age_goes_by_month_and_day(born: tuple[int, int], age: int) -> None:
    go_to(20)
    add("陳美惠", birthday=PartialDate(1984, *born))
    assert [one for one in (41, 42) if _found(field="birthday", **{"is": "age", "value": [one, one]})] == [age]


@pytest.mark.parametrize(
    ("lunar", "month"),
    [((12, 29), 2), ((12, 10), 1), ((11, 25), 1), ((1, 1), 2), ((10, 12), 11), ((11, 1), 12)],  # of 2026/11 to 2027/10
)
def test_a_lunar_birthday_is_in_the_month_it_falls_into(lunar: tuple[int, int], month: int) -> None:
    go_to(20)
    add("陳美惠", birthday=PartialDate(1980, *lunar, lunar=True))
    assert [one for one in range(1, 13) if _found(field="birthday", **{"is": "month", "value": [one]})] == [month]


@pytest.mark.parametrize("channel", [key for key, _words in CHANNELS])
def test_who_wants_nothing_at_all_wants_nothing_by_any_way(channel: str) -> None:
    opt_outs.put([add("陳美惠")], ["all"])
    add("陳美麗")
    assert _found(field="opt_out", **{"is": "any_of", "value": [channel]}) == ["陳美惠"]
    assert _found(field="opt_out", **{"is": "none_of", "value": [channel]}) == ["陳美麗"]
