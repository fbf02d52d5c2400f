"""A plan made true: one unit for the whole session, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from db.core import clock, search, tally
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.core.tally import Tally
from db.services import bulk, figures, matching_keys, own_fields, recipes, suppression, tags
from importers import changing, leftover, origins, said
from importers.adding import Adding, tag_names
from importers.collecting import held_back
from importers.commerce import Commerce
from importers.leftover import LeftOver
from importers.lines import ADD, FAILED, SKIP, UPDATE, Batch
from importers.plan import Plan
from importers.recipes import mapping_of
from resources.i18n import _

_CHANGED: Final = 20  # steps to change one customer
_CLOSING: Final = 1  # a customer, when the unit is sealed and saved


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. `unit` None: it changed nothing."""

    unit: int | None
    added: int
    updated: int
    skipped: int
    waiting: int  # rows that wait as a whole
    failed: int
    new_customers: int
    left_over: list[LeftOver] = field(default_factory=list)  # what waits since this import


def commit(plan: Plan, progress: Progress = silent, back_up: Callable[[], object] | None = None) -> Outcome:
    """Write the plan in one unit and return what it did; cancelling `progress` before the end leaves nothing.

    `back_up`: called before anything is written (the caller's backups.make).
    """
    opened_id = None
    with held_back():
        plan.keep_given(progress)  # an answer may have made rows wait since the plan was made
    fresh = waiting(plan)
    if fresh or any(action in batch.actions for batch in plan.batches for action in (ADD, UPDATE)):
        if back_up:
            with tally.counting(progress, _("Making a backup first")) as told:
                told.tell()
                back_up()
        with (
            held_back(),
            tally.counting(progress, _("Saving")) as told,
            unit("imports.run", files=[survey.name for survey in plan.files]) as opened,
        ):
            _Writing(plan, opened.id, fresh, told).write()
            opened_id = opened.id
    totals = plan.totals
    return Outcome(opened_id, totals.add, totals.update, totals.skip, totals.ask, totals.failed, totals.new_customers, fresh)


def waiting(plan: Plan) -> list[LeftOver]:
    """What would wait to be settled if the plan were written now."""
    return _fresh(plan, leftover.rows(plan))


def _fresh(plan: Plan, left: list[LeftOver]) -> list[LeftOver]:
    """What does not wait already. A failed row waits only where it comes with an import that keeps something."""
    have = {
        (batch.survey.name, batch.choice.sheet): matching_keys.waiting_rows(batch.survey.digest, batch.choice.sheet)
        for batch in plan.batches
    }
    known = {survey.name for survey in plan.files if matching_keys.is_known(survey.digest)}
    return [
        one
        for one in left
        if (one.row, one.column) not in have.get((one.file, one.sheet), set())
        and not (one.file in known and (one.column is not None or plan.action(one.line) == FAILED))
    ]


class _Writing:
    """The writing of one plan, inside its unit: audited rows first; the search lines come when the unit closes."""

    def __init__(self, plan: Plan, unit_id: int, waiting: list[LeftOver], told: Tally) -> None:
        self.plan = plan
        self.unit_id = unit_id
        self.waiting = waiting
        self.told = told

    def write(self) -> None:
        """Everything, in the order the tables refer to each other."""
        plan = self.plan
        runs = self._runs()
        own = self._own_fields()
        adding = Adding(plan, {at: runs[at] for at in range(len(plan.people))}, own, self._tags())
        changed = [
            group
            for group in plan.groups.values()
            if group.root < 0 and any(plan.action(record) == UPDATE for record in group.differences)
        ]
        self.told.expect(self._way(adding, len(changed)))
        with bulk.writing(adding.counts()):
            adding.write()
            for group in tally.each(changed, _CHANGED):
                changing.write(group, own, adding.tags, adding.came, -group.root in plan.put_back)
            Commerce(plan, adding.id_of, runs, own).write()
        self._lines(adding, runs)
        self._wait(adding, runs)
        self._said_apart(adding)
        origins.keep(plan, runs)
        suppression.apply_all()
        for batch in plan.batches:
            if batch.choice.layout:
                recipes.remember(batch.choice.layout, mapping_of(batch.choice))
        self.told.say(_("Making it searchable"))

    def _way(self, adding: Adding, changed: int) -> int:
        """How many steps it takes about: every row written, every customer's figures and search line, and closing the file."""
        counts = adding.counts()
        trade = self.plan.count - sum(batch.count for batch in self.plan.people)
        after = figures.STEPS + search.STEPS + _CLOSING
        return sum(counts.values()) + trade + changed * _CHANGED + (counts["customer"] + changed) * after

    def _runs(self) -> dict[int, int]:
        """One import_run a table; its id by the table's place in the plan."""
        batches = self.plan.batches
        ids = bulk.reserve("import_run", len(batches))
        names = ("id", "unit", "file", "file_hash", "sheet", "layout", "kind", "records", "at", "said")
        now = clock.utc_now()
        runs = [(number, self.unit_id, *_run(batch), now, self._said(batch)) for number, batch in zip(ids, batches, strict=True)]
        bulk.insert_rows("import_run", names, runs)
        return dict(enumerate(ids))

    def _said(self, batch: Batch) -> bytes | None:
        """What every row of a list of customers says, typed over in the preview or not."""
        if batch not in self.plan.people:
            return None
        marks = said.of_table(batch.clean)
        for n, given in self.plan.typed_over.items():
            if batch.start <= n < batch.start + batch.count:
                marks[n - batch.start].extend(given)
        return said.packed(batch.clean.row_numbers, marks)

    def _own_fields(self) -> dict[str, str]:
        """The key of every own field of the plan by title; those not there yet are made, typed by their contents."""
        known = {row.title: row.key for row in own_fields.rows(archived=True)}
        for batch in self.plan.batches:
            if batch.choice.kind == "interactions":
                continue
            for title, column in batch.clean.own.items():
                if title not in known and any(value not in (None, "") for value in column):
                    guess = next((one for one in batch.choice.guesses if one.own_title == title), None)
                    kind = guess.own_kind if guess else "text"
                    options = sorted({str(value) for value in column if value not in (None, "")}) if kind == "choice" else []
                    known[title] = f"f{own_fields.insert(title, kind, options, bool(guess and guess.is_opening))}"
        return known

    def _tags(self) -> dict[str, int]:
        known = {row.name: row.id for row in tags.rows()}
        for name in tag_names(self.plan.people):
            if name not in known:
                known[name] = tags.insert(name, "grey", "")
        return known

    def _lines(self, adding: Adding, runs: dict[int, int]) -> None:
        """Which records were merged into which customers: a changed field finds its row by them."""
        found = []
        for group in self.plan.groups.values():
            customer = -group.root if group.root < 0 else adding.id_of.get(group.root)
            for record in group.differences:
                if customer is not None and self.plan.action(record) in (UPDATE, SKIP):
                    run, row = adding.came(record)
                    changed = int(self.plan.action(record) == UPDATE)
                    found.append((run, self.plan.batch_of(record).choice.sheet, row, customer, changed))
        bulk.insert_rows("import_line", ("import_run", "sheet", "row", "customer", "changed"), found)

    def _wait(self, adding: Adding, runs: dict[int, int]) -> None:
        names = ("import_run", "sheet", "row", "cells", "column", "customer", "reason")
        found = []
        for one in self.waiting:
            batch = self.plan.batch_of(one.line)
            run = runs[self.plan.batches.index(batch)]
            reason = " ".join(reason for reason in one.reasons if reason)
            found.append((run, one.sheet, one.row, one.stored, one.column, self._customer(one, adding), reason))
        bulk.insert_rows("waiting", names, found)

    def _customer(self, one: LeftOver, adding: Adding) -> int | None:
        """Whom a waiting value belongs to, or whom a waiting row may be."""
        plan, n = self.plan, one.line
        if plan.batch_of(n) not in plan.people:
            return None
        whose = plan.matches.root(n)
        if one.column is None and n in plan.matches.found:
            whose = (
                plan.matches.root(plan.matches.found[n].other)
                if plan.matches.found[n].other >= 0
                else plan.matches.found[n].other
            )
        return -whose if whose < 0 else adding.id_of.get(whose)

    def _said_apart(self, adding: Adding) -> None:
        """Pairs the user said are two are remembered."""
        pairs = set()
        for n, other in self.plan.matches.apart.items():
            whose = self.plan.matches.root(n)
            mine = -whose if whose < 0 else adding.id_of.get(whose)
            theirs = -other if other < 0 else adding.id_of.get(self.plan.matches.root(other))
            if mine and theirs and mine != theirs:
                pairs.add((min(mine, theirs), max(mine, theirs)))
        bulk.insert_rows("not_same", ("customer", "other"), sorted(pairs - self.plan.keys.not_same))


def _run(batch: Batch) -> tuple[str, str, str | None, str, str, int]:
    survey, choice = batch.survey, batch.choice
    return survey.name, survey.digest, choice.sheet, choice.layout, choice.kind, batch.count
