"""The watch list by command: put on, taken off, listed."""

from argparse import Namespace
from dataclasses import asdict
from typing import Final

from resources.i18n import _
from ui.commands.answering import Answer, shop, shop_read
from ui.commands.grammar import Adds, verbs

_LEVELS: Final = ("warn", "stop")


def add_to(command: Adds) -> None:
    """The commands of this module."""
    verb = verbs(command("blacklist", list_, _("the watch list: put, lift, list")))
    part = verb("put", put, _("put a customer on the watch list, or change the entry"))
    part.add_argument("customer", metavar="CUSTOMER")
    part.add_argument("reason")
    part.add_argument("--level", choices=_LEVELS, default="warn", help=_("be careful, or no more business"))
    part.add_argument("--since", default="", metavar="DAY")
    part.add_argument("--review", default="", metavar="DAY", help=_("the day to look at it again"))
    part.add_argument("--evidence", help=_("what proves it"))
    verb("lift", lift, _("take a customer off the watch list")).add_argument("customer", metavar="CUSTOMER")
    verb("list", list_, _("everybody on the watch list, whose day to look again has come first"))


def put(args: Namespace) -> Answer:
    """Put on, or change: {"unit", "customer", "level", "reason", "since", "review_on", ...}."""
    from db.core.journal import saving
    from db.services import blacklist, customers

    with shop(args):
        who = customers.named(args.customer)
        _count, unit = saving(
            lambda: blacklist.put(who, args.reason, args.level, args.since, args.review, evidence=args.evidence)
        )
        entry = blacklist.of(who)
    data = {"unit": unit, **(asdict(entry) if entry else {})}
    return Answer(data, blacklist.sentence(entry) if entry else "", unit)


def lift(args: Namespace) -> Answer:
    """Take off: {"unit", "customers"} (how many stood there)."""
    from db.core.journal import saving
    from db.services import blacklist, customers

    with shop(args):
        who = customers.named(args.customer)
        count, unit = saving(lambda: blacklist.lift(who))
    return Answer({"unit": unit, "customers": count}, f"{count}", unit)


def list_(args: Namespace) -> Answer:
    """Everybody on the watch list: {"entries": [{"customer", "name", "level", "reason", ...}]}."""
    from db.services import blacklist

    with shop_read(args):
        rows = blacklist.rows()
    lines = (f"{row.customer:>7}  {row.name}  {blacklist.sentence(row)}" for row in rows)
    return Answer({"entries": [asdict(row) for row in rows]}, "\n".join(lines))
