"""What is left: notes, tags, the blacklist, and the fields of the shop's own, typed by their contents."""

import re
from typing import Final

from db.core.values import money
from importers.cleaning import amounts, days, texts
from importers.cleaning.work import Work
from importers.headers import meaning
from importers.lexicon import words
from importers.values import ColumnGuess, Problem

YES: Final = words("contents", "yes")
NO: Final = words("contents", "no")
_LONG: Final = 12  # digits; longer numbers get a closer look
_UNIT: Final = re.compile(r"\s*[點堂次節張格分]$")
_TAG_SPLIT: Final = re.compile(r"\s*(?::::|[,、;；|\n，])\s*")


def clean(work: Work) -> None:
    """Own fields, tags, blacklist and notes."""
    for guess in work.guesses:
        if guess.why == "password" and guess.field is None:
            _password(work, guess)
        elif guess.own_title is not None:
            _own(work, guess)
    for guess in work.columns("tags"):
        _tags(work, guess)
    if guess_of := work.first("blacklist"):
        _blacklist(work, guess_of)
    _unread(work)
    if work.table.kind == "interactions":
        _said(work)
    _notes(work)


def _unread(work: Work) -> None:
    """A column that is part of another one which the list lacks (an extension without a phone) goes to the note."""
    for guess in work.guesses:
        if guess.field and guess.index not in work.read and guess.field not in {"note", "text"}:
            for record, text in enumerate(texts.column(work, guess)):
                if text:
                    work.note(record, f"{guess.header}: {text}")


def _password(work: Work, guess: ColumnGuess) -> None:
    """Named once; its values go nowhere."""
    if work.table.above is None and work.count:
        work.made.problems.append(Problem(0, guess.header, "", "password"))


def _own(work: Work, guess: ColumnGuess) -> None:
    column = texts.column(work, guess, texts.PLAINLY_EMPTY)
    if not any(column):
        return
    title = guess.own_title or guess.header
    if work.table.kind == "interactions":
        for record, text in enumerate(column):
            if text:
                work.note(record, f"{title}: {text}")
        return
    made: list[str | int | None]
    if guess.own_kind == "number":
        whole = {text: int(text) for text in set(column) if text.isascii() and text.isdigit() and len(text) < _LONG}
        made = [
            whole[text] if text in whole else _number(work, guess, record, text) if text else None
            for record, text in enumerate(column)
        ]
    elif guess.own_kind == "date":
        made = list(days.column(work, guess))
    elif guess.own_kind == "yes_no":
        made = [_yes_no(work, guess, record, text) for record, text in enumerate(column)]
    else:
        made = (
            [text or None for text in amounts.codes(work, guess, column)]
            if guess.own_kind == "text"
            else [text or None for text in column]
        )
    work.made.own[title] = made


def _number(work: Work, guess: ColumnGuess, record: int, text: str) -> str | int | None:
    """Whole numbers as int, others as plain decimal text."""
    bare = _UNIT.sub("", text) if guess.is_opening else text
    number = money.parse_decimal(bare)
    if number is not None and bare != text and work.is_on("number.tidied", guess.header):
        work.repaired(record, guess.header, text, bare, "number.tidied")
    if number is None:
        work.doubt(record, guess.header, text, "not_a_number", kept=False)
        return None
    plain = amounts.decimal_text(number)
    return int(plain) if "." not in plain else plain


def _yes_no(work: Work, guess: ColumnGuess, record: int, text: str) -> int | None:
    if not text:
        return None
    word = text.casefold()
    if word not in YES and word not in NO:
        work.doubt(record, guess.header, text, "not_yes_or_no", kept=False)
        return None
    return int(word in YES)


def _tags(work: Work, guess: ColumnGuess) -> None:
    for record, text in enumerate(texts.column(work, guess)):
        for tag in _TAG_SPLIT.split(text) if text else ():
            if name := tag.lstrip("*# ").strip() or tag.strip():
                work.made.tags.setdefault(name, []).append(record)


def _blacklist(work: Work, guess: ColumnGuess) -> None:
    """The reason where there is one; a bare yes gives the header's word."""
    bare = guess.header.removeprefix("是否").removeprefix("為")
    work.made.fields["blacklist"] = [
        None if not text or text.casefold() in NO else bare if text.casefold() in YES else text
        for text in texts.column(work, guess)
    ]


def _said(work: Work) -> None:
    """What was said in a talk: all its text columns, those beyond the first with their header."""
    made: list[str | None] = [None] * work.count
    for number, guess in enumerate(work.columns("text")):
        for record, text in enumerate(texts.column(work, guess)):
            if text:
                line = text if number == 0 else f"{guess.header}: {text}"
                made[record] = f"{made[record]}\n{line}" if made[record] else line
    work.made.fields["text"] = made


def _notes(work: Work) -> None:
    """All note columns, and what the other rules had left over, as one note."""
    columns = work.columns("note")
    if len(columns) == 1 and not work.notes and work.table.kind != "interactions":
        work.made.fields["note"] = [text or None for text in texts.column(work, columns[0])]
        return
    made: list[str | None] = [None] * work.count
    plain = {guess.index for guess in columns if meaning(guess.header).exact and guess is columns[0]}
    for guess in columns:
        for record, text in enumerate(texts.column(work, guess)):
            if text:
                line = text if guess.index in plain or len(columns) == 1 else f"{guess.header}: {text}"
                made[record] = f"{made[record]}\n{line}" if made[record] else line
    target = "text" if work.table.kind == "interactions" else "note"
    whole = work.made.fields.get("text") if target == "text" else None
    made = whole if whole is not None else made
    for record, lines in work.notes.items():
        made[record] = "\n".join(part for part in (made[record], *lines) if part)
    if any(made):
        work.made.fields[target] = made
