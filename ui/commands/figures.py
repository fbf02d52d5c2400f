"""Everything that is known of one customer in numbers, by command."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from resources.i18n import N_, _
from ui.commands.answering import Answer, shop_read
from ui.commands.grammar import Adds

if TYPE_CHECKING:
    from reports.question import Kind

_TOLD: Final[tuple[tuple[str, str, "Kind"], ...]] = (  # what it is called, where it stands in the answer, how it is said
    (N_("What to do"), "stage.act", "text"),
    (N_("Bought so far"), "money.bought", "money"),
    (N_("Times bought"), "money.times_bought", "count"),
    (N_("Last bought"), "money.last_bought_on", "date"),
    (N_("Bought within a year"), "money.recent", "money"),
    (N_("Sales dated ahead"), "money.ahead.total", "money"),
    (N_("Owes"), "money.owing", "money"),
    (N_("Overdue"), "money.overdue", "money"),
    (N_("Margin"), "money.margin", "money"),
    (N_("Gifts, advertising"), "money.spent.marketing", "money"),
    (N_("Errands, repairs"), "money.spent.service", "money"),
    (N_("Quotes nobody answered yet"), "quotes.total", "money"),
    (N_("From one visit to the next"), "visits.interval", "days"),
    (N_("Away for"), "visits.since", "days"),
    (N_("Still comes, most likely"), "outlook.alive", "share"),
    (N_("May still bring"), "outlook.value", "money"),
    (N_("Last contact"), "contact.last_contact_on", "date"),
    (N_("Next contact"), "contact.next_contact_on", "date"),
    (N_("Birthday"), "contact.birthday_on", "date"),
)


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
        lines = [f"{found['name']}  {found['stage']['name']}  {found['stage']['why']}", *_told(found)]
    return Answer(found, "\n".join(lines))


def _told(found: dict[str, Any]) -> Iterator[str]:
    """What there is to tell, a line each; neither zeros nor what is not known."""
    from reports.shown import shown

    for title, path, kind in _TOLD:
        if value := _at(found, path):
            yield f"{_(title)}  {shown(date.fromisoformat(value) if kind == 'date' else value, kind)}"


def _at(found: Any, path: str) -> Any:
    """The number at a place such as money.ahead.total; None: whoever acts is not told."""
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
    return found
