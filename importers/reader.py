"""Read a file of customers, whatever it is called: decided by its content, never by its extension."""

import errno
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.parsers.expat import ExpatError

from db.core.errors import UserError
from importers import limits
from importers.declined import decline
from importers.formats import kind as kinds
from importers.formats import letters, plain
from importers.values import Book, Sheet, Source

_CUT_SHORT = re.compile(r"past end|end of (file|input|stream)|eof|too small|unclosed|no element found|truncat", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHARING_VIOLATION, _LOCK_VIOLATION = 32, 33  # Windows: another program holds the file
_NOTHING = frozenset({"", None})
_FAR = 20_000  # blank rows: nobody's list goes on behind them, but a forgotten cell may
_NOT_READY = (21, 1617)  # Windows: the stick was pulled


def read(source: Source) -> Book:
    """The book in this file or pasted text; raises a UserError that says what to do instead."""
    return book(load(source), source)


def load(source: Source) -> bytes:
    """The bytes of the file or of the pasted text; raises a UserError where they can't be had."""
    if source.path is None:
        return (source.text or "").encode("utf-8", "replace")
    name = source.name or source.path.name
    try:
        if source.path.is_dir():
            raise decline("folder", name)
        found = source.path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device: reading it need not end
            raise decline("unknown_kind")
        if found.st_size > limits.FILE:
            raise decline("too_big")
        return source.path.read_bytes()
    except OSError as error:
        raise decline(_why_unreadable(error, source.path), name) from error


def _why_unreadable(error: OSError, path: Path) -> str:
    windows = getattr(error, "winerror", None)
    if windows in (_SHARING_VIOLATION, _LOCK_VIOLATION):
        return "file_locked"
    if isinstance(error, PermissionError):
        return "file_locked" if path.with_name(f"~${path.name}").exists() else "no_permission"
    gone = windows in _NOT_READY or error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.ENAMETOOLONG)
    return "file_gone" if gone else "unreadable"


def book(data: bytes, source: Source, *, careful: bool = False) -> Book:
    """The book in these bytes; `careful` leaves out the fast reader, which crashed on them."""
    if source.text is not None:
        return _pasted(source.text)
    kind = kinds.of(data, asked=bool(source.password), name=source.name or (source.path.name if source.path else ""))
    if kind == "encrypted":
        from importers.formats import encrypted

        return book(encrypted.opened(data, source.password), replace(source, password=None), careful=careful)
    if kind in ("xlsx", "xlsb", "xls", "ods"):
        found = Book(kind, _workbook(data, kind, source.password, careful=careful))
    elif kinds.is_cut_short(data):
        raise decline("half_copied")
    else:
        found = _READERS[kind](data, source)
    found.sheets = [part for sheet in found.sheets for part in _near(sheet)]
    return found


def _near(sheet: Sheet) -> list[Sheet]:
    """The sheet, its size checked; what stands behind tens of thousands of blank rows becomes a sheet of its own."""
    if max(map(len, sheet.rows), default=0) > limits.COLUMNS:
        filled_columns = {number for row in sheet.rows for number, cell in enumerate(row) if cell not in ("", None)}
        if len(filled_columns) > limits.COLUMNS:
            raise decline("too_many_rows")
    if len(sheet.rows) < _FAR:
        return [sheet]
    filled = [number for number, row in enumerate(sheet.rows) if not _NOTHING.issuperset(row)]
    if len(filled) > limits.ROWS:
        raise decline("too_many_rows")
    starts = [after for before, after in pairwise(filled) if after - before > _FAR]
    parts = [
        replace(
            sheet,
            name=f"{sheet.name or ''} ({sheet.first_row + start})",
            rows=sheet.rows[start:end],
            first_row=sheet.first_row + start,
        )
        for start, end in pairwise([*starts, len(sheet.rows)])
    ]
    if parts:
        last = next(number for number in reversed(filled) if number < starts[0])
        sheet.rows = sheet.rows[: last + 1]
    return [sheet, *parts]


def _workbook(data: bytes, kind: str, password: str | None, *, careful: bool) -> list[Sheet]:
    from importers import marks
    from importers.formats import encrypted, encrypted_ods, second, workbook, xml_sheets

    if kind == "ods" and (content := encrypted_ods.content(data, password)):
        return _parsed(xml_sheets.open_document, content)

    if kind == "xls" and encrypted.is_locked_xls(data):
        data = encrypted.opened(data, password)
    fill_in = marks.begin(data, kind)
    sheets = None if careful else workbook.sheets(data)
    if sheets is None:
        try:
            sheets = second.sheets(data, kind)
        except (UserError, MemoryError):
            raise
        except Exception as error:
            is_cut = kinds.is_cut_short(data) or _CUT_SHORT.search(str(error))
            raise decline("half_copied" if is_cut else "damaged") from error
    fill_in(sheets)
    return sheets


def _text(data: bytes, source: Source) -> Book:
    found = letters.decode(data, source.encoding)
    if not plain.is_text(found.text):
        raise decline("unknown_kind")
    rows, delimiter = plain.records(found.text)
    return Book("csv", [Sheet(None, rows)], found.encoding, delimiter, found.lost)


def _page(data: bytes, source: Source) -> Book:
    from importers.formats import markup

    found = markup.decode(data, source.encoding)
    if markup.is_cut_short(found.text):
        raise decline("half_copied")
    return Book("html", markup.sheets(found.text), found.encoding, None, found.lost)


def _archived_page(data: bytes, source: Source) -> Book:
    from importers.formats import markup

    return _page(markup.unpacked(data), source)


def _xml(read_xml: str) -> Callable[[bytes, Source], Book]:
    def reading(data: bytes, source: Source) -> Book:
        from importers.formats import markup, xml_sheets

        found = markup.decode(data, source.encoding)
        content = _XML_HEAD.sub("", found.text).encode("utf-8", "replace")
        sheets = _parsed(xml_sheets.excel_2003 if read_xml == "xml" else xml_sheets.open_document, content)
        return Book("xml" if read_xml == "xml" else "ods", sheets, found.encoding, None, found.lost)

    return reading


def _parsed(parse: Callable[[bytes], list[Sheet]], content: bytes) -> list[Sheet]:
    try:
        return parse(content)
    except ExpatError as error:
        raise decline("half_copied" if _CUT_SHORT.search(str(error)) else "damaged") from error


def _cards(data: bytes, source: Source) -> Book:
    from importers import vcards

    return vcards.read(data, source.encoding)


def _ldif(data: bytes, source: Source) -> Book:
    from importers import ldif

    return ldif.read(data, source.encoding)


def _pasted(text: str) -> Book:
    from importers.formats import markup

    if not text.strip():
        raise decline("no_text")
    if re.search(r"<table\b", text, re.IGNORECASE):
        return Book("pasted", markup.sheets(markup.fragment(text)))
    if re.match(r"\s*BEGIN:VCARD", text, re.IGNORECASE):
        from importers import vcards

        return vcards.read(text.encode(), "utf-8")
    rows, delimiter = plain.records(text)
    return Book("pasted", [Sheet(None, rows)], None, delimiter)


_READERS: dict[str, Callable[[bytes, Source], Book]] = {
    "text": _text,
    "html": _page,
    "mhtml": _archived_page,
    "xml": _xml("xml"),
    "fods": _xml("fods"),
    "vcf": _cards,
    "ldif": _ldif,
}
