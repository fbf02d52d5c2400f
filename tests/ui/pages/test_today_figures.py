"""The figures at the right of Today: what they say, what they lead to, what the counter mode hides of them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from db.core import clock, copying, session
from db.core.connection import value
from db.services import customers, quote_life, quotes, sales, settings, tasks
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from db.services.tasks import TaskForm
from reports import catalogue
from resources.i18n import _
from tests.screens.asks import Answers
from tests.screens.reports import Reports
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from tests.services.november_quotes import drawn
from ui.kit import counter, theme
from ui.kit import settings as machine
from ui.pages.today import beside
from ui.pages.today.beside import Money
from ui.pages.today.figures import compared
from ui.pages.today.line import button_width
from ui.pages.today.side import SidePanel
from ui.papers.dialog import PaperDialog

pytestmark = pytest.mark.usefixtures("saturday")


def sold(customer: int, dollars: int, on: str) -> None:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(dollars))
    sales.add(SaleForm(customer, [line], happened_on=on, tax_mode="none"))


@pytest.fixture
def customer(shop: Path) -> int:
    one = customers.add(CustomerForm(name="宏達"))
    for dollars, on in ((1_200, "2026/11/3"), (800, "2026/11/20"), (1_600, "2026/10/20"), (500, "2026/10/30")):
        sold(one, dollars, on)
    return one


def panel(answers: Answers) -> tuple[Window, SidePanel]:
    window = Window(answers)
    side = TodayScreen(window).page.side.panel
    assert side is not None
    return window, side


def test_the_month_is_compared_with_the_same_days_of_the_last(customer: int, answers: Answers) -> None:
    window, side = panel(answers)
    assert side.money.sum.text() == "$2,000"
    assert value("SELECT sum(total) FROM sale WHERE happened_on LIKE '2026-11%'") == 2_000
    assert Reports(window, "this_month").table()[0][1] == "2,000"  # as the report says it
    assert side.money.compared.text() == "比上月同期多 25\N{NO-BREAK SPACE}%"
    assert [said for at in (10, 11) if (said := side.money.bars.said(at))] == ["2026/10　$2,100", "2026/11　$2,000"]


@pytest.mark.parametrize(
    ("now", "before", "said"), [(5, 10, "比上月同期少 50 %"), (10, 10, "比上月同期多 0 %"), (10, 0, ""), (-5, -10, "")]
)
def test_nothing_is_compared_with_nothing(now: int, before: int, said: str) -> None:
    assert compared(Money(now, before, ())).replace("\N{NO-BREAK SPACE}", " ") == said


def heights(side: SidePanel) -> set[int]:
    """How much of each month's room is painted above its number."""
    bars = side.money.bars
    image, each = bars.grab().toImage(), bars.width() / 12
    high = bars.height() - QFontMetrics(theme.font(theme.SMALL)).height() - 6
    ground = image.pixel(0, 0)
    return {sum(image.pixel(int((at + 0.5) * each), y) != ground for y in range(high)) for at in range(12)}


def test_an_amount_is_hidden_at_the_counter(customer: int, answers: Answers) -> None:
    window, side = panel(answers)
    assert len(heights(side)) > 1  # 2,000 beside 2,100, and months without a sale
    counter.switch()
    window.settle()
    assert len(heights(side)) == 1
    assert {side.money.sum.text(), side.money.compared.text()} == {counter.HIDDEN}
    assert side.money.bars.said(11) == f"2026/11　{counter.HIDDEN}"


def test_quotes_that_wait_are_counted_and_lead_to_their_report(customer: int, answers: Answers) -> None:
    form = quotes.new(customer)
    form.lines = [LineForm(name="換氣扇", quantity=Decimal(1), unit_price=Decimal(3_000))]
    form.tax_mode = "none"
    quote_life.issue(quotes.add(form), drawn)
    window, side = panel(answers)
    assert side.waiting.words.text() == "1 張，共 $3,000。"  # so few are decided that nothing is foretold
    window.click("看是哪些", side.waiting)
    assert window.window.key == "reports"
    assert Reports(window).title() == _(catalogue.QUESTIONS["open_quotes"].title)


def test_without_sales_there_is_no_card_of_money(shop: Path, answers: Answers) -> None:
    _window, side = panel(answers)
    assert side.money.isHidden() and side.waiting.isHidden() and side.away.isHidden() and side.letter.isHidden()
    assert side.backup.text()


def test_the_letter_of_the_month_is_offered_on_its_first_open_day(customer: int, answers: Answers) -> None:
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    window, side = panel(answers)
    assert side.letter.look.text() == "11 月的老闆月報好了〔看〕"
    side.letter.look.click()
    window.settle()
    (paper,) = window.window.findChildren(PaperDialog)
    assert "老闆月報" in paper.windowTitle()
    window.leave_dialogs()
    window.window.command("refresh")
    window.settle()
    assert side.letter.isHidden()


def test_the_letter_of_another_shop_is_another_letter(customer: int, answers: Answers, shop: Path, tmp_path: Path) -> None:
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    window, side = panel(answers)
    side.letter.later.click()
    assert side.letter.isHidden()
    branch = tmp_path / "branch.crm"
    copying.copy(shop, branch)
    window.window.switch_to(branch, "today")
    window.settle()
    other = TodayScreen(window).page.side.panel
    assert other is not None and not other.letter.isHidden()


def test_what_could_not_be_worked_out_is_not_promised(customer: int, answers: Answers) -> None:
    window, side = panel(answers)
    siding = TodayScreen(window).page.side
    siding._tell(replace(beside.look(), away=None))
    assert side.away.words.text() == "計算中…"
    siding._worked_out(False)
    assert siding._soon.isActive()
    siding._soon.stop()
    siding._give_up()
    assert side.away.isHidden()


def test_buttons_follow_the_letters(shop: Path, answers: Answers) -> None:
    machine.put("size", "standard")
    tasks.add(TaskForm(title="招牌燈請人來修", due_on="2026-11-20"))
    window = Window(answers)
    page = TodayScreen(window).page
    narrow = page.lines[0].buttons[0].width()
    line = page.lines[0]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, size="extra")  # before anything is drawn anew
    assert line.buttons[0].width() == max(button_width(), line.buttons[0].sizeHint().width()) > narrow
    theme.apply(app, size="large")


def test_the_letter_is_offered_all_month_until_it_is_put_off(customer: int, answers: Answers) -> None:
    clock.fix(datetime(2026, 12, 9, 2, tzinfo=UTC))
    window, side = panel(answers)
    assert side.letter.isVisible()
    side.letter.later.click()
    window.window.command("refresh")
    window.settle()
    assert side.letter.isHidden()


def test_who_stays_away_is_said_once_it_is_worked_out_as_the_report_says_it(customer: int, answers: Answers) -> None:
    for at in range(25):
        one = customers.add(CustomerForm(name=f"客人{at}"))
        for month in (1, 2, 3) if at < 5 else (9, 10, 11):
            sold(one, 1_000, f"2026/{month}/{at % 28 + 1}")
    window, side = panel(answers)
    assert side.away.words.text() == "計算中…"
    window.wait_for(lambda: "計算中" not in side.away.words.text())
    said = side.away.words.text()
    table = Reports(window, "late")
    assert said.startswith(table.sentence().partition("。")[0])
    assert f"最該先打的是 {table.table()[0][0]}" in said
    counter.switch()
    window.settle()
    assert side.away.words.text() == counter.HIDDEN


def test_staff_see_no_money_beside_their_calls(customer: int, answers: Answers) -> None:
    settings.save({"staff": ["小美"]})
    clock.fix(datetime(2026, 12, 1, 2, tzinfo=UTC))
    window, side = panel(answers)
    assert side.money.isVisible() and side.letter.isVisible()
    session.act_as("小美")
    window.window.command("refresh")
    window.settle()
    assert side.money.isHidden() and side.letter.isHidden()


def test_in_a_narrow_window_the_figures_give_way_and_a_button_brings_them(customer: int, answers: Answers) -> None:
    window, side = panel(answers)
    page = TodayScreen(window).page
    window.window.resize(1366, 700)
    window.settle()
    assert side.isVisible() and page.side.way.isHidden()
    window.window.resize(900, 700)
    window.settle()
    assert side.isHidden() and page.side.way.isVisible()
    page.side.way.click()
    assert side.isVisible() and not page._list.isVisible()
    page.side.way.click()
    assert side.isHidden() and page._list.isVisible()
