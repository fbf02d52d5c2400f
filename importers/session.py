"""One import from the first look to the commit: the one door for the wizard and the command line."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from db.core import clock
from db.core.errors import UserError
from db.core.progress import Progress, silent
from db.core.values.text import clean_text
from importers import ages, recipes
from importers.child import Child
from importers.collecting import held_back
from importers.declined import ReadError
from importers.lines import ASK, Batch
from importers.messages import AsGiven, Choice, Chunk, Clean, Found, Given, Ignored, Opened, Survey, Wanted
from importers.plan import Plan
from importers.records import append
from importers.values import Cell, CleanTable, ColumnGuess, Kind, Marks, NotRecord, Options, Source
from resources.i18n import _

_CHILDREN: Final = 3
_GIVEN: Final = re.compile(r"(?i)(?:sheet|工作表|worksheet|表格|table|工作簿)?[\s_-]*\d*")  # a sheet's name that means nothing


@dataclass(slots=True)
class TableChoice:
    """One table found in a file, with everything the user may change before the plan is made."""

    sheet: str | None
    index: int  # among the tables of its sheet
    found_kind: Kind  # as found; `kind` is as chosen
    kind: Kind
    header_row: int | None  # as Excel counts; changed through ImportSession.find_again
    headers: list[str]
    guesses: list[ColumnGuess]
    rows: int  # records
    row_numbers: list[int]
    not_records: list[NotRecord]
    reason: str  # why it is unknown: a fixed English word
    marks: Marks
    preview: list[list[Cell]]  # the first rows of the sheet as they stand in the file
    preview_row: int  # Excel's number of preview[0]
    hidden: bool = False  # the sheet is hidden in Excel
    included: bool = True
    options: Options = field(default_factory=Options)
    picked: set[int] | None = None  # row numbers taken; None: all
    from_recipe: bool = False  # the mapping was remembered from an earlier import
    layout: str = ""  # the same for tables of one layout: they are mapped once
    said_header: int | None = None  # where the user said the header is
    said_kind: Kind | None = None  # what the user said it holds

    @property
    def is_sure(self) -> bool:
        """True when no column needs a look."""
        return self.kind != "unknown" and all(guess.confidence != "look" for guess in self.guesses)


@dataclass(slots=True)
class FileSurvey:
    """One file of the session: what was found in it, or why it can't be used."""

    source: Source  # change password or encoding and survey again
    name: str
    format: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    lost_characters: int = 0
    cards: bool = False  # an address book: people are picked; those who match a customer are preticked
    age: str = ""  # ISO date, guessed from name or time stamp; of two files the later one leads; changeable
    digest: str = ""  # SHA-256 of the bytes: the same file again is recognised
    tables: list[TableChoice] = field(default_factory=list)
    ignored: list[tuple[str | None, str]] = field(default_factory=list)  # sheet, reason
    error: UserError | None = None  # why it can't be used

    @property
    def is_read(self) -> bool:
        """Whether it was looked into: something is known of it, if only why it can't be used."""
        return bool(self.tables or self.ignored or self.error)


class ImportSession:
    """Several files, one plan, one unit: survey(), let the user change the choices, plan(); then commit.commit(plan)."""

    def __init__(self, sources: Sequence[Source], *, kind: Kind | None = None, sheet: str | None = None, ask: str = "") -> None:
        """`kind`, `sheet`: only this is taken. `ask`: unsure rows wait (""), are left out ("skip") or added ("add")."""
        self.files = [FileSurvey(source, _name(source)) for source in sources]
        self.met_again: list[str] = []  # names of files left out, as what stands in them is in the session already
        self.kind = kind
        self.sheet = sheet
        self.ask = ask
        self._children: dict[str, Child] = {}

    def close(self) -> None:
        """End the reading; a later question reads the file again."""
        for child in self._children.values():
            child.close()
        self._children.clear()

    def survey(self, progress: Progress = silent) -> list[FileSurvey]:
        """Look into every file that was not looked into yet; a file that can't be used holds its `error`.

        A file that is here already, under whatever name, is taken once; the second one's name goes to `met_again`.
        """
        self.met_again = []
        for survey in list(self.files):
            if survey.tables or survey.ignored:
                continue
            survey.error = None
            try:
                self._look(survey, progress)
                _keep_names(survey.tables)
            except UserError as error:
                if error.code == "cancelled":
                    raise
                survey.error = error
            if survey.digest and any(one is not survey and one.is_read and one.digest == survey.digest for one in self.files):
                self._leave_out(survey)
        recipes.recall([table for survey in self.files for table in survey.tables])
        return self.files

    def _leave_out(self, survey: FileSurvey) -> None:
        self.files[:] = [one for one in self.files if one is not survey]
        self.met_again.append(survey.name)
        key = str(survey.source)
        if key in self._children and all(str(one.source) != key for one in self.files):
            self._children.pop(key).close()

    def look_again(self, survey: FileSurvey, progress: Progress = silent) -> None:
        """Read a file afresh: the user gave a password or chose another encoding (put into `survey.source`)."""
        survey.tables, survey.ignored, survey.error = [], [], None
        self.survey(progress)

    def find_again(self, survey: FileSurvey, table: TableChoice, progress: Progress = silent) -> None:
        """The user said where the header is (`said_header`) or what the sheet holds (`said_kind`): look at that sheet as said."""
        choice = Choice(table.sheet, table.said_header, table.said_kind)
        found: list[TableChoice] = []
        for answer in self._reader(survey).ask(Survey(survey.source, [choice]), progress):
            if isinstance(answer, Found) and answer.table.sheet == table.sheet:
                made = self._choice(answer, choice)
                made.options = replace(table.options)  # what was said of its repairs and marks holds on
                found.append(made)
        at = survey.tables.index(table)
        others = [one for one in survey.tables if one.sheet != table.sheet]
        survey.tables = [*others[:at], *found, *others[at:]]

    def same_layout(self, table: TableChoice) -> list[TableChoice]:
        """The session's tables of this layout: they are mapped once. A list without headers is like no other."""
        every = [one for survey in self.files for one in survey.tables]
        return [one for one in every if one is table or (table.layout and (one.layout, one.kind) == (table.layout, table.kind))]

    def plan(self, progress: Progress = silent) -> Plan:
        """Read, clean and match everything included; changes nothing."""
        if not any(survey.is_read for survey in self.files):
            self.survey(progress)
        batches: list[Batch] = []
        with held_back():
            for survey in sorted(self.files, key=lambda one: one.age):
                if survey.error is None:
                    batches.extend(self._batches(survey, progress))
            plan = Plan(self.files, batches, ask=self.ask, progress=progress)
            plan.as_given = self._keep_given
            plan.keep_given(progress)
            return plan

    def _look(self, survey: FileSurvey, progress: Progress) -> None:
        for answer in self._reader(survey).ask(Survey(survey.source), progress):
            if isinstance(answer, Opened):
                survey.format, survey.encoding, survey.delimiter = answer.format, answer.encoding, answer.delimiter
                survey.lost_characters, survey.cards, survey.digest = answer.lost_characters, answer.cards, answer.digest
                survey.age = survey.age or ages.guess(survey.source)
            elif isinstance(answer, Ignored):
                survey.ignored.append((answer.sheet, answer.reason))
            elif isinstance(answer, Found) and self.sheet in (None, answer.table.sheet):
                survey.tables.append(self._choice(answer, Choice(answer.table.sheet, None, None)))
        if self.kind:
            for table in list(survey.tables):
                if table.kind != self.kind:
                    table.said_kind = self.kind
                    self.find_again(survey, table, progress)

    @staticmethod
    def _choice(found: Found, said: Choice) -> TableChoice:
        table = found.table
        return TableChoice(
            table.sheet,
            found.index,
            table.kind,
            table.kind,
            table.header_row,
            table.headers,
            found.guesses,
            found.records,
            table.row_numbers,
            table.not_records,
            table.reason,
            table.marks,
            found.preview,
            found.preview_row,
            found.hidden,
            included=table.kind != "unknown",
            options=Options(today=clock.today().isoformat()),
            layout=recipes.layout(table.kind, table.headers),
            said_header=said.header_row,
            said_kind=said.kind,
        )

    def _batches(self, survey: FileSurvey, progress: Progress) -> Iterator[Batch]:
        chosen = [table for table in survey.tables if table.included and table.kind != "unknown"]
        for table, clean in zip(chosen, self._cleaned(survey, chosen, progress), strict=True):
            yield Batch(survey, table, clean)

    def _keep_given(self, plan: Plan, progress: Progress) -> None:
        """Records that are asked wait as they stand in the file, also where there was nothing to repair."""
        for survey in self.files:
            batches = [batch for batch in plan.batches if batch.survey is survey]
            asked = [
                [at for at, action in enumerate(batch.actions) if action == ASK and at not in batch.clean.raw]
                for batch in batches
            ]
            if any(asked):
                with suppress(ReadError):  # the file is gone by now: what was read of these rows has to do
                    self._give(plan, survey, (batches, asked), progress)
        self.close()

    def _give(self, plan: Plan, survey: FileSurvey, wanted: tuple[list[Batch], list[list[int]]], progress: Progress) -> None:
        batches, asked = wanted
        request = AsGiven(survey.source, [_wanted(batch.choice) for batch in batches], asked)
        for answer in self._reader(survey).ask(request, progress):
            if isinstance(answer, Opened) and answer.digest != survey.digest:
                return  # the file was saved anew since: its rows may stand elsewhere
            if isinstance(answer, Given):
                plan.give(batches[answer.wanted], answer.cells)

    def _reader(self, survey: FileSurvey) -> Child:
        """The file's reading child; it keeps the book, so looking and cleaning read the file once. The last three are kept."""
        key = str(survey.source)
        if key not in self._children:
            if len(self._children) >= _CHILDREN:
                self._children.pop(next(iter(self._children))).close()
            self._children[key] = Child()
        return self._children[key]

    def _cleaned(self, survey: FileSurvey, chosen: list[TableChoice], progress: Progress) -> list[CleanTable]:
        if not chosen:
            return []
        wanted = [_wanted(one) for one in chosen]
        made: dict[int, CleanTable] = {}
        for answer in self._reader(survey).ask(Clean(survey.source, wanted), progress):
            if isinstance(answer, Chunk) and (whole := made.setdefault(answer.wanted, answer.table)) is not answer.table:
                append(whole, answer.table)  # while the child cleans the next chunk
        return [made.get(number) or CleanTable(one.sheet, one.kind, []) for number, one in enumerate(chosen)]


def _wanted(table: TableChoice) -> Wanted:
    return Wanted(table.sheet, table.index, table.guesses, table.options, table.said_header, table.said_kind)


def _keep_names(tables: Sequence[TableChoice]) -> None:
    """Sheets of one layout are told apart by their names (中和, 永和): those become tags, unless Excel gave them."""
    for table in tables:
        alike = [one for one in tables if one.layout and one.layout == table.layout]
        if len({one.sheet for one in alike}) > 1 and not any(_GIVEN.fullmatch(one.sheet or "") for one in alike):
            table.options.sheet_choice = "tag"


def _name(source: Source) -> str:
    return clean_text(source.name or (source.path.name if source.path else _("Pasted cells")))
