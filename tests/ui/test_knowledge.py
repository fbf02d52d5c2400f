"""Rules and suggestions in the window: looked at, changed, put into a quote, not wanted, hinted beside the lines; by command."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from db.core import file
from db.core.connection import rows
from db.services import baskets, knowledge, line_hints, products, quotes, settings, standings, suggestions
from db.services.knowledge import RuleForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from tests.screens import command
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from tests.services.bought import sold, somebody
from ui.kit import counter
from ui.knowledge.dialog import KnowledgeDialog
from ui.knowledge.form import RuleDialog
from ui.knowledge.hints import Hints
from ui.knowledge.offers import OffersPart
from ui.knowledge.why import WhyDialog
from ui.pages.quote.page import QuotePage


@pytest.fixture
def nappies(shop: Path, saturday: None) -> int:
    return knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))


@pytest.fixture
def mother(nappies: int) -> int:
    one = somebody("陳美惠")
    sold(one, "2026-08-21", "奶瓶")
    standings.fill()
    baskets.refresh()
    suggestions.fill()
    settings.save({"phone": "02-2920-1688", "address": "新北市永和區中正路 1 號", "invoices": "none"})
    return one


@pytest.fixture
def window(mother: int, answers: Answers) -> Window:
    return Window(answers)


def answered() -> list[tuple[str, str]]:
    return rows("SELECT kind, answer FROM suggestion")


def test_today_offers_it_and_it_goes_onto_a_quote(window: Window, mother: int) -> None:
    screen = TodayScreen(window)
    assert "可以順便推薦" in window.texts(screen.page)
    assert "尿布：買過奶瓶 3 個月了" in window.texts(screen.page)
    screen.click("陳美惠", "加進報價")
    window.settle()
    (quote,) = (one for (one,) in rows("SELECT id FROM quote"))
    assert [line.name for line in quotes.get(quote).form.lines] == ["尿布"]
    assert window.window.key == "quote"
    assert answered() == [("rule", "accepted")]


def test_not_wanted_goes_away_and_comes_back_by_the_toast(window: Window, mother: int) -> None:
    screen = TodayScreen(window)
    screen.click("陳美惠", "不用了")
    assert answered() == [("rule", "dismissed")]
    assert "尿布：買過奶瓶 3 個月了" not in window.texts(screen.page)
    assert "半年內不再" in window.toast()
    window.window.undoing.undo()
    window.settle()
    assert answered() == []
    assert "尿布：買過奶瓶 3 個月了" in window.texts(screen.page)


def test_the_badge_does_not_grow(window: Window, mother: int) -> None:
    screen = TodayScreen(window)
    assert screen.page.presenter.plan.total == 0
    assert len(screen.page.presenter.plan.beside) == 1


def test_why_shows_the_purchases(window: Window, mother: int) -> None:
    screen = TodayScreen(window)
    screen.page.menus._why(screen.line("陳美惠").row)
    window.settle()
    (dialog,) = window.window.findChildren(WhyDialog)
    assert [one.text() for one in dialog.findChildren(QPushButton)][:1] == ["2026/08/21　奶瓶"]
    dialog.reject()


def test_the_card_says_what_can_be_offered(window: Window, mother: int) -> None:
    Customers(window).choose("陳美惠")
    window.settle(0.2)
    (part,) = (one for one in window.window.findChildren(OffersPart) if one.rows)
    assert "尿布：買過奶瓶 3 個月了" in window.texts(part)
    window.click("不用了", part)
    window.settle()
    assert answered() == [("rule", "dismissed")]


def test_hints_beside_the_lines_add_and_go_away(window: Window, mother: int) -> None:
    tap = products.add(ProductForm("水龍頭", price=Decimal(900)))
    knowledge.add(RuleForm(bought="水龍頭", months=0, offer="止洩帶"))
    window.window.go("quote", customer=mother)
    window.settle()
    page = window.window.page
    assert isinstance(page, QuotePage)
    page.editor.grid.take_product(tap)
    page.editor.grid.settle()
    hints = page.findChild(Hints)
    assert isinstance(hints, Hints)
    hints.read()
    assert [one.why for one in hints.found] == ["一起賣：止洩帶", "尿布：買過奶瓶 3 個月了"]
    hints.take(hints.found[0])
    hints.read()
    assert [line.name for line in page.editor.lines()] == ["水龍頭", "止洩帶"]
    assert window.window.focusWidget() is page.editor.grid  # the next line is typed below it
    assert page.editor.grid.currentIndex().row() == 2
    hints.put_away(hints.found[0])
    assert (hints.found, hints.isHidden()) == ([], True)
    assert answered() == [("rule", "accepted"), ("rule", "dismissed")]


def test_what_this_customer_just_bought_is_no_hint_beside_the_lines(window: Window, mother: int) -> None:
    tap, tape = (products.add(ProductForm(name, price=Decimal(900))) for name in ("水龍頭", "止水帶"))
    for at in range(9):
        sold(somebody(f"客人{at}"), f"2026-10-{at + 1:02}", tap, tape)
        sold(somebody(f"路人{at}"), f"2026-10-{at + 1:02}", "電池")
    baskets.refresh()
    line = [LineForm(name="水龍頭", product=tap)]
    assert [one.product for one in line_hints.of(line, mother) if one.kind == "cross"] == [tape]
    sold(mother, "2026-11-01", tape)
    assert [one for one in line_hints.of(line, mother) if one.kind == "cross"] == []
    assert [one.product for one in line_hints.of(line, None)] == [tape]


def test_products_are_offered_while_what_a_rule_offers_is_typed(window: Window, mother: int) -> None:
    products.add(ProductForm("LED 燈管"))
    window.window.do("knowledge")
    window.settle()
    (dialog,) = window.window.findChildren(KnowledgeDialog)
    assert "現在找到 1 位客人，其中 1 位今天推薦" in window.texts(dialog)
    dialog.add()
    (form,) = dialog.findChildren(RuleDialog)
    completer = form.boxes["offer"].widget_for_label().completer()  # type: ignore[attr-defined]
    completer.setCompletionPrefix("led")
    assert completer.currentCompletion() == "LED 燈管"
    form.reject()
    dialog.reject()


def test_rules_are_added_changed_left_lying_and_deleted(window: Window, mother: int) -> None:
    window.window.do("knowledge")
    window.settle()
    (dialog,) = window.window.findChildren(KnowledgeDialog)
    assert "現在找到 1 位客人" in window.texts(dialog)
    dialog.add()
    (form,) = dialog.findChildren(RuleDialog)
    assert form.values()["months"] == "6"
    for key, text in (("bought", "電池"), ("months", ""), ("offer", "電池")):
        form.boxes[key].fill(text)
    for no_number in ("", "六"):
        form.boxes["months"].fill(no_number)
        form.save()
        assert form.isVisible()
    form.boxes["months"].fill("６")
    form.save()
    window.settle()
    added = knowledge.rows()[-1]
    assert (added.bought, added.months, added.offer) == ("電池", 6, "電池")
    dialog.put_on(added, on=False)
    assert knowledge.rows()[-1].is_on is False
    dialog.delete(knowledge.rows()[0])
    window.settle()
    assert [row.bought for row in knowledge.rows()] == ["電池"]
    dialog.take_shipped()
    assert len(knowledge.rows()) > 10
    dialog.reject()


def test_a_product_named_is_the_product(window: Window, nappies: int) -> None:
    product = products.add(ProductForm("尿布 L"))
    window.window.do("knowledge")
    window.settle()
    (dialog,) = window.window.findChildren(KnowledgeDialog)
    dialog.change(knowledge.get(nappies))
    (form,) = dialog.findChildren(RuleDialog)
    form.boxes["offer"].fill("尿布 L")
    form.save()
    window.settle()
    assert knowledge.get(nappies).product == product
    dialog.reject()


def test_at_the_counter_nothing_tells_a_phone(window: Window, mother: int) -> None:
    screen = TodayScreen(window)
    window.window.do("counter")
    window.settle()
    assert counter.state.is_on
    assert "0912-345-678" not in window.texts(screen.page)


def test_by_command(mother: int, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.close()
    _status, found = command.run(capsys, shop, "suggest")
    assert [(one["name"], one["kind"], one["what"]) for one in found["suggestions"]] == [("陳美惠", "rule", "尿布")]
    _status, listed = command.run(capsys, shop, "knowledge", "list")
    assert [(one["bought"], one["finds"]) for one in listed["rules"]] == [("奶瓶", 1)]
    _status, added = command.run(capsys, shop, "knowledge", "add", "電池", "電池", "--months", 6)
    assert (added["title"], added["is_on"]) == ("電池 → 電池", True)
    _status, off = command.run(capsys, shop, "knowledge", "off", added["rule"])
    assert off["is_on"] is False
