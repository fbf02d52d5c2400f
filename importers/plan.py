"""What an import will do, line by line, before it does anything: one line a record, always adding up, changeable."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from db.core import file as shop_file
from db.core import tally
from db.core.progress import Progress, silent
from db.core.values.text import clean_text
from db.services import matching_keys
from db.services.list_sources import Origin
from importers import ages, linking, matching, said
from importers.grouping import Group, from_shop, groups
from importers.lines import ACTIONS, ASK, FAILED, SKIP, UPDATE, Batch, Line, Totals
from importers.records import Person, Records
from resources.i18n import _

if TYPE_CHECKING:
    from importers.session import FileSurvey


class Plan:
    """The lines of a session and what the user decided about them. Changing an answer calls for refresh()."""

    def __init__(
        self, files: "list[FileSurvey]", batches: Iterable[Batch], *, ask: str = "", progress: Progress = silent
    ) -> None:
        every = list(batches)
        self.files = files
        self.batches = [one for one in every if one.choice.kind == "customers"] + [
            one for one in every if one.choice.kind != "customers"
        ]
        self.ask = ask
        self.answers: dict[int, str] = {}  # line -> merge, separate, aside
        self.left_out: set[int] = set()  # unticked lines
        self.leads: dict[tuple[int, str], str] = {}  # (line, field) -> file, shop
        self.put_back: set[int] = set()  # customers put away that come back
        self.typed: dict[int, dict[str, str]] = {}  # line -> field -> what was typed over it
        self.typed_over: dict[int, list[int]] = {}  # line -> the marks of what its row said in the file
        self.origin: Origin | None = None  # where the lists are from, as the user said; None: as their names tell
        self.as_given: Callable[[Plan, Progress], None] | None = None  # reads how rows that are asked stand in their files
        self._number()
        self.refresh(progress)

    def _number(self) -> None:
        start = 0
        for batch in self.batches:
            batch.start, start = start, start + batch.count
        self.people = [batch for batch in self.batches if batch.choice.kind == "customers"]
        self.records = Records([batch.clean for batch in self.people])
        self.count = start

    def refresh(self, progress: Progress = silent) -> None:
        """Match again, with the answers given."""
        with tally.counting(progress, _("Looking for doubles")) as told:
            self._match()
            told.say(_("Looking for customers of sales and talks"))
            self.links = linking.link(self)

    def keep_given(self, progress: Progress = silent) -> None:
        """Keep every row that is asked as it stands in its file, for the list of what waits; each is read once."""
        if self.as_given:
            self.as_given(self, progress)

    def give(self, batch: Batch, cells: dict[int, list[str]]) -> None:
        """Records of a table as they stand in its file; what was typed over stays typed over."""
        from importers import editing

        for local, row in cells.items():
            for name, text in self.typed.get(batch.start + local, {}).items():
                editing.type_over(row, name, text, batch.choice.guesses)
        batch.clean.raw.update(cells)

    def _match(self) -> None:
        self.records.forget()
        self.reasons: dict[int, tuple[str, ...]] = {}
        self.keys = matching_keys.keys() if shop_file.is_open() else matching_keys.ShopKeys()
        self._shop: dict[int, Person] = {}
        for batch in self.batches:
            batch.actions = bytearray(batch.count)
        outside = self._outside()
        for batch in self.people:
            self._lineage(batch)
        settled = {n: answer for n, answer in self.answers.items() if answer != "aside"}
        self.matches = matching.match(self.records, self.keys, self.people_of, settled, outside)
        self._waiting_asks(outside)
        self.said = self._said()
        self.groups = groups(self.records, self.matches, self.people_of, self._age, self._choice, self.keys.codes, self._fresh)
        self._act()

    def people_of(self, ids: Iterable[int]) -> dict[int, Person]:
        """Customers of the shop by id; each is read once."""
        wanted = set(ids)
        if missing := wanted - self._shop.keys():
            self._shop.update((number, from_shop(customer)) for number, customer in matching_keys.customers(missing).items())
        return {number: self._shop[number] for number in wanted if number in self._shop}

    def decide(self, n: int, action: int, *reasons: str) -> None:
        """Decide about one line."""
        batch = self.batch_of(n)
        batch.actions[n - batch.start] = action
        if reasons:
            self.reasons[n] = reasons

    def action(self, n: int) -> int:
        """ADD, UPDATE, SKIP, ASK or FAILED."""
        batch = self.batch_of(n)
        return batch.actions[n - batch.start]

    def known_elsewhere(self) -> set[int]:
        """The records that are, or may be, a customer of the shop or somebody of another file."""
        where: dict[int, set[str]] = {}
        members: dict[int, list[int]] = {}
        for record in self.matches.roots:
            root = self.matches.root(record)
            where.setdefault(root, {self._list_of(root)}).add(self._list_of(record))
            members.setdefault(root, [root]).append(record)
        found = {record for root, lists in where.items() if len(lists) > 1 for record in members[root]}
        for record, match in self.matches.found.items():
            if match.verdict == "ask" and self._list_of(record) != self._list_of(match.other):
                found |= {record, match.other}
        return found

    def pick_known(self) -> list[Batch]:
        """Tick only people known elsewhere, in address books not picked from yet; which these were. Calls for refresh()."""
        known = self.known_elsewhere()
        fresh = [batch for batch in self.people if batch.survey.cards and batch.choice.picked is None]
        for batch in fresh:
            batch.choice.picked = {row for at, row in enumerate(batch.clean.row_numbers, batch.start) if at in known}
        return fresh

    def _list_of(self, record: int) -> str:
        return "" if record < 0 else str(self.batch_of(record).survey.source)

    def batch_of(self, n: int) -> Batch:
        """The table a line is in."""
        return next(batch for batch in reversed(self.batches) if batch.start <= n)

    def row(self, n: int) -> int:
        """The row number Excel shows."""
        batch = self.batch_of(n)
        return batch.clean.row_numbers[n - batch.start]

    def _outside(self) -> set[int]:
        """Lines that take no part: failed, unticked, not picked, waiting already."""
        outside = set(self.left_out)
        for n in self.left_out:
            self.decide(n, SKIP, "not_picked")
        for batch in self.batches:
            for local, reason in batch.clean.failed.items():
                self.decide(batch.start + local, FAILED, reason)
                outside.add(batch.start + local)
            if (picked := batch.choice.picked) is not None:
                for local, row in enumerate(batch.clean.row_numbers):
                    if row not in picked:
                        self.decide(batch.start + local, SKIP, "not_picked")
                        outside.add(batch.start + local)
            outside |= self._waiting_already(batch)
        return outside

    def _waiting_already(self, batch: Batch) -> set[int]:
        if not shop_file.is_open():
            return set()
        waiting = {row for row, column in matching_keys.waiting_rows(batch.survey.digest, batch.choice.sheet) if column is None}
        found = set()
        for local, row in enumerate(batch.clean.row_numbers if waiting else ()):
            n = batch.start + local
            if row in waiting and local not in batch.clean.failed and n not in self.answers:
                self.decide(n, SKIP, "already_waiting")
                found.add(n)
        return found

    def _lineage(self, batch: Batch) -> None:
        """Rows of a list that came in before are known by where they stood, or in a corrected list by their name."""
        if not shop_file.is_open():
            return
        if came := matching_keys.imported(batch.survey.digest, batch.choice.sheet):
            names = self.records.names()
            for n, row in enumerate(batch.clean.row_numbers, batch.start):
                if row in came:
                    called = self.keys.names.get(names[n], ()) if len(came[row]) > 1 else ()
                    self.keys.lineage[n] = next((one for one in came[row] if -one in called), came[row][-1])
        elif known := matching_keys.of_layout(batch.choice.layout):
            names = self.records.names()[batch.start : batch.start + batch.count]
            once = [name for name, count in linking.counted(names).items() if count == 1 and name in known]
            where = {name: batch.start + local for local, name in enumerate(names)}
            for name in once:
                self.keys.by_name[where[name]] = known[name]

    def _said(self) -> list[dict[int, set[int]]]:
        """By table what its list said of customers of the shop when it came in before."""
        customers: dict[int, set[int]] = {}
        for record in self.matches.roots:
            if (root := self.matches.root(record)) < 0:
                customers.setdefault(self.records.table_of(record), set()).add(-root)
        found: list[dict[int, set[int]]] = []
        for at, batch in enumerate(self.people):
            wanted = customers.get(at, set())
            survey, choice = batch.survey, batch.choice
            found.append(said.before(choice.layout, survey.name, survey.digest, choice.sheet, wanted) if wanted else {})
        return found

    def said_before(self, record: int) -> Collection[int]:
        """The marks of what this record's list said of its customer when it came in before."""
        return self.said[self.records.table_of(record)].get(-self.matches.root(record), ())

    def _fresh(self, record: int) -> Person:
        """One record without what its list said before: whatever was done with that since, stays."""
        return said.fresh(self.records.person(record), self.said_before(record))

    def _age(self, record: int) -> str:
        """Of the record's file; "" when the shop has a newer list already, so that blanks are filled only."""
        survey = self.batch_of(record).survey
        if self._newest is None:
            self._newest = (
                max((ages.from_name(name) for name in matching_keys.files()), default="") if shop_file.is_open() else ""
            )
        return "" if ages.from_name(survey.name) and survey.age < self._newest else survey.age or "0"

    _newest: str | None = None

    def _choice(self, record: int) -> Callable[[str], str]:
        return lambda name: self.leads.get((record, name), "")

    def _waiting_asks(self, outside: set[int]) -> None:
        """Unsure lines: wait, or what --ask says; lines merged into a waiting one wait with it."""
        for n, match in self.matches.found.items():
            if match.verdict == "apart":
                self.reasons.setdefault(n, (match.why, "other_name"))
            if match.verdict != "ask":
                continue
            if self.answers.get(n) == "aside" or not self.ask:
                self.decide(n, ASK, match.why, match.doubt)
                outside.add(n)
            elif self.ask == "skip":
                self.decide(n, SKIP, "left_out", match.why, match.doubt)
                outside.add(n)
            else:
                self.reasons[n] = (match.why, match.doubt)
        for record in list(self.matches.roots):
            root = self.matches.root(record)
            if root >= 0 and root in outside:
                self.decide(record, self.action(root), "with_row")
                outside.add(record)
        for record in outside:
            self.matches.roots.pop(record, None)

    def _act(self) -> None:
        for root, group in self.groups.items():
            for record, differences in group.differences.items():
                why = self.matches.found[record].why if record in self.matches.found else "with_row"
                adds = any(not one.lost for one in differences) and not group.changes_nothing
                put_back = root < 0 and -root in self.put_back and group.person.state == "archived"
                self.decide(
                    record,
                    UPDATE if adds or put_back else SKIP,
                    why,
                    *(() if adds or put_back else ("nothing_new",)),
                    *_states(group),
                )

    # What the user may change.

    def answer(self, n: int, said: str) -> None:
        """Say whether an unsure line is the other one: merge, separate, aside, or "" to take it back."""
        self.answers.pop(n, None)
        if said:
            self.answers[n] = said

    def tick(self, n: int, ticked: bool) -> None:
        """Take a line along or leave it out."""
        (self.left_out.discard if ticked else self.left_out.add)(n)

    def lead(self, n: int, name: str, who: str) -> None:
        """Which value stays in one field of a merge: "file", "shop", or "" for the newer."""
        self.leads.pop((n, name), None)
        if who:
            self.leads[n, name] = who

    def edit(self, n: int, name: str, text: str) -> None:
        """Type over one value of a line: a field, a phone, mobile, email or line_id, an address, or "own:" and a title.

        Raises InputError, and changes nothing, for what can't be read.
        """
        from importers import editing

        batch = self.batch_of(n)
        if batch in self.people and n not in self.typed_over:
            self.typed_over[n] = list(said.of_person(self.records.person(n)))
        editing.edit(batch.clean, n - batch.start, name, text, batch.choice.guesses)
        self.typed.setdefault(n, {})[name] = clean_text(text).strip()

    # What is shown.

    def numbers(self, only: str = "all") -> list[int]:
        """The lines of an action, or "all", "repaired", "problems", "doubles" (merged or asked), in order."""
        if only in ACTIONS:
            code = ACTIONS.index(only)
            return [batch.start + at for batch in self.batches for at, action in enumerate(batch.actions) if action == code]
        if only == "doubles":
            return sorted(n for n, match in self.matches.found.items() if match.verdict != "apart")
        if only == "repaired":
            return sorted({batch.start + record for batch in self.batches for record in set(batch.clean.changes.record)})
        if only == "problems":
            return sorted({batch.start + one.record for batch in self.batches for one in batch.clean.problems})
        return list(range(self.count))

    def lines(self, numbers: Iterable[int]) -> list[Line]:
        """These lines as shown."""
        from importers import showing

        return [showing.line(self, n) for n in numbers]

    def doubtful(self) -> list[int]:
        """The lines that are asked because they may be somebody else: of the others that are asked no two stand side by side."""
        return [n for n in self.numbers("ask") if n in self.matches.found]

    @property
    def totals(self) -> Totals:
        """The sums over all tables."""
        added, updated, skipped, asked, failed = (sum(batch.actions.count(code) for batch in self.batches) for code in range(5))
        return Totals(
            records=self.count,
            add=added,
            update=updated,
            skip=skipped,
            ask=asked,
            failed=failed,
            not_records=sum(len(batch.choice.not_records) for batch in self.batches),
            repaired=sum(sum(batch.clean.repairs.values()) for batch in self.batches),
            problems=sum(len(batch.clean.problems) for batch in self.batches),
            new_customers=sum(batch.new_customers for batch in self.batches),
        )

    def json(self, unit: int | None = None, *, committed: bool = False) -> dict[str, Any]:
        """The command line's contract (design section 9): one file's object, or {"files": [...]} of several."""
        from importers import showing

        return showing.contract(self, unit, committed)


def _states(group: Group) -> Iterator[str]:
    if group.before is not None:
        if group.before.state:
            yield group.before.state
        if group.before.blacklist:
            yield "blacklisted"
