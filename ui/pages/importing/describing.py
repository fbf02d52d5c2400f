"""From what an import found to what the wizard shows: steps 1 and 2."""

from collections.abc import Iterable
from typing import Final

from db.core.values import money
from db.services import terms
from importers.declined import MAY_CHANGE
from importers.lines import Line
from importers.session import FileSurvey, TableChoice
from importers.values import DATES, NUMBERS, Cell, ColumnGuess, Kind
from resources.i18n import _, ngettext
from ui.pages.importing import date_questions, words
from ui.pages.importing.screens import Choice, ColumnItem, ColumnsScreen, FileItem, FilesScreen, HeadRow, TableItem, Tone

OWN: Final = "own"  # the combo's entry "keep as a field of the shop's own"
OWN_KEYS: Final = tuple(f"{OWN}:{kind}" for kind in (*words.OWN_KINDS, "opening"))
DROP: Final = "drop"
_TONES: Final[dict[str, Tone]] = {"sure": "good", "likely": "plain", "look": "look"}
_PREVIEW_ROWS: Final = 5
_PREVIEW_COLUMNS: Final = 6
_HEAD_COLUMNS: Final = 3
_SAMPLES: Final = 3
_DATED: Final = DATES | {f"{OWN}:date"}


def number(value: int) -> str:
    """A count with thousands separated."""
    return f"{value:,}"


def shown(cell: Cell) -> str:
    """A raw cell as Excel would show it, in one line."""
    whole = isinstance(cell, float) and cell.is_integer()
    text = "" if cell is None else f"{cell:.0f}" if whole else str(cell)
    return " ".join(text.split())


def files_screen(files: list[FileSurvey], *, is_working: bool = False) -> FilesScreen:
    """Step 1 of these files: those nothing comes of stand first. `is_working`: the ones not read yet are being read."""
    usable = [at for at, file in enumerate(files) if file.error is None and any(table.included for table in file.tables)]
    newest = max(usable, key=lambda at: files[at].age) if len(usable) > 1 else None
    items = [file_item(at, file, is_working=is_working) for at, file in enumerate(files)]
    return FilesScreen(tuple(sorted(items, key=lambda item: not item.is_refused)), newest, refused_words(files))


def has_list(file: FileSurvey) -> bool:
    """Whether there is a list in this file."""
    return file.error is None and any(table.kind != "unknown" for table in file.tables)


def can_retry(file: FileSurvey) -> bool:
    """Whether a file that was declined, or not read to its end, may be read at another try."""
    return not file.is_read or (file.error is not None and file.error.code in MAY_CHANGE)


def refused_words(files: list[FileSurvey]) -> str:
    """“3 files could not be read, no list found in 1 file”; "" where all is well."""
    unread = sum(1 for file in files if file.error)
    empty = sum(1 for file in files if file.is_read and not file.error and not has_list(file))
    counted = (
        (unread, ngettext("{count} file could not be read", "{count} files could not be read", unread)),
        (empty, ngettext("no list found in {count} file", "no list found in {count} files", empty)),
    )
    return "、".join(text.format(count=number(count)) for count, text in counted if count)


def file_item(at: int, file: FileSurvey, *, is_working: bool = False) -> FileItem:
    """One file as understood."""
    if not file.is_read:
        if is_working:
            return FileItem(at, file.name, is_reading=True)
        return FileItem(at, file.name, problem=_("This file was not read to its end."), can_retry=True)
    if file.error is not None:
        wants, tried = file.error.code.startswith("password"), file.source.password or ""
        said = file.error.sentence
        return FileItem(at, file.name, problem=said, wants_password=wants, tried=tried, can_retry=can_retry(file))
    lists = [table for table in file.tables if table.kind != "unknown"]
    return FileItem(
        index=at,
        name=file.name,
        found=found_words(lists),
        tables=tuple(table_item(n, table) for n, table in enumerate(file.tables)),
        ignored=tuple(ignored_words(file.ignored)),
        encoding=file.encoding or "",
        preview=preview(file.tables[0]) if file.tables else (),
        lost=lost_words(file.lost_characters),
        declined=declined_words(file, lists),
        cards=file.cards,
        picked=picked_words(file) if file.cards else "",
    )


def found_words(tables: list[TableChoice]) -> str:
    """ "3 sheets · 1,278 rows", or that nothing is a list."""
    if not tables:
        return _("No list found in this file")
    rows = sum(table.rows for table in tables)
    parts = [ngettext("{count} list", "{count} lists", len(tables)).format(count=len(tables))] if len(tables) > 1 else []
    kinds = dict.fromkeys(words.kind_label(table.kind) for table in tables)
    return " · ".join([*kinds, *parts, ngettext("{count} row", "{count} rows", rows).format(count=number(rows))])


def declined_words(file: FileSurvey, lists: list[TableChoice]) -> str:
    """The sentence where nothing in a file looks like a list."""
    if lists:
        return ""
    reason = next((table.reason for table in file.tables if table.reason), "") or next(
        (reason for _sheet, reason in file.ignored), ""
    )
    return words.declined_sentence(reason)


def picked_words(file: FileSurvey) -> str:
    """“94 of 611 people ticked”."""
    total = sum(table.rows for table in file.tables)
    picked = sum(table.rows if table.picked is None else len(table.picked) for table in file.tables)
    return _("{picked} of {total} people are ticked").format(picked=number(picked), total=number(total))


def ignored_words(ignored: Iterable[tuple[str | None, str]]) -> list[str]:
    """The sheets that are no list, each with why."""
    return [
        _("{what} ({more})").format(what=sheet or _("This file"), more=words.reason_label(reason)) for sheet, reason in ignored
    ]


def lost_words(count: int) -> str:
    """Names in which an old file has lost a character."""
    if not count:
        return ""
    return ngettext(
        "{count} name holds a “?”: old files can't store rare characters. It will be listed for you to fill in.",
        "{count} names hold a “?”: old files can't store rare characters. They will be listed for you to fill in.",
        count,
    ).format(count=number(count))


def table_item(at: int, table: TableChoice) -> TableItem:
    """One list with its sheet's name and size."""
    label = table.sheet or words.kind_label(table.kind)
    return TableItem(at, f"{label} {number(table.rows)}", table.kind, table.included)


def preview(table: TableChoice) -> tuple[tuple[str, ...], ...]:
    """Five rows as they stand in the file."""
    return tuple(tuple(shown(cell) for cell in row[:_PREVIEW_COLUMNS]) for row in table.preview[:_PREVIEW_ROWS])


def layouts(files: list[FileSurvey]) -> dict[str, list[tuple[int, int]]]:
    """Tables by layout, as (file, table) in the order found; a layout is mapped once."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, file in enumerate(files):
        for n, table in enumerate(file.tables):
            found.setdefault(f"{table.kind}:{table.layout}" if table.layout else f"{at}.{n}", []).append((at, n))
    return found


def columns_screen(files: list[FileSurvey], chosen: str) -> ColumnsScreen:
    """Step 2 for one layout; `chosen` is its key."""
    groups = layouts(files)
    members = groups.get(chosen) or next(iter(groups.values()), [])
    key = next((name for name, group in groups.items() if group is members), "")
    file, table = files[members[0][0]], files[members[0][0]].tables[members[0][1]]
    return ColumnsScreen(
        layouts=tuple(Choice(name, layout_label(files, group)) for name, group in groups.items()),
        layout=key,
        sheets=tuple(_sheet_item(files, at, n, n_of) for n_of, (at, n) in enumerate(members)),
        ignored=tuple(ignored_words(file.ignored)),
        kind=table.kind,
        kinds=tuple(Choice(kind, words.kind_label(kind)) for kind in words.KINDS),
        header_row=table.header_row,
        head=head_rows(table),
        columns=tuple(column_item(guess, table.kind) for guess in table.guesses),
        encoding=file.encoding or "",
        lost=lost_words(file.lost_characters),
    )


def layout_label(files: list[FileSurvey], members: list[tuple[int, int]]) -> str:
    """What the switch between layouts calls one: the file, and the sheet where a file has several."""
    at, n = members[0]
    table = files[at].tables[n]
    return files[at].name if len(files[at].tables) == 1 or not table.sheet else f"{files[at].name}・{table.sheet}"


def _sheet_item(files: list[FileSurvey], at: int, n: int, index: int) -> TableItem:
    table = files[at].tables[n]
    label = table.sheet or files[at].name
    return TableItem(index, f"{label} {number(table.rows)}", table.kind, table.included)


def head_rows(table: TableChoice) -> tuple[HeadRow, ...]:
    """The filled row before the header, the header and two records."""
    filled = [(table.preview_row + at, [text for cell in row if (text := shown(cell))]) for at, row in enumerate(table.preview)]
    filled = [(number, texts) for number, texts in filled if texts]
    header = table.header_row or table.preview_row
    before = [one for one in filled if one[0] < header][-1:]
    shown_rows = [*before, *[one for one in filled if one[0] >= header][: 4 - len(before)]]
    return tuple(HeadRow(number, tuple(texts[:_HEAD_COLUMNS]), number == table.header_row) for number, texts in shown_rows)


def column_item(guess: ColumnGuess, kind: Kind) -> ColumnItem:
    """One row of the mapping step."""
    key = guess.field or (own_key(guess) if guess.own_title is not None else DROP)
    header = guess.header.removeprefix("@")
    title = guess.own_title or header
    fields = words.fields_of(kind)
    if guess.field and guess.field not in fields:
        fields = [*fields, guess.field]
    found = own_key(guess)
    others = [key for key in OWN_KEYS if key != found]
    choices = [
        Choice(found, own_words(title, found)),
        *(Choice(field, words.field_label(field)) for field in fields),
        Choice(DROP, _("Leave this column out")),
        *(Choice(key, own_words(title, key)) for key in others),
    ]
    choices = [one for choice in choices for one in _read_as(choice, guess)]
    return ColumnItem(
        index=guess.index,
        header=header if header == guess.header else _("Column {letter}").format(letter=header),
        samples="、".join(guess.samples[:_SAMPLES]),
        chosen=f"{key}@{date_questions.chosen(guess)}" if guess.doubt and key in _DATED else key,
        choices=tuple(choices),
        chip=_(words.CONFIDENCE[guess.confidence]),
        tone=_TONES[guess.confidence],
        does=date_questions.question(guess) or words.does(guess.field, guess.own_kind, guess.why, is_opening=guess.is_opening),
    )


def _read_as(choice: Choice, guess: ColumnGuess) -> list[Choice]:
    """One entry for each way to read a column of doubtful dates; its key is the entry's, "@" and the order."""
    if not guess.doubt or choice.key not in _DATED:
        return [choice]
    ways = date_questions.choices(guess)
    return [Choice(f"{choice.key}@{way.key}", _("{field}: {way}").format(field=choice.label, way=way.label)) for way in ways]


def own_key(guess: ColumnGuess) -> str:
    """The combo's entry for keeping a column as a field of the shop's own, of this kind."""
    return f"{OWN}:opening" if guess.is_opening else f"{OWN}:{guess.own_kind}"


def own_words(title: str, key: str) -> str:
    """“Keep as ‘點數’ (number)”."""
    kept, kind = _("Keep as “{title}”").format(title=title), key.removeprefix(f"{OWN}:")
    return kept if kind == "text" else _("{what} ({more})").format(what=kept, more=words.own_kind_label(kind))


# A line of the plan.


def text_of(line: Line, field: str) -> str:
    """One value of a line, as it will be saved; several are joined."""
    value = line.values.get(field)
    if field == "customer" and line.whose:
        return line.whose
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if value is None:
        return ""
    if field in terms.TERMS:
        return terms.shown(field, value)
    if field in NUMBERS:
        return _by_thousands(str(value))
    return dates_shown(str(value)) if field in DATES else str(value).replace("\n", " ")


def _by_thousands(text: str) -> str:
    """A quantity or an amount with thousands apart; what is none as it stands."""
    found = money.parse_decimal(text)
    return text if found is None else f"{found:,}"


def dates_shown(iso: str) -> str:
    """An ISO date as people write it: 1989/05/03, 05/03 without a year."""
    return iso.removeprefix("--").replace("-", "/")


def name_of(line: Line) -> str:
    """What to call the customer of a line."""
    return next((text for field in ("name", "company", "customer", "code") if (text := text_of(line, field))), "")


def phones_of(line: Line) -> str:
    """The phones of a line, mobiles first as they stand."""
    return "、".join(text for field in ("mobile", "phone") if (text := text_of(line, field)))
