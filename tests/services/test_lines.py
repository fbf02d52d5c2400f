"""Lines as they are typed, pasted and kept."""

import sys
from decimal import Decimal
from types import FrameType

import pytest

from db.core.errors import InputError
from db.core.values import money
from db.services import customers, lines, products
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import Part, ProductForm

D = Decimal


def _line(name: str = "龍頭", quantity: str = "2", price: str = "1200", **more: str) -> LineForm:
    return LineForm(name=name, quantity=D(quantity), unit_price=D(price), **more)  # type: ignore[arg-type]


def test_empty_lines_are_left_out_and_texts_are_tidy() -> None:
    kept = lines.checked([LineForm(), _line(" 龍頭\n雙槍 ", spec=" 鍍鉻\n第二行 "), LineForm("heading"), LineForm("subtotal")])
    assert [(line.kind, line.name, line.spec) for line in kept] == [("item", "龍頭 雙槍", "鍍鉻\n第二行"), ("subtotal", "", "")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineForm("gift", name="x"), "kind"),
        (_line(quantity="1.2345"), "quantity"),
        (_line(quantity="NaN"), "quantity"),
        (_line(price="Infinity"), "unit_price"),
        (_line(price="1e9"), "unit_price"),
        (_line(discount="很多"), "discount"),
        (_line(discount="101%"), "discount"),
        (_line(price="50", discount="100.5"), "discount"),
        (LineForm("discount", discount="1000000001"), "discount"),
        (_line(note="字" * 50_001), "note"),
    ],
)
def test_what_cant_be_kept_names_its_box(line: LineForm, field: str) -> None:
    with pytest.raises(InputError) as refused:
        lines.checked([_line(), line])
    assert refused.value.details["field"] == f"lines:1:{field}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-100", "100"),
        ("５％", "5%"),
        ("1,200", "1200"),
        ("0", ""),
        ("33.3%", "33.3%"),
        ("33.33335%", "33.3334%"),
        ("9折", "10%"),
        ("85折", "15%"),
        ("８.5折", "15%"),
        ("八折", "20%"),
        ("八五 折", "15%"),
    ],
)
def test_discounts_are_kept_plain(typed: str, kept: str) -> None:
    assert lines.checked([_line(discount=typed)])[0].discount == kept


def test_a_sum_no_shop_writes_is_refused() -> None:
    with pytest.raises(InputError):
        lines.totals([_line(quantity="999999999", price="999999999")], "none")
    with pytest.raises(InputError):
        lines.checked([_line()] * 2_001)


def test_pasted_with_headers() -> None:
    cells = [
        ["項次", "品名", "規格", "單位", "數量", "單價", "金額", "備註"],
        ["1", "浴室換氣暖風機", "PTC 220V", "台", "２", "NT$6,800", "13,600", "白色"],
        ["", "", "", "", "", "", "", ""],
        ["", "小計", "", "", "", "", "13,600", ""],
        ["", "營業稅 5%", "", "", "", "", "680", ""],
        ["", "以下空白", "", "", "", "", "", ""],
    ]
    assert lines.from_cells(cells) == [
        LineForm(name="浴室換氣暖風機", spec="PTC 220V", unit="台", quantity=D(2), unit_price=D(6800), note="白色"),
        LineForm("subtotal", name="小計"),
    ]


def test_pasted_without_headers() -> None:
    cells = [["一、主臥浴室"], ["1", "龍頭", "雙槍", "組", "2", "1,200", "2,400"], ["清運", "3500"]]
    assert lines.from_cells(cells) == [
        LineForm("heading", name="一、主臥浴室"),
        LineForm(name="龍頭", spec="雙槍", unit="組", quantity=D(2), unit_price=D(1200)),
        LineForm(name="清運", quantity=D(1), unit_price=D(3500)),
    ]
    assert lines.from_cells([[" ", ""]]) == []


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (_line(), []),
        (LineForm(name="龍頭"), ["missing"]),
        (_line(price="0"), ["zero"]),
        (LineForm(name="龍頭", quantity=D(2), unit_price=D(900), cost=D(1000)), ["under_cost"]),
        (LineForm(name="龍頭", quantity=D(2), unit_price=D(1100), cost=D(1000), discount="10%"), ["under_cost"]),
        (LineForm("heading", name="一、"), []),
    ],
)
def test_what_is_said_beside_a_line(line: LineForm, keys: list[str]) -> None:
    found = lines.asides(line)
    assert [aside.key for aside in found] == keys
    assert all(aside.is_owner_only == (aside.key == "under_cost") for aside in found)


@pytest.mark.usefixtures("shop")
def test_a_product_comes_at_the_customers_price_and_a_bundle_as_its_parts() -> None:
    one = customers.add(CustomerForm(name="宏達室內裝修", price_level="wholesale"))
    tap = products.add(ProductForm("龍頭", unit="組", price=D(1200), wholesale_price=D(1000), cost=D(800), warranty_months=12))
    hose = products.add(ProductForm("軟管", unit="條", price=D(120)))
    bundle = products.add(ProductForm("龍頭套組"))
    products.put_parts(bundle, [Part(tap), Part(hose, D(2))])
    assert lines.from_product(tap, one) == [
        LineForm(
            product=tap, name="龍頭", quantity=D(1), unit="組", unit_price=D(1000), cost=D(800), warranty_months=12
        )
    ]  # fmt: skip
    found = lines.from_product(bundle, one)
    assert [(line.kind, line.name, line.quantity) for line in found] == [
        ("heading", "龍頭套組", None), ("item", "龍頭", D(1)), ("item", "軟管", D(2)),
    ]  # fmt: skip
    products.discontinue([tap])
    assert [aside.key for aside in lines.asides(lines.from_product(tap, one)[0], products.get(tap))] == ["not_sold"]


def test_of_what_is_pasted_every_cell_is_read_once() -> None:
    cells = [["1", "龍頭", "雙槍", "組", "2", "1,200", "2,400"]] * 50
    read: list[str] = []
    asked = money.parse_decimal.__code__

    def listen(frame: FrameType, event: str, _value: object) -> None:
        if event == "call" and frame.f_code is asked:
            read.append(frame.f_locals["text"])

    sys.setprofile(listen)
    try:
        found = lines.from_cells(cells)
    finally:
        sys.setprofile(None)
    assert len(found) == 50
    assert read == cells[0] * 50
