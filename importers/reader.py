"""Read a file of customers, whatever it is called: decided by its content, never by its extension."""

from importers.formats import plain, workbook
from importers.values import Book, Sheet, Source


def read(source: Source) -> Book:
    """The book in this file or pasted text; raises a UserError that says what to do instead."""
    data = source.path.read_bytes() if source.path else b""
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return Book("xlsx", workbook.sheets(data))
    found = plain.decode(data, source.encoding)
    rows, delimiter = plain.records(found.text)
    return Book("csv", [Sheet(None, list(map(list, rows)))], found.encoding, delimiter, found.lost)
