"""What a report says beside its table: the days it is about, what was asked, how it is worked out."""

from collections.abc import Callable
from typing import Final

from db.services import periods
from reports.catalogue import Answered
from reports.question import Answer, Counted, Note, Parameter
from reports.shown import shown
from resources.i18n import _, ngettext

BETWEEN = " ・ "
_STOPS: Final = ("。", ".", "）", ")", "！", "？")
_SHORT = 2  # choices that need no name before them: 「最近一年 ・ 筆數」


def days(answered: Answered) -> str:
    """「2025/12/01 – 2026/11/21」, one day alone; "" where it is about no time."""
    period = answered.answer.period
    if period is None or answered.answer.is_sample:
        return ""
    first, last = (shown(day, "date") for day in period)
    return first if first == last else f"{first} – {last}"


def parameters(answered: Answered) -> list[tuple[str, str]]:
    """(what, what was chosen) of everything that is asked beside the question."""
    return [(_(one.label), chosen(one, answered.asked[one.key])) for one in answered.question.parameters]


def chosen(one: Parameter, key: str) -> str:
    """A choice in words; days of one's own as the shop writes days."""
    known = dict(one.choices)
    return _(known[key]) if key in known else periods.of(key).words


def counted(answer: Answer) -> str:
    """How many the answer is about, and of what: 「銷售 948 筆」."""
    return _COUNTED[answer.counted](answer.records).format(count=f"{answer.records:,}")


_COUNTED: Final[dict[Counted, Callable[[int], str]]] = {
    "records": lambda count: ngettext("{count} record", "{count} records", count),
    "sales": lambda count: ngettext("{count} sale", "{count} sales", count),
    "customers": lambda count: ngettext("{count} customer", "{count} customers", count),
    "quotes": lambda count: ngettext("{count} quote", "{count} quotes", count),
    "payments": lambda count: ngettext("{count} payment", "{count} payments", count),
    "talks": lambda count: ngettext("{count} talk", "{count} talks", count),
    "tasks": lambda count: ngettext("{count} reminder", "{count} reminders", count),
}


def is_read(note: Note) -> bool:
    """Whether a note says something on paper: what only leads somewhere is pressed, not read."""
    return not (note.conditions or note.act) or note.text.endswith(_STOPS)


def cover(answered: Answered) -> str:
    """What was asked and counted, in one line."""
    named = parameters(answered)
    told = [
        choice if len(named) <= _SHORT else _("{what}: {choice}").format(what=label, choice=choice) for label, choice in named
    ]
    of = "" if answered.answer.is_sample else counted(answered.answer)
    return BETWEEN.join(filter(None, dict.fromkeys([*told, days(answered), of])))


def how(answered: Answered) -> str:
    """How it is worked out, in words."""
    return _(answered.question.how)
