"""An export that comes back to a shop that went on: merged customers and what was typed meanwhile are never written over."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.core.errors import ChangedSinceError
from db.services import customers, dump, merging
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from importers import taking_back
from importers.round_trip import CLEARED, CONFLICT
from tests.importers.coming_back import back, changes, export, in_excel, put


def _two(path: Path) -> tuple[int, int, Path]:
    """陳美惠 and 美惠姐 exported, then merged."""
    one = customers.add(CustomerForm(name="陳美惠", note="怕吵", points=[PointForm("mobile", "0912-345-678", "先生")]))
    other = CustomerForm(
        name="美惠姐", code="007", title="小姐", note="愛喝茶", tags=["老主顧"], company="順發",
        points=[PointForm("mobile", "0922-111-222"), PointForm("phone", "0912-345-678", "公司"), PointForm("line_id", "mei")],
        addresses=[AddressForm("新北市永和區中正路1號", zip="234")],
    )  # fmt: skip
    return one, customers.add(other), export(path)


def _in_file(path: Path, *changes: tuple[str, str]) -> Path:
    """What a file says changed in Excel, in an editor or in the phone."""
    if path.suffix != ".xlsx":
        text = path.read_text("utf-8-sig")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="")
        return path
    book = openpyxl.load_workbook(path)
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row):
        cell.value = dict(changes).get(str(cell.value), cell.value)
    book.save(path)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_an_untouched_export_says_nothing_of_those_merged_since(shop: Path, tmp_path: Path, ending: str) -> None:
    one, other, path = _two(tmp_path / f"客戶.{ending}")
    merging.merge(one, other)
    before = dump.dump()
    found = back(path)
    assert (found.rows, found.missing, found.unknown) == ([], [], 0)
    taking_back.commit(found)
    assert dump.dump() == before


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_what_was_changed_of_one_merged_since_is_told_and_never_taken(shop: Path, tmp_path: Path, ending: str) -> None:
    one, other, path = _two(tmp_path / f"客戶.{ending}")
    _in_file(path, ("美惠姐", "美惠姊"), ("0922-111-222", "0988-777-666"))
    merging.merge(one, other)
    before = dump.dump()
    found = back(path)
    (row,) = found.rows
    assert (row.customer, row.name, bool(row.sentence)) == (one, "陳美惠", True)
    told = {change.key: (change.before.splitlines()[-1], change.after) for change in row.changes}
    assert told == {"name": ("陳美惠", "美惠姊"), "mobile": ("0922-111-222", "0988-777-666")}
    assert not any(change.may_tick or change.ticked for change in row.changes)
    assert taking_back.commit(found).unit is None
    assert dump.dump() == before


@pytest.mark.parametrize("ending", ["xlsx", "csv", "vcf"])
def test_a_row_whose_customer_was_merged_after_the_reading_refuses_all(shop: Path, tmp_path: Path, ending: str) -> None:
    one, other, path = _two(tmp_path / f"客戶.{ending}")
    found = back(_in_file(path, ("美惠姐", "美惠姊")))
    assert found.ticked
    merging.merge(one, other)
    before = dump.dump()
    with pytest.raises(ChangedSinceError, match="美惠姊"):
        taking_back.commit(found)
    assert dump.dump() == before


def test_a_missing_customer_merged_after_the_reading_is_not_put_away(shop: Path, tmp_path: Path) -> None:
    one, other, path = _two(tmp_path / "客戶.xlsx")
    found = back(in_excel(path, lambda sheet, _columns, rows: sheet.delete_rows(rows["美惠姐"])))
    assert found.missing == [(other, "美惠姐")]
    found.put_away = True
    merging.merge(one, other)
    with pytest.raises(ChangedSinceError):
        taking_back.commit(found)


def test_what_was_given_after_the_export_is_not_emptied_by_an_empty_cell(shop: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", title="小姐", note="怕吵"))
    path = export(tmp_path / "客戶.xlsx")
    form = customers.form(one)
    form.note = "剛剛打的"
    customers.change(one, form)
    assert back(in_excel(path, put("陳美惠", "備註", ""))).rows == []


def test_only_what_is_ticked_was_to_stay_as_it_was(shop: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", title="小姐", note="舊的"))

    def edited(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        put("陳美惠", "備註", "Excel 的")(sheet, columns, rows)
        put("陳美惠", "稱呼", "太太")(sheet, columns, rows)

    found = back(in_excel(export(tmp_path / "客戶.xlsx"), edited))
    changes(found)["陳美惠", "備註"].ticked = False
    form = customers.form(one)
    form.note = "剛剛打的"
    customers.change(one, form)
    taking_back.commit(found)
    form = customers.form(one)
    assert (form.title, form.note) == ("太太", "剛剛打的")


def test_of_a_csv_what_the_shop_has_more_of_is_not_taken_away_unasked(shop: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", note="順發水電", points=[PointForm("mobile", "0912-345-678")]))
    path = _in_file(export(tmp_path / "客戶.csv"), ("陳美惠", "順發"))
    form = customers.form(one)
    form.points.append(PointForm("mobile", "0922-111-222"))
    customers.change(one, form)
    assert {key: (one.state, one.ticked) for key, one in changes(back(path)).items()} == {
        ("順發", "手機"): (CLEARED, False),
        ("順發", "姓名"): ("", True),
    }


def test_what_a_merge_took_away_comes_back_from_a_csv_only_where_the_owner_ticks_it(shop: Path, tmp_path: Path) -> None:
    one = customers.add(CustomerForm(name="陳美惠", title="太太"))
    other = customers.add(CustomerForm(name="美惠姐", title="小姐"))
    path = export(tmp_path / "客戶.csv")
    merging.merge(one, other, taken=["title"])
    ((_key, change),) = changes(back(path)).items()
    assert (change.before, change.after, change.state, change.ticked) == ("小姐", "太太", CONFLICT, False)
