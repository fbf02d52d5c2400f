"""Where the shop's own things say an erased person's name or numbers: lists, file names, recipes; there it becomes ○○."""

import json
from collections.abc import Collection, Iterator
from typing import Final

from db.core.audited import BY_NAME
from db.core.connection import rows, run

HIDDEN: Final = "○○"
_OF: Final = "customer IN (SELECT id FROM temp.gone)"
_PLACES: Final = (  # table, its texts, which of its rows
    ("segment", ("conditions",), "1"),
    ("saved_view", ("body",), "1"),
    ("tag", ("rule",), "1"),
    ("import_run", ("file", "sheet"), "1"),
    ("list_source", ("source",), "1"),
    ("recipe", ("mapping",), "1"),
    ("quote_template", ("body",), "1"),
    ("model_fit", ("body",), "1"),
    ("request", ("reason", "extension_reason"), _OF),
    ("quote", ("terms", "payment_terms", "delivery_terms", "warranty_terms", "reason"), _OF),
    ("quote_line", ("name", "spec"), f"quote IN (SELECT id FROM quote WHERE {_OF})"),
    ("sale_line", ("name", "spec"), f"sale IN (SELECT id FROM sale WHERE {_OF})"),
)
_NAMED: Final = ("segment", "saved_view", "quote_template")  # a name stands there once: the row's number goes behind it


def hide(words: Collection[str]) -> list[tuple[int, int]]:
    """Within the erase unit: none of these words stands in the shop's own things any more; the audited rows that said one,
    as (number of the table, id).
    """
    found = [line for table, columns, which in _PLACES for line in _changed(table, columns, which, words)]
    return found + [line for table in _NAMED for line in _renamed(table, words)]


def hidden(text: str, words: Collection[str], *, but: str = "") -> str:
    """A text without these words, longer ones first, as they stand in JSON too; `but` stays."""
    for word in sorted(words, key=len, reverse=True):
        if word != but:
            text = text.replace(_in_json(word), HIDDEN).replace(word, HIDDEN)
    return text


def _changed(table: str, columns: Collection[str], which: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    for column in columns:
        for one, text in _saying(table, column, which, words):
            run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", hidden(text, words), one)
            if table in BY_NAME:
                yield BY_NAME[table].number, one


def _renamed(table: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    for one, name in _saying(table, "name", "1", words):
        run(f"UPDATE {table} SET name = ? WHERE id = ?", f"{hidden(name, words)} {one}", one)
        yield BY_NAME[table].number, one


def _saying(table: str, column: str, which: str, words: Collection[str]) -> list[tuple[int, str]]:
    """The rows whose text says one of the words, as it is or as JSON writes it."""
    said = json.dumps(sorted({*words, *map(_in_json, words)}), ensure_ascii=False)
    return rows(
        f"SELECT rowid, {column} FROM {table} WHERE ({which}) AND {column} <> ''"
        f" AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr({table}.{column}, value) > 0)",
        said,
    )


def _in_json(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)[1:-1]
