"""sale, pay and statement by command: the JSON, what a file may say, what can't be used and changes nothing."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import audit, clock, file
from db.core.connection import value
from db.services import customers, products, sales
from db.services.customer_form import CustomerForm
from db.services.products import Part, ProductForm
from tests.screens.command import run

CHEQUE = {"amount": 1000, "method": "cheque", "due": "12/31", "bank": "台灣銀行", "cheque_no": "AB123"}


LINE = {"name": "水管", "quantity": 1, "unit_price": 100}


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop of three customers and three products on Saturday 2026/11/21; the third is a bundle."""
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    with file.opened(shop_path):
        customers.add(CustomerForm(name="陳美惠", code="C-1", credit_days="30", closing_day="25", price_level="wholesale"))
        for code in ("10001", ""):
            customers.add(CustomerForm(name="張家豪", code=code))
        tap = ProductForm("面盆龍頭", "A001", unit="組", price=Decimal(1850), wholesale_price=Decimal(1600), warranty_months=12)
        parts = [products.add(tap), products.add(ProductForm("水槽", "B001", price=Decimal(3200)))]
        products.put_parts(products.add(ProductForm("廚房組", "S001")), [Part(parts[0], Decimal(2)), Part(parts[1])])
    return shop_path


def written(path: Path, body: object) -> Path:
    """A file that says this."""
    target = path.with_name("given.json")
    target.write_text(body if isinstance(body, str) else json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return target


def test_a_sale_with_its_money_is_written(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {
        "customer": "C-1", "date": "2026/11/20", "time": "14:30", "tax_mode": "exclusive", "note": "送到後門",
        "lines": [
            {"product": "A001", "quantity": "2", "discount": "5%"},
            {"name": "安裝", "quantity": 1.5, "unit": "工", "unit_price": "1,000"},
        ],
        "paid": [{"amount": "500"}, CHEQUE], "invoice": {"number": "ab12345678", "date": "11/20", "kind": "triplicate"},
    }  # fmt: skip
    status, answer = run(capsys, path, "sale", written(path, body))
    assert (status, answer["net"], answer["tax"], answer["total"]) == (0, 4540, 227, 4767)
    assert (answer["paid"], answer["owing"], answer["due_on"]) == (1500, 3267, "2026-12-25")
    _status, shown = run(capsys, path, "show", "C-1")
    (sold,) = shown["sales"]
    assert (sold["number"], sold["invoice_no"], sold["happened_time"]) == (answer["number"], "AB-12345678", "14:30")
    assert [(line["name"], line["warranty_months"], line["amount"]) for line in sold["lines"]] == [
        ("面盆龍頭", 12, 3040), ("安裝", None, 1500),
    ]  # fmt: skip
    assert (shown["owing"], [one["method"] for one in shown["payments"]]) == (3267, ["cheque", "cash"])


def test_a_bundle_stands_there_as_its_parts(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": "C-1", "tax_mode": "none", "lines": [{"product": "廚房組", "quantity": 2}]}
    _status, answer = run(capsys, path, "sale", written(path, body))
    assert answer["total"] == 4 * 1600 + 2 * 3200
    with file.opened(path):
        (sold,) = sales.of(1)
    assert [(line.kind, line.name) for line in sold.lines] == [("heading", "廚房組"), ("item", "面盆龍頭"), ("item", "水槽")]


def test_a_bundle_hands_its_kind_and_note_on(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": "C-1", "tax_mode": "none", "lines": [LINE, {"product": "S001", "kind": "option", "note": "之後再裝"}]}
    _status, answer = run(capsys, path, "sale", written(path, body))
    assert answer["total"] == 100  # an option is not counted
    with file.opened(path):
        (sold,) = sales.of(1)
    assert [(line.kind, line.note) for line in sold.lines[1:]] == [("heading", "之後再裝"), ("option", ""), ("option", "")]


@pytest.mark.parametrize(
    "said",
    [
        {"unit_price": 1}, {"amount": 5}, {"discount": "5%"}, {"name": "好廚房"}, {"spec": "大"}, {"cost": 5}, {"unit": "套"},
        {"serial_no": "A1"}, {"warranty_months": 6}, {"delivery": "wanted"}, {"promised_on": "12/1"}, {"kind": "heading"},
    ],
)  # fmt: skip
def test_what_a_bundle_can_not_say_is_refused(capsys: pytest.CaptureFixture[str], path: Path, said: dict[str, object]) -> None:
    body = {"customer": "C-1", "lines": [{"product": "S001"} | said]}
    status, refused = run(capsys, path, "sale", written(path, body))
    assert (status, refused["error"]) == (2, "input")
    assert str(next(iter(said if "kind" not in said else said.values()))) in refused["message"]


def test_of_products_of_one_name_none_is_guessed(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    with file.opened(path):
        products.add(ProductForm("水槽", "B002", price=Decimal(1), is_active=False))
        products.add(ProductForm("舊水管", "B003", price=Decimal(70)))
    body = {"customer": "C-1", "tax_mode": "none"}
    status, refused = run(capsys, path, "sale", written(path, body | {"lines": [{"product": "水槽"}]}))
    assert (status, refused["error"]) == (2, "input")
    assert "B0" not in refused["message"] and "水槽" in refused["message"]
    for said, total in (("b002", 1), ("舊水管", 70)):
        _status, answer = run(capsys, path, "sale", written(path, body | {"lines": [{"product": said}]}))
        assert answer["total"] == total


def test_a_total_that_is_not_the_lines_own_is_refused(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": "C-1", "tax_mode": "exclusive", "lines": [LINE]}
    status, refused = run(capsys, path, "sale", written(path, body | {"total": 100}))
    assert (status, refused["error"]) == (2, "input")
    assert "105" in refused["message"]
    _status, answer = run(capsys, path, "sale", written(path, body | {"total": 105}))
    assert (answer["net"], answer["tax"], answer["total"]) == (100, 5, 105)
    unpriced = body | {"lines": [{"name": "雜項"}], "total": 210}
    assert run(capsys, path, "sale", written(path, unpriced))[1]["total"] == 210


def test_half_a_letter_in_a_file_is_left_out(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    said = '{"customer": "C-1", "note": "\\ud83d好", "date": "\\ud800", "lines": [{"name": "水\\udc00管", "unit_price": 5}]}'
    status, answer = run(capsys, path, "sale", written(path, said))
    assert (status, answer["total"]) == (0, 5)
    with file.opened(path):
        assert (sales.of(1)[0].note, sales.of(1)[0].lines[0].name) == ("好", "水管")


def test_what_is_paid_at_once_is_paid_whole(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": 10001, "lines": [{"name": "修理", "quantity": 1, "unit_price": 800}], "tax_mode": "none"}
    _status, answer = run(capsys, path, "sale", written(path, body | {"paid": {"method": "line_pay"}}))
    assert (answer["total"], answer["paid"], answer["owing"]) == (800, 800, 0)


def test_a_payment_pays_the_oldest_or_the_sale_it_names(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    numbers = []
    for price in (300, 500):
        body = {"customer": "C-1", "tax_mode": "none", "lines": [{"name": "水管", "quantity": 1, "unit_price": price}]}
        numbers.append(run(capsys, path, "sale", written(path, body))[1]["number"])
    _status, first = run(capsys, path, "pay", "C-1", "200", "--method", "transfer", "--reference", "12345")
    assert (first["amount"], first["owing"]) == (200, 600)
    status, named = run(capsys, path, "pay", written(path, {"customer": "陳美惠", "amount": 500, "sale": numbers[1]}))
    assert (status, named["owing"]) == (0, 100)
    assert run(capsys, path, "undo", named["unit"])[0] == 3  # money is countered, never undone


def test_a_statement_is_written_and_its_numbers_said(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, read_pdf: Callable[[bytes], list[str]]
) -> None:
    for day, price in (("10/20", 300), ("11/3", 500)):
        body = {"customer": "C-1", "date": day, "tax_mode": "none"}
        run(capsys, path, "sale", written(path, body | {"lines": [{"name": "水管", "quantity": 1, "unit_price": price}]}))
    run(capsys, path, "pay", "C-1", "100", "--on", "11/5")
    status, answer = run(capsys, path, "statement", "C-1", "--out", tmp_path / "s.pdf")
    assert (status, answer["first"], answer["last"]) == (0, "2026-10-26", "2026-11-21")
    assert (answer["opening"], answer["charged"], answer["received"], answer["closing"]) == (300, 500, 100, 700)
    assert [one["balance"] for one in answer["entries"]] == [800, 700]
    assert "陳美惠" in "".join(read_pdf((tmp_path / "s.pdf").read_bytes()))
    with file.opened(path):
        assert (audit.units(1)[0].action, audit.units(1)[0].detail["file"]) == ("papers.export", "s.pdf")
    _status, longer = run(capsys, path, "statement", "1", "--from", "10/1", "--to", "10/31", "--out", tmp_path / "s.pdf")
    assert (longer["opening"], longer["closing"]) == (0, 300)


def but(**others: object) -> dict[str, object]:
    """A sale of one line that says this otherwise."""
    return {"customer": "C-1", "lines": [LINE | others]}


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "null", '"x"', "{", '{"customer": ' + "[" * 100_000, '{"customer": NaN, "lines": []}',
        {"lines": [LINE]}, {"customer": "沒有人", "lines": [LINE]}, {"customer": "張家豪", "lines": [LINE]}, {"customer": "C-1"},
        {"customer": "C-1", "lines": "x"}, {"customer": "C-1", "lines": [[]]}, {"customer": "C-1", "lines": [LINE], "totle": 5},
        but(kind="gift"), but(quantity=True),
        but(unit_price="一百"), but(quantity="1e99"),
        but(discount="half"), but(quantity="1.2345"),
        {"customer": "C-1", "lines": [{"product": "Z999"}]}, {"customer": "C-1", "lines": [LINE], "date": "2026/2/30"},
        {"customer": "C-1", "lines": [LINE], "tax_mode": "some"}, {"customer": "C-1", "lines": [LINE], "total": 99},
        {"customer": "C-1", "lines": [LINE], "tax_mode": "some", "total": 99},
        '{"customer": "C-1", "customer": "C-1", "lines": []}',
        {"customer": "C-1", "lines": [LINE], "invoice": [{"number": "AB12345678"}, {"number": "AB12345679"}]},
        {"customer": "C-1", "lines": [LINE], "date": "9999-12-31"}, {"customer": "C-1", "lines": [LINE], "date": "0001-01-01"},
        {"customer": "C-1", "lines": [LINE], "due": "1911/12/31"}, but(delivery="lost"), but(warranty_months=-5),
        but(warranty_months=9**9),
        {"customer": "C-1", "lines": [LINE], "invoice": {"number": "1"}},
        {"customer": "C-1", "lines": [LINE], "paid": {"amount": "1.5"}}, {"customer": "C-1", "lines": [LINE], "time": "25:00"},
        {"customer": "C-1", "lines": [LINE], "paid": {"method": "shells"}}, {"customer": "C-1", "lines": [LINE], "total": 9**300},
    ],
)  # fmt: skip
def test_what_a_file_can_not_say_is_one_sentence_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], path: Path, body: object
) -> None:
    status, answer = run(capsys, path, "sale", written(path, body))
    assert (status, answer["error"]) in ((2, "input"), (2, "not_found"))
    assert answer["message"].strip()
    with file.opened(path):
        assert value("SELECT count(*) FROM sale") == value("SELECT count(*) FROM payment") == 0


def test_a_file_that_is_too_large_is_not_read(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = json.dumps({"customer": "C-1", "lines": [LINE]})
    status, answer = run(capsys, path, "sale", written(path, body + " " * 10_000_000))
    assert (status, answer["error"]) == (2, "input")
    assert run(capsys, path, "sale", written(path, body + " " * 9_000_000))[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("pay", "C-1", "0"), ("pay", "C-1", "x"), ("pay", "C-1", "5.5"), ("pay", "nobody", "5"), ("pay", "missing.json"),
        ("pay", "C-1", "5", "--method", "cheque"), ("pay", "C-1", "5", "--sale", "S-9"), ("pay", "C-1", "5", "--on", "哪天"),
        ("statement", "C-1", "--out", "s.txt"), ("statement", "C-1", "--from", "11/5", "--to", "11/4", "--out", "s.pdf"),
        ("statement", "C-1", "--to", "9999-12-31", "--out", "s.pdf"),
        ("statement", "C-1", "--to", "0001-01-01", "--out", "s.pdf"),
        ("statement", "C-1", "--from", "0001-01-01", "--out", "s.pdf"),
        ("sale", "missing.json"), ("sale", "."), ("statement", "nobody", "--out", "s.pdf"),
    ],
)  # fmt: skip
def test_words_that_make_no_sense_change_nothing(
    capsys: pytest.CaptureFixture[str], path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    status, answer = run(capsys, path, *words)
    assert status == 2
    assert answer["message"].strip()
    assert not list(tmp_path.glob("s.*"))
    with file.opened(path):
        assert value("SELECT count(*) FROM payment") == 0
