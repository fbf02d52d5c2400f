"""What the caller card says, in words; what the counter must not show is hidden here."""

from db.core import clock
from db.services import deliveries, open_days, options
from db.services.blacklist import LEVELS
from db.services.callers import Caller, Watched
from db.services.quote_rows import QuoteRow
from db.services.tasks import TaskRow
from resources.i18n import _
from ui.kit import counter
from ui.kit.days import near, written


def name(caller: Caller) -> str:
    """The name with its title."""
    return f"{caller.row.name} {caller.row.title}".strip()


def beside_name(caller: Caller) -> str:
    """The customer number, and who was put away."""
    return "・".join(part for part in (caller.row.code, _("put away") if caller.row.archived else "") if part)


def warning(watched: Watched) -> str:
    """Level, reason and since when; at the counter a sign alone."""
    level = _(dict(LEVELS).get(watched.level, watched.level))
    since = written(watched.since)
    return counter.warned(_("{level}: {reason}").format(level=level, reason=watched.reason) + (f"（{since}）" if since else ""))


def numbers(caller: Caller, most: int = 3) -> list[tuple[str, str]]:
    """The first numbers, each with its label."""
    return [(counter.hidden(number), label) for number, label in caller.numbers[:most]]


def owing(caller: Caller) -> str:
    """What they owe."""
    return "、".join(f"{title} {counter.hidden(amount)}" for title, amount in caller.owing)


def back(caller: Caller) -> list[str]:
    """What somebody who came back liked before, and what had gone wrong."""
    liked = [_("Back again. Liked before: {things}").format(things="、".join(caller.liked))] if caller.liked else []
    wrong = [_("What went wrong then: {what}").format(what=caller.wrong)] if caller.wrong else []
    return [counter.hidden(one) for one in liked + wrong]


def quotes(caller: Caller) -> list[str]:
    """The quotes that wait for an answer, each with its sum, 案名 and last day."""
    told = ((one.printed_number, counter.hidden(f"${one.total:,}"), one.project, _until(one)) for one in caller.quotes)
    return [" ".join(part for part in parts if part) for parts in told]


def _until(one: QuoteRow) -> str:
    return _("until {day}").format(day=written(one.valid_until)) if one.valid_until else ""


def orders(caller: Caller) -> list[str]:
    """What they wait for, and how far it is."""
    states = dict(deliveries.STATES)
    return [f"{one.item}　{_(states[one.state])}" for one in caller.orders]


def promise(one: TaskRow) -> str:
    """What was promised, and for when."""
    return f"{due(one)}　{counter.hidden(one.title)}".strip()


def due(one: TaskRow) -> str:
    """The day something is due; whether it is late, or today's."""
    day = written(one.due_on)
    when = f"{day} {one.due_time or ''}".strip()
    if is_late(one):
        return _("{day} (late)").format(day=when)
    return _("today") if one.due_on <= clock.today().isoformat() else when


def is_late(one: TaskRow) -> bool:
    """Whether an open day has passed since it was due."""
    return open_days.days_late(one.due_on) > 0


def last_talk(caller: Caller) -> tuple[str, str]:
    """When and by what way, and what was said."""
    row = caller.row
    if not row.last_contact_on:
        return _("No talk is written down yet."), ""
    when = near(row.last_contact_on, options.shows_republic_years())
    return f"{when} {row.last_contact}".strip(), counter.hidden(row.last_text)
