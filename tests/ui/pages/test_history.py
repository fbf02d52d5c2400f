"""The history: every unit in words, what it changed, and the way back."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QMenu

from db.core import audit, clock, session
from db.core.audit import UnitRow
from db.core.connection import run
from db.core.journal import unit
from db.core.progress import silent
from db.services import customers, facts, history, history_search, merging, own_fields, relations, settings, splitting, tags
from db.services.customer_form import CustomerForm, PointForm
from db.services.history import ChangeRow
from db.services.history_search import HistoryQuery
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.screens.work import Held, at_once
from ui.action_words import what
from ui.field_words import column_label, shown
from ui.kit.when import when
from ui.pages.history.page import HistoryPage
from ui.pages.history.presenter import PAGE, HistoryPresenter, heading


class View:
    """Keeps what it was told to show."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.unit: UnitRow | None = None
        self.changes: list[ChangeRow] = []
        self.counted = False

    def show_units(self, ids: list[int]) -> None:
        self.ids = ids

    def show_changes(self, unit: UnitRow | None, changes: list[ChangeRow]) -> None:
        self.unit, self.changes = unit, changes

    def show_counted(self) -> None:
        self.counted = True


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(shop: Path, view: View) -> HistoryPresenter:
    return HistoryPresenter(view, at_once)


def _add(name: str) -> int:
    return customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")]))


def test_who_and_which_number_was_changed(presenter: HistoryPresenter, view: View) -> None:
    customer = _add("陳美惠")
    form = customers.form(customer)
    form.points[0].text = "0912-345-999"
    customers.change(customer, form)
    presenter.read()
    presenter.choose(view.ids[0])
    assert view.unit is not None
    assert what(view.unit, presenter.names[view.unit.id]) == "修改客戶：陳美惠"
    (change,) = view.changes
    assert [column_label(change.table, field.column, change.kind) for field in change.fields] == ["手機"]


def test_what_did_much_is_counted_on_the_worker(shop: Path, view: View) -> None:
    held = Held()
    presenter = HistoryPresenter(view, held)
    with unit("customers.add"):
        rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= ?) SELECT '客戶' || i FROM n"
        run(f"INSERT INTO customer(name) {rows}", history.AT_ONCE)
    presenter.read()
    (row,) = presenter.rows(view.ids)
    assert presenter.how_much(row) == ""
    assert not view.counted
    held.work()
    assert view.counted
    assert presenter.how_much(row) == "2,001 位客戶"
    presenter.read()
    assert held.waits == []  # a unit is counted once


def test_of_a_merge_those_are_counted_who_were_changed(presenter: HistoryPresenter, view: View) -> None:
    one, other, son = _add("劉雅惠"), _add("劉雅惠"), _add("劉家瑜")
    relations.add(son, other, "family")
    merging.merge(one, other)
    splitting.split(other)
    presenter.read()
    assert [presenter.how_much(one) for one in presenter.rows(view.ids)[:2]] == ["2 位客戶"] * 2


def test_a_setting_is_called_as_on_the_settings_page(presenter: HistoryPresenter, view: View) -> None:
    settings.save({"phone": "02-2920-1688"})
    settings.save({"phone": "02-2920-1699"})
    presenter.read()
    presenter.choose(view.ids[0])
    (change,) = view.changes
    assert heading(change) == "電話・設定・更改"
    assert [(shown(field.column, field.before), shown(field.column, field.after)) for field in change.fields] == [
        ("02-2920-1688", "02-2920-1699")
    ]


def test_values_before_and_after_in_words(presenter: HistoryPresenter, view: View) -> None:
    key = f"f{own_fields.add('業務員')}"
    customer = _add("陳美惠")
    form = customers.form(customer)
    form.note, form.own = "怕吵", {key: "阿德"}
    customers.change(customer, form)
    presenter.read()
    presenter.choose(view.ids[0])
    (change,) = view.changes
    assert heading(change) == "陳美惠・客戶・更改"
    said = {field.column: (field.before or "", field.after) for field in change.fields}
    assert said == {"note": ("", "怕吵"), "own:業務員": ("", "阿德")}
    assert view.unit is not None
    assert presenter.how_much(view.unit) == "1 位客戶"


def test_an_added_customer_shows_what_came(presenter: HistoryPresenter, view: View) -> None:
    _add("陳美惠")
    presenter.read()
    presenter.choose(view.ids[0])
    said = {(change.table, field.column): field.after for change in view.changes for field in change.fields}
    assert said["customer", "name"] == "陳美惠"
    assert said["contact_point", "text"] == "0912-345-678"


def test_filters(presenter: HistoryPresenter, view: View) -> None:
    customer = _add("陳美惠")
    tags.attach([customer], ["老主顧"])
    own_fields.add("業務員")
    presenter.filter_by("settings")
    assert [unit.action for unit in presenter.rows(view.ids)] == ["own_fields.add"]
    presenter.filter_by("customers")
    assert [unit.action for unit in presenter.rows(view.ids)] == ["tags.attach", "customers.add"]
    audit.undo(view.ids[0])
    presenter.filter_by("undone")
    assert [unit.action for unit in presenter.rows(view.ids)] == ["history.undo", "tags.attach"]


def test_endless(presenter: HistoryPresenter, view: View) -> None:
    for number in range(PAGE + 5):
        tags.add(f"標籤{number}")
    presenter.read()
    assert len(view.ids) == PAGE
    presenter.more()
    assert len(view.ids) == PAGE + 5
    presenter.more()
    assert len(view.ids) == PAGE + 5
    assert view.ids == sorted(view.ids, reverse=True)


def test_files_and_names_stand_behind_the_action(presenter: HistoryPresenter, view: View) -> None:
    customer = _add("陳美惠")
    tags.attach([customer], ["老主顧", "月結"])
    presenter.read()
    assert what(presenter.rows(view.ids)[0]).endswith("：老主顧、月結")


def test_when_is_the_shops_clock() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert when("2026-11-20T23:05:00.000Z") == "今天 07:05"
    assert when("2026-11-18T02:30:00.000Z") == "2026/11/18 10:30"


def test_take_back_from_the_page(shop: Path, answers: Answers) -> None:
    customer = _add("陳美惠")
    tags.attach([customer], ["老主顧"])
    window = Window(answers)
    window.window.go("history")
    page = cast(HistoryPage, window.window.page)
    window.settle()
    assert page.model.rowCount() >= 2
    assert window.clipped(page) == []
    window.click("復原", page)
    assert tags.names_of(customer) == []


def test_nothing_done_yet(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    window.window.go("history")
    window.settle()
    assert "您做過的事都會記在這裡，資料的修改可以退回。" in window.texts()


def test_the_page_opens_on_a_unit(shop: Path, answers: Answers) -> None:
    first = _add("陳美惠")
    (unit,) = audit.units(1)
    for name in ("林志明", "許雅婷"):
        _add(name)
    window = Window(answers)
    window.window.go("history", unit=unit.id)
    window.settle()
    page = cast(HistoryPage, window.window.page)
    assert page.view.current_id() == unit.id
    assert "陳美惠" in window.texts(page)
    assert first == 1


def test_a_customers_history_that_comes_late_is_not_shown(shop: Path, answers: Answers) -> None:
    customer = _add("陳美惠")
    _add("林志明")
    window = Window(answers)
    window.window.go("history", customer=customer, name="陳美惠")
    window.window.go("customers")
    window.window.go("history")  # before the worker has answered
    window.settle()
    page = cast(HistoryPage, window.window.page)
    assert page.presenter.customer is None
    assert page.model.rowCount() == len(audit.units(100))
    window.window.go("history", customer=customer, name="陳美惠")
    page.filter_by("all")
    window.settle()
    assert page.presenter.customer is None


def test_what_was_done_can_be_printed(shop: Path, answers: Answers, read_pdf: Callable[[bytes], list[str]]) -> None:
    _add("陳美惠")
    window = Window(answers)
    window.window.go("history")
    window.settle()
    work = window.window.page.paper()
    assert work
    (words,) = read_pdf(work(silent))
    assert "新增客戶：陳美惠" in words.replace("\n", "")


def test_in_english_a_space_follows_the_colon(presenter: HistoryPresenter, view: View) -> None:
    _add("陳美惠")
    presenter.read()
    i18n.use("en")
    (unit,) = presenter.rows(view.ids[:1])
    assert what(unit, "陳美惠").endswith(": 陳美惠")


def test_what_was_looked_at_and_what_was_taken_along(presenter: HistoryPresenter, view: View) -> None:
    _add("陳美惠")
    facts.note("contacts.reveal", customer=1)
    facts.note("papers.print", pages=2)
    for key, actions in (("saw", ["contacts.reveal"]), ("took", ["papers.print"])):
        presenter.filter_by(key)
        assert [one.action for one in presenter.rows(view.ids)] == actions
    presenter.filter_by("all")
    assert len(view.ids) == 3
    (looked,) = [one for one in presenter.rows(view.ids) if one.action == "contacts.reveal"]
    assert what(looked, presenter.names[looked.id]) == "看了電話：陳美惠"
    session.act_as("阿德")
    _add("王大同")
    presenter.only("阿德")
    assert [one.by for one in presenter.rows(view.ids)] == ["阿德"]


def test_whose_deeds_are_shown_is_chosen_in_the_window(shop: Path, answers: Answers) -> None:
    _add("陳美惠")
    session.act_as("阿德")
    _add("王大同")
    window = Window(answers)
    window.window.go("history")
    page = cast(HistoryPage, window.window.page)
    menu = QMenu()
    page.door._fill_whose(menu)
    assert [one.text() for one in menu.actions()] == ["每個人", "老闆", "阿德"]
    menu.actions()[2].trigger()
    assert (page.door.whose.text(), len(page.model.ids)) == ("阿德", 1)
    page.door._fill(menu)
    assert [one.text() for one in menu.actions()[3:]] == ["把這些存成檔案…", "列印這個月的驗證單"]


def test_the_lines_in_view_go_into_a_file_which_is_a_line_itself(shop: Path, answers: Answers, tmp_path: Path) -> None:
    _add("陳美惠")
    window = Window(answers)
    window.window.go("history")
    answers.answers.append(tmp_path / "紀錄.csv")
    cast(HistoryPage, window.window.page).door.save()
    window.settle()
    assert "陳美惠" in (tmp_path / "紀錄.csv").read_text("utf-8-sig")
    assert audit.units(1)[0].action == "history.export"


def test_looked_for_by_words_by_whom_it_was_about_and_by_day(shop: Path, answers: Answers) -> None:
    _add("陳美惠")
    _add("林志豪")
    settings.save({"shop_name": "順發水電材料行"})
    window = Window(answers)
    window.window.go("history")
    page = cast(HistoryPage, window.window.page)
    window.settle()
    everything = len(page.model.ids)
    page.focus_search()
    for typed, wanted in (("美惠", 1), ("新增客戶", 2), ("沒有這個", 0), ("", everything)):
        page.seeking.box.setText(typed)
        window.wait_for(lambda wanted=wanted: len(page.model.ids) == wanted)  # type: ignore[misc]
    assert page.empty.isHidden()
    menu = QMenu()
    page.seeking._fill(menu)
    next(one for one in menu.actions() if "上個月" in one.text()).trigger()
    window.settle()
    assert not page.model.ids
    grab(window, "history-nothing")
    next(one for one in menu.actions() if "今天" in one.text()).trigger()
    window.settle()
    assert len(page.model.ids) == everything
    page.seeking.box.setText("美惠")
    window.wait_for(lambda: len(page.model.ids) == 1)
    grab(window, "history-found")


def test_digits_are_not_looked_for_in_the_mark_of_a_file(shop: Path) -> None:
    with unit("customers.export", file="客戶.xlsx", count=3, sha256="4711" * 16):
        pass
    found = history_search.ids(HistoryQuery(text="客戶.xlsx"))
    assert len(found) == 1
    assert history_search.ids(HistoryQuery(text="4711")) == []


def grab(window: Window, name: str) -> None:
    """A picture for whoever looks, where a folder for it is named."""
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        window.window.grab().save(f"{folder}/{name}.png")
