"""How likely each open quote becomes a sale, by what became of quotes before, and what all of them may bring."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.analytics import optimism
from db.analytics.optimism import Chance, Weighed
from db.services import quote_figures
from db.services.quote_figures import WAITING, WON, Quoted
from db.services.quote_rows import CHANCES

_UNKNOWN: Final = Chance(0.5, 0.0, 1.0, 0, is_plain=True)  # before any quote was answered: anything may come


@dataclass(frozen=True, slots=True)
class OpenChance:
    """One open quote; `total` whole dollars, `kind` what it was compared by: the kind of customer and the size.

    `said`: the percent somebody said of it, None nobody did; `is_corrected`: its chance is that, held against what came of it.
    """

    quote: int
    customer: int
    total: int
    chance: Chance
    kind: str
    said: int | None = None
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Of how many closed quotes somebody said so many percent, and how many of them were won.

    `chance`: what that makes an open one of which the same is said; None while too few are closed.
    """

    said: int
    closed: int
    won: int
    chance: Chance | None = None


@dataclass(frozen=True, slots=True)
class Chances:
    """The open quotes, what they come to, and how many closed ones that rests on; `is_plain`: under 30, one rate for all.

    `kept`: what was said of closed ones, against what came of it, the surest first.
    """

    open: tuple[OpenChance, ...]
    sum: Weighed
    closed: int
    won: int
    is_plain: bool
    kept: tuple[Kept, ...] = ()


def chances() -> Chances:
    """Of every quote that waits for an answer and is not over."""
    issued = quote_figures.issued(date.min, date.max)
    closed = [one for one in issued if one.outcome != WAITING]
    rates, hopes = _rates(closed), _corrected(closed)
    waiting = tuple(_open(one, rates, hopes) for one in issued if one.outcome == WAITING)
    won = sum(one.outcome == WON for one in closed)
    total = optimism.weighed((one.total, one.chance) for one in waiting)
    return Chances(waiting, total, len(closed), won, len(closed) < optimism.ENOUGH, tuple(_kept(closed, hopes)))


def _open(one: Quoted, rates: Mapping[str, Chance], hopes: Mapping[int, Chance]) -> OpenChance:
    hope = None if one.chance is None else hopes.get(one.chance)
    chance = hope or rates.get(_kind(one), rates[""])
    return OpenChance(one.id, one.customer, one.total, chance, _kind(one), one.chance, hope is not None)


def _corrected(closed: Iterable[Quoted]) -> dict[int, Chance]:
    """The chance by the percent that was said; of fewer than 30 closed ones of which anything was said, nothing is known."""
    said = [(one.chance / 100, one.outcome == WON) for one in closed if one.chance is not None]
    found = {chance: optimism.corrected(said, chance / 100) for chance in CHANCES}
    return {chance: one for chance, one in found.items() if one and not one.is_plain}


def _kept(closed: Sequence[Quoted], hopes: Mapping[int, Chance]) -> Iterator[Kept]:
    for chance in CHANCES:
        outcomes = [one.outcome == WON for one in closed if one.chance == chance]
        if outcomes:
            yield Kept(chance, len(outcomes), sum(outcomes), hopes.get(chance))


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
