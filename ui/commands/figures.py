"""Everything that is known of one customer in numbers, by command."""

from argparse import Namespace

from resources.i18n import _
from ui.commands.answering import Answer, in_words, shop_read
from ui.commands.grammar import Adds


def add_to(command: Adds) -> None:
    """The command of this module."""
    added = command("figures", figures, _("all that is known of one customer in numbers"))
    added.add_argument("customer", metavar="CUSTOMER")


def figures(args: Namespace) -> Answer:
    """What all_figures.of knows: {"customer", "name", "money", "visits", "scores", "stage", "outlook", ...}."""
    from db.core.progress import silent
    from db.services import all_figures, customers, standings

    with shop_read(args):
        standings.fill_when_due(silent)  # as the window does once a day; beside it nothing is written
        found = all_figures.of(customers.named(args.customer))
    lines = [f"{found['name']}  {found['stage']['name']}  {found['stage']['why']}"]
    lines += [f"{key}: {in_words(value)}" for key, value in found.items() if isinstance(value, dict)]
    return Answer(found, "\n".join(lines))
