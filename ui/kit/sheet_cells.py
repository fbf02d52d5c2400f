"""Rows of a list as a spreadsheet takes them from the clipboard, so that no cell becomes a formula, a date or another number.

A spreadsheet reads pasted text as if it were typed: =1+1 is calculated, and so is a phone number such as +886-912-345-678
(it becomes -1,049); 0912345678 loses its zero. It prefers a table in HTML where there is one, and there every cell says that
it is text, so everything stands there as it does in the list. Where only plain text is taken, a cell that would be calculated
begins with an apostrophe: the sign for "text" in a spreadsheet, still readable elsewhere, and taken off by our own import.
"""

import html as markup
from collections.abc import Container, Sequence
from typing import Final

Rows = Sequence[Sequence[str]]

_CALCULATED: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a spreadsheet reads the full-width ones, too
_AS_TEXT: Final = "td{mso-number-format:'\\@';white-space:pre-wrap}"  # Excel's and LibreOffice's word for the format "text"

_NUMBER: Final = "<td style='mso-number-format:General'>"


def text(rows: Rows) -> str:
    """Tabs between the cells, a line a row."""
    return "\n".join("\t".join(map(_plain, row)) for row in rows)


def html(rows: Rows, numbers: Container[int] = ()) -> str:
    """The same as a table of text cells; those of the columns at the places `numbers` are added up there."""
    signs = ("<td>", _NUMBER)
    body = "".join(
        "<tr>" + "".join(f"{signs[at in numbers]}{_escaped(cell)}</td>" for at, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return f'<html><head><meta charset="utf-8"><style>{_AS_TEXT}</style></head><body><table>{body}</table></body></html>'


def _escaped(cell: str) -> str:
    return markup.escape(cell).replace("\n", '<br style="mso-data-placement:same-cell">')


def _plain(cell: str) -> str:
    if len(cell) > 1 and cell.startswith(_CALCULATED):
        cell = f"'{cell}"
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n"') else cell
