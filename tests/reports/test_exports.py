"""Exports as files: what kind every cell is, nothing a formula, the address book, who goes out, and what is noted."""

import csv
import errno
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from db.core import audit
from db.core.errors import BusyError, InputError
from db.core.values.dates import PartialDate
from db.services import customers, opt_outs, own_fields, sales
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.lists import ListQuery, Selection
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from importers import reader
from importers.values import Source
from reports import exports
from reports.exports import Wish
from tests.reports.busy import saving_elsewhere

pytestmark = pytest.mark.usefixtures("shop")
EVERYBODY = Selection(query=ListQuery())


@pytest.fixture
def mei() -> int:
    price = own_fields.add("欠款", "number")
    form = CustomerForm(name="=陳美惠", code="007", tax_id="04595257", customer_since="2019-07-21", own={f"f{price}": 8200})
    form.note, form.birthday = "+1;a,b\n第二行 🙂", PartialDate(1978, 5, 3)
    form.addresses = [AddressForm("新北市永和區中正路1號", zip="234")]
    form.points = [PointForm("mobile", "0912-345-678", "太太"), PointForm("email", "a@example.com")]
    return customers.add(form)


def test_text_stays_text_and_days_and_numbers_are_real(mei: int, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert exports.write(path, Wish(EVERYBODY)).rows == 1
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["姓名"].value, cells["姓名"].data_type, cells["姓名"].quotePrefix) == ("=陳美惠", "s", True)
    for title, text in (("編號", "007"), ("統一編號", "04595257"), ("手機", "0912-345-678（太太）")):
        assert (cells[title].value, cells[title].number_format) == (text, "@")
    assert cells["生日"].value == datetime(1978, 5, 3)  # noqa: DTZ001 - as openpyxl gives days
    assert cells["欠款"].value == 8200
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("A2", True)
    assert [one.sheet_state for one in book] == ["visible", "veryHidden"]


def test_a_phone_a_code_and_a_tax_id_typed_in_excel_keep_their_zero(mei: int, tmp_path: Path) -> None:
    customers.add(CustomerForm(name="沒有電話"))
    path = tmp_path / "a.xlsx"
    exports.write(path, Wish(Selection(query=ListQuery(sort="name"))))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    (line,) = [line for line in sheet.iter_rows(min_row=2) if "沒有電話" in [cell.value for cell in line]]
    cells = {head.value: cell for head, cell in zip(sheet[1], line, strict=True)}
    for title in ("手機", "編號", "統一編號"):
        assert (cells[title].value, cells[title].number_format) == (None, "@")
        assert sheet.column_dimensions[cells[title].column_letter].number_format == "@"  # and in the rows of new customers
    assert cells["生日"].number_format == "General"  # a day typed there is one


def test_a_csv_opens_in_excel_and_holds_no_formula(mei: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    exports.write(path, Wish(EVERYBODY, "csv"))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    head, line = csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True))
    cells = dict(zip(head, line, strict=True))
    assert (cells["姓名"], cells["編號"], cells["生日"]) == ("'=陳美惠", "007", "1978-05-03")
    assert cells["備註"].startswith("'+1")


@pytest.mark.parametrize("with_note", [True, False])
def test_an_address_book_is_read_again_by_our_own_reader(mei: int, tmp_path: Path, with_note: bool) -> None:
    path = tmp_path / "a.vcf"
    exports.write(path, Wish(EVERYBODY, "vcf", with_note=with_note))
    data = path.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (sheet,) = reader.read(Source(path=path, name=path.name)).sheets
    told = " ".join(str(cell) for cell in sheet.rows[1])
    for said in ("=陳美惠", "0912-345-678", "a@example.com", "新北市永和區中正路1號"):
        assert said in told
    assert ("第二行 🙂" in told) == with_note


@pytest.mark.parametrize(("birthday", "told"), [(PartialDate(1978, 5, 3), True), (PartialDate(None, 5, 3), False)])
def test_of_birthdays_whole_days_alone_go_into_an_address_book(tmp_path: Path, birthday: PartialDate, told: bool) -> None:
    customers.add(CustomerForm(name="陳美惠", birthday=birthday))
    path = tmp_path / "a.vcf"
    exports.write(path, Wish(EVERYBODY, "vcf"))
    assert ("BDAY:1978-05-03" in path.read_text("utf-8"), "BDAY" in path.read_text("utf-8")) == (told, told)


def test_who_refused_stays_out_by_purpose_and_those_put_away_always(mei: int, tmp_path: Path) -> None:
    quiet = customers.add(CustomerForm(name="不要簡訊"))
    never = customers.add(CustomerForm(name="全部不要"))
    dead = customers.add(CustomerForm(name="走了"))
    opt_outs.put([quiet], ["sms"])
    opt_outs.put([never], ["all"])
    customers.archive([dead], "deceased")
    who = Selection(query=ListQuery(archived=True))
    counts = {key: exports.people(Wish(who, purpose=key)) for key, _words in exports.PURPOSES}
    assert {key: (len(found.ids), found.left_out) for key, found in counts.items()} == {
        "": (1, 2), "post": (2, 1), "line": (2, 1), "sms": (1, 2), "email": (2, 1), "phone": (2, 1), "own": (3, 0),
    }  # fmt: skip
    assert {found.put_away for found in counts.values()} == {1}
    assert len(exports.people(Wish(who, with_refusing=True)).ids) == 3
    assert exports.people(Wish(Selection(chosen=(dead,)), purpose=exports.OWN)).ids == []
    with pytest.raises(InputError):
        exports.write(tmp_path / "a.xlsx", Wish(Selection(chosen=(dead,))))
    assert not (tmp_path / "a.xlsx").exists()


def test_the_words_of_the_watch_list_never_leave(mei: int, tmp_path: Path) -> None:
    from db.services import blacklist

    blacklist.put([mei], "欠款不還的理由")
    for ending in exports.FORMATS:
        path = tmp_path / f"a.{ending}"
        exports.write(path, Wish(EVERYBODY, ending, purpose=exports.OWN))
        sheets = reader.read(Source(path=path, name=path.name)).sheets
        text = "".join(str(cell) for sheet in sheets for row in sheet.rows for cell in row)
        assert "理由" not in text
        assert "黑名單" not in text
        assert ("⚠" in text) == (ending != "vcf")


def test_an_export_is_noted_and_can_not_be_taken_back(mei: int, tmp_path: Path) -> None:
    exports.write(tmp_path / "a.csv", Wish(EVERYBODY, "csv"))
    (line,) = audit.units(1)
    assert (line.action, line.undoable, line.changes) == ("customers.export", False, 0)


def test_an_unknown_ending_is_declined() -> None:
    with pytest.raises(InputError, match=r"a\.pdf"):
        exports.format_of(Path("a.pdf"))


@pytest.mark.parametrize("ending", exports.FORMATS)
def test_while_another_job_saves_no_customer_leaves(mei: int, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"客戶.{ending}"
    wish = Wish(Selection(chosen=(mei,)), exports.format_of(path), purpose=exports.OWN)
    with saving_elsewhere(), pytest.raises(BusyError):
        exports.write(path, wish)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("客戶")] == []
    assert audit.units(1)[0].action != "customers.export"
    exports.write(path, wish)
    assert (path.exists(), audit.units(1)[0].action) == (True, "customers.export")


def test_a_file_open_in_excel_is_said_and_the_history_notes_nothing(
    mei: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "客戶.xlsx"
    path.write_text("before")

    def refuse(_part: Path, _to: Path) -> None:
        raise PermissionError(errno.EACCES, "no")  # as Windows does

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BusyError, match=r"客戶\.xlsx"):
        exports.write(path, Wish(Selection(chosen=(mei,)), purpose=exports.OWN))
    assert (path.read_text(), audit.units(1)[0].action == "customers.export") == ("before", False)


def test_what_was_bought_and_is_owed_goes_along(mei: int, tmp_path: Path) -> None:
    sales.add(SaleForm(mei, total=900, happened_on="2026/3/1"), PaymentForm(mei, 400))
    path = tmp_path / "a.xlsx"
    exports.write(path, Wish(EVERYBODY))
    head, line = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    cells = dict(zip(head, line, strict=True))
    assert (cells["目前欠款"], cells["累計購買"], cells["購買次數"]) == (500, 900, 1)
    assert cells["上次購買"] == datetime(2026, 3, 1)  # noqa: DTZ001 - as openpyxl gives days
