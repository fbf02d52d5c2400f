"""The table being cleaned: its columns by field, what is switched off, and where repairs and doubts are written down."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from importers.profile import as_text
from importers.values import CleanTable, ColumnGuess, Options, Problem, Table


@dataclass(slots=True)
class Work:
    """One table (or a chunk of one) on its way from cells to fields."""

    table: Table
    guesses: list[ColumnGuess]
    options: Options
    made: CleanTable
    by_field: dict[str, list[ColumnGuess]] = field(default_factory=dict)
    notes: dict[int, list[str]] = field(default_factory=dict)  # record -> lines for its note
    read: set[int] = field(default_factory=set)  # columns some rule has looked at
    _off: frozenset[str] = frozenset()
    _doubted: set[tuple[int, str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, table: Table, guesses: Iterable[ColumnGuess], options: Options) -> "Work":
        """Begin with nothing in the result."""
        work = cls(table, list(guesses), options, CleanTable(table.sheet, table.kind, list(table.row_numbers)))
        work._off = frozenset(options.rules_off)
        for guess in work.guesses:
            if guess.field:
                work.by_field.setdefault(guess.field, []).append(guess)
        return work

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.table.row_numbers)

    def columns(self, *fields: str) -> list[ColumnGuess]:
        """The columns of these fields, left to right."""
        return sorted((guess for name in fields for guess in self.by_field.get(name, ())), key=lambda guess: guess.index)

    def first(self, name: str) -> ColumnGuess | None:
        """The one column of a single field."""
        return next(iter(self.columns(name)), None)

    def is_on(self, rule: str, header: str) -> bool:
        """Whether this repair may be made in this column."""
        return not self._off or (rule not in self._off and f"{rule}:{header}" not in self._off)

    def repaired(self, record: int, header: str, before: str, after: str, rule: str) -> None:
        """Write down one repair."""
        changes = self.made.changes
        changes.record.append(record)
        changes.header.append(header)
        changes.before.append(before)
        changes.after.append(after)
        changes.rule.append(rule)
        self.made.repairs[rule] = self.made.repairs.get(rule, 0) + 1

    def repaired_all(self, header: str, rows: list[tuple[int, str, str, str]]) -> None:
        """Write down the repairs of one column: record, before, after, rule."""
        if rows:
            changes = self.made.changes
            changes.header.extend([header] * len(rows))
            records, befores, afters, rules = zip(*rows, strict=True)
            changes.record.extend(records)
            changes.before.extend(befores)
            changes.after.extend(afters)
            changes.rule.extend(rules)
            for rule, times in Counter(rules).items():
                self.made.repairs[rule] = self.made.repairs.get(rule, 0) + times

    def doubt(self, record: int, header: str, value: str, reason: str, *, kept: bool = True) -> None:
        """Write down one doubtful value, once, and keep the row as it stood."""
        if (record, header, reason) in self._doubted:
            return
        self._doubted.add((record, header, reason))
        self.made.problems.append(Problem(record, header, value, reason, kept))
        self.keep_raw(record)

    def fail(self, record: int, reason: str) -> None:
        """This record can't be saved."""
        self.made.failed[record] = reason
        self.keep_raw(record)

    def keep_raw(self, record: int) -> None:
        """The row as it stood in the file, for the list of doubts; passwords left out."""
        if record not in self.made.raw:
            secret = {guess.index for guess in self.guesses if guess.why == "password"}
            columns = self.table.columns
            self.made.raw[record] = ["" if index in secret else self.cell(record, index) for index in range(len(columns))]

    def cell(self, record: int, index: int) -> str:
        """A cell as it stands in the file; a date the way dates are shown, 1981/01/02."""
        cell = self.table.columns[index][record]
        return as_text(cell).replace("-", "/") if isinstance(cell, date) else as_text(cell)

    def note(self, record: int, line: str) -> None:
        """Add a line to a record's note."""
        lines = self.notes.setdefault(record, [])
        if line not in lines:
            lines.append(line)
