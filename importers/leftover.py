"""Rows an import leaves behind: they wait in the shop and go back to the user as a sheet with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from importers.lines import ADD, ASK, FAILED, UPDATE
from importers.reasons import sentence

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One row, or one value of a row that was saved without it. `column` None: the whole row."""

    file: str
    sheet: str | None
    row: int
    reasons: tuple[str, ...]  # fixed words
    cells: dict[str, str]  # header -> text
    column: str | None = None
    line: int = -1

    @property
    def sentence(self) -> str:
        """Why, in words."""
        return "; ".join(sentence(reason) for reason in self.reasons if reason)


def rows(plan: "Plan") -> list[LeftOver]:
    """Every unsure and failed row, and every value that could not be kept, in the order of the files."""
    return [one for batch in plan.batches for one in _of(plan, batch)]


def _of(plan: "Plan", batch: "Batch") -> Iterator[LeftOver]:
    where = (batch.survey.name, batch.choice.sheet)
    for local, action in enumerate(batch.actions):
        if action in (ASK, FAILED):
            n = batch.start + local
            yield LeftOver(*where, batch.clean.row_numbers[local], plan.reasons.get(n, ()), cells(batch, local), None, n)
    for problem in batch.clean.problems:
        if not problem.kept and batch.actions[problem.record] in (ADD, UPDATE):
            row = batch.clean.row_numbers[problem.record]
            yield LeftOver(
                *where, row, (problem.reason,), {problem.header: problem.value}, problem.header, batch.start + problem.record
            )
    for n, name, value in gave_way(plan, batch):
        yield LeftOver(*where, plan.row(n), ("differs",), {name: value}, name, n)


def gave_way(plan: "Plan", batch: "Batch") -> Iterator[tuple[int, str, str]]:
    """Values that differ from what stays: line, header of the column, value."""
    if batch.choice.kind != "customers":
        return
    for group in plan.groups.values():
        for n, differences in group.differences.items():
            if batch.start <= n < batch.start + batch.count and plan.action(n) == UPDATE:
                for one in differences:
                    if one.lost:
                        yield n, header_of(batch, one.field), one.before


def header_of(batch: "Batch", name: str) -> str:
    """The column a field came from; the field's own name where there is none."""
    title = name.removeprefix("own:")
    for guess in batch.choice.guesses:
        if (guess.field == name and not name.startswith("own:")) or (name.startswith("own:") and guess.own_title == title):
            return guess.header
    return title


def cells(batch: "Batch", local: int) -> dict[str, str]:
    """The row's cells as text by header: as given where the row was flagged, else as read."""
    clean, guesses = batch.clean, batch.choice.guesses
    if local in clean.raw:
        return {guess.header: text for guess, text in zip(guesses, clean.raw[local], strict=False) if text}
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for guess in guesses:
        name = guess.field or f"own:{guess.own_title}"
        values = _values(batch, local, name)
        at = used.get(name, 0)
        used[name] = at + 1
        last = [other.field for other in guesses].count(guess.field) == at + 1
        text = "、".join(values[at:] if last else values[at : at + 1])
        if text:
            found[guess.header] = text
    for change in clean.changes:
        if change.record == local:
            found[change.header] = change.before
    return found


def _values(batch: "Batch", local: int, name: str) -> list[str]:
    clean = batch.clean
    if name.startswith("own:"):
        column: list[Any] | None = clean.own.get(name.removeprefix("own:"))
    else:
        column = clean.fields.get(name)
    if column is not None:
        return [str(column[local])] if column[local] not in (None, "") else []
    points = clean.points
    if name in ("phone", "mobile", "fax", "email", "line_id", "line_name", "fb", "ig"):
        kinds = ("phone", "mobile") if name in ("phone", "mobile") else (name,)
        return [
            text
            for record, kind, text in zip(points.record, points.kind, points.text, strict=True)
            if record == local and kind in kinds
        ]
    if name == "address":
        return [text for record, text in zip(clean.addresses.record, clean.addresses.text, strict=True) if record == local]
    if name == "contact":
        return [text for record, text in zip(clean.contacts.record, clean.contacts.name, strict=True) if record == local]
    if name == "tags":
        return [tag for tag, members in clean.tags.items() if local in members]
    return []
