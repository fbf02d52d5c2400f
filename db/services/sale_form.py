"""A sale as it is typed: checked before it is kept, and what is stored of it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from db.core import clock, session
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.values import amounts
from db.core.values.text import clean_text
from db.services import credit_terms, customers, days, invoices, lines
from db.services.lines import LineForm
from db.services.sale_returns import WORKED_OUT
from resources.i18n import _

_UNKNOWN: Final = ""  # nothing is known of tax
_TEXTS: Final = ("order_no", "note", "project", "site_address", "kept_here")


@dataclass(slots=True)
class SaleForm:
    """One sale as it is typed. `happened_on` empty: today; `total` None: what the lines come to, with tax. `due_on` empty: as
    the customer's terms say. `is_owed` False: history, which counts nowhere. `returns`: of which sale it takes something back.
    """

    customer: int
    lines: list[LineForm] = field(default_factory=list)
    order_no: str = ""
    happened_on: str = ""
    happened_time: str = ""
    note: str = ""
    total: int | None = None
    tax_mode: str = _UNKNOWN
    due_on: str = ""
    is_owed: bool = True
    quote: int | None = None
    returns: int | None = None
    invoice_no: str = ""
    invoice_on: str = ""
    invoice_kind: str = ""
    project: str = ""
    site_address: str = ""
    kept_here: str = ""
    staff: str = ""
    seen: str = ""  # of the row that was read


def checked(filled: SaleForm) -> SaleForm:
    """The form with lines as they are kept. InputError: an unknown kind of line, a discount or a sum that can't be."""
    if filled.tax_mode and filled.tax_mode not in amounts.TAX_MODES:
        raise InputError(_("“{value}” is no way to count the tax.").format(value=filled.tax_mode), field="tax_mode")
    if filled.quote is not None and not value("SELECT 1 FROM quote WHERE id = ?", filled.quote):
        raise NotFoundError(_("This quote is not there any more."))
    lines.refuse_sum(filled.total or 0, field="total")
    kept = replace(filled, lines=lines.checked(filled.lines))
    lines.totals(kept.lines, kept.tax_mode or "none")
    return kept


def values(filled: SaleForm) -> dict[str, Any]:
    """What is stored of it, beside its lines. InputError: what can't be kept, or nothing was sold."""
    if not filled.lines and filled.total is None:
        raise InputError(_("Please write down what was sold, or the amount."))
    customer = customers.follow(filled.customer)
    sold_on = days.iso(filled.happened_on, "happened_on") or clock.today().isoformat()
    due = terms(customer, sold_on) if filled.is_owed else None
    return {
        "customer": customer,
        **{name: clean_text(getattr(filled, name)).strip() for name in _TEXTS},
        "happened_on": sold_on,
        "happened_time": days.time(filled.happened_time),
        **_sums(filled),
        "tax_mode": filled.tax_mode,
        "due_on": None if filled.returns else days.iso(filled.due_on, "due_on") or due,
        "is_owed": filled.is_owed,
        "quote": filled.quote,
        "returns": filled.returns,
        "invoice_no": invoices.number(filled.invoice_no),
        "invoice_on": days.iso(filled.invoice_on, "invoice_on"),
        "invoice_kind": invoices.kind(filled.invoice_kind),
        "staff": filled.staff or session.actor(),
    }


def terms(customer: int, sold_on: str) -> str | None:
    """The ISO day a sale of that day is to be paid, as this customer's terms say; None: at once."""
    due_on = credit_terms.of(customer).due_on(date.fromisoformat(sold_on))
    return due_on.isoformat() if due_on else None


def _sums(filled: SaleForm) -> dict[str, int | None]:
    """Net, tax and total; a total that was written down holds its tax, and has none where nothing is known of tax."""
    counted = lines.amounts_of(filled.lines, filled.tax_mode or "none")
    known = any(amount is not None for amount in counted.amounts)
    if filled.total is None:
        net, tax, total = (counted.net, counted.tax, counted.total) if known else (None, None, None)
    elif filled.returns and filled.tax_mode == "exclusive" and abs(filled.total - counted.total) == 1:
        net, tax, total = counted.net, filled.total - counted.net, filled.total  # in several parts: tax is rounded once a sale
    else:
        mode = "inclusive" if filled.tax_mode == "exclusive" else filled.tax_mode or "none"
        net, tax, total = amounts.taxed(filled.total, mode)
    return {"net": net, "tax": tax, "total": total} if filled.tax_mode else {"net": None, "tax": None, "total": total}


def complete(filled: SaleForm) -> list[LineForm]:
    """The lines as they are kept, with what they come to."""
    counted = lines.amounts_of(filled.lines, filled.tax_mode or "none").amounts
    return [replace(line, amount=amount) for line, amount in zip(filled.lines, counted, strict=True)]


def uncounted(line: LineForm) -> LineForm:
    """A line whose amount is worked out again, where it comes to the same."""
    free = replace(line, amount=None)
    if line.kind in WORKED_OUT:
        return free
    return free if lines.amounts_of([free], "none").amounts[0] == line.amount else line
