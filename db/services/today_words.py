"""Why somebody stands on Today, in the words an owner would say."""

from collections.abc import Callable
from datetime import date
from typing import Final

from db.services import options
from db.services.today_rows import Found
from resources.i18n import _, ngettext

_SUGGEST_ANOTHER_WAY: Final = 3  # calls nobody took
_DAYS_A_MONTH: Final = 30


def why(found: Found, today: date, late: int, missed: int) -> str:
    """Every reason in one line: how many days late, what was promised or is due, what else there is, who did not pick up."""
    said = [_late(late), reason(found, today), *(reason(one, today) for one in found.more), _missed(missed)]
    return _("; ").join(part for part in said if part)


def day(iso: str, today: date) -> str:
    """A day near today as 11/25, another with its year as the shop writes it."""
    near = abs((date.fromisoformat(iso) - today).days) < 300
    if near:
        return iso[5:].replace("-", "/")
    from db.core.values import dates  # the start is lighter without

    return dates.shown(iso, options.shows_republic_years())


def ago(iso: str, today: date) -> str:
    """How long nobody talked: 32 天, which compares with an interval in days; from two months on 5 個月."""
    days = max((today - date.fromisoformat(iso)).days, 0)
    if days < 2 * _DAYS_A_MONTH:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    return ngettext("{count} month", "{count} months", days // _DAYS_A_MONTH).format(count=days // _DAYS_A_MONTH)


def _late(days: int) -> str:
    return ngettext("{count} day late", "{count} days late", days).format(count=days) if days > 0 else ""


def reason(found: Found, today: date) -> str:
    """One reason alone."""
    return _SAID[found.kind](found, today)


def _promised(found: Found, today: date) -> str:
    title = found.facts["title"] if found.kind == "task" else ""
    first = found.facts["first"]
    put_off = _("planned for {day}").format(day=day(first, today)) if first else ""
    return " ".join(part for part in (found.facts["time"], title, f"（{put_off}）" if put_off else "") if part)


def _touch(found: Found, today: date) -> str:
    if not found.last_on:
        return _("Time to get in touch; nobody has talked to them yet")
    days = found.facts["days"]
    gone = ago(found.last_on, today)
    if days and days > 0:
        sentence = ngettext("Every {days} day; {ago} since the last talk", "Every {days} days; {ago} since the last talk", days)
        return sentence.format(days=days, ago=gone)
    if days:
        return _("Usually back by now; {ago} since the last talk").format(ago=gone)
    return _("Time to get in touch; {ago} since the last talk").format(ago=gone)


def _birthday(found: Found, today: date) -> str:
    on = date.fromisoformat(found.facts["on"])
    days = (on - today).days
    lunar = _("lunar birthday") if found.facts["is_lunar"] else _("birthday")
    if days < 0:
        return ngettext("{birthday} {count} day ago", "{birthday} {count} days ago", -days).format(birthday=lunar, count=-days)
    if days == 0:
        return _("{birthday} today").format(birthday=lunar)
    if days == 1:
        return _("{birthday} tomorrow").format(birthday=lunar)
    return ngettext("{birthday} in {count} day ({day})", "{birthday} in {count} days ({day})", days).format(
        birthday=lunar, count=days, day=day(on.isoformat(), today)
    )


def _greeting(found: Found, today: date) -> str:
    if found.last_on:
        return _("Nobody has talked to them for {ago}. Say hello?").format(ago=ago(found.last_on, today))
    return _("Nobody has talked to them yet. Say hello?")


def _missed(count: int) -> str:
    if not count:
        return ""
    said = ngettext("did not pick up {count} time", "did not pick up {count} times", count).format(count=count)
    return _("{missed}: try LINE or another number").format(missed=said) if count >= _SUGGEST_ANOTHER_WAY else said


def _ends(found: Found, today: date) -> str:
    """A quote, its sum, 案名 and last day."""
    sentence = _("Quote {number}, {money}, valid until {day}")
    told = sentence.format(number=found.facts["number"], money=found.facts["money"], day=day(found.due_on, today))
    return _("; ").join(part for part in (told, found.facts["project"]) if part)


def _cheque(found: Found, _today: date) -> str:
    return " ".join(part for part in (_("Cheque"), found.facts["which"], found.facts["money"]) if part)


def _review(found: Found, _today: date) -> str:
    return _("Look at the watch list again: {reason}").format(reason=found.facts["reason"])


_SAID: Final[dict[str, Callable[[Found, date], str]]] = {
    "task": _promised,
    "own": _promised,
    "touch": _touch,
    "birthday": _birthday,
    "review": _review,
    "greet": _greeting,
    "phone": lambda _found, _today: _("No phone is written down. Ask for it next time."),
    "arrived": lambda found, _today: _("{item} is here").format(item=found.facts["item"]),
    "promised": lambda found, today: _("{item}, promised for {day}").format(
        item=found.facts["item"], day=day(found.due_on, today)
    ),
    "cheque": _cheque,
    "expiring": _ends,
    "offer": lambda found, _today: found.facts["why"],
    "reach": lambda found, _today: found.facts["why"],
    "double": lambda _found, _today: _("Stands in the list twice, it seems."),
}
