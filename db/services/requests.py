"""當事人請求: what a person asked of their data (§3), when it must be answered, and what was decided (§13)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Request
from db.services import customers, days, opt_outs
from resources.i18n import N_, _

KINDS: Final = (
    ("view", N_("See what is kept")),
    ("copy", N_("A copy of it")),
    ("correct", N_("Correct it")),
    ("stop", N_("No longer use it")),
    ("delete", N_("Erase it")),
)
DECISIONS: Final = (("done", N_("Done")), ("partly", N_("Done in part")), ("refused", N_("Refused, with the reason")))
DAYS: Final = {"view": 15, "copy": 15, "correct": 30, "stop": 30, "delete": 30}  # and as many again, told in writing (§13)
SOON: Final = 3  # days left that press
_SELECT: Final = (
    "SELECT r.id, r.customer, coalesce(c.name, ''), r.kind, r.received_on, r.due_on, r.extended_on, r.decided_on, r.decision,"
    " r.reason, r.fee, r.staff, r.note FROM request r LEFT JOIN customer c ON c.id = r.customer "
)


@dataclass(slots=True)
class RequestForm:
    """One request as typed; `customer` None: nobody of that name is kept. `received_on` empty: today."""

    customer: int | None
    kind: str
    received_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as it stands; days are ISO."""

    id: int
    customer: int | None
    name: str
    kind: str
    received_on: str
    due_on: str
    extended_on: str | None
    decided_on: str | None
    decision: str
    reason: str
    fee: int
    staff: str
    note: str

    @property
    def days_left(self) -> int:
        """Until it must be answered; below 0: late."""
        return (date.fromisoformat(self.due_on) - clock.today()).days


def add(filled: RequestForm) -> int:
    """Write down a request; its id. InputError: not one of the five kinds, or no day."""
    if filled.kind not in DAYS:
        raise InputError(_("Please choose what they ask for."), field="kind")
    received = days.iso(filled.received_on, "received_on") or clock.today().isoformat()
    due = date.fromisoformat(received) + timedelta(days=DAYS[filled.kind])
    with unit("requests.add"):
        made = Request.create(
            customer=None if filled.customer is None else customers.follow(filled.customer), kind=filled.kind,
            received_on=received, due_on=due.isoformat(), staff=session.actor(), note=clean_text(filled.note).strip(),
        )  # fmt: skip
        return int(made.id)


def extend(request: int, reason: str) -> None:
    """As many days again, once, told to them in writing. InputError: no reason. RefusedError: extended or decided already."""
    row, said = get(request), clean_text(reason).strip()
    if not said:
        raise InputError(_("Please write the reason: the law asks for it in writing (§13)."), field="reason")
    if row.extended_on or row.decided_on:
        raise RefusedError(_("This request was given more time or answered already. Nothing was changed."))
    due = date.fromisoformat(row.due_on) + timedelta(days=DAYS[row.kind])
    with unit("requests.change"):
        _write(request, due_on=due.isoformat(), extended_on=clock.today().isoformat(), extension_reason=said)


def decide(request: int, decision: str, reason: str = "", fee: int = 0) -> None:
    """Answer it. InputError: no decision, or refused (in part) without a reason."""
    if decision not in dict(DECISIONS):
        raise InputError(_("Please choose how it was answered."), field="decision")
    if decision != "done" and not reason.strip():
        raise InputError(_("Please write the reason: the law asks for it in writing (§13)."), field="reason")
    row = get(request)
    with unit("requests.decide"):
        _write(
            row.id, decided_on=clock.today().isoformat(), decision=decision, reason=clean_text(reason).strip(), fee=fee,
        )  # fmt: skip


def stop(customer: int, *, everything: bool = False) -> None:
    """不要再收訊息: no more advertising by any channel at once; `everything`: their data is no longer used at all (§11(2))."""
    who = customers.follow(customer)
    with unit("customers.stop"):
        opt_outs.add(who, ["all"])
        if everything:
            _mark("stopped_on", who, clock.today().isoformat())
        _answered(who, "stop")


def use_again(customer: int) -> None:
    """Their data may be used again: nothing is stopped or disputed any more; what they refused to be sent stays refused."""
    who = customers.follow(customer)
    with unit("customers.use_again"):
        _mark("stopped_on", who, None)
        _mark("disputed_on", who, None)


def dispute(customer: int) -> None:
    """They say it is wrong: it is not used until that is settled (§11(1))."""
    with unit("customers.dispute"):
        _mark("disputed_on", customers.follow(customer), clock.today().isoformat())


def get(request: int) -> RequestRow:
    """One request. NotFoundError."""
    found = read(f"{_SELECT}WHERE r.id = ?", request)
    if not found:
        raise NotFoundError(_("This request is not there any more."))
    return RequestRow(*found[0])


def rows(most: int = 200) -> list[RequestRow]:
    """Those to be answered by their day, then the latest answered."""
    order = "ORDER BY r.decided_on IS NOT NULL, CASE WHEN r.decided_on IS NULL THEN r.due_on END, r.id DESC LIMIT ?"
    return [RequestRow(*row) for row in read(_SELECT + order, most)]


def pressing() -> list[RequestRow]:
    """Those to be answered within three days, and the late ones, the most pressing first."""
    last = (clock.today() + timedelta(days=SOON)).isoformat()
    return [RequestRow(*row) for row in read(f"{_SELECT}WHERE r.decided_on IS NULL AND r.due_on <= ? ORDER BY r.due_on", last)]


def state(customer: int) -> tuple[str | None, str | None]:
    """Since when (ISO) somebody's data is said to be wrong, and since when it is not used; None: it is not."""
    found = read("SELECT disputed_on, stopped_on FROM customer WHERE id = ?", customers.follow(customer))
    return (found[0][0], found[0][1]) if found else (None, None)


def of(customer: int) -> list[RequestRow]:
    """What this person asked before."""
    return [RequestRow(*row) for row in read(f"{_SELECT}WHERE r.customer = ? ORDER BY r.id DESC", customer)]


def _answered(customer: int, kind: str) -> None:
    """What was done is in the register: an open request is answered by it, else one is written down as answered."""
    today = clock.today().isoformat()
    opened = next((one.id for one in of(customer) if one.kind == kind and not one.decided_on), None)
    _write(opened or add(RequestForm(customer, kind)), decided_on=today, decision="done")


def answered(customer: int, kind: str) -> None:
    """The report was handed over, or the data erased: an open request is answered, else one is written down as answered."""
    with unit("requests.decide"):
        _answered(customer, kind)


def _write(request: int, **values: object) -> None:
    Request.get_by_id(request).write(values)


def _mark(column: str, customer: int, day: str | None) -> None:
    run(f"UPDATE customer SET {column} = ?, updated_at = {clock.STAMP} WHERE id = ? AND {column} IS NOT ?", day, customer, day)
