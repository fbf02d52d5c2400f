"""How likely each open quote becomes a sale, by what became of quotes of the same kind before, and what all of them may bring."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.analytics import optimism
from db.analytics.optimism import Chance, Weighed
from db.services import quote_figures
from db.services.quote_figures import WAITING, WON, Quoted

_UNKNOWN: Final = Chance(0.5, 0.0, 1.0, 0, is_plain=True)  # before any quote was answered: anything may come


@dataclass(frozen=True, slots=True)
class OpenChance:
    """One open quote; `total` whole dollars, `kind` what it was compared by: the kind of customer and the size."""

    quote: int
    customer: int
    total: int
    chance: Chance
    kind: str


@dataclass(frozen=True, slots=True)
class Chances:
    """The open quotes, what they come to, and how many closed ones that rests on; `is_plain`: under 30, one rate for all."""

    open: tuple[OpenChance, ...]
    sum: Weighed
    closed: int
    won: int
    is_plain: bool


def chances() -> Chances:
    """Of every quote that waits for an answer and is not over."""
    issued = quote_figures.issued(date.min, date.max)
    closed = [one for one in issued if one.outcome != WAITING]
    rates = _rates(closed)
    waiting = tuple(_open(one, rates) for one in issued if one.outcome == WAITING)
    won = sum(one.outcome == WON for one in closed)
    total = optimism.weighed((one.total, one.chance) for one in waiting)
    return Chances(waiting, total, len(closed), won, len(closed) < optimism.ENOUGH)


def _open(one: Quoted, rates: dict[str, Chance]) -> OpenChance:
    return OpenChance(one.id, one.customer, one.total, rates.get(_kind(one), rates[""]), _kind(one))


def _rates(closed: Iterable[Quoted]) -> dict[str, Chance]:
    """The chance by kind; "" of a kind that was never closed: that of all. Under 30 closed ones that of all is the only one."""
    outcomes = [(_kind(one), one.outcome == WON) for one in closed]
    if not outcomes:
        return {"": _UNKNOWN}
    won, of = Counter(kind for kind, is_won in outcomes if is_won), Counter(kind for kind, _is_won in outcomes)
    whole = optimism.plain(won.total(), len(outcomes))
    if whole.is_plain:
        return {"": whole}
    return {"": whole, **{kind: optimism.drawn(won[kind], count, whole.rate, len(outcomes)) for kind, count in of.items()}}


def _kind(one: Quoted) -> str:
    return f"{one.kind} {quote_figures.size_key(one)}"
