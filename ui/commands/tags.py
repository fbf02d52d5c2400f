"""Tags by command: listed, put on customers, taken off."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from db.core.errors import InputError, NotFoundError
from resources.i18n import _
from ui.commands.answering import Answer, shop, shop_read
from ui.commands.grammar import Adds, verbs


def add_to(command: Adds) -> None:
    """The commands of this module."""
    verb = verbs(command("tag", list_, _("tags: add, remove, list")))
    for name, do, words in (("add", add, _("put a tag on customers")), ("remove", remove, _("take a tag off customers"))):
        part = verb(name, do, words)
        part.add_argument("name")
        part.add_argument("customers", nargs="+", metavar="CUSTOMER")
    verb("list", list_, _("all tags, and how many customers wear them"))


def add(args: Namespace) -> Answer:
    """Put a tag on, made where it is not there: {"unit", "tag", "customers"} (how many wear it anew)."""
    from db.services import tags

    if not args.name.strip():
        raise InputError(_("A tag needs a name."))
    return _done(args, tags.attach)


def remove(args: Namespace) -> Answer:
    """Take a tag off: {"unit", "tag", "customers"} (how many wore it)."""
    from db.services import tags

    def off(who: list[int], names: list[str]) -> int:
        if args.name.strip() not in {row.name for row in tags.rows(counted=False)}:
            raise NotFoundError(_("This tag is not there any more."))
        return tags.detach(who, names)

    return _done(args, off)


def list_(args: Namespace) -> Answer:
    """All tags: {"tags": [{"id", "name", "colour", "group", "position", "count", "contact_interval", "rule"}]}."""
    from db.services import tags

    with shop_read(args):
        rows = tags.rows()
    return Answer({"tags": [asdict(row) for row in rows]}, "\n".join(f"{row.count:>7,}  {row.name}" for row in rows))


def _done(args: Namespace, verb: Callable[[list[int], list[str]], int]) -> Answer:
    from db.core.journal import saving
    from db.services import customers

    with shop(args):
        who = [customers.named(one) for one in args.customers]
        count, unit = saving(lambda: verb(who, [args.name]))
    return Answer({"unit": unit, "tag": args.name, "customers": count}, f"{args.name}  {count:,}", unit)
