"""Everything the shop keeps of one person, in sections, to be read by them (§10); of others a first character alone."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.core import clock, session
from db.core.actions import ACTIONS
from db.core.blanks import numbers
from db.core.connection import rows
from db.core.journal import require
from db.core.values import dates
from db.services import (
    attachments,
    blacklist,
    consents,
    customer_costs,
    customer_form,
    customers,
    list_sources,
    mentions,
    notices,
    opt_outs,
    own_fields,
    payments,
    relations,
    requests,
    retention,
    suggestion_kinds,
    terms,
)
from resources.i18n import N_, _

_MARK: Final = "\x01"  # before and behind the key of a label: no text of the shop has it
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LABELS: Final = {
    "again": N_("look at it again on {value}"),
    "by": N_("written by {value}"),
    "staff": N_("looked after by {value}"),
    "archived": N_("put away: {value}"),
    "basis": N_("kept because: {value}"),
    "disputed": N_("said to be wrong since {value}"),
    "stopped": N_("not used since {value}"),
    "told": N_("told on {value}"),
    "withdrawn": N_("withdrawn on {value}"),
    "invoice": N_("invoice {value}"),
    "done": N_("done on {value}"),
    "answered": N_("answered on {value}"),
    "longer": N_("more time, because: {value}"),
    "refused": N_("because: {value}"),
}


def _as(label: str, column: str) -> str:
    return f"char(1) || '{label}' || char(1) || nullif({column}, '')"


_TOTAL, _AMOUNT = (f"iif({one} IS NULL, NULL, printf('NT$ %,d', {one}))" for one in ("total", "amount"))
_MINE: Final = "(SELECT value FROM json_each(?1))"
_OF: Final = f"customer IN {_MINE}"
_OTHER: Final = f"(SELECT substr(name, 1, 1) || '○○' FROM customer WHERE id = iif(customer IN {_MINE}, other, customer))"
_PAPER: Final = ", ".join(f"body ->> '$.{key}'" for key in ("contact_name", "project", "site_address", "note"))
_HELD: Final = (  # what, the pieces of a line, where from
    (N_("Name and basics"), "name, short_name, company, title, kind, gender, tax_id, code, category, website, source,"
     f" customer_since, preferred_channel, {_as('staff', 'staff')}, {_as('archived', 'archive_reason')}, {_as('basis', 'basis')},"
     f" {_as('told', 'told_on')}, {_as('disputed', 'disputed_on')}, {_as('stopped', 'stopped_on')}",
     f"customer WHERE id IN {_MINE}"),
    (N_("Introduced by"), "substr(referrer, 1, 1) || '○○'", f"customer WHERE id IN {_MINE} AND referrer <> ''"),
    (N_("Birthday"), "concat_ws('/', birth_year, birth_month, birth_day)", f"customer WHERE id IN {_MINE} AND birth_month"),
    (N_("Note"), "note", f"customer WHERE id IN {_MINE}"),
    (N_("Terms"), "price_level, tax_mode, credit_limit, credit_days, closing_day", f"customer WHERE id IN {_MINE}"),
    (N_("Phone numbers, mails, LINE"), "text, label", f"contact_point WHERE {_OF}"),
    (N_("Addresses"), "zip, text, label", f"address WHERE {_OF}"),
    (N_("People there"), "name, title, note", f"contact WHERE {_OF}"),
    (N_("Relations to others"), f"iif({_OF}, kind, 'back ' || kind), {_OTHER}, note",
     f"relation WHERE {_OF} OR other IN {_MINE}"),
    (N_("Tags"), "(SELECT name FROM tag WHERE id = tag)", f"customer_tag WHERE {_OF}"),
    (N_("Watch list: reason"), f"since, level, reason, evidence, owner_note, {_as('by', 'by')}, {_as('again', 'review_on')}",
     f"blacklist WHERE {_OF}"),
    (N_("Refused to be sent"), "channel, since", f"opt_out WHERE {_OF}"),
    (N_("Talks"), f"happened_on, happened_time, channel, text, outcome, {_as('by', 'staff')}", f"interaction WHERE {_OF}"),
    (N_("Reminders"), f"due_on, title, {_as('done', 'done_on')}, {_as('staff', 'staff')}", f"task WHERE {_OF}"),
    (N_("Left alone until"), "until", f"put_off WHERE {_OF}"),
    (N_("Quotes"), "number, quoted_on, project, contact_name, site_address, payment_terms, delivery_terms, warranty_terms, terms,"
     f" note, reason, {_TOTAL}, {_as('by', 'staff')}", f"quote WHERE {_OF}"),
    (N_("Lines of quotes"), "name, spec, note", f"quote_line WHERE quote IN (SELECT id FROM quote WHERE {_OF})"),
    (N_("Issued quotes"), f"number, issued_on, {_PAPER}, {_TOTAL}",
     f"issued_quote WHERE quote IN (SELECT id FROM quote WHERE {_OF})"),
    (N_("Sales"), f"happened_on, number, order_no, {_as('invoice', 'invoice_no')}, project, site_address, kept_here, note,"
     f" {_TOTAL}, {_as('by', 'staff')}", f"sale WHERE {_OF}"),
    (N_("Goods bought"), "name, spec, serial_no, note", f"sale_line WHERE sale IN (SELECT id FROM sale WHERE {_OF})"),
    (N_("Payments"), f"paid_on, method, {_AMOUNT}, reference, bank, cheque_no, note, {_as('by', 'staff')}",
     f"payment WHERE {_OF}"),
    (N_("Ordered and wanted"), "asked_on, name, spec, note", f"wanted WHERE {_OF}"),
    (N_("What they cost the shop"), f"happened_on, kind, {_AMOUNT}, note, {_as('by', 'staff')}", f"customer_cost WHERE {_OF}"),
    (N_("Suggestions"), f"answered_on, kind, answer, {_as('by', 'staff')}", f"suggestion WHERE {_OF}"),
    (N_("Photos and files"), "name, label, note", f"attachment WHERE {_OF}"),
    (N_("Consents"), f"given_on, purpose, method, note, {_as('withdrawn', 'withdrawn_on')}, {_as('by', 'staff')}",
     f"consent WHERE {_OF}"),
    (N_("Given to others"), f"given_on, to_whom, what, purpose, {_as('told', 'told_on')}, {_as('by', 'staff')}",
     f"disclosure WHERE {_OF}"),
    (N_("Requests about data"), f"received_on, kind, note, {_as('longer', 'extension_reason')}, {_as('answered', 'decided_on')},"
     f" decision, {_as('refused', 'reason')}, {_as('by', 'staff')}", f"request WHERE {_OF}"),
    (N_("Decided how long it is kept"), f"decided_on, decision, reason, {_as('again', 'again_on')}",
     f"retention_review WHERE {_OF}"),
    (N_("Incidents"), "(SELECT title FROM breach WHERE breach.id = breach), notified_on, how", f"breach_person WHERE {_OF}"),
    (N_("Lists it came from"), "(SELECT file FROM import_run r WHERE r.id = import_run), row,"
     " (SELECT source FROM list_source s WHERE s.import_run = import_line.import_run)", f"import_line WHERE {_OF}"),
    (N_("Lists it came from"), "file, (SELECT source FROM list_source s WHERE s.import_run = r.id)",
     f"import_run r WHERE id IN (SELECT came_from FROM customer WHERE id IN {_MINE})"),
)  # fmt: skip
_OWN: Final = f"SELECT e.key, e.value FROM customer c, json_each(c.extra) e WHERE c.id IN {_MINE}"
_JSON: Final = (  # texts that hold several values, each under a name
    (N_("Rows of lists that wait"), f"SELECT cells FROM waiting WHERE {_OF}"),
    (N_("Begun and not saved"), f"SELECT body FROM draft WHERE {_OF}"),
)
_KEPT: Final = (  # texts of a row that say something when they were written over
    "name", "short_name", "company", "title", "text", "label", "note", "reason", "evidence", "owner_note", "site_address",
    "project", "contact_name", "tax_id", "website", "source",
)  # fmt: skip
_EARLIER: Final = (  # what was written over or deleted, as the history keeps it
    "SELECT u.at, e.value FROM change h JOIN unit u ON u.id = h.unit, json_each(h.before) e WHERE h.op IN ('U', 'D')"
    f" AND h.customer IN {_MINE} AND e.type = 'text' AND e.value <> '' AND e.key IN {_KEPT} ORDER BY h.id"
)
_LOOKED: Final = (
    "SELECT at, actor, action, detail FROM unit WHERE action <> 'customers.erase'"
    " AND (detail ->> '$.customer' IS NOT NULL OR detail ->> '$.people' IS NOT NULL) ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of what is kept; `what` is an English id."""

    what: str
    lines: tuple[str, ...]


def of(customer: int) -> tuple[str, list[Held]]:
    """The name, and every kind there is something of, in the order a person asks for it. NotFoundError.

    Names and numbers of other customers within the texts are left out but for a first character. For the worker.
    RefusedError: not the owner, who alone reads what the watch list says for the owner.
    """
    require("requests.report")
    who = customers.follow(customer)
    mine = [who, *_merged(who)]
    found: dict[str, list[str]] = {}
    for what, lines in _sections(json.dumps(mine), frozenset(mine)):
        found.setdefault(what, []).extend(lines)
    hide = mentions.hiding("\n".join(line for lines in found.values() for line in lines), mine)
    name = rows("SELECT name FROM customer WHERE id = ?", who)[0][0]
    return str(name), [Held(what, tuple(map(hide, dict.fromkeys(lines)))) for what, lines in found.items() if lines]


def _merged(who: int) -> list[int]:
    sql = (
        "WITH RECURSIVE theirs(id) AS (SELECT ?1 UNION SELECT c.id FROM customer c JOIN theirs ON c.merged_into = theirs.id)"
        " SELECT id FROM theirs WHERE id <> ?1"
    )
    return [one for (one,) in rows(sql, who)]


def _sections(theirs: str, mine: frozenset[int]) -> Iterator[tuple[str, Iterator[str]]]:
    words = _words()
    for what, pieces, source in _HELD:
        said = rows(f"SELECT {pieces} FROM {source}", *([theirs] if "?1" in pieces + source else []))
        yield what, _lines(said, words.get(what, {}))
    yield N_("Own fields"), _own(rows(_OWN, theirs))
    for what, sql in _JSON:
        yield what, ("　".join(_flat(json.loads(text))) for (text,) in rows(sql, theirs))
    yield N_("Earlier values"), (f"{_moment(at)}　{value}" for at, value in rows(_EARLIER, theirs))
    yield N_("Who looked at it, took it along"), _looked(mine)


def _words() -> dict[str, Mapping[str, str]]:
    """What keys are called, by section; English ids."""
    backwards = {f"back {kind}": back for kind, _word, back in relations.KINDS}
    purposes = {key: words for key, _code, words in notices.PURPOSES}
    return {
        "Name and basics": customer_form.KINDS | customer_form.GENDERS | dict(opt_outs.CHANNELS)
        | dict(customers.ARCHIVE_REASONS) | dict(list_sources.BASES),
        "Terms": {key: words for key, words in (terms.LEVELS | terms.TAX_MODES).items() if key},
        "Relations to others": {kind: word for kind, word, _back in relations.KINDS} | backwards,
        "Watch list: reason": dict(blacklist.LEVELS),
        "Refused to be sent": dict(opt_outs.CHANNELS),
        "Payments": dict(payments.METHODS),
        "What they cost the shop": dict(customer_costs.KINDS),
        "Suggestions": suggestion_kinds.NAMES | dict(suggestion_kinds.ANSWERS),
        "Photos and files": {key: words for key, words in attachments.LABELS if key},
        "Consents": dict(consents.METHODS) | purposes,
        "Requests about data": dict(requests.KINDS) | dict(requests.DECISIONS),
        "Decided how long it is kept": dict(retention.DECISIONS),
    }  # fmt: skip


def _lines(found: list[tuple[Any, ...]], words: Mapping[str, str]) -> Iterator[str]:
    for row in found:
        if said := "　".join(_said(str(one).strip(), words) for one in row if one not in (None, "")):
            yield said


def _said(text: str, words: Mapping[str, str]) -> str:
    """A value in words: behind its label, a fixed key as it is called, a person of the shop as the screen says it."""
    label, value = text.removeprefix(_MARK).split(_MARK, 1) if text.startswith(_MARK) else ("", text)
    if label in ("by", "staff"):
        shown = session.shown(value)
    elif _DAY.fullmatch(value):
        shown = dates.shown(value)
    else:
        shown = _(words[value]) if value in words else value
    return _(_LABELS[label]).format(value=shown) if label else shown


def _own(found: list[tuple[str, Any]]) -> Iterator[str]:
    fields = {one.key: one for one in own_fields.rows(archived=True)} | {one.key: one for one in own_fields.rows()}
    for key, value in found:
        if field := fields.get(key):
            yield f"{field.title}　{own_fields.shown(field, value)}"


def _flat(value: Any) -> Iterator[str]:
    """Every text within a value of JSON, under its name where it has one."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from (f"{key}: {text}" if isinstance(one, str) else text for text in _flat(one))
    elif isinstance(value, list):
        for one in value:
            yield from _flat(one)
    elif isinstance(value, str) and value:
        yield value


def _looked(mine: frozenset[int]) -> Iterator[str]:
    for at, actor, action, text in rows(_LOOKED):
        detail = json.loads(text)
        if detail.get("customer") in mine or not mine.isdisjoint(numbers(detail.get("people") or "")):
            label = _(ACTIONS[action].label) if action in ACTIONS else action
            said = (_moment(at), session.shown(actor), label, detail.get("why"), detail.get("file"))
            yield "　".join(filter(None, said))


def _moment(at: str) -> str:
    """When, as the shop writes days."""
    return clock.shown(at).replace("-", "/")
