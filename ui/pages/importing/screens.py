"""What each step of the import wizard shows: plain values, made by the presenter and drawn by the page."""

from dataclasses import dataclass
from typing import Final, Literal

from resources.i18n import N_

Tone = Literal["good", "plain", "look", "bad", "info"]

STEPS: Final[dict[str, str]] = {
    "files": N_("Choose files"),
    "columns": N_("Recognise columns"),
    "tidy": N_("Tidy up"),
    "doubles": N_("Find doubles"),
    "review": N_("Look once, then import"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a combo box or one button of a choice."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class TableItem:
    """One list found in a file."""

    index: int
    label: str  # the sheet's name and its rows
    kind: str
    included: bool


@dataclass(frozen=True, slots=True)
class FileItem:
    """One file as understood, or why it was declined."""

    index: int
    name: str
    found: str = ""  # "3 sheets · 1,278 rows"
    tables: tuple[TableItem, ...] = ()
    ignored: tuple[str, ...] = ()  # sheets that are no list, with the reason
    encoding: str = ""  # key of the encoding in use; empty: not a text file
    preview: tuple[tuple[str, ...], ...] = ()  # five rows, for judging the encoding
    lost: str = ""  # names in which the file lost a character
    problem: str = ""  # the sentence why it can't be read
    wants_password: bool = False
    tried: str = ""  # the password that was wrong
    can_retry: bool = False  # another try may read it: it was open elsewhere, copied by half, gone
    declined: str = ""  # the sentence where nothing in it looks like a list
    cards: bool = False  # an address book: people are picked first
    picked: str = ""  # "94 of 611 picked"
    is_reading: bool = False  # nothing is known of it yet

    @property
    def is_refused(self) -> bool:
        """Whether nothing comes of it as it is."""
        return bool(self.problem or self.declined)


@dataclass(frozen=True, slots=True)
class PersonItem:
    """One card of an address book, to be ticked or left."""

    row: int
    name: str
    detail: str
    known: bool  # matches a customer
    picked: bool


@dataclass(frozen=True, slots=True)
class FilesScreen:
    """Step 1: what was given and what was found in it."""

    files: tuple[FileItem, ...] = ()
    newest: int | None = None  # index of the leading file; None: only one
    refused: str = ""  # how many files nothing comes of


@dataclass(frozen=True, slots=True)
class ColumnItem:
    """One column of the list: what stands in it and what becomes of it."""

    index: int
    header: str
    samples: str
    chosen: str  # key of one of `choices`
    choices: tuple[Choice, ...]
    chip: str
    tone: Tone
    does: str


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One of the first rows of the sheet, to see where the header is."""

    row: int
    cells: tuple[str, ...]
    is_header: bool


@dataclass(frozen=True, slots=True)
class ColumnsScreen:
    """Step 2: the columns of one layout; several sheets of a layout are mapped once."""

    layouts: tuple[Choice, ...]
    layout: str
    sheets: tuple[TableItem, ...]
    ignored: tuple[str, ...]
    kind: str
    kinds: tuple[Choice, ...]
    header_row: int | None
    head: tuple[HeadRow, ...]
    columns: tuple[ColumnItem, ...]
    encoding: str = ""
    lost: str = ""


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One repair: how often, what it looks like, on or off."""

    rule: str
    label: str
    count: int
    examples: tuple[tuple[str, str], ...]
    on: bool


@dataclass(frozen=True, slots=True)
class MarkItem:
    """Something the sheet says without words (fill colour, strike-through...), and what becomes of it."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class DateItem:
    """A column whose dates can be read in two ways; asked once."""

    table: int
    column: int
    header: str
    samples: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One value worth a look."""

    where: str
    header: str
    value: str
    reason: str
    kept: bool


@dataclass(frozen=True, slots=True)
class TidyScreen:
    """Step 3: repairs by rule, the choices a sheet leaves open, and values worth a look."""

    rules: tuple[RuleItem, ...] = ()
    marks: tuple[MarkItem, ...] = ()
    dates: tuple[DateItem, ...] = ()
    problems: tuple[ProblemItem, ...] = ()
    more_problems: int = 0


@dataclass(frozen=True, slots=True)
class PairField:
    """One field of two records side by side."""

    field: str
    label: str
    left: str
    right: str
    chosen: str = "right"  # left, right
    differs: bool = False


@dataclass(frozen=True, slots=True)
class PairItem:
    """Two records that may be one customer."""

    key: int
    left: str  # the customer already there
    right: str  # the row of the file
    where: str
    why: str
    fields: tuple[PairField, ...]
    answer: str  # same, not_same, later


@dataclass(frozen=True, slots=True)
class DoublesScreen:
    """Step 4: pairs that need an answer, and how many were joined without asking."""

    pairs: tuple[PairItem, ...] = ()
    shown: int = 0
    total: int = 0
    joined: int = 0  # rows that add something to a customer
    known: int = 0  # rows that say nothing new of theirs
    among: bool = False  # some of these meet another row of the session, and no customer of the shop
    waiting: int = 0  # rows put aside at an earlier import, and still waiting
    elsewhere: int = 0  # rows that are to be settled though they are no pair: seen in the last step


@dataclass(frozen=True, slots=True)
class FilterChip:
    """One of the numbers above the preview; clicking it filters."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """Step 5: the numbers, and the table that shows them."""

    chips: tuple[FilterChip, ...]
    chosen: str
    columns: tuple[str, ...]  # fields shown
    note: str = ""
    waiting: str = ""
    lists: tuple[str, ...] = ()  # what rows say of the list they stand in, where there are several
    origin: str = ""  # where the lists are from and why they may be kept; "" where no customers come
    to_be_told: bool = False  # somebody of them must be told so


@dataclass(frozen=True, slots=True)
class Waits:
    """What an import leaves to be settled."""

    rows: int = 0  # put aside as a whole
    values: int = 0  # single values of rows that come in
    lines: tuple[int, ...] = ()  # of the plan, those that wait or hold such a value

    @property
    def total(self) -> int:
        """As the list of what waits counts."""
        return self.rows + self.values


@dataclass(frozen=True, slots=True)
class ResultScreen:
    """After the import: what came in and what to do next."""

    sentence: str
    lines: tuple[str, ...]
    waiting: int  # rows and values, as the list of what waits counts
    left_over: int  # rows of the Excel file that can be saved
    undoable: bool = False  # the import can be taken back as a whole
    starters: tuple[Choice, ...] = ()
    of_sales: bool = False  # sales came in, and no list of customers


Body = FilesScreen | ColumnsScreen | TidyScreen | DoublesScreen | ReviewScreen | ResultScreen


@dataclass(frozen=True, slots=True)
class Screen:
    """The whole wizard at one moment."""

    step: str
    title: str
    note: str
    body: Body
    ticked: frozenset[str] = frozenset()
    reachable: frozenset[str] = frozenset()
    foot: str = ""
    forward: str = ""
    can_forward: bool = True
    can_back: bool = True
    is_working: bool = False  # a job reads or changes what is shown: nothing can be pressed
