"""The mapping of a list, remembered by its layout and applied when such a list comes again."""

import hashlib
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from db.core import file as shop_file
from db.core.values import text as words
from db.services import recipes as kept
from importers.values import ColumnGuess, Options

if TYPE_CHECKING:
    from importers.session import TableChoice

_KEPT: Final = ("field", "own_title", "own_kind", "is_opening", "label", "date_order")
_OPTIONS: Final = ("rules_off", "fill_choice", "strike_choice", "comment_choice", "hidden_choice", "sheet_choice")


def layout(kind: str, headers: Sequence[str]) -> str:
    """One text for all lists with these headers over these columns; "" for a list without headers (no two are alike)."""
    if not headers or all(header.startswith("@") for header in headers):
        return ""
    told = "\x1f".join(words.normal(header).replace(" ", "") for header in headers)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recall(tables: "Sequence[TableChoice]") -> None:
    """Put remembered mappings onto the tables of known layouts. A mapping the program would guess anyway changes nothing."""
    known = kept.recall() if shop_file.is_open() else {}
    for table in tables:
        if mapping := known.get(table.layout):
            _apply(table, mapping)


def _apply(table: "TableChoice", mapping: dict[str, Any]) -> None:
    if mapping.get("kind") != table.kind or len(mapping["columns"]) != len(table.guesses):
        return
    before = table.guesses
    columns = [_with_order(column, guess) for guess, column in zip(before, mapping["columns"], strict=True)]
    table.guesses = [
        guess
        if all(getattr(guess, name) == column[name] for name in _KEPT)
        else replace(guess, confidence="sure", why="recipe", **column)
        for guess, column in zip(before, columns, strict=True)
    ]
    table.guesses = [replace(guess, confidence="sure", why="recipe" if guess.doubt else guess.why) for guess in table.guesses]
    table.from_recipe = True
    for name in _OPTIONS:
        if name in mapping["options"]:
            setattr(table.options, name, mapping["options"][name])


def _with_order(column: dict[str, Any], guess: ColumnGuess) -> dict[str, Any]:
    """A remembered order of dates, unless it was never said or this file's own days prove the other one."""
    said, found = column["date_order"], guess.date_order
    if said == "ymd" and found == "roc" and guess.doubt:  # once among western years, now alone: still the Republic's
        return column | {"date_order": found}
    return column | {"date_order": found} if said == "ask" or {said, found} == {"mdy", "dmy"} else column


def mapping_of(table: "TableChoice") -> dict[str, Any]:
    """What is remembered of a table's choices."""
    options = {one.name: getattr(table.options, one.name) for one in fields(Options) if one.name in _OPTIONS}
    return {"kind": table.kind, "columns": [_column(guess) for guess in table.guesses], "options": options}


def _column(guess: ColumnGuess) -> dict[str, Any]:
    return {name: getattr(guess, name) for name in _KEPT}
