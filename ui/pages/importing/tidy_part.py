"""Step 3 decided: which repairs are made, what marks become, how doubtful dates are read."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from importers.lines import Batch
from importers.plan import Plan
from importers.session import TableChoice
from resources.i18n import _, ngettext
from ui.pages.importing import date_questions, describing, marks, words
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import DateItem, ProblemItem, RuleItem, TidyScreen

_EXAMPLES: Final = 2
_PROBLEMS: Final = 40


class TidyPart:
    """Everything the third step can do."""

    def __init__(self, flow: ImportFlow) -> None:
        self._flow = flow
        self._seen: dict[str, RuleItem] = {}  # rules as last counted while they were on
        self._apart: set[str] = set()  # marks answered list by list, and asked so also where the answers became one

    def forget(self) -> None:
        """Another session begins."""
        self._seen.clear()
        self._apart.clear()

    def screen(self) -> TidyScreen:
        """The step as it stands."""
        plan = self._flow.plan
        if plan is None:
            return TidyScreen()
        problems = list(_problems(plan))
        total = sum(len(batch.clean.problems) for batch in plan.batches)
        said = tuple(marked.item for marked in self._marks())
        return TidyScreen(tuple(self._rules(plan)), said, tuple(self._dates()), tuple(problems), total - len(problems))

    def _rules(self, plan: Plan) -> list[RuleItem]:
        off = {rule for table in self._flow.tables() for rule in table.options.rules_off}
        counts: Counter[str] = Counter()
        for batch in plan.batches:
            counts.update(batch.clean.repairs)
        for rule, count in counts.items():
            examples = tuple(_examples(plan.batches, rule))
            self._seen[rule] = RuleItem(rule, words.rule_label(rule), count, examples, on=True)
        shown = [item for rule, item in self._seen.items() if rule in counts or rule in off]
        items = [RuleItem(item.rule, item.label, item.count, item.examples, item.rule not in off) for item in shown]
        return sorted(items, key=lambda item: -item.count)

    def _dates(self) -> Iterator[DateItem]:
        for at, table in enumerate(self._flow.tables()):
            for guess in table.guesses:
                if guess.doubt:
                    choices, chosen = date_questions.choices(guess), date_questions.chosen(guess)
                    yield DateItem(at, guess.index, guess.header, "、".join(guess.samples[:3]), choices, chosen)

    def switch_rule(self, rule: str) -> None:
        """Make a repair, or leave the cells as they are."""
        off = any(rule in table.options.rules_off for table in self._flow.tables())
        for table in self._flow.tables():
            rest = [one for one in table.options.rules_off if one != rule]
            table.options.rules_off = rest if off else [*rest, rule]
        self._changed()

    def _marks(self) -> list[marks.Marked]:
        found = marks.found(self._flow.files, frozenset(self._apart))
        self._apart.update(marked.key for marked in found if marked.where)
        return found

    def choose_mark(self, at: int, choice: str) -> None:
        """What the colours, strike-through, comments, hidden rows or sheet names asked at this place become."""
        self._marks()[at].choose(choice)
        self._changed()

    def choose_dates(self, table: int, column: int, order: str) -> None:
        """How a column's dates are read; the same in the other sheets of its layout."""
        for one in self._flow.session.same_layout(self._flow.tables()[table]):
            _order(one, column, order)
        self._changed()

    def _changed(self) -> None:
        self._flow.changed()
        self._flow.draw()


def _order(table: TableChoice, column: int, order: str) -> None:
    for guess in table.guesses:
        if guess.index == column:
            guess.date_order, guess.confidence = order, "sure"


def _examples(batches: list[Batch], rule: str) -> Iterator[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for batch in batches:
        for change in batch.clean.changes:
            after = describing.dates_shown(change.after) if rule.startswith("date.") else change.after
            pair = (change.before, after)
            if change.rule == rule and pair not in found:
                found.add(pair)
                yield pair
                if len(found) == _EXAMPLES:
                    return


def _problems(plan: Plan) -> Iterator[ProblemItem]:
    shown = 0
    several = len(plan.batches) > 1
    for batch in plan.batches:
        for problem in batch.clean.problems:
            if shown == _PROBLEMS:
                return
            shown += 1
            row = _("row {row}").format(row=batch.clean.row_numbers[problem.record])
            sheet = batch.choice.sheet or batch.survey.name
            where = f"{sheet} {row}" if several else row
            yield ProblemItem(where, problem.header, problem.value, words.reason_label(problem.reason), problem.kept)


def counted(count: int) -> str:
    """“942 repaired cells”."""
    return ngettext("{count} repaired cell", "{count} repaired cells", count).format(count=f"{count:,}")
