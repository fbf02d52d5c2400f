"""Who belongs to whom: family, who sent whom, who works where; seen from both sides."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Relation
from db.services import customers
from resources.i18n import N_, _

KINDS: Final = (  # kind, what the other one is to the customer, and what the customer is to the other one
    ("family", N_("Family"), N_("Family")),
    ("referrer", N_("Introduced by"), N_("Has introduced")),
    ("employer", N_("Works at"), N_("Works here")),
)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """Another customer this one belongs to. `kind`: family, referrer, employer; `reverse`: said from the other side."""

    id: int
    other: int
    name: str
    kind: str
    note: str
    reverse: bool
    phone: str = ""  # as shown
    is_blacklisted: bool = False

    @property
    def words(self) -> str:
        """What the other one is to the customer."""
        return next((_(back if self.reverse else word) for kind, word, back in KINDS if kind == self.kind), self.kind)


def add(customer: int, other: int, kind: str, note: str = "") -> int:
    """Say that `other` is the `kind` of `customer`; its id. InputError: to themselves, or said already."""
    if kind not in {known for known, _word, _back in KINDS}:
        raise InputError(_("Choose how they belong together."))
    with unit("relations.add"):
        one, two = customers.follow(customer), customers.follow(other)
        if one == two:
            raise InputError(_("This is the same customer. Choose somebody else."), field="other")
        if _is_said(one, two, kind):
            raise InputError(_("That is written down already."))
        return int(Relation.create(customer=one, other=two, kind=kind, note=one_line(clean_text(note)).strip()).id)


def remove(relation: int) -> None:
    """Take a relation away, whichever side it was said from."""
    with unit("relations.remove"):
        if not Relation.delete().where(Relation.id == relation).execute():
            raise NotFoundError(_("This relation is not there any more."))


def of(customer: int) -> list[RelationRow]:
    """Everybody a customer belongs to, in the order of KINDS; those merged away are left out."""
    order = [kind for kind, _word, _back in KINDS]
    found = [
        RelationRow(one, other, name, said, note, bool(reverse), phone, bool(watched))
        for one, other, name, said, note, reverse, phone, watched in read(_OF, customer)
    ]
    return sorted(found, key=lambda row: (order.index(row.kind) if row.kind in order else len(order), row.reverse, row.id))


def _is_said(one: int, two: int, kind: str) -> bool:
    both = kind == "family"  # goes for both alike
    return bool(
        value(
            "SELECT 1 FROM relation WHERE kind = ?3 AND (customer = ?1 AND other = ?2 OR ?4 AND customer = ?2 AND other = ?1)",
            one, two, kind, both,
        )
    )  # fmt: skip


_SIDE: Final = (
    "SELECT r.id, c.id, c.name, r.kind, r.note, {reverse}, coalesce(f.phone, ''), coalesce(f.is_blacklisted, 0)"
    " FROM relation r JOIN customer c ON c.id = r.{other}"
    " LEFT JOIN customer_figures f ON f.customer = c.id WHERE r.{one} = ?1 AND c.merged_into IS NULL"
)
_OF: Final = (
    _SIDE.format(reverse=0, other="other", one="customer")
    + " UNION ALL "
    + _SIDE.format(reverse=1, other="customer", one="other")
)
