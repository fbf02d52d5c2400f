"""What is done about a row of Today: 有接, 沒接, 改天, 略過, 加進報價, 不用了, 已通知, 到貨了, 兌現了; each one unit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from db.core import clock
from db.core.connection import rows as read
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Blacklist, PutOff
from db.services import customers, days, deliveries, interactions, open_days, payments, suggestion_answers, tasks
from db.services.contact_marks import NO_ANSWER, TOUCH
from db.services.customer_form import CALLED
from db.services.interactions import InteractionForm
from db.services.suggestions import SuggestionRow
from db.services.today import TodayRow
from db.services.today_beside import REST
from resources import i18n
from resources.i18n import N_, _

if TYPE_CHECKING:
    from db.services.suggestion_answers import Added

_CALL: Final = "電話"  # the channel of a call, one of those every shop starts with
_RESTS: Final = {
    "birthday": "birthday",
    "greet": "greet",
    "phone": "tidy",
    "double": "tidy",
    "offer": "offer",
    "reach": "offer",
}  # reasons, and what they rest as
_REACHED: Final = N_("Reached by phone")


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """What 沒接 came to: when the row comes back (ISO), how many calls in a row nobody took, and other ways to reach them."""

    back_on: str
    in_a_row: int
    phones: tuple[str, ...]  # the others, as shown
    has_line: bool


def answered(row: TodayRow, text: str = "", again_on: str = "") -> None:
    """有接: write down what was said (a word where nothing was typed) and tick off what was promised.

    `again_on`: the next follow-up, an ISO day or words.
    """
    row = _now(row)
    if row.customer is None:
        tasks.done(row.tasks)
        return
    with unit("interactions.add"):
        said = text.strip() or i18n.written(_REACHED)
        interactions.add_all([row.customer], _call(row.customer, text=said, follow_up_on=again_on), settled=row.tasks)
        if row.offer is not None:
            suggestion_answers.accept(row.offer)
        _rest(row)


def no_answer(row: TodayRow) -> NoAnswer:
    """沒接: it is written down, is no contact, and the row comes back on the next open day."""
    row = _now(row)
    if row.customer is None:
        raise InputError(_("A reminder of your own has nobody to call."))
    with unit("interactions.add"):
        interactions.add_all([row.customer], _call(row.customer, outcome=NO_ANSWER))
        back_on = _move(row, open_days.after(clock.today()))
    others = read(
        "SELECT kind, text FROM contact_point WHERE customer = ? AND (kind IN ('mobile', 'phone') OR kind LIKE 'line%')"
        " ORDER BY is_primary DESC, position, id",
        row.customer,
    )
    phones = dict.fromkeys(text for kind, text in others if kind in CALLED and text != row.phone)
    has_line = any(kind.startswith("line") for kind, _text in others)
    return NoAnswer(back_on, interactions.no_answers_in_a_row(row.customer), tuple(phones), has_line)


def another_day(row: TodayRow, until: str) -> str:
    """改天: the row comes back on this day or the next open one (its ISO). InputError: no day to come."""
    wanted = days.iso(until)
    if wanted is None or wanted <= clock.today().isoformat():
        raise InputError(_("Please choose a day to come."))
    day = open_days.on_or_after(date.fromisoformat(wanted))
    if row.kind == "promised":
        deliveries.promise([_order(row)], day.isoformat())
        return day.isoformat()
    row = _now(row)
    if row.tasks and not any(tasks.get(one).done_on is None for one in row.tasks):
        raise InputError(_("This was done meanwhile; there is nothing to put off any more."))
    with unit("tasks.put_off" if row.tasks else "today.put_off"):
        return _move(row, day)


def leave_out(row: TodayRow) -> None:
    """略過: a birthday until next year, a suggestion for some months."""
    with unit("today.put_off"):
        _rest(_now(row))


def into_quote(row: TodayRow) -> "Added":
    """加進報價: what is offered goes into the customer's draft, or a new one."""
    return suggestion_answers.add_to_quote(_offer(row))


def not_wanted(row: TodayRow) -> None:
    """不用了: it is not suggested again for half a year."""
    suggestion_answers.dismiss(_offer(row))


def here(row: TodayRow) -> None:
    """到貨了: what was promised came; somebody is to be told."""
    deliveries.move([_order(row)], "arrived")


def told(row: TodayRow) -> None:
    """已通知: the customer knows that it is here."""
    deliveries.move([_order(row)], "told")


def cleared(row: TodayRow) -> None:
    """兌現了: the bank paid the cheque."""
    payments.clear(_about(row)[1])


def _order(row: TodayRow) -> deliveries.Key:
    noun, number = _about(row)
    return ("line" if noun == "line" else "wanted"), number


def _offer(row: TodayRow) -> SuggestionRow:
    if row.offer is None:
        raise ValueError(f"{row.key} offers nothing")
    return row.offer


def _about(row: TodayRow) -> tuple[str, int]:
    if row.about is None:
        raise ValueError(f"{row.key} is about nothing")
    return row.about


def _now(row: TodayRow) -> TodayRow:
    """The row with whom the customer was merged into since it was drawn."""
    return row if row.customer is None else replace(row, customer=customers.follow(row.customer))


def _call(customer: int, text: str = "", outcome: str = "", follow_up_on: str = "") -> InteractionForm:
    now = clock.shown(clock.utc_now())[-5:]
    return InteractionForm(customer, text, _CALL, "out", happened_time=now, outcome=outcome, follow_up_on=follow_up_on)


def _move(row: TodayRow, until: date) -> str:
    """Show the row again on this day; within the unit that is open."""
    if row.tasks:
        tasks.put_off(row.tasks, until.isoformat())
    if row.kind == "review":
        Blacklist.update(review_on=until.isoformat()).where(Blacklist.customer == row.customer).execute()
    elif row.customer is not None:
        for kind in dict.fromkeys(_RESTS.get(reason, TOUCH) for reason in _reasons(row)):
            _put_off(row.customer, kind, until)
    return until.isoformat()


def _rest(row: TodayRow) -> None:
    """Leave the customer in peace for these reasons; keeping in touch goes by the talk itself."""
    if row.customer is not None:
        for reason in _reasons(row):
            if reason in _RESTS:
                _put_off(row.customer, _RESTS[reason], clock.today() + timedelta(days=REST))


def _reasons(row: TodayRow) -> tuple[str, ...]:
    return row.reasons or (row.kind,)


def _put_off(customer: int, kind: str, until: date) -> None:
    row = PutOff.get_or_none(PutOff.customer == customer, PutOff.kind == kind)
    if row is None:
        PutOff.create(customer=customer, kind=kind, until=until.isoformat())
    elif row.until != until.isoformat():
        PutOff.update(until=until.isoformat()).where(PutOff.id == row.id).execute()
