"""資料留多久: how long each kind of data is kept, and who was not here for so long that it is looked at again (§11(3))."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import RetentionReview
from db.services import customers, days, options
from resources.i18n import N_, _

DECISIONS: Final = (
    ("keep", N_("Keep it")),
    ("stop", N_("Keep it, but do not use it any more")),
    ("erase", N_("Erase it")),
)
REASONS: Final = (  # why data may be kept though its purpose ended; Rules §21
    N_("A law or a contract says how long it is kept"),
    N_("Erasing it would harm an interest of theirs worth protecting"),
    N_("Another good reason why it can’t be erased"),
    N_("They agreed in writing"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a kind of data is kept, in words, and what says so. `article` as laws.article has it, "" : the shop's own rule."""

    what: str  # English id
    how_long: str  # English id; {months} is filled in
    law: str = ""
    article: str = ""


RULES: Final = (
    Rule(N_("Customers: name, phone, address"), N_("while they come; after {months} months it is looked at again"), "act", "11"),
    Rule(N_("Slips, receipts and other vouchers"), N_("5 years after the year’s accounts"), "accounting", "38"),
    Rule(N_("Books and statements"), N_("10 years after the year’s accounts"), "accounting", "38"),
    Rule(N_("Quotes that came to nothing"), N_("5 years; they are no vouchers")),
    Rule(N_("Watch list"), N_("24 months, then it is looked at again"), "act", "11"),
    Rule(N_("Consents, requests, incidents"), N_("5 years"), "retail", "14–17"),
    Rule(N_("History: who did what"), N_("at least 5 years"), "retail", "14–17"),
)


@dataclass(frozen=True, slots=True)
class QuietRow:
    """Somebody who was not here for long; `last_on`: the latest talk or sale (ISO), "" never."""

    id: int
    name: str
    last_on: str
    bought: int  # whole dollars


@dataclass(frozen=True, slots=True)
class WatchedRow:
    """Somebody on the watch list for so long that it is to be looked at again; `since`: ISO."""

    id: int
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided of a customer; days are ISO."""

    id: int
    customer: int
    name: str
    decided_on: str
    decision: str
    reason: str
    again_on: str | None


_QUIET: Final = (
    " FROM customer c JOIN customer_figures f ON f.customer = c.id AND f.visible = 1"
    " WHERE max(coalesce(f.last_contact_on, ''), coalesce(f.last_bought_on, ''), coalesce(c.customer_since, ''),"
    f" CASE WHEN f.last_contact_on IS NULL AND f.last_bought_on IS NULL THEN {clock.shop_day('c.created_at')} ELSE '' END) < ?1"
    " AND f.owing = 0 AND c.erased_on IS NULL AND c.stopped_on IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.customer = c.id AND t.done_on IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM retention_review r WHERE r.customer = c.id AND (r.again_on IS NULL OR r.again_on > ?2))"
)


def months() -> int:
    """After how many months without a talk or a sale somebody is looked at again."""
    return int(str(options.get("retention_months")))


def count() -> int:
    """How many there are to look at; every customer is looked through: for the worker."""
    return int(read(f"SELECT count(*){_QUIET}", *_days())[0][0])


def quiet(most: int = 200) -> list[QuietRow]:
    """Who was not here for longest, the first ones: owing nothing, nothing open, not decided of yet or it is time again."""
    found = read(
        "SELECT c.id, c.name, max(coalesce(f.last_contact_on, ''), coalesce(f.last_bought_on, '')) AS last, f.bought"
        f"{_QUIET} ORDER BY last, c.id LIMIT ?3",
        *_days(), most,
    )  # fmt: skip
    return [QuietRow(*row) for row in found]


def _days() -> tuple[str, str]:
    today = clock.today()
    month = today.year * 12 + today.month - 1 - months()
    return f"{month // 12:04}-{month % 12 + 1:02}-{min(today.day, 28):02}", today.isoformat()


def watched() -> list[WatchedRow]:
    """Who stands on the watch list for more than 24 months without a day to look again: it is personal data, too."""
    today = clock.today()
    found = read(
        f"SELECT c.id, c.name, coalesce(b.since, {clock.shop_day('b.created_at')}) AS said FROM blacklist b"
        " JOIN customer c ON c.id = b.customer"
        " WHERE c.merged_into IS NULL AND coalesce(b.review_on, '') = '' AND said < ? ORDER BY said",
        f"{today.year - 2}{today.isoformat()[4:]}",
    )
    return [WatchedRow(*row) for row in found]


def decide(who: Iterable[int], decision: str, reason: str, again_on: str = "") -> int:
    """Write down what was decided of these; how many. "stop" stops the use at once; erasing is an act of its own.

    InputError: no decision, kept without a reason, a day that can't be read.
    """
    if decision not in dict(DECISIONS):
        raise InputError(_("Please choose what becomes of it."), field="decision")
    said, again = clean_text(reason).strip(), days.iso(again_on, "again_on")
    if decision == "keep" and not said:
        raise InputError(_("Please say why it is kept: the law asks for a reason (Rules §21)."), field="reason")
    today = clock.today().isoformat()
    with unit("retention.decide"):
        chosen = list(dict.fromkeys(customers.follow(one) for one in who))
        for one in chosen:
            RetentionReview.create(customer=one, decided_on=today, decision=decision, reason=said, again_on=again)
            if decision == "stop":
                run(
                    f"UPDATE customer SET stopped_on = ?, updated_at = {clock.STAMP} WHERE id = ? AND stopped_on IS NULL",
                    today,
                    one,
                )
        return len(chosen)


def rows(most: int = 500) -> list[DecisionRow]:
    """What was decided, the latest first."""
    found = read(
        "SELECT r.id, r.customer, c.name, r.decided_on, r.decision, r.reason, r.again_on FROM retention_review r"
        " JOIN customer c ON c.id = r.customer WHERE c.merged_into IS NULL ORDER BY r.id DESC LIMIT ?",
        most,
    )
    return [DecisionRow(*row) for row in found]
