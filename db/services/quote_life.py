"""The life of a quote: issued under a number with its paper frozen, changed as a new version, accepted, not taken, void.

Nothing of it un-issues a paper: a number that was given is never given again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal, Protocol

from db.core import clock
from db.core.connection import rows as read
from db.core.errors import InputError, RefusedError
from db.core.journal import unit
from db.core.values.amounts import PRICED
from db.core.values.text import clean_text
from db.models import IssuedQuote, Task
from db.services import (
    attachments,
    open_days,
    options,
    payments,
    quote_form,
    quote_numbers,
    quote_paper,
    quote_versions,
    quotes,
    sales,
    tasks,
)
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.quote_form import QuoteForm
from db.services.quote_paper import QuotePaper
from resources import i18n
from resources.i18n import N_, _

_ASKED: Final = N_("Quote {number}: what became of it?")
_TAKEABLE: Final = frozenset({"option", "alternative"})


class Drawn(Protocol):
    """A finished paper: reports.layout.Made."""

    @property
    def pdf(self) -> bytes:
        """Its bytes."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def missing(self) -> frozenset[str]:
        """The characters that stand as 〓."""


Draw = Callable[[QuotePaper], Drawn]


@dataclass(frozen=True, slots=True)
class Issued:
    """What left the house; `number` as printed, `issued` the id of its frozen version, `unit` of the history."""

    number: str
    version: int
    pdf: bytes
    issued: int
    unit: int
    missing: frozenset[str] = frozenset()  # characters that stand as 〓 on it


def issue(quote: int, draw: Draw) -> Issued:
    """定稿: number, frozen paper and reminder are there together or not at all. InputError: nothing stands on it.

    The paper is drawn before, under the number that comes next, so that nobody waits for it; once more only where something of
    it was changed meanwhile.
    """
    expected = _ready(quote, quote_numbers.look_ahead)[-1]
    made = draw(expected)
    with unit("quotes.issue") as opened:
        row, form, number, paper = _ready(quote, quote_numbers.next_number)
        printed = paper.number
        if paper != expected:
            made = draw(paper)
        assert (paper.net, paper.tax, paper.total) == (row.net, row.tax, row.total)  # noqa: S101 - one money function
        issued = _freeze(row, printed, form, made)
        row.write({"number": number, "state": "issued", "decided_on": None, "reason": ""})
        _ask_later(row, printed)
        opened.detail["name"] = printed
        return Issued(printed, row.version, made.pdf, issued, opened.id, made.missing)


def _ready(quote: int, numbered: Callable[[Literal["quote"], date, str], str]) -> tuple[Any, QuoteForm, str, QuotePaper]:
    """The stored row of a draft, its form, its number (its own or the next one), and the paper under that."""
    row, form = quotes.draft(quote), quotes.get(quote).form
    refuse_empty(form.lines)
    number = row.number or numbered("quote", date.fromisoformat(row.quoted_on), row.staff)
    return row, form, number, quote_paper.of_form(form, quotes.numbered(number, row.version), row.version, is_draft=False)


def refuse_empty(lines: Iterable[LineForm]) -> None:
    """InputError: nothing stands there that could be ordered."""
    if not any(line.kind in PRICED for line in lines):
        raise InputError(_("There is nothing on this quote yet. Please write down at least one line."), field="lines")


def revise(quote: int) -> None:
    """第 2 版: the customer has the paper, so a change makes a new one. RefusedError: decided or void already."""
    with unit("quotes.revise"):
        row = _in(quote, "issued", "refused")
        row.write({"state": "draft", "version": row.version + 1})


def correct(quote: int) -> None:
    """The customer never had the paper: it is changed under the same number; the old one is kept as replaced when the next
    one is issued.
    """
    with unit("quotes.correct"):
        _in(quote, "issued").write({"state": "draft"})


def give_up_revision(quote: int) -> None:
    """The quote as it was issued last, and answered, without what was changed since. RefusedError: it was never issued."""
    with unit("quotes.give_up_revision"):
        row = quotes.draft(quote)
        last = next((one for one in quote_versions.of(quote) if not one.is_replaced), None)
        if last is None:
            raise RefusedError(_("This quote was never issued. It can be thrown away."))
        quotes.write(row, quote_versions.form(last.id))
        row.write({"state": "refused" if row.decided_on else "issued", "version": last.version})


def accept(quote: int, taken: Iterable[int] = (), deposit: PaymentForm | None = None, ordered: Iterable[int] = ()) -> int:
    """成交: the sale it becomes, with its id; `taken` are the places (from 0) of options and alternatives the customer took,
    `ordered` those of lines that are on order (訂貨中).

    An alternative takes the place of the item above it. RefusedError: not issued, or decided already.
    """
    with unit("quotes.accept") as opened:
        row, on_order = _in(quote, "issued"), set(ordered)
        lines = quotes.get(quote).form.lines
        coming = [replace(line, delivery="ordered") if at in on_order else line for at, line in enumerate(lines)]
        bought = sold_lines(coming, taken)
        sale = sales.insert(sales.from_quote(quote, bought))
        if deposit is not None:
            payments.insert(replace(deposit, customer=row.customer_id, sale=sale))
        _decide(row, "accepted")
        opened.detail["name"] = quotes.numbered(row.number, row.version)
        return sale


def sold_lines(lines: Sequence[LineForm], taken: Iterable[int] = ()) -> list[LineForm]:
    """The lines that are bought: items, what was taken of options and alternatives, and the words around them.

    InputError: a place where nothing can be chosen, two alternatives for one item.
    """
    chosen = set(taken)
    if wrong := sorted(at for at in chosen if not (0 <= at < len(lines) and lines[at].kind in _TAKEABLE)):
        raise InputError(_("Line {line} of the quote is nothing to choose.").format(line=wrong[0] + 1), field="taken")
    instead = [_item_above(lines, at) for at in sorted(chosen) if lines[at].kind == "alternative"]
    if len(instead) != len(set(instead)):
        raise InputError(_("Two alternatives of one item are chosen. Please choose one."), field="taken")
    gone = {at for at, line in enumerate(lines) if line.kind in _TAKEABLE and at not in chosen} | set(instead)
    bought = [replace(line, kind="item") if line.kind in _TAKEABLE else line for at, line in enumerate(lines) if at not in gone]
    return [line for at, line in enumerate(bought) if line.kind != "heading" or _holds(bought, at)]


def refuse(quote: int, reason: str = "") -> None:
    """沒成, and why."""
    with unit("quotes.refuse"):
        _decide(_in(quote, "issued"), "refused", reason)


def void(quote: int, reason: str = "") -> None:
    """作廢: the papers stay, the number is not given again. RefusedError: never issued, or sold already."""
    with unit("quotes.void") as opened:
        row = quotes.record(quote)
        if not row.number:
            raise RefusedError(_("This quote was never issued. It can be thrown away."))
        if row.state == "accepted":
            raise RefusedError(_("This quote was accepted and sold. Open it again first; then it can be made void."))
        if row.state != "void":
            _decide(row, "void", reason)
            opened.detail["name"] = row.number


def reopen(quote: int) -> None:
    """It was not decided after all: waits for an answer again; the sale of an accepted one is deleted.

    RefusedError: void, not decided, or money was paid for the sale.
    """
    with unit("quotes.reopen"):
        row = _in(quote, "accepted", "refused")
        row.write({"state": "issued", "decided_on": None, "reason": ""})
        for (sale,) in read("SELECT id FROM sale WHERE quote = ?", quote):
            sales.delete(sale)
        _ask_later(row, quotes.numbered(row.number, row.version))


def _in(quote: int, *states: str) -> Any:
    """The stored row. RefusedError: it is in none of these states."""
    row = quotes.record(quote)
    if row.state in states:
        return row
    sentence = _("This can't be done with quote {number}: {state}.")
    number = quotes.numbered(row.number, row.version) or _("without a number")
    raise RefusedError(sentence.format(number=number, state=_(quotes.STATES[row.state])))


def _freeze(row: Any, printed: str, form: QuoteForm, made: Drawn) -> int:
    """Keep the paper byte for byte; one of the same version that nobody had is replaced by it."""
    IssuedQuote.update(is_replaced=True).where(
        IssuedQuote.quote == row.id, IssuedQuote.version == row.version, IssuedQuote.is_replaced == 0
    ).execute()
    kept = IssuedQuote.create(
        quote=row.id, version=row.version, number=printed, issued_on=clock.today().isoformat(),
        blob_hash=attachments.keep(made.pdf), pages=made.pages, body=quote_form.plain(form), net=row.net, tax=row.tax,
        total=row.total,
    )  # fmt: skip
    return int(kept.id)


def _decide(row: Any, state: str, reason: str = "") -> None:
    """What became of it, and that nobody need ask any more."""
    row.write({"state": state, "decided_on": clock.today().isoformat(), "reason": clean_text(reason).strip()})
    if state == "void":
        Task.delete().where(Task.quote == row.id, Task.done_on.is_null()).execute()
    else:
        tasks.done(task for (task,) in read("SELECT id FROM task WHERE quote = ? AND done_on IS NULL", row.id))


def _ask_later(row: Any, printed: str) -> None:
    """The reminder to ask, one a quote; in its words stand number, sum and 案名."""
    if not (count := int(options.text("quote_follow_up"))):
        return
    Task.delete().where(Task.quote == row.id, Task.done_on.is_null()).execute()
    day = open_days.on_or_after(clock.today() + timedelta(days=count)).isoformat()
    title = i18n.written(_ASKED).format(number=printed)
    said = " ".join(part for part in (title, f"${row.total:,}", row.project) if part)
    tasks.insert(customer=row.customer_id, title=said, due_on=day, staff=_whose(row.staff), origin=tasks.QUOTE, quote=row.id)


def _whose(staff: str) -> str:
    """Who wrote the quote asks, where the shop has names; else it is anybody's."""
    return staff if staff in options.texts("staff") else ""


def _item_above(lines: Sequence[LineForm], at: int) -> int:
    """The item an alternative stands for."""
    found = next((above for above in range(at - 1, -1, -1) if lines[above].kind == "item"), None)
    if found is None:
        raise InputError(_("Above the alternative in line {line} stands no item.").format(line=at + 1), field="taken")
    return found


def _holds(lines: Sequence[LineForm], at: int) -> bool:
    """Whether anything is left between a heading and the next."""
    following = next(iter(lines[at + 1 :]), None)
    return following is not None and following.kind not in ("heading", "subtotal")
