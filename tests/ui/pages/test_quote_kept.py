"""What is typed into a quote outlives a job that writes, a quote thrown away elsewhere, and Ctrl+Z."""

from decimal import Decimal
from pathlib import Path

import pytest

from db.core import journal
from db.services import customers, drafts, quote_life, quotes, settings
from db.services.lines import LineForm
from tests.screens import lines
from tests.screens.asks import Answers
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from tests.screens.work import worker_busy
from tests.services.november_quotes import builder, written

PAUSE = 0.8  # seconds of the window's own: longer than it waits before it keeps what is typed


@pytest.fixture
def customer(shop: Path) -> int:
    settings.save({"invoices": "exclusive"})
    return builder()


@pytest.fixture
def screen(customer: int, answers: Answers) -> QuoteScreen:
    return QuoteScreen(Window(answers))


def type_line(screen: QuoteScreen) -> None:
    """A line by keyboard, without waiting for the worker."""
    grid = screen.page.editor.grid
    lines.begin(grid)
    lines.enter(grid, "安裝工資", "1", "4500")


def test_a_page_left_while_a_job_writes_keeps_what_was_typed(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    with worker_busy(journal._lock):  # a job is writing
        type_line(screen)
        screen.window.window.go("customers")
    assert [one.body["lines"][0]["name"] for one in drafts.left()] == ["安裝工資"]
    screen.window.press_toast()
    assert screen.names() == ["安裝工資"]
    assert drafts.catch_up()


def test_what_a_job_kept_from_being_written_is_written_when_it_ends(screen: QuoteScreen, customer: int, shop: Path) -> None:
    screen.begin(customer)
    with worker_busy(journal._lock):  # a job is writing
        type_line(screen)
        assert not screen.page.save()
        assert "留著" in screen.said()
    assert not drafts._waiting
    assert drafts.left()[0].id  # it stands in the file


def test_a_draft_that_is_only_looked_at_is_not_kept(screen: QuoteScreen, customer: int) -> None:
    screen.open(written(customer))
    screen.window.settle(PAUSE)
    assert drafts.left() == []


@pytest.mark.parametrize("is_saved", [False, True])
def test_a_draft_thrown_away_does_not_come_back_a_moment_later(screen: QuoteScreen, customer: int, is_saved: bool) -> None:
    screen.open(written(customer)) if is_saved else screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    lines.begin(screen.page.editor.grid)
    lines.write(screen.page.editor.grid, "還開著的一格")
    screen.choose_more("丟掉草稿")
    screen.window.settle(PAUSE)
    assert (drafts.left(), quotes.rows()) == ([], [])


def test_ctrl_z_takes_back_what_was_typed_into_the_head_before_the_quote_itself(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.project("後陽台")
    screen.project("後陽台漏水")
    screen.page.editor.grid.setFocus()
    screen.window.window.command("undo")
    assert quotes.is_there(quote)
    assert screen.page.presenter.form.project == quotes.get(quote).form.project
    assert screen.page.editor.boxes.project.text() == quotes.get(quote).form.project
    screen.window.window.command("undo")
    assert not quotes.is_there(quote)


def test_a_quote_thrown_away_elsewhere_leaves_what_was_typed_since(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.project("不能丟的案名")
    names = screen.names()
    quotes.discard(quote)
    screen.window.settle()
    assert screen.names() == names
    assert screen.page.editor.boxes.project.text() == "不能丟的案名"
    assert "不能丟的案名" in str(drafts.left()[0].body)
    assert screen.page.save()
    assert [row.project for row in quotes.rows()] == ["不能丟的案名"]


def test_a_quote_thrown_away_elsewhere_leaves_an_empty_page_where_nothing_was_typed(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    quotes.discard(quote)
    screen.window.settle()
    assert screen.names() == []
    assert screen.page.presenter.id is None
    screen.window.window.go("customers")
    assert (quotes.rows(), drafts.left()) == ([], [])


def test_mine_beside_theirs_waits_for_a_job_that_writes(screen: QuoteScreen, customer: int, answers: Answers) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.write("我的", "1", "100")
    form = quotes.get(quote).form
    form.project = "別處寫的"
    quotes.change(quote, form)
    screen.window.settle()
    with worker_busy(journal._lock):  # a job is writing
        assert not screen.page.keeping._is_done(lambda: screen.page.presenter.save_as_another(screen.page.editor.lines()))
        assert "留著" in screen.said()
    answers.answers[:] = [1]
    assert not screen.page.save()
    assert len(quotes.rows()) == 2


@pytest.mark.parametrize("way", [0, 1])  # corrected, or the next version
def test_changing_what_was_just_issued_brings_nothing_older_back(
    screen: QuoteScreen, customer: int, answers: Answers, way: int
) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    screen.issue()
    screen.window.settle(PAUSE)
    screen.window.leave_dialogs()
    quote = screen.page.presenter.id or 0
    from reports import quote_pdf

    quote_life.issue(quote, quote_pdf.make)
    screen.window.settle(PAUSE)
    answers.answers[:] = [way]
    screen.window.click("改…", screen.page)
    assert "放回來" not in screen.window.toast()
    assert drafts.left() == []


def test_another_language_keeps_a_quote_of_which_only_the_customer_is_known(screen: QuoteScreen, customer: int) -> None:
    screen.begin()
    screen.choose(customer)
    screen.window.choose("檢視", "語言/English")
    assert screen.page.presenter.customer == customer


def test_what_is_still_in_an_open_cell_is_saved_with_the_rest(screen: QuoteScreen, customer: int) -> None:
    screen.begin(customer)
    screen.write("安裝工資", "1", "4500")
    lines.begin(screen.page.editor.grid)
    lines.write(screen.page.editor.grid, "還開著的一格")
    assert screen.page.save()
    assert [line.name for line in quotes.get(screen.page.presenter.id or 0).form.lines] == ["安裝工資", "還開著的一格"]
    lines.begin(screen.page.editor.grid)
    lines.write(screen.page.editor.grid, "第三行")
    screen.window.window.go("customers")
    assert len(quotes.get(quotes.rows()[0].id).form.lines) == 3


def test_what_is_resumed_is_not_saved_over_what_was_written_elsewhere(
    screen: QuoteScreen, customer: int, answers: Answers
) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.write("我的", "1", "100")
    screen.page.keeping.keep()
    screen.page._is_begun = False  # as if the program was gone
    form = quotes.get(quote).form
    form.project = "別處寫的"
    quotes.change(quote, form)
    screen.window.window.go("quote", left=f"quote:{quote}")
    screen.window.settle()
    answers.answers[:] = [None]
    assert not screen.page.save()
    assert "別處也改了" in answers.asked[-1]
    assert quotes.get(quote).form.project == "別處寫的"


def test_a_draft_of_a_customer_merged_meanwhile_is_resumed_for_the_one_that_stayed(screen: QuoteScreen, customer: int) -> None:
    from db.services import merging
    from db.services.customer_form import CustomerForm

    double = customers.add(CustomerForm(name="宏達室內裝修"))
    screen.begin(double)
    screen.write("安裝工資", "1", "4500")
    screen.page.keeping.keep()
    slot = screen.page.presenter.slot
    screen.page._is_begun = False
    merging.merge(customer, double)
    screen.window.window.go("quote", left=slot)
    screen.window.settle()
    assert screen.page.presenter.customer == customer
    assert screen.page.save()


def test_a_deed_of_the_menu_saves_what_is_typed_before(screen: QuoteScreen, customer: int) -> None:
    quote = written(customer)
    screen.open(quote)
    screen.write("多一行", "1", "100")
    screen.choose_more("再報一次")
    assert all("多一行" in [line.name for line in quotes.get(row.id).form.lines] for row in quotes.rows())
    assert len(quotes.rows()) == 2


def test_lines_of_a_loaded_quote_are_not_shared(screen: QuoteScreen, customer: int) -> None:
    screen.open(written(customer, [LineForm(name="門", quantity=Decimal(1), unit_price=Decimal(100))]))
    screen.page.editor.grid.open(0, "price")
    lines.enter(screen.page.editor.grid, "200")
    assert screen.page.presenter.is_changed(screen.page.editor.lines())
