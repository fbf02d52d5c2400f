"""The plain values that travel between the steps of an import: printable, testable, and small enough to cross a pipe."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, Literal

Cell = None | str | int | float | bool | date | datetime | time
Kind = Literal["customers", "sales", "products", "interactions", "unknown"]
Confidence = Literal["sure", "likely", "look"]
OwnKind = Literal["text", "number", "date", "choice", "yes_no"]

DATES: Final = frozenset({"birthday", "date", "customer_since", "follow_up", "invoice_on"})  # fields that hold a day
NUMBERS: Final = frozenset({"quantity", "unit_price", "price", "wholesale_price", "project_price", "cost", "amount", "unpaid"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or pasted text, as the user gave it."""

    path: Path | None = None
    text: str | None = None  # cells pasted from Excel: tab-separated lines
    name: str = ""  # shown and remembered; the file's name
    password: str | None = None
    encoding: str | None = None  # chosen by the user; None: found out


@dataclass(slots=True)
class Marks:
    """What a sheet says without words. Rows are numbers as Excel shows them, columns count from 0."""

    fills: dict[int, str] = field(default_factory=dict)  # row -> colour word (red, yellow, ...), most of the row's cells
    strikes: list[int] = field(default_factory=list)  # rows struck through
    comments: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, text
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One sheet as read; `rows[0]` is Excel's row `first_row`. Rows start in column A and may end early; blank is "" or None."""

    name: str | None  # None: a text file or a card file
    rows: list[list[Cell]]
    first_row: int = 1
    hidden: bool = False
    marks: Marks = field(default_factory=Marks)


@dataclass(slots=True)
class Book:
    """One file as read."""

    format: str  # xlsx xls xlsb ods csv html xml vcf pasted
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    lost_characters: int = 0  # names in which the file has lost a character ("?", private use)
    cards: bool = False  # an address book: the user picks people first


@dataclass(slots=True)
class NotRecord:
    """A row that is no record: title, blank, note, subtotal, repeated_header, header."""

    row: int
    reason: str


@dataclass(slots=True)
class Table:
    """A block of records found on a sheet, by column."""

    sheet: str | None
    kind: Kind
    header_row: int | None  # as Excel counts; of several header lines the last; None: no header
    headers: list[str]  # "@A", "@B"... where there is none; unique
    columns: list[list[Cell]]  # columns[i][n] is record n
    row_numbers: list[int]  # of every record, as Excel shows it
    not_records: list[NotRecord] = field(default_factory=list)
    reason: str = ""  # why it is unknown: a fixed English word
    marks: Marks = field(default_factory=Marks)
    above: list[Cell] | None = None  # of a later chunk: the last filled cell over each column, for 同上 and 〃


@dataclass(slots=True)
class ColumnGuess:
    """What one column means. `field` and `own_title` both None: dropped."""

    index: int
    header: str
    field: str | None
    own_title: str | None = None
    own_kind: OwnKind = "text"
    is_opening: bool = False  # 點數, 儲值, 堂數, 欠款: an opening balance
    label: str = ""  # of a phone, mail or address: 公司, 住家...
    confidence: Confidence = "sure"
    samples: list[str] = dataclasses.field(default_factory=list)  # the first few distinct values as shown
    why: str = ""  # fixed English word: header, contents, both, recipe, decoy, password, nobody
    #: For date columns: ymd, dmy, mdy or roc, decided once a column; "ask" where Excel may have made 1978 of 78/5/3,
    #: or where 3/4/1980 can be read both ways (month first until it is answered); west: years of two digits are western.
    date_order: str = ""
    doubt: str = ""  # what is asked once of a date column: two_digit_years, excel_years, either_way


@dataclass(slots=True)
class Options:
    """What the user may change about cleaning one table."""

    rules_off: list[str] = field(default_factory=list)  # "rule" or "rule:header"
    area: str = ""  # the shop's own area code, put before local numbers for matching
    shop_phone: str = ""
    today: str = ""  # ISO
    opened_on: str = ""  # the shop's first day, ISO; a customer can't have joined before
    fill_choice: str = "tag"  # what becomes of fill colours: tag, note, none
    strike_choice: str = "note"
    comment_choice: str = "note"
    hidden_choice: str = "tag"  # hidden rows: tag (and import), skip
    sheet_choice: str = "none"  # the sheet's name: tag, none


@dataclass(slots=True)
class Points:
    """Phones, mails and handles of all records, by column; parallel lists."""

    record: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)  # phone mobile fax email line_id line_name fb ig
    text: list[str] = field(default_factory=list)  # as shown
    normal: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Addresses:
    """Addresses of all records, by column; parallel lists."""

    record: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    zip: list[str] = field(default_factory=list)
    city: list[str] = field(default_factory=list)
    district: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contacts:
    """People of a company, by column; parallel lists."""

    record: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Change:
    """One cell a rule repaired."""

    record: int
    header: str
    before: str
    after: str
    rule: str  # phone.leading_zero, date.roc, name.title ...


@dataclass(slots=True)
class Changes:
    """What rules repaired in all records, by column; parallel lists in the order of repair. It yields `Change`s."""

    record: list[int] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    rule: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.record)

    def __iter__(self) -> Iterator[Change]:
        return map(Change, self.record, self.header, self.before, self.after, self.rule)


@dataclass(slots=True)
class Problem:
    """One value that is doubtful. `kept`: saved as given and flagged; otherwise it waits under 待確認.

    A value that lost a character is saved as given, and waits all the same.
    """

    record: int
    header: str
    value: str
    reason: str  # fixed English words
    kept: bool = True


@dataclass(slots=True)
class CleanTable:
    """A table (or a chunk of one) after mapping and cleaning. Records count from 0 within it."""

    sheet: str | None
    kind: Kind
    row_numbers: list[int]
    #: Scalar field -> str | int | None a record; a birthday is "YYYY-MM-DD" or "--MM-DD".
    fields: dict[str, list[Any]] = field(default_factory=dict)
    points: Points = field(default_factory=Points)
    addresses: Addresses = field(default_factory=Addresses)
    contacts: Contacts = field(default_factory=Contacts)
    own: dict[str, list[Any]] = field(default_factory=dict)  # own field's title -> str | int | None a record
    tags: dict[str, list[int]] = field(default_factory=dict)  # tag name -> records
    repairs: dict[str, int] = field(default_factory=dict)  # rule -> cells
    changes: Changes = field(default_factory=Changes)
    problems: list[Problem] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)  # record -> reason: nothing in it names a customer
    raw: dict[int, list[str]] = field(default_factory=dict)  # record -> its cells as text, for flagged and failed records only
