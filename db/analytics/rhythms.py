"""In how many days a customer comes again, and from when on they stay away longer than they do.

With two visits nobody's rhythm is known, so each customer's own mean and spread are drawn to the shop's, as if the shop's had
been seen a few times before theirs (empirical Bayes; Efron and Morris, Stein's Paradox in Statistics, 1977). Who stays away
beyond the usual span and one and a half times its spread is slipping: with spans that scatter evenly about one in fifteen stays
away as long by chance, which is worth a call and not worth a fright. Who stays away four times as long, and half a year at least,
is taken for lost.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from operator import mul, sub
from statistics import median
from typing import Final, NamedTuple

PRIOR: Final = 2  # spans of the shop's that count beside the customer's own
WATCH: Final = 0.5  # spreads beyond the usual span from which on somebody is late
SLIPPING: Final = 1.5  # spreads from which on they are slipping
SLIPPING_AT_LEAST: Final = 1.5  # times the usual span, of those who come like clockwork
LATE_AT_LEAST: Final = 14  # days: before that nobody is late, however often they came
LOST: Final = 4.0  # times the usual span
LOST_AT_LEAST: Final = 180  # days


class Rhythm(NamedTuple):
    """The visits of one customer: days of them, the mean span between two in days and its standard deviation (None: there are
    too few), and the span before the last visit.
    """

    visits: int
    interval: float | None = None
    spread: float | None = None
    gap_before: int | None = None


class Usual(NamedTuple):
    """The span to be expected and its spread, in days: the shop's own, or of one customer drawn to it."""

    interval: float
    spread: float

    @property
    def watch(self) -> int:
        """Days without a visit up to which everything is as ever."""
        return max(round(self.interval + WATCH * self.spread), LATE_AT_LEAST)

    @property
    def slipping(self) -> int:
        """Days up to which a customer is merely late."""
        return round(max(self.interval + SLIPPING * self.spread, SLIPPING_AT_LEAST * self.interval, LATE_AT_LEAST))

    @property
    def lost(self) -> int:
        """Days up to which there is hope."""
        return max(round(LOST * self.interval), LOST_AT_LEAST, self.slipping + 1)


HABIT: Final = 4  # visits from which on a mean span is a habit to speak of: three spans
ENOUGH: Final = 20  # customers who came twice at least, from which on a shop has a rhythm of its own
UNKNOWN: Final = Usual(90.0, 60.0)  # of a shop where hardly anybody came twice yet


def of(days: Sequence[int]) -> Rhythm:
    """The rhythm of visits on these days, in order and each once, as ordinals."""
    if len(days) < 2:
        return Rhythm(len(days))
    gaps, whole = list(map(sub, days[1:], days)), days[-1] - days[0]
    count = len(gaps)
    squares = count * sum(map(mul, gaps, gaps)) - whole * whole  # whole numbers: nothing is lost on the way
    return Rhythm(count + 1, whole / count, sqrt(squares / (count * (count - 1))) if count > 1 else None, gaps[-1])


def usual(rhythm: Rhythm, shop: Usual) -> Usual:
    """The customer's own span and spread, drawn to the shop's the more the less is known of them; never a shorter span than their
    own: nobody is late before it is over.
    """
    if rhythm.interval is None:
        return shop
    gaps = rhythm.visits - 1
    interval = max((gaps * rhythm.interval + PRIOR * shop.interval) / (gaps + PRIOR), rhythm.interval)
    known = 0 if rhythm.spread is None else gaps - 1
    share = shop.spread / shop.interval * interval  # who comes often scatters less in days
    return Usual(interval, sqrt((known * (rhythm.spread or 0.0) ** 2 + PRIOR * share**2) / (known + PRIOR)))


def of_shop(known: Iterable[Rhythm]) -> Usual:
    """The shop's own span and spread: the middle of its customers', so that a few who come daily do not make all others late."""
    intervals, spreads = [], []
    for one in known:
        if one.interval is not None:
            intervals.append(one.interval)
        if one.spread is not None:
            spreads.append(one.spread)
    if len(intervals) < ENOUGH:
        return UNKNOWN
    interval = median(intervals)
    return Usual(interval, median(spreads) if spreads else interval * UNKNOWN.spread / UNKNOWN.interval)
