"""Views: columns, order and list under a name, chosen, written over, renamed and forgotten."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from db.services import customers, saved_views, tags
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window


@pytest.fixture
def screen(shop: Path, answers: Answers) -> Customers:
    made = {name: customers.add(CustomerForm(name=name, code=code)) for name, code in (("王", "A-2"), ("陳", "A-1"))}
    tags.attach([made["陳"]], ["老主顧"])
    return Customers(Window(answers))


def _entry(screen: Customers, *path: str) -> QAction:
    menu = screen.page.views.menu()
    for words in path[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text() == words and isinstance(one.menu(), QMenu))
    return next(one for one in menu.actions() if one.text() == path[-1])


def _shown(screen: Customers) -> list[str]:
    return [screen.page.model.columns[at].key for at in screen.page.view.shown_columns()]


def test_kept_and_looked_at_again(screen: Customers, answers: Answers) -> None:
    window, view = screen.window, screen.page.view
    screen.press_chip("老主顧")
    view.put_columns(["name", "code", "phone"], ["name", "code"])
    view.choice.widen("code", 9.5)
    view.show_order("code", descending=False)
    screen.page.presenter.sort("code", False)
    answers.answers = ["編號簿"]
    _entry(screen, "把現在的樣子存起來…").trigger()
    window.settle()
    assert window.toast() == "檢視「編號簿」存好了"
    assert _entry(screen, "編號簿").isChecked()

    screen.press_chip("全部")
    view.reset_columns()
    screen.page.presenter.sort("name", True)
    assert not _entry(screen, "編號簿").isChecked()
    _entry(screen, "編號簿").trigger()
    window.settle()
    assert screen.names() == ["陳"]
    assert _shown(screen) == ["name", "code"]
    assert screen.page.presenter.query.sort == "code"
    assert "▲" in screen.page.model.headerData(screen.page.view._place("code"), screen.page.view.horizontalHeader().orientation())
    assert _entry(screen, "編號簿").isChecked()


def test_a_tag_is_looked_up_before_the_chips_are_counted(screen: Customers, answers: Answers) -> None:
    screen.press_chip("老主顧")
    answers.answers = ["老主顧們"]
    _entry(screen, "把現在的樣子存起來…").trigger()
    screen.press_chip("全部")
    presenter = screen.page.presenter
    presenter._chips = {}  # as in the first moments of the window
    _entry(screen, "老主顧們").trigger()
    assert (screen.names(), presenter.which) == (["陳"], "老主顧")
    tags.delete(tags.rows()[0].id)
    screen.window.settle(0.3)
    assert (sorted(screen.names()), screen.page.chips.active) == (["王", "陳"], "all")


def test_written_over_renamed_forgotten_and_taken_back(screen: Customers, answers: Answers) -> None:
    window = screen.window
    answers.answers = ["電話簿", "通訊錄"]
    _entry(screen, "把現在的樣子存起來…").trigger()
    screen.page.view.toggle_column("code")
    _entry(screen, "用現在的樣子蓋過", "電話簿").trigger()
    assert "code" in dict(saved_views.rows()[0].body.columns)
    _entry(screen, "改名字", "電話簿").trigger()
    assert [row.name for row in saved_views.rows()] == ["通訊錄"]
    _entry(screen, "刪掉", "通訊錄").trigger()
    window.settle()
    assert saved_views.rows() == []
    window.press_toast()
    assert [row.name for row in saved_views.rows()] == ["通訊錄"]
