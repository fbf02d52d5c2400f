"""An export changed in Excel and dropped back: only what was changed there is offered, nothing is lost."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.core import audit, file
from db.core.errors import ChangedSinceError
from db.core.values.dates import PartialDate
from db.services import blacklist, customers, dump, imports, interactions, opt_outs, own_fields, shops, tags
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from importers import our_sheet, round_trip, taking_back
from importers.round_trip import CLEARED, CONFLICT, REFUSED, TOLD
from importers.session import ImportSession
from importers.values import Source
from reports import vcards
from tests.importers.coming_back import back, changes, export, in_excel, put

LONG = "很長的備註" * 20_000
HOSTILE = (
    "=1+1",
    "<b>王</b>",
    "\u202e逆向",
    "😀𠮷",
    "+886",
    "@王",
    "-李",
    "0123",
    "  前後空白  ",
    "_x000D_",
    "'=1+1",
    "'-5",
    "'@me",
    "'",
    "''",
    "'甲",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A shop of its own with something in every column."""
    path = tmp_path / "home.crm"
    shops.create(path, "順發水電")
    file.open_shop(path)
    return path


def fill() -> dict[str, int]:
    """Somebody with everything there is, and people with names that hurt."""
    own = {kind: own_fields.add(f"自訂{kind}", kind, ["甲", "乙"] if kind == "choice" else None) for kind, _t in own_fields.KINDS}
    values: dict[str, Any] = {"text": "3 樓\n後面", "number": "12.5", "date": "2026-03-01", "choice": "甲", "yes_no": 0}
    own_fields.add("備註")  # called like a column of our own
    points = [
        PointForm("mobile", "0912-345-678", "太太"),
        PointForm("mobile", "0922-111-222", is_primary=True),
        PointForm("phone", "02-2345-6789#12", "公司"),
        PointForm("email", "a@example.com"),
        PointForm("line_id", "mei123"),
        PointForm("fb", "mei"),
    ]
    whole = CustomerForm(
        name="陳美惠", code="007", company="順發", title="店長", gender="female", tax_id="04595257", note="第一行\n第二行",
        birthday=PartialDate(1978, 5, 3, lunar=True), customer_since="2019-07-21", source="路過", points=points,
        addresses=[AddressForm("新北市永和區中正路1號", zip="234"), AddressForm("台中市西區民生路2號", label="倉庫")],
        contacts=[ContactForm("小王", "會計", "", [PointForm("mobile", "0933-000-111")])],
        own={f"f{own[kind]}": value for kind, value in values.items()}, tags=["老主顧", "月結"],
    )  # fmt: skip
    made = {"whole": customers.add(whole), "long": customers.add(CustomerForm(name="長", note=LONG))}
    many = [PointForm("mobile", f"09{at:02}-{at:03}-{at:03}") for at in range(10, 99)] * 5
    made["many"] = customers.add(CustomerForm(name="五百支", points=many))
    made["day"] = customers.add(CustomerForm(name="沒有年", birthday=PartialDate(None, 2, 29)))
    for at, name in enumerate(HOSTILE):
        made[name] = customers.add(CustomerForm(name=name, code=f"000{at}"))
    blacklist.put([made["day"]], "欠款")
    opt_outs.put([made["whole"]], ["sms"])
    interactions.add(InteractionForm(made["whole"], "來電"))
    return made


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_an_export_that_comes_back_as_it_was_changes_nothing(home: Path, tmp_path: Path, ending: str) -> None:
    fill()
    before = dump.dump()
    path = export(tmp_path / f"客戶.{ending}")
    found = back(path)
    assert (found.rows, found.missing, found.unknown) == ([], [], 0)
    assert found.records == len(before["customers"])
    assert taking_back.commit(found).unit is None
    assert dump.dump() == before


def test_an_address_book_that_comes_back_offers_what_the_phone_changed(home: Path, tmp_path: Path) -> None:
    made = fill()
    again = customers.form(made["whole"])
    path = export(tmp_path / "客戶.vcf", with_note=False)
    again.note = "店裡後來記的"
    customers.change(made["whole"], again)
    text = path.read_text("utf-8").replace("02-2345-6789", "02-2345-0000")
    path.write_bytes(text.encode())
    found = changes(back(path))
    assert {key: (one.before, one.after) for key, one in found.items()} == {
        ("陳美惠", "電話"): ("02-2345-6789 #12（公司）", "02-2345-0000 #12")
    }


def test_everything_an_address_book_carries_is_a_column_that_comes_back(home: Path, tmp_path: Path) -> None:
    made = fill()
    whole = customers.form(made["whole"])
    whole.website, whole.birthday = "www.example.com", PartialDate(1978, 5, 3)
    whole.points.append(PointForm("fax", "02-2345-6780"))
    customers.change(made["whole"], whole)
    found = back(export(tmp_path / "客戶.vcf"))
    assert {one.key for one in found.columns} == set(vcards.KEYS) - {"kind"}  # the kind only says how a card is written


def test_an_address_book_of_another_shop_is_a_plain_list(home: Path, tmp_path: Path) -> None:
    fill()
    path = export(tmp_path / "客戶.vcf")
    file.close()
    shops.create(tmp_path / "other.crm", "別家")
    file.open_shop(tmp_path / "other.crm")
    customers.add(CustomerForm(name="這家的客人"))
    assert round_trip.read(Source(path=path, name=path.name)) is None
    session = ImportSession([Source(path=path, name=path.name)])
    (survey,) = session.survey()
    our_sheet.disregard(survey)
    session.close()
    taken = {guess.header for table in survey.tables for guess in table.guesses if guess.field or guess.own_title}
    assert {"姓名", "手機", "備註"} <= taken
    assert not taken & {"熟客簿編號", "shukebu"}


def test_saved_anew_by_another_program_and_sorted_it_still_says_nothing_new(home: Path, tmp_path: Path) -> None:
    fill()
    path = export(tmp_path / "客戶.xlsx")

    def turned(sheet: Any, _columns: dict[str, int], _rows: dict[str, int]) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
                if isinstance(value, str):
                    sheet.cell(at, column).data_type = "s"  # else openpyxl makes a formula of =1+1

    assert back(in_excel(path, turned)).rows == []


def test_only_the_cells_changed_in_excel_are_offered_and_one_undo_takes_them_back(home: Path, tmp_path: Path) -> None:
    made = fill()
    before = dump.dump()
    path = export(tmp_path / "客戶.xlsx")

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        row = rows["陳美惠"]
        sheet.cell(row, columns["手機"]).value = "0912-345-679（太太）\n0922-111-222"
        sheet.cell(row, columns["標籤"]).value = "老主顧、批發"
        sheet.cell(row, columns["自訂number"]).value = 13
        sheet.cell(row, columns["備註"]).value = "改過"
        sheet.cell(row, columns["生日"]).value = "1980/1/2"
        sheet.append([None, None, "新來的", None, "0955-555-555"])

    found = back(in_excel(path, edited))
    assert set(changes(found)) == {
        ("陳美惠", "手機"), ("陳美惠", "標籤"), ("陳美惠", "自訂number"), ("陳美惠", "備註"), ("陳美惠", "生日"),
        ("新來的", "姓名"), ("新來的", "手機"),
    }  # fmt: skip
    outcome = taking_back.commit(found)
    assert (outcome.added, outcome.updated, outcome.skipped) == (1, 1, found.records - 2)
    form = customers.form(made["whole"])
    assert [(point.text, point.label, point.is_primary) for point in form.points_of("mobile")] == [
        ("0912-345-679", "太太", False),
        ("0922-111-222", "", True),
    ]
    assert (form.note, sorted(form.tags), form.birthday) == ("改過", ["批發", "老主顧"], PartialDate(1980, 1, 2))
    assert imports.runs()[0].file == "客戶.xlsx"
    assert back(path).ticked == []  # who was new is known by the phone now
    assert outcome.unit is not None
    audit.undo(outcome.unit)
    after = dump.dump()
    assert after["customers"] == before["customers"]


def test_what_both_changed_and_what_was_emptied_is_shown_but_not_ticked(home: Path, tmp_path: Path) -> None:
    made = fill()
    path = export(tmp_path / "客戶.xlsx")
    form = customers.form(made["whole"])
    form.note, form.source = "店裡改的", "朋友介紹"
    customers.change(made["whole"], form)

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["備註"]).value = "Excel 改的"
        sheet.cell(rows["陳美惠"], columns["稱呼"]).value = None
        sheet.cell(rows["陳美惠"], columns["最近聯絡"]).value = "2020/1/1"

    found = changes(back(in_excel(path, edited)))
    assert {title: one.state for (_name, title), one in found.items()} == {"備註": CONFLICT, "稱呼": CLEARED, "最近聯絡": TOLD}
    assert not any(one.ticked for one in found.values())
    assert found["陳美惠", "備註"].before == "店裡改的"
    assert not found["陳美惠", "最近聯絡"].may_tick


def test_what_was_emptied_is_emptied_when_ticked(home: Path, tmp_path: Path) -> None:
    made = fill()
    path = export(tmp_path / "客戶.xlsx")

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["手機"]).value = None

    found = back(in_excel(path, edited))
    changes(found)["陳美惠", "手機"].ticked = True
    taking_back.commit(found)
    assert customers.form(made["whole"]).points_of("mobile") == []


def test_rows_deleted_in_excel_stay_unless_the_owner_puts_them_away(home: Path, tmp_path: Path) -> None:
    made = fill()
    path = in_excel(export(tmp_path / "客戶.xlsx"), lambda sheet, _columns, rows: sheet.delete_rows(rows["沒有年"]))
    found = back(path)
    assert found.missing == [(made["day"], "沒有年")]
    assert taking_back.commit(found).unit is None
    found.put_away = True
    outcome = taking_back.commit(found)
    assert outcome.unit is not None
    assert back(path).missing == []
    archived = {one["name"] for one in dump.dump()["customers"] if one["archived"]}
    assert archived == {"沒有年"}


@pytest.mark.parametrize(
    ("title", "typed", "says"),
    [
        ("生日", "去年夏天", "日期"),
        ("性別", "不知道", "男、女"),
        ("自訂number", "很多", "數字"),
        ("姓名", None, ""),
        ("編號", "0001", "0001"),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_else_is_held_up(
    home: Path, tmp_path: Path, title: str, typed: str | None, says: str
) -> None:
    fill()
    path = export(tmp_path / "客戶.xlsx")

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["備註"]).value = "改過"
        sheet.cell(rows["陳美惠"], columns[title]).value = typed

    found = back(in_excel(path, edited))
    one = changes(found)["陳美惠", title]
    assert one.state == REFUSED
    assert says in one.sentence
    assert taking_back.commit(found).updated == 1


def test_a_text_cut_for_excel_is_never_taken_back(home: Path, tmp_path: Path) -> None:
    made = fill()
    path = export(tmp_path / "客戶.xlsx")
    cells = {str(row[2].value): row for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2)}
    note = next(str(cell.value) for cell in cells["長"] if str(cell.value).startswith("很長的備註"))
    assert len(note) <= 32_767
    assert "個字" in note[-40:]

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["長"], columns["備註"]).value = "短"

    found = back(in_excel(path, edited))
    assert changes(found)["長", "備註"].state == REFUSED
    taking_back.commit(found)
    assert customers.form(made["long"]).note == LONG


def test_the_copy_of_a_row_is_somebody_new_whom_the_owner_is_asked_about(home: Path, tmp_path: Path) -> None:
    fill()
    path = export(tmp_path / "客戶.xlsx")

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        values = [cell.value for cell in sheet[rows["陳美惠"]]]
        values[columns["姓名"] - 1] = "陳美惠的妹妹"
        values[columns["編號"] - 1] = None
        sheet.append(values)

    found = back(in_excel(path, edited))
    (row,) = found.rows
    assert (row.customer, row.name) == (None, "陳美惠的妹妹")
    assert row.sentence
    assert not any(one.ticked for one in row.changes)


def test_the_export_of_another_shop_is_a_plain_list(home: Path, tmp_path: Path) -> None:
    fill()
    path = export(tmp_path / "客戶.xlsx")
    file.close()
    other = tmp_path / "other.crm"
    shops.create(other, "別家店")
    file.open_shop(other)
    customers.add(CustomerForm(name="這家的客人"))
    assert round_trip.read(Source(path=path, name=path.name)) is None
    session = ImportSession([Source(path=path, name=path.name)])
    (survey,) = session.survey()
    our_sheet.disregard(survey)
    plan = session.plan()
    session.close()
    assert [table.sheet for table in survey.tables] == ["客戶"]
    assert plan.totals.add > 5
    line = plan.lines([0])[0]
    assert "熟客簿編號" not in str(line.values)


def test_a_list_without_our_numbers_is_none_of_ours(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "別的.csv"
    path.write_text("姓名,電話\n王,0912345678\n", "utf-8")
    assert round_trip.read(Source(path=path, name=path.name)) is None


def test_the_columns_in_sight_alone_come_back_too(home: Path, tmp_path: Path) -> None:
    made = fill()
    path = export(tmp_path / "客戶.xlsx", columns=("name", "phone", "tags"))
    head = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]]
    assert head == ["熟客簿編號", "姓名", "手機", "電話", "標籤"]

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["標籤"]).value = None

    found = back(in_excel(path, edited))
    assert [(title, one.state) for (_name, title), one in changes(found).items()] == [("標籤", CLEARED)]
    assert tags.names_of(made["whole"])


def test_what_was_typed_meanwhile_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", note="舊的"))
    found = back(in_excel(export(tmp_path / "客戶.xlsx"), put("陳美惠", "備註", "Excel 的")))
    form = customers.form(one)
    form.note = "剛剛打的"
    customers.change(one, form)
    with pytest.raises(ChangedSinceError):
        taking_back.commit(found)
    assert customers.form(one).note == "剛剛打的"


def test_a_tag_with_a_comma_stays_one(home: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", tags=["大戶,VIP"]))
    taking_back.commit(back(in_excel(export(tmp_path / "客戶.xlsx"), put("陳美惠", "標籤", "大戶,VIP、新, 月結"))))
    assert set(customers.form(one).tags) == {"大戶,VIP", "新", "月結"}
