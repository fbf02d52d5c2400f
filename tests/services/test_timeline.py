"""The timeline: everything that happened in one order, read page by page, by kind and by what was said."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.journal import unit
from db.services import attachments, blacklist, customers, interactions, sales, tasks, timeline, wanted
from db.services.attachments import Given
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from db.services.sales import LineForm, SaleForm
from db.services.tasks import TaskForm
from db.services.wanted import WantedForm

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def _kinds(rows: list[timeline.TimelineRow]) -> list[str]:
    return [row.kind for row in rows]


def test_every_noun_stands_in_one_order(one: int) -> None:
    interactions.add(InteractionForm(one, "問臺灣製的濾心", "LINE", happened_on="2026-11-02", happened_time="10:24"))
    interactions.add(InteractionForm(one, "早上打來", "電話", happened_on="2026-11-02", happened_time="09:00"))
    sales.add(SaleForm(one, [LineForm(name="換氣扇", amount=8600)], happened_on="2026-11-01"))
    (made, kept) = (tasks.add(TaskForm(title, "2099-01-05"), [one])[0] for title in ("回電", "送型錄"))
    tasks.done([made])
    blacklist.put(one, "欠款", since="2026-10-30")
    wanted.add(WantedForm(one, "冷氣遙控器", quantity=Decimal(2), note="白色"))
    rows = [row for row in timeline.of(one) if row.kind != "came"]
    told = {(row.kind, row.id): row for row in rows}
    assert (told["task", kept].title, told["task", kept].happened_on[:4]) == ("open", "2099")  # type: ignore[index]
    assert (told["task", made].title, told["task", made].happened_on) == ("done", clock.today().isoformat())
    assert _kinds(rows) == ["task", "wanted", "task", "talk", "talk", "sale", "blacklist"]
    assert [(row.title, row.text) for row in rows if row.kind == "wanted"] == [("asked", "冷氣遙控器 ×2 ・ 白色")]
    assert [row.happened_time for row in rows if row.kind == "talk"] == ["10:24", "09:00"]
    assert timeline.counts(one) == {"talk": 2, "sale": 1, "wanted": 1, "task": 2, "blacklist": 1, "came": 1}


def test_the_customers_own_entry_stands_lowest_of_its_day(one: int) -> None:
    blacklist.put(one, "欠款")
    interactions.add(InteractionForm(one, "沒有時間的", happened_on=clock.today().isoformat()))
    with unit("interactions.change"):
        run("UPDATE interaction SET happened_time = NULL WHERE customer = ?", one)
    assert _kinds(timeline.of(one)) == ["blacklist", "talk", "came"]


def test_it_is_read_on_from_any_row_without_a_gap(one: int) -> None:
    """Many on one day, some with a time, some without, some without a day."""
    with unit("interactions.add"):
        for at in range(60):
            day = None if at % 5 == 0 else f"2026-11-{at % 4 + 1:02}"
            hour = None if at % 3 == 0 else f"{at % 7 + 9:02}:00"
            run(
                "INSERT INTO interaction (customer, happened_on, happened_time, text) VALUES (?, ?, ?, ?)",
                one,
                day,
                hour,
                f"第{at}次",
            )
            run("INSERT INTO sale (customer, happened_on, total) VALUES (?, ?, ?)", one, day, at)
    whole = timeline.of(one, None)
    found, before = list[timeline.TimelineRow](), None
    while page := timeline.of(one, 7, before):
        found, before = found + page, page[-1].moment
    assert found == whole
    assert len({(row.kind, row.id) for row in whole}) == len(whole) == 121
    assert [row.happened_on is None for row in whole] == sorted(row.happened_on is None for row in whole)


def test_by_kind_and_by_what_was_said(one: int) -> None:
    interactions.add(InteractionForm(one, "問臺灣製的濾心", "LINE", happened_on="2026-11-02"))
    interactions.add(InteractionForm(one, "會再來", "來店", happened_on="2026-11-03", outcome="再考慮"))
    sales.add(SaleForm(one, [LineForm(name="ＡＢＣ濾心", amount=560)], happened_on="2026-11-01"))
    assert _kinds(timeline.of(one, kinds=("sale",))) == ["sale"]
    assert _kinds(timeline.of(one, text="台灣")) == ["talk"]  # 臺 and 台 are one
    assert _kinds(timeline.of(one, text="濾心")) == ["talk", "sale"]
    assert _kinds(timeline.of(one, text="abc", kinds=("sale", "talk"))) == ["sale"]
    assert timeline.counts(one, "再考慮") == {"talk": 1}
    assert timeline.of(one, text="%") == []


def test_a_page_in_the_middle_of_what_is_searched(one: int) -> None:
    for day in range(1, 7):
        interactions.add(InteractionForm(one, "濾心" if day % 2 else "水管", "電話", happened_on=f"2026-11-{day:02}"))
    first = timeline.of(one, 1, text="濾心")
    rest = timeline.of(one, 5, first[-1].moment, text="濾心")
    assert [row.happened_on for row in [*first, *rest]] == ["2026-11-05", "2026-11-03", "2026-11-01"]


def test_the_first_page_stands_on_the_indexes() -> None:
    """What a customer with 5,000 entries needs: no noun is sorted whole."""
    for kind, index in (("talk", "interaction_customer_happened_on"), ("sale", "sale_of_customer")):
        sql = timeline._statement(timeline._DATED, frozenset([kind]))
        plan = [row[3] for row in read(f"EXPLAIN QUERY PLAN {sql}", 1, 50)]
        assert any(index in step for step in plan), plan
        assert "USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY" in plan


def test_a_photo_added_today_stands_at_its_hour(one: int) -> None:
    days = (("a.pdf", clock.today().isoformat()), ("b.pdf", "2020-01-02"))
    given = [Given(name, b"%PDF-1.7 " + name.encode(), happened_on=day) for name, day in days]
    attachments.add(one, given)
    added, older = (row for row in timeline.of(one) if row.kind == "attachment")
    assert (added.text, added.happened_time) == ("a.pdf", clock.shown(clock.utc_now())[11:16])
    assert (older.text, older.happened_time) == ("b.pdf", None)


def test_a_photo_put_in_before_eight_has_the_hour_and_day_of_the_shop(one: int) -> None:
    clock.fix(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))  # the 21st, 07:30 in Taipei
    attachments.add(one, [Given("報價.pdf", b"%PDF-1.7 early")])
    (row,) = timeline.of(one, kinds=["attachment"])
    assert (row.happened_on, row.happened_time) == ("2026-11-21", "07:30")
