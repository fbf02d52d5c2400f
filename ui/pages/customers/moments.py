"""What happened with a customer, in words and colours: one moment of the timeline on the card."""

from collections.abc import Callable
from typing import Final

from db.core.values import dates
from db.services import attachments, blacklist, settings
from db.services.timeline import TimelineRow
from resources.i18n import _
from ui.kit.counter import hidden, warned
from ui.kit.days import near
from ui.quoting.words import unpriced
from ui.trade_words import VALUES

_TINTS: Final = {
    "sale": "green",
    "payment": "green",
    "task": "amber",
    "wanted": "amber",
    "attachment": "violet",
    "blacklist": "red",
    "came": "muted",
}
_CODED: Final = {"quote": VALUES["state"], "payment": VALUES["method"], "wanted": VALUES["delivery"]}
FILLED: Final = ("sale", "payment", "blacklist", "came")  # things that are done; the others are talk


def tint(row: TimelineRow) -> str:
    """The token its ring is painted in."""
    return _TINTS.get(row.kind, "accent_text")


def what(row: TimelineRow) -> str:
    """What happened, as it may be read now."""
    if row.kind in _SAID:
        return _SAID[row.kind](row)
    amount = _amount(row)
    return " ".join(part for part in (hidden(row.text or row.outcome or row.title), amount) if part)


def _amount(row: TimelineRow) -> str:
    """The sum; of a quote that is being written and comes to nothing, that it has no prices yet."""
    if row.kind == "quote" and row.title == "draft" and not row.amount:
        return unpriced()
    return hidden(f"${row.amount:,}") if row.amount is not None else ""


def _paid(amount: int) -> str:
    """收款 5,700; what is less than nothing went back, or takes a payment back."""
    word = _("Payment") if amount >= 0 else _("Given back or taken back")
    return f"{word} {hidden(f'${abs(amount):,}')}"


def _filed(row: TimelineRow) -> str:
    return " ".join(part for part in (_label(row.title), hidden(row.text)) if part)


def _came(row: TimelineRow) -> str:
    return _("Came in with {file}").format(file=row.text) if row.text else _("Entered by hand")


_SAID: Final[dict[str, Callable[[TimelineRow], str]]] = {  # of the others: what was said or bought, and the amount
    "task": lambda row: hidden(row.text),
    "attachment": _filed,
    "blacklist": lambda row: warned(_("Watch list: {reason}").format(reason=row.text)),
    "wanted": lambda row: _("Asked for: {item}").format(item=hidden(row.text)),
    "came": _came,
    "payment": lambda row: " ".join(filter(None, (_paid(row.amount or 0), hidden(row.text)))),
}


def when(row: TimelineRow) -> str:
    """When it was and by whom, with what else was noted."""
    roc = settings.shows_republic_years()
    moment = f"{near(row.happened_on, roc)} {(row.happened_time or '')[:5]}".strip()
    return " ・ ".join(part for part in (f"{moment} {_head(row)}".strip(), *_notes(row, roc)) if part)


def _head(row: TimelineRow) -> str:
    """What stands right behind the day."""
    match row.kind:
        case "task":
            return _("reminder, done") if row.title == "done" else _("reminder, open")
        case "attachment":
            return _("photo or file")
        case "blacklist":
            return warned(_(dict(blacklist.LEVELS).get(row.title, row.title)))
        case "quote" | "payment" | "wanted":
            return "" if row.title == "asked" else _(_CODED[row.kind].get(row.title, row.title))
        case "came":
            return ""
    return row.title


def _notes(row: TimelineRow, roc: bool) -> tuple[str, ...]:
    outcome = row.outcome if row.text else ""
    by = _("noted by {name}").format(name=row.staff) if row.staff else ""
    again = _("again {day}").format(day=_short(row.follow_up_on, roc)) if row.follow_up_on else ""
    return outcome, by, again


def _short(iso: str, roc: bool) -> str:
    """A day of this year without it."""
    from db.core import clock

    this_year = iso[:4] == str(clock.today().year)
    return f"{int(iso[5:7])}/{int(iso[8:10])}" if this_year else dates.shown(iso, roc)


def _label(code: str) -> str:
    words = dict(attachments.LABELS)
    return _(words[code]) if code in words and code else ""
