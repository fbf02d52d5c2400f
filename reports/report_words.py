"""What a report says beside its table: the days it is about, what was asked, how it is worked out."""

from reports.catalogue import Answered
from reports.question import Parameter
from reports.shown import shown
from resources.i18n import _

BETWEEN = " ・ "
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
    return [(_(one.label), _chosen(one, answered.asked[one.key])) for one in answered.question.parameters]


def _chosen(one: Parameter, key: str) -> str:
    return _(dict(one.choices)[key])


def cover(answered: Answered) -> str:
    """What was asked, in one line."""
    named = parameters(answered)
    told = [
        choice if len(named) <= _SHORT else _("{what}: {choice}").format(what=label, choice=choice) for label, choice in named
    ]
    return BETWEEN.join(filter(None, [*told, days(answered)]))


def how(answered: Answered) -> str:
    """How it is worked out, in words."""
    return _(answered.question.how)
