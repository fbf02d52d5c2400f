"""A line of the plan as a row of the preview: what becomes of it, and every value with what a repair changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from unicodedata import east_asian_width

from importers import reasons
from importers.lines import Line
from importers.merging import Difference
from importers.plan import Plan
from importers.values import DATES, Change, Problem
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip
from ui.pages.importing import describing, words
from ui.pages.importing.review_part import NOT_PICKED, list_names

_CHIPS: Final = {
    "add": (N_("New"), "green"),
    "update": (N_("Joined"), "blue"),
    "ask": (N_("To settle"), "amber"),
    "skip": (N_("Nothing new"), "grey"),
    "failed": (N_("To settle"), "amber"),
}
_PARTS: Final[dict[str, frozenset[str]]] = {  # a column of the preview -> the fields whose repairs and doubts stand in it
    "phone": frozenset({"phone", "mobile", "fax"}),
    "name": frozenset({"name", "last_name", "first_name", "company", "short_name"}),
    "address": frozenset({"address", "city", "postal_code"}),
}
_OLD: Final = {"name": 8, "birthday": 7, "phone": 12, "tax_id": 0}  # of the old value, so many half-width letters are shown
_SHOWN_ELSEWHERE: Final = frozenset(
    {"name.title", "phone.several", "phone.label", "phone.extension"}
)  # no value is lost: old says nothing
_Item = TypeVar("_Item", Change, Problem)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the preview table."""

    n: int
    row: str  # with its sheet, or its file, where there are several: "中和 12"
    place: str  # the same whole: "2015客戶.xlsx・中和・row 12"
    ticked: bool
    action: Cell
    cells: dict[str, Cell]


def rows(plan: Plan, numbers: Sequence[int], columns: Sequence[str]) -> list[PreviewRow]:
    """These lines of the plan as rows."""
    made, lists = [], list_names(plan)
    for line in plan.lines(numbers):
        fields = {guess.header: guess.field or "" for guess in plan.batch_of(line.n).choice.guesses}
        made.append(_row(line, lists.get((line.file, line.sheet), ""), fields, columns))
    return made


def place(line: Line) -> str:
    """Where a row stands, whole."""
    return "・".join(filter(None, (line.file, line.sheet, _("row {row}").format(row=f"{line.row:,}"))))


def _row(line: Line, name: str, fields: dict[str, str], columns: Sequence[str]) -> PreviewRow:
    cells = {column: _cell(line, fields, column) for column in columns}
    said, last = remark(line), columns[-1]
    if said:  # the last column is shared: what is to be known about the row, then its value
        cells[last] = Cell(said, tone="amber" if line.action in ("ask", "failed") else "muted", note=cells[last].text)
    return PreviewRow(line.n, f"{name} {line.row:,}".strip(), place(line), line.ticked, action_cell(line), cells)


def action_cell(line: Line) -> Cell:
    """The chip that says what becomes of the row."""
    text, hue = _CHIPS[line.action]
    if not line.ticked or NOT_PICKED in line.reasons:
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
    for change in line.changes:
        if change.by_hand and not change.lost:
            value = describing.dates_shown(change.before) if change.field in DATES else change.before
            said.append(_("{value} was typed in by hand").format(value=value))
    return "、".join(dict.fromkeys(said))


def _cell(line: Line, fields: dict[str, str], column: str) -> Cell:
    text = describing.phones_of(line) if column == "phone" else describing.text_of(line, column)
    members = _PARTS.get(column, frozenset({column}))
    doubt = _first(line.problems, fields, members)
    repair = _first(line.repairs, fields, members)
    change = next((one for one in line.changes if one.field in members and one.before and not one.lost), None)
    made = _painted(text, doubt, repair, change, _note(line, column, text))
    if not made.old:
        return made
    room = _OLD.get(column, 10)
    return made._replace(old=_short(made.old, room)) if room else made._replace(old="", bold=True, tone="accent_text")


def _note(line: Line, column: str, text: str) -> str:
    """What stands behind a value: the title of a name; what the file calls a customer who is called otherwise here."""
    if column == "name":
        return str(line.values.get("title", ""))
    said = str(line.values.get("customer", "")) if column == "customer" else ""
    return said if said != text else ""


def _painted(text: str, doubt: Problem | None, repair: Change | None, change: Difference | None, note: str) -> Cell:
    if doubt:
        shown = text or doubt.value
        return Cell(shown, tone="amber", note=note)
    if change and change.after == text:
        return Cell(text, old=change.before, note=note)
    if repair and repair.before.strip() and repair.before != text and text and repair.rule not in _SHOWN_ELSEWHERE:
        return Cell(text, old=repair.before, note=note)
    return Cell(text, note=note)


def _short(text: str, room: int) -> str:
    """What stood there, cut so that what will stand there keeps its room."""
    width = 0
    for at, letter in enumerate(text):
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > room:
            return f"{text[:at]}…"
    return text


def _first(items: Sequence[_Item], fields: dict[str, str], members: frozenset[str]) -> _Item | None:
    return next((item for item in items if fields.get(item.header) in members), None)
