"""Which copies stay, and which give way: close together at first, further apart the older they are, and never by age alone.

Copies are counted by the half-hours, hours, days, weeks and months in which there are any, newest first by their number: a clock
that jumps, or a shop that is closed for a year, takes nothing away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

LEAST: Final = 3  # newest ones that always stay
_GB: Final = 1 << 30
_LARGEST: Final = 5 * _GB
_TIMES: Final = 20  # as much as the shop file itself
_PEOPLE_GO_AFTER: Final = timedelta(days=396)  # twelve months, and the rest of one


@dataclass(frozen=True, slots=True)
class Copy:
    """A verified copy: its number, when it was made as the shop's clock showed it, and its bytes."""

    seq: int
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Tier:
    """So many spans of this kind keep the newest copy each."""

    name: str
    count: int
    span: Callable[[datetime], object]


TIERS: Final = (
    Tier("half_hours", 12, lambda at: (at.date(), at.hour, at.minute // 30)),
    Tier("hours", 48, lambda at: (at.date(), at.hour)),
    Tier("days", 14, lambda at: at.date()),
    Tier("weeks", 8, lambda at: at.isocalendar()[:2]),
    Tier("months", 12, lambda at: (at.year, at.month)),
)


def staying(copies: Sequence[Copy], shop_size: int = 0) -> set[int]:
    """The numbers of the copies that stay. `shop_size`: bytes of the shop file, for how much all of them may take (R9): where it
    is more, half-hourly ones go first, then hourly, daily and weekly ones; monthly ones and the newest three never.
    """
    newest_first = sorted(copies, key=lambda one: one.seq, reverse=True)
    most = share(shop_size)
    for first in range(len(TIERS)):
        kept = _kept(newest_first, TIERS[first:])
        if sum(one.size for one in copies if one.seq in kept) <= most:
            return kept
    return kept


def share(shop_size: int) -> int:
    """How many bytes all copies of a shop file of this size may take."""
    return max(_LARGEST, _TIMES * shop_size)


def _kept(newest_first: Sequence[Copy], tiers: Sequence[Tier]) -> set[int]:
    kept = {one.seq for one in newest_first[:LEAST]}
    for tier in tiers:
        spans: dict[object, int] = {}
        for one in newest_first:
            if len(spans) == tier.count and tier.span(one.at) not in spans:
                break
            spans.setdefault(tier.span(one.at), one.seq)
        kept |= set(spans.values())
    return kept


def gone_by(made_on: date) -> date:
    """The day by which, in a shop that is used, the last copy made on this day has given way."""
    return made_on + _PEOPLE_GO_AFTER
