"""The plan: lines that add up and can be changed, and the JSON that programs read."""

import pytest

from db.core.errors import InputError
from importers.values import Changes, Problem
from tests.importers import made

CHEN = {"name": "陳美惠", "mobile": "0912-345-678", "category": "零售"}


def test_json_is_the_contract() -> None:
    clean = made.table(
        [{"name": "王小明", "title": "先生", "mobile": "0912-345-678"}, {"name": "李淑芬", "own": {"業務": "阿德"}}], first_row=5
    )
    clean.repairs = {"phone.leading_zero": 1}
    clean.problems = [Problem(0, "mobile", "0912-34", "too_short")]
    plan = made.plan(made.survey("客戶.xls", clean))
    assert plan.json() == {
        "file": "客戶.xls",
        "tables": [
            {
                "sheet": "客戶",
                "kind": "customers",
                "header_row": 1,
                "rows": 2,
                "columns": [
                    {"header": "name", "field": "name"},
                    {"header": "title", "field": "title"},
                    {"header": "mobile", "field": "mobile"},
                    {"header": "own:業務", "field": None, "own_field": "業務"},
                ],
                "add": 2,
                "update": 0,
                "skip": 0,
                "ask": 0,
                "failed": 0,
                "not_records": [],
                "repairs": {"phone.leading_zero": 1},
                "problems": [{"row": 5, "column": "mobile", "value": "0912-34", "reason": "too short"}],
                "first": {"name": "王小明", "title": "先生", "mobile": ["0912-345-678"]},
                "last": {"name": "李淑芬", "own": {"業務": "阿德"}},
            }
        ],
        "ignored_sheets": [],
    }
    assert plan.json(7, committed=True)["unit"] == 7


def test_several_files_are_listed() -> None:
    told = made.plan(made.survey("a.csv", made.table([CHEN])), made.survey("b.csv", made.table([CHEN]))).json(
        None, committed=True
    )
    assert told["unit"] is None
    assert [(file["file"], file["tables"][0]["add"], file["tables"][0]["skip"]) for file in told["files"]] == [
        ("a.csv", 1, 0),
        ("b.csv", 0, 1),
    ]


def test_failed_records_count_and_say_why() -> None:
    clean = made.table([CHEN, {"note": "只有備註"}])
    clean.failed = {1: "no_customer"}
    clean.raw = {1: ["", "", "只有備註"]}
    plan = made.plan(made.survey("a.csv", clean))
    assert (plan.totals.add, plan.totals.failed) == (1, 1)
    assert plan.lines(plan.numbers("failed"))[0].reasons == ("no_customer",)


def test_edit_in_the_preview_changes_what_is_saved_and_settles_the_problem() -> None:
    clean = made.table([CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}])
    clean.problems = [Problem(1, "name", "陳美慧", "doubtful")]
    plan = made.plan(made.survey("a.csv", clean))
    assert plan.totals.ask == 1
    plan.edit(1, "name", "陳美惠")
    plan.edit(0, "mobile", "０９１２３４５６７９")
    plan.edit(0, "address", "台北市大安路1號")
    plan.edit(0, "birthday", "78/5/3")
    plan.refresh()
    first, second = plan.lines([0, 1])
    assert first.values["mobile"] == ["0912-345-679"]
    assert first.values["address"] == "台北市大安路1號"
    assert first.values["birthday"] == "1989-05-03"
    assert (second.action, second.problems) == ("add", ())
    plan.edit(0, "mobile", "")
    plan.refresh()
    assert "mobile" not in plan.lines([0])[0].values


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birthday", "abc", "看不懂「abc」，請寫成 1980/1/2 或 69/1/2。"),
        ("birthday", "999/9/9", "「999/9/9」：這個日期還沒到。"),
        ("customer_since", "5/3", "看不懂「5/3」，請寫成 1980/1/2 或 69/1/2。"),
        ("phone", "沒有", "看不懂「沒有」，請寫電話號碼，像 0912-345-678。"),
        ("name", " ", "名字不能空白。這一列不要的話，請按「不匯入」。"),
        ("amount", "很多", "看不懂「很多」，請寫數字。"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_old_value_stays(field: str, typed: str, sentence: str) -> None:
    rows = {"name": "陳美惠", "mobile": "0912-345-678", "birthday": "1989-05-03", "customer_since": "2020-01-02", "amount": 300}
    plan = made.plan(made.survey("a.csv", made.table([rows])))
    before = plan.lines([0])[0]
    with pytest.raises(InputError) as refused:
        plan.edit(0, field, typed)
    assert refused.value.sentence == sentence
    plan.refresh()
    assert plan.lines([0])[0] == before


def test_a_doubtful_tax_id_is_kept_as_typed_and_flagged() -> None:
    plan = made.plan(made.survey("a.csv", made.table([{"name": "大同", "tax_id": "04595257"}])))
    plan.edit(0, "tax_id", "123")
    plan.refresh()
    line = plan.lines([0])[0]
    assert line.values["tax_id"] == "123"
    assert [(one.value, one.reason, one.kept) for one in line.problems] == [("123", "not_eight_digits", True)]
    plan.edit(0, "tax_id", "04595257")
    plan.refresh()
    assert (plan.lines([0])[0].problems, plan.totals.problems) == ((), 0)


def test_all_phones_of_a_cell_are_typed_over_together() -> None:
    plan = made.one([{"name": "陳美惠", "mobile": "0912-345-678", "phone": "02-2345-6789"}])
    plan.edit(0, "phone", "0912-345-679、02-2345-6780")
    plan.refresh()
    values = plan.lines([0])[0].values
    assert (values["mobile"], values["phone"]) == (["0912-345-679"], ["02-2345-6780"])
    plan.edit(0, "phone", "0955-123-456")
    plan.refresh()
    values = plan.lines([0])[0].values
    assert (values["mobile"], "phone" in values) == (["0955-123-456"], False)


def test_filters_find_lines() -> None:
    clean = made.table([CHEN, CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}])
    clean.changes = Changes([1], ["mobile"], ["912345678"], ["0912-345-678"], ["phone.leading_zero"])
    clean.problems = [Problem(2, "name", "?", "lost character")]
    plan = made.plan(made.survey("a.csv", clean))
    assert {only: plan.numbers(only) for only in ("add", "skip", "ask", "doubles", "repaired", "problems", "all")} == {
        "add": [0],
        "skip": [1],
        "ask": [2],
        "doubles": [1, 2],
        "repaired": [1],
        "problems": [2],
        "all": [0, 1, 2],
    }
    (line,) = plan.lines([2])
    assert line.other
    assert (line.other.name, line.other.phones, line.other.line, line.other.where) == (
        "陳美惠",
        ("0912-345-678",),
        0,
        "a.csv 客戶 2",
    )


def test_unticked_line_is_skipped_and_counts() -> None:
    plan = made.one([CHEN, {"name": "王小明"}])
    plan.tick(0, ticked=False)
    plan.refresh()
    assert [line.action for line in plan.lines([0, 1])] == ["skip", "add"]
    assert not plan.lines([0])[0].ticked
    plan.tick(0, ticked=True)
    plan.refresh()
    assert plan.totals.add == 2
