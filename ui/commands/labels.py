"""Address labels and envelopes by command."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds, number

if TYPE_CHECKING:
    from db.services.letters import Letters
    from reports.layout import Made

_SHEETS = ("3x8", "2x7", "3x10", "4x11")
_ENVELOPES = ("dl", "15k")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    made = command("labels", labels, _("address labels as a PDF"))
    made.add_argument("--segment", required=True, metavar="NAME", help=_("only the customers of this list"))
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--sheet", choices=_SHEETS, default=_SHEETS[0], help=_("labels across and down on A4"))
    made.add_argument("--envelopes", choices=_ENVELOPES, help=_("envelopes of this size instead of labels"))
    made.add_argument("--upright", action="store_true", help=_("envelopes written upright, from right to left"))
    made.add_argument("--start", type=number, default=1, metavar="N", help=_("the first label still there on the first sheet"))


def _made(args: Namespace, found: "Letters") -> "Made":
    if args.envelopes:
        from reports.envelopes_pdf import EnvelopeWish, Sender, make

        return make(found.addressees, Sender.of_shop(), EnvelopeWish(args.envelopes, args.upright))
    from reports import labels_pdf
    from reports.label_sheets import SHEETS

    return labels_pdf.make(found.addressees, SHEETS[args.sheet], start=args.start)


def labels(args: Namespace) -> Answer:
    """The labels of a list, or their envelopes: {"file", "labels", "pages", "put_away", "watched", "refusing", "no_address"}."""
    from db.services import letters, segments
    from db.services.lists import Selection
    from reports import letters_file

    with shop(args):
        found = letters.of(Selection(query=segments.named(args.segment)))
        made = _made(args, found)
        letters_file.write(args.out, made, found)
    said = _("{count} envelopes are in {file}.") if args.envelopes else _("{count} labels are in {file}.")
    words = said.format(count=f"{len(found.addressees):,}", file=args.out)
    data = {
        "file": str(args.out),
        "labels": len(found.addressees),
        "pages": made.pages,
        "put_away": found.put_away,
        "watched": found.watched,
        "refusing": found.refusing,
        "no_address": found.homeless,
    }
    return Answer(data, "\n".join([words, *found.left_out()]))
