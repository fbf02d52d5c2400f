"""Address labels and envelopes by command."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds, UsageError, number, refuse_beside

if TYPE_CHECKING:
    from db.services.letters import Letters
    from reports.layout import Made

SHEETS: Final = ("3x8", "2x7", "3x10", "4x11")
ENVELOPES: Final = ("dl", "15k")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    made = command("labels", labels, _("address labels as a PDF"))
    made.add_argument("--segment", required=True, metavar="NAME", help=_("only the customers of this list"))
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--sheet", choices=SHEETS, help=_("labels across and down on A4"))
    made.add_argument("--envelopes", choices=ENVELOPES, help=_("envelopes of this size instead of labels"))
    made.add_argument("--upright", action="store_true", help=_("envelopes written upright, from right to left"))
    made.add_argument("--start", type=number, metavar="N", help=_("the first label still there on the first sheet"))


def _made(args: Namespace, found: "Letters") -> "Made":
    if args.envelopes:
        refuse_beside("--envelopes", {"--sheet": args.sheet, "--start": args.start})
        from reports.envelopes_pdf import EnvelopeWish, Sender, make

        return make(found.addressees, Sender.of_shop(), EnvelopeWish(args.envelopes, args.upright))
    if args.upright:
        raise UsageError(_("“{option}” needs “{other}”.").format(option="--upright", other="--envelopes"))
    from reports import label_sheets, labels_pdf

    return labels_pdf.make(found.addressees, label_sheets.SHEETS[args.sheet or SHEETS[0]], start=args.start or 1)


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
