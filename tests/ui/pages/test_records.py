"""The page of imports: taking back, settling days later, doubles."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel

from db.core import audit
from db.core.journal import unit
from db.core.progress import silent
from db.models import Customer
from db.services import customers, imports, lists
from db.services.customer_form import CustomerForm, PointForm
from db.services.imports import WaitingRow
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from tests.screens.asks import Answers
from tests.screens.records import Records
from tests.screens.window import Window
from tests.screens.work import Held, at_once
from ui.kit.pill import Pill
from ui.pages.records.cards import RunCard
from ui.pages.records.page import RecordsPage
from ui.pages.records.presenter import RecordsPresenter, left_over, told, where, why
from ui.pages.records.settle_dialog import SettleDialog

LIST = "姓名\t手機\t生日\n林志明\t0912-345-678\t\n李淑芬\t0955-663-921\t2090/1/1\n王大同\t0911-222-333\t1980/5/5\n"


class View:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.units: list[int | None] = []
        self.drawn = self.counted = 0

    def redraw(self) -> None:
        self.drawn += 1

    def show_runs(self) -> None:
        self.counted += 1

    def told(self, text: str, unit: int | None) -> None:
        self.said.append(text)
        self.units.append(unit)


def _import(text: str) -> None:
    session = ImportSession([Source(text=text, name="名單")])
    session.survey()
    commit(session.plan())
    session.close()


@pytest.fixture
def imported(shop: Path) -> int:
    """陳美惠 is there; of a list one row may be her, and one birthday can't be."""
    known = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    _import(LIST)
    return known


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(imported: int, view: View, answers: Answers) -> RecordsPresenter:
    return RecordsPresenter(view, answers, at_once)


def _row(presenter: RecordsPresenter) -> WaitingRow:
    return next(row for row in presenter.waiting() if row.column is None)


def _value(presenter: RecordsPresenter) -> WaitingRow:
    return next(row for row in presenter.waiting() if row.column is not None)


def _names() -> set[str]:
    return {row.name for row in lists.first(lists.ListQuery(), 20)}


def test_an_import_with_its_numbers(presenter: RecordsPresenter) -> None:
    (run,) = presenter.runs()
    assert (run.records, run.customers, run.waiting, run.undoable, run.undone) == (3, None, 2, True, False)
    presenter.count()
    assert presenter.runs()[0].customers == 2


def test_what_came_is_counted_on_the_worker_and_drawn_where_it_differs(imported: int, answers: Answers) -> None:
    view, held = View(), Held()
    presenter = RecordsPresenter(view, answers, held)
    presenter.count()
    assert (len(held.waits), view.counted) == (1, 0)
    held.work()
    assert view.counted == 1
    presenter.count()
    held.work()
    assert view.counted == 1


def test_a_card_says_how_many_came_once_they_are_counted(imported: int, answers: Answers) -> None:
    (card,) = Records(Window(answers)).runs()
    assert "2 位客戶" in "".join(label.text() for label in card.findChildren(QLabel))


def test_an_import_taken_back_in_part_says_so_and_is_not_offered_again(presenter: RecordsPresenter, qtbot: Any) -> None:
    (run,) = presenter.runs()
    assert run.unit is not None
    came = next(row for row in lists.first(lists.ListQuery(), 20) if row.name == "王大同")
    with unit("customers.change"):
        Customer.update(note="常客").where(Customer.id == came.id).execute()
    audit.undo(run.unit, rest=True)
    presenter.count()
    (run,) = presenter.runs()
    assert (run.customers, run.undone, run.partly_undone, run.undoable) == (1, False, True, False)
    card = RunCard(run, lambda _unit: None, lambda: None)
    qtbot.addWidget(card)
    assert [pill.text for pill in card.findChildren(Pill)] == ["部分復原"]


def test_a_waiting_row_joins_whom_it_may_be(presenter: RecordsPresenter, view: View, imported: int) -> None:
    row = _row(presenter)
    assert (row.customer, why(row)) == (imported, "手機相同、姓名不同")
    assert "第 2 列" in where(row)
    assert presenter.join(row)
    assert "林志明" not in _names()
    assert view.said == ["已併入「陳美惠」。"]
    assert _value(presenter) in presenter.waiting()


def test_a_waiting_row_becomes_a_customer_corrected(presenter: RecordsPresenter) -> None:
    row = _row(presenter)
    assert presenter.add(row, {**row.cells, "姓名": "林志銘"})
    assert {"林志銘", "陳美惠"} <= _names()
    assert [one.column for one in presenter.waiting()] == ["生日"]


def test_a_waiting_value_is_corrected(presenter: RecordsPresenter, answers: Answers) -> None:
    row = _value(presenter)
    assert not presenter.settle_value(row, "不知道")
    assert "不是日期" in answers.asked[0]
    assert presenter.settle_value(row, "79/1/1")
    assert row.customer is not None
    born = customers.form(row.customer).birthday
    assert born is not None
    assert born.iso == "1990-01-01"


def test_dropped_rows_wait_no_more(presenter: RecordsPresenter, view: View) -> None:
    rows = presenter.waiting()
    presenter.drop(rows)
    assert presenter.waiting() == []
    assert view.said == ["2 列不要了。"]
    presenter.drop(rows)  # left out already: nothing to take back
    assert view.units == [audit.units(1)[0].id, None]


def test_the_copy_names_sheet_row_and_reason(presenter: RecordsPresenter) -> None:
    assert told(_row(presenter)).startswith("林志明、0912-345-678")
    line = left_over(_row(presenter))
    assert (line.row, line.cells["姓名"]) == (2, "林志明")
    assert line.sentence


def test_the_copy_stands_in_the_files_own_order_and_says_whose_a_value_is(shop: Path, view: View, answers: Answers) -> None:
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    _import("編號\t姓\t名\t手機\t地址\t生日\nA1\t林\t志明\t0912-345-678\t\t\nA2\t李\t淑芬\t0955-663-921\t永和\t2090/1/1\n")
    presenter = RecordsPresenter(view, answers, at_once)
    rows = {row.column: left_over(row) for row in presenter.waiting()}
    assert list(rows[None].cells.items()) == [("編號", "A1"), ("姓", "林"), ("名", "志明"), ("手機", "0912-345-678")]
    assert list(rows["生日"].cells.items()) == [("編號", "A2"), ("姓", "李"), ("名", "淑芬"), ("生日", "2090/1/1")]
    assert {row.headers for row in rows.values()} == {("編號", "姓", "名", "手機", "地址", "生日")}


def test_a_value_of_a_list_without_names_takes_the_customers_along(presenter: RecordsPresenter) -> None:
    alone = replace(_value(presenter), cells={"生日": "2090/1/1"}, headers=("生日",), customer_code="A2")
    line = left_over(alone)
    assert line.cells == {"客戶": "李淑芬", "客戶編號": "A2", "生日": "2090/1/1"}
    assert line.headers == ("客戶", "客戶編號", "生日")


# In the window.


def test_take_back_a_whole_import(imported: int, answers: Answers) -> None:
    screen = Records(Window(answers))
    assert len(screen.runs()) == 1
    screen.window.click("復原整次匯入")
    assert _names() == {"陳美惠"}
    assert len(imports.waiting_ids()) == 0
    assert "已復原" in [pill.accessibleName() for pill in screen.runs()[0].children() if hasattr(pill, "accessibleName")]


def test_changed_since_offers_the_rest(imported: int, answers: Answers) -> None:
    changed = next(row.id for row in lists.first(lists.ListQuery(), 20) if row.name == "王大同")
    form = customers.form(changed)
    form.note = "熟客"
    customers.change(changed, form)
    screen = Records(Window(answers))
    answers.answers = [1]
    screen.window.click("復原整次匯入")
    assert answers.asked[0] == "不能整次復原：匯入之後有 1 位客戶又被改過。"
    assert answers.offered[0] == ["看是哪 1 位", "其他的都復原"]  # Enter looks
    assert _names() == {"陳美惠", "王大同"}


def test_what_waits_is_listed_and_counted(imported: int, answers: Answers) -> None:
    screen = Records(Window(answers))
    assert screen.tabs()[1] == "待確認 2"
    screen.tab(1)
    assert len(screen.waiting()) == 2
    assert screen.window.clipped(screen.page) == []


def test_each_tab_can_be_printed(imported: int, answers: Answers, read_pdf: Callable[[bytes], list[str]]) -> None:
    window = Window(answers)
    window.window.go("records")
    window.settle()
    page = cast(RecordsPage, window.window.page)
    printed = []
    for tab in range(2):
        page.tabs.setCurrentIndex(tab)
        work = page.paper()
        assert work
        printed.append("".join(read_pdf(work(silent))).replace("\n", ""))
    assert [run.file for run in imports.runs() if run.file not in printed[0]] == []
    assert [line.text for line in imports.waiting() if line.text not in printed[1]] == []


def test_the_dialog_shows_every_cell(imported: int, view: View, answers: Answers, qtbot: Any) -> None:
    presenter = RecordsPresenter(view, answers, at_once)
    dialog = SettleDialog(_row(presenter), presenter)
    qtbot.addWidget(dialog)
    assert {header: box.text() for header, box in dialog.boxes.items()}["姓名"] == "林志明"
    dialog.boxes["姓名"].setText("林志銘")
    dialog.add()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert "林志銘" in _names()


def test_empty_says_what_will_be_here(shop: Path, answers: Answers) -> None:
    screen = Records(Window(answers))
    assert "每次匯入都會記在這裡，隨時可以整次復原。" in screen.window.texts()
    screen.tab(1)
    assert "沒有待確認的" in screen.window.texts()
