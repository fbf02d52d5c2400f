"""個資小幫手 through the owner's hands: what is kept is shown, somebody is erased, nobody is written to any more."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from db.core import clock, file
from db.core.connection import value
from db.core.errors import InputError
from db.services import attachments, cards, consents, customers, disclosures, opt_outs, requests, settings
from db.services.attachments import Given
from db.services.consents import ConsentForm
from db.services.customers import CustomerForm, PointForm
from db.services.disclosures import DisclosureForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.palette import PaletteScreen
from tests.screens.window import Window
from ui.attachments import copies
from ui.kit.form import FormDialog
from ui.pages.customers.card import CardSigns
from ui.pages.customers.parts import Parts
from ui.pages.privacy.page import PrivacyPage
from ui.pages.today.asked import AskedCard

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
    laid = copies.lay("陳美惠.pdf", b"%PDF-1.4")
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
    assert not laid.exists()


def test_who_it_is_is_known_by_more_than_the_name_and_nobody_is_added(window: Window) -> None:
    page(window).big["erase"].click()
    box = dialog(window).boxes["customers"]
    box.edit.setText("陳美惠")
    box._search("陳美惠")
    assert [box.popup.item(at).text() for at in range(box.popup.count())] == ["陳美惠 0912-345-678"]
    box._search("沒有這個人")
    assert not box.popup.isVisible()
    box.choose(customers.meant("陳美惠"))
    (chip,) = (one for one in box.findChildren(QPushButton) if one.isVisible() and one.property("customer"))
    assert chip.text() == "陳美惠 0912-345-678"


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


def test_disputed_and_used_again_from_the_card(window: Window) -> None:
    who = customers.meant("陳美惠")
    given = disclosures.add(DisclosureForm(who, "大榮貨運", "地址", "送貨"))
    window.window.go("customers")
    screen = Customers(window)
    screen.type("陳美惠")
    menu = QMenu()
    Parts(CardSigns(), cards.get(who)).fill_menu(menu)
    assert "個資：查、改、停、刪…" in [one.text() for one in menu.actions()]
    window.window.go("privacy", customer=who)
    window.settle()
    window.click("客人說有錯（爭議中）")
    assert requests.state(who)[0] == "2026-11-21"
    assert "起爭議中" in window.texts()
    shot(window, "about")
    form = customers.form(who)
    form.points[0].text = "0912-345-679"
    clock.fix(datetime(2026, 11, 21, 3, tzinfo=UTC))
    customers.change(who, form)
    assert [one.id for one in disclosures.to_tell()] == [given]
    window.settle()
    window.click("已告知更正")
    assert disclosures.to_tell() == []
    window.click("恢復使用")
    assert requests.state(who) == (None, None)


def test_today_says_what_runs_out(window: Window) -> None:
    who = customers.meant("陳美惠")
    requests.add(requests.RequestForm(who, "view", "2026/11/9"))  # until the 24th
    requests.add(requests.RequestForm(customers.meant("林大同"), "delete", "2026/11/20"))
    window.window.go("today")
    window.settle()
    card = next(one for one in window.window.findChildren(AskedCard))
    assert "陳美惠：查詢 ・ 剩 3 天" in card.words.text() and "林大同" not in card.words.text()
    shot(window, "today")
    clock.fix(datetime(2026, 11, 25, 3, tzinfo=UTC))
    assert [one.days_left for one in requests.pressing()] == [-1]
    requests.decide(requests.pressing()[0].id, "done")
    window.settle()
    assert not card.isVisible()


def test_who_was_not_here_for_long_can_be_erased_from_the_review(window: Window) -> None:
    who = customers.meant("陳美惠")
    old = file.current_path()
    old.with_name(f"{old.name}.damaged-20261101-080000").write_bytes(b"")
    window.window.go("privacy", erase=who)
    window.settle()
    sure = dialog(window)
    said = window.texts(sure)
    assert "陳美惠" in sure.windowTitle() and "放到一旁的 1 個檔案" in said and "自動再刪一次" in said
    sure.reject()


def test_a_request_leads_to_what_answers_it(window: Window) -> None:
    who = customers.meant("陳美惠")
    asked = requests.add(requests.RequestForm(who, "stop"))
    window.settle()
    window.click("現在做…")
    dialog(window).save()
    window.settle()
    assert requests.get(asked).decision == "done" and opt_outs.of(who) == ["all"]


@pytest.mark.parametrize("said", ["個資", "刪除個資", "不要再傳", "爭議"])
def test_it_is_found_by_what_an_owner_says(window: Window, said: str) -> None:
    screen = PaletteScreen(window)
    screen.open()
    screen.type(said)
    assert "個資小幫手" in screen.lines()


def test_a_consent_gets_the_paper_that_shows_it(window: Window) -> None:
    who = customers.meant("陳美惠")
    consents.add(ConsentForm(who, method="paper"))
    attachments.add(who, [Given("同意書.pdf", b"%PDF-1.4 1")])
    (other,) = attachments.add(customers.meant("林大同"), [Given("別人.pdf", b"%PDF-1.4 2")])
    with pytest.raises(InputError):
        consents.prove(consents.of(who)[0].id, other)
    page(window).headings["register_card"].click()
    window.settle()
    window.click("加憑證…")
    dialog(window).save()
    window.settle()
    assert attachments.get(consents.of(who)[0].evidence or 0).name == "同意書.pdf"
    assert window.button("看憑證")
