"""A quote as it is typed: checked before it is kept, and turned into plain values and back for templates and frozen papers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from db.core import clock
from db.core.errors import InputError
from db.core.values import amounts
from db.core.values.text import clean_text, one_line
from db.services import days, lines, options
from db.services.lines import LineForm
from resources.i18n import _

NOBODY: Final = 0  # stands for the customer of a quote that is typed before it is known whose it is
TITLES: Final = dict(options.OPTIONS["quote_title"].choice())  # and their words, English ids
REMEMBERED: Final = (
    "project", "contact_name", "site_address", "payment_terms", "delivery_terms", "warranty_terms", "terms", "note",
)  # fmt: skip
_LINES: Final = ("project", "contact_name", "staff")  # of one line each; the other texts may have several
_NUMBERS: Final = ("quantity", "unit_price", "cost")
_LONGEST: Final = 50_000  # letters of one text


@dataclass(slots=True)
class QuoteForm:
    """One quote; `customer` NOBODY: not known yet; days as typed (ISO when read). `quoted_on` empty: today; `valid_until` empty:
    not limited.
    """

    customer: int
    contact: int | None = None
    contact_name: str = ""  # as printed
    title: str = "quote"  # one of TITLES
    quoted_on: str = ""
    valid_until: str = ""
    tax_mode: str = "exclusive"  # one of amounts.TAX_MODES
    project: str = ""
    site_address: str = ""
    payment_terms: str = ""
    delivery_terms: str = ""
    warranty_terms: str = ""
    terms: str = ""
    note: str = ""
    staff: str = ""
    lines: list[LineForm] = field(default_factory=list)
    seen: str = ""  # the quote as this form read it; a save over something newer is refused


_OF_LINE: Final = tuple(one.name for one in fields(LineForm))
TEXTS: Final = (*REMEMBERED, "staff")


def checked(form: QuoteForm) -> QuoteForm:
    """The form as it is kept: ISO days, clean texts, no empty lines. InputError with the `field` that can't be kept."""
    if form.title not in TITLES:
        raise InputError(_("“{value}” is no title of a quote.").format(value=form.title), field="title")
    if form.tax_mode not in amounts.TAX_MODES:
        raise InputError(_("“{value}” is no way to count the tax.").format(value=form.tax_mode), field="tax_mode")
    quoted_on = days.iso(form.quoted_on, "quoted_on") or clock.today().isoformat()
    valid_until = days.iso(form.valid_until, "valid_until") or ""
    if valid_until and valid_until < quoted_on:
        raise InputError(_("The quote ends before its own date. Please choose a later day."), field="valid_until")
    kept = [replace(line, amount=None) for line in lines.checked(form.lines)]  # what is quoted is counted
    lines.totals(kept, form.tax_mode)
    texts: dict[str, Any] = {name: _text(name, getattr(form, name)) for name in TEXTS}
    return replace(form, quoted_on=quoted_on, valid_until=valid_until, lines=kept, **texts)


def valid_until(quoted_on: str, count: int) -> str:
    """The last day of an offer, ISO: its own day is not counted (民法 §120)."""
    return (date.fromisoformat(quoted_on) + timedelta(days=count)).isoformat()


def plain(form: QuoteForm) -> dict[str, Any]:
    """The form as JSON holds it: numbers exact, as text; what is empty is left out."""
    body = {name: value for name, value in asdict(replace(form, lines=[], seen="")).items() if value}
    return body | {"lines": [_plain_line(line) for line in form.lines]}


def read(body: Mapping[str, Any], customer: int) -> QuoteForm:
    """A form from plain values; what a newer version wrote and is not known here is passed over."""
    known = {one.name for one in fields(QuoteForm)} - {"customer", "lines", "seen"}
    said = {name: value for name, value in body.items() if name in known}
    return QuoteForm(customer, **said, lines=[_line(one) for one in body.get("lines", ())])


def _text(name: str, typed: str) -> str:
    text = one_line(clean_text(typed)).strip() if name in _LINES else clean_text(typed).strip()
    if len(text) > _LONGEST:
        raise InputError(_("This text is too long for a paper. Please shorten it."), field=name)
    return text


def _plain_line(line: LineForm) -> dict[str, Any]:
    found = ((name, getattr(line, name)) for name in _OF_LINE)
    return {
        name: str(value) if isinstance(value, Decimal) else value for name, value in found if value is not None and value != ""
    }


def _line(body: Mapping[str, Any]) -> LineForm:
    known = {one.name for one in fields(LineForm)}
    found = {name: value for name, value in body.items() if name in known}
    return LineForm(**found | {name: Decimal(found[name]) for name in _NUMBERS if found.get(name) is not None})
