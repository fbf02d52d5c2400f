"""What to offer to whom by command, and the rules of what follows what."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from resources.i18n import _
from ui.commands.answering import Answer, shop, shop_read
from ui.commands.grammar import Adds, number, verbs


def add_to(command: Adds) -> None:
    """The commands of this module."""
    suggested = command("suggest", suggest, _("what could be offered to whom today, the best first"))
    suggested.add_argument("--most", type=number, default=20, metavar="COUNT")
    suggested.add_argument("--staff", default="", help=_("who looks after them"))
    verb = verbs(command("knowledge", list_, _("rules of what follows what: list, add, off")))
    verb("list", list_, _("the rules, and how many customers each finds now"))
    added = verb("add", add, _("add a rule"))
    added.add_argument("bought", metavar="BOUGHT")
    added.add_argument("offer", metavar="OFFER")
    added.add_argument("--months", type=number, default=0)
    added.add_argument("--say", default="", metavar="WORDS", help=_("what to say to them"))
    verb("off", off, _("leave a rule lying")).add_argument("id", type=number)
    verb("on", on, _("use a rule again")).add_argument("id", type=number)


def suggest(args: Namespace) -> Answer:
    """Today's suggestions: {"count", "suggestions": [{customer, name, kind, subject, what, why, worth, product}]}."""
    from db.services import suggestions

    with shop_read(args):
        rows = suggestions.whole(args.staff)[: args.most]
    found = [{key: value for key, value in asdict(one).items() if key not in ("who", "about")} for one in rows]
    lines = (f"{one.customer:>7}  {one.name}  {one.what}  {one.why}" for one in rows)
    return Answer({"count": len(found), "suggestions": found}, "\n".join(lines))


def list_(args: Namespace) -> Answer:
    """The rules: {"count", "rules": [rows with "finds"]}."""
    from db.services import knowledge, knowledge_due

    with shop_read(args):
        rules = knowledge.rows()
        finds = knowledge_due.counts(rules)
    found = [asdict(one) | {"finds": finds[one.id]} for one in rules]
    lines = (f"{one.id:>5}  {'' if one.is_on else '- '}{one.title}  {one.months}  {finds[one.id]:,}" for one in rules)
    return Answer({"count": len(found), "rules": found}, "\n".join(lines))


def add(args: Namespace) -> Answer:
    """Add a rule: {"unit", "rule", "title", "is_on"}."""
    from db.services import knowledge
    from db.services.knowledge import RuleForm

    form = RuleForm(bought=args.bought, months=args.months, offer=args.offer, phrase=args.say)
    return _done(args, lambda: knowledge.add(form))


def off(args: Namespace) -> Answer:
    """Leave a rule lying: {"unit", "rule", "title", "is_on"}."""
    return _put(args, is_on=False)


def on(args: Namespace) -> Answer:
    """Use a rule again: {"unit", "rule", "title", "is_on"}."""
    return _put(args, is_on=True)


def _put(args: Namespace, *, is_on: bool) -> Answer:
    from db.services import knowledge

    def put() -> int:
        knowledge.put_on(args.id, is_on)
        return int(args.id)

    return _done(args, put)


def _done(args: Namespace, act: Callable[[], int]) -> Answer:
    from db.core.journal import saving
    from db.services import knowledge

    with shop(args):
        rule, unit = saving(act)
        row = knowledge.get(rule)
    data: dict[str, Any] = {"unit": unit, "rule": row.id, "title": row.title, "is_on": row.is_on}
    return Answer(data, row.title, unit)
