"""Sales, products and talks: whose they are, what of them is new."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.core import audit, undo
from db.core.connection import rows, value
from db.services import imports, products, receivables
from db.services.products import Part
from importers import reasons
from importers.commit import commit
from importers.plan import Plan
from importers.session import ImportSession
from importers.values import Kind, Source
from tests.importers import made


def plan_of(kind: Kind, records: list[dict[str, Any]], name: str = "銷售.xlsx", **more: Any) -> Plan:
    return made.plan(made.survey(name, made.table(records, kind, **more)))


def actions(plan: Plan) -> list[str]:
    return [line.action for line in plan.lines(range(plan.count))]


def sale(customer: str, **more: Any) -> dict[str, Any]:
    return {"customer": customer, "date": "2026-05-01", "product": "濾心", "quantity": "2", "amount": 360, **more}


def test_lines_of_one_order_are_one_sale(shop: Path) -> None:
    plan = plan_of(
        "sales", [sale("陳美惠", order_no="A1"), sale("陳美惠", order_no="A1", product="水龍頭", amount=900), sale("王小明")]
    )
    assert (plan.totals.add, plan.totals.new_customers) == (3, 2)
    commit(plan)
    assert rows("SELECT customer, order_no, happened_on, total, came_row FROM sale") == [
        (1, "A1", "2026-05-01", 1260, 2),
        (2, "", "2026-05-01", 360, 4),
    ]
    assert rows("SELECT sale, name, quantity, amount, position FROM sale_line") == [
        (1, "濾心", 20_000, 360, 0),
        (1, "水龍頭", 20_000, 900, 1),
        (2, "濾心", 20_000, 360, 0),
    ]


@pytest.mark.parametrize(
    ("record", "customer"),
    [
        ({"code": "C1"}, 1),
        ({"customer": "C2"}, 2),  # a code where a name is expected
        ({"mobile": "0912-345-678"}, 1),
        ({"customer": "王小明"}, 2),
        ({"customer": "陳美惠", "mobile": "0912-345-678"}, 1),
    ],
)
def test_customers_are_met_by_code_phone_and_name(shop: Path, record: dict[str, Any], customer: int) -> None:
    commit(made.one([{"code": "C1", "name": "陳美惠", "mobile": "0912-345-678"}, {"code": "C2", "name": "王小明"}]))
    plan = plan_of("sales", [{"product": "濾心", "amount": 100, "date": "2026-01-01", **record}])
    assert plan.totals.new_customers == 0
    commit(plan)
    assert value("SELECT customer FROM sale") == customer


def test_unsure_customer_is_asked_and_nobody_is_failed(shop: Path) -> None:
    commit(made.one([{"code": "C1", "name": "陳美惠"}, {"name": "王小明"}, {"name": "王小明"}]))
    plan = plan_of("sales", [sale("王小明"), sale("林大同", code="C1"), {"product": "濾心", "amount": 5}])
    assert actions(plan) == ["ask", "ask", "failed"]
    assert [line.reasons for line in plan.lines([0, 1, 2])] == [("several_customers",), ("other_name",), ("no_customer",)]
    outcome = commit(plan)
    assert (outcome.waiting, outcome.failed, len(outcome.left_over)) == (2, 1, 3)
    assert value("SELECT count(*) FROM waiting") == 3


def test_customer_is_named_by_the_code_where_there_is_no_name(shop: Path) -> None:
    commit(plan_of("sales", [{"code": "k149", "product": "S1", "amount": 1400, "mobile": "0941-405-573"}]))
    assert rows("SELECT name, code FROM customer") == [("k149", "k149")]
    assert rows("SELECT customer, normal FROM contact_point") == [(1, "0941405573")]


def test_two_codes_sharing_a_phone_are_two_customers(shop: Path) -> None:
    records = [{"code": code, "product": "S1", "amount": 1, "mobile": "0941-405-573"} for code in ("k1", "k2", "k1")]
    commit(plan_of("sales", records))
    assert rows("SELECT customer FROM sale ORDER BY id") == [(1,), (2,), (1,)]


def test_same_sales_again_change_nothing_and_later_export_adds_the_rest(shop: Path) -> None:
    commit(plan_of("sales", [sale("陳美惠"), sale("陳美惠"), sale("陳美惠", order_no="A1")]))
    assert commit(plan_of("sales", [sale("陳美惠"), sale("陳美惠"), sale("陳美惠", order_no="A1")])).unit is None
    longer = plan_of(
        "sales",
        [
            sale("陳美惠"),
            sale("陳美惠"),
            sale("陳美惠"),
            sale("陳美惠", order_no="A1"),
            sale("陳美惠", order_no="A1", product="燈", amount=40),
        ],
        "銷售到六月.xlsx",
    )
    assert actions(longer) == ["skip", "skip", "add", "skip", "update"]
    commit(longer)
    assert value("SELECT total FROM sale WHERE order_no = 'A1'") == 400
    assert value("SELECT count(*) FROM sale") == 4


def test_sales_of_the_customers_of_the_same_session(shop: Path) -> None:
    people = made.survey("客戶.xlsx", made.table([{"code": "7", "name": "陳美惠"}]))
    sales = made.survey("銷售.xlsx", made.table([sale("陳美惠"), sale("7")], "sales"))
    plan = made.plan(people, sales)
    assert plan.totals.new_customers == 0
    commit(plan)
    assert rows("SELECT customer FROM sale ORDER BY id") == [(1,), (1,)]


def test_products_update_their_price_and_differing_twins_stay(shop: Path) -> None:
    listed = [
        {"code": "P1", "name": "濾心", "price": "180"},
        {"name": "水龍頭", "price": "450.5"},
        {"name": "水龍頭", "price": "500"},
    ]
    commit(plan_of("products", listed, "價目表.xlsx"))
    assert rows("SELECT code, name, price FROM product") == [
        ("P1", "濾心", 1_800_000),
        ("", "水龍頭", 4_505_000),
        ("", "水龍頭", 5_000_000),
    ]
    assert commit(plan_of("products", listed, "價目表.xlsx")).unit is None
    plan = plan_of("products", [{"code": "P1", "name": "濾心", "price": "200"}, {"name": "燈"}], "價目表2.xlsx")
    assert actions(plan) == ["update", "add"]
    commit(plan)
    assert value("SELECT price FROM product WHERE code = 'P1'") == 2_000_000
    commit(plan_of("sales", [sale("陳美惠", product="燈")]))
    assert value("SELECT product FROM sale_line") == 4


def test_products_bring_every_price_and_what_follows_a_sale(shop: Path) -> None:
    line: dict[str, object] = {
        "code": "F1", "name": "濾水器", "price": "6800", "wholesale_price": "5800.5", "project_price": "5200", "cost": "3900",
        "recall_months": 6, "recall_item": "濾心", "warranty_months": 12, "availability": "通常有貨",
    }  # fmt: skip
    commit(plan_of("products", [line, {"code": "F2", "name": "龍頭"}], "價目表.xlsx"))
    first, second = products.rows()
    assert (first.price, first.wholesale_price, first.project_price, first.cost) == (6800, Decimal("5800.5"), 5200, 3900)
    assert (first.recall_months, first.recall_item, first.warranty_months, first.availability) == (6, "濾心", 12, "通常有貨")
    assert (second.wholesale_price, second.recall_months, second.availability) == (None, None, "")
    changed = [{"code": "F1", "name": "濾水器", "wholesale_price": "5900", "warranty_months": 24}]
    plan = plan_of("products", changed, "新價目表.xlsx")
    assert actions(plan) == ["update"]
    commit(plan)
    first = products.get(first.id)
    assert (first.wholesale_price, first.warranty_months, first.project_price, first.recall_item) == (5900, 24, 5200, "濾心")


def test_products_bring_what_is_said_of_them_and_others(shop: Path) -> None:
    listed: list[dict[str, object]] = [
        {"code": "OLD", "name": "舊款龍頭", "is_active": 0, "next_model": "NEW"},
        {"code": "SET", "name": "浴室組", "parts": "NEW×2、工資 x 1.5"},
        {"code": "NEW", "name": "新款龍頭", "is_active": 1},
        {"name": "工資"},
        {"code": "BAD", "name": "壞的組合", "parts": "沒有的×2", "next_model": "BAD"},
    ]
    commit(plan_of("products", listed, "價目表.xlsx"))
    by_code = {row.code: row for row in products.rows(inactive=True)}
    assert [by_code[code].is_active for code in ("OLD", "NEW", "SET")] == [False, True, True]
    assert by_code["OLD"].next_model == by_code["NEW"].id
    assert products.parts_of(by_code["SET"].id) == [Part(by_code["NEW"].id, Decimal(2)), Part(by_code[""].id, Decimal("1.5"))]
    assert by_code["BAD"].note == "新款：BAD\n組合內容：沒有的×2"
    assert commit(plan_of("products", listed, "價目表二.xlsx")).unit is None
    changed = plan_of("products", [{"code": "SET", "name": "浴室組", "parts": "NEW"}, {"code": "NEW", "is_active": 0}], "三.xlsx")
    assert actions(changed) == ["update", "update"]
    unit = commit(changed).unit
    assert unit is not None
    assert products.parts_of(by_code["SET"].id) == [Part(by_code["NEW"].id)]
    assert not products.get(by_code["NEW"].id).is_active
    audit.undo(unit)
    assert len(products.parts_of(by_code["SET"].id)) == 2


def test_talks_keep_every_cell(shop: Path) -> None:
    talk = {
        "customer": "陳美惠",
        "date": "2026-05-01",
        "channel": "電話",
        "text": "要換龍頭",
        "own": {"心情": "好"},
        "follow_up": "2026-05-08",
    }
    commit(plan_of("interactions", [talk], "往來.xlsx"))
    assert rows("SELECT customer, channel, happened_on, text, follow_up_on FROM interaction") == [
        (1, "電話", "2026-05-01", "要換龍頭\n心情：好", "2026-05-08")
    ]
    assert commit(plan_of("interactions", [talk], "往來.xlsx")).unit is None


def test_a_customer_made_for_sales_takes_all_that_their_lines_say(shop: Path) -> None:
    first = sale("陳美惠", code="C1", mobile="0912-345-678", address="台北市中山路1號", tax_id="04595257")
    later = sale(
        "陳美惠", code="C1", mobile="0922-345-678", email="a@b.tw", address="台北市中山路2號", tax_id="12345675", contact="小美"
    )
    commit(plan_of("sales", [first, later]))
    assert rows("SELECT customer, normal, came_row FROM contact_point") == [
        (1, "0912345678", 2),
        (1, "0922345678", 3),
        (1, "a@b.tw", 3),
    ]
    assert rows("SELECT text, came_row FROM address") == [("台北市中山路1號", 2), ("台北市中山路2號", 3)]
    assert rows("SELECT tax_id FROM customer") == [("04595257",)]
    assert [note for (note,) in rows("SELECT note FROM sale")] == ["", "tax_id：12345675"]


def test_what_a_customer_of_the_shop_has_otherwise_stays_with_the_sale(shop: Path) -> None:
    commit(made.one([{"code": "C1", "name": "陳美惠", "mobile": "0912-345-678"}]))
    commit(plan_of("sales", [sale("陳美惠", code="C1", mobile="0922-345-678", note="急件")]))
    assert rows("SELECT normal FROM contact_point") == [("0912345678",)]
    assert rows("SELECT note FROM sale") == [("急件\nmobile：0922-345-678",)]


def test_further_lines_of_an_order_keep_what_differs(shop: Path) -> None:
    lines = [
        sale("陳美惠", order_no="A1", product_code="S1", note="急件", own={"折扣": 5, "付款": "現金"}),
        sale("陳美惠", order_no="A1", product="燈", amount=40, note="送禮", own={"折扣": 10, "付款": "現金"}),
    ]
    commit(plan_of("sales", lines))
    assert rows("SELECT note FROM sale") == [("急件",)]
    assert rows("SELECT note FROM sale_line") == [("product_code：S1",), ("note：送禮\n折扣：10",)]
    assert commit(plan_of("sales", lines)).unit is None


def test_a_total_repeated_on_every_line_of_an_order_is_the_sales_once(shop: Path) -> None:
    lines = [
        sale("陳美惠", order_no="A1", quantity="2", unit_price="200", amount=760),
        sale("陳美惠", order_no="A1", product="燈", quantity="1", unit_price="300", amount=760),
        sale("陳美惠", order_no="A2", quantity="1", unit_price="100", amount=160),
    ]
    commit(plan_of("sales", lines))
    assert rows("SELECT order_no, total FROM sale") == [("A1", 760), ("A2", 160)]
    assert rows("SELECT name, amount FROM sale_line") == [("濾心", 400), ("燈", 300), ("濾心", 100)]
    later = [*lines[:2], sale("陳美惠", order_no="A1", product="管", unit_price="60", quantity="1", amount=760)]
    plan = plan_of("sales", later, "銷售2.xlsx")
    assert actions(plan) == ["skip", "skip", "update"]
    commit(plan)
    assert rows("SELECT total FROM sale") == [(760,), (160,)]


def test_amounts_of_lines_that_are_their_own_stay(shop: Path) -> None:
    lines = [
        sale("陳美惠", order_no="A1", quantity="1", unit_price="100", amount=100),
        sale("陳美惠", order_no="A1", product="燈", quantity="2", unit_price="50", amount=100),
    ]
    commit(plan_of("sales", lines))
    assert rows("SELECT total FROM sale") == [(200,)]


def test_a_column_called_the_orders_total_is_no_lines_amount(shop: Path) -> None:
    plan = plan_of("sales", [sale("陳美惠", order_no="A1", amount=900), sale("陳美惠", order_no="A1", product="燈", amount=900)])
    next(guess for guess in plan.batches[0].choice.guesses if guess.field == "amount").header = "訂單總金額"
    plan.refresh()
    commit(plan)
    assert rows("SELECT total FROM sale") == [(900,)]
    assert rows("SELECT amount FROM sale_line") == [(None,), (None,)]


STATES = [
    ("已完成", "add"),
    ("待出貨", "add"),
    ("無退貨", "add"),
    ("已取消", "ask"),
    ("不成立", "ask"),
    ("退貨/退款", "ask"),
    ("Cancelled", "ask"),
]


def states() -> list[dict[str, Any]]:
    return [sale(f"客人{at}", order_no=f"A{at}", own={"訂單狀態": state}) for at, (state, _action) in enumerate(STATES)]


def test_cancelled_and_returned_orders_wait_and_are_no_sales(shop: Path) -> None:
    plan = plan_of("sales", [*states(), sale("", order_no="A3", product="燈")])
    assert actions(plan) == [*(action for _state, action in STATES), "ask"]
    assert plan.lines([3])[0].reasons == ("called_off",)
    told = [one for one in plan.json()["tables"][0]["problems"] if one["reason"] == "called off"]
    assert told[0] == {"row": 5, "column": "訂單狀態", "value": "已取消", "reason": "called off"}
    outcome = commit(plan)
    assert (outcome.added, outcome.waiting) == (3, 5)
    assert value("SELECT count(*) FROM sale") == value("SELECT count(*) FROM customer") == 3
    assert "客人3" in value("SELECT cells FROM waiting WHERE row = 5")


@pytest.mark.parametrize(
    ("ask", "action", "reasons"), [("skip", "skip", ("left_out", "called_off")), ("add", "add", ("new_customer",))]
)
def test_what_becomes_of_cancelled_orders_can_be_said(shop: Path, ask: str, action: str, reasons: tuple[str, ...]) -> None:
    plan = made.plan(made.survey("銷售.xlsx", made.table(states(), "sales")), ask=ask)
    assert actions(plan)[3:] == [action] * 4
    assert plan.lines([3])[0].reasons == reasons


def test_a_state_typed_over_takes_the_order_in(shop: Path) -> None:
    plan = plan_of("sales", states())
    plan.edit(3, "own:訂單狀態", "已完成")
    plan.refresh()
    assert actions(plan)[3] == "add"


def test_a_tick_under_a_column_called_void_calls_the_order_off(shop: Path) -> None:
    plan = plan_of(
        "sales", [sale("陳美惠", own={"是否作廢": 1}), sale("陳美惠", own={"是否作廢": 0}), sale("王小明", own={"作廢": "V"})]
    )
    for guess in plan.batches[0].choice.guesses:
        guess.header = guess.header.removeprefix("own:")
    plan.refresh()
    assert actions(plan) == ["ask", "add", "ask"]


def test_a_company_that_buys_is_a_company(shop: Path) -> None:
    commit(plan_of("sales", [sale("大發公司"), sale("陳美惠")]))
    assert rows("SELECT kind FROM customer") == [("company",), ("person",)]


def take(text: str, ask: str = "") -> int | None:
    """Import a list as it is pasted, commas for tabs; the unit."""
    session = ImportSession([Source(text=text.replace(",", "\t"), name="銷售")])
    session.ask = ask
    try:
        list(session.survey())
        return commit(session.plan()).unit
    finally:
        session.close()


def test_an_invoice_who_sold_it_and_what_is_not_paid_stand_in_the_sale(shop: Path) -> None:
    text = (
        "單號,發票號碼,日期,客戶,品名,數量,單價,金額,業務員,收款狀態\n"
        "A1,ab12345678,2026/5/1,陳美惠,濾心,2,180,360,阿德,已收\n"
        "A2,AB-12345679,2026/5/2,陳美惠,水龍頭,1,900,850,小玲,未收\n"
        "A3,看不清楚,2026/5/3,王小明,燈泡,1,100,100,,月底付\n"
    )
    take(text)
    found = "SELECT order_no, invoice_no, staff, total, is_owed, number FROM sale ORDER BY id"
    assert rows(found) == [
        ("A1", "AB-12345678", "阿德", 360, 0, ""),
        ("A2", "AB-12345679", "小玲", 850, 1, ""),
        ("A3", "看不清楚", "", 100, 0, ""),
    ]
    assert rows("SELECT unit_price, amount FROM sale_line WHERE sale = 2") == [(9_000_000, 850)]  # as the list has it
    assert value("SELECT owing FROM customer_figures WHERE customer = 1") == 850
    assert value("SELECT staff FROM customer WHERE id = 1") == ""


def test_where_an_invoice_is_the_only_number_it_holds_the_lines_together(shop: Path) -> None:
    text = (
        "發票號碼,日期,客戶,品名,數量,單價\n"
        "AB12345678,2026/5/1,陳美惠,濾心,2,180\nAB12345678,2026/5/1,陳美惠,水龍頭,1,900\nAB12345679,2026/5/1,陳美惠,濾心,-1,180\n"
    )
    take(text)
    found = "SELECT order_no, invoice_no, total FROM sale ORDER BY id"
    assert rows(found) == [("AB12345678", "AB-12345678", 1260), ("AB12345679", "AB-12345679", -180)]
    assert rows("SELECT bought, times_bought FROM customer_figures WHERE customer = 1") == [(1080, 1)]


@pytest.mark.parametrize(
    ("header", "state", "owed"),
    [
        ("收款狀態", "未收款", True), ("收款狀態", "已收", False), ("已付款", "否", True), ("已付款", "是", False),
        ("付款情形", "賒帳", True), ("結清", "N", True), ("結清", "Y", False),
        ("狀態", "完成", False), ("訂單狀態", "已付款未收到貨", False), ("訂單狀態", "待收貨", False),
        ("物流狀態", "待收件", False),
        ("狀態", "未結案", False), ("狀態", "待付運費", False), ("付款狀態", "無欠款", False), ("付款", "不賒帳", False),
        ("付款狀態", "待付運費", False), ("付款狀態", "已付訂金，尾款未結", True), ("付款狀態", "待收貨款", True),
        ("付款狀態", "還欠 500", True),
        ("訂單狀態", "已出貨、未付款", True), ("狀態", "未收", True), ("狀態", "Not paid", True), ("狀態", "尾款未收", True),
    ],
)  # fmt: skip
def test_what_says_that_it_is_not_paid(shop: Path, header: str, state: str, owed: bool) -> None:
    take(f"單號,日期,客戶,品名,數量,金額,{header}\nA1,2026/5/1,陳美惠,濾心,2,360,{state}\nA2,2026/5/2,王小明,水管,1,90,\n")
    assert bool(value("SELECT is_owed FROM sale WHERE order_no = 'A1'")) is owed


def test_an_order_number_that_looks_like_an_invoice_is_none(shop: Path) -> None:
    take("訂單編號,日期,客戶,品名,數量,金額\nSO20251101,2025/11/1,陳美惠,濾心,2,360\n")
    assert rows("SELECT order_no, invoice_no FROM sale") == [("SO20251101", "")]


_LEFT = (
    "單號,發票號碼,發票日期,銷貨日期,客戶,品名,數量,單價,金額,未收\n"
    "A1,AB12345678,2026/5/31,2026/5/1,陳美惠,濾心,2,180,360,0\n"
    "A2,AB12345679,115/6/1,2026/5/2,陳美惠,水龍頭,1,900,900,400\n"
    "A3,,,2026/5/3,王小明,燈泡,1,100,100,100\n"
    "A4,,,2026/5/4,王小明,燈管,1,500,500,\n"
    "A4,,,2026/5/4,王小明,工資,1,700,700,600\n"
    "A5,,,2026/5/5,林建宏,水塔,1,5000,5000,12000\n"
)


def test_what_is_left_of_a_sale_and_the_day_of_its_invoice(shop: Path) -> None:
    unit = take(_LEFT)
    found = "SELECT order_no, happened_on, invoice_on, total, is_owed, note FROM sale ORDER BY id"
    assert rows(found) == [
        ("A1", "2026-05-01", "2026-05-31", 360, 0, ""),
        ("A2", "2026-05-02", "2026-06-01", 900, 1, ""),
        ("A3", "2026-05-03", None, 100, 1, ""),
        ("A4", "2026-05-04", None, 1200, 1, ""),
        ("A5", "2026-05-05", None, 5000, 1, "未收：12000"),  # more than the sale: of the customer, not of it
    ]
    assert rows("SELECT sale, paid_on, amount, method FROM payment ORDER BY id") == [
        (2, "2026-05-02", 500, "cash"), (4, "2026-05-04", 600, "cash"),
    ]  # fmt: skip
    assert [receivables.of(one).owed for one in (1, 2, 3)] == [400, 700, 5000]
    assert unit is not None
    undo.undo(unit)
    assert [value(f"SELECT count(*) FROM {table}") for table in ("sale", "payment", "customer")] == [0, 0, 0]


def test_what_is_left_repeated_on_the_lines_of_an_order_is_left_once(shop: Path) -> None:
    take(
        "單號,日期,客戶,品名,數量,單價,訂單總計,尚欠\n"
        "A1,2026/5/1,陳美惠,濾心,2,180,1260,300\nA1,2026/5/1,陳美惠,水龍頭,1,900,1260,300\nA2,2026/5/2,王小明,燈泡,1,100,100,0\n"
    )
    assert rows("SELECT amount FROM payment") == [(960,)]
    assert value("SELECT owing FROM customer_figures WHERE customer = 1") == 300


_UNDATED = (
    "單號,日期,客戶,品名,數量,單價,金額,未收\n"
    "B1,2026/5/1,陳美惠,濾心,2,180,360,0\n"
    "B2,那天下午,陳美惠,水龍頭,1,900,900,400\n"
    "B2,,陳美惠,工資,1,500,500,400\n"
    "B3,,王小明,燈泡,1,100,100,100\n"
)


def test_what_was_paid_of_a_sale_without_a_day_is_no_money_of_today(shop: Path) -> None:
    take(_UNDATED)
    assert rows("SELECT order_no FROM sale ORDER BY id") == [("B1",), ("B3",)]  # what was not paid at all needs no day
    assert rows("SELECT amount FROM payment") == []
    assert [one.reasons for one in imports.waiting()] == [("undated",), ("undated",)]
    assert reasons.sentence("undated") == "已收一部分的錢，日期卻讀不出來，先不算進銷售"


def test_what_is_taken_in_without_a_day_was_paid_by_the_last_day_of_its_list(shop: Path) -> None:
    take(_UNDATED, ask="add")
    assert rows("SELECT paid_on, amount FROM payment") == [("2026-05-01", 600)]
    assert receivables.of(1).owed == 800


def test_a_day_of_invoices_alone_is_the_day_of_the_sale(shop: Path) -> None:
    take("發票日期,客戶,品名,數量,金額,未收\n2026/5/1,陳美惠,濾心,2,360,V\n2026/5/2,王小明,燈泡,1,100,\n")
    assert rows("SELECT happened_on, invoice_on, is_owed FROM sale") == [("2026-05-01", None, 1), ("2026-05-02", None, 0)]


def test_what_a_customer_owes_stays_a_field_of_the_customer(shop: Path) -> None:
    take("姓名,電話,欠款\n陳美惠,0922333444,1200\n")
    assert rows("SELECT title, is_opening FROM own_field") == [("欠款", 1)]
