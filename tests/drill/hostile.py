"""Hostile strings in every text a person can type: saved, found, printed, exported, taken back; nothing is opened or called."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from db.core import file, search
from db.core.connection import database, rows
from db.core.values.text import clean_text, one_line
from db.services import customers, interactions, letters, lists, quote_paper, quotes, tags
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from db.services.lists import Selection
from importers import round_trip
from importers.values import Source
from reports import card_pdf, customer_list, exports, fonts, labels_pdf, quote_pdf
from reports.exports import Wish
from reports.label_sheets import SHEETS
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "Hostile strings"
RULES: Final = ("R14", "R15", "R16", "S10", "S11")
STRINGS: Final = (
    "王<b>小明</b>", "<h1>大", '<img src="file:///C:/x">', '<img src="http://127.0.0.1:9/x">', "</para><para>", "A&B<co", "&#0;",
    '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", "+886912345678", "-1+1", "@SUM(1)", "＝1+1", "\tTAB", "\rCR", "\nLF",
    "\"';=1", "王\0明", "\u202eRTL", "Z\u200dW\u200b\ufeff", "e" + "\u0301" * 200, "𠮷𠀋😀👨‍👩‍👧", "０９１２",
    "堃喆犇峯裏煊碁", "\ue000造字",
    "許功蓋", "%", "_", "\\", "'; DROP TABLE--", "長" * 10_000, "\ud800半", "{0} %s {{x}}", "..\\..\\x", "   ",
    "ㄅㄆㄇ", "ไทย Tiếng Việt",
    "無" * 300, "'quoted", "//server/share",
)  # fmt: skip
_ENORMOUS: Final = "大" * 1_000_000
_EVENTS: Final = ("socket.connect", "socket.getaddrinfo", "os.system", "subprocess.Popen", "urllib.Request")
_seen: list[str] = []
_watching = False


def lines(ground: Ground) -> Iterator[Line]:
    """Every string through every field and every output; then one of a million letters."""
    fonts.load()
    sys.addaudithook(_hear)
    strings = STRINGS
    shop, faults = shops.copy(shops.empty(), ground.place("shop")), list[str]()
    with file.opened(shop), _watched():
        made = {customers.add(_form(text)): text for text in strings}
        faults += [f"{text!r} was changed" for one, text in made.items() if not _is_kept(one, text)]
        faults += [f"{text!r} is not found" for one, text in made.items() if not _is_found(one, text)]
        for one, text in made.items():
            _talk_and_quote(one, text)
        papers = list(_papers(made))
        sheets = list(_sheets(ground, made))
    yield Line("strings kept and found in every field", len(strings), len(strings) - len(set(faults)), "; ".join(faults)[:200])
    yield Line("papers drawn with all of them", len(papers), sum(papers))
    yield Line("files that come home as they went, no cell a formula", len(sheets), sum(sheets))
    yield _enormous(ground)
    yield Line("nothing was called or opened meanwhile", 1, int(not _seen), "; ".join(_seen)[:200])


def _form(text: str) -> CustomerForm:
    return CustomerForm(
        name=text.strip("\0\t\r\n ") or "空白",
        note=text,
        company=text,
        category=text[:50],
        points=[PointForm("line_id", text[:60]), PointForm("email", f"{text[:20]}@example.com")],
        addresses=[AddressForm(f"台北市中山區{text[:200]}")],
    )


def _is_kept(customer: int, text: str) -> bool:
    """The note says what was typed, but for what no text may hold (A4: stripped on input)."""
    return customers.form(customer).note.strip() == clean_text(text).strip()


def _is_found(customer: int, text: str) -> bool:
    word = one_line(clean_text(text))[:12].strip()
    return not word or customer in search.find(word) or not search.find(word[:2])


def _talk_and_quote(customer: int, text: str) -> None:
    interactions.add(InteractionForm(customer, clean_text(text).strip() or "空白"))
    tags.attach([customer], [one_line(clean_text(text))[:20] or "空白"])
    form = quotes.new(customer)
    form.lines = [LineForm(name=text.strip() or "空白", note=text, quantity=Decimal(1), unit_price=Decimal(450))]
    form.note = text
    quotes.add(form)


def _papers(made: dict[int, str]) -> Iterator[bool]:
    """Cards, quotes, labels and the list, all as PDF; how many are PDFs."""
    for customer in made:
        yield card_pdf.make(customer).pdf.startswith(b"%PDF")
    for (quote,) in rows("SELECT id FROM quote"):
        yield quote_pdf.make(quote_paper.of(quote)).pdf.startswith(b"%PDF")
    addressees = letters.of(Selection(chosen=tuple(made))).addressees
    yield labels_pdf.make(addressees, SHEETS["3x8"]).pdf.startswith(b"%PDF")
    yield customer_list.make(lists.ids(lists.ListQuery())).pdf.startswith(b"%PDF")


def _sheets(ground: Ground, made: dict[int, str]) -> Iterator[bool]:
    """The exports: read by our own import they say nothing otherwise than the shop; no cell of them begins a formula."""
    for ending in ("xlsx", "csv", "vcf"):
        path = ground.folder / f"out.{ending}"
        exports.write(path, Wish(Selection(chosen=tuple(made)), ending, purpose="drill"))  # type: ignore[arg-type]
        back = round_trip.read(Source(path=path, name=path.name))
        yield back is not None and not back.ticked and _has_no_formula(path)


def _has_no_formula(path: Path) -> bool:
    """OWASP's list, and the full-width ones; a cell of type text in a workbook can't be one."""
    if path.suffix == ".csv":
        import csv

        with path.open(encoding="utf-8-sig", newline="") as lines_:
            return not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for row in csv.reader(lines_) for cell in row)
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        return not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return True


def _enormous(ground: Ground) -> Line:
    """A text of a million letters is saved and printed, or refused in a sentence."""
    shop = shops.copy(shops.empty(), ground.place("enormous"))
    with file.opened(shop):
        one = customers.add(CustomerForm(name="王小明", note=_ENORMOUS))
        kept = customers.form(one).note == _ENORMOUS
        drawn = card_pdf.make(one).pdf.startswith(b"%PDF") if ground.size == "full" else True
        database.execute("SELECT 1").fetchall()
    return Line("a note of a million letters", 1, int(kept and drawn))


@contextmanager
def _watched() -> Iterator[None]:
    global _watching  # noqa: PLW0603 - an audit hook can't be taken off
    _watching = True
    _seen.clear()
    try:
        yield
    finally:
        _watching = False


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in _EVENTS and "read-workbook" not in str(arguments):
        _seen.append(f"{event} {str(arguments)[:80]}")
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(("file:", "http", "C:", "\\\\", "//")):
        _seen.append(f"open {arguments[0][:80]}")
