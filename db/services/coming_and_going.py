"""Who came for the first time, who stayed, who went and who came back: counted by month, so that the numbers carry over.

Somebody is a customer of the shop from the first visit on, for as long as no whole year passes without one. On the day the year
is over they count as gone; with the next visit as having come back. So those there at the end are those there at the beginning,
plus new and back, less gone, whatever span is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from db.core import clock
from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import periods, visits

Move = Literal["new", "back", "gone"]
MOVES: Final[tuple[Move, ...]] = ("new", "back", "gone")
_WHICH: Final[dict[Move, tuple[str, str]]] = {  # the day of the move, and of which visits it is true
    "new": ("day", "before IS NULL"),
    "back": ("day", f"before + {visits.A_YEAR} < day"),
    "gone": (
        f"(day + {visits.A_YEAR})",
        f"day + {visits.A_YEAR} < {{today}} AND (later IS NULL OR later > day + {visits.A_YEAR})",
    ),
}
_A_MONTH: Final = 100


@dataclass(frozen=True, slots=True)
class Span:
    """Some months on end. `there`: customers at its end; `first` and `last` are months as numbers, 202611."""

    first: int
    last: int
    new: int
    back: int
    gone: int
    there: int


def by_span(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """The moves of these spans of months (202601, 202612), which follow one another, and who was there at the end of each."""
    moves = _by_month()
    found = []
    for first, last in spans:
        new, back, gone = (_between(moves[move], first, last) for move in MOVES)
        found.append(Span(first, last, new, back, gone, _there(moves, last)))
    return found


def ids(move: str, first: int, last: int) -> list[int]:
    """The customers who made this move in these months; "there": who is there at the end of them."""
    if move == "there":
        return _ids_there(last)
    day, which = _which(move)
    between = f"{day} / {_A_MONTH} BETWEEN ? AND ?"
    return list(
        numbers(f"SELECT DISTINCT customer FROM ({visits.gaps()}) WHERE {which} AND {between} ORDER BY customer", first, last)
    )


def _by_month() -> dict[Move, dict[int, int]]:
    """How many made each move in each month; the visits are put in order once."""
    parts = []
    for move in MOVES:
        day, which = _which(move)
        parts.append(f"SELECT '{move}', {day} / {_A_MONTH}, count(*) FROM gap WHERE {which} GROUP BY 2")
    found: dict[Move, dict[int, int]] = {move: {} for move in MOVES}
    for move, month, count in read(f"WITH gap AS MATERIALIZED ({visits.gaps()}) {' UNION ALL '.join(parts)}"):
        found[move][month] = count
    return found


def _which(move: str) -> tuple[str, str]:
    day, which = next(found for known, found in _WHICH.items() if known == move)
    return day, which.format(today=periods.number(clock.today()))


def _between(months: dict[int, int], first: int, last: int) -> int:
    return sum(count for month, count in months.items() if first <= month <= last)


def _there(moves: dict[Move, dict[int, int]], last: int) -> int:
    came, back, gone = (_between(moves[move], 0, last) for move in MOVES)
    return came + back - gone


def _ids_there(last: int) -> list[int]:
    """Whose last visit up to the end of that month was no whole year before it."""
    end = last * _A_MONTH + _A_MONTH - 1
    over = min(end, periods.number(clock.today()) - 1)  # today the year is not over yet
    found = (
        f"SELECT customer FROM ({visits.days()}) WHERE day <= ? GROUP BY customer HAVING max(day) + {visits.A_YEAR} > ?"
        " ORDER BY customer"
    )
    return list(numbers(found, end, over))
