"""Quotes by command: one is issued from a JSON file, its number printed, its paper written."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.core.errors import InputError, UserError
from resources.i18n import _
from ui.commands import trade_file
from ui.commands.answering import Answer, say_missing, shop
from ui.commands.grammar import LAYOUTS, Adds
from ui.commands.trade_file import Body

if TYPE_CHECKING:
    from db.services.quote_form import QuoteForm
    from db.services.quote_life import Issued

_TEXTS: Final = (
    "title", "contact_name", "project", "site_address", "payment_terms", "delivery_terms", "warranty_terms", "terms", "note",
    "staff",
)  # fmt: skip
_QUOTE: Final = frozenset({"customer", "date", "valid_until", "tax_mode", "lines", "chance", *_TEXTS})


def add_to(command: Adds) -> None:
    """The command of this module."""
    added = command("quote", quote, _("issue a quote from a JSON file: its number and sums"))
    added.add_argument("path", type=Path, metavar="FILE.json")
    added.add_argument("--pdf", type=Path, metavar="OUT", help=_("where its paper is written"))
    added.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help=_("the paper"))


def quote(args: Namespace) -> Answer:
    """Issue a quote, whose number and frozen paper are there together or not at all.

    {"number", "net", "tax", "total", "missing", "pdf"}; `missing`: what stands as 〓 on the paper.
    Where OUT can't be written afterwards the quote stays issued; the error says its number.
    """
    from db.services import customers, quotes

    _check_place(args.pdf)
    with shop(args):
        body = trade_file.read(args.path, _QUOTE)
        form = _form(body, customers.meant(body.needed("customer")))
        quote_id, issued = _issue(form, body.whole("chance"), args.layout)
        row = quotes.get(quote_id).row
    data = {"number": issued.number, "net": row.net, "tax": row.tax, "total": row.total, "missing": sorted(issued.missing)}
    if args.pdf:
        _write(args.pdf, issued, data)
    said = _("Quote {number}: {total}").format(number=issued.number, total=f"{row.total:,}")
    say_missing(issued)
    return Answer(data | {"pdf": str(args.pdf) if args.pdf else None}, said, issued.unit)


def _check_place(out: Path | None) -> None:
    """What can't be written is said before a number is given."""
    if out is None:
        return
    if out.suffix.casefold() != ".pdf":
        raise InputError(_("“{name}” must end in {ending}.").format(name=out.name, ending=".pdf"))
    if not out.parent.is_dir() or out.is_dir():
        raise InputError(_("“{name}” can't be written there. Please choose another place.").format(name=out))


def _form(body: Body, customer: int) -> "QuoteForm":
    """The quote as it is typed; what the file leaves open is as shop and customer have it."""
    from db.core import clock
    from db.services import days, options, quote_form, quotes

    said: dict[str, Any] = {key: body.text(key) for key in (*_TEXTS, "tax_mode") if body.has(key)}
    on = days.iso(body.text("date"), "date") or clock.today().isoformat()
    until = body.text("valid_until") or quote_form.valid_until(on, int(options.text("valid_days")))
    lines = trade_file.lines(body, customer, trade_file.QUOTED)
    return replace(quotes.new(customer), **said, quoted_on=on, valid_until=until, lines=lines)


def _issue(form: "QuoteForm", chance: int | None, layout: str) -> "tuple[int, Issued]":
    """Draft, number and paper in one unit, and how sure the shop is of it."""
    from db.core.journal import unit
    from db.services import quote_hopes, quote_life, quotes
    from reports import paper_layouts, quote_pdf

    with unit("quotes.issue") as opened:
        quote_id = quotes.add(form)
        issued = quote_life.issue(quote_id, lambda paper: quote_pdf.make(paper, paper_layouts.LAYOUTS[layout]))
        if chance is not None:
            quote_hopes.say(quote_id, chance)
        opened.detail["name"] = issued.number
    return quote_id, issued


def _write(out: Path, issued: "Issued", data: dict[str, Any]) -> None:
    """The paper beside the shop. A UserError says that the quote is issued all the same, and under which number."""
    from reports import excel

    try:
        excel.replace(out, lambda part: part.write_bytes(issued.pdf))
    except UserError as error:
        kept = _("Quote {number} is issued; its paper is kept in the customer book and can be saved again.")
        raise type(error)(f"{error.sentence} {kept.format(number=issued.number)}", **error.details, **data) from error
