"""What is done with what customers wait for, from any page: moved on, promised for a day, told by one click."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from db.core.errors import UserError
from db.services import days, deliveries, wanted
from db.services.deliveries import DeliveryRow
from resources.i18n import N_, _, ngettext
from ui import ready_text
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.kit.page import Shell
from ui.trying import tried

NEXT: Final = {"asked": "ordered", "ordered": "arrived", "arrived": "told", "told": "handed"}
VERBS: Final = {  # of the button that moves something into this state
    "asked": N_("Asked for only"),
    "ordered": N_("Is on order"),
    "arrived": N_("It arrived"),
    "told": N_("Customer was told"),
    "handed": N_("Handed over to them"),
}


def before(row: DeliveryRow) -> str:
    """The state before this one; "" of the first. What was sold is ordered at once."""
    states = [key for key, _words in deliveries.STATES if row.kind == "wanted" or key != "asked"]
    at = states.index(row.state)
    return states[at - 1] if at else ""


def move(shell: Shell, rows: Sequence[DeliveryRow], state: str) -> bool:
    """Into this state, with the way back; whether it was done."""
    if done := tried(lambda: deliveries.move([row.key for row in rows], state), shell.asks):
        what = _(dict(deliveries.STATES)[state])
        text = _("{item}: {state}").format(item=hidden(_items(rows)), state=what)
        shell.toast_undo(text, done[1])
    return bool(done)


def move_on(shell: Shell, rows: Sequence[DeliveryRow]) -> bool:
    """Each one step on, with one way back; whether it was done."""
    moving = [row for row in rows if row.state in NEXT]
    states = {NEXT[row.state] for row in moving}
    if len(states) == 1:
        return move(shell, moving, *states)
    if done := tried(lambda: deliveries.move_on(_by_next(moving)), shell.asks) if moving else None:
        shell.toast_undo(_("{item}: one step on").format(item=hidden(_items(moving))), done[1])
    return bool(done)


def _by_next(rows: Sequence[DeliveryRow]) -> dict[str, list[deliveries.Key]]:
    """What is moved, under the state it comes into."""
    found: dict[str, list[deliveries.Key]] = {}
    for row in rows:
        found.setdefault(NEXT[row.state], []).append(row.key)
    return found


def tell(shell: Shell, rows: Sequence[DeliveryRow]) -> bool:
    """Copy the LINE text of what one customer waits for; what has arrived counts as told then: whether anything does."""
    if len({row.customer for row in rows}) != 1:
        shell.toast(_("The words are for one customer. Choose things of one only."))
        return False
    if not ready_text.copy(shell, deliveries.text_for(replace(rows[0], item="、".join(dict.fromkeys(row.item for row in rows))))):
        return False
    arrived = [row.key for row in rows if row.state == "arrived"]
    if not arrived:
        shell.toast(_("The LINE text for {name} is copied: paste it with Ctrl+V.").format(name=rows[0].name))
        return False
    if done := tried(lambda: deliveries.move(arrived, "told"), shell.asks):
        text = _("The LINE text for {name} is copied, and it is written down that they were told.")
        shell.toast_undo(text.format(name=rows[0].name), done[1])
    return bool(done)


def promise(shell: Shell, rows: Sequence[DeliveryRow]) -> None:
    """Ask by when they are there; an empty line: by no day."""
    title = _("Promised for which day?")
    proposed = written(rows[0].promised_on)
    typed = shell.asks.text(title, _("Day, such as 11/25 or Friday; empty: none"), proposed, yes=_("Write it down"))
    if typed is None:
        return
    try:
        day = days.iso(typed) or ""
    except UserError as error:
        shell.asks.error(error)
        return
    if done := tried(lambda: deliveries.promise([row.key for row in rows], day), shell.asks):
        shell.toast_undo(_("Promised for: {day}").format(day=written(day) or _("no day")), done[1])


def drop(shell: Shell, row: DeliveryRow) -> None:
    """They want it no longer."""
    if done := tried(lambda: wanted.drop(row.id), shell.asks):
        shell.toast_undo(_("No longer wanted: {item}").format(item=hidden(row.item)), done[1])


def _items(rows: Sequence[DeliveryRow]) -> str:
    """「恆溫龍頭」, of several how many."""
    if len(rows) == 1:
        return rows[0].item
    return ngettext("{count} of what is waited for", "{count} of what is waited for", len(rows)).format(count=len(rows))
