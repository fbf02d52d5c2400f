"""Colours, strokes, comments, hidden rows and the sheet's name become tags or notes, as chosen."""

from typing import Final

from importers.cleaning.work import Work
from resources.i18n import N_, written

_FILLS: Final = {
    "red": N_("red rows"),
    "orange": N_("orange rows"),
    "yellow": N_("yellow rows"),
    "green": N_("green rows"),
    "blue": N_("blue rows"),
    "purple": N_("purple rows"),
    "pink": N_("pink rows"),
    "grey": N_("grey rows"),
    "brown": N_("brown rows"),
}


def colour(word: str) -> str:
    """What a tag made of this fill colour is called."""
    return written(_FILLS[word]) if word in _FILLS else written(N_("{colour} rows")).format(colour=word)


def clean(work: Work) -> None:
    """Turn the marks on these records into what the options say."""
    marks, options = work.table.marks, work.options
    place = {row: record for record, row in enumerate(work.table.row_numbers)}
    for row, word in marks.fills.items():
        _say(work, place.get(row), colour(word), options.fill_choice)
    for row in marks.strikes:
        _say(work, place.get(row), written(N_("struck through")), options.strike_choice)
    for row, column, text in marks.comments:
        header = work.table.headers[column] if column < len(work.table.headers) else ""
        _say(
            work,
            place.get(row),
            written(N_("Comment on {column}: {text}")).format(column=header, text=text),
            "none" if options.comment_choice == "none" else "note",
        )
    for row in marks.hidden_rows:
        record = place.get(row)
        if record is not None and options.hidden_choice == "skip":
            work.fail(record, "hidden")
        _say(work, record, written(N_("hidden row")), options.hidden_choice)
    if options.sheet_choice == "tag" and work.table.sheet:
        work.made.tags.setdefault(work.table.sheet, []).extend(range(work.count))


def _say(work: Work, record: int | None, words: str, choice: str) -> None:
    if record is None:
        return
    if choice == "tag":
        members = work.made.tags.setdefault(words, [])
        if record not in members[-1:]:
            members.append(record)
    elif choice == "note":
        work.note(record, words)
