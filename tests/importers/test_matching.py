"""Who is whom: inside a file, across files, against the shop."""

from pathlib import Path
from typing import Any

import pytest

from db.core.journal import unit
from db.models import Customer
from importers.commit import commit
from importers.plan import Plan
from tests.importers import made

CHEN = {"name": "陳美惠", "mobile": "0912-345-678"}


def actions(plan: Plan) -> list[str]:
    return [line.action for line in plan.lines(range(plan.count))]


def reasons(plan: Plan, n: int) -> tuple[str, ...]:
    (line,) = plan.lines([n])
    return line.reasons


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([CHEN, {"name": "陳美惠"}], ["add", "add"]),  # same name alone
        ([CHEN, {"name": "陳美惠", "mobile": "0912-345-678", "email": "a@b.tw"}], ["add", "update"]),
        ([CHEN, CHEN], ["add", "skip"]),
        ([CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}], ["add", "ask"]),  # one character differs
        ([CHEN, {"name": "陳太太", "mobile": "0912-345-678"}], ["add", "ask"]),  # half a name
        (
            [{**CHEN, "name": "趙大明先生"}, {**CHEN, "name": "趙大明", "title": "先生"}],
            ["add", "update"],
        ),  # one name in two cells
        ([CHEN, {"name": "陳志豪", "mobile": "0912-345-678"}], ["add", "add"]),  # a family
        ([CHEN, {"name": "林大同", "mobile": "0912-345-678"}], ["add", "ask"]),  # a mobile phone of two
        ([{"name": "蔡家豪", "mobile": "0912-34"}, {"name": "吳建宏", "mobile": "0912-34"}], ["add", "add"]),  # half a number
        ([{"name": "幸福國小", "phone": "02-2345-6789"}, {"name": "幸福幼兒園", "phone": "02-2345-6789"}], ["add", "add"]),
        ([{"code": "A1", "name": "王小明"}, {"code": "A1", "name": "王小明", "title": "經理"}], ["add", "update"]),
        ([{"code": "A1", "name": "王小明"}, {"code": "A1", "name": "林大同"}], ["add", "ask"]),
        ([{"code": "A1", **CHEN}, {"code": "A2", **CHEN}], ["add", "ask"]),  # one table gave one person two codes
        ([{"name": "宏達", "tax_id": "04595257"}, {"name": "宏達", "tax_id": "04595257", "note": "月結"}], ["add", "update"]),
        ([{"name": "宏達台北店", "tax_id": "04595257"}, {"name": "佳美台中店", "tax_id": "04595257"}], ["add", "ask"]),
        (
            [{"name": "王小明", "address": "台北市大安路1號"}, {"name": "王小明", "address": "台北市大安路1號", "note": "x"}],
            ["add", "update"],
        ),
        ([{"name": "王小明", "email": "m@x.tw"}, {"name": "王小明", "email": "m@x.tw", "note": "x"}], ["add", "update"]),
        ([{"name": "王小明", "line_id": "ming"}, {"name": "王小明", "line_id": "ming", "note": "x"}], ["add", "update"]),
        ([{**CHEN, "birthday": "1989-05-03"}, {**CHEN, "birthday": "1960-01-01"}], ["add", "ask"]),
    ],
)
def test_inside_a_file(rows: list[dict[str, str]], expected: list[str]) -> None:
    assert actions(made.one(rows)) == expected


def test_counts_add_up_and_asked_row_draws_its_mates_along() -> None:
    plan = made.one(
        [CHEN, {"name": "陳美慧", "mobile": "0912-345-678", "email": "x@y.tw"}, {"name": "陳美慧", "email": "x@y.tw"}]
    )
    assert actions(plan) == ["add", "ask", "ask"]
    assert reasons(plan, 1) == ("same_mobile", "other_name")
    totals = plan.totals
    assert totals.records == totals.add + totals.update + totals.skip + totals.ask + totals.failed == 3


def test_family_is_told_apart_with_the_reason() -> None:
    plan = made.one([CHEN, {"name": "陳志豪", "mobile": "0912-345-678"}])
    assert reasons(plan, 1) == ("same_mobile", "other_name")
    (line,) = plan.lines([1])
    assert line.other
    assert line.other.name == "陳美惠"


def test_answers_decide() -> None:
    plan = made.one([CHEN, {"name": "陳美慧", "mobile": "0912-345-678", "note": "VIP"}])
    plan.answer(1, "merge")
    plan.refresh()
    assert actions(plan) == ["add", "update"]
    plan.answer(1, "separate")
    plan.refresh()
    assert actions(plan) == ["add", "add"]
    plan.answer(1, "")
    plan.refresh()
    assert actions(plan) == ["add", "ask"]


def test_switchboard_of_many_asks_nothing() -> None:
    rows = [{"name": f"{name}工作室", "mobile": "0911-000-111"} for name in "甲乙丙丁戊己庚辛"]
    assert actions(made.one(rows))[5:] == ["add", "add", "add"]


def test_newest_file_leads_across_files() -> None:
    old = made.survey(
        "2015客戶.xls", made.table([{**CHEN, "address": "新北市永和區中正路120號", "category": "零售"}]), age="2015-12-31"
    )
    new = made.survey("2019會員.csv", made.table([{**CHEN, "address": "台北市大安路1號", "category": "批發"}]), age="2019-12-31")
    plan = made.plan(new, old)
    (update,) = plan.lines(plan.numbers("update"))
    assert update.file == "2019會員.csv"
    changed = {one.field: (one.before, one.after) for one in update.changes}
    assert changed == {"category": ("零售", "批發"), "address": ("新北市永和區中正路120號", "台北市大安路1號")}
    plan.lead(update.n, "category", "shop")
    plan.refresh()
    (update,) = plan.lines(plan.numbers("update"))
    assert [one.after for one in update.changes if one.field == "category" and one.lost] == ["零售"]


def test_shop_customers_archived_and_merged_are_met(shop: Path) -> None:
    commit(made.one([CHEN, {"name": "王小明", "code": "A1"}, {"name": "王大明", "code": "A2"}]))
    with unit("customers.archive"):
        Customer.update(archived_at="2026-01-01T00:00:00.000Z").where(Customer.id == 1).execute()
        Customer.update(merged_into=2).where(Customer.id == 3).execute()
    plan = made.one([{**CHEN, "note": "回來了"}, {"name": "王大明", "code": "A2", "note": "大"}], "新名單.xlsx")
    assert actions(plan) == ["update", "ask"]
    assert "archived" in reasons(plan, 0)
    first, second = plan.lines([0, 1])
    assert first.other
    assert (first.other.customer, first.other.state) == (1, "archived")
    assert second.other
    assert second.other.customer == 2  # whom A2 was merged into


def test_not_the_same_is_remembered(shop: Path) -> None:
    commit(made.one([CHEN]))
    rows = [{"name": "陳美慧", "mobile": "0912-345-678"}]
    plan = made.one(rows, "二.xlsx")
    assert actions(plan) == ["ask"]
    plan.answer(0, "separate")
    plan.refresh()
    commit(plan)
    assert actions(made.one(rows, "三.xlsx")) == ["skip"]


def test_random_tables_always_add_up() -> None:
    rows = [
        {"name": name, "mobile": phone, "code": code}
        for name in ("陳美惠", "陳美慧", "王小明", None)
        for phone in ("0912-345-678", "0922-345-678", None)
        for code in ("1", "2", None)
        if name
    ]
    totals = made.one(rows * 2).totals
    assert totals.records == totals.add + totals.update + totals.skip + totals.ask + totals.failed == len(rows) * 2


@pytest.mark.parametrize(
    "more", [{"birthday": ("1961-01-01", "1991-03-03")}, {"own": ({"身分證字號": "A123456789"}, {"身分證字號": "F223456780"})}]
)
def test_a_family_on_one_mobile_stays_apart_where_birth_or_identity_says_so(more: dict[str, Any]) -> None:
    pair = [
        {"name": name, "mobile": "0912-345-678", **{key: values[at] for key, values in more.items()}}
        for at, name in enumerate(("王大明", "王小明"))
    ]
    assert made.one(pair).totals.add == 2
    assert made.one([{**one, "own": {}, "birthday": None} for one in pair]).totals.ask == 1


def test_two_of_one_name_and_phone_with_identity_numbers_of_their_own_are_asked() -> None:
    pair = [{**CHEN, "own": {"身分證字號": number}} for number in ("A223456789", "B223456780")]
    plan = made.one(pair)
    assert (plan.totals.ask, reasons(plan, 1)) == (1, ("same_mobile", "other_identity"))
    assert made.one([pair[0], {**CHEN, "own": {"身分證字號": "a223456789"}}]).totals.ask == 0
