"""The page a quote is written on: nothing typed is lost, nobody else's work is written over, what was issued stays."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.services import (
    blacklist,
    customers,
    drafts,
    options,
    products,
    quote_life,
    quote_templates,
    quote_versions,
    quotes,
    sales,
    settings,
)
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from tests.screens import lines
from tests.screens.asks import Answers
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from tests.services.november_quotes import builder, written
from ui.kit import counter
from ui.talks.left import offer_left

OWED = 38_500


@pytest.fixture
def customer(shop: Path) -> int:
    settings.save({"invoices": "exclusive"})
    return builder(credit_limit="50000")


@pytest.fixture
def screen(customer: int, answers: Answers) -> QuoteScreen:
    return QuoteScreen(Window(answers))


# what is typed stays


def test_what_is_typed_is_kept_a_moment_later_and_saved_when_the_page_is_left(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    screen.window.wait_for(drafts.left)
    assert quotes.rows() == []  # no line of history for every key
    screen.window.window.go("customers")
    screen.window.settle()
    assert [(row.state, row.total) for row in quotes.rows()] == [("draft", 4725)]
    assert drafts.left() == []


def test_an_empty_quote_leaves_nothing_behind(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.window.window.go("customers")
    assert (quotes.rows(), drafts.left()) == ([], [])


def test_after_a_power_cut_the_quote_is_offered_as_it_was_typed(customer: int, answers: Answers) -> None:
    first = QuoteScreen(Window(answers))
    first.begin(customer)
    first.write("安裝工資", "1", "4500")
    first.project("大安 張宅")
    first.window.wait_for(lambda: drafts.left() and drafts.left()[0].body.get("project"))
    first.page._is_begun = False  # as if the program was gone: nothing is saved any more
    again = QuoteScreen(Window(answers))
    answers.answers[:] = [0]
    offer_left(again.window.window, again.window.window)
    again.window.settle()
    assert "大安 張宅" in answers.asked[-1]
    assert again.names() == ["安裝工資"]
    assert again.page.presenter.form.project == "大安 張宅"
    assert again.page.presenter.customer == customer


def test_lines_typed_before_the_customer_is_known_wait_for_them(screen: QuoteScreen, customer: int) -> None:
    screen.begin()
    screen.write("安裝工資", "1", "4500")
    screen.window.window.go("customers")
    assert "客戶" in screen.window.toast()
    screen.begin()
    assert screen.names() == ["安裝工資"]
    screen.choose(customer)
    assert screen.page.presenter.form.contact_name == "林志明 經理"
    assert screen.page.save()
    assert quotes.rows()[0].customer == customer
    assert drafts.left() == []


def test_what_was_typed_into_a_saved_draft_comes_back(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    form = quotes.get(quote).form
    form.project = "改到一半"
    screen.open(quote)
    screen.page.presenter.form = form
    screen.page.keeping.keep()
    screen.page._is_begun = False
    screen.open(quote)
    assert screen.page.presenter.form.project == "改到一半"
    assert "放回來" in screen.window.toast()


def test_two_drafts_at_once_nothing_is_written_over(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.write("我的", "1", "100")
    form = quotes.get(quote).form
    form.project = "別處寫的"
    quotes.change(quote, form)
    screen.window.settle()
    answers.answers[:] = [1]
    assert not screen.page.save()
    assert "別處也改了" in answers.asked[-1]
    rows = quotes.rows()
    assert len(rows) == 2
    assert quotes.get(quote).form.project == "別處寫的"
    assert "我的" in [line.name for line in quotes.get(rows[0].id).form.lines]


def test_of_two_drafts_the_other_one_is_looked_at(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.write("我的", "1", "100")
    form = quotes.get(quote).form
    form.lines = form.lines[:2]
    quotes.change(quote, form)
    answers.answers[:] = [0]
    assert not screen.page.save()
    assert len(screen.names()) == 2
    assert len(quotes.rows()) == 1


def test_ctrl_z_takes_back_lines_first_then_what_was_done(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    screen.page.editor.settle()
    window = screen.window.window
    for _press in range(3):
        window.command("undo")
    assert screen.names() == []
    assert customers.form(customer).name  # the customer added before the lines is still there
    window.command("undo")
    screen.window.settle()
    assert "新增客戶" in screen.window.toast()


def test_a_draft_is_thrown_away_and_put_back(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.choose_more("丟掉草稿")
    assert quotes.rows() == []
    assert screen.window.window.key != "quote"
    screen.window.press_toast()
    assert [row.id for row in quotes.rows()] == [quote]


def test_a_draft_without_a_place_is_thrown_away_and_put_back(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    screen.choose_more("丟掉草稿")
    assert (quotes.rows(), drafts.left()) == ([], [])
    screen.window.press_toast()
    assert screen.names() == ["安裝工資"]


def test_a_customer_alone_is_no_draft(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.tax("none")
    screen.page.keeping.keep()
    assert drafts.left() == []


def test_enter_goes_from_the_customer_to_the_first_line(screen: QuoteScreen, customer: int) -> None:
    screen.begin()
    screen.choose(customer)
    for _box in ("person", "job"):
        screen.window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert lines.box(screen.page.editor.grid).key == "name"
    screen.write("安裝工資", "1", "4500")
    assert screen.names() == ["安裝工資"]
    screen.page.editor.settle()
    assert "總計 4,725" in screen.sums()


# whose it is


def test_whoever_is_on_the_watch_list_is_looked_at_first(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    blacklist.put([customer], "三月欠款一直沒還")
    screen.begin()
    answers.answers[:] = [None]
    screen.choose(customer)
    assert "三月欠款" in answers.asked[-1]
    assert screen.page.presenter.customer is None
    answers.answers[:] = [0]
    screen.choose(customer)
    assert screen.page.presenter.customer == customer
    assert "三月欠款" in screen.page.editor.boxes.warning.text()
    counter.switch()
    screen.window.settle()
    assert screen.page.editor.boxes.warning.text() == counter.SIGN


def test_what_is_owed_and_what_is_left_over_are_for_the_owner(screen: QuoteScreen, customer: int) -> None:
    sales.add(SaleForm(customer, lines=[LineForm(name="浴缸", quantity=Decimal(1), unit_price=Decimal(OWED))], tax_mode="none"))
    fan = products.add(ProductForm("暖風機", price=Decimal(6800), cost=Decimal(4000)))
    screen.begin(customer)
    screen.page.editor.grid.take_product(fan)
    screen.page.editor.settle()
    assert "38,500" in screen.beside()
    assert "毛利 41%" in screen.beside()
    screen.write("大理石", "1", "9000")
    assert "超過可以欠的 50,000" in screen.beside()
    counter.switch()
    assert "毛利" not in screen.beside()
    assert "38,500" not in screen.beside()
    assert "總計 •••" in screen.sums()
    counter.switch()
    settings.save({"staff": ["小玲"]})
    next(one for one in screen.window.window.staff.menu().actions() if one.text().endswith("小玲")).trigger()
    screen.window.settle()
    assert "毛利" not in screen.beside()


def test_another_customer_brings_their_person_and_tax(screen: QuoteScreen, customer: int) -> None:
    settings.save({"invoices": ""})
    person = customers.add(CustomerForm(name="陳美惠"))
    screen.begin(customer)
    assert screen.page.presenter.form.tax_mode == "exclusive"
    screen.choose(person)
    assert (screen.page.presenter.form.tax_mode, screen.page.presenter.form.contact_name) == ("inclusive", "")
    assert screen.page.editor.boxes.tax.currentData() == "inclusive"


# its head


def test_the_last_day_by_one_key_by_number_or_as_a_day(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    box, presenter = screen.page.editor.boxes.valid, screen.page.presenter
    box.setFocus()
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        screen.window.press(key, Qt.KeyboardModifier.NoModifier)
        seen.append(presenter.valid_days())
    assert seen == [60, 30, 14, 14]
    screen.valid("45")
    assert presenter.valid_days() == 45
    screen.valid("明天")
    assert presenter.valid_days() == 1
    screen.valid("沒有這一天")
    assert not screen.page.save()
    assert "沒有這一天" in screen.said()
    screen.valid("")
    assert presenter.form.valid_until == ""


def test_texts_said_before_are_offered(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    from PySide6.QtWidgets import QMenu

    menu = QMenu()
    screen.page.editor.terms._texts("payment_terms", menu)
    screen.pick(menu, "&1")
    assert screen.page.presenter.form.payment_terms == options.texts("payment_terms")[0]


def test_templates_are_kept_taken_and_written_anew(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    screen.begin(customer)
    screen.pick(screen.others(), "安裝工程")
    shipped = screen.names()
    assert len(shipped) > 3
    answers.answers[:] = ["我的工程"]
    screen.pick(screen.others(), "把這張存成範本")
    screen.write("多一行", "1", "100")
    answers.answers[:] = ["我的工程", 0]
    screen.pick(screen.others(), "把這張存成範本")
    own = [one for one in quote_templates.rows() if not one.is_shipped]
    assert [(one.name, one.lines) for one in own] == [("我的工程", len(shipped) + 1)]


def test_a_scanned_product_goes_onto_the_quote(screen: QuoteScreen, customer: int) -> None:
    products.add(ProductForm("LED 燈管", barcode="4710001112223", price=Decimal(180)))
    screen.begin(customer)
    do = screen.page.scanned("4710001112223")
    assert do is not None
    do()
    assert screen.names() == ["LED 燈管"]
    assert screen.page.scanned("0000000000000") is None


# its paper


def test_f6_shows_the_paper_as_it_is_printed(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.window.press(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    screen.window.settle()
    page = screen.page
    assert page.sheet.isVisible()
    assert not page.editor.isVisible()
    assert "19,132" in page.sheet.view.pages.words()
    screen.window.press(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert page.editor.isVisible()


def test_a_wide_window_shows_both_and_follows_what_is_typed(screen: QuoteScreen, customer: int) -> None:
    screen.window.window.resize(1680, 900)
    screen.open(written(customer))
    assert screen.page.sheet.isVisible()
    assert screen.page.editor.isVisible()
    screen.write("多一行", "1", "1000")
    screen.window.wait_for(lambda: "20,182" in screen.page.sheet.view.pages.words())


def test_what_was_issued_is_seen_as_it_left_and_changed_as_version_two(
    screen: QuoteScreen, customer: int, answers: Answers
) -> None:
    from reports import quote_pdf

    quote = written(customer)
    quote_life.issue(quote, quote_pdf.make)
    frozen = quote_versions.pdf(quotes.get(quote).versions[0].id)
    screen.open(quote)
    assert not screen.page.editor.isVisible()
    assert "等回覆" in screen.title()
    answers.answers[:] = [1]  # 拿到了，出第 2 版
    screen.window.click("改…", screen.page)
    assert screen.page.editor.isVisible()
    assert "第 2 版" in screen.title()
    assert "-R2" in screen.title()
    screen.write("多一行", "1", "1000")
    assert screen.page.save()
    assert quote_versions.pdf(quotes.get(quote).versions[0].id) == frozen


def test_without_a_line_nothing_is_issued(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.window.click("定稿並列印", screen.page)
    assert "至少寫一行" in screen.said()
    assert not screen.window.has_dialog()


def test_a_cell_that_cannot_be_read_stops_it_with_a_sentence(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "一些", "4500")
    screen.window.click("定稿並列印", screen.page)
    assert "一些" in screen.said()
    assert quotes.rows() == []


def test_four_hundred_lines_are_one_quote(screen: QuoteScreen, customer: int) -> None:
    many = [LineForm(name=f"品項 {at}", quantity=Decimal(1), unit_price=Decimal(100)) for at in range(400)]
    quote = written(customer, many)
    screen.open(quote)
    lines.begin(screen.page.editor.grid)
    lines.enter(screen.page.editor.grid, "最後一行", "1", "100")
    assert "總計 42,105" in screen.sums()
    assert screen.page.save()
    assert len(quotes.get(quote).form.lines) == 401
    QApplication.processEvents()


def test_letters_in_an_open_cell_are_kept_before_it_is_left(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    grid = screen.page.editor.grid
    lines.begin(grid)
    lines.write(grid, "LED 16W")
    screen.window.wait_for(lambda: drafts.left() and drafts.left()[0].body["lines"])
    assert drafts.left()[0].body["lines"][0]["name"] == "LED 16W"
    assert (lines.box(grid).isVisible(), screen.names()) == (True, [])  # one is typing on
    lines.press(grid, Qt.Key.Key_Escape)
