"""Step 5 decided: the numbers on the chips, the preview's lines, values typed over, rows left out."""

from collections import Counter
from pathlib import PurePath
from typing import Final

from db.core.errors import UserError
from db.services import list_sources
from db.services.list_sources import Origin
from importers import origins
from importers.plan import Plan
from importers.session import FileSurvey
from resources.i18n import N_, _, ngettext
from ui.pages.importing import describing, marks
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import FilterChip, ReviewScreen, Waits

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "customers": ("name", "phone", "birthday", "tax_id", "address"),
    "sales": ("customer", "date", "product", "quantity", "amount", "order_no"),
    "products": ("name", "product_code", "unit", "price", "category"),
    "interactions": ("customer", "date", "channel", "text"),
}
_WHERE_GIVEN: Final = frozenset({"birthday", "tax_id"})  # without a column of it the others get the room
_LABELS: Final = {
    "add": N_("New"),
    "update": N_("Joined, being one person"),
    "waiting": N_("To settle"),
    "skip": N_("Nothing new"),
    "not_picked": N_("Left out"),
    "failed": N_("No customer in it"),
    "repaired": N_("Repaired cells"),
    "problems": N_("Worth a look"),
}


NOT_PICKED: Final = "not_picked"  # the chip of lines nobody ticked; also the plan's reason


class ReviewPart:
    """Everything the last step can do."""

    def __init__(self, flow: ImportFlow) -> None:
        self._flow = flow
        self.chosen = "all"

    def screen(self) -> ReviewScreen:
        """The step as it stands."""
        plan = self._flow.plan
        if plan is None:
            return ReviewScreen((), "all", ())
        chips = self._chips(plan)
        if self.chosen not in [chip.key for chip in chips]:
            self.chosen = "all"
        kinds = list(dict.fromkeys(batch.choice.kind for batch in plan.batches))
        given = {guess.field for batch in plan.batches for guess in batch.choice.guesses}
        columns = dict.fromkeys(column for kind in kinds for column in COLUMNS.get(kind, ()))
        shown = tuple(column for column in columns if column in given or column not in _WHERE_GIVEN)
        lists = tuple(list_names(plan).values())
        told = to_be_told(plan)
        return ReviewScreen(
            tuple(chips),
            self.chosen,
            shown,
            self._kept(),
            waiting_line(self._flow.waits),
            lists,
            origin_words(plan, told),
            told > 0,
        )

    def origin(self) -> Origin:
        """Where the first list of customers is from: what the form begins with."""
        plan = self._flow.plan
        return next(iter(origins.all_of(plan)), Origin()) if plan else Origin()

    def put_origin(self, origin: Origin) -> None:
        """The owner said where the lists are from."""
        self._flow.origin = origin
        if plan := self._flow.plan:
            plan.origin = origin
            self._flow.draw()

    def _chips(self, plan: Plan) -> list[FilterChip]:
        totals = plan.totals
        left_out = len(numbers(plan, NOT_PICKED))
        counts = {
            "add": totals.add,
            "update": totals.update,
            "waiting": self._flow.waits.total,
            "repaired": totals.repaired,
            "problems": totals.problems,
            "skip": totals.skip - left_out,
            NOT_PICKED: left_out,
            "failed": totals.failed,
        }
        always = {"add", "update", "waiting", "repaired"}
        shown = [FilterChip(key, _(_LABELS[key]), count) for key, count in counts.items() if count or key in always]
        return [FilterChip("all", _("All rows"), totals.records), *shown]

    def _kept(self) -> str:
        """One line on fields of the shop's own, colours and comments."""
        titles = dict.fromkeys(
            guess.own_title for table in self._flow.tables() for guess in table.guesses if guess.own_title and guess.field is None
        )
        parts = []
        if titles:
            parts.append(
                _("Kept as fields of your own: {titles}").format(titles="".join(f"「{title}」" for title in list(titles)[:8]))
            )
        return "　".join([*parts, *(marked.outcome for marked in marks.found(self._flow.files))])

    def changes_nothing(self) -> bool:
        """Whether the shop has all of it already: nothing would come in, change or wait."""
        plan = self._flow.plan
        if plan is None or self._flow.plan_is_stale or self._flow.plan_needs_refresh:
            return False
        return not (plan.totals.add or plan.totals.update or self._flow.waits.total or numbers(plan, NOT_PICKED))

    def numbers(self) -> list[int]:
        """The lines the chosen chip lets through."""
        if self.chosen == "waiting":
            return list(self._flow.waits.lines)
        return numbers(self._flow.plan, self.chosen) if self._flow.plan else []

    def filter_by(self, key: str) -> None:
        """Show only the lines of one chip."""
        self.chosen = key
        self._flow.draw()

    def tick(self, numbers: list[int]) -> None:
        """Leave lines out; take them along again where all of them are out."""
        if plan := self._flow.plan:
            back = all(n in plan.left_out for n in numbers)
            for n in numbers:
                plan.tick(n, back)
            self._flow.plan_needs_refresh = True
            self._flow.with_plan(lambda _plan: self._flow.draw())

    def edit(self, n: int, field: str, text: str) -> None:
        """Type over one value of a line; what can't be read is said, and the old value stays."""
        if plan := self._flow.plan:
            try:
                plan.edit(n, field, text)
            except UserError as error:
                self._flow.asks.error(error)
                return
            self._flow.plan_needs_refresh = True
            self._flow.with_plan(lambda _plan: self._flow.draw())


def to_be_told(plan: Plan) -> int:
    """How many new customers must be told where their data is from (§9)."""
    return sum(batch.actions.count(0) for batch in plan.people if origins.of(plan, batch).is_indirect)


def origin_words(plan: Plan, told: int) -> str:
    """Where the lists of customers are from and why they may be kept, in one line; "" where none come."""
    found = origins.all_of(plan)
    if not found:
        return ""
    kinds = dict(list_sources.SOURCES)
    sources = "、".join(dict.fromkeys(one.words or _(kinds[one.kind]) for one in found))
    bases = "、".join(dict.fromkeys(list_sources.basis_words(one.basis) for one in found))
    words = _("From: {source} ・ kept because: {basis}").format(source=sources, basis=bases)
    marked = ngettext("{count} is marked 待告知", "{count} are marked 待告知", told).format(count=f"{told:,}")
    return f"{words} ・ {marked}" if told else words


def numbers(plan: Plan, chip: str) -> list[int]:
    """The lines of a chip; those nobody ticked are told apart from those that say nothing new."""
    if chip not in ("skip", NOT_PICKED):
        return plan.numbers(chip)
    return [n for n in plan.numbers("skip") if (NOT_PICKED in plan.reasons.get(n, ())) == (chip == NOT_PICKED)]


def waiting_words(waits: Waits) -> str:
    """“28 to settle: 26 rows put aside, 2 doubtful values”, as the list of what waits counts them; "" for none."""
    parts = (
        (waits.rows, ngettext("{count} row put aside", "{count} rows put aside", waits.rows)),
        (waits.values, ngettext("{count} doubtful value", "{count} doubtful values", waits.values)),
    )
    said = "、".join(text.format(count=f"{count:,}") for count, text in parts if count)
    return _("To settle {count}: {what}").format(count=f"{waits.total:,}", what=said) if said else ""


def waiting_line(waits: Waits) -> str:
    """The same, with when it is done."""
    return _("{what}; they can wait.").format(what=waiting_words(waits)) if waits.total else ""


def unread_words(files: list[FileSurvey]) -> str:
    """Of how many files of the session nothing comes."""
    words = describing.refused_words(files)
    return _("{what} (see step 1)").format(what=words) if words else ""


def only_customers(plan: Plan) -> bool:
    """Whether nothing but customers is imported."""
    return {batch.choice.kind for batch in plan.batches} <= {"customers"}


def only_sales(plan: Plan) -> bool:
    """Whether nothing but sales is imported."""
    return {batch.choice.kind for batch in plan.batches} == {"sales"}


def import_words(plan: Plan, customers: int) -> str:
    """The verb on the last button, with how many: customers, where rows of one person are one; else rows."""
    if only_customers(plan):
        return ngettext("Import {count} customer", "Import {count} customers", customers).format(count=f"{customers:,}")
    count = plan.totals.add + plan.totals.update
    return ngettext("Import {count} row", "Import {count} rows", count).format(count=f"{count:,}")


def read_words(plan: Plan) -> str:
    """What was read: sheets of one layout, records, rows that are none."""
    totals, parts = plan.totals, []
    tables = [batch.choice for batch in plan.batches]
    if len(tables) > 1:
        same = len({table.layout for table in tables}) == 1
        words_of = _("{count} lists of one layout, imported together") if same else _("{count} lists, imported together")
        parts.append(words_of.format(count=len(tables)))
    parts.append(ngettext("{count} record read", "{count} records read", totals.records).format(count=f"{totals.records:,}"))
    if totals.not_records:
        rest = ngettext(
            "{count} row is no record (title, subtotal)", "{count} rows are no records (titles, subtotals)", totals.not_records
        )
        parts.append(rest.format(count=f"{totals.not_records:,}"))
    return "・".join(parts)


def list_names(plan: Plan) -> dict[tuple[str, str | None], str]:
    """What a row says of its list: nothing where there is one, the sheet where that tells them apart, else the file."""
    lists = list(dict.fromkeys((batch.survey.name, batch.choice.sheet) for batch in plan.batches))
    if len(lists) < 2:
        return {}
    sheets = Counter(sheet for _file, sheet in lists)
    files = Counter(file for file, _sheet in lists)
    named = {}
    for file, sheet in lists:
        short = PurePath(file).stem
        by_sheet = sheet if files[file] > 1 else ""
        named[file, sheet] = short if not by_sheet else by_sheet if sheets[sheet] == 1 else f"{short}・{by_sheet}"
    return named
