"""The one way numbers are said in reports: on the screen, on paper, in the sentence."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from db.core.values import dates
from db.services import options
from reports.question import Cell, Kind
from resources.i18n import ngettext

NOTHING: Final = "—"
_BLANK: Final = "\N{NO-BREAK SPACE}"  # between a number and its sign, so that they are never parted


def shown(cell: Cell, kind: Kind) -> str:
    """The cell in words: 1,234 ・ 12 % ・ 3 天 ・ 2026/11/21 or 115/11/21, as the shop counts ・ — where nothing is known."""
    return NOTHING if cell is None else _SAYS[kind](cell)


def whole(number: int | float | Decimal) -> int:
    """Half up, as people round: 2.5 is 3."""
    return int(_exact(number).to_integral_value(ROUND_HALF_UP))


def _exact(number: int | float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _count(cell: Any) -> str:
    return f"{whole(cell):,}"


def _quantity(cell: Any) -> str:
    """2, 1.5: no zeros behind the point."""
    said = f"{_exact(cell):,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _share(cell: Any) -> str:
    """12 %; what is there but rounds to nothing is said as less than one."""
    percent = whole(_exact(cell) * 100)
    return f"<{_BLANK}1{_BLANK}%" if cell > 0 and not percent else f"{percent:,}{_BLANK}%"


def _days(cell: Any) -> str:
    count = whole(cell)
    return ngettext("{count} day", "{count} days", count).format(count=f"{count:,}")


def _date(cell: Any) -> str:
    return dates.shown(cell, options.shows_republic_years())


def _month(cell: Any) -> str:
    """2026/11 of any of its days."""
    day = cell if isinstance(cell, date) else date.fromisoformat(f"{cell[:7]}-01")
    return _date(day).rpartition("/")[0]


def _decimal(cell: Any) -> str:
    return f"{_exact(cell).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


_SAYS: Final[dict[Kind, Callable[[Any], str]]] = {
    "text": str,
    "count": _count,
    "quantity": _quantity,
    "money": _count,
    "share": _share,
    "days": _days,
    "date": _date,
    "month": _month,
    "decimal": _decimal,
}
