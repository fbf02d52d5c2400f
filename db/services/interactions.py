"""Talks with customers: written down, corrected, deleted."""

from dataclasses import asdict, dataclass
from typing import Any

from db.core import clock, session
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import Customer, Interaction
from db.services import customers, days
from resources.i18n import _


@dataclass(slots=True)
class InteractionForm:
    """One talk as it is typed; days may be words such as 昨天. `happened_on` empty: today; `staff` empty: who acts."""

    customer: int
    text: str = ""
    channel: str = ""
    direction: str = "none"  # in, out, none
    happened_on: str = ""
    happened_time: str = ""  # HH:MM
    outcome: str = ""
    staff: str = ""
    follow_up_on: str = ""
    contact: int | None = None


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One talk as it stands; days are ISO."""

    id: int
    customer: int
    name: str  # the customer's
    contact: int | None
    channel: str
    direction: str
    happened_on: str | None
    happened_time: str | None
    text: str
    outcome: str
    staff: str
    follow_up_on: str | None


def add(filled: InteractionForm) -> int:
    """Write down a talk; its id."""
    with unit("interactions.add"):
        return int(Interaction.create(**_values(filled)).id)


def change(talk: int, filled: InteractionForm) -> None:
    """Correct a talk; the old text stays in the history."""
    with unit("interactions.change"):
        row = _row(talk)
        values = _values(filled)
        differing = {name: new for name, new in values.items() if row.__data__[name] != new}
        if differing:
            Interaction.update(differing).where(Interaction.id == talk).execute()


def delete(talk: int) -> None:
    """Delete a talk; 復原 brings it back."""
    with unit("interactions.delete"):
        _row(talk).delete_instance()


def get(talk: int) -> InteractionRow:
    """One talk. NotFoundError: there is none."""
    return _shown(_row(talk))


def of(customer: int) -> list[InteractionRow]:
    """A customer's talks, the latest first."""
    order = (Interaction.happened_on.desc(), Interaction.happened_time.desc(), Interaction.id.desc())
    query = Interaction.select(Interaction, Customer).join(Customer).where(Interaction.customer == customer).order_by(*order)
    return [_shown(row) for row in query]


def _values(filled: InteractionForm) -> dict[str, Any]:
    if not (filled.text.strip() or filled.outcome.strip()):
        raise InputError(_("Please write what was said, if only a word."))
    return asdict(filled) | {
        "customer": customers.follow(filled.customer),
        "happened_on": days.iso(filled.happened_on) or clock.today().isoformat(),
        "happened_time": filled.happened_time or None,
        "follow_up_on": days.iso(filled.follow_up_on),
        "staff": filled.staff.strip() or session.actor(),
    }


def _row(talk: int) -> Any:
    row = Interaction.get_or_none(Interaction.id == talk)
    if row is None:
        raise NotFoundError(_("This talk is not there any more."))
    return row


def _shown(row: Any) -> InteractionRow:
    return InteractionRow(
        row.id, row.customer_id, row.customer.name, row.contact_id, row.channel, row.direction, row.happened_on,
        row.happened_time, row.text, row.outcome, row.staff, row.follow_up_on,
    )  # fmt: skip
