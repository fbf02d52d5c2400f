"""quote by command: a JSON file becomes an issued quote, what can't be is said and nothing is written."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.core import file
from db.core.connection import value
from db.services import customers, products, quote_versions, quotes
from db.services.customer_form import CustomerForm
from db.services.products import ProductForm
from tests.screens.command import run
from ui import commandline

_BATH: list[dict[str, Any]] = [
    {"kind": "heading", "name": "一、主臥浴室"},
    {"kind": "item", "name": "浴室換氣暖風機", "spec": "PTC 220V", "quantity": 2, "unit": "台", "unit_price": "6,800"},
    {"kind": "item", "name": "防水插座", "quantity": "６", "unit": "組", "unit_price": 180},
    {"name": "安裝工資", "unit": "式", "unit_price": 4500.0},
    {"kind": "discount", "name": "老客戶", "discount": "5%"},
    {"kind": "option", "name": "恆溫淋浴龍頭", "quantity": 1, "unit_price": 3900},
    {"kind": "note", "name": "以上含安裝"},
]


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop with a builder, two of one name, and a product."""
    with file.opened(shop_path):
        customers.add(CustomerForm(name="宏達室內裝修有限公司", kind="company", code="A001", tax_id="04595257"))
        for _one in range(2):
            customers.add(CustomerForm(name="陳美惠"))
        products.add(ProductForm("濾心", code="F1", unit="支", price=Decimal(350)))
    return shop_path


def _asked(capsys: pytest.CaptureFixture[str], path: Path, body: object, *words: str) -> tuple[int, Any]:
    said = path.parent / "quote.json"
    said.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return run(capsys, path, "quote", said, *words)


def _kept(path: Path) -> tuple[int, int]:
    """How many quotes there are, and how many numbers were given."""
    with file.opened(path):
        count: int = value("SELECT count(*) FROM quote")
        return count, value("SELECT coalesce(max(value), 0) FROM counter WHERE name LIKE 'quote:%'")


def test_what_no_letters_are_for_is_said(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": "A001", "lines": [{"name": "𪚥記", "quantity": 1, "unit_price": 100}]}
    said = path.parent / "quote.json"
    said.write_text(json.dumps(body), encoding="utf-8")
    assert commandline.main(["--file", str(path), "quote", str(said), "--json"]) == 0
    answer = capsys.readouterr()
    assert json.loads(answer.out)["missing"] == ["𪚥"]
    assert "〓" in answer.err and "𪚥" in answer.err


def test_the_bathroom_is_issued_and_its_paper_written(capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path) -> None:
    out = tmp_path / "報價.pdf"
    body = {
        "customer": "A001",
        "date": "115/11/16",
        "tax_mode": "exclusive",
        "lines": _BATH,
        "terms": "三日內有效",
        "note": "週五裝",
    }
    status, answer = _asked(capsys, path, body, "--pdf", str(out))
    sums = {"net": 18221, "tax": 911, "total": 19132}
    assert (status, answer) == (0, {"number": "1151116-001", **sums, "missing": [], "pdf": str(out)})
    with file.opened(path):
        (row,) = quotes.rows()
        found = quotes.get(row.id)
        assert (row.state, row.quoted_on, row.valid_until) == ("issued", "2026-11-16", "2026-12-16")
        assert (found.form.terms, found.form.note) == ("三日內有效", "週五裝")
        assert quote_versions.pdf(found.versions[0].id) == out.read_bytes()


@pytest.mark.parametrize(
    ("mode", "sums"),
    [("exclusive", (1000, 50, 1050)), ("inclusive", (952, 48, 1000)), ("zero", (1000, 0, 1000)), ("none", (1000, 0, 1000))],
)
def test_every_way_of_tax(capsys: pytest.CaptureFixture[str], path: Path, mode: str, sums: tuple[int, int, int]) -> None:
    lines = [{"name": "工資", "quantity": "2.5", "unit_price": "400"}, {"kind": "subtotal"}]
    body = {"customer": "宏達室內裝修有限公司", "tax_mode": mode, "lines": lines}
    status, answer = _asked(capsys, path, body)
    assert status == 0
    assert (answer["net"], answer["tax"], answer["total"], answer["pdf"]) == (*sums, None)


def test_a_product_brings_its_name_and_price(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {
        "customer": "A001",
        "tax_mode": "none",
        "lines": [{"product": "F1", "quantity": 3}, {"product": "濾心", "unit_price": 300}],
    }
    status, answer = _asked(capsys, path, body)
    assert (status, answer["total"]) == (0, 1350)
    with file.opened(path):
        lines = quotes.get(quotes.rows()[0].id).form.lines
    assert [(line.name, line.unit) for line in lines] == [("濾心", "支"), ("濾心", "支")]


@pytest.mark.parametrize(
    "body",
    [
        {"customer": "沒有這個人", "lines": _BATH},
        {"customer": "陳美惠", "lines": _BATH},
        {"lines": _BATH},
        {"customer": "A001", "lines": []},
        {"customer": "A001", "lines": [{"kind": "heading", "name": "只有標題"}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": "兩個", "unit_price": 1}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": 1, "unit_price": "NaN"}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": 1.2345, "unit_price": 1}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": 10**12, "unit_price": 10**12}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": True, "unit_price": 1}]},
        {"customer": "A001", "lines": [{"name": "燈", "qty": 1, "unit_price": 1}]},
        {"customer": "A001", "lines": [{"name": "燈", "quantity": 1, "unit_price": 1, "amount": 5}]},
        {"customer": "A001", "lines": [{"kind": "gift", "name": "燈"}]},
        {"customer": "A001", "lines": [*_BATH, {"kind": "discount", "name": "折讓", "unit_price": -959}]},
        {"customer": "A001", "lines": [*_BATH, {"kind": "discount", "name": "折讓", "discount": "很多"}]},
        {"customer": "A001", "lines": [{"product": "沒有"}]},
        {"customer": "A001", "lines": "燈"},
        {"customer": "A001", "lines": [None]},
        {"customer": "A001", "tax_mode": "half", "lines": _BATH},
        {"customer": "A001", "date": "2026/13/40", "lines": _BATH},
        {"customer": "A001", "date": "2026-11-16", "valid_until": "2026-11-15", "lines": _BATH},
        {"customer": ["A001"], "lines": _BATH},
        {"customer": "A001", "lines": [{"name": "燈" * 60_000, "quantity": 1, "unit_price": 1}]},
        [], 12, "{", "", '{"customer": "A001", "lines": [' * 3, "[" * 100_000,
        '{"customer": "A001", "lines": [{"quantity": 1e9999}]}',
    ],
)  # fmt: skip
def test_what_can_not_be_is_said_and_nothing_written(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, body: object
) -> None:
    out = tmp_path / "x.pdf"
    status, answer = _asked(capsys, path, body, "--pdf", str(out))
    assert status == 2, answer
    assert (answer["error"] in ("input", "not_found"), bool(answer["message"])) == (True, True)
    assert (_kept(path), out.exists()) == ((0, 0), False)


def test_a_place_that_can_not_be_is_said_before_a_number_is_given(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path
) -> None:
    for out in (tmp_path / "x.docx", tmp_path / "none" / "x.pdf", tmp_path):
        assert _asked(capsys, path, {"customer": "A001", "lines": _BATH}, "--pdf", str(out))[0] == 2
    assert _kept(path) == (0, 0)


def test_where_the_paper_can_not_be_written_afterwards_the_number_stays(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf.part").mkdir()
    status, answer = _asked(
        capsys, path, {"customer": "A001", "date": "2026-11-16", "lines": _BATH}, "--pdf", str(tmp_path / "x.pdf")
    )
    assert status != 0
    assert answer["number"] == "1151116-001"
    assert "1151116-001" in answer["message"]
    assert _kept(path) == (1, 1)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_a_computer_set_to_another_time_zone_gives_the_shops_day(path: Path, tmp_path: Path, zone: str) -> None:
    (tmp_path / "quote.json").write_text(json.dumps({"customer": "A001", "lines": _BATH}), encoding="utf-8")
    words = [sys.executable, "main.py", "--file", str(path), "--json"]
    said = []
    for name in ("Asia/Taipei", zone):
        done = subprocess.run(
            [*words, "quote", str(tmp_path / "quote.json")],
            env=os.environ | {"TZ": name},
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(json.loads(done.stdout)["number"].split("-"))
    assert said[0][0] == said[1][0]
    assert [number for _day, number in said] == ["001", "002"]


def test_how_sure_the_shop_is_comes_with_the_file(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    body = {"customer": "A001", "chance": 50, "lines": [{"name": "工資", "quantity": 1, "unit_price": 100}]}
    assert _asked(capsys, path, body)[0] == 0
    assert _asked(capsys, path, body | {"chance": 70})[0] == 2
    assert _asked(capsys, path, body | {"date": "2025-11-01", "valid_until": "2025-11-15"})[0] == 3
    with file.opened(path):
        assert [row.chance for row in quotes.rows()] == [50]
