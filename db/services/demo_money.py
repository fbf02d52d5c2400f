"""The demo shop's money: who pays at once, who every month, by cheque, late, or not yet."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from db.services import bulk
from db.services.demo_people import words

if TYPE_CHECKING:
    from db.services.demo_trade import Slip

_PAYMENT: Final = (
    "customer", "sale", "paid_on", "amount", "method", "reference", "bank", "cheque_no", "due_on", "cleared_on", "note", "staff",
)  # fmt: skip
_COUNTER: Final = (("cash", 0.55), ("line_pay", 0.75), ("card", 0.88), ("transfer", 1.0))  # up to this share
_ACCOUNT: Final = (("transfer", 0.65), ("cheque", 1.0))
_LATE_PAYER: Final = "常拖"
_NOT_YET: Final = 0.015  # of what is sold over the counter is still owed
_FEW_DAYS: Final = 25
_MANY_DAYS: Final = 150
_CHEQUE_DAYS: Final = 40  # a cheque is dated ahead


def add_to(dice: Random, slips: Sequence["Slip"], today: date) -> None:
    """Write what was paid for these slips, within the unit that is open."""
    rows = [row for one in slips if one.is_here and one.total for row in _paid(dice, one, today)]
    rows.sort(key=lambda row: row[2])
    bulk.insert_rows("payment", _PAYMENT, rows)


def _paid(dice: Random, slip: "Slip", today: date) -> Iterator[tuple[Any, ...]]:
    """The money for one slip, as far as it has come."""
    day = _day(dice, slip)
    if day is None or day > today:
        return
    method = _drawn(dice, _COUNTER if slip.due_on is None else _ACCOUNT)
    off = slip.total % 100 if slip.total > 5_000 and dice.random() < 0.1 else 0  # the odd dollars are let off
    if off:
        yield (slip.customer, slip.id, day.isoformat(), off, "allowance", "", "", "", None, None, "尾數", words()["staff"][0])
    yield (slip.customer, slip.id, day.isoformat(), slip.total - off, method, *_how(dice, method, day, today), "",
           dice.choice(words()["staff"]))  # fmt: skip


def _day(dice: Random, slip: "Slip") -> date | None:
    """The day it was paid or will be; None: who knows."""
    if _LATE_PAYER in slip.one.tags:
        return None if dice.random() < 0.05 else (slip.due_on or slip.day) + timedelta(days=dice.randrange(10, _MANY_DAYS))
    if slip.due_on is None:
        late = dice.random()
        return None if late < _NOT_YET / 8 else slip.day + timedelta(days=dice.randrange(1, 90) if late < 0.08 else 0)
    return slip.due_on + timedelta(days=dice.randrange(-10, _FEW_DAYS))


def _how(dice: Random, method: str, day: date, today: date) -> tuple[str, str, str, str | None, str | None]:
    """Last five digits, bank, number of the cheque, its day, the day the bank paid it."""
    if method == "transfer":
        return f"{dice.randrange(100_000):05d}", "", "", None, None
    if method != "cheque":
        return "", "", "", None, None
    due = day + timedelta(days=dice.randrange(5, _CHEQUE_DAYS))
    number = f"{dice.choice('ABCDEFGH')}{dice.choice('ABCDEFGH')}{dice.randrange(10_000_000):07d}"
    return "", dice.choice(words()["banks"]), number, due.isoformat(), due.isoformat() if due < today else None


def _drawn(dice: Random, shares: Sequence[tuple[str, float]]) -> str:
    share = dice.random()
    return next(name for name, upto in shares if share < upto)
