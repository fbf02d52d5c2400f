"""The card of a copied number: what is looked at, where it stands, when it goes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from db.services import customers
from db.services.customer_form import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.palette import PaletteScreen
from tests.screens.window import Window
from ui.caller.popup import CallerPopup
from ui.kit import counter


@pytest.fixture
def screen(shop: Path, answers: Answers) -> PaletteScreen:
    """A window that watches what is copied; two have one number."""
    for name in ("陳美惠", "陳先生"):
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")]))
    made = PaletteScreen(Window(answers))
    made.window.window.watch.switch()
    return made


def _popup(screen: PaletteScreen) -> CallerPopup:
    found = screen.window.window.watch.popup
    assert found is not None
    return found


@pytest.mark.parametrize(("blanks", "is_told"), [(30, True), (31, False)])
def test_what_is_longer_than_a_number_is_not_looked_at(screen: PaletteScreen, blanks: int, is_told: bool) -> None:
    screen.copy_elsewhere("0912345678" + " " * blanks)
    assert bool(screen.popup()) == is_told


def test_several_with_one_number_are_counted(screen: PaletteScreen) -> None:
    screen.copy_elsewhere("0912345678")
    assert "還有 1 位" in screen.popup()


def test_the_next_number_takes_the_place_of_the_one_before(screen: PaletteScreen) -> None:
    screen.copy_elsewhere("0912345678")
    screen.copy_elsewhere("0987654321")
    assert [one.number for one in screen.window.window.findChildren(CallerPopup)] == ["0987-654-321"]
    assert screen.window.window.watch.number() == "0987-654-321"


def test_it_stays_in_the_corner_and_leaves_the_keyboard_alone(screen: PaletteScreen) -> None:
    window = screen.window.window
    at = QApplication.focusWidget()
    screen.copy_elsewhere("0912345678")
    before = window.width() - _popup(screen).geometry().right()
    window.resize(window.width() - 120, window.height())
    screen.window.settle()
    assert window.width() - _popup(screen).geometry().right() == before
    assert QApplication.focusWidget() is at


@pytest.mark.parametrize("how", ["close", "switched off", "counter mode", "hidden"])
def test_it_goes_with_its_number(screen: PaletteScreen, how: str) -> None:
    window = screen.window.window
    screen.copy_elsewhere("0987654321")
    if how == "close":
        next(one for one in _popup(screen).findChildren(QPushButton) if one.accessibleName() == "關閉").click()
    elif how == "switched off":
        window.watch.switch()
    elif how == "counter mode":
        counter.state.changed.emit()
    else:
        _popup(screen).hide()
    screen.window.settle()
    assert (screen.popup(), window.watch.number(), window.watch.popup) == ("", "", None)


def test_switched_off_nothing_is_looked_at(screen: PaletteScreen) -> None:
    screen.window.window.watch.switch()
    screen.copy_elsewhere("0912345678")
    assert screen.popup() == ""


@pytest.mark.parametrize(("words", "dialog"), [("記一筆", True), ("打開", False)])
def test_its_buttons_lead_to_the_customer(screen: PaletteScreen, words: str, dialog: bool) -> None:
    screen.copy_elsewhere("0912345678")
    screen.window.click(words, _popup(screen))
    screen.window.settle()
    assert screen.popup() == ""
    if dialog:
        screen.window.dialog().reject()
    else:
        assert screen.window.window.key == "customer"
