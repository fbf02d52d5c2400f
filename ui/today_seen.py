"""A line of the day's list in words, as they may be seen now: what somebody wrote down by hand is hidden at the counter."""

from typing import Final

from db.services.today import TodayRow
from ui.kit.counter import hidden

_BY_HAND: Final = frozenset({"task", "own", "review"})  # the kinds whose reason was written by hand
_WITH_MONEY: Final = frozenset({"cheque", "expiring"})  # and those that tell an amount


def name(one: TodayRow) -> str:
    """Who it is; a reminder of the shop's own has its own words for a name."""
    return hidden(one.name) if one.kind == "own" else one.name


def why(one: TodayRow) -> str:
    """Why they are called."""
    return hidden(one.why) if one.kind in _BY_HAND | _WITH_MONEY else one.why
