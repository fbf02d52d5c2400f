"""The eight stages with how many stand there, and who moved within a month: worked out from sales as they were on each day."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.analytics.stages import STAGES
from db.core import clock
from db.core.connection import rows as read
from db.services import open_days, standing_rows, standings, walk_in
from db.services.standing_rows import ByHand, Done

_LOST: Final = "divorce"  # as analytics.stages calls who is lost
NOBODY: Final = ""  # stands for the stage of who was no customer yet
_THERE: Final = (
    f"SELECT f.customer, {clock.shop_day('c.created_at')} <= ? FROM customer_figures f JOIN customer c ON c.id = f.customer"
    " WHERE f.visible = 1"
)
_KEPT: Final = (  # the same, and where they stand today
    f"SELECT f.customer, coalesce(s.stage, '{STAGES[0]}') FROM customer_figures f JOIN customer c ON c.id = f.customer"
    " LEFT JOIN customer_standing s ON s.customer = f.customer"
    f" WHERE f.visible = 1 AND ({clock.shop_day('c.created_at')} <= ? OR s.visits > 0)"
)
Stages = dict[int, str]


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: how many stand there, how many did a month before, and how many of them came and went in between."""

    stage: str
    count: int
    before: int
    came: int
    went: int


def board(on: date | None = None) -> list[StageRow]:
    """The eight stages on this day (today), against a month before. Reads all sales: a job for the worker."""
    now, then = _both(on)
    here, there = Counter(now.values()), Counter(then.values())
    came = Counter(stage for one, stage in now.items() if then.get(one) != stage)
    went = Counter(stage for one, stage in then.items() if now.get(one) != stage)
    return [StageRow(stage, here[stage], there[stage], came[stage], went[stage]) for stage in STAGES]


def ids(stage: str | None, on: date | None = None) -> list[int]:
    """Who stands there on this day, who brought most first; None: in any of them."""
    return _best_first(one for one, where in stages_on(on or clock.today()).items() if stage in (None, where))


def moves(on: date | None = None) -> dict[tuple[str, str], int]:
    """How many went from one stage to another within the month before; from NOBODY: who was no customer then."""
    now, then = _both(on)
    return dict(Counter((then.get(one, NOBODY), stage) for one, stage in now.items() if then.get(one, NOBODY) != stage))


def moved(from_: str | None, to: str | None, on: date | None = None) -> list[int]:
    """Who went from one stage to another within the month before; None: from or to any other."""
    now, then = _both(on)
    return _best_first(
        one
        for one, stage in now.items()
        if then.get(one, NOBODY) != stage and to in (None, stage) and from_ in (None, then.get(one, NOBODY))
    )


def changed(on: date | None = None) -> list[int]:
    """Who changed from one stage to another within the month before, whoever was a customer then."""
    now, then = _both(on)
    return _best_first(one for one, stage in now.items() if then.get(one, stage) != stage)


def _best_first(found: Iterable[int]) -> list[int]:
    """Who brought most stands first."""
    brought = dict(read("SELECT customer, total FROM customer_standing"))
    return sorted(found, key=lambda one: (-brought.get(one, 0), one))


def stages_on(on: date) -> Stages:
    """Where everybody who is not put away stood on this day, by today's scale; today as it is kept, where it is."""
    return _kept() if _is_kept(on) else _placed(_done(on), on)


def entered(stage: str, spans: Sequence[tuple[date, date]]) -> list[list[int]]:
    """Of each span (an earlier day and a later one): who stands there on the later day and did not on the earlier one. The
    sales are read once.
    """
    did, found = _done(max(on for _before, on in spans)), []
    for before, on in spans:
        at_last = did.until(on)
        named = at_last.away(on) if stage == _LOST else None  # the others need not be looked at
        there = {one for one, where in _placed(at_last, on, named).items() if where == stage}
        then = _placed(did.until(before), before, there)
        found.append([one for one in sorted(there) if then.get(one) != stage])
    return found


def _is_kept(on: date) -> bool:
    return on == clock.today() and standings.is_of_today()


def _kept() -> Stages:
    unnamed = set(walk_in.known())
    return {one: stage for one, stage in read(_KEPT, clock.today().isoformat()) if one not in unnamed}


def _done(on: date) -> Done:
    return standing_rows.done(on, lambda _column: "1", with_money=False)


def _placed(did: Done, on: date, which: Collection[int] | None = None) -> Stages:
    """The stages on this day, of these customers or of all."""
    unnamed, measure, nothing = set(walk_in.known()), standings.scale(), ByHand()
    found: Stages = {}
    for customer, was_there in _listed(on, which):
        if customer in unnamed or not (was_there or customer in did.visits):
            continue
        said = did.by_hand.get(customer, nothing).stage_on(on)
        found[customer] = said or standing_rows.placed(did.behaviour(customer), on, measure).stage
    return found


def _listed(on: date, which: Collection[int] | None) -> list[tuple[int, bool]]:
    """Of these customers, or all, who is not put away, and whether the list had them by this day."""
    if which is None:
        return read(_THERE, on.isoformat())
    return read(f"{_THERE} AND f.customer IN (SELECT value FROM json_each(?))", on.isoformat(), json.dumps(sorted(which)))


def _both(on: date | None) -> tuple[Stages, Stages]:
    """The stages on this day, and a month before."""
    day = on or clock.today()
    return _two(day, open_days.months_later(day, -1))


def _two(on: date, before: date) -> tuple[Stages, Stages]:
    """The stages on two days; the sales are read once."""
    if _is_kept(on):
        return _kept(), stages_on(before)
    did = _done(on)
    return _placed(did, on), _placed(did.until(before), before)
