"""The page of reports: a question is asked, its table and sentence stand there, a number opens its rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db.services import customers, segments, settings
from db.services import lists as customer_lists
from db.services.customer_form import CustomerForm, PointForm
from db.services.lists import ListQuery
from reports import catalogue
from resources.i18n import _
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.palette import PaletteScreen
from tests.screens.reports import Reports
from tests.screens.window import Window
from ui import preloading
from ui.kit import counter
from ui.pages.customers.page import CustomersPage
from ui.pages.reports.page import ReportsPage
from ui.papers.dialog import PaperDialog

COUNTED = ["12", "8", "4", "24"]
SOURCES = ("朋友介紹",) * 12 + ("路過",) * 8 + ("",) * 4


def titled(key: str) -> str:
    return _(catalogue.QUESTIONS[key].title)


@pytest.fixture
def people(shop: Path) -> list[int]:
    return [
        customers.add(CustomerForm(name=f"客人{at:02}", source=source, points=[PointForm("mobile", f"0912-345-6{at:02}")]))
        for at, source in enumerate(SOURCES)
    ]


@pytest.fixture
def screen(people: list[int], answers: Answers) -> Reports:
    return Reports(Window(answers), "sources")


def test_a_question_is_answered_by_a_sentence_and_its_table(screen: Reports) -> None:
    assert screen.title() == titled("sources")
    table = screen.table()
    assert [row[1] for row in table] == COUNTED
    assert [row[0] for row in table[:2]] == ["朋友介紹", "路過"]
    assert "朋友介紹" in screen.sentence()
    assert "12" in screen.sentence()
    assert screen.page.said.text == "共 24 位客戶 ・ 表裡的數字加起來就是合計"


def test_questions_are_found_by_what_they_answer(screen: Reports) -> None:
    every = screen.titles()
    screen.search(titled("sources"))
    assert screen.titles() == [titled("sources")]
    screen.search("")
    assert screen.titles() == every
    screen.search("沒有這種報表")
    assert screen.titles() == []


def test_another_question_and_another_choice_are_remembered(screen: Reports) -> None:
    screen.ask(titled("districts"))
    (level,) = (one for one in catalogue.QUESTIONS["districts"].parameters if one.key == "level")
    first, city = (_(words) for _key, words in level.choices)
    assert screen.choices()["level"] == first
    screen.put("level", city)
    assert screen.choices()["level"] == city
    screen.window.window.go("customers")
    screen.window.window.rebuild()
    again = Reports(screen.window)
    assert again.title() == titled("districts")
    assert again.choices()["level"] == city


def test_a_number_opens_the_customers_behind_it(screen: Reports) -> None:
    screen.click(0, 1)
    assert len(screen.names_behind()) == 12
    assert screen.dialog().windowTitle() == "朋友介紹"
    screen.window.leave_dialogs()
    screen.press(1, 1, Qt.Key.Key_Return)
    assert len(screen.names_behind()) == 8
    screen.window.leave_dialogs()
    screen.click(3, 1)
    assert len(screen.names_behind()) == 24
    assert screen.dialog().windowTitle().startswith("合計")


def test_the_customers_behind_a_number_are_kept_as_a_list(screen: Reports, answers: Answers) -> None:
    screen.click(1, 1)
    answers.answers.append("路過的")
    dialog = screen.dialog()
    screen.window.click("存成名單…", dialog)
    (kept,) = segments.rows()
    assert kept.name == "路過的"
    named = ListQuery(conditions=segments.text_of(kept.conditions))
    assert customer_lists.count(named) == 8
    assert segments.words(kept.conditions) == "從報表挑出來，共 8 位客戶"
    assert "「路過的」存好了" in screen.window.toast()
    screen.window.press_toast()
    assert segments.rows() == []
    screen.window.leave_dialogs()


def test_a_kept_list_goes_on_with_who_a_customer_was_merged_into(screen: Reports, people: list[int]) -> None:
    from db.services import merging

    conditions = segments.text_of({"all": [{"field": "people", "is": "any_of", "value": people[:2]}]})
    merging.merge(people[5], people[0])
    assert sorted(customer_lists.ids(ListQuery(conditions=conditions))) == sorted([people[1], people[5]])


def test_enter_on_a_customer_opens_the_card(screen: Reports) -> None:
    screen.click(0, 1)
    dialog = screen.dialog()
    dialog.open_row(dialog.model.ids[0])
    screen.window.settle()
    assert screen.window.window.key == "customer"
    assert screen.rows() is None


def test_a_note_leads_to_the_customers_it_speaks_of(screen: Reports) -> None:
    (link,) = screen.links()
    screen.follow(link)
    assert screen.window.window.key == "customers"
    assert Customers(screen.window).page.model.rowCount() == 4


def test_how_it_is_worked_out_leads_to_what_was_counted(screen: Reports) -> None:
    dialog = screen.how()
    said = screen.window.texts(dialog)
    assert titled("sources") in said
    assert "算的是：共 24 位客戶" in said
    dialog.rows.click()
    screen.window.settle()
    assert len(screen.names_behind()) == 24
    screen.window.leave_dialogs()
    screen.ask(titled("list_health"))  # no rows are all of these
    assert not screen.how().rows.isVisible()
    screen.window.leave_dialogs()


def test_what_is_saved_is_asked_anew_while_the_page_is_in_view(screen: Reports) -> None:
    customers.add(CustomerForm(name="新來的", source="路過"))
    screen.window.wait_for(lambda: screen.table()[1][1] == "9")
    assert screen.table()[-1][1] == "25"


def test_the_counter_mode_hides_money_and_totals(screen: Reports) -> None:
    money = screen.page.answer.table.answer.answer.place("money")
    assert screen.table()[0][money] == "0"
    counter.switch()
    screen.window.settle()
    assert {row[money] for row in screen.table()} == {counter.HIDDEN}
    assert screen.table()[-1][1:] == [counter.HIDDEN] * 3
    assert screen.table()[0][:2] == ["朋友介紹", "12"]
    screen.press(0, 1, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[-1].split("\t")[1:] == [counter.HIDDEN] * 3


def test_the_table_is_copied_for_a_spreadsheet(screen: Reports) -> None:
    screen.press(0, 1, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == screen.heads()
    assert [line.split("\t")[1] for line in lines[1:]] == COUNTED
    assert "mso-number-format:General" in QApplication.clipboard().mimeData().html()


def test_the_list_of_questions_folds_behind_a_button_until_the_next_start(screen: Reports) -> None:
    page = screen.page
    assert not page.head.every.isVisible()
    screen.window.window.command("fold")
    assert not page.questions.isVisible()
    assert page.head.every.text() == "所有報表 ▸"
    screen.window.window.go("customers")
    Reports(screen.window)
    assert page.head.every.isVisible()
    page.head.every.click()
    assert page.questions.isVisible()
    assert not page.head.every.isVisible()
    screen.window.window.command("fold")
    page.focus_search()
    assert page.questions.isVisible()
    screen.window.window.command("fold")
    screen.window.window.rebuild()  # as at the next start
    assert Reports(screen.window).page.questions.isVisible()


def test_the_menu_says_what_folds_on_this_page(screen: Reports) -> None:
    def words() -> str:
        menu = screen.window.window.menuBar().actions()[2].menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        return next(one.text() for one in menu.actions() if one.objectName() == "fold")

    assert "報表清單" in words()
    screen.window.window.go("customers")
    assert "報表清單" not in words()


def test_staff_do_not_see_what_is_the_owners(screen: Reports) -> None:
    every = set(screen.titles())
    settings.save({"staff": ["小玲"]})
    menu = screen.window.window.staff.menu()
    next(one for one in menu.actions() if one.text().endswith("小玲")).trigger()
    screen.window.settle()
    hidden = every - set(screen.titles())
    assert titled("commission") in hidden
    assert titled("sources") not in hidden


def test_an_empty_shop_sees_a_sample_and_the_button_that_fills_it(shop: Path, answers: Answers) -> None:
    screen = Reports(Window(answers), "owed")
    made = screen.sample_button()
    assert made is not None
    assert screen.page.said.text == "示範"
    assert screen.table()
    screen.click(0, 1)
    assert screen.rows() is None


def test_an_answer_of_before_is_not_shown(screen: Reports) -> None:
    page: ReportsPage = screen.page
    page.ask("districts")
    page.ask("sources")
    screen.window.settle()
    assert page.presenter.answered is not None
    assert page.presenter.answered.question.key == "sources"
    assert screen.title() == titled("sources")


def test_all_of_the_month_is_offered_where_one_is_taken_out(screen: Reports) -> None:
    menu = QMenu()
    screen.page._fill_export(menu)
    assert "把全部月報印成一份" in [one.text() for one in menu.actions()]


def test_the_report_goes_out_as_a_file_and_on_paper(screen: Reports, answers: Answers, tmp_path: Path) -> None:
    answers.answers.append(tmp_path / "來源.xlsx")
    screen.page.export("xlsx", "Excel (*.xlsx)")
    screen.window.settle()
    assert (tmp_path / "來源.xlsx").exists()
    assert "來源.xlsx" in screen.window.toast()
    screen.window.window.command("print")
    screen.window.settle()
    (paper,) = screen.window.window.findChildren(PaperDialog)
    assert paper.windowTitle().startswith(titled("sources"))
    screen.window.leave_dialogs()


def test_a_bar_of_the_chart_opens_the_same_rows(screen: Reports) -> None:
    view = screen.page.answer.chart.view
    mark = view.marks[1]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.place(mark).center().toPoint())
    screen.window.settle()
    assert len(screen.names_behind()) == 8
    screen.window.leave_dialogs()
    counter.switch()
    screen.window.settle()
    assert screen.page.answer.chart.isVisible()  # it draws customers, no money


def test_a_right_click_offers_what_is_behind_a_line(screen: Reports) -> None:
    screen.page.answer.table.setCurrentIndex(screen.page.answer.table.answer.index(0, 1))
    screen.page.answer.table.setFocus()
    entries = screen.window.opens_menu(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [one.partition("\t")[0] for one in entries] == ["看背後是哪些", "複製整張表（貼到 Excel）"]


def test_the_rows_of_several_are_theirs_to_call_and_to_print(screen: Reports) -> None:
    screen.click(1, 1)
    dialog = screen.dialog()
    menu = QMenu()
    dialog.view.menu_actions(menu)
    assert len([one for one in menu.actions() if one.text()]) == 5
    menu.deleteLater()
    counter.switch()
    screen.window.settle()
    phone = dialog.model.index(0, 1).data()
    assert phone == counter.HIDDEN
    screen.window.leave_dialogs()


def test_every_question_is_found_in_the_palette(screen: Reports) -> None:
    preloading.begin()  # as the window does at leisure
    screen.window.settle()
    palette = PaletteScreen(screen.window)
    palette.open()
    palette.type(titled("districts"))
    assert palette.lines()[0] == titled("districts")
    palette.press(Qt.Key.Key_Return)
    assert screen.title() == titled("districts")


def test_the_five_to_tidy_up_open_as_one_list_with_the_first_chosen(screen: Reports) -> None:
    screen.ask("名單乾不乾淨？")
    screen.put("what", "今天整理 5 位")
    (link,) = (one for one in screen.links() if "整理這" in one.text())
    screen.follow(link)
    page = screen.window.window.page
    assert isinstance(page, CustomersPage)
    assert page.view.model().rowCount() == 5
    assert page.view.currentIndex().row() == 0
