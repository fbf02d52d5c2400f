"""Papers: a quote and a long list against the same words on a bare canvas, and against the page made from HTML."""

import html
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from db.core import file
from db.core.values import money
from db.services import customers, quote_life, quotes
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.quote_paper import QuotePaper
from reports import list_pdf, quote_pdf
from reports.list_pdf import ListColumn
from tests.bench import bare_canvas, shops
from tests.bench.bare_canvas import Word
from tests.bench.measuring import Row, alternate, in_process, row, seconds
from tests.reports.papers import items, quote

IDS = ("quote", "quote_cold", "quote_400", "quote_html", "list_1000", "issue_1000")
_ROUNDS = 20  # of what takes milliseconds
_LIST = 30_000  # rows of one line: a thousand pages
_QUOTES = 1000
_A_PAGE = 24  # rows of a quote
_RULE = 22.0  # points from one hairline to the next


def rows() -> Iterator[Row]:
    """Nothing but our own words, tables and page breaks stands between the two."""
    yield _drawn("quote", 10, _ROUNDS)
    yield _cold()
    yield _drawn("quote_400", 400, 1)
    if importlib.util.find_spec("weasyprint"):
        yield _html()
    else:
        sys.stderr.write("quote_html: WeasyPrint is not installed (pip install .[bench])\n")
    yield _list()
    yield _issued()


def _drawn(name: str, lines: int, rounds: int) -> Row:
    """A quote of so many lines, warm: what its words alone take on a canvas is the floor."""
    paper = quote(items(lines))
    words = _words(paper)
    bare_canvas.load()
    what = f"a quote of {lines} lines, against its words on a bare canvas"
    both = alternate(
        partial(_each, rounds, partial(quote_pdf.make, paper)),
        partial(_each, rounds, partial(bare_canvas.drawn, words, _RULE)),
        runs=7,
    )
    return row(name, what, both, 2.0, 1.3)


def _words(paper: QuotePaper) -> list[list[Word]]:
    """What our quote says, page by page."""
    document = quote_pdf.of(paper)
    facts = [text for fact in (*document.party, *document.facts) for text in (fact.label, fact.value) if fact.value]
    shop = paper.letterhead
    head = [document.title, shop.name, shop.tax_id, shop.address, shop.phone, *facts]
    titles = tuple(column.title for column in document.columns)
    sums = [text for one in document.totals for text in (one.label, one.amount)]
    blocks = [text for block in document.blocks for text in (block.title, *block.text.splitlines())]
    tail = [*sums, document.in_words, *blocks, *(sign.title for sign in document.signs)]
    return bare_canvas.placed(head, [titles, *(row.cells for row in document.rows)], tail, _A_PAGE)


def _each(rounds: int, work: "partial[object]") -> float:
    return seconds(lambda: [work() for _round in range(rounds)]) / rounds


def _cold() -> Row:
    """The first quote of a process: imports and fonts included."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "words.json"
        kept.write_text(json.dumps(_words(quote(items(10)))))
        both = alternate(
            lambda: in_process("tests.bench.paper_probe", "ours")["seconds"],
            lambda: in_process("tests.bench.paper_probe", "bare", str(kept))["seconds"],
            runs=5,
        )
    what = "the first quote of a process, imports and fonts included, against a bare canvas with the fonts it needs"
    return row("quote_cold", what, both, 2.0, 1.5)


def _html() -> Row:
    """What a page made from HTML would take, in the same letters."""
    from weasyprint import HTML

    paper = quote(items(10))
    page = _page(paper)
    what = "a quote of 10 lines, against WeasyPrint making it from HTML"
    both = alternate(
        partial(_each, _ROUNDS, partial(quote_pdf.make, paper)), lambda: seconds(lambda: HTML(string=page).write_pdf()), runs=5
    )
    return row("quote_html", what, both, 1.0, 0.2)


def _page(paper: QuotePaper) -> str:
    cells = ((line.name, line.quantity, line.unit, line.unit_price, money.shown(line.amount or 0)) for line in paper.lines)
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}" for cell in one) for one in cells)
    sums = f"<p>{money.shown(paper.net)}<p>{money.shown(paper.tax)}<h2>{money.shown(paper.total)}</h2>"
    head = f"<h1>{html.escape(paper.letterhead.name)}</h1><p>{html.escape(paper.party.name)}<p>{paper.number}"
    return f"<style>body {{ font-family: 'Noto Sans TC', sans-serif }}</style>{head}<table>{lines}</table>{sums}"


def _list() -> Row:
    """A list of a thousand pages."""
    titles = [ListColumn("客戶"), ListColumn("電話"), ListColumn("地址"), ListColumn("欠款", "right")]
    listed = [(f"客戶{one:05}", f"0912-{one % 1000:03}-678", f"新北市永和區中正路 {one} 號", f"{one:,}") for one in range(_LIST)]
    words = bare_canvas.placed([one.title for one in titles], listed, (), _LIST // 1000)
    bare_canvas.load()
    both = alternate(
        lambda: seconds(lambda: list_pdf.make("客戶名單", titles, listed)),
        lambda: seconds(lambda: bare_canvas.drawn(words, _RULE)),
        runs=3,
    )
    return row("list_1000", "a list of a thousand pages, against its words on a bare canvas", both, 2.0, 1.3)


def _issued() -> Row:
    """Number, paper, reminder and history of each, whole or not at all; numbers are unique and rise."""
    with file.opened(_shop()):
        customer = customers.add(CustomerForm(name="宏達室內裝修有限公司", kind="company"))
        line = LineForm(name="不鏽鋼水管", quantity=Decimal(2), unit="支", unit_price=Decimal(100))
        drafts = [quotes.add(_filled(customer, line)) for _one in range(_QUOTES)]
        paper = quote(items(1))
        numbers: list[str] = []
        ours = seconds(lambda: numbers.extend(quote_life.issue(one, quote_pdf.make).number for one in drafts))
        peer = seconds(lambda: [quote_pdf.make(paper) for _one in drafts])
    counted = [int(number.rpartition("-")[2]) for number in numbers]
    if counted != list(range(1, _QUOTES + 1)):
        raise AssertionError("numbers are given twice, left out or fall")
    return row("issue_1000", f"{_QUOTES:,} quotes issued in a row, against drawing their papers alone", (ours, peer), 3.0, 2.0)


def _shop() -> Path:
    path = shops.folder() / "quotes.crm"
    file.create(path, shop_name="順發水電材料行")
    return path


def _filled(customer: int, line: LineForm) -> "quotes.QuoteForm":
    form = quotes.new(customer)
    form.lines = [line]
    return form
