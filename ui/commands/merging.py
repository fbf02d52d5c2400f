"""Two customers made one, and taken apart again, by command."""

from argparse import Namespace
from dataclasses import asdict
from typing import Final

from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds, number

_ANSWERS: Final = ("stay", "back", "over")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    joined = command("merge", merge, _("make two customers one"))
    joined.add_argument("kept", metavar="KEPT")
    joined.add_argument("gone", metavar="GONE")
    joined.add_argument("--take", action="append", default=[], metavar="FIELD", help=_("a field whose value comes from GONE"))
    parted = command("split", split, _("split a merged customer off again"))
    parted.add_argument("gone", type=number, metavar="GONE")
    parted.add_argument("--changed", choices=_ANSWERS, default="stay", help=_("what becomes of fields changed since the merge"))
    parted.add_argument("--plan", action="store_true", help=_("only say what would be done"))


def merge(args: Namespace) -> Answer:
    """Merge: {"unit", "kept", "gone"}."""
    from db.core.journal import saving
    from db.services import customers, merging

    with shop(args):
        first, gone = customers.named(args.kept), customers.named(args.gone)
        kept, unit = saving(lambda: merging.merge(first, gone, args.take or None))
    return Answer({"unit": unit, "kept": kept, "gone": gone}, f"{gone} → {kept}", unit)


def split(args: Namespace) -> Answer:
    """Split off again: {"unit", "kept", "gone", "moves", "back", "changed_since", "code", "code_taken_by"}."""
    from db.core.journal import saving
    from db.services import splitting

    with shop(args):
        plan = splitting.plan(args.gone)
        answers = {field.key: args.changed for field in plan.changed_since}
        unit = None if args.plan else saving(lambda: splitting.split(args.gone, answers))[1]
    moved = "、".join(f"{table}={count}" for table, count in plan.moves.items())
    return Answer({"unit": unit, **asdict(plan)}, f"{plan.kept} | {plan.gone}  {moved}", unit)
