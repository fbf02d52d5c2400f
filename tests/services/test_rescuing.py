"""What can be read of a file is written to a workbook: sound, damaged, encrypted; nothing beside the file is touched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from db.core import file
from db.core.connection import rows
from db.core.errors import DamagedError, RefusedError
from db.services import backups, customers, erasing, keys, rescuing, sales, segments
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.erased import Entry
from db.services.lines import LineForm
from db.services.rescued import Gone, Rescued
from db.services.sale_form import SaleForm
from reports import quote_pdf

OWNER, PASSWORD = "王老闆", "濾心半年要換一次喔"


def _fill(count: int = 3) -> None:
    for number in range(count):
        customers.add(CustomerForm(name=f"=客{number}", points=[PointForm("mobile", f"0912{number:06d}")]))


def _names(tables: list[Rescued]) -> list[str]:
    found = next(one for one in tables if one.name == "customer")
    return [row[found.columns.index("name")] for row in found.rows]


def test_a_command_writes_all_of_it_and_no_formula(shop: Path, tmp_path: Path) -> None:
    _fill()
    copied = backups.make("close").path
    file.close()
    out, main = tmp_path / "out.xlsx", Path(__file__).parents[2] / "main.py"
    for source in (shop, copied):
        done = subprocess.run(
            [sys.executable, str(main), "--json", "rescue", str(source), "--out", str(out)], capture_output=True, check=True
        )
        assert json.loads(done.stdout)["tables"]["customer"] == 3
        sheet = openpyxl.load_workbook(out)["customer"]
        assert [row[0].data_type for row in sheet.iter_rows(min_row=2, min_col=6, max_col=6)] != ["f"] * 3
        assert "=客0" in {cell.value for row in sheet.iter_rows() for cell in row}
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_of_a_damaged_file_what_can_be_read(shop: Path) -> None:
    _fill(400)
    (size,) = rows("PRAGMA page_size")[0]
    file.close()
    content = bytearray(shop.read_bytes())
    pages = [content[at : at + size] for at in range(0, len(content), size)]
    (spoilt, *_more) = [
        at for at, page in enumerate(pages) if "=客200".encode() in page and b"person" in page and b"contract" in page
    ]
    content[spoilt * size : (spoilt + 1) * size] = b"x" * size
    shop.write_bytes(content)
    found = list(rescuing.tables(shop))
    customer = next(one for one in found if one.name == "customer")
    assert 0 < customer.lost < 400
    assert len(customer.rows) + customer.lost >= 400
    shop.write_bytes(b"nothing" * 999)
    with pytest.raises(DamagedError):
        list(rescuing.tables(shop))


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_a_guarded_file_asks_for_the_password_or_the_paper(shop: Path, mode: keys.Mode) -> None:
    _fill()
    made = keys.begin(mode, PASSWORD, OWNER)
    made.prepare()
    made.finish()
    copied = backups.make("close").path
    file.close()
    for source in (shop, copied):
        for secret in (PASSWORD, made.paper):
            assert _names(list(rescuing.tables(source, secret))) == ["=客0", "=客1", "=客2"]
        with pytest.raises(RefusedError):
            list(rescuing.tables(source, "不是這個密碼啦"))


@pytest.mark.parametrize("encrypted", [False, True])
def test_who_was_erased_since_stays_away(shop: Path, tmp_path: Path, encrypted: bool) -> None:
    points = [PointForm("mobile", "0933-777-888")]
    form = CustomerForm(name="卡娜莉雅", points=points, addresses=[AddressForm("花蓮縣壽豐鄉金絲雀路七號")])
    gone, stays = customers.add(form), customers.add(CustomerForm(name="留下來的", note="卡娜莉雅介紹的"))
    sales.add(SaleForm(gone, [LineForm(name="濾心", amount=0)]))
    segments.save("卡娜莉雅那一區", {"all": [{"field": "phone", "is": "empty"}]})
    if encrypted:
        made = keys.begin("encrypted", PASSWORD, OWNER)
        made.prepare()
        made.finish()
    copied = backups.make("close").path
    erasing.erase(gone, "她要我們刪掉", quote_pdf.make)
    file.close()
    (moved := tmp_path / "隨身碟").mkdir()
    for one in (copied, *copied.parent.glob(copied.name + ".*")):
        shutil.copy(one, moved)
    out, main = tmp_path / "out.xlsx", Path(__file__).parents[2] / "main.py"
    for source in (copied, moved / copied.name):
        done = subprocess.run(
            [sys.executable, str(main), "--json", "--file", str(shop), "rescue", str(source), "--out", str(out)],
            capture_output=True, check=True, env=os.environ | {"SHUKEBU_PASSWORD": PASSWORD},
        )  # fmt: skip
        told = json.loads(done.stdout)
        assert (told["tables"]["customer"], told["erased"]) == (1, 5)  # herself, number, address, sale and its line
        cells = [str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row]
        said = [one for one in cells if "卡娜莉雅" in one or "777888" in one.replace("-", "") or "金絲雀路" in one]
        assert said == ["卡娜莉雅介紹的"]  # what others say of her is the owner's to settle, as when she was erased
        assert {"留下來的", "○○那一區"} <= set(cells)
    assert stays != gone


def test_nobody_else_under_the_same_number_stays_away_and_rows_that_wait_and_name_the_erased_do() -> None:
    customers_of = ("id", "created_at", "name", "short_name", "tax_id")
    rows_of = [(1, "then", "卡娜莉雅", "", ""), (2, "then", "王小明", "", "")]
    gone = Gone([Entry(1, "then", "", "", False, "[]"), Entry(2, "another moment", "", "", False, "[]")])
    kept = gone.left_out(Rescued("customer", customers_of, rows_of, 0))
    assert ([row[2] for row in kept.rows], kept.erased) == (["王小明"], 1)
    waiting = [(1, None, '{"姓名": "卡娜莉雅"}'), (2, None, '{"姓名": "王小明"}')]
    kept = gone.left_out(Rescued("waiting", ("id", "customer", "cells"), waiting, 0))
    assert [row[0] for row in kept.rows] == [2]


def test_nothing_beside_the_file_is_touched(shop: Path) -> None:
    _fill()
    file.close()
    before = {path.name: path.read_bytes() for path in shop.parent.iterdir() if path.is_file()}
    list(rescuing.tables(shop))
    assert before == {path.name: path.read_bytes() for path in shop.parent.iterdir() if path.is_file()}
