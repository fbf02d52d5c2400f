"""What the reading child does: read the file once, find its tables, guess their columns, clean them by the chunk."""

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from db.core.errors import UserError
from importers import lost, mapping, reader, table
from importers.declined import decline
from importers.messages import (
    AsGiven,
    Choice,
    Chunk,
    Clean,
    Declined,
    Done,
    Found,
    Given,
    Ignored,
    Message,
    Opened,
    Request,
    Rows,
    Step,
    Survey,
    Wanted,
    Whole,
)
from importers.values import Book, ColumnGuess, Sheet, Source, Table
from resources.i18n import _

CHUNK = 4_000  # records
_PREVIEW = 200  # rows
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


class Answering:
    """The child's memory: the book read last, and its tables as last looked at."""

    def __init__(self) -> None:
        self._read_from: tuple[Source, int] | None = None  # and when that file was last changed
        self._book = Book("", [])
        self._digest = ""
        self._tables: dict[Choice, list[Table]] = {}

    def answer(self, request: Message) -> Iterator[Message]:
        """The answers to one request, the last of them Done or Declined."""
        try:
            match request:
                case Survey():
                    yield from self._survey(request)
                case Clean():
                    yield from self._clean(request)
                case AsGiven():
                    yield from self._as_given(request)
                case Whole():
                    yield from self._whole(request)
            yield Done()
        except UserError as why:
            yield Declined(why.code, why.sentence)
        except MemoryError:
            self._book, self._read_from = Book("", []), None  # the memory is needed for the answer
            self._tables.clear()
            yield _declined("too_many_rows")
        except Exception:  # whatever a hostile file provokes, the window gets a sentence and the log the rest
            yield _declined("reading_failed", traceback.format_exc())

    def _survey(self, request: Survey) -> Iterator[Message]:
        yield Step(_("Reading the file"), 0, 0)
        self._read(request)
        choices = {choice.sheet: choice for choice in request.choices}
        sheets = [sheet for sheet in self._book.sheets if not choices or sheet.name in choices]
        yield Step(_("Looking for the lists"), 0, 0)
        found = [(sheet, self._found(sheet, choices.get(sheet.name, Choice(sheet.name)))) for sheet in sheets]
        guesses = {id(one): mapping.guess(one) for _sheet, tables in found for one in tables}
        if _only_called_a_workbook(request.source, self._book, [one for _sheet, tables in found for one in tables]):
            raise decline("damaged")
        missing = sum(_lost_names(one, guesses[id(one)]) for _sheet, tables in found for one in tables)
        yield self._opened(missing)
        for sheet, tables in found:
            if not tables:
                yield Ignored(sheet.name, "no table")
            for index, one in enumerate(tables):
                yield _found(sheet, index, one, guesses[id(one)])

    def _clean(self, request: Clean) -> Iterator[Message]:
        from importers import cleaning

        yield Step(_("Reading the file"), 0, 0)
        self._read(request)
        yield self._opened(0)
        for number, wanted in enumerate(request.wanted):
            whole = self._wanted(wanted)
            records = len(whole.row_numbers)
            for first in range(0, records, CHUNK):
                yield Step(_("Checking and repairing"), first, records)
                part = _part(whole, first, first + CHUNK)
                yield Chunk(number, first, records, cleaning.clean(part, wanted.guesses, wanted.options))

    def _as_given(self, request: AsGiven) -> Iterator[Message]:
        from importers.cleaning.work import Work

        self._read(request)
        yield self._opened(0)
        for number, (wanted, records) in enumerate(zip(request.wanted, request.records, strict=True)):
            work = Work.of(self._wanted(wanted), wanted.guesses, wanted.options)
            for record in records:
                work.keep_raw(record)
            yield Given(number, work.made.raw)

    def _whole(self, request: Whole) -> Iterator[Message]:
        yield Step(_("Reading the file"), 0, 0)
        self._read(request)
        yield self._opened(0)
        for sheet in self._book.sheets:
            for first in range(0, len(sheet.rows), CHUNK):
                yield Rows(sheet.name, sheet.hidden, sheet.first_row + first, sheet.rows[first : first + CHUNK])

    def _read(self, request: Request) -> None:
        read_from = (request.source, _changed_at(request.source.path))
        if read_from != self._read_from:
            data = reader.load(request.source)
            self._tables.clear()
            self._book = reader.book(data, request.source, careful=request.careful)
            self._digest = hashlib.sha256(data).hexdigest()
            self._read_from = read_from

    def _opened(self, lost: int) -> Opened:
        book = self._book
        names = [sheet.name for sheet in book.sheets]
        return Opened(book.format, book.encoding, book.delimiter, book.lost_characters + lost, book.cards, names, self._digest)

    def _wanted(self, wanted: Wanted) -> Table:
        for sheet in self._book.sheets:
            if sheet.name == wanted.sheet:
                return self._found(sheet, Choice(sheet.name, wanted.header_row, wanted.kind))[wanted.index]
        raise decline("reading_failed")

    def _found(self, sheet: Sheet, choice: Choice) -> list[Table]:
        if self._book.cards:  # there is nothing to find out: a header row of ours, and people
            choice = replace(choice, header_row=1, kind="customers")
        if choice not in self._tables:
            self._tables[choice] = table.find(sheet, header_row=choice.header_row, kind=choice.kind)
        return self._tables[choice]


def _only_called_a_workbook(source: Source, book: Book, tables: list[Table]) -> bool:
    """Whether this is a spoilt workbook: text under a workbook's name, as some programs write lists, with nothing like a list."""
    name = source.name or (source.path.name if source.path else "")
    no_list = all(one.kind == "unknown" and one.header_row is None for one in tables)
    return book.format == "csv" and name.lower().endswith(_WORKBOOKS) and no_list


def _declined(code: str, trace: str = "") -> Declined:
    why = decline(code)
    return Declined(why.code, why.sentence, trace)


def _part(whole: Table, first: int, last: int) -> Table:
    from importers import cleaning

    columns = [column[first:last] for column in whole.columns]
    above = cleaning.above(whole.columns, first) if first else None
    return replace(whole, columns=columns, row_numbers=whole.row_numbers[first:last], not_records=[], above=above)


def _found(sheet: Sheet, index: int, whole: Table, guesses: list[ColumnGuess]) -> Found:
    head = replace(whole, columns=[column[:_PREVIEW] for column in whole.columns])
    return Found(index, sheet.hidden, len(whole.row_numbers), head, guesses, sheet.first_row, sheet.rows[:_PREVIEW])


def _lost_names(found: Table, guesses: list[ColumnGuess]) -> int:
    """How many names hold a character the file had no place for: a question mark beside a Chinese one, or a private one."""
    columns = [found.columns[guess.index] for guess in guesses if guess.field in lost.NAMES]
    return sum(1 for column in columns for cell in column if isinstance(cell, str) and lost.in_name(cell))


def _changed_at(path: Path | None) -> int:
    """When the file was changed, in nanoseconds; 0 where that can't be had: reading it says why."""
    try:
        return path.stat().st_mtime_ns if path else 0
    except OSError:
        return 0
