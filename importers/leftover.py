"""Rows an import leaves behind: they wait in the shop and go back to the user as a sheet with a reason."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.core.values import dates
from importers import said
from importers.lines import ADD, ASK, FAILED, SKIP, UPDATE
from importers.merging import Difference
from importers.reasons import sentence
from importers.records import Person
from importers.values import DATES, CleanTable, ColumnGuess, Problem
from resources.i18n import _

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan

_NAMING: Final = frozenset({"name", "last_name", "first_name", "code", "customer", "customer_code"})


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One row, or one value of a row that was saved without it, with what names its customer. `column` None: the whole row."""

    file: str
    sheet: str | None
    row: int
    reasons: tuple[str, ...]  # fixed words
    cells: dict[str, str]  # header -> text, in the file's order
    column: str | None = None
    line: int = -1
    headers: tuple[str, ...] = ()  # of every column of its table, in the file's order
    kept: str = ""  # of a value that differs: what the customer has instead

    @property
    def sentence(self) -> str:
        """Why, in words."""
        return "; ".join(sentence(reason) for reason in self.reasons if reason)

    @property
    def stored(self) -> str:
        """The cells as they wait in the shop file: JSON of all the table's columns in the file's order, blanks too."""
        blank = dict.fromkeys(self.headers, "")
        return json.dumps(blank | self.cells, ensure_ascii=False, separators=(",", ":"))


def rows(plan: "Plan") -> list[LeftOver]:
    """Every unsure and failed row, and every value that could not be kept, in the order of the files."""
    return [one for batch in plan.batches for one in _of(plan, batch)]


def _of(plan: "Plan", batch: "Batch") -> Iterator[LeftOver]:
    whole = [local for local, action in enumerate(batch.actions) if action in (ASK, FAILED)]
    values = [
        (problem.record, problem.reason, problem.header, problem.value, "")
        for problem in batch.clean.problems
        if not problem.kept and batch.actions[problem.record] in (ADD, UPDATE) and not _was_said(plan, batch, problem)
    ]
    values += [(n - batch.start, "differs", header, value, kept) for n, header, value, kept in gave_way(plan, batch)]
    cells = Cells(batch, frozenset([*whole, *(local for local, *_value in values)]))
    found: list[tuple[int, tuple[str, ...], dict[str, str], str | None, str]] = [
        (local, plan.reasons.get(batch.start + local, ()), cells.of(local), None, "") for local in whole
    ]
    found += [
        (local, (reason,), cells.naming(local) | {header: value}, header, kept) for local, reason, header, value, kept in values
    ]
    headers = tuple(guess.header for guess in batch.choice.guesses)
    for local, reasons, told, column, kept in found:
        ordered = {header: told[header] for header in (*headers, *told) if header in told}
        row, line = batch.clean.row_numbers[local], batch.start + local
        yield LeftOver(batch.survey.name, batch.choice.sheet, row, reasons, ordered, column, line, headers, kept)


def _was_said(plan: "Plan", batch: "Batch", problem: Problem) -> bool:
    """Whether this list said this doubtful value of its customer before: it waited then."""
    n = batch.start + problem.record
    return batch in plan.people and said.mark(f"?{problem.header}", problem.value) in plan.said_before(n)


def gave_way(plan: "Plan", batch: "Batch") -> Iterator[tuple[int, str, str, str]]:
    """Values that differ from what stays: line, header of the column, value, and what is kept instead."""
    if batch.choice.kind != "customers":
        return
    for group in plan.groups.values():
        for n, differences in group.differences.items():
            # A second row of one person of the file may say nothing but other values; a customer's of the shop said them before.
            if plan.action(n) == UPDATE or (plan.action(n) == SKIP and plan.matches.root(n) >= 0):
                for one in differences:
                    stood = group.root if one.record < 0 else one.record
                    if one.lost and batch.start <= stood < batch.start + batch.count:
                        header = header_of(batch, one.field)
                        kept = _shown(batch.choice.guesses, one.field, _kept(group.person, one.field))
                        yield stood, header, _given(batch, stood - batch.start, header, one), kept


def _kept(person: Person, name: str) -> str:
    """What a merged customer has in a field in the end."""
    value = person.own.get(name.removeprefix("own:")) if name.startswith("own:") else person.scalars.get(name)
    return "" if value is None else str(value)


def _given(batch: "Batch", local: int, header: str, lost: Difference) -> str:
    """A value as it stood in the file, before the first repair."""
    first = next((change.before for change in batch.changes_of(local) if change.header == header), "")
    return first or _shown(batch.choice.guesses, lost.field, lost.before)


def _shown(guesses: Iterable[ColumnGuess], name: str, value: str) -> str:
    """A value that no repair has touched; a date the way dates are shown."""
    is_date = name in DATES or any(guess.own_kind == "date" and f"own:{guess.own_title}" == name for guess in guesses)
    if not is_date:
        return value
    day = dates.shown(value.removeprefix("~"))
    return _("lunar {day}").format(day=day) if value.startswith("~") else day


def header_of(batch: "Batch", name: str) -> str:
    """The column a field came from; the field's own name where there is none."""
    title = name.removeprefix("own:")
    for guess in batch.choice.guesses:
        if (guess.field == name and not name.startswith("own:")) or (name.startswith("own:") and guess.own_title == title):
            return guess.header
    return title


class Cells:
    """The cells of some rows as text by header: as given where a row was flagged, else put together of what was read."""

    def __init__(self, batch: "Batch", wanted: frozenset[int]) -> None:
        """Look through the table's phones, addresses and repairs once for all `wanted` records."""
        self.batch = batch
        self.parts: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.before: dict[int, dict[str, str]] = defaultdict(dict)
        if wanted:
            self._gather(batch.clean, wanted)

    def _gather(self, clean: CleanTable, wanted: frozenset[int]) -> None:
        points, places, people = clean.points, clean.addresses, clean.contacts
        for record, kind, text in zip(points.record, points.kind, points.text, strict=True):
            if record in wanted:
                self.parts[record, "phone" if kind == "mobile" else kind].append(text)
        for name, owners, texts in (("address", places.record, places.text), ("contact", people.record, people.name)):
            for record, text in zip(owners, texts, strict=True):
                if record in wanted:
                    self.parts[record, name].append(text)
        for tag, members in clean.tags.items():
            for record in wanted.intersection(members):
                self.parts[record, "tags"].append(tag)
        for change in clean.changes:
            if change.record in wanted:
                self.before[change.record].setdefault(change.header, change.before)

    def of(self, local: int) -> dict[str, str]:
        """One row's cells; the last of several columns of one field takes what is left over."""
        clean, guesses = self.batch.clean, self.batch.choice.guesses
        if local in clean.raw:
            return {guess.header: text for guess, text in zip(guesses, clean.raw[local], strict=False) if text}
        names = [_part(guess) for guess in guesses]
        left = Counter(names)
        used: Counter[str] = Counter()
        found: dict[str, str] = {}
        for guess, name in zip(guesses, names, strict=True):
            values = self._values(local, name)
            at, left[name], used[name] = used[name], left[name] - 1, used[name] + 1
            if text := "、".join(values[at : at + 1] if left[name] else values[at:]):
                found[guess.header] = text
        return found | self.before.get(local, {})

    def naming(self, local: int) -> dict[str, str]:
        """Of one row's cells those that say whose it is."""
        wanted = {guess.header for guess in self.batch.choice.guesses if guess.field in _NAMING}
        return {header: text for header, text in self.of(local).items() if header in wanted}

    def _values(self, local: int, name: str) -> list[str]:
        clean = self.batch.clean
        column = clean.own.get(name.removeprefix("own:")) if name.startswith("own:") else clean.fields.get(name)
        if column is not None:
            return [_shown(self.batch.choice.guesses, name, str(column[local]))] if column[local] not in (None, "") else []
        return self.parts.get((local, name), [])


def _part(guess: ColumnGuess) -> str:
    """What a column's values are kept under; mobile and telephone columns share their numbers."""
    if guess.field is None:
        return f"own:{guess.own_title}"
    return "phone" if guess.field == "mobile" else guess.field
