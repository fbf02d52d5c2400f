"""Templates: quotes kept by name to start from; three are shipped."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from db.core.connection import value
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.models import QuoteTemplate
from db.services import free_names, prices, quote_form, quotes
from db.services.lines import LineForm
from db.services.quote_form import QuoteForm
from resources import path
from resources.i18n import _

_OF_ONE: Final = ("customer", "contact", "contact_name", "quoted_on", "valid_until", "project", "site_address", "staff", "seen")
_KEPT: Final = tuple(one.name for one in fields(QuoteForm) if one.name not in (*_OF_ONE, "lines", "tax_mode"))


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template. Shipped ones have ids below zero; they can't be renamed or deleted, and one of the same name hides them."""

    id: int
    name: str
    lines: int  # how many stand on it

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program."""
        return self.id < 0


def rows() -> list[TemplateRow]:
    """The shop's templates in their order, then those that were shipped."""
    own = [TemplateRow(row.id, row.name, len(row.body.get("lines", ()))) for row in _stored()]
    named = {row.name for row in own}
    return own + [
        TemplateRow(-at, one["name"], len(one["lines"])) for at, one in enumerate(_shipped(), 1) if one["name"] not in named
    ]


def save(name: str, form: QuoteForm, template: int | None = None) -> int:
    """Keep a quote's lines and terms under a name, or with `template` write that one anew; its id. InputError: the name."""
    with unit("quote_templates.save"):
        body = {key: one for key, one in quote_form.plain(quote_form.checked(form)).items() if key not in _OF_ONE}
        wanted = {"name": _free(name, template), "body": body}
        if template is not None:
            _row(template).write(wanted)
            return template
        position = value("SELECT coalesce(max(position), 0) + 1 FROM quote_template")
        return int(QuoteTemplate.create(**wanted, position=position).id)


def rename(template: int, name: str) -> None:
    """Call a template otherwise. InputError: no name, or one another has."""
    with unit("quote_templates.save"):
        _row(template).write({"name": _free(name, template)})


def delete(template: int) -> None:
    """Delete a template of the shop."""
    with unit("quote_templates.delete"):
        _row(template).delete_instance()


def form(template: int, customer: int | None) -> QuoteForm:
    """A new quote for this customer (None: not known yet) that begins as the template; products cost what they do today."""
    body = _shipped()[-template - 1] if -len(_shipped()) <= template < 0 else _row(template).body
    begun = quotes.new(customer)
    kept = quote_form.read(body, begun.customer)
    said = {name: getattr(kept, name) for name in _KEPT if getattr(kept, name)}
    known = prices.prices_for([line.product for line in kept.lines if line.product is not None], begun.customer)
    return replace(begun, **said, lines=[_priced(line, known) for line in kept.lines])


def _priced(line: LineForm, known: dict[int, Decimal | None]) -> LineForm:
    """The line at these prices; of a product that is not there any more what it says stays."""
    if line.product is None:
        return line
    if line.product not in known:
        return replace(line, product=None)
    price = known[line.product]
    return line if price is None else replace(line, unit_price=price)


def _free(name: str, template: int | None) -> str:
    return free_names.free(
        name, template, "quote_template", "name", needed=_("Please give the template a name."),
        taken=_("There is already a template “{name}”."),
    )  # fmt: skip


def _stored() -> Iterator[Any]:
    yield from QuoteTemplate.select().order_by(QuoteTemplate.position, QuoteTemplate.id)


def _row(template: int) -> Any:
    row = QuoteTemplate.get_or_none(QuoteTemplate.id == template)
    if row is None:
        raise NotFoundError(_("This template is not there any more."))
    return row


@cache
def _shipped() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path("quote_templates.json").read_text(encoding="utf-8"))
    return found
