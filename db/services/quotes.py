"""Quotes: begun, changed while they are drafts, looked up, begun again from an older one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import NotFoundError, RefusedError
from db.core.journal import unit
from db.core.values.amounts import Totals
from db.models import Quote as QuoteTable
from db.models import QuoteLine
from db.services import customers, line_rows, lines, options, quote_form, quote_versions, seen
from db.services.lines import LineForm
from db.services.quote_form import QuoteForm
from db.services.quote_rows import SOON, STATES, QuoteQuery, QuoteRow, counts, ids, numbered, of_ids, rows, where
from db.services.quote_versions import Version
from resources.i18n import _

__all__ = [
    "SOON", "STATES", "Quote", "QuoteForm", "QuoteQuery", "QuoteRow", "add", "change", "counts", "ids", "numbered", "of_ids",
    "rows",
]  # fmt: skip

_REMEMBERED: Final = 20  # texts offered at most
_REASONS: Final = 6  # of them offered
_LOOKED_BACK: Final = 2_000  # quotes looked through for them
_OF_SHOP: Final = {
    "payment_terms": "payment_terms", "delivery_terms": "delivery_terms", "warranty_terms": "warranty_terms",
    "terms": "quote_terms",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote: the row, the form it can be changed with, the sums as they were saved, its issued versions."""

    row: QuoteRow
    form: QuoteForm
    totals: Totals
    versions: tuple[Version, ...]


def new(customer: int | None) -> QuoteForm:
    """An empty quote for this customer, as shop and customer have it; None: it is not known yet whose it is. NotFoundError."""
    today = clock.today().isoformat()
    begun = QuoteForm(
        quote_form.NOBODY, title=options.text("quote_title"), quoted_on=today,
        valid_until=quote_form.valid_until(today, int(options.text("valid_days"))),
        tax_mode=options.text("invoices") or "inclusive", terms=next(iter(options.texts("quote_terms")), ""),
        staff=session.actor(),
    )  # fmt: skip
    return begun if customer is None else given_to(begun, customer)


def given_to(form: QuoteForm, customer: int) -> QuoteForm:
    """The same quote for this customer: their person, their tax, and how they paid last where nothing is said. NotFoundError."""
    known = customers.follow(customer)
    contact, contact_name = contact_of(known)
    before = last_of(known) if not form.payment_terms else None
    return replace(
        form, customer=known, contact=contact, contact_name=contact_name, tax_mode=tax_mode_of(known),
        payment_terms=get(before).form.payment_terms if before else form.payment_terms,
    )  # fmt: skip


def tax_mode_of(customer: int) -> str:
    """How this customer's tax is counted: as said of them; else none, or within the price, where the shop does so with everybody;
    else 5 % comes on top for a company or whoever has a tax ID, and stands within the price for a person.
    """
    own, tax_id, kind = read("SELECT tax_mode, tax_id, kind FROM customer WHERE id = ?", customer)[0]
    shop = options.text("invoices")
    by_customer = "exclusive" if tax_id or kind == "company" else "inclusive"
    return str(own or (shop if shop in {"none", "inclusive"} else by_customer))


def contact_of(customer: int) -> tuple[int | None, str]:
    """The first person at this customer, and how they are written; (None, "") where there is none."""
    found = read("SELECT id, name, title FROM contact WHERE customer = ? ORDER BY position, id LIMIT 1", customer)
    return (found[0][0], called(*found[0][1:])) if found else (None, "")


def called(name: str, title: str) -> str:
    """A person with their title, which is never said twice."""
    return name if not title or name.endswith(title) else f"{name} {title}"


def add(form: QuoteForm) -> int:
    """Keep a new draft; its id."""
    with unit("quotes.add"):
        filled = _settled(form)
        row = QuoteTable.create(**_values(filled))
        _write_lines(row.id, filled)
        return int(row.id)


def change(quote: int, form: QuoteForm) -> None:
    """Save a draft, or a version that is being written. ChangedSinceError: it was changed after the form was read;
    RefusedError: it was issued.
    """
    with unit("quotes.change"):
        row = draft(quote)
        sentence = _("This quote was changed while it was open here. Nothing was overwritten. Open it again and look.")
        seen.refuse(form.seen, _form(row, line_rows.stored(QuoteLine.quote, quote)).seen, sentence)
        write(row, form)


def write(row: Any, form: QuoteForm) -> None:
    """Write what differs of a quote within the unit that is open; lines that stay the same are not touched."""
    filled = _settled(form)
    row.write(_values(filled))
    _write_lines(row.id, filled)


def discard(quote: int) -> None:
    """Throw away a draft that was never issued. RefusedError: it has a number."""
    with unit("quotes.discard"):
        row = draft(quote)
        if row.number:
            raise RefusedError(
                _("Quote {number} has left the house, so it is kept. It can be made void.").format(number=row.number)
            )
        QuoteLine.delete().where(QuoteLine.quote == quote).execute()
        row.delete_instance()


def get(quote: int) -> Quote:
    """One quote, whatever its state. NotFoundError: there is none."""
    row = record(quote)
    stored = line_rows.stored(QuoteLine.quote, quote)
    totals = Totals(tuple(line["amount"] for line in stored), row.net, row.tax, row.total)
    return Quote(where("q.id = ?2", quote)[0], _form(row, stored), totals, tuple(quote_versions.of(quote)))


def copy_of(quote: int) -> QuoteForm:
    """The same quote again, from today: 再報一次."""
    before, today = get(quote).form, clock.today().isoformat()
    ends = quote_form.valid_until(today, int(options.text("valid_days"))) if before.valid_until else ""
    return replace(before, customer=customers.follow(before.customer), quoted_on=today, valid_until=ends, seen="")


def last_of(customer: int) -> int | None:
    """The last quote of this customer that was not made void: 和上次一樣."""
    return value(  # type: ignore[no-any-return]
        "SELECT id FROM quote WHERE customer = ? AND state <> 'void' ORDER BY quoted_on DESC, id DESC LIMIT 1", customer
    )


def said_before(field: str, customer: int | None = None) -> list[str]:
    """What was last written into one of quote_form.REMEMBERED, this customer's first, then the texts the shop keeps."""
    if field not in quote_form.REMEMBERED:
        raise LookupError(f"nothing is remembered of {field}")
    found = read(
        f"SELECT said FROM (SELECT id, customer, {field} AS said FROM quote ORDER BY id DESC LIMIT ?2) WHERE said <> ''"
        " GROUP BY said ORDER BY max(customer IS ?1) DESC, max(id) DESC LIMIT ?3",
        customer, _LOOKED_BACK, _REMEMBERED,
    )  # fmt: skip
    kept = options.texts(_OF_SHOP[field]) if field in _OF_SHOP else []
    return list(dict.fromkeys([*(said for (said,) in found), *kept]))


def reasons(state: str) -> list[str]:
    """Why quotes were refused, or made void, before; what was said most comes first."""
    return [
        said
        for (said,) in read(
            "SELECT reason FROM (SELECT reason FROM quote WHERE state = ?1 AND reason <> '' ORDER BY id DESC LIMIT ?2)"
            " GROUP BY reason ORDER BY count(*) DESC, reason LIMIT ?3",
            state, _LOOKED_BACK, _REASONS,
        )
    ]  # fmt: skip


def is_there(quote: int) -> bool:
    """Whether there is such a quote (still)."""
    return value("SELECT 1 FROM quote WHERE id = ?", quote) is not None


def record(quote: int) -> Any:
    """The stored row, for the services of quotes. NotFoundError."""
    row = QuoteTable.get_or_none(QuoteTable.id == quote)
    if row is None:
        raise NotFoundError(_("This quote is not there any more."))
    return row


def draft(quote: int) -> Any:
    """The stored row of what may be changed. RefusedError: it was issued, and what was issued stays."""
    row = record(quote)
    if row.state != "draft":
        sentence = _("Quote {number} was issued and stays as it is. A change makes a new version of it.")
        raise RefusedError(sentence.format(number=numbered(row.number, row.version)))
    return row


def _settled(form: QuoteForm) -> QuoteForm:
    """Checked, with customer and contact as they are now."""
    customer = customers.follow(form.customer)
    theirs = value("SELECT id FROM contact WHERE id = ? AND customer = ?", form.contact, customer)
    return quote_form.checked(replace(form, customer=customer, contact=theirs))


def _values(form: QuoteForm) -> dict[str, Any]:
    totals = lines.totals(form.lines, form.tax_mode)
    names = ("customer", "contact", "title", "quoted_on", "tax_mode", *quote_form.TEXTS)
    stored = {name: getattr(form, name) for name in names} | {"valid_until": form.valid_until or None}
    return stored | {"net": totals.net, "tax": totals.tax, "total": totals.total}


_LINE: Final = (
    "kind", "product", "name", "spec", "quantity", "unit", "unit_price", "discount", "cost", "note", "warranty_months",
)  # fmt: skip


def _write_lines(quote: int, form: QuoteForm) -> None:
    counted = lines.totals(form.lines, form.tax_mode).amounts
    line_rows.put(
        QuoteLine.quote, quote,
        [
            {"amount": amount, **{name: getattr(line, name) for name in _LINE}}
            for line, amount in zip(form.lines, counted, strict=True)
        ],
    )  # fmt: skip


def _form(row: Any, stored: Sequence[Mapping[str, Any]]) -> QuoteForm:
    typed = [LineForm(**{name: line[name] for name in _LINE}) for line in stored]
    names = ("customer", "contact", "title", "quoted_on", "tax_mode", *quote_form.TEXTS)
    found = QuoteForm(**{name: row.__data__[name] for name in names}, valid_until=row.valid_until or "", lines=typed)
    found.seen = seen.mark([row.state, row.version, quote_form.plain(found)])
    return found
