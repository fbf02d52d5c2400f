"""How right the judgement of customers would have been a year ago: with only what was known then, against who came since."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.analytics import back_testing, rhythms
from db.analytics.back_testing import Judged
from db.core import clock
from db.core.progress import Progress, silent
from db.services import buyers, life_value
from db.services.buyers import Buyer
from resources.i18n import _

A_YEAR: Final = timedelta(days=365)
_EVEN: Final = 0.5  # a chance of still being a customer under which the model names somebody

_Days = Mapping[int, Sequence[int]]  # by customer the days they came, as ordinals in order


@dataclass(frozen=True, slots=True)
class Tested:
    """One rule on one day. `asked`: the customers who were judged; `judged` counts whom it would have named as being lost,
    and who really did not come in the year after; `named` and `gone` are their ids.
    """

    rule: str  # bg_nbd, interval
    on: date
    asked: frozenset[int]
    judged: Judged
    named: frozenset[int]
    gone: frozenset[int]


def back_test(on: date | None = None, progress: Progress = silent) -> list[Tested]:
    """Both rules as they would have judged on this day, a year ago by default; the model only where it had enough to be fitted.

    Judged are those who had come twice or more by then, the last time within the year before. For the worker.
    """
    progress(_("What would have been said a year ago"), 0, 0)
    on = on or clock.today() - A_YEAR
    last = on + A_YEAR
    days = buyers.days_until(last)
    then = {one: several[: bisect_right(several, on.toordinal())] for one, several in days.items()}
    asked = {one for one, several in then.items() if len(several) > 1 and several[-1] > (on - A_YEAR).toordinal()}
    gone = frozenset(one for one in asked if len(days[one]) == len(then[one]))
    named = {"bg_nbd": _by_model(then, asked, on), "interval": _by_spans(then, asked, on)}
    return [
        Tested(rule, on, frozenset(asked), back_testing.judged(those, gone), those, gone)
        for rule, those in named.items()
        if those is not None
    ]


def _by_model(then: _Days, asked: set[int], on: date) -> frozenset[int] | None:
    """Whom the model of that day would have named; None: there was none."""
    people = [Buyer(one, len(days), days[0], days[-1], 1, 0, 0) for one, days in then.items() if days]
    fit, today = life_value.visits_fitted(people, on), on.toordinal()
    if fit is None:
        return None
    return frozenset(one for one in asked if life_value.alive(fit, len(then[one]), then[one][0], then[one][-1], today) < _EVEN)


def _by_spans(then: _Days, asked: set[int], on: date) -> frozenset[int]:
    """Who had stayed away longer than they used to (快流失 and 已流失)."""
    rhythm = {one: rhythms.of(days) for one, days in then.items() if len(days) > 1}
    shop = rhythms.of_shop(rhythm.values())
    today = on.toordinal()
    return frozenset(one for one in asked if today - then[one][-1] > rhythms.usual(rhythm[one], shop).slipping)
