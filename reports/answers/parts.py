"""What the answers of several families are put together from."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from db.services import periods, sale_days, segments
from db.services.segments import Conditions
from reports.question import Answer, Cell, Kind, Line, Note, Parameter, number
from reports.shown import shown
from resources.i18n import N_, _

PERIOD: Final = Parameter("period", N_("When"), periods.choices("last_12"), takes_days=True)
WHO: Final = Parameter("who", N_("Who"), (("", N_("Everybody")), ("person", N_("People")), ("company", N_("Companies"))))
MOST: Final = 100  # lines of people in one table; the rest is counted
_NAMED: Final = "is:"  # before the key of a line that is called as somebody wrote


def named(name: str) -> str:
    """The key of a line (or the end of a column's) that is called so, whatever signs it holds; "" is nobody's name."""
    return f"{_NAMED}{name}"


def name_of(key: str) -> str | None:
    """The name a key of `named` stands for. None: it is no such key, as that of the total."""
    return key.removeprefix(_NAMED) if key.startswith(_NAMED) else None


def more(count: int) -> tuple[Note, ...]:
    """How many find no line in a table of `MOST`."""
    return (note(_("{count} more do not stand in the table.").format(count=said(count - MOST))),) if count > MOST else ()


def to_come() -> tuple[Note, ...]:
    """That all time holds sales of days to come, too."""
    count = sale_days.later()
    return (note(_("Sales dated after today ({count}) are in it.").format(count=said(count))),) if count else ()


def share(part: float, whole: float) -> float | None:
    """0.12 for 12 %; None: of nothing there is no share."""
    return part / whole if whole else None


def largest(answer: Answer, column: str, among: Iterable[str] | None = None) -> Line | None:
    """The line with the most in a column, of those with these keys; None: no line has anything."""
    at, wanted = answer.place(column), None if among is None else set(among)
    lines = [line for line in answer.lines if size(line.cells[at]) > 0 and (wanted is None or line.key in wanted)]
    return max(lines, key=lambda line: size(line.cells[at]), default=None)


def size(cell: Cell) -> Decimal:
    """How large a cell is among others; 0 where nothing is known."""
    return number(cell) or Decimal(0)


def told(answer: Answer, line: Line | None = None) -> dict[str, str]:
    """The cells of a line, or of the total, in words by their column's key: what a sentence is filled with."""
    cells = line.cells if line else answer.total or ()
    return {heading.key: shown(cell, heading.kind) for heading, cell in zip(answer.headings, cells, strict=False)}


def said(cell: Cell, kind: Kind = "count") -> str:
    """A number of a note in words."""
    return shown(cell, kind)


def note(text: str, conditions: Conditions | None = None, act: str = "") -> Note:
    """A sentence beside the table, and whom it speaks of."""
    return Note(text, segments.text_of(conditions) if conditions else "", act)


def all_of(*leaves: Mapping[str, object]) -> Conditions:
    """Conditions that must all be met."""
    return {"all": list(leaves)}


def leaf(field: str, operator: str, value: object = None) -> Mapping[str, object]:
    """One condition of a list."""
    return {"field": field, "is": operator} | ({} if value is None else {"value": value})
