"""What was half typed, of talks, reminders, quotes, sales, payments: kept by each, and offered again after a power cut."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from db.services import drafts, interactions, lists, tasks
from resources.i18n import N_, _
from ui import left_open
from ui.kit.counter import hidden

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.services.drafts import DraftRow
    from ui.kit.form import Values
    from ui.kit.page import Shell

TALK: Final = "talk"
REMINDER: Final = "task"
PAYMENT: Final = "payment"
SALE: Final = "sale"
QUOTE: Final = "quote"
_WORDS: Final = {  # what is asked, what one without words is called, where its words stand
    TALK: (N_("A talk was left open"), N_("A talk"), "text"),
    REMINDER: (N_("A reminder was left open"), N_("A reminder"), "title"),
    PAYMENT: (N_("A payment was left open"), N_("A payment"), "amount"),
    SALE: (N_("A sale was left open"), N_("A sale"), "named"),
    QUOTE: (N_("A quote was left open"), N_("A quote"), "text"),
}
_SAID: Final = 60  # letters
_Open = Callable[["Shell", "QWidget", "DraftRow"], None]


class Slot:
    """Where one dialog keeps what is typed in it; `name` of a draft that is opened again."""

    def __init__(self, kind: str, name: str = "") -> None:
        self._name = name or f"{kind}:{uuid4().hex}"

    def keep(self, values: "Values") -> None:
        """Remember the form as it stands."""
        drafts.keep(self._name, None, values)

    def discard(self) -> None:
        """Forget it: it was saved or thrown away."""
        drafts.discard(self._name, None)


def offer_left(shell: "Shell", parent: "QWidget") -> None:
    """After a power cut: offer what was being typed, the latest first, until one is opened or is to wait."""
    left_open.offer(shell.asks, _told, lambda draft: _OPENS[_kind(draft)](shell, parent, draft))


def _kind(draft: "DraftRow") -> str:
    return draft.form.partition(":")[0]


def _told(draft: "DraftRow") -> tuple[str, str] | None:
    """What is asked, and what it is called: whom it is about, and how it begins."""
    if _kind(draft) not in _WORDS:
        return None
    title, unnamed, place = _WORDS[_kind(draft)]
    said = hidden(" ".join(str(draft.body.get(place, "")).split())[:_SAID])
    who, what = _who(draft), said or _(unnamed)
    return _(title), _("{name}: {what}").format(name=who, what=what) if who else what


def _who(draft: "DraftRow") -> str:
    """Whom it is about; of several the first and how many."""
    who = lists.rows(draft.body.get("customers") or ())
    if len(who) < 2:
        return "".join(one.name for one in who)
    return _("{name} and others ({count})").format(name=who[0].name, count=len(who))


def _talk(shell: "Shell", parent: "QWidget", draft: "DraftRow") -> None:
    from ui.talks.log import log

    talk = draft.body.get("talk")
    is_there = talk is not None and interactions.is_there(int(talk))
    log(shell, parent, (), talk if is_there else None, draft.body, draft.form)


def _reminder(shell: "Shell", parent: "QWidget", draft: "DraftRow") -> None:
    from ui.talks.remind import remind

    task = draft.body.get("task")
    is_there = task is not None and tasks.is_there(int(task))
    remind(shell, parent, (), task if is_there else None, draft.body, slot=draft.form)


def _payment(shell: "Shell", parent: "QWidget", draft: "DraftRow") -> None:
    from ui.paying.dialog import pay

    pay(shell, parent, typed=draft.body, slot=draft.form)


def _sale(shell: "Shell", parent: "QWidget", draft: "DraftRow") -> None:
    from ui.selling.entry import go_on

    go_on(shell, parent, draft.body, draft.form)


def _quote(shell: "Shell", _parent: "QWidget", draft: "DraftRow") -> None:
    shell.go("quote", left=draft.form)


_OPENS: Final[dict[str, _Open]] = {TALK: _talk, REMINDER: _reminder, PAYMENT: _payment, SALE: _sale, QUOTE: _quote}
