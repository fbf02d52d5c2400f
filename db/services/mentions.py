"""Where else a person is named: in what is kept of others, which the owner settles by hand."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from db.core.connection import rows
from resources.i18n import N_

_WHERE: Final = (  # what it is, table, column, the customer it belongs to
    (N_("Talk"), "interaction", "text", "customer"),
    (N_("Reminder"), "task", "title", "customer"),
    (N_("Note"), "customer", "note", "id"),
    (N_("Introduced by"), "customer", "referrer", "id"),
    (N_("Person there"), "contact", "name", "customer"),
    (N_("Note of a sale"), "sale", "note", "customer"),
    (N_("Note of a quote"), "quote", "note", "customer"),
    (N_("Relation"), "relation", "note", "customer"),
)
_OTHERS: Final = (  # names of other people, and their numbers, that stand in a text; a firm's name is no person's
    "SELECT name FROM customer WHERE kind = 'person' AND erased_on IS NULL AND length(name) > 1 AND instr(?1, name) > 0 AND {0}"
    " UNION SELECT name FROM contact WHERE length(name) > 1 AND instr(?1, name) > 0 AND {1}"
    " UNION SELECT text FROM contact_point WHERE length(text) > 5 AND instr(?1, text) > 0 AND {1}"
    " UNION SELECT normal FROM contact_point WHERE length(normal) > 5 AND instr(?1, normal) > 0 AND {1}"
)
_THEIRS, _NOT_THEIRS = (
    _OTHERS.format(f"id {there} (SELECT value FROM json_each(?2))", f"customer {there} (SELECT value FROM json_each(?2))")
    for there in ("IN", "NOT IN")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One row of somebody else that says the name; `what` is an English id, `customer` None: the shop's own."""

    what: str
    customer: int | None
    name: str
    text: str


def of(name: str, besides: frozenset[int], most: int = 50) -> list[Mention]:
    """The rows of others that say this name, a few of each kind; a name of one character is not looked for. For the worker."""
    if len(name.strip()) < 2:
        return []
    return [
        Mention(what, customer, whose or "", text)
        for what, table, column, owner in _WHERE
        for customer, whose, text in rows(
            f"SELECT t.{owner}, (SELECT name FROM customer WHERE id = t.{owner}), t.{column} FROM {table} t"
            f" WHERE instr(t.{column}, ?) > 0 LIMIT ?",
            name.strip(),
            most,
        )
        if customer not in besides
    ]


def hiding(text: str, besides: Collection[int]) -> Callable[[str], str]:
    """What takes the names and numbers of other customers out of a line of this text but for a first character: the line that
    is shown to one of them is not to tell of the others (§10). Every name is looked for: for the worker.
    """
    known = json.dumps(list(besides))
    own = [one for (one,) in rows(_THEIRS, text, known)]
    words = [one for (one,) in rows(_NOT_THEIRS, text, known) if not any(one in mine for mine in own)]
    words.sort(key=len, reverse=True)

    def hidden(line: str) -> str:
        for word in words:
            line = line.replace(word, f"{word[0]}○○")
        return line

    return hidden
