"""Talks with customers: written down, corrected, deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date
from typing import Any, Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import Customer, Interaction, Task
from db.services import bulk, customers, days, open_days, options, phrases, seen, starters, tasks, telling
from db.services.contact_marks import NO_ANSWER
from db.services.lists import Selection, selected
from resources import i18n
from resources.i18n import N_, _

_LOOKED_BACK: Final = 50  # talks without an answer that are counted at most


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
    seen: str = ""  # the talk as this form read it; a save over something newer is refused


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

    @property
    def seen(self) -> str:
        """What a form that read this gives back when it is saved."""
        return seen.mark(astuple(replace(self, name="")))


def add(filled: InteractionForm) -> int:
    """Write down a talk; its id. A follow-up in it becomes a reminder on the next open day."""
    return add_all([filled.customer], filled)[0]


def add_all(who: Iterable[int], filled: InteractionForm, settled: Iterable[int] = ()) -> list[int]:
    """Write down one talk for several customers in one unit, and tick off the reminders it settled; the talks' ids.

    What stands in braces in its words, such as {稱呼}, is filled for each.
    """
    with unit("interactions.add"):
        known = list(dict.fromkeys(customers.follow(one) for one in who))
        if not known:
            raise InputError(_("Please choose a customer."), field="customers")
        tasks.done(settled)
        _told(known, filled)
        return [_insert(_values(replace(filled, customer=one, text=phrases.filled(filled.text, one)))) for one in known]


def add_for_all(who: Selection | Iterable[int], filled: InteractionForm) -> int:
    """Write down one talk for each of many customers, in one statement and without a follow-up; how many."""
    values = _said(filled)
    for one in ("customer", "contact", "follow_up_on"):
        del values[one]
    with unit("interactions.add"):
        _told(selected(who).ids(), filled)
        return bulk.insert_for(selected(who).as_json(), "interaction", values)


def _told(whom: Iterable[int], filled: InteractionForm) -> None:
    """Whoever was reached was told where their data is from, too (§9(3))."""
    if filled.outcome != NO_ANSWER:
        telling.met(whom)


def change(talk: int, filled: InteractionForm) -> None:
    """Correct a talk; the old text stays in the history. ChangedSinceError: it was corrected after the form was read."""
    with unit("interactions.change"):
        row = _row(talk)
        sentence = _("This talk was changed while it was open here. Nothing was overwritten. Open it again and look.")
        seen.refuse(filled.seen, _shown(row).seen, sentence)
        values = _values(filled, row) | _kept(row, filled)
        if row.write(values):
            _follow(row, values)


def delete(talk: int) -> None:
    """Delete a talk and what was promised in it; what was done of that stays. 復原 brings it back."""
    with unit("interactions.delete"):
        row = _row(talk)
        Task.delete().where(Task.interaction == talk, Task.done_on.is_null()).execute()
        Task.update(interaction=None).where(Task.interaction == talk).execute()
        row.delete_instance()


def get(talk: int) -> InteractionRow:
    """One talk. NotFoundError: there is none."""
    return _shown(_row(talk))


def is_there(talk: int) -> bool:
    """Whether there is such a talk (still)."""
    return Interaction.get_or_none(Interaction.id == talk) is not None


def of(customer: int) -> list[InteractionRow]:
    """A customer's talks, the latest first."""
    order = (Interaction.happened_on.desc(), Interaction.happened_time.desc(), Interaction.id.desc())
    query = Interaction.select(Interaction, Customer).join(Customer).where(Interaction.customer == customer).order_by(*order)
    return [_shown(row) for row in query]


def of_ids(wanted: Sequence[int]) -> list[InteractionRow]:
    """These talks, in this order; those that are gone are left out."""
    query = Interaction.select(Interaction, Customer).join(Customer).where(Interaction.id << list(wanted))
    found = {row.id: _shown(row) for row in query}
    return [found[one] for one in wanted if one in found]


def channels() -> list[str]:
    """How talks come about, in the shop's words and order."""
    return options.texts("channels") or starters.words("channels")


def outcomes() -> list[str]:
    """What comes of talks, in the shop's words and order."""
    return options.texts("outcomes") or starters.words("outcomes")


def no_answers_in_a_row(customer: int) -> int:
    """How many of the latest talks met nobody."""
    latest = read(
        "SELECT outcome FROM interaction WHERE customer = ? AND happened_on IS NOT NULL"
        " ORDER BY happened_on DESC, happened_time DESC, id DESC LIMIT ?",
        customer,
        _LOOKED_BACK,
    )
    return next((at for at, (outcome,) in enumerate(latest) if outcome != NO_ANSWER), len(latest))


def _check_days(happened: str, again: str | None, before: Any) -> None:
    """InputError: the talk is still to come, or what follows lies before it; what stood there already may."""
    if happened > clock.today().isoformat() and not (before and happened == before.happened_on):
        raise InputError(
            _("That day is still to come. What is to be done then is a reminder; a talk is written down once it was."),
            field="happened_on",
        )
    if again and again < happened and not (before and again == before.follow_up_on):
        raise InputError(_("The day to contact them again is before this talk. Please choose a later one."), field="follow_up_on")


def _values(filled: InteractionForm, before: Any = None) -> dict[str, Any]:
    """The columns of a talk; `before`: the row it corrects."""
    customer = customers.follow(filled.customer)
    theirs = value("SELECT id FROM contact WHERE id = ? AND customer = ?", filled.contact, customer)
    return _said(filled, before) | {"customer": customer, "contact": theirs}


def _said(filled: InteractionForm, before: Any = None) -> dict[str, Any]:
    if not (filled.text.strip() or filled.outcome.strip()):
        raise InputError(_("Please write what was said, if only a word."), field="text")
    again, typed = days.iso(filled.follow_up_on, "follow_up_on"), asdict(filled)
    del typed["seen"]
    happened = days.iso(filled.happened_on, "happened_on") or clock.today().isoformat()
    _check_days(happened, again, before)
    return typed | {
        "happened_on": happened,
        "happened_time": days.time(filled.happened_time),
        "follow_up_on": open_days.on_or_after(date.fromisoformat(again)).isoformat() if again else None,
        "staff": filled.staff.strip() or session.actor(),
    }


def _kept(row: Any, filled: InteractionForm) -> dict[str, Any]:
    """What stays as it stood: a follow-up that was not touched, a talk of no known day."""
    again = {"follow_up_on": row.follow_up_on} if days.iso(filled.follow_up_on, "follow_up_on") == row.follow_up_on else {}
    return again if row.happened_on or filled.happened_on.strip() else again | {"happened_on": None}


def _insert(values: dict[str, Any]) -> int:
    talk = int(Interaction.create(**values).id)
    if values["follow_up_on"]:
        _promise(talk, values)
    return talk


def _promise(talk: int, values: dict[str, Any]) -> None:
    tasks.insert(
        customer=values["customer"], title=promised(values["text"]), due_on=values["follow_up_on"], staff=_whose(values),
        origin=tasks.FOLLOW_UP, interaction=talk,
    )  # fmt: skip


def _whose(values: dict[str, Any]) -> str:
    """Who is to do it: who talked, where the shop has names; else it is anybody's."""
    return str(values["staff"]) if values["staff"] in options.texts("staff") else ""


def promised(text: str) -> str:
    """What a follow-up is called: the first line that was written."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "") or i18n.written(N_("Contact again"))


def _follow(before: Any, values: dict[str, Any]) -> None:
    """Keep the reminder of a talk in step with it, unless it was done; one that was put off stays where it was put."""
    row = Task.get_or_none(Task.interaction == before.id, Task.done_on.is_null())
    moved = before.follow_up_on != values["follow_up_on"]
    if row is None:
        if moved and values["follow_up_on"]:
            _promise(before.id, values)
    elif values["follow_up_on"] is None:
        row.delete_instance()
    else:
        is_named_after = row.title == tasks.short(promised(before.text))
        title = {"title": tasks.short(promised(values["text"]))} if is_named_after else {}
        day = {"due_on": values["follow_up_on"], "first_due_on": None} if moved else {}
        row.write({"customer": values["customer"], **title, **day})


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
