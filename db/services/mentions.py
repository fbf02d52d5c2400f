"""Where else a person is named: in what is kept of others, which the owner settles by hand."""

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
