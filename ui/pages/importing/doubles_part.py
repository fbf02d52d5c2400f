"""Step 4 decided: which pairs are one person, and whose value stays."""

from typing import Final

from importers import reasons
from importers.plan import Line, Plan
from resources.i18n import _
from ui.pages.importing import describing, words
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import DoublesScreen, PairField, PairItem

PAGE: Final = 20
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
            self._numbers = sorted({*plan.numbers("ask"), *plan.answers})
        lines = plan.lines(self._numbers[: self._shown])
        pairs = tuple(_pair(plan, line) for line in lines if line.other)
        joined = plan.totals.update + sum(1 for n in plan.numbers("skip") if n not in plan.left_out)
        return DoublesScreen(pairs, min(self._shown, len(self._numbers)), len(self._numbers), joined)

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
    other = line.other
    if other is None:
        return []
    rows = [
        ("name", other.name, describing.name_of(line)),
        ("phone", "、".join(other.phones), describing.phones_of(line)),
        ("address", other.address, describing.text_of(line, "address")),
    ]
    made = []
    for field, left, right in rows:
        if left or right:
            leads = plan.leads.get((line.n, field), "file" if field != "name" else "shop")
            differs = field in ("name",) and bool(left) and bool(right) and left != right
            made.append(PairField(field, words.field_label(field), left, right, "right" if leads == "file" else "left", differs))
    for field in ("birthday", "tax_id", "email", "code", "note"):
        text = describing.text_of(line, field)
        if text:
            made.append(PairField(field, words.field_label(field), "", text))
    return made
