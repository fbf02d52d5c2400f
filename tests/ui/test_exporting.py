"""匯出 through the window: the dialog, the file, the history line; and the file dropped back."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.exceptions import capture_exceptions

from db.core import audit, file
from db.core.errors import BusyError, UserError
from db.services import backups, customers, opt_outs
from db.services.customer_form import CustomerForm, PointForm
from db.services.lists import ListQuery, Selection
from importers import round_trip
from importers.values import Source
from reports import exports
from reports.exports import Wish
from tests.importers.coming_back import export, in_excel, put
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui import commandline
from ui.exporting.dialog import ExportDialog
from ui.exporting.returning import COLUMNS, ReturnDialog
from ui.kit import jobs


@pytest.fixture
def people(shop: Path) -> list[int]:
    """Four people: one wants no messages, one was put away."""
    points = [PointForm("mobile", "0912-345-678")]
    made = [
        customers.add(CustomerForm(name=name, points=points if name == "陳美惠" else []))
        for name in ("陳美惠", "林志明", "王", "走")
    ]
    opt_outs.put([made[1]], ["line"])
    customers.archive([made[3]], "deceased")
    return made


def dialog_of(window: Window, kind: Any) -> Any:
    found = window.window.findChildren(kind)
    assert found
    return found[-1]


def export_dialog(answers: Answers) -> ExportDialog:
    """匯出 over the list of all, counted."""
    window = Window(answers)
    window.window.do("export")
    dialog: ExportDialog = dialog_of(window, ExportDialog)
    jobs.runner().wait()
    return dialog


def test_the_key_exports_what_was_found_while_the_search_has_the_keyboard(people: list[int], answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    screen.type("陳")
    window.press(Qt.Key.Key_E)
    assert dialog_of(window, ExportDialog).isVisible()
    assert "共 1 位" in window.texts(dialog_of(window, ExportDialog))
    assert screen.page.search.text() == "陳"
    window.leave_dialogs()


def test_those_chosen_or_the_whole_list_is_asked(people: list[int], answers: Answers) -> None:
    window = Window(answers)
    window.window.go("customers")
    window.settle()
    page = window.window.page
    page.view.selectRow(0)
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.count_chosen() == 2
    page.export()  # as from the page's own menu
    dialog = dialog_of(window, ExportDialog)
    dialog.purpose.setCurrentIndex(dialog.purpose.findData(exports.OWN))
    jobs.runner().wait()
    assert dialog.chosen_alone.isChecked()
    assert (dialog.count.text(), len(dialog.people.ids)) == ("共 2 位客戶", 2)
    dialog.all_of_list.setChecked(True)
    jobs.runner().wait()
    assert (dialog.count.text(), len(dialog.people.ids)) == ("共 3 位客戶", 3)
    dialog.reject()


def test_who_refused_stays_out_until_the_owner_says_it_is_for_himself(
    people: list[int], answers: Answers, tmp_path: Path
) -> None:
    dialog = export_dialog(answers)
    assert (dialog.count.text(), dialog.refused.text()) == ("共 2 位客戶", "有 1 位不要再收訊息，沒有放進去。")
    dialog.purpose.setCurrentIndex(dialog.purpose.findData("post"))
    jobs.runner().wait()
    assert (dialog.count.text(), dialog.refused.isVisible()) == ("共 3 位客戶", False)
    dialog.purpose.setCurrentIndex(dialog.purpose.findData("line"))
    jobs.runner().wait()
    assert dialog.people.left_out == 1
    dialog.with_refusing.setChecked(True)
    jobs.runner().wait()
    assert (len(dialog.people.ids), dialog.people.left_out) == (3, 0)
    dialog.reject()


def test_a_count_that_comes_too_late_is_nobodys(people: list[int], answers: Answers) -> None:
    window = Window(answers)
    window.window.do("export")
    dialog = dialog_of(window, ExportDialog)
    for purpose in ("post", "line"):
        dialog.purpose.setCurrentIndex(dialog.purpose.findData(purpose))
    dialog._show(dialog._asked - 1, exports.people(Wish(Selection(query=ListQuery()), purpose="post")))
    assert (dialog.people, dialog.go.isEnabled()) == (None, False)
    jobs.runner().wait()
    assert (dialog.people.left_out, dialog.go.isEnabled()) == (1, True)
    dialog.look()
    dialog.reject()
    jobs.runner().wait()
    window.settle()  # nothing is shown in a dialog that is gone


def test_the_file_is_written_and_stands_in_the_history(people: list[int], answers: Answers, tmp_path: Path) -> None:
    dialog = export_dialog(answers)
    answers.answers = [tmp_path / "客戶", None]
    dialog.accept()
    jobs.runner().wait()
    names = [row[2].value for row in openpyxl.load_workbook(tmp_path / "客戶.xlsx").worksheets[0].iter_rows(min_row=2)]
    assert sorted(map(str, names)) == ["王", "陳美惠"]
    assert answers.asked[-1] == "「客戶.xlsx」裡有 2 位客戶。"
    (line,) = audit.units(1)
    assert (line.action, line.undoable) == ("customers.export", False)


def test_a_workbook_with_a_password_opens_with_it_alone_and_comes_back(
    people: list[int], answers: Answers, tmp_path: Path
) -> None:
    dialog = export_dialog(answers)
    dialog.password.setText("八月十五 tea")
    dialog.formats.button(1).setChecked(True)
    assert not dialog.password.isVisible()  # a text file has none
    dialog.formats.button(0).setChecked(True)
    assert dialog.password.isVisible()
    answers.answers = [tmp_path / "客戶", None]
    dialog.accept()
    jobs.runner().wait()
    path = tmp_path / "客戶.xlsx"
    assert "陳美惠".encode() not in path.read_bytes()
    assert not zipfile.is_zipfile(path)
    for password in (None, "八月十六"):
        with pytest.raises(UserError):
            round_trip.read(Source(path=path, name=path.name, password=password))
    back = round_trip.read(Source(path=path, name=path.name, password="八月十五 tea"))  # noqa: S106 - the one it was locked with
    assert back is not None
    assert (back.rows, back.missing) == ([], [])  # nothing was changed
    (line,) = audit.units(1)
    assert line.detail["locked"] is True
    assert "tea" not in str(line.detail)


def test_a_place_that_can_not_be_written_to_is_said_and_nothing_is_noted(
    people: list[int], answers: Answers, tmp_path: Path
) -> None:
    dialog = export_dialog(answers)
    answers.answers = [tmp_path / "nowhere" / "客戶.xlsx"]
    errors: list[Exception] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "_raise", errors.append)
        dialog.accept()
        jobs.runner().wait()
    assert "客戶.xlsx" in str(errors[0])
    assert audit.units(1)[0].action != "customers.export"


@pytest.fixture
def edited(people: list[int], tmp_path: Path) -> Path:
    """An export in which one name was changed, one number emptied, one row deleted."""

    def edit(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["姓名"]).value = "陳美蕙"
        sheet.cell(rows["陳美惠"], columns["手機"]).value = None
        sheet.delete_rows(rows["王"])

    return in_excel(export(tmp_path / "客戶.xlsx"), edit)


def returned(window: Window, path: Path) -> ReturnDialog:
    window.window.go("importing", paths=[path])
    jobs.runner().wait()
    window.settle()
    found: ReturnDialog = dialog_of(window, ReturnDialog)
    return found


def test_a_file_dropped_back_shows_what_was_changed_and_one_undo_takes_it_back(
    people: list[int], edited: Path, answers: Answers
) -> None:
    window = Window(answers)
    dialog = returned(window, edited)
    lines = [(item.change.title, item.change.before, item.change.after, item.change.ticked) for item in dialog.items]
    assert lines == [("姓名", "陳美惠", "陳美蕙", True), ("手機", "0912-345-678", "", False)]
    assert (dialog.windowTitle(), "Excel" in window.texts(dialog)) == ("從外面回來的", False)  # it may be an address book
    assert not dialog.put_away.isChecked()
    dialog.view.setFocus()
    dialog.view.choose(1)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.items[1].change.ticked
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert not dialog.items[1].change.ticked
    dialog.go.click()
    jobs.runner().wait()
    window.settle()
    assert customers.form(people[0]).name == "陳美蕙"
    assert customers.form(people[0]).points_of("mobile")[0].text == "0912-345-678"
    assert window.window.key == "customers"
    last = audit.last_undoable()
    assert last is not None
    audit.undo(last.id)
    assert customers.form(people[0]).name == "陳美惠"


def test_what_can_not_be_taken_over_now_keeps_its_ticks_and_nothing_jumps_later(
    people: list[int], edited: Path, answers: Answers
) -> None:
    window = Window(answers)
    dialog = returned(window, edited)
    dialog.tick_all(ticked=True)

    def busy(*_arguments: object, **_more: object) -> None:
        raise BusyError("忙")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backups, "make", busy)
        with capture_exceptions() as caught:
            dialog.go.click()
            jobs.runner().wait()
    assert [type(one[1]) for one in caught] == [BusyError]
    assert dialog.isVisible()
    assert [item.change.ticked for item in dialog.items] == [True, True]
    dialog.go.click()
    window.window.go("today")
    jobs.runner().wait()
    window.settle()
    assert customers.form(people[0]).name == "陳美蕙"
    assert window.window.key == "today"
    assert not [one for one in window.window.findChildren(ReturnDialog) if one.isVisible()]


def test_a_line_that_can_not_be_taken_over_is_never_ticked(people: list[int], tmp_path: Path, answers: Answers) -> None:
    path = in_excel(export(tmp_path / "客戶.xlsx"), put("陳美惠", "成為客戶", "哪一天"))
    dialog = returned(Window(answers), path)
    dialog.view.selectAll()
    dialog.toggle()
    dialog.tick_all(ticked=True)
    assert [(item.change.may_tick, item.change.ticked) for item in dialog.items] == [(False, False)]
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_missing_rows_are_put_away_only_when_the_owner_says_so(people: list[int], edited: Path, answers: Answers) -> None:
    window = Window(answers)
    dialog = returned(window, edited)
    dialog.tick_all(ticked=False)
    assert not dialog.go.isEnabled()
    dialog.put_away.setChecked(True)
    dialog.go.click()
    jobs.runner().wait()
    assert customers.form(people[0]).name == "陳美惠"
    assert window.toast() == "1 位收起來了"
    assert exports.people(Wish(Selection(chosen=(people[2],)))).put_away == 1


def test_a_file_in_which_nothing_was_changed_is_told_in_one_sentence(people: list[int], tmp_path: Path, answers: Answers) -> None:
    path = export(tmp_path / "客戶.xlsx")
    window = Window(answers)
    window.window.go("importing", paths=[path])
    jobs.runner().wait()
    window.settle()
    assert window.window.toaster.text.text() == "「客戶.xlsx」裡沒有改過的地方。"
    assert window.window.findChildren(ReturnDialog) == []


def test_the_command_exports_and_takes_the_same_file_in_without_a_change(people: list[int], tmp_path: Path) -> None:
    shop_file = file.current_path()
    file.close()
    path = tmp_path / "a.xlsx"
    done = commandline.run(["export", "--file", str(shop_file), "--out", str(path)])
    assert done.data == {"file": str(path), "rows": 2, "left_out": 1}
    assert commandline.run(["export", "--file", str(shop_file), "--out", str(path), "--for", "own"]).data["rows"] == 3
    back = commandline.run(["import", str(path), "--file", str(shop_file)])
    (table,) = back.data["tables"]
    assert (back.data["unit"], table["rows"], table["skip"], table["add"], table["update"]) == (None, 3, 3, 0, 0)


def test_enter_takes_over_and_numbers_and_days_stand_as_everywhere(people: list[int], answers: Answers, tmp_path: Path) -> None:
    def edit(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["陳美惠"], columns["手機"]).value = 912000111
        sheet.cell(rows["陳美惠"], columns["成為客戶"]).value = date(2015, 3, 1)

    path = in_excel(export(tmp_path / "客戶.xlsx"), edit)
    window = Window(answers)
    dialog = returned(window, path)
    told = [[cells.cell(one).text for cells in COLUMNS if cells.key in ("before", "after")] for one in dialog.items]
    assert told == [["0912-345-678", "0912-000-111"], ["", "2015/03/01"]]
    dialog.view.setFocus()
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    jobs.runner().wait()
    window.settle()
    assert not window.has_dialog()
    assert customers.form(people[0]).points_of("mobile")[0].normal == "0912000111"


def test_a_file_in_which_nothing_was_changed_leads_back_to_where_it_was_dropped(
    people: list[int], answers: Answers, tmp_path: Path
) -> None:
    path = export(tmp_path / "客戶.xlsx")
    window = Window(answers)
    window.window.go("history")
    window.drop(path)
    window.settle()
    assert "沒有改過" in window.toast()
    assert window.window.key == "history"


def test_ctrl_enter_exports_from_any_box(people: list[int], answers: Answers, tmp_path: Path) -> None:
    window = Window(answers)
    window.press(Qt.Key.Key_E)
    dialog = dialog_of(window, ExportDialog)
    answers.answers = [tmp_path / "名單.xlsx"]
    dialog.note.setFocus()
    window.press(Qt.Key.Key_Return)
    assert not window.has_dialog()
    assert (tmp_path / "名單.xlsx").exists()
