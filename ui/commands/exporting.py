"""Customers, or the list of products, written to a file by command."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from db.core.errors import InputError
from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds, refuse_beside

_PURPOSES: Final = ("any", "post", "line", "sms", "email", "phone", "own")
_FORMATS: Final = ("xlsx", "csv", "vcf")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    taken = command("export", export, _("customers as a sheet or an address book"))
    taken.add_argument("--out", type=Path, required=True, metavar="FILE")
    taken.add_argument("--products", action="store_true", help=_("the products instead, .xlsx or .csv"))
    taken.add_argument("--segment", metavar="NAME", help=_("only the customers of this list"))
    taken.add_argument("--format", choices=_FORMATS, help=_("without it the file's ending says"))
    taken.add_argument("--for", dest="purpose", choices=_PURPOSES, help=_("who refused this is left out"))


def export(args: Namespace) -> Answer:
    """Customers as .xlsx, .csv or .vcf: {"file", "rows", "left_out"}. Who refused is left out, but not for "own"."""
    if args.format and args.out.suffix.casefold() not in ("", f".{args.format}"):
        raise InputError(_("“{name}” must end in {ending}.").format(name=args.out.name, ending=f".{args.format}"))
    if args.products:
        refuse_beside("--products", {"--segment": args.segment, "--for": args.purpose})
        return _products(args)
    from db.services import segments
    from db.services.lists import ListQuery, Selection
    from reports import exports

    with shop(args):
        query = segments.named(args.segment) if args.segment else ListQuery()
        purpose = "" if args.purpose == "any" else args.purpose or ""
        wish = exports.Wish(Selection(query=query), args.format or exports.format_of(args.out), purpose=purpose)
        done = exports.write(args.out, wish)
    words = _("{rows} customers are in {file}; {left_out} who refused are not.")
    data = {"file": str(done.path), "rows": done.rows, "left_out": done.left_out}
    return Answer(data, words.format(rows=f"{done.rows:,}", file=done.path, left_out=f"{done.left_out:,}"))


def _products(args: Namespace) -> Answer:
    """The products, those no longer sold too: {"file", "rows"}. Changed there, the file brings it home by `import`."""
    from db.services import products
    from reports import product_list

    with shop(args):
        done = product_list.write(args.out, products.rows(inactive=True))
    words = _("{rows} products are in {file}.").format(rows=f"{done.rows:,}", file=done.path)
    return Answer({"file": str(done.path), "rows": done.rows}, words)
