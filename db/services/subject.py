"""Everything the shop keeps of one person, in sections, to be read by them (§10); of others a first character alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from db.core.actions import ACTIONS
from db.core.connection import rows
from db.services import consents, customers, opt_outs, relations, requests, retention
from resources.i18n import N_, _

_TOTAL, _AMOUNT = (f"iif({one} IS NULL, NULL, printf('NT$ %,d', {one}))" for one in ("total", "amount"))
_MINE: Final = "(SELECT value FROM json_each(?1))"
_OF: Final = f"customer IN {_MINE}"
_OTHER: Final = "(SELECT substr(name, 1, 1) || '○○' FROM customer WHERE id = iif(customer IN {mine}, other, customer))"
_HELD: Final = (  # what, the pieces of a line, where from
    (N_("Name and basics"), "name, short_name, company, title, gender, tax_id, code, category, website, source, staff,"
     " customer_since, preferred_channel", f"customer WHERE id IN {_MINE}"),
    (N_("Introduced by"), "substr(referrer, 1, 1) || '○○'", f"customer WHERE id IN {_MINE} AND referrer <> ''"),
    (N_("Birthday"), "concat_ws('/', birth_year, birth_month, birth_day)", f"customer WHERE id IN {_MINE} AND birth_month"),
    (N_("Note"), "note", f"customer WHERE id IN {_MINE}"),
    (N_("Own fields"), "(SELECT title FROM own_field WHERE 'f' || own_field.id = e.key), e.value",
     f"customer c, json_each(c.extra) e WHERE c.id IN {_MINE}"),
    (N_("Terms"), "price_level, tax_mode, credit_limit, credit_days, closing_day", f"customer WHERE id IN {_MINE}"),
    (N_("Phone numbers, mails, LINE"), "text, label", f"contact_point WHERE {_OF}"),
    (N_("Addresses"), "zip, text, label", f"address WHERE {_OF}"),
    (N_("People there"), "name, title, note", f"contact WHERE {_OF}"),
    (N_("Relations to others"), f"kind, {_OTHER.format(mine=_MINE)}, note", f"relation WHERE {_OF} OR other IN {_MINE}"),
    (N_("Tags"), "(SELECT name FROM tag WHERE id = tag)", f"customer_tag WHERE {_OF}"),
    (N_("Watch list: reason"), "since, reason, evidence, owner_note, 'until ' || review_on", f"blacklist WHERE {_OF}"),
    (N_("Refused to be sent"), "channel, since", f"opt_out WHERE {_OF}"),
    (N_("Talks"), "happened_on, happened_time, channel, text, outcome, staff", f"interaction WHERE {_OF}"),
    (N_("Reminders"), "due_on, title, done_on, staff", f"task WHERE {_OF}"),
    (N_("Left alone until"), "until", f"put_off WHERE {_OF}"),
    (N_("Quotes"), f"number, quoted_on, project, contact_name, site_address, note, {_TOTAL}", f"quote WHERE {_OF}"),
    (N_("Lines of quotes"), "name, spec, note", f"quote_line WHERE quote IN (SELECT id FROM quote WHERE {_OF})"),
    (N_("Issued quotes"), f"number, issued_on, {_TOTAL}",
     f"issued_quote WHERE quote IN (SELECT id FROM quote WHERE {_OF})"),
    (N_("Sales"), f"happened_on, number, order_no, invoice_no, project, site_address, kept_here, note, {_TOTAL}",
     f"sale WHERE {_OF}"),
    (N_("Goods bought"), "name, spec, serial_no, note", f"sale_line WHERE sale IN (SELECT id FROM sale WHERE {_OF})"),
    (N_("Payments"), f"paid_on, {_AMOUNT}, reference, bank, cheque_no, note", f"payment WHERE {_OF}"),
    (N_("Ordered and wanted"), "asked_on, name, spec, note", f"wanted WHERE {_OF}"),
    (N_("What they cost the shop"), f"happened_on, kind, {_AMOUNT}, note", f"customer_cost WHERE {_OF}"),
    (N_("Suggestions"), "answered_on, kind, subject, answer", f"suggestion WHERE {_OF}"),
    (N_("Photos and files"), "name, label, note", f"attachment WHERE {_OF}"),
    (N_("Rows of lists that wait"), "cells", f"waiting WHERE {_OF}"),
    (N_("Consents"), "given_on, purpose, method, note, withdrawn_on", f"consent WHERE {_OF}"),
    (N_("Given to others"), "given_on, to_whom, what, purpose", f"disclosure WHERE {_OF}"),
    (N_("Requests about data"), "received_on, kind, decided_on, decision, reason, note", f"request WHERE {_OF}"),
    (N_("Decided how long it is kept"), "decided_on, decision, reason, again_on", f"retention_review WHERE {_OF}"),
    (N_("Incidents"), "(SELECT title FROM breach WHERE breach.id = breach), notified_on, how", f"breach_person WHERE {_OF}"),
    (N_("Lists it came from"), "(SELECT file FROM import_run r WHERE r.id = import_run), row", f"import_line WHERE {_OF}"),
    (N_("Who looked at it, took it along"), "substr(at, 1, 16), actor, action",
     f"unit WHERE json_extract(detail, '$.customer') IN {_MINE}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of what is kept; `what` is an English id."""

    what: str
    lines: tuple[str, ...]


def of(customer: int) -> tuple[str, list[Held]]:
    """The name, and every kind there is something of, in the order a person asks for it. NotFoundError."""
    who = customers.follow(customer)
    theirs = "[" + ",".join(map(str, [who, *(one for one in _merged(who))])) + "]"
    words = _words()
    found = [Held(what, tuple(_lines(pieces, source, theirs, words.get(what, {})))) for what, pieces, source in _HELD]
    name = rows("SELECT name FROM customer WHERE id = ?", who)[0][0]
    return str(name), [one for one in found if one.lines]


def _merged(who: int) -> list[int]:
    sql = (
        "WITH RECURSIVE theirs(id) AS (SELECT ?1 UNION SELECT c.id FROM customer c JOIN theirs ON c.merged_into = theirs.id)"
        " SELECT id FROM theirs WHERE id <> ?1"
    )
    return [one for (one,) in rows(sql, who)]


def _words() -> dict[str, dict[str, str]]:
    """What keys are called, by section; English ids."""
    return {
        "Relations to others": {kind: word for kind, word, _back in relations.KINDS},
        "Refused to be sent": dict(opt_outs.CHANNELS),
        "Consents": dict(consents.METHODS),
        "Requests about data": dict(requests.KINDS) | dict(requests.DECISIONS),
        "Decided how long it is kept": dict(retention.DECISIONS),
        "Who looked at it, took it along": {name: action.label for name, action in ACTIONS.items()},
    }


def _lines(pieces: str, source: str, theirs: str, words: Mapping[str, str]) -> Iterator[str]:
    for row in rows(f"SELECT {pieces} FROM {source}", *([theirs] if "?1" in pieces + source else [])):
        if said := "　".join(_(words[one]) if one in words else str(one).strip() for one in row if one not in (None, "")):
            yield said
