"""Address labels by command."""

from argparse import Namespace
from pathlib import Path

from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds, number

_SHEETS = ("3x8", "2x7", "3x10", "4x11")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    made = command("labels", labels, _("address labels as a PDF"))
    made.add_argument("--segment", required=True, metavar="NAME", help=_("only the customers of this list"))
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--sheet", choices=_SHEETS, default=_SHEETS[0], help=_("labels across and down on A4"))
    made.add_argument("--start", type=number, default=1, metavar="N", help=_("the first label still there on the first sheet"))


def labels(args: Namespace) -> Answer:
    """The labels of a list: {"file", "labels", "pages", "put_away", "watched", "refusing", "no_address"}."""
    from db.services import letters, segments
    from db.services.lists import Selection
    from reports import labels_pdf, letters_file
    from reports.label_sheets import SHEETS

    with shop(args):
        found = letters.of(Selection(query=segments.named(args.segment)))
        made = labels_pdf.make(found.addressees, SHEETS[args.sheet], start=args.start)
        letters_file.write(args.out, made, found)
    words = _("{count} labels are in {file}.").format(count=f"{len(found.addressees):,}", file=args.out)
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
