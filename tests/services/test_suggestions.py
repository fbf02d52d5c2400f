"""Suggestions: of every kind, ranked, learnt from their answers, never to who is to be left in peace; fresh after a sale."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from db.analytics.ranking import Answered
from db.core import audit, clock
from db.core.connection import rows, run
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Suggestion
from db.services import (
    baskets,
    blacklist,
    customers,
    interactions,
    knowledge,
    late_buyers,
    losing,
    merging,
    opt_outs,
    products,
    quote_life,
    quotes,
    stages,
    standings,
    suggestion_answers,
    suggestion_results,
    suggestion_rows,
    suggestions,
    tasks,
    today,
    today_answers,
)
from db.services.interactions import InteractionForm
from db.services.knowledge import RuleForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from db.services.suggestion_kinds import NAMES
from db.services.suggestions import SuggestionRow
from db.services.tasks import TaskForm
from tests.services.bought import sold, somebody
from tests.services.november_quotes import drawn

pytestmark = pytest.mark.usefixtures("shop", "saturday")  # 2026-11-21


@pytest.fixture
def nappies(shop: Path, saturday: None) -> int:
    return knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布", phrase="{稱呼}，尿布要留嗎？"))


@pytest.fixture
def mother(nappies: int) -> int:
    """Who bought a bottle three months ago."""
    one = somebody("陳美惠", title="小姐")
    sold(one, "2026-08-21", "奶瓶")
    return one


def work_out() -> list[SuggestionRow]:
    """As the worker does once a day."""
    standings.fill()
    baskets.refresh()
    suggestions.fill()
    return suggestions.ranked()


def kinds() -> set[tuple[str, str]]:
    return {(one.kind, one.name) for one in work_out()}


def only() -> SuggestionRow:
    (row,) = work_out()
    return row


# the kinds


def test_a_rule_with_its_numbers(mother: int) -> None:
    row = only()
    assert (row.customer, row.kind, row.what, row.name) == (mother, "rule", "尿布", "陳美惠")
    assert row.why == "尿布：買過奶瓶 3 個月了"


def test_a_rule_tells_when_it_was_of_use(mother: int) -> None:
    suggestion_answers.accept(only())
    clock.fix(datetime(2027, 7, 1, 2, tzinfo=UTC))
    sold(mother, "2027-03-20", "奶瓶")
    assert only().why == "尿布：買過奶瓶 3 個月了。上次用上：11/21"


def test_what_others_take_along() -> None:
    tap, tape = (products.add(ProductForm(name, price=Decimal(price))) for name, price in (("水龍頭", 900), ("止洩帶", 50)))
    for at in range(12):
        other = somebody(f"客人{at}")
        sold(other, f"2026-10-{at + 1:02}", tap, tape)
        sold(other, f"2026-09-{at + 1:02}", "電池")
    sold(somebody("陳美惠"), "2026-11-01", tap)
    found = [one for one in work_out() if one.kind == "cross" and one.name == "陳美惠"]
    assert [(one.what, one.product) for one in found] == [("止洩帶", tape)]
    assert found[0].why == "止洩帶：買過水龍頭；賣出水龍頭的 13 次裡，有 12 次一起買"


def test_the_newer_model_for_who_has_the_old_one() -> None:
    newest = products.add(ProductForm("熱水器 3 代", price=Decimal(12_000)))
    middle = products.add(ProductForm("熱水器 2 代", next_model=newest))
    old = products.add(ProductForm("熱水器 1 代", next_model=middle))
    one, other, fresh = (somebody(name) for name in ("陳美惠", "王大同", "林小姐"))
    for customer in (one, other):
        sold(customer, "2024-11-20", old)
    sold(other, "2026-11-01", newest)
    sold(fresh, "2026-11-01", old)
    found = [row for row in work_out() if row.kind == "up"]
    assert [(row.name, row.what, row.product) for row in found] == [("陳美惠", "熱水器 3 代", newest)]
    assert found[0].why == "熱水器 3 代：新機型，熱水器 1 代已經用了 24 個月"


def test_a_regular_who_is_late_and_one_who_came_back() -> None:
    late, back = somebody("陳美惠"), somebody("王大同")
    day = datetime(2025, 12, 1, tzinfo=UTC)
    for at in range(8):
        sold(late, (day + timedelta(days=30 * at)).date().isoformat(), "濾心", price=800)
    for bought_on in ("2022-01-10", "2022-02-10", "2022-03-10", "2026-11-15"):
        sold(back, bought_on, "燈泡")
    found = {one.name: one for one in work_out()}
    stages = dict(rows("SELECT customer, stage FROM customer_standing"))
    assert (stages[late], stages[back]) == ("pre_divorce", "win_back")
    assert (found["陳美惠"].kind, found["王大同"].kind) == ("slipping", "back")
    assert not found["陳美惠"].is_goods
    assert suggestions.whom(["slipping"]) == [late]
    assert suggestions.whom() == [late, back]
    assert "以前喜歡燈泡" in found["王大同"].why


def test_a_quote_nobody_answered() -> None:
    one = somebody("宏達")
    form = quotes.new(one)
    form.lines = [LineForm(name="換氣扇", quantity=Decimal(1), unit_price=Decimal(6800))]
    form.quoted_on = "2026-11-10"
    quote = quotes.add(form)
    quote_life.issue(quote, drawn)
    tasks.done([task.id for task in tasks.of(one)])
    for at in range(3):
        again = quotes.add(quotes.copy_of(quote))
        quote_life.issue(again, drawn)
        quote_life.refuse(again, "太貴") if at else quote_life.accept(again)
    tasks.done([task.id for task in tasks.of(one)])
    found = [row for row in work_out() if row.kind == "quote"]
    assert [row.quote for row in found] == [quote]
    quote_life.refuse(quote, "太貴")
    assert [row for row in suggestions.ranked() if row.kind == "quote"] == []


def test_what_shares_a_name_is_told_apart_by_its_specification() -> None:
    first, second = (products.add(ProductForm("濾心", spec=spec, price=Decimal(300))) for spec in ("第一道", "RO 膜"))
    twins = [products.add(ProductForm("墊片", price=Decimal(5))) for _twin in range(2)]
    for at in range(12):
        sold(somebody(f"客人{at}"), f"2026-10-{at + 1:02}", first, second, *twins)
        sold(somebody(f"路人{at}"), f"2026-09-{at + 1:02}", "電池")
    sold(somebody("陳美惠"), "2026-11-01", first)
    baskets.refresh()
    assert {(one.name_a, one.name_b) for one in baskets.kept() if {one.product_a, one.product_b} == {first, second}} == {
        ("濾心 第一道", "濾心 RO 膜"),
        ("濾心 RO 膜", "濾心 第一道"),
    }
    assert not [one for one in baskets.kept() if one.name_a == one.name_b]
    found = next(one for one in work_out() if one.name == "陳美惠" and one.product == second)
    assert found.why == "濾心 RO 膜：買過濾心 第一道；賣出濾心 第一道的 13 次裡，有 12 次一起買"
    assert [one.items for one in suggestion_rows.purchases(found)] == ["濾心 第一道"]


def test_the_late_stand_as_whom_to_call_first_says() -> None:
    """However much a visit of theirs brings."""
    day = datetime(2025, 12, 1, tzinfo=UTC)
    for name, price in (("少", 100), ("多", 9_000), ("中", 2_000)):
        one = somebody(name)
        for at in range(8):
            sold(one, (day + timedelta(days=30 * at)).date().isoformat(), "濾心", price=price)
    calls = [one.customer for one in work_out() if one.kind == "slipping"]
    assert calls == list(late_buyers.ids("going"))
    assert len(calls) == 3


def _taken_along(of: int, together: int, has: int, offer: int) -> None:
    """Sales of the one, so many of them with the other; others buy something else."""
    for at in range(of):
        other = somebody(f"客人{at}")
        sold(other, f"2026-09-{at + 1:02}", has, *((offer,) if at < together else ()))
        for day in ("2026-08-01", "2026-08-02"):
            sold(other, day, "電池")


def _crossed() -> list[str]:
    return [one.name for one in work_out() if one.kind == "cross"]


@pytest.mark.parametrize(("together", "count"), [(6, 5), (5, 0)])
def test_what_less_than_a_quarter_take_along_is_not_said_and_the_same_to_five_at_most(together: int, count: int) -> None:
    tap, tape = (products.add(ProductForm(name, price=Decimal(price))) for name, price in (("水龍頭", 900), ("止水帶", 50)))
    _taken_along(24, together, tap, tape)
    found = _crossed()
    assert bool(baskets.kept()) and len(found) == count
    assert bool(baskets.beside([tap])) == bool(count)
    assert sorted(found) == [f"客人{at}" for at in range(24 - count, 24)]  # who bought it last


@pytest.mark.parametrize(("category", "count"), [("衛浴", 0), ("", 5)])
def test_what_is_dear_is_not_offered_to_who_has_something_of_its_kind(category: str, count: int) -> None:
    lid, toilet = (
        products.add(ProductForm(name, price=Decimal(price), category=category))
        for name, price in (("馬桶蓋", 500), ("馬桶", 9_000))
    )
    _taken_along(20, 10, lid, toilet)
    assert len(_crossed()) == count


@pytest.mark.parametrize(("day", "is_thanked"), [("2026-08-23", True), ("2026-08-22", False)])
def test_who_came_back_is_thanked_for_ninety_days(day: str, is_thanked: bool) -> None:
    back = somebody("王大同")
    for bought_on in ("2022-01-10", "2022-07-10", "2023-01-10", day):
        sold(back, bought_on, "燈泡")
    found = work_out()
    assert rows("SELECT stage, sureness FROM customer_standing") == [("win_back", "steady")]
    assert [one.kind for one in found] == ["back"] * is_thanked
    run("UPDATE customer_standing SET sureness = 'watch'")
    suggestions.fill()
    assert suggestions.ranked() == []


def test_who_is_put_elsewhere_by_hand_is_not_late_and_the_reason_is_the_days() -> None:
    late = somebody("陳美惠")
    for at in range(8):
        sold(late, (date(2025, 12, 1) + timedelta(days=30 * at)).isoformat(), "濾心", price=800)
    (before,) = work_out()
    assert before.why == "通常 30 天買一次，已 145 天沒來"
    stages.put([late], "pre_divorce", date(2026, 12, 31))
    assert only().why == before.why
    stages.put([late], "account_management", date(2026, 12, 31))
    assert (suggestions.ranked(), suggestions.of(late)) == ([], [])


def test_what_a_reminder_that_waits_is_about_is_not_suggested_too(mother: int) -> None:
    row = only()
    tasks.add(TaskForm("保養：尿布", "2026-12-05"), [mother])
    assert suggestions.ranked() == []
    tasks.done([task.id for task in tasks.of(mother)])
    tasks.add(TaskForm("送型錄", "2026-12-05"), [mother])
    assert suggestions.ranked() == [row]


def test_after_a_sale_the_card_says_no_more_what_was_worked_out_in_the_morning() -> None:
    late = somebody("陳美惠")
    for at in range(8):
        sold(late, (date(2025, 12, 1) + timedelta(days=30 * at)).isoformat(), "濾心", price=800)
    work_out()
    assert [one.kind for one in suggestions.of(late)] == ["slipping"]
    sold(late, "2026-11-21", "電池")
    assert suggestions.of(late) == []


def test_a_rule_tells_how_many_of_those_it_finds_are_suggested(mother: int, nappies: int) -> None:
    other = somebody("林小姐")
    sold(other, "2026-08-21", "奶瓶")
    tasks.add(TaskForm("問尿布夠不夠", "2026-12-05"), [other])
    work_out()
    (found,) = suggestion_results.of_rules()
    assert (found.finds, found.suggested, suggestions.by_rule()) == (2, 1, {nappies: [mother]})


# who is left in peace


@pytest.mark.parametrize("why", ["archived", "refuses", "barred", "dismissed", "accepted", "off", "sold", "left"])
def test_who_is_to_be_left_in_peace_is(mother: int, nappies: int, why: str) -> None:
    row = only()
    match why:
        case "archived":
            customers.archive([mother], "deceased")
        case "refuses":
            opt_outs.put([mother], ["phone"])
        case "barred":
            blacklist.put([mother], "常拖款", "stop")
        case "dismissed":
            suggestion_answers.dismiss(row)
        case "accepted":
            suggestion_answers.accept(row)
        case "off":
            knowledge.put_on(nappies, on=False)
        case "sold":
            sold(mother, "2026-11-21", "尿布")
        case "left":
            (line,) = today.plan().beside
            today_answers.another_day(line, "2026-12-05")
    assert suggestions.ranked() == []
    audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    assert suggestions.ranked() == [row]


def test_what_was_not_wanted_comes_back_after_half_a_year(mother: int) -> None:
    suggestion_answers.dismiss(only())
    for days, there in ((179, 0), (181, 1)):
        clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC) + timedelta(days=days))
        sold(mother, (clock.today() - timedelta(days=92)).isoformat(), "奶瓶")
        assert len(work_out()) == there


def test_who_complained_is_offered_nothing_until_it_is_put_right(mother: int) -> None:
    row = only()
    interactions.add(InteractionForm(mother, "客訴奶瓶會漏", "電話", happened_on="2026-11-20"))
    assert (suggestions.ranked(), suggestions.of(mother)) == ([], [])
    interactions.add(InteractionForm(mother, "換了新的", "電話", happened_on="2026-11-20", outcome="已解決"))
    assert suggestions.ranked() == [row]


def test_who_was_lost_is_left_in_peace_until_they_buy_again(mother: int) -> None:
    row = only()
    losing.close([mother], "price", date(2026, 9, 1))
    assert suggestions.ranked() == []
    audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    losing.close([mother], "price", date(2026, 8, 1))
    assert suggestions.ranked() == [row]


def test_answers_go_along_when_two_are_made_one(mother: int) -> None:
    suggestion_answers.dismiss(only())
    other = somebody("陳小惠")
    merging.merge(other, mother)
    assert work_out() == []


# on Today


def test_below_ten_calls_stand_two_of_it_and_nobody_is_folded_away_for_them(mother: int) -> None:
    others = [somebody(f"媽媽{at}") for at in range(4)]
    for one in others:
        sold(one, "2026-08-21", "奶瓶")
    work_out()
    busy = [somebody(f"客戶{at}") for at in range(31)]
    tasks.add(TaskForm("送型錄", "2026-11-21"), [*busy, mother])
    plan = today.plan()
    assert ([one.kind for one in plan.rows], [one.kind for one in plan.beside]) == (["task"] * 10, ["offer"] * 2)
    assert (plan.more, plan.total, plan.listed) == (22, 32, 12)
    assert mother not in {one.customer for one in plan.beside}  # to be called anyway, though folded away
    unfolded = today.plan(most=60)
    assert (len(unfolded.rows), len(unfolded.beside), unfolded.more) == (32, 2, 0)
    tasks.done([task.id for one in busy[:26] for task in tasks.of(one)])
    assert (len(today.plan().rows), len(today.plan().beside)) == (6, 4)


def test_what_is_worked_out_later_comes_below_and_nothing_that_stands_there_goes(mother: int) -> None:
    for one in (somebody(f"客戶{at}") for at in range(12)):
        tasks.add(TaskForm("送型錄", "2026-11-20"), [one])
    before = today.plan(offers=False)
    work_out()
    after = today.with_offers(before)
    assert after.in_order[: len(before.in_order)] == before.in_order
    assert [row.customer for row in after.in_order[len(before.in_order) :]] == [mother]
    assert (after.listed, after.total, today.with_offers(after)) == (11, 12, after)
    assert today.plan() == after


def test_a_quote_that_ends_soon_is_not_told_twice() -> None:
    one, other = somebody("宏達"), somebody("順發")
    made = []
    for customer, days in ((one, 14), (other, 40)):
        form = quotes.new(customer)
        form.lines = [LineForm(name="換氣扇", quantity=Decimal(1), unit_price=Decimal(6800))]
        form.quoted_on, form.valid_until = "2026-11-10", (date(2026, 11, 10) + timedelta(days=days)).isoformat()
        made.append(quotes.add(form))
        quote_life.issue(made[-1], drawn)
    won = quotes.add(quotes.copy_of(made[0]))
    quote_life.issue(won, drawn)
    quote_life.accept(won)
    tasks.done([task.id for customer in (one, other) for task in tasks.of(customer)])
    assert {row.quote for row in work_out() if row.kind == "quote"} == set(made)
    plan = today.plan()
    assert [row.about for row in plan.trade if row.kind == "expiring"] == [("quote", made[0])]
    assert [row.offer.quote for row in plan.beside if row.offer] == [made[1]]


# learnt


def test_answers_are_learnt_by_kind_and_by_who_gave_them(mother: int) -> None:
    before = only().worth
    for at in range(12):
        suggestion_answers.dismiss(SuggestionRow(mother, "rule", f"x{at}", "", "", 0))
    assert only().worth < before / 2
    assert suggestions.learnt()["rule"].dismissed == 12
    for at in range(20):
        suggestion_answers.accept(SuggestionRow(mother, "rule", f"y{at}", "", "", 0))
    assert only().worth > before
    assert set(suggestions.learnt()) == set(NAMES)


def test_ten_answers_of_ones_own_are_learnt_from(mother: int) -> None:
    for at in range(9):
        _answer(mother, f"x{at}", "dismissed", "小玲")
        _answer(mother, f"y{at}", "accepted", "老闆")
    assert suggestions.learnt("小玲")["rule"] == Answered(9, 9)
    _answer(mother, "x9", "dismissed", "小玲")
    assert suggestions.learnt("小玲")["rule"] == Answered(0, 10)


def _answer(customer: int, subject: str, answer: str, staff: str) -> None:
    with unit("suggestions.dismiss"):
        Suggestion.create(customer=customer, kind="rule", subject=subject, answer=answer, answered_on="2026-11-20", staff=staff)


def test_five_a_day_of_several_kinds(mother: int) -> None:
    newest = products.add(ProductForm("熱水器 2 代", price=Decimal(12_000)))
    old = products.add(ProductForm("熱水器 1 代", next_model=newest))
    for at in range(9):
        sold(somebody(f"客人{at}"), "2025-11-20", old)
    work_out()
    shown = suggestions.of_day()
    assert len(shown) == 5
    assert "rule" in {one.kind for one in shown}
    assert len({one.customer for one in suggestions.ranked()}) == len(suggestions.ranked()) == 10


def test_beside_the_calls_there_is_room_for_goods(mother: int) -> None:
    for at in range(4):
        late = somebody(f"常客{at}")
        for month in range(1, 9):
            sold(late, f"2026-{month:02}-01", "濾心", price=9_000)
    assert [one.kind for one in work_out()] == ["slipping"] * 4 + ["rule"]
    assert [[one.kind for one in suggestions.of_day(most)] for most in (1, 2, 3)] == [
        ["slipping"],
        ["slipping", "rule"],
        ["slipping", "slipping", "rule"],
    ]


# 加進報價


def test_it_goes_onto_a_new_quote_then_onto_the_draft_with_one_way_back(mother: int) -> None:
    row = only()
    added = suggestion_answers.add_to_quote(row)
    assert (added.what, added.is_priced) == ("尿布", False)
    pads = SuggestionRow(mother, "cross", "乳墊", "乳墊", "", 0)
    assert suggestion_answers.add_to_quote(pads).quote == added.quote
    assert [line.name for line in quotes.get(added.quote).form.lines] == ["尿布", "乳墊"]
    for _step in range(2):
        audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    assert (rows("SELECT count(*) FROM quote"), rows("SELECT count(*) FROM suggestion")) == ([(0,)], [(0,)])


def test_pressed_twice_it_stands_on_the_draft_once_and_is_answered_once(mother: int) -> None:
    row = only()
    first, again = suggestion_answers.add_to_quote(row), suggestion_answers.add_to_quote(row)
    assert [line.name for line in quotes.get(again.quote).form.lines] == ["尿布"]
    assert first == again
    suggestion_answers.dismiss(row)
    assert rows("SELECT answer FROM suggestion") == [("dismissed",)]


def test_a_product_comes_at_the_price_of_the_customer() -> None:
    nappy = products.add(ProductForm("尿布 L", price=Decimal(500), wholesale_price=Decimal(420)))
    knowledge.add(RuleForm(bought="奶瓶", months=3, product=nappy))
    one = somebody("陳美惠", price_level="wholesale")
    sold(one, "2026-08-21", "奶瓶")
    added = suggestion_answers.add_to_quote(only())
    (line,) = quotes.get(added.quote).form.lines
    assert (line.product, line.unit_price, added.is_priced) == (nappy, Decimal(420), True)


def test_a_rule_brings_what_they_bought_before_else_what_fits_what_they_have_else_the_best_seller() -> None:
    knowledge.add(RuleForm(bought="淨水器", months=6, offer="濾心"))
    small, large, other = (
        products.add(ProductForm("濾心", spec=spec, price=Decimal(300))) for spec in ("10 吋", "20 吋", "RO 膜")
    )
    products.add(ProductForm("濾心扳手", price=Decimal(90)))
    has_large = products.add(ProductForm("淨水器", spec="20 吋"))
    one, two, three = (somebody(name) for name in ("買過", "有大的", "沒規格"))
    sold(one, "2026-05-10", other)
    for customer, item in ((one, "老淨水器"), (two, has_large), (three, "老淨水器")):
        sold(customer, "2026-05-21", item)
    for _time in range(3):
        sold(somebody("路人"), "2026-11-01", small)
    found = {row.name: row for row in work_out() if row.kind == "rule"}
    lines = [suggestion_answers.line_of(found[name], found[name].customer)[0] for name in ("買過", "有大的", "沒規格")]
    assert [line.product for line in lines] == [other, large, small]
    assert suggestion_answers.add_to_quote(found["有大的"]).what == "濾心 20 吋"


def test_of_a_kind_they_never_bought_comes_what_brings_most() -> None:
    cheap, dear = (products.add(ProductForm(name, category="淨水")) for name in ("濾芯", "淨水器"))
    for price, item, times in ((100, cheap, 3), (9_000, dear, 1)):
        for _time in range(times):
            sold(somebody("路人"), "2026-11-01", item, price=price)
    blank = SuggestionRow(somebody("陳美惠"), "white", "淨水", "淨水", "", 0)
    assert suggestion_answers.line_of(blank, blank.customer)[0].product == dear


def test_a_call_is_no_goods(mother: int) -> None:
    with pytest.raises(InputError):
        suggestion_answers.add_to_quote(SuggestionRow(mother, "slipping", "", "", "", 0))


def test_the_text_for_line(mother: int, nappies: int) -> None:
    assert suggestion_answers.line_text(only()) == "陳小姐，尿布要留嗎？"
    form = knowledge.get(nappies).form
    form.phrase = ""
    knowledge.change(nappies, form)
    assert "尿布" in suggestion_answers.line_text(only())


# of use


def test_what_was_bought_after_counts_once_for_sixty_days(mother: int) -> None:
    row = only()
    suggestion_answers.accept(row)
    clock.fix(datetime(2026, 11, 22, 2, tzinfo=UTC))
    suggestion_answers.accept(row)
    inside = sold(mother, "2026-12-01", "尿布", price=300)
    sold(mother, "2027-02-01", "尿布", price=900)
    result = suggestion_results.of_kinds()["rule"]
    assert (result.accepted, result.dismissed, result.money) == (1, 0, 300)
    assert suggestions.learnt()["rule"].accepted == 2
    assert suggestion_results.sales("rule") == [inside]
    assert suggestion_results.customers("rule", "accepted") == [mother]
    clock.fix(datetime(2027, 3, 1, 2, tzinfo=UTC))
    (ruled,) = suggestion_results.of_rules()
    assert (ruled.finds, ruled.result) == (0, result)


def test_nothing_was_sold_and_nothing_is_suggested() -> None:
    assert work_out() == []
    somebody("陳美惠")
    assert work_out() == []
    assert suggestions.fill_once_a_day() is False
    clock.fix(datetime(2026, 11, 22, 2, tzinfo=UTC))
    assert suggestions.fill_once_a_day() is True
