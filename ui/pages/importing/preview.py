"""A line of the plan as a row of the preview: what becomes of it, and every value with what a repair changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from importers import reasons
from importers.merging import Difference
from importers.plan import Line, Plan
from importers.values import Change, Problem
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip
from ui.pages.importing import describing, words

_CHIPS: Final = {
    "add": (N_("New"), "green"),
    "update": (N_("Joined"), "blue"),
    "ask": (N_("Put aside"), "amber"),
    "skip": (N_("Nothing new"), "grey"),
    "failed": (N_("Put aside"), "amber"),
}
_PARTS: Final[dict[str, frozenset[str]]] = {  # a column of the preview -> the fields whose repairs and doubts stand in it
    "phone": frozenset({"phone", "mobile", "fax"}),
    "name": frozenset({"name", "last_name", "first_name", "company", "short_name"}),
    "address": frozenset({"address", "city", "postal_code"}),
}
_OLD: Final = 12  # letters of the old value
_Item = TypeVar("_Item", Change, Problem)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the preview table."""

    n: int
    row: int
    ticked: bool
    action: Cell
    cells: dict[str, Cell]
    remark: str


def rows(plan: Plan, numbers: Sequence[int], columns: Sequence[str]) -> list[PreviewRow]:
    """These lines of the plan as rows."""
    made = []
    for line in plan.lines(numbers):
        fields = {guess.header: guess.field or "" for guess in plan.batch_of(line.n).choice.guesses}
        made.append(_row(line, fields, columns))
    return made


def _row(line: Line, fields: dict[str, str], columns: Sequence[str]) -> PreviewRow:
    cells = {column: _cell(line, fields, column) for column in columns}
    return PreviewRow(line.n, line.row, line.ticked, action_cell(line), cells, remark(line))


def action_cell(line: Line) -> Cell:
    """The chip that says what becomes of the row."""
    text, hue = _CHIPS[line.action]
    if not line.ticked:
        return Cell(chips=(Chip(_("Left out"), "grey"),))
    if line.action == "update" and line.other and line.other.name:
        return Cell(chips=(Chip(_("Joined: {name}").format(name=line.other.name), hue),))
    return Cell(chips=(Chip(_(text), hue),))


def remark(line: Line) -> str:
    """Why, in words; with the other customer where there is one."""
    said = [reasons.sentence(reason) for reason in line.reasons if reason]
    if line.other and line.action == "ask":
        said.insert(0, line.other.name)
    said.extend(f"{problem.header}：{words.reason_label(problem.reason)}" for problem in line.problems)
    return "、".join(dict.fromkeys(said))


def _cell(line: Line, fields: dict[str, str], column: str) -> Cell:
    text = describing.phones_of(line) if column == "phone" else describing.text_of(line, column)
    members = _PARTS.get(column, frozenset({column}))
    doubt = _first(line.problems, fields, members)
    repair = _first(line.repairs, fields, members)
    change = next((one for one in line.changes if one.field in members and one.before and not one.lost), None)
    return _painted(text, doubt, repair, change, line.values.get("title", "") if column == "name" else "")


def _painted(text: str, doubt: Problem | None, repair: Change | None, change: Difference | None, note: str) -> Cell:
    if doubt:
        shown = text or doubt.value
        return Cell(shown, tone="amber", note=note)
    if change and change.after == text:
        return Cell(text, old=_short(change.before), note=note)
    if repair and repair.before.strip() and repair.before != text and text:
        return Cell(text, old=_short(repair.before), note=note)
    return Cell(text, note=note)


def _short(text: str) -> str:
    """What stood there, cut so that what will stand there keeps its room."""
    return text if len(text) <= _OLD else f"{text[: _OLD - 1]}…"


def _first(items: Sequence[_Item], fields: dict[str, str], members: frozenset[str]) -> _Item | None:
    return next((item for item in items if fields.get(item.header) in members), None)
