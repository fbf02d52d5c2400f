"""The checker behind “nothing in the file is lost”: which filled cells of a table are nowhere in what was made of them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from db.core.values import dates, money
from importers.cleaning.own import NO, YES
from importers.cleaning.texts import DITTO
from importers.profile import EMPTY_WORDS, as_text, is_empty
from importers.values import CleanTable, ColumnGuess, Table

GENDERS = {"male": "男 男性 m male man boy 先生 男生", "female": "女 女性 f female woman girl 小姐 女士 女生"}


def lost(table: Table, guesses: list[ColumnGuess], made: CleanTable) -> list[tuple[int, str, str]]:
    """(record, header, text) of every cell that is in no field, own field, note, tag, point, address, contact or problem."""
    bags = _bags(made)
    steps: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for change in made.changes:
        steps[change.record, change.header].append((change.before, change.after))
    found = []
    for guess in guesses:
        if guess.why == "password":
            continue
        for record, cell in enumerate(table.columns[guess.index]):
            if is_empty(cell):
                continue
            text = as_text(cell)
            if not any(_is_in(form, bags[record], guess) for form in _forms(text, steps[record, guess.header])):
                found.append((record, guess.header, text))
    return found


def _bags(made: CleanTable) -> dict[int, str]:
    """Everything that is kept of each record, folded, as one text."""
    parts: dict[int, list[str]] = defaultdict(list)
    for columns in (made.fields, made.own):
        for column in columns.values():
            for record, value in enumerate(column):
                if value not in (None, ""):
                    parts[record].append(str(value))
    for flat in (made.points, made.addresses, made.contacts):
        for name in flat.__slots__:
            if name != "record":
                for record, text in zip(flat.record, getattr(flat, name), strict=True):
                    parts[record].append(text)
    for name, members in made.tags.items():
        for record in members:
            parts[record].append(name)
    for problem in made.problems:
        parts[problem.record].append(problem.value)
    return defaultdict(str, {record: "|".join(map(fold, texts)) for record, texts in parts.items()})


def fold(text: str) -> str:
    """Without case, width, marks and blanks."""
    return re.sub(r"[^\w#+]|_", "", unicodedata.normalize("NFKC", text).casefold().replace("臺", "台"))


def _forms(text: str, steps: list[tuple[str, str]]) -> Iterator[str]:
    """The text, and what the rules say they made of it."""
    yield text
    for _before, after in steps:
        yield after


def _is_in(text: str, bag: str, guess: ColumnGuess) -> bool:
    plain = text.strip()
    if plain in EMPTY_WORDS or plain in DITTO or not fold(plain):
        return True
    if fold(plain) in bag:
        return True
    return all(_part_is_in(part, bag, guess) for part in re.split(r"\s*(?:[\n;,、；，|/]|:::|\s)\s*", plain) if fold(part))


def _part_is_in(part: str, bag: str, guess: ColumnGuess) -> bool:
    if fold(part).lstrip("#") in bag:  # a mark in front of a tag
        return True
    if any(fold(part) in words.split() and gender in bag for gender, words in GENDERS.items()):
        return True
    if part.casefold() in YES | NO and (guess.own_kind == "yes_no" or guess.field == "blacklist"):
        return True
    if (number := money.parse_decimal(part)) is not None and fold(f"{number.normalize():f}") in bag:
        return True
    day = dates.parse(part, guess.date_order if guess.date_order not in {"", "ask"} else None)
    if day and fold(day.iso) in bag:
        return True
    digits = re.sub(r"\D", "", re.sub(r"^\+?886[-\s]*0?", "0", part))
    return len(digits) >= 5 and (digits in re.sub(r"\D", "", bag))
