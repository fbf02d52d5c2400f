"""The head of a quote: whose it is, its days; and the counter, where its paper is covered."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.core import clock
from db.services import customers, options, products, quote_life, quotes, settings
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from db.services.quote_form import QuoteForm
from tests.screens import lines
from tests.screens.asks import Answers
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from tests.services.november_quotes import builder, written
from ui.kit import counter
from ui.papers import memory

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def customer(shop: Path) -> int:
    settings.save({"invoices": "exclusive"})
    return builder()


@pytest.fixture
def screen(customer: int, answers: Answers) -> QuoteScreen:
    return QuoteScreen(Window(answers))


def paid(customer: int, how: str) -> None:
    """A quote before, paid so."""
    line = LineForm(name="門", quantity=Decimal(1), unit_price=Decimal(5))
    quotes.add(QuoteForm(customer, payment_terms=how, lines=[line]))


# whose it is


def test_how_one_customer_pays_is_not_said_to_another(screen: QuoteScreen, customer: int) -> None:
    other, third = customers.add(CustomerForm(name="乙")), customers.add(CustomerForm(name="丙"))
    paid(customer, "月結 90 天")
    paid(third, "貨到付現")
    screen.begin(customer)
    assert screen.page.presenter.form.payment_terms == "月結 90 天"
    for one, said in ((other, ""), (third, "貨到付現"), (customer, "月結 90 天")):
        screen.choose(one)
        assert screen.page.presenter.form.payment_terms == said
    screen.page.presenter.put(payment_terms="訂金三成")
    screen.choose(third)
    assert screen.page.presenter.form.payment_terms == "訂金三成"  # typed


def test_prices_of_another_level_are_offered_once_another_customer_is_chosen(screen: QuoteScreen, customer: int) -> None:
    fan = products.add(ProductForm("暖風機", price=Decimal(6800), project_price=Decimal(6000)))
    tap = products.add(ProductForm("龍頭", price=Decimal(900), project_price=Decimal(800)))
    builder_of_houses = customers.add(CustomerForm(name="工程行", price_level="project"))
    screen.begin(customer)
    for product in (fan, tap):
        screen.page.editor.grid.take_product(product)
        screen.page.editor.settle()
    screen.page.editor.grid.open(1, "price")
    lines.enter(screen.page.editor.grid, "888")  # typed: stays
    screen.page.editor.settle()
    screen.choose(builder_of_houses)
    assert screen.window.toast() == "有 1 個單價是別的價格等級。"
    screen.window.press_toast()
    assert [line.unit_price for line in screen.page.editor.lines()] == [6000, 888]
    screen.page.editor.grid.undo()
    assert [line.unit_price for line in screen.page.editor.lines()] == [6800, 888]


def test_a_new_quote_from_the_list_of_quotes_begins_with_nobody(screen: QuoteScreen, customer: int) -> None:
    written(customer)
    screen.window.window.go("quotes")
    screen.window.settle()
    assert screen.window.window.page.in_view() == [customer]
    screen.window.window.command("quote")
    screen.window.settle()
    assert screen.page.presenter.customer is None
    assert screen.page.editor.boxes.customer.edit.hasFocus()


# its days


def test_the_last_day_moves_with_the_date_until_it_was_given_as_a_day(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    page, form = screen.page, lambda: screen.page.presenter.form
    days = screen.page.presenter.valid_days()
    page.editor.terms._put_day("2026-10-01")
    assert (form().quoted_on, form().valid_until) == ("2026-10-01", "2026-10-31")
    assert page.editor.boxes.valid.value() == "2026/10/31"
    page.editor.boxes.valid.editingFinished.emit()  # the box is left
    assert (form().valid_until, page.presenter.valid_days()) == ("2026-10-31", days)
    screen.valid("2026/12/24")
    page.editor.terms._put_day("2026-10-05")
    assert form().valid_until == "2026-12-24"
    assert page.editor.boxes.labels[3].text() == "有效到（80 天）"
    screen.valid("45")
    page.editor.terms._put_day("2026-10-06")
    assert page.presenter.valid_days() == 45
    page.editor.grid.setFocus()


def test_the_date_of_a_quote_valid_for_years_can_be_changed(screen: QuoteScreen, customer: int) -> None:
    form = QuoteForm(customer, quoted_on="2026-11-22", valid_until="2028-11-22", lines=[LineForm(name="門")])
    screen.open(quotes.add(form))
    screen.page.editor.terms._put_day("2026-11-20")
    assert screen.page.presenter.form.valid_until == "2028-11-20"


# its paper at the counter


def test_f6_at_the_counter_is_covered_until_it_is_wanted_all_the_same(screen: QuoteScreen, customer: int) -> None:
    screen.open(written(customer))
    screen.window.press(Qt.Key.Key_F6, NONE)
    sheet = screen.page.sheet
    assert (sheet.view.isVisible(), sheet.cover.isVisible()) == (True, False)
    counter.switch()
    assert (sheet.view.isVisible(), sheet.cover.isVisible()) == (False, True)
    screen.window.click("還是打開", sheet)
    assert (sheet.view.isVisible(), sheet.cover.isVisible()) == (True, False)
    counter.switch()
    counter.switch()
    assert not sheet.view.isVisible()


def test_what_was_issued_is_covered_at_the_counter(screen: QuoteScreen, customer: int) -> None:
    from reports import quote_pdf

    quote, other = written(customer), written(customer)
    quote_life.issue(quote, quote_pdf.make)
    quote_life.issue(other, quote_pdf.make)
    counter.switch()
    screen.open(quote)
    assert not screen.page.sheet.view.isVisible()
    screen.window.click("還是打開", screen.page.sheet)
    assert screen.page.sheet.view.isVisible()
    screen.open(other)
    assert not screen.page.sheet.view.isVisible()


def test_only_the_last_of_several_drawings_is_shown(screen: QuoteScreen, customer: int) -> None:
    screen.open(written(customer))
    screen.window.press(Qt.Key.Key_F6, NONE)
    sheet = screen.page.sheet
    late = sheet._serial
    sheet._view.show_pdf = lambda _pdf: pytest.fail("an older drawing is shown")  # type: ignore[union-attr, method-assign]
    sheet._serial += 1
    sheet._show(late, object())  # type: ignore[arg-type]


def test_nothing_is_scanned_onto_what_was_issued(screen: QuoteScreen, customer: int) -> None:
    from reports import quote_pdf

    products.add(ProductForm("LED 燈管", barcode="4710001112223", price=Decimal(180)))
    quote = written(customer)
    quote_life.issue(quote, quote_pdf.make)
    screen.open(quote)
    assert screen.page.scanned("4710001112223") is None


def test_the_last_day_is_never_before_the_date(screen: QuoteScreen, customer: int) -> None:
    form = QuoteForm(customer, quoted_on="2026-11-22", valid_until="2026-11-22", lines=[LineForm(name="門")])
    screen.open(quotes.add(form))
    screen.page.presenter.form.valid_until = "2026-11-20"  # as an older file may say
    screen.page.editor.terms._put_day("2026-11-25")
    assert screen.page.presenter.form.valid_until == "2026-11-25"
    assert options.text("valid_days")


def test_who_writes_a_quote_handles_it(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    assert screen.page.presenter.form.staff == "老闆"
    settings.save({"staff": ["小玲"]})
    next(one for one in screen.window.window.staff.menu().actions() if one.text().endswith("小玲")).trigger()
    screen.window.settle()
    screen.begin(customer)
    assert screen.page.presenter.form.staff == "小玲"


def test_the_first_quote_asks_once_which_years_stand_on_papers(screen: QuoteScreen, customer: int) -> None:
    settings.save({"invoices": ""})
    screen.begin(customer)
    dialog = screen.window.dialog()
    dialog.boxes["invoices"].fill("inclusive")
    assert dialog.boxes["calendar"].widget_for_label().itemText(1) == "民國（115/11/21）"
    dialog.boxes["calendar"].fill("roc")
    screen.window.settle(0.4)
    year = clock.today().year - 1911
    assert f"{year}/" in dialog._paper.view.pages.words()
    dialog.save_button.click()
    screen.window.settle()
    assert screen.page.editor.boxes.valid.value().split("/")[0] in (str(year), str(year + 1))
    assert memory.wish("receipt").republic_years
