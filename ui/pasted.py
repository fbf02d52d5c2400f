"""What was dropped on the window or pasted into it: files, or a table's cells."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData

# A cell in quotation marks may hold tabs and lines; a mark that is not closed before the next cell is only a letter.
_CELL: Final = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n]|\Z)|([^\t\n]*)')


def files(data: QMimeData) -> list[Path]:
    """The local files among what was dropped; folders are opened one level."""
    found: list[Path] = []
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.exists():
            found.extend(sorted(inner for inner in path.iterdir() if inner.is_file()) if path.is_dir() else [path])
    return found


def cells(text: str) -> str:
    """The clipboard's text if it is a table (two lines at least, or tabs between cells), else nothing."""
    lines = list(islice((row for row in rows(text) if any(cell.strip() for cell in row)), 2))
    return text if len(lines) > 1 or (lines and len(lines[0]) > 1) else ""


def rows(text: str) -> Iterator[list[str]]:
    """The cells of a copied table row by row, as spreadsheets write it: tabs, lines, quotation marks where a cell holds those."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    at, row = 0, list[str]()
    while found := _CELL.match(text, at):
        row.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end() + 1
        if text[found.end() : at] != "\t":
            yield row
            row = []
        if at > len(text):
            return


def may_bring(data: QMimeData) -> bool:
    """Whether what is dragged over the window may be dropped: files, or the cells of a table."""
    return any(url.isLocalFile() for url in data.urls()) or bool(cells(data.text()))


def brought(data: QMimeData) -> dict[str, Any]:
    """What the import is opened with: the files that are there, else the cells; nothing where there are neither."""
    if paths := files(data):
        return {"paths": paths}
    return {"text": text} if (text := cells(data.text())) else {}
