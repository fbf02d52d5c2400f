"""同意: who agreed to what, when, how, to which text; whoever asked has to prove it (§7)."""

from dataclasses import dataclass
from typing import Any, Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Consent
from db.services import customers, days, notices
from resources.i18n import N_, _

METHODS: Final = (  # §7 and Rules §16: any way they can know of it
    ("oral", N_("Said so")), ("paper", N_("Signed")), ("counter", N_("At the counter card")), ("sms", N_("Text message")),
    ("line", N_("LINE")), ("mail", N_("E-mail")),
)  # fmt: skip


@dataclass(slots=True)
class ConsentForm:
    """One yes as it is typed; days may be words; `given_on` empty: today; `evidence`: an attachment of the customer."""

    customer: int
    purpose: str = "marketing"
    method: str = "oral"
    given_on: str = ""
    notice: int | None = None
    evidence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One yes as it stands; days are ISO; `version`: of the text it was given to, 0: none."""

    id: int
    customer: int
    name: str
    purpose: str
    method: str
    given_on: str
    withdrawn_on: str | None
    staff: str
    note: str
    notice: int | None
    version: int
    hash: str
    evidence: int | None


_SELECT: Final = (
    "SELECT s.id, s.customer, c.name, s.purpose, s.method, s.given_on, s.withdrawn_on, s.staff, s.note, s.notice,"
    " coalesce(n.version, 0), coalesce(n.hash, ''), s.evidence FROM consent s JOIN customer c ON c.id = s.customer"
    " LEFT JOIN notice n ON n.id = s.notice "
)


def add(filled: ConsentForm) -> int:
    """Write a consent down; its id. The latest notice is the text where none is named. InputError: a purpose nobody knows,
    a day to come, somebody else's evidence.
    """
    if filled.purpose not in {key for key, _code, _words in notices.PURPOSES} or filled.method not in dict(METHODS):
        raise InputError(_("Please choose what they agreed to, and how."), field="purpose")
    day = days.iso(filled.given_on, "given_on") or clock.today().isoformat()
    if day > clock.today().isoformat():
        raise InputError(_("That day is still to come."), field="given_on")
    latest = notices.latest()
    with unit("consents.add"):
        customer = customers.follow(filled.customer)
        if filled.evidence:
            _refuse_foreign(filled.evidence, customer)
        made = Consent.create(
            customer=customer, notice=filled.notice or (latest.id if latest else None), purpose=filled.purpose,
            method=filled.method, given_on=day, staff=session.actor(), evidence=filled.evidence,
            note=clean_text(filled.note).strip(),
        )  # fmt: skip
        return int(made.id)


def prove(consent: int, evidence: int) -> None:
    """A paper or picture of the customer shows that they agreed (§7). InputError: it is another customer's."""
    with unit("consents.add"):
        row = _row(consent)
        _refuse_foreign(evidence, row.customer_id)
        row.write({"evidence": evidence})


def withdraw(consent: int, on: str = "") -> None:
    """They no longer agree, from today or that day on; the record stays."""
    with unit("consents.withdraw"):
        _row(consent).write({"withdrawn_on": days.iso(on, "withdrawn_on") or clock.today().isoformat()})


def of(customer: int) -> list[ConsentRow]:
    """What a customer agreed to, the latest first."""
    return [ConsentRow(*row) for row in read(f"{_SELECT}WHERE s.customer = ? ORDER BY s.id DESC", customer)]


def rows(most: int = 500) -> list[ConsentRow]:
    """The latest consents."""
    return [ConsentRow(*row) for row in read(f"{_SELECT}WHERE c.merged_into IS NULL ORDER BY s.id DESC LIMIT ?", most)]


def _row(consent: int) -> Any:
    row = Consent.get_or_none(Consent.id == consent)
    if row is None:
        raise NotFoundError(_("This consent is not there any more."))
    return row


def _refuse_foreign(evidence: int, customer: int) -> None:
    if not read("SELECT 1 FROM attachment WHERE id = ? AND customer = ?", evidence, customer):
        raise InputError(_("This paper is another customer’s."), field="evidence")
