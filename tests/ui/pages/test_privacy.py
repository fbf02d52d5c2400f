"""個資小幫手 through the owner's hands: what is kept is shown, somebody is erased, nobody is written to any more."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.core.connection import value
from db.services import customers, opt_outs, requests, settings
from db.services.customers import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit.form import FormDialog
from ui.pages.privacy.page import PrivacyPage

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    customers.add(CustomerForm("陳美惠", points=[PointForm("mobile", "0912-345-678")], note="怕吵"))
    customers.add(CustomerForm("林大同", referrer="陳美惠"))
    settings.save({"shop_name": "順發水電材料行"})
    found = Window(answers)
    found.window.go("privacy")
    found.settle()
    yield found
    found.leave_dialogs()


def page(window: Window) -> PrivacyPage:
    return next(one for one in window.window.findChildren(PrivacyPage) if one.isVisible())


def shot(window: Window, name: str) -> None:
    """A picture for whoever looks."""
    if folder := os.environ.get("PRIVACY_PICTURES"):
        for at, top in enumerate(one for one in QApplication.topLevelWidgets() if one.isVisible()):
            top.grab().save(f"{folder}/{name}-{at}.png")


def dialog(window: Window) -> FormDialog:
    window.settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())


def step_one(window: Window, door: str, who: int) -> None:
    page(window).big[door].click()
    first = dialog(window)
    first.boxes["customers"].fill([who])
    shot(window, f"{door}-who")
    first.save()
    window.settle()


def test_somebody_is_erased_in_two_steps(window: Window, answers: Answers) -> None:
    who = customers.meant("陳美惠")
    shot(window, "page")
    step_one(window, "erase", who)
    sure = dialog(window)
    sure.boxes["sure"].fill("陳")
    sure.save()
    assert value("SELECT name FROM customer WHERE id = ?", who) == "陳美惠"
    shot(window, "erase-sure")
    sure.boxes["sure"].fill("0912345678")
    sure.save()
    window.settle()
    assert value("SELECT erased_on FROM customer WHERE id = ?", who)
    assert [(one.kind, one.decision) for one in requests.rows()] == [("delete", "done")]
    assert "林大同" in str(answers.details)


def test_no_more_messages(window: Window) -> None:
    who = customers.meant("陳美惠")
    step_one(window, "stop", who)
    shot(window, "stop-sure")
    dialog(window).save()
    window.settle()
    assert opt_outs.of(who) == ["all"]


def test_what_is_kept_is_shown_and_a_fold_opens(window: Window) -> None:
    requests.add(requests.RequestForm(customers.meant("林大同"), "copy"))
    window.settle()
    page(window).headings["law_card"].click()
    window.settle()
    shot(window, "folded")
    assert page(window).cards["law_card"].isVisible()


def test_the_report_is_made_and_stands_in_the_register(window: Window) -> None:
    step_one(window, "show", customers.meant("陳美惠"))
    window.settle()
    assert [(one.kind, one.decision) for one in requests.rows()] == [("view", "done")]
