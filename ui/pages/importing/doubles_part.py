"""Step 4 decided: which pairs are one person, and whose value stays."""

from typing import Final

from importers import reasons
from importers.lines import Line
from importers.plan import Plan
from importers.records import Person
from resources.i18n import _
from ui.pages.importing import describing, words
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import DoublesScreen, PairField, PairItem

PAGE: Final = 20
_SINGLE: Final = ("name", "company", "code", "tax_id", "birthday", "gender", "title", "website", "category", "source")
_ANSWERS: Final = {"same": "merge", "not_same": "separate", "later": ""}
_SIDES: Final = {"left": "shop", "right": "file"}


class DoublesPart:
    """Everything the fourth step can do."""

    def __init__(self, flow: ImportFlow) -> None:
        self._flow = flow
        self._numbers: list[int] = []  # the lines that were unsure when the step was first shown
        self._shown = PAGE
        self._plan: Plan | None = None

    def screen(self) -> DoublesScreen:
        """The step as it stands."""
        plan = self._flow.plan
        if plan is None:
            return DoublesScreen()
        if plan is not self._plan:
            self._plan, self._shown = plan, PAGE
            self._numbers = sorted({*plan.doubtful(), *plan.answers})
        lines = plan.lines(self._numbers[: self._shown])
        pairs = tuple(_pair(plan, line) for line in lines if line.other)
        asked = len(self._numbers)
        return DoublesScreen(pairs, min(self._shown, asked), asked, *met(plan, set(self._numbers)), _elsewhere(plan))

    def answer(self, key: int, answer: str) -> None:
        """Say whether this pair is one person."""
        if plan := self._flow.plan:
            plan.answer(key, _ANSWERS[answer])
            self._changed()

    def answer_all(self, answer: str) -> None:
        """Say the same of every pair."""
        if plan := self._flow.plan:
            for n in self._numbers:
                plan.answer(n, _ANSWERS[answer])
            self._changed()

    def choose_value(self, key: int, field: str, side: str) -> None:
        """Whose value stays in this field of a pair that is one person."""
        if plan := self._flow.plan:
            plan.lead(key, field, _SIDES[side])
            self._changed()

    def more_pairs(self) -> None:
        """Show twenty more."""
        self._shown += PAGE
        self._flow.draw()

    def _changed(self) -> None:
        self._flow.plan_needs_refresh = True
        self._flow.draw()


def met(plan: Plan, asked: set[int]) -> tuple[int, int, bool, int]:
    """Of the rows that surely are a customer and are not `asked`: how many add something, how many say nothing new, and
    whether some meet another row of the session; then how many wait since an earlier import."""
    joined = [n for n in plan.numbers("update") if n not in asked]
    known = [n for n, reasons in plan.reasons.items() if "nothing_new" in reasons and n not in asked]
    waiting = sum(1 for reasons in plan.reasons.values() if "already_waiting" in reasons)
    return len(joined), len(known), any(plan.matches.root(n) >= 0 for n in (*joined, *known)), waiting


def _elsewhere(plan: Plan) -> int:
    """How many rows are asked though nobody stands beside them: a sale of one of two namesakes, an order called off."""
    beside = set(plan.doubtful())
    return sum(1 for n in plan.numbers("ask") if n not in beside and "with_row" not in plan.reasons.get(n, ()))


def _pair(plan: Plan, line: Line) -> PairItem:
    other = line.other
    assert other is not None  # noqa: S101 - lines without another are left out by the caller
    answer = next(key for key, said in _ANSWERS.items() if said == plan.answers.get(line.n, "").replace("aside", ""))
    row = _("row {row}").format(row=line.row)
    return PairItem(
        key=line.n,
        left=other.where or _("Already in the customer book"),
        right=f"{line.file} {row}",
        where=f"{line.sheet} {row}" if line.sheet else row,
        why="、".join(reasons.sentence(reason) for reason in line.reasons),
        fields=tuple(_fields(plan, line)),
        answer=answer,
    )


def _fields(plan: Plan, line: Line) -> list[PairField]:
    """The values of both side by side; where two single values differ, one of them is chosen for a merge."""
    mine, theirs = plan.records.person(line.n), _other(plan, line)
    made = []
    for field in _SINGLE:
        left, right = str(theirs.scalars.get(field) or ""), str(mine.scalars.get(field) or "")
        if left or right:
            chosen = "left" if plan.leads.get((line.n, field)) == "shop" else "right"
            shown = [describing.dates_shown(text) if field == "birthday" else text for text in (left, right)]
            differs = bool(left and right) and left != right
            made.append(PairField(field, words.field_label(field), shown[0], shown[1], chosen, differs))
    made[1:1] = [_several("phone", theirs.phones(), mine.phones())]
    made += [_several("address", [one.text for one in theirs.places], [one.text for one in mine.places])]
    made += [_several("note", [theirs.note], [mine.note])]
    return [field for field in made if field.left or field.right]


def _several(field: str, left: list[str], right: list[str]) -> PairField:
    """Values that are kept side by side: there is nothing to choose."""
    return PairField(field, words.field_label(field), "、".join(filter(None, left)), "、".join(filter(None, right)))


def _other(plan: Plan, line: Line) -> Person:
    other = line.other
    if other is None:
        return Person()
    if other.customer is not None:
        return plan.people_of([other.customer]).get(other.customer, Person())
    return plan.records.person(other.line) if other.line is not None else Person()
