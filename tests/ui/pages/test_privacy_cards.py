"""The folded cards of 個資小幫手 and the line of the import wizard, through the owner's hands."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from db.core.connection import rows
from db.services import breaches, consents, customers, inventory, list_sources, notices, processors, reviews, settings, telling
from db.services.customers import CustomerForm
from db.services.lists import Selection
from reports import exports
from tests.importers.files import xlsx
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from ui.exporting.dialog import ExportDialog
from ui.kit.scroll import ScrollColumn
from ui.pages.privacy import sections
from ui.pages.privacy.fold_card import FoldCard

pytestmark = pytest.mark.usefixtures("saturday")
LIST: list[list[Any]] = [
    ["姓名", "聯絡電話", "地址"],
    ["王小明", "0912-345-678", "台中市西屯區文心路1號"],
    ["陳美惠", "0922-333-444", ""],
]


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    customers.add(CustomerForm("陳美惠"))
    settings.save({"shop_name": "順發水電材料行"})
    found = Window(answers)
    yield found
    found.leave_dialogs()


@pytest.fixture
def opened(window: Window) -> Iterator[Callable[[str], FoldCard]]:
    """A card as it stands on the page."""
    areas: list[ScrollColumn] = []

    def open_(module: str) -> FoldCard:
        name = next(name for one, name, _title in sections.SECTIONS if one == module)
        area = ScrollColumn(most=64)
        area.setParent(window.window)
        area.setGeometry(140, 60, 1180, 600)
        card = sections.make(module, name, window.window)
        area.body.addWidget(card)
        area.show()
        areas.append(area)
        window.settle()
        return card

    yield open_
    for area in areas:
        area.hide()
        area.deleteLater()


def press(window: Window, card: FoldCard, words: str) -> None:
    found = [one for one in card.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, words
    found[0].click()
    window.settle()


def fill(window: Window, **typed: Any) -> None:
    dialog = window.dialog()
    for key, value in typed.items():
        dialog.boxes[key].fill(value)
    dialog.save()
    window.settle()


@pytest.mark.parametrize("module", [module for module, _name, _title in sections.SECTIONS])
def test_every_card_opens_whole(window: Window, opened: Callable[[str], FoldCard], module: str) -> None:
    card = opened(module)
    assert window.clipped(card) == []
    assert len(window.texts(card)) > 10


def test_a_notice_is_made_and_names_the_shop(window: Window, opened: Callable[[str], FoldCard]) -> None:
    card = opened("notice_card")
    press(window, card, "做新的告知書…")
    dialog = window.dialog()
    assert "順發水電材料行" in dialog.boxes["body"].value()
    dialog.boxes["purposes"].fill("contract\nmarketing")
    dialog.look_over()
    assert "040" in dialog.boxes["body"].value()
    fill(window)
    assert notices.rows()[0].purposes == ("contract", "marketing")
    assert "第 1 版" in window.texts(card)
    window.press_toast()
    assert notices.rows() == []


def test_a_text_written_by_hand_stays(window: Window, opened: Callable[[str], FoldCard]) -> None:
    press(window, opened("notice_card"), "做新的告知書…")
    dialog = window.dialog()
    own = dialog.boxes["body"].value() + "\n本店週日公休"
    dialog.boxes["body"].fill(own)
    dialog.boxes["purposes"].fill("contract")
    dialog.look_over()
    assert dialog.boxes["body"].value() == own


def test_a_consent_is_written_down_and_withdrawn(window: Window, opened: Callable[[str], FoldCard]) -> None:
    card = opened("register_card")
    press(window, card, "登記同意…")
    window.dialog().save()
    assert "選客戶" in window.dialog().problem.text()
    fill(window, customers=[1], method="line")
    assert consents.of(1)[0].method == "line"
    press(window, card, "撤回")
    assert consents.of(1)[0].withdrawn_on == "2026-11-21"


def test_an_incident_shows_its_hours(window: Window, opened: Callable[[str], FoldCard]) -> None:
    card = opened("breach_card")
    assert "草案" in window.texts(card)
    press(window, card, "發生事故了…")
    fill(window, title="名單寄錯群組", known_on="昨天", known_time="09:30", affected="120")
    assert "還有 47 小時" in window.texts(card)
    press(window, card, "牽涉到誰…")
    fill(window, customers=[1])
    press(window, card, "都告知了")
    assert breaches.people(1, waiting=True) == []


def test_checks_processors_and_purposes(window: Window, opened: Callable[[str], FoldCard]) -> None:
    press(window, opened("processor_card"), "新增…")
    fill(window, name="好印印刷", contract_on="2026/1/5")
    assert processors.rows()[0].contract_on == "2026-01-05"
    card = opened("review_card")
    press(window, card, "電腦或硬碟報廢了…")
    fill(window, note="硬碟鑽孔")
    assert reviews.rows("disposal")[0].note == "硬碟鑽孔"
    assert "硬碟鑽孔" in window.texts(card)
    closing = opened("closing_card")
    press(window, closing, "寫處理紀錄…")
    fill(window, note="移轉給林老闆")
    assert "移轉給林老闆" in window.texts(closing)


def test_an_own_field_gets_its_purpose(window: Window, opened: Callable[[str], FoldCard]) -> None:
    from db.services import own_fields

    customers.add(CustomerForm("王小明", own={f"f{own_fields.add('車型')}": "Altis"}))
    card = opened("inventory_card")
    press(window, card, "做什麼用…")
    fill(window, purpose="contract")
    assert not any(one.is_flagged for one in inventory.held())


def at_review(window: Window, path: Path) -> Importing:
    path.write_bytes(xlsx(LIST))
    importing = Importing(window)
    importing.drop(path)
    importing.go("review")
    return importing


def test_the_wizard_says_where_the_list_is_from_without_a_click(window: Window, tmp_path: Path) -> None:
    importing = at_review(window, tmp_path / "2015客戶.xlsx")
    assert importing.page.review.origin.text() == "名單來源：自己的客戶 ・ 依據：買賣往來或來詢價（契約）"
    importing.forward()
    assert [(row.source, row.basis) for row in list_sources.rows()] == [("自己的客戶", "contract")]
    assert telling.waiting() == []


def test_it_can_be_changed_and_marks_who_is_to_be_told(window: Window, tmp_path: Path) -> None:
    importing = at_review(window, tmp_path / "2015客戶.xlsx")
    importing.page.review.change_origin.click()
    window.settle()
    fill(window, kind="exchanged", words="五金展", basis="consent")
    assert "五金展" in importing.page.review.origin.text()
    assert "待告知" in importing.page.review.origin.text()
    importing.go("tidy")
    importing.go("review")
    assert "五金展" in importing.page.review.origin.text()
    importing.forward()
    fresh = telling.waiting()
    assert rows("SELECT name, basis FROM customer WHERE to_be_told = 1") == [("王小明", "consent"), ("陳美惠", "consent")]
    window.window.open_card(fresh[0])
    window.settle()
    assert "還沒告知" in window.texts()
    window.click("已告知")
    assert fresh[0] not in telling.waiting()
    window.press_toast()
    assert fresh[0] in telling.waiting()


def test_outputs_for_many_say_who_was_not_told(window: Window, tmp_path: Path) -> None:
    importing = at_review(window, tmp_path / "買來的名單.xlsx")
    importing.forward()
    fresh = telling.waiting()
    dialog = ExportDialog(window.window, Selection(tuple(fresh)), parent=window.window)
    dialog.purpose.setCurrentIndex(dialog.purpose.findData("line"))
    dialog.open()
    window.settle()
    assert "2 位還沒告知" in dialog.refused.text()
    dialog.purpose.setCurrentIndex(dialog.purpose.findData(exports.OWN))
    window.settle()
    assert not dialog.refused.isVisible()
    dialog.reject()


def test_a_talk_with_an_identity_number_in_it_is_warned_of(window: Window) -> None:
    window.window.log([1])
    window.settle()
    dialog = window.dialog()
    dialog.boxes["text"].fill("他的身分證 A123456789")
    dialog.look_over()
    assert "身分證字號" in window.texts(dialog)
    dialog.save()
    window.settle()
    assert rows("SELECT text FROM interaction") == [("他的身分證 A123456789",)]
