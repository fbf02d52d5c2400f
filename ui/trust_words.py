"""What tables, columns and fixed values of people, notices, consents, requests and incidents are called."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from resources.i18n import N_, _

TABLES: Final = {
    "user": N_("Person of the shop"),
    "notice": N_("Notice on personal data"),
    "list_source": N_("Where a list came from"),
    "consent": N_("Consent"),
    "request": N_("Request about data"),
    "disclosure": N_("Data given to somebody"),
    "retention_review": N_("How long data is kept"),
    "breach": N_("Incident"),
    "breach_person": N_("Customer of an incident"),
    "processor": N_("Who works with the data"),
    "review": N_("Review"),
}
COLUMNS: Final = {
    "basis": N_("Why it may be kept"),
    "to_be_told": N_("Still to be told"),
    "told_on": N_("Told on"),
    "disputed_on": N_("Said to be wrong since"),
    "stopped_on": N_("Not used since"),
    "erased_on": N_("Erased on"),
    "role": N_("Role"),
    "sees_contacts": N_("Sees numbers in full"),
    "may_export": N_("May export"),
    "left_on": N_("Left on"),
    "purposes": N_("What for"),
    "valid_from": N_("Valid from"),
    "notice": N_("Version of the notice"),
    "purpose": N_("What for"),
    "given_on": N_("Given on"),
    "withdrawn_on": N_("Withdrawn on"),
    "evidence": N_("Evidence"),
    "received_on": N_("Received on"),
    "extended_on": N_("Put off on"),
    "extension_reason": N_("Why it was put off"),
    "decision": N_("Decision"),
    "fee": N_("Fee"),
    "to_whom": N_("Given to"),
    "what": N_("What was given"),
    "again_on": N_("Look again on"),
    "known_on": N_("Known since"),
    "known_time": N_("Time it was known"),
    "cause": N_("Cause"),
    "damage": N_("Damage"),
    "results": N_("What may come of it"),
    "measures": N_("What is done about it"),
    "affected": N_("People it is about"),
    "is_special": N_("Sensitive data among it"),
    "was_encrypted": N_("Was encrypted"),
    "reported_on": N_("Reported on"),
    "reported_to": N_("Reported to"),
    "notified_on": N_("People were told on"),
    "closed_on": N_("Closed on"),
    "breach": N_("Incident"),
    "how": N_("How they were told"),
    "work": N_("What they do"),
    "data": N_("Which data"),
    "contract_on": N_("Contract of"),
    "checked_on": N_("Looked over on"),
    "done_on": N_("Done on"),
    "score": N_("Score"),
}
ELSEWHERE: Final = {
    ("breach", "title"): N_("What it is called"),
    ("consent", "staff"): N_("Handled by"),
    ("request", "staff"): N_("Handled by"),
    ("disclosure", "staff"): N_("Handled by"),
    ("consent", "method"): N_("How they said it"),
    ("request", "due_on"): N_("To be answered until"),
    ("processor", "until"): N_("Contract until"),
    ("list_source", "basis"): N_("Why the list may be kept"),
}
DAYS: Final = (
    "told_on", "disputed_on", "stopped_on", "erased_on", "left_on", "valid_from", "given_on", "withdrawn_on", "received_on",
    "extended_on", "again_on", "known_on", "reported_on", "notified_on", "closed_on", "contract_on", "checked_on",
)  # fmt: skip
FLAGS: Final = ("to_be_told", "sees_contacts", "may_export", "is_special", "was_encrypted")
ROLES: Final = {"owner": N_("Owner"), "staff": N_("Staff"), "reader": N_("May only look")}
_REQUESTS: Final = {
    "view": N_("Look"),
    "copy": N_("Copy"),
    "correct": N_("Correct"),
    "stop": N_("Stop using"),
    "delete": N_("Delete"),
}
_ANSWERS: Final = {"done": N_("Done as asked"), "partly": N_("Done in part"), "refused": N_("Refused, with the reason")}


def said(table: str, column: str, stored: Any) -> str:
    """The words of a stored fixed value of these tables; "" of any other."""
    words = _FIXED.get((table, column))
    keys = stored if isinstance(stored, list) else [stored]
    known = words() if words else {}
    return "、".join(_(known[key]) for key in keys if key in known)


def _notices() -> Mapping[str, str]:
    from db.services import notices

    return dict(notices.KINDS)


def _purposes() -> Mapping[str, str]:
    from db.services import notices

    return {key: words for key, _code, words in notices.PURPOSES}


def _methods() -> Mapping[str, str]:
    from db.services import consents

    return dict(consents.METHODS)


def _bases() -> Mapping[str, str]:
    from db.services import list_sources

    return dict(list_sources.BASES)


def _kept() -> Mapping[str, str]:
    from db.services import retention

    return dict(retention.DECISIONS)


def _incidents() -> Mapping[str, str]:
    from db.services import breaches

    return dict(breaches.KINDS)


def _reviews() -> Mapping[str, str]:
    from db.services import reviews

    return {key: words for key, words, *_when in reviews.KINDS} | {"plan": N_("Security plan")}


_FIXED: Final[dict[tuple[str, str], Callable[[], Mapping[str, str]]]] = {
    ("user", "role"): lambda: ROLES,
    ("notice", "kind"): _notices,
    ("notice", "purposes"): _purposes,
    ("consent", "purpose"): _purposes,
    ("consent", "method"): _methods,
    ("customer", "basis"): _bases,
    ("list_source", "basis"): _bases,
    ("request", "kind"): lambda: _REQUESTS,
    ("request", "decision"): lambda: _ANSWERS,
    ("retention_review", "decision"): _kept,
    ("breach", "kind"): _incidents,
    ("review", "kind"): _reviews,
}
