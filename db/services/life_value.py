"""Who still is a customer and what they may still bring, by models fitted to the shop's own sales.

Where fewer than fifty customers ever came again there is no model: customers are judged by the spans between their visits alone
(analytics.rhythms), and nothing is said of chances and of money to come.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, Final, Literal

from db.analytics import bg_nbd, gamma_gamma
from db.analytics.bg_nbd import Group
from db.core import clock
from db.core.connection import value
from db.core.progress import Progress, silent
from db.services import buyers, worked_out
from db.services.buyers import Buyer
from resources.i18n import N_, _

ENOUGH: Final = 50  # customers who came again, below which there is no model
SMALL: Final = 500  # of them, below which the parameters are drawn to what is usual
HORIZON: Final = 36  # months
_NAME: Final = "life_value"  # in model_fit
_WEEK: Final = 7.0
_YEAR: Final = 2 * bg_nbd.HALF_YEAR
_MANY: Final = 20_000  # groups or customers beyond which weeks are whole and not everybody's money is asked
_STALE: Final = timedelta(days=7)
_GREW: Final = 1.05
_WHAT: Final = N_("What customers may still bring")

Outlook = tuple[float | None, float | None, int | None]  # alive, expected, value as customer_standing has them
_NOTHING: Final[Outlook] = (None, None, None)


@dataclass(frozen=True, slots=True)
class ShopFit:
    """What was found in the shop's sales. Under the rule "interval" the parameters are None; `margin_share` is margin by money,
    None: no cost is known, then money counts instead of margin. `sales`: how many there were.
    """

    at: str  # UTC
    rule: Literal["bg_nbd", "interval"]
    customers: int  # who bought anything
    repeaters: int  # who came on a second day
    sales: int
    is_shrunk: bool = False
    r: float | None = None
    alpha: float | None = None
    a: float | None = None
    b: float | None = None
    log_likelihood: float | None = None
    p: float | None = None
    q: float | None = None
    v: float | None = None
    margin_share: float | None = None


class Forecaster:
    """What a fit says of customers; what hangs on visits and age alone is worked out once."""

    def __init__(self, fit: ShopFit | None) -> None:
        self._visits = _visits_of(fit) if fit else None
        self._money = _money_of(fit) if fit else None
        self._share = fit.margin_share if fit else None
        self._ahead: dict[tuple[int, int], tuple[float, float]] = {}

    def alive(self, visits: int, first: int, last: int, today: int) -> float | None:
        """The chance that they still are a customer; None for who came once, and where there is no model."""
        if self._visits is None or visits < 2:
            return None
        return alive(self._visits, visits, first, last, today)

    def outlook(self, buyer: Buyer | None, today: int) -> Outlook:
        """Alive, purchases of the next twelve months, and dollars of the next 36, discounted; of nobody nothing."""
        if buyer is None or self._visits is None or self._money is None:
            return _NOTHING
        alive = self.alive(buyer.visits, buyer.first, buyer.last, today)
        year, visits = self._of(buyer.visits - 1, int(max(today - buyer.first, 0) / _WEEK))
        still = 1.0 if alive is None else alive
        brought = max(0.0, _margin(buyer, self._share)) / buyer.visits
        return alive, year * still, round(visits * still * gamma_gamma.mean(self._money, buyer.visits, brought))

    def _of(self, again: int, weeks: int) -> tuple[float, float]:
        """Visits of a year, and discounted ones of 36 months, of who surely still is a customer."""
        if (again, weeks) not in self._ahead and self._visits:
            year = bg_nbd.visits_if_alive(self._visits, again, weeks, _YEAR)
            self._ahead[again, weeks] = year, bg_nbd.discounted(self._visits, again, weeks)
        return self._ahead[again, weeks]


def forecaster() -> Forecaster:
    """What the last fit says; without one it says nothing."""
    return Forecaster(kept())


def kept() -> ShopFit | None:
    """The last fit; None: there was none yet."""
    found = worked_out.kept(_NAME)
    return None if found is None else ShopFit(**found)


def fit(progress: Progress = silent) -> ShopFit:
    """Fit the models to all sales up to today and keep what was found. For the worker: seconds in a large shop."""
    progress(_(_WHAT), 0, 0)
    found = fitted(buyers.known_on(clock.today()), clock.today())
    worked_out.keep(_NAME, asdict(found))
    return found


def fit_when_due(progress: Progress = silent) -> ShopFit:
    """The kept fit, or a new one where it is a week old or sales grew by more than 5 % (or became fewer)."""
    last = kept()
    if last is None:
        return fit(progress)
    age = datetime.fromisoformat(clock.utc_now()) - datetime.fromisoformat(last.at)
    sales = _sales()
    return last if abs(age) < _STALE and last.sales <= sales <= last.sales * _GREW else fit(progress)


def fitted(people: Collection[Buyer], on: date) -> ShopFit:
    """The fit to what was known on a day."""
    again = [one for one in people if one.visits > 1]
    facts: dict[str, Any] = {
        "at": clock.utc_now(), "customers": len(people), "repeaters": len(again), "sales": _sales(),
        "margin_share": _margin_share(people),
    }  # fmt: skip
    paying = list(_thinned(_paid(people, facts["margin_share"])))
    visits = visits_fitted(people, on) if paying else None
    if visits is None:
        return ShopFit(rule="interval", **facts)
    is_small = len(again) < SMALL
    money = gamma_gamma.fit(paying, is_small)
    found = {**asdict(money), **asdict(visits)}  # the log-likelihood is that of the visits
    return ShopFit(rule="bg_nbd", is_shrunk=is_small, **facts, **found)


def visits_fitted(people: Collection[Buyer], on: date) -> bg_nbd.Fit | None:
    """The model of visits alone; None: too few came again."""
    again = sum(one.visits > 1 for one in people)
    if again < ENOUGH:
        return None
    groups = _groups(people, on.toordinal())
    return bg_nbd.fit(groups, usual_prior(groups) if again < SMALL else None)


def alive(fit: bg_nbd.Fit, visits: int, first: int, last: int, today: int) -> float:
    """The chance that who came on so many days, two or more, from the first to the last (ordinals), still is a customer."""
    return bg_nbd.alive(fit, visits - 1, (last - first) / _WEEK, max(today - first, last - first) / _WEEK)


def usual_prior(groups: Iterable[Group]) -> bg_nbd.Prior:
    """What is believed of a small shop: its customers come back after the median of the spans of those who came again."""
    return bg_nbd.prior(max(median(one.t_x / one.x for one in groups if one.x for _each in range(one.people)), 1 / _WEEK))


def _sales() -> int:
    return int(value("SELECT count(*) FROM sale"))


def _margin_share(people: Iterable[Buyer]) -> float | None:
    """The shop's margin of a dollar, where costs are known, nothing where it loses; None: no cost is known."""
    known = margin = 0
    for one in people:
        known += one.known
        margin += one.margin
    return max(margin / known, 0.0) if known > 0 else None


def _margin(buyer: Buyer, share: float | None) -> float:
    """What a customer left over: as known, the rest by the shop's share; all money where no cost is known."""
    return float(buyer.money) if share is None else buyer.margin + (buyer.money - buyer.known) * share


def _paid(people: Iterable[Buyer], share: float | None) -> Iterator[tuple[int, float]]:
    """(visits, what one left over in the mean) of those who left something over."""
    for one in people:
        if (left := _margin(one, share)) > 0:
            yield one.visits, left / one.visits


def _thinned(pairs: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Every second, third ... of very many: three numbers need no more."""
    listed = list(pairs)
    return listed[:: len(listed) // _MANY + 1]


def _groups(people: Iterable[Buyer], on: int) -> list[Group]:
    """Equal ones together, in days as weeks; of very many different ones in whole weeks."""
    alike = Counter((one.visits - 1, one.last - one.first, on - one.first) for one in people)
    if len(alike) <= _MANY:
        return [Group(x, span / _WEEK, age / _WEEK, count) for (x, span, age), count in alike.items()]
    coarse: Counter[tuple[int, int, int]] = Counter()
    for (x, span, age), count in alike.items():
        coarse[x, round(span / _WEEK), round(age / _WEEK)] += count
    return [Group(x, float(span), float(age), count) for (x, span, age), count in coarse.items()]


def _visits_of(fit: ShopFit) -> bg_nbd.Fit | None:
    if fit.r is None or fit.alpha is None or fit.a is None or fit.b is None:
        return None
    return bg_nbd.Fit(fit.r, fit.alpha, fit.a, fit.b, fit.log_likelihood or 0.0)


def _money_of(fit: ShopFit) -> gamma_gamma.Fit | None:
    if fit.p is None or fit.q is None or fit.v is None:
        return None
    return gamma_gamma.Fit(fit.p, fit.q, fit.v, 0.0)
