"""The versions of a quote as they left the house: frozen papers, and what one says otherwise than another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import NotFoundError
from db.models import IssuedQuote
from db.services import attachments, customers, lines, quote_form
from db.services.quote_form import QuoteForm
from resources.i18n import _

_COLUMNS: Final = "id, quote, version, number, issued_on, is_replaced, blob_hash, pages, net, tax, total, created_at"
_TOLD: Final = ("title", "contact_name", "quoted_on", "valid_until", "tax_mode", *quote_form.REMEMBERED)
_OF_LINE: Final = ("kind", "name", "spec", "quantity", "unit", "unit_price", "discount", "note")


@dataclass(frozen=True, slots=True)
class Version:
    """One issued version; sums in whole dollars. `is_replaced`: the customer never had it, another one took its number."""

    id: int
    quote: int
    version: int
    number: str  # as printed, with -R2
    issued_on: str  # ISO date
    is_replaced: bool
    blob_hash: str  # of the PDF
    pages: int
    net: int
    tax: int
    total: int
    issued_at: str  # UTC


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two versions say differently: a field of QuoteForm, a sum, or a field of a line (its place from 1; 0: none).

    Values are plain texts as they were typed; "": it was not there.
    """

    field: str
    before: str
    after: str
    line: int = 0
    name: str = ""  # of the line


def of(quote: int) -> list[Version]:
    """A quote's issued versions, the latest first."""
    return _rows("quote = ? ORDER BY id DESC", quote)


def get(issued: int) -> Version:
    """One issued version. NotFoundError: there is none."""
    found = _rows("id = ?", issued)
    if not found:
        raise NotFoundError(_("This version of the quote is not there any more."))
    return found[0]


def pdf(issued: int) -> bytes:
    """The paper byte for byte as it was issued. NotFoundError."""
    return attachments.content(get(issued).blob_hash)


def form(issued: int) -> QuoteForm:
    """The quote as it was typed then, of the customer it was issued to."""
    row: Any = IssuedQuote.get_by_id(get(issued).id)
    issued_to = row.body.get("customer")
    is_there = value("SELECT 1 FROM customer WHERE id = ?", issued_to)
    return quote_form.read(row.body, customers.follow(issued_to) if is_there else row.quote.customer_id)


def difference(one: int, other: int) -> list[Difference]:
    """What the second of two issued versions says otherwise than the first, in the order of the paper."""
    before, after = form(one), form(other)
    head = [
        Difference(name, str(getattr(before, name)), str(getattr(after, name)))
        for name in _TOLD
        if getattr(before, name) != getattr(after, name)
    ]
    return [*head, *_lines(before, after), *_sums(get(one), get(other))]


def _rows(condition: str, which: int) -> list[Version]:
    found = read(f"SELECT {_COLUMNS} FROM issued_quote WHERE {condition}", which)
    return [replace(Version(*row), is_replaced=bool(row[5])) for row in found]


def _lines(before: QuoteForm, after: QuoteForm) -> Iterator[Difference]:
    """Line by line where as many stand there; else what came and what went, by name and price."""
    if len(before.lines) == len(after.lines):
        for at, (one, other) in enumerate(zip(before.lines, after.lines, strict=True), 1):
            for field in _OF_LINE:
                if (was := getattr(one, field)) != (now := getattr(other, field)):
                    yield Difference(field, _said(was), _said(now), at, other.name or one.name)
        return
    for at, (went, came) in enumerate(_apart(before, after), 1):
        yield Difference("line", went, came, at)


def _apart(before: QuoteForm, after: QuoteForm) -> Iterator[tuple[str, str]]:
    was, now = _worth(before), _worth(after)
    gone = [one for one in was if one not in now]
    new = [one for one in now if one not in was]
    yield from zip_longest(gone, new, fillvalue="")


def _worth(form: QuoteForm) -> list[str]:
    """Each line in a few words: name, quantity, price, amount."""
    found = lines.amounts_of(form.lines, form.tax_mode).amounts
    return [
        " ".join(part for part in (one.name, one.spec, _said(one.quantity), one.unit, _said(amount)) if part)
        for one, amount in zip(form.lines, found, strict=True)
    ]


def _sums(before: Version, after: Version) -> Iterator[Difference]:
    for field in ("net", "tax", "total"):
        if (was := getattr(before, field)) != (now := getattr(after, field)):
            yield Difference(field, str(was), str(now))


def _said(value: object) -> str:
    return "" if value is None else str(value)
