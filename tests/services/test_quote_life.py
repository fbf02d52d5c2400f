"""What becomes of a quote: issued with number and paper together or not at all, changed as versions, accepted, refused, void."""

import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import audit, clock, file
from db.core.connection import database, rows, value
from db.core.errors import InputError, NoSpaceError, RefusedError
from db.services import (
    payments,
    quote_life,
    quote_numbers,
    quote_versions,
    quotes,
    sales,
    settings,
    tasks,
)
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.quote_paper import QuotePaper
from tests.services.november_quotes import Sheet, builder, drawn, written

_GONE = """
import os, signal, sys
from pathlib import Path
from db.core import file
from db.services import quote_life
file.open_shop(Path(sys.argv[1]))

class Sheet:
    pages, missing = 1, frozenset()

    @property
    def pdf(self):  # looked at once the number is given
        os.kill(os.getpid(), signal.SIGKILL)

quote_life.issue(int(sys.argv[2]), lambda paper: Sheet())
"""

pytestmark = pytest.mark.usefixtures("saturday", "shop")


@pytest.fixture
def one() -> int:
    return builder()


def _item(name: str, price: int, kind: str = "item") -> LineForm:
    return LineForm(kind, name=name, quantity=Decimal(1), unit_price=Decimal(price))


def test_issuing_gives_number_paper_and_reminder_together(one: int) -> None:
    quote = written(one)
    shown: list[QuotePaper] = []

    def draw(paper: QuotePaper) -> Sheet:
        shown.append(paper)
        return drawn(paper)

    issued = quote_life.issue(quote, draw)
    assert (issued.number, issued.version, issued.unit) == ("1151121-001", 1, audit.units(1)[0].id)
    assert (shown[0].number, shown[0].is_draft, shown[0].total) == ("1151121-001", False, 19132)
    assert quote_versions.pdf(issued.issued) == issued.pdf == drawn(shown[0]).pdf
    (reminder,) = tasks.of(one)
    assert (reminder.origin, reminder.due_on) == ("quote", "2026-11-24")
    assert reminder.title == "追蹤報價 1151121-001 $19,132"
    assert quotes.get(quote).row.state == "issued"


def test_no_reminder_where_the_shop_wants_none_and_never_on_a_closed_day(one: int) -> None:
    settings.save({"quote_follow_up": "1"})
    quote_life.issue(written(one), drawn)
    assert [task.due_on for task in tasks.of(one)] == ["2026-11-23"]
    settings.save({"quote_follow_up": "0"})
    quote_life.issue(written(one), drawn)
    assert len(tasks.of(one)) == 1


def test_what_cant_be_drawn_burns_no_number(one: int) -> None:
    quote = written(one)

    def breaks(_paper: QuotePaper) -> Sheet:
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError):
        quote_life.issue(quote, breaks)
    assert (quotes.get(quote).row.state, quotes.get(quote).row.number, tasks.of(one)) == ("draft", "", [])
    assert quote_life.issue(quote, drawn).number == "1151121-001"


def test_a_full_disk_issues_nothing_and_burns_no_number(one: int) -> None:
    quote = written(one)
    database.execute(f"PRAGMA max_page_count = {value('PRAGMA page_count')}")
    with pytest.raises(NoSpaceError):
        quote_life.issue(quote, lambda _paper: Sheet(bytes(range(256)) * 4_000))
    database.execute("PRAGMA max_page_count = 1073741823")
    assert value("SELECT count(*) FROM issued_quote") == 0
    assert quotes.get(quote).row.state == "draft"
    assert quote_life.issue(quote, drawn).number == "1151121-001"


def test_power_gone_between_number_and_paper_leaves_neither(shop: Path, one: int) -> None:
    quote = written(one)
    file.close()
    done = subprocess.run([sys.executable, "-c", _GONE, str(shop), str(quote)], check=False)
    assert done.returncode == -signal.SIGKILL
    file.open_shop(shop)
    assert value("SELECT count(*) FROM issued_quote") == value("SELECT count(*) FROM counter WHERE name LIKE 'quote:%'") == 0
    assert quotes.get(quote).row.state == "draft"
    assert quote_life.issue(quote, drawn).number == "1151121-001"


def test_the_paper_is_drawn_before_and_again_where_its_number_went_meanwhile(one: int) -> None:
    quote, other = written(one), written(one)
    shown: list[str] = []

    def draw(paper: QuotePaper) -> Sheet:
        shown.append(paper.number)
        if len(shown) == 1:  # nobody waits for the paper: another one is issued while it is drawn
            assert value("SELECT unit FROM open_unit") is None
            quote_life.issue(other, drawn)
        return drawn(paper)

    issued = quote_life.issue(quote, draw)
    assert shown == ["1151121-001", "1151121-002"]
    assert issued.number == "1151121-002"
    assert "1151121-002" in issued.pdf.decode()


def test_the_paper_says_what_is_kept_of_a_price_with_many_decimals(one: int) -> None:
    quote = written(one, [LineForm(name="螺絲", quantity=Decimal(30_000), unit_price=Decimal("33.33333"))])
    shown: list[QuotePaper] = []
    issued = quote_life.issue(quote, lambda paper: shown.append(paper) or drawn(paper))  # type: ignore[func-returns-value]
    sums = {paper.total for paper in shown} | {quotes.get(quote).totals.total, quote_versions.get(issued.issued).total}
    assert sums == {1_049_999}  # 30,000 x 33.3333 and 5 %
    assert sales.get(quote_life.accept(quote)).total == 1_049_999


def test_an_empty_quote_is_not_issued(one: int) -> None:
    with pytest.raises(InputError):
        quote_life.issue(written(one, [LineForm("heading", name="一、")]), drawn)
    with pytest.raises(RefusedError):
        quote_life.issue(_issued(one), drawn)


def test_issued_in_a_row_numbers_are_unique_and_rise(one: int) -> None:
    settings.save({"quote_follow_up": "0"})
    numbers = [quote_life.issue(written(one, [_item("燈泡", 100)]), drawn).number for _each in range(60)]
    assert numbers == sorted(set(numbers))


def test_the_number_is_of_the_year_on_the_paper(one: int) -> None:
    numbers = []
    for day in ("2026-12-31", "2027-01-01"):
        form = quotes.new(one)
        form.quoted_on, form.valid_until, form.lines = day, "", [_item("燈泡", 100)]
        numbers.append(quote_life.issue(quotes.add(form), drawn).number)
    assert numbers == ["1151231-001", "1160101-001"]


def test_issuing_is_not_taken_back(one: int) -> None:
    issued = quote_life.issue(written(one), drawn)
    with pytest.raises(RefusedError):
        audit.undo(issued.unit)


def test_a_second_version_leaves_the_first_byte_for_byte(one: int) -> None:
    quote = written(one)
    first = quote_life.issue(quote, drawn)
    quote_life.revise(quote)
    form = quotes.get(quote).form
    form.lines[1].quantity, form.project = Decimal(3), "信義路"
    quotes.change(quote, form)
    second = quote_life.issue(quote, drawn)
    assert (second.number, second.version) == ("1151121-001-R2", 2)
    assert quote_versions.pdf(first.issued) == first.pdf != second.pdf
    assert [(one.number, one.is_replaced) for one in quotes.get(quote).versions] == [
        ("1151121-001-R2", False), ("1151121-001", False),
    ]  # fmt: skip
    found = quote_versions.difference(first.issued, second.issued)
    assert [(one.field, one.before, one.after, one.line) for one in found] == [
        ("project", "", "信義路", 0), ("quantity", "2", "3", 2), ("net", "18221", "24681", 0), ("tax", "911", "1234", 0),
        ("total", "19132", "25915", 0),
    ]  # fmt: skip
    assert quote_numbers.look_ahead("quote", clock.today()) == "1151121-002"
    assert len([task for task in tasks.of(one) if task.done_on is None]) == 1


def test_lines_that_came_and_went_are_told(one: int) -> None:
    quote = written(one, [_item("燈泡", 100), _item("燈座", 50)])
    first = quote_life.issue(quote, drawn)
    quote_life.revise(quote)
    form = quotes.get(quote).form
    form.lines = [form.lines[0], _item("吊扇", 900), _item("安裝", 500)]
    quotes.change(quote, form)
    found = quote_versions.difference(first.issued, quote_life.issue(quote, drawn).issued)
    assert [(one.before, one.after) for one in found if one.field == "line"] == [("燈座 1 50", "吊扇 1 900"), ("", "安裝 1 500")]


def test_what_nobody_got_is_replaced_under_the_same_number(one: int) -> None:
    quote = written(one)
    first = quote_life.issue(quote, drawn)
    quote_life.correct(quote)
    form = quotes.get(quote).form
    form.note = "施工時間週一至週五"
    quotes.change(quote, form)
    second = quote_life.issue(quote, drawn)
    assert (second.number, second.version) == (first.number, 1)
    assert [(one.id, one.is_replaced) for one in quotes.get(quote).versions] == [(second.issued, False), (first.issued, True)]
    assert quote_versions.pdf(first.issued) == first.pdf


@pytest.mark.parametrize("begin", [quote_life.revise, quote_life.correct])
def test_a_change_given_up_leaves_what_was_issued(one: int, begin: object) -> None:
    quote = written(one)
    quote_life.issue(quote, drawn)
    before = quotes.get(quote)
    begin(quote)  # type: ignore[operator]
    form = quotes.get(quote).form
    form.lines, form.note = form.lines[:2], "x"
    quotes.change(quote, form)
    quote_life.give_up_revision(quote)
    assert quotes.get(quote) == before
    with pytest.raises(RefusedError):
        quote_life.give_up_revision(written(one))


def test_given_up_it_is_not_taken_again_and_of_whom_it_was(one: int) -> None:
    quote = written(one)
    quote_life.issue(quote, drawn)
    quote_life.refuse(quote, "太貴")
    before = quotes.get(quote)
    quote_life.revise(quote)
    writing = quotes.get(quote)
    assert (writing.row.reason, writing.row.decided_on) == ("", None)
    form = writing.form
    form.customer = builder(code="另一個")
    quotes.change(quote, form)
    quote_life.give_up_revision(quote)
    assert quotes.get(quote) == before


def test_accepted_without_the_option_with_a_deposit(one: int) -> None:
    quote = _issued(one)
    sale = quote_life.accept(quote, deposit=PaymentForm(0, 5700, note="訂金"))
    row = sales.get(sale)
    assert (row.quote, row.net, row.tax, row.total, row.is_owed) == (quote, 18221, 911, 19132, True)
    assert [line.name for line in row.lines] == ["一、主臥浴室", "浴室換氣暖風機", "防水插座", "安裝工資", "老客戶"]
    assert [(paid.sale, paid.amount, paid.note) for paid in payments.of(one)] == [(sale, 5700, "訂金")]
    found = quotes.get(quote)
    assert (found.row.state, found.row.decided_on, found.row.total) == ("accepted", "2026-11-21", 19132)
    assert [task.done_on for task in tasks.of(one)] == ["2026-11-21"]
    for again in (quote_life.accept, quote_life.refuse, quote_life.revise, quote_life.void):
        with pytest.raises(RefusedError):
            again(quote)


def test_options_and_alternatives_that_were_taken_count_in_the_sale(one: int) -> None:
    lines = [
        _item("國產龍頭", 1000), _item("進口龍頭", 3000, "alternative"), _item("日本龍頭", 5000, "alternative"),
        LineForm("heading", name="選配"), _item("濾水器", 2000, "option"), _item("安裝", 500, "option"),
    ]  # fmt: skip
    assert [line.name for line in quote_life.sold_lines(lines)] == ["國產龍頭"]
    quote = written(one, lines)
    quote_life.issue(quote, drawn)
    with pytest.raises(InputError):
        quote_life.accept(quote, [1, 2])
    with pytest.raises(InputError):
        quote_life.accept(quote, [0])
    assert value("SELECT count(*) FROM sale") == 0
    row = sales.get(quote_life.accept(quote, [2, 4]))
    assert [(line.kind, line.name) for line in row.lines] == [
        ("item", "日本龍頭"), ("heading", "選配"), ("item", "濾水器"),
    ]  # fmt: skip
    assert (row.net, row.total, quotes.get(quote).row.net) == (7000, 7350, 1000)


def test_an_alternative_of_nothing_is_refused() -> None:
    with pytest.raises(InputError):
        quote_life.sold_lines([_item("進口龍頭", 3000, "alternative")], [0])


def test_not_taken_with_the_reason_and_open_again(one: int) -> None:
    quote = _issued(one)
    quote_life.refuse(quote, " 太貴 ")
    found = quotes.get(quote).row
    assert (found.state, found.reason, found.decided_on) == ("refused", "太貴", "2026-11-21")
    quote_life.reopen(quote)
    found = quotes.get(quote).row
    assert (found.state, found.reason, found.decided_on) == ("issued", "", None)
    assert len([task for task in tasks.of(one) if task.done_on is None]) == 1
    audit.undo(audit.units(1)[0].id)
    assert quotes.get(quote).row.state == "refused"


def test_accepted_by_mistake_is_open_again_until_money_came(one: int) -> None:
    quote = _issued(one)
    quote_life.accept(quote)
    quote_life.reopen(quote)
    assert value("SELECT count(*) FROM sale") == 0
    quote_life.accept(quote, deposit=PaymentForm(0, 100))
    with pytest.raises(RefusedError):
        quote_life.reopen(quote)
    assert value("SELECT count(*) FROM sale") == 1
    payments.counter(payments.of_sale(sales.of(one)[0].id)[0].id)
    quote_life.reopen(quote)
    assert value("SELECT count(*) FROM sale") == 0
    quote_life.void(quote)


def test_a_void_number_is_never_given_again(one: int) -> None:
    quote = _issued(one)
    quote_life.void(quote, "打錯客戶")
    found = quotes.get(quote)
    assert (found.row.state, found.row.number, found.row.reason) == ("void", "1151121-001", "打錯客戶")
    assert len(found.versions) == 1
    assert tasks.of(one) == []
    assert quote_life.issue(written(one), drawn).number == "1151121-002"
    for again in (quote_life.reopen, quote_life.accept, quote_life.revise):
        with pytest.raises(RefusedError):
            again(quote)
    with pytest.raises(RefusedError):
        quote_life.void(written(one))


def test_a_quote_past_its_day_can_still_be_taken(one: int) -> None:
    form = quotes.new(one)
    form.quoted_on, form.valid_until, form.lines = "2026-10-01", "2026-10-31", [_item("燈泡", 100)]
    quote = quotes.add(form)
    quote_life.issue(quote, drawn)
    assert quotes.get(quote).row.state == "expired"
    assert sales.get(quote_life.accept(quote)).total == 105


def test_what_was_issued_is_chained_into_the_history(shop: Path, one: int) -> None:
    _issued(one)
    assert audit.units(1)[0].action == "quotes.issue"
    assert {table for (table,) in rows("SELECT DISTINCT tbl FROM change WHERE unit = (SELECT max(id) FROM unit)")} == {19, 24, 26}


def _issued(customer: int) -> int:
    quote = written(customer)
    quote_life.issue(quote, drawn)
    return quote
