"""What was promised to a customer, and what somebody who came back liked before, in words: said first on the card."""

from datetime import date
from typing import Final

from db.core import clock
from db.services import open_days, tasks, tastes
from db.services.cards import CustomerCard
from db.services.tasks import TaskRow
from resources.i18n import _, ngettext
from ui.kit.counter import hidden
from ui.kit.days import with_weekday

SHOWN: Final = 2  # promises beside the list; all of them stand on the page


def still_open(customer: int) -> list[TaskRow]:
    """What is promised and not done, the longest due first."""
    return [task for task in tasks.of(customer) if task.done_on is None]


def lines(customer: int) -> list[tuple[str, str]]:
    """The first promises with the role of their label: red where one is overdue."""
    said = _("{day}: {title}")
    return [(said.format(day=due(task), title=hidden(task.title)), tone(task)) for task in still_open(customer)[:SHOWN]]


def due(task: TaskRow) -> str:
    """When it is due: 逾期 3 天, 今天, 11/27 週五."""
    if late := open_days.days_late(task.due_on):
        return ngettext("{count} day overdue", "{count} days overdue", late).format(count=late)
    left = (date.fromisoformat(task.due_on) - clock.today()).days
    day = _("Today") if left <= 0 else _("Tomorrow") if left == 1 else with_weekday(date.fromisoformat(task.due_on))
    return f"{day} {task.due_time}" if task.due_time else day


def tone(task: TaskRow) -> str:
    """The role of its label."""
    if open_days.days_late(task.due_on):
        return "red"
    return "amber" if task.due_on <= clock.today().isoformat() else ""


def liked(card: CustomerCard) -> str:
    """What somebody liked who was away and is back, and what had gone wrong; "" of everybody else."""
    if not tastes.came_back(card):
        return ""
    found, wrong = tastes.of(card), tastes.went_wrong(card.id)
    liked = _("Back again. Liked before: {things}").format(things="、".join(found)) if found else ""
    amiss = _("What went wrong then: {what}").format(what=wrong) if wrong else ""
    said = "\n".join(filter(None, (liked, amiss)))
    return hidden(said) if said else ""
