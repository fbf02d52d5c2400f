"""Who writes down: shown, switched by one key, remembered at this computer; and handing over to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import audit, session
from db.services import customers, settings, staff
from db.services.customer_form import CustomerForm
from resources import i18n
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import staff_menu
from ui.kit import jobs
from ui.kit import settings as machine


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    settings.save({"staff": ["小玲", "阿德"]})
    customers.add(CustomerForm(name="陳美惠", staff="阿德"))
    made = Window(answers)
    yield made
    made.leave_dialogs()


def choose(window: Window, words: str) -> None:
    """Choose an entry of the menu of names."""
    menu = window.window.staff.menu()
    next(one for one in menu.actions() if one.text().endswith(words)).trigger()
    window.settle()


def test_the_name_stands_at_the_foot_and_every_action_bears_it(window: Window) -> None:
    assert window.window.staff.text() == "老闆"
    choose(window, "小玲")
    assert (window.window.staff.text(), window.toast()) == ("小玲", "現在換 小玲 記。")
    customers.add(CustomerForm(name="王小明"))
    assert audit.units(1)[0].by == "小玲"


def test_in_english_the_owner_is_called_so_and_keeps_the_name_in_the_file(window: Window) -> None:
    choose(window, "小玲")
    i18n.use("en")
    choose(window, "Owner")
    assert (window.window.staff.text(), window.toast()) == ("Owner", "Owner writes down now.")
    customers.add(CustomerForm(name="王小明"))
    assert audit.units(1)[0].by == "老闆"


def test_the_name_is_remembered_at_this_computer(window: Window, shop: Path) -> None:
    choose(window, "阿德")
    session.act_as("")
    window.window.switch_to(shop)
    window.settle()
    assert (session.actor(), window.window.staff.text()) == ("阿德", "阿德")


def test_the_owner_stands_there_once_also_where_the_shop_lists_that_word(window: Window) -> None:
    settings.save({"staff": ["老闆", "小玲"]})
    names = [one for one in window.window.staff.menu().actions() if one.isCheckable()]
    assert [one.text() for one in names] == ["&1  老闆", "&2  小玲"]
    assert [one.isChecked() for one in names] == [True, False]


def test_its_digit_lets_somebody_act_at_once(window: Window) -> None:
    menu = window.window.staff.menu()
    menu.popup(window.window.rect().center())
    window.settle()
    QTest.keyClick(menu, Qt.Key.Key_2)
    window.settle()
    assert (session.actor(), window.toast(), menu.isVisible()) == ("小玲", "現在換 小玲 記。", False)


def test_who_acts_is_greeted_from_the_first_page_on(window: Window, shop: Path) -> None:
    choose(window, "小玲")
    session.act_as("")  # as a new start does
    window.window.switch_to(shop, "today")
    window.settle()
    assert "小玲" in window.texts(window.window.page)
    choose(window, "阿德")
    assert "阿德" in window.texts(window.window.page)


def test_a_name_the_shop_does_not_know_is_not_taken(window: Window) -> None:
    machine.put("staff", "別家的人")
    staff_menu.begin()
    assert session.actor() == "老闆"


def test_without_names_there_is_nothing_at_the_foot_and_the_key_leads_to_them(window: Window) -> None:
    settings.save({"staff": ""})
    window.settle()
    assert not window.window.staff.isVisible()
    window.choose("客戶", "換人記…")
    assert (window.window.key, window.window.page.again()) == ("settings", {"section": "lists"})


def test_handing_over_from_the_menu_is_taken_back(window: Window) -> None:
    window.choose("客戶", "交接給別人…")
    form = window.dialog()
    assert form.values() == {"from": "阿德", "to": ""}
    form.save()
    assert "請選接手的另一位。" in window.texts(form)
    form.boxes["to"].fill("小玲")
    form.save()
    assert jobs.runner().jobs  # the worker does it, however many they are
    window.settle()
    assert staff.held()["小玲"] == staff.Handed(1, 0)
    assert window.toast() == "交接好了：1 位客戶、0 件待辦"
    window.press_toast()
    assert staff.held()["阿德"] == staff.Handed(1, 0)


def test_nobody_to_hand_over(window: Window) -> None:
    settings.save({"staff": ""})
    customers.change(1, CustomerForm(name="陳美惠"))
    window.window.command("hand_over")
    assert not window.has_dialog()
    assert window.toast().startswith("還沒有人負責客戶")


def test_a_name_with_an_ampersand_is_shown_as_it_stands(window: Window) -> None:
    settings.save({"staff": "A&B<b>"})
    staff_menu.switch("A&B<b>")
    window.window.staff.follow()
    QApplication.processEvents()
    assert window.window.staff.text().replace("&&", "&") == "A&B<b>"


def test_the_letter_of_the_owner_is_not_offered_to_staff(window: Window) -> None:
    """In the menu, and so in the palette."""
    from ui.palette import commands

    def offered() -> set[str]:
        return {one.name for one in commands.of_menus(window.window.menuBar())}

    assert "month_letter" in offered()
    choose(window, "小玲")
    assert "month_letter" not in offered()
    choose(window, "老闆")
    assert "month_letter" in offered()
