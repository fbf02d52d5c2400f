"""Decides what 記銷售 shows and saves: whose prices and tax, how it is paid, what to be careful about; owns no widget."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from db.core import session
from db.core.errors import InputError
from db.core.journal import saving
from db.core.values import money
from db.core.values.text import half_width
from db.services import (
    blacklist,
    credit_terms,
    invoices,
    lines,
    options,
    prices,
    quote_form,
    quotes,
    receivables,
    sales,
)
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.prices import GivenPrice
from db.services.quote_form import NOBODY, QuoteForm
from db.services.sales import SaleForm
from resources.i18n import _
from ui.kit.days import written
from ui.paying import means

Values = dict[str, Any]
ON_ACCOUNT: Final = ""  # 記帳: nothing is paid now
_MORE: Final = (
    "order_no", "happened_on", "note", "invoice_no", "invoice_on", "invoice_kind", "project", "site_address", "kept_here",
    "staff", "due_on", "tax_mode",
)  # fmt: skip
_YEARS: Final = ("年", "year", "years")
_MONTHS: Final = re.compile(r"(\d{1,3}) *(個月|月|months?|年|years?)?", re.IGNORECASE)
_DAYS: Final = ("due_on", "invoice_on")


class Saved(NamedTuple):
    """A sale that was written down: its id, and the unit that can be taken back (None: nothing was saved, or money moved)."""

    sale: int
    unit: int | None


def opened(customer: int | None) -> Values:
    """An empty form, for this customer where one is known."""
    values: Values = dict.fromkeys((*_MORE, "seen"), "")
    values |= {"customers": [], "lines": [], "sale": None, "total": None, **means.opened()}
    values |= {"tax_mode": options.text("invoices") or "inclusive", "staff": session.actor() if options.texts("staff") else ""}
    return values | (of_customer(customer) | {"customers": [customer]} if customer is not None else {})


def of_sale(sale: int) -> Values:
    """A sale to be corrected. What was paid for it stays as it is."""
    form = sales.form(sale)
    values = opened(None) | {key: getattr(form, key) for key in (*_MORE, "seen", "total")}
    values |= {key: written(values[key]) for key in ("happened_on", *_DAYS)}
    return values | {"customers": [form.customer], "lines": plain(form.lines), "method": ON_ACCOUNT, "sale": sale}


def like(sale: int) -> Values:
    """A new sale of the same lines to the same customer; what belongs to the one that was sold then stays with it."""
    form = sales.form(sale)
    fresh = [replace(line, serial_no="", delivery="", promised_on="") for line in form.lines]
    kept = {key: getattr(form, key) for key in ("tax_mode", "project", "site_address")}
    return opened(form.customer) | kept | {"lines": plain(fresh)}


def of_customer(customer: int) -> Values:
    """How this customer's tax is counted, and how they pay: on account where that is agreed, else at once."""
    terms = credit_terms.of(customer)
    is_agreed = terms.days is not None or terms.closing_day is not None
    return {"tax_mode": quotes.tax_mode_of(customer), "method": ON_ACCOUNT if is_agreed else "cash"}


def plain(forms: Sequence[LineForm]) -> list[dict[str, Any]]:
    """Lines as a draft keeps them."""
    found: list[dict[str, Any]] = quote_form.plain(QuoteForm(NOBODY, lines=list(forms)))["lines"]
    return found


def forms(kept: Sequence[dict[str, Any]]) -> list[LineForm]:
    """Lines as they are typed, from what a draft keeps."""
    return quote_form.read({"lines": kept}, NOBODY).lines


def who(values: Values) -> int | None:
    """The customer who is chosen."""
    return next(iter(values.get("customers") or ()), None)


def told(customer: int | None, line: LineForm) -> list[GivenPrice]:
    """The last prices this customer was told for what stands on a line."""
    wanted = line.product or line.name.strip()
    return prices.last_given(customer, wanted) if wanted and customer is not None else []


def fact(key: str, typed: str) -> str | int | None:
    """What is kept of a line, as typed: a warranty in months (12, 12個月, 1年), else the words. InputError: no months."""
    text = half_width(typed).strip()
    if key != "warranty_months" or not text:
        return None if key == "warranty_months" else typed.strip()
    if (found := _MONTHS.fullmatch(text)) is None:
        raise InputError(_("“{value}” is no number of months. Such as 12 or 1 year.").format(value=text), field=key)
    return int(found[1]) * (12 if found[2] in _YEARS else 1)


def total(values: Values) -> int:
    """What it comes to; a total that was written down stays as it is."""
    if values.get("total") is not None:
        return int(values["total"])
    return lines.amounts_of(forms(values["lines"]), values["tax_mode"] or "none").total


class Caution(NamedTuple):
    """What should be seen before a sale is saved, and hinders nothing; `warns`: it is of the watch list."""

    text: str
    warns: bool = False


def cautions(values: Values) -> list[Caution]:
    """The watch list, more on account than was agreed, and what is odd about the money."""
    customer = who(values)
    if customer is None:
        return []
    said = []
    if entry := blacklist.of(customer):
        level = _(dict(blacklist.LEVELS)[entry.level])
        words = _("On the watch list ({level}): {reason}").format(level=level, reason=entry.reason)
        said.append(Caution(words, warns=True))
    if values["sale"] is None and (left := total(values) - paid_now(values)) > 0:
        said += _on_account(receivables.of(customer), left)
    return [*said, *map(Caution, _odd(values))]


def doubts(values: Values) -> list[str]:
    """What is read before it is saved."""
    return [one for one in (*_odd(values), means.to_come(values["happened_on"])) if one]


def unpriced(kept: Sequence[LineForm]) -> list[str]:
    """What is called by name alone, without quantity and price: it may have been typed into the wrong box."""
    bare = (one for one in kept if one.kind == "item" and one.quantity is None and one.unit_price is None)
    return [one.name for one in bare if one.amount is None and one.name.strip()]


def _odd(values: Values) -> list[str]:
    """More money than the sale comes to, or less than nothing."""
    return [] if values["method"] == ON_ACCOUNT else means.asides(values, total(values))


def paid_now(values: Values) -> int:
    """What is paid at once, whole dollars: all of it where no amount is typed; what can't be read is none."""
    if values["method"] == ON_ACCOUNT:
        return 0
    if not str(values["amount"]).strip():
        return total(values)
    return money.parse(str(values["amount"])) or 0


def _on_account(owing: receivables.Owing, more: int) -> list[Caution]:
    """How the customer stands with this sale on top."""
    if owing.limit is not None and owing.owed + more > owing.limit:
        words = _("With this they owe {owed}, over the limit of {limit}.")
        return [Caution(words.format(owed=money.shown(owing.owed + more), limit=money.shown(owing.limit)))]
    if owing.light == "green":
        return []
    return [Caution(_("How they stand: {words}.").format(words=owing.words))]


def warn(values: Values) -> dict[str, str]:
    """What can't be read, beside its box."""
    found = means.warn(values, "happened_on")
    for field in _DAYS:
        if sentence := means.unread_day(values[field]):
            found[field] = sentence
    if sentence := means.refused(lambda: invoices.number(values["invoice_no"])):
        found["invoice_no"] = sentence
    return found


def named(values: Values) -> str:
    """What is being sold, in a few words."""
    return "、".join(one["name"] for one in values["lines"] if one.get("name"))


def save(values: Values) -> Saved:
    """Write the sale down, or correct it. InputError: nobody is chosen, nothing was sold, what can't be read."""
    if (customer := who(values)) is None:
        raise InputError(_("Please choose the customer first."), field="customers")
    form = SaleForm(customer, forms(values["lines"]), **{key: values[key] for key in _MORE}, seen=values["seen"])
    if values["sale"] is not None:
        return _correct(int(values["sale"]), form, values)
    if not form.lines:
        raise InputError(_("Please write down what was sold."), field="lines")
    paid = _paid(customer, values)
    sale, unit = saving(lambda: sales.add(form, paid))
    return Saved(sale, None if paid else unit)


def _correct(sale: int, form: SaleForm, values: Values) -> Saved:
    """The rest of the sale stays as it is."""
    now = sales.form(sale)
    kept = replace(form, is_owed=now.is_owed, quote=now.quote, returns=now.returns, happened_time=now.happened_time)
    is_same = _counted(form) == _counted(now)  # a sum that was written down holds while the lines come to the same
    kept.total = values["total"] if is_same else None
    return Saved(sale, saving(lambda: sales.change(sale, kept))[1])


def _counted(form: SaleForm) -> int:
    return lines.amounts_of(form.lines, form.tax_mode or "none").total


def _paid(customer: int, values: Values) -> PaymentForm | None:
    """The money that comes with it; without an amount all of it, and none where 0 is typed."""
    amount = means.amount(values)
    if values["method"] == ON_ACCOUNT or amount == 0:
        return None
    return means.payment(customer, values, amount or 0, values["happened_on"])
