"""Talks by command: written down for one customer or several."""

from argparse import Namespace
from typing import Final

from db.core.errors import InputError
from resources.i18n import _
from ui.commands.answering import Answer, shop
from ui.commands.grammar import Adds

DIRECTIONS: Final = ("in", "out", "none")
AUTO: Final = "auto"


def add_to(command: Adds) -> None:
    """The commands of this module."""
    log_ = command("log", log, _("write down what was said"))
    log_.add_argument("customers", nargs="+", metavar="CUSTOMER")
    log_.add_argument("text")
    log_.add_argument("--channel", default="", help=_("how, in the shop's words; without it the first of them"))
    log_.add_argument("--direction", choices=DIRECTIONS, default="in", help=_("who began"))
    log_.add_argument("--on", default="", metavar="DAY", help=_("the day it was, without it today"))
    log_.add_argument("--outcome", default="", help=_("what came of it"))
    log_.add_argument(
        "--follow-up", default="", metavar="DAY", help=_("the day to contact them again; auto: the one promised in the text")
    )


def log(args: Namespace) -> Answer:
    """Write down a talk: {"unit", "talk", "task", "follow_up_on"}, of several customers those of the first, and "talks".

    "promise": the day the text names, {"words", "day", "is_sure"} or None; a reminder comes of it only where one is asked for.
    """
    from dataclasses import asdict

    from db.core.journal import saving
    from db.services import customers, days, interactions, promises, tasks
    from db.services.interactions import InteractionForm

    with shop(args):
        known = interactions.channels()
        if args.channel and args.channel not in known:
            raise InputError(
                _("The shop knows no way “{channel}”, only {known}.").format(channel=args.channel, known="、".join(known))
            )
        channel = args.channel or next(iter(known), "")
        who = [customers.named(one) for one in args.customers]
        day, time = days.moment(args.on)
        promise = promises.made_in(args.text)
        on_promised = promise.day.isoformat() if promise and promise.is_sure else ""
        form = InteractionForm(
            who[0], args.text, channel, args.direction, day or "", time or "", args.outcome,
            follow_up_on=on_promised if args.follow_up == AUTO else args.follow_up,
        )  # fmt: skip
        talks, unit = saving(lambda: interactions.add_all(who, form))
        again = interactions.get(talks[0]).follow_up_on
        made = [task.id for talk in talks for task in tasks.promised_in(talk)]
    data = {
        "unit": unit, "talk": talks[0], "talks": talks, "task": next(iter(made), None), "follow_up_on": again,
        "promise": promise and asdict(promise) | {"day": promise.day.isoformat()},
    }  # fmt: skip
    return Answer(data, _("Written down"), unit)
