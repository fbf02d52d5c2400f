"""One number looked at in full by who sees masks: each is a line of history (ASVS 5.0, V14.2.6; 零售業個資辦法 §10)."""

from dataclasses import dataclass

from db.core.connection import database
from db.core.connection import rows as read
from db.services import customers, facts


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that can be looked at. `kind` of contact points; `text` as it is shown now."""

    id: int
    kind: str
    text: str
    label: str


def of(customer: int) -> list[Hidden]:
    """The phones and mails of a customer, masked where who acts may not see them."""
    return [
        Hidden(*row)
        for row in read(
            "SELECT id, kind, text, label FROM contact_point WHERE customer = ? ORDER BY is_primary DESC, position, id",
            customers.follow(customer),
        )
    ]


def reveal(customer: int, point: int) -> str:
    """The number in full, noted with whose it is. NotFoundError, RefusedError as `facts.note`."""
    facts.note("contacts.reveal", customer=customers.follow(customer), point=point)
    with database.unveiled():
        return str(read("SELECT text FROM contact_point WHERE id = ? AND customer = ?", point, customers.follow(customer))[0][0])
