"""Cells that lost a character: saved as they are, and they wait until somebody types the right one."""

from importers import lost
from importers.cleaning.work import Work

_NAMING = ("name", "last_name", "first_name")  # the name as it will be stands for its parts


def clean(work: Work) -> None:
    """Every text cell of a list of customers."""
    if work.table.kind != "customers":
        return
    named = next(iter(work.columns(*_NAMING)), None)
    for record, name in enumerate(work.made.fields.get("name", ()) if named else ()):
        if named and name and lost.in_name(name):
            work.doubt(record, named.header, name, "lost_character", kept=False)
    for guess in work.guesses:
        if guess.field in _NAMING or (guess.field is None and guess.own_title is None):
            continue
        has_lost = lost.in_name if guess.field in lost.NAMES else lost.in_text
        for record, cell in enumerate(work.table.columns[guess.index]):
            if isinstance(cell, str) and has_lost(cell):
                work.doubt(record, guess.header, cell.strip(), "lost_character", kept=False)
