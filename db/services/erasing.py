"""Erase a person: what names them goes from the file, what a law wants kept stays without them (§11(3), Rules §21)."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.core import clock
from db.core.audited import BY_NAME
from db.core.blanks import blank
from db.core.chain import ERASE
from db.core.connection import database, rows, run, value
from db.core.errors import InputError, RefusedError
from db.core.journal import require, unit
from db.core.values.text import clean_text, normal
from db.services import bin as bin_
from db.services import customers, erased, erased_elsewhere, erased_papers, mentions, suppression
from db.services.erased_papers import Draw
from db.services.mentions import Mention
from resources.i18n import N_, _, written

NOBODY: Final = N_("Erased person")
REASONS: Final = (
    N_("The person asked for it"),
    N_("What the data was for is over"),
    N_("The time it is kept is over"),
)
_TRIES: Final = 40  # of a twentieth of a second: a list that is being read lets go of the log meanwhile
_WAITING: Final = BY_NAME["waiting"].number
_GONE: Final = "(SELECT id FROM temp.gone)"
_OF: Final = f"customer IN {_GONE}"
_LOOSE: Final = (  # quotes that never left the house
    f"(SELECT q.id FROM quote q WHERE q.{_OF} AND NOT EXISTS (SELECT 1 FROM issued_quote i WHERE i.quote = q.id)"
    " AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.quote = q.id))"
)
_HOW_MANY: Final = f"(SELECT count(*) FROM {{}} WHERE {_OF})"
_COUNTED: Final = (  # what goes, in words, and how it is counted
    (N_("Phone numbers and mails"), _HOW_MANY.format("contact_point")),
    (N_("Addresses"), _HOW_MANY.format("address")),
    (N_("Talks"), f"(SELECT count(*) FROM interaction WHERE {_OF})"),
    (N_("Photos and files"), f"(SELECT count(*) FROM attachment WHERE {_OF})"),
    (N_("Reminders"), f"(SELECT count(*) FROM task WHERE {_OF})"),
    (N_("Tags, watch list, refusals"), " + ".join(map(_HOW_MANY.format, ("customer_tag", "blacklist", "opt_out")))),
    (N_("Quotes that never left the house"), f"(SELECT count(*) FROM {_LOOSE})"),
    (N_("Records that were merged into this one"), "(SELECT count(*) - 1 FROM temp.gone)"),
)  # fmt: skip
_STEPS: Final = (
    f"UPDATE sale SET quote = NULL WHERE quote IN {_LOOSE}",
    f"DELETE FROM task WHERE {_OF}",
    f"UPDATE task SET quote = NULL WHERE quote IN {_LOOSE}",
    f"UPDATE task SET interaction = NULL WHERE interaction IN (SELECT id FROM interaction WHERE {_OF})",
    f"DELETE FROM quote_line WHERE quote IN {_LOOSE}",
    f"DELETE FROM quote WHERE id IN {_LOOSE}",
    f"UPDATE quote SET contact = NULL, contact_name = '', site_address = '', project = '', note = '' WHERE {_OF}",
    f"UPDATE quote SET contact = NULL WHERE contact IN (SELECT id FROM contact WHERE {_OF})",
    f"UPDATE quote_line SET note = '' WHERE quote IN (SELECT id FROM quote WHERE {_OF})",
    f"UPDATE sale SET note = '', site_address = '', project = '', kept_here = '' WHERE {_OF}",
    f"UPDATE sale_line SET note = '' WHERE sale IN (SELECT id FROM sale WHERE {_OF})",
    f"UPDATE payment SET note = '', reference = '', bank = '', cheque_no = '' WHERE {_OF}",
    f"UPDATE customer_cost SET note = '' WHERE {_OF}",
    f"UPDATE request SET note = '' WHERE {_OF}",
    f"UPDATE breach_person SET how = '' WHERE {_OF}",
    *(
        f"DELETE FROM {table} WHERE {_OF}"
        for table in (
            "put_off", "wanted", "suggestion", "interaction", "consent", "disclosure", "retention_review", "attachment",
            "waiting", "customer_tag", "blacklist", "opt_out", "contact_point", "contact", "address", "draft", "import_line",
        )
    ),
    *(f"DELETE FROM {table} WHERE {_OF} OR other IN {_GONE}" for table in ("not_same", "relation")),
)  # fmt: skip
_WORDS: Final = (  # by which they are known
    f"SELECT name FROM customer WHERE id IN {_GONE} UNION SELECT short_name FROM customer WHERE id IN {_GONE}"
    f" UNION SELECT tax_id FROM customer WHERE id IN {_GONE} UNION SELECT text FROM contact_point WHERE {_OF}"
    f" UNION SELECT normal FROM contact_point WHERE {_OF}"
    f" UNION SELECT text FROM address WHERE {_OF} AND length(text) > 6"  # 臺北市大安區 names nobody
    f" UNION SELECT site_address FROM quote WHERE {_OF} AND length(site_address) > 6"
    f" UNION SELECT site_address FROM sale WHERE {_OF} AND length(site_address) > 6"
    f" UNION SELECT name FROM contact WHERE {_OF} AND length(name) > 2"
)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of something; `why` it stays, "" where it goes."""

    what: str
    count: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What erasing somebody would do; `mentions` are rows of others that say the name, which the owner settles."""

    customer: int
    name: str
    known_by: tuple[str, ...]  # code, numbers, addresses: what tells them from others of the same name
    has_namesake: bool
    numbers: tuple[str, ...]  # in normal form: one of these or, where nobody else is called so, the name is typed to be sure
    goes: tuple[Part, ...]
    stays: tuple[Part, ...]
    keeps_name: bool  # papers go on saying the name, they alone
    owing: int  # whole dollars; nobody who owes is erased
    mentions: tuple[Mention, ...]

    def is_meant(self, typed: str) -> bool:
        """Whether what was typed names this person."""
        said = normal(typed)
        digits = "".join(one for one in typed if one.isdigit())
        by_name = said == normal(self.name) and not (self.has_namesake and self.numbers)
        return bool(said) and (by_name or digits in {one.removeprefix("+") for one in self.numbers})


def plan(customer: int) -> ErasePlan:
    """Look what would go and what would stay; nothing is changed. RefusedError: not the owner's to do."""
    require(ERASE)
    who = customers.follow(customer)
    with database.atomic():
        theirs = _choose(who)
        try:
            ((code, name),) = rows("SELECT code, name FROM customer WHERE id = ?", who)
            said = rows(f"SELECT text FROM contact_point WHERE {_OF} UNION ALL SELECT text FROM address WHERE {_OF}")
            known_by = (str(code or ""), *(text for (text,) in said))
            same = f"SELECT 1 FROM customer WHERE name = ? AND id NOT IN {_GONE} AND merged_into IS NULL AND erased_on IS NULL"
            numbers = tuple(one for (one,) in rows(f"SELECT DISTINCT normal FROM contact_point WHERE {_OF} AND normal <> ''"))
            goes = tuple(Part(what, count) for what, sql in _COUNTED if (count := int(value(f"SELECT {sql}"))))
            return ErasePlan(
                who, name, known_by, bool(value(same, name)), numbers, goes, _stays(), erased_papers.any_kept(),
                int(value("SELECT owing FROM customer_figures WHERE customer = ?", who) or 0),
                tuple(mentions.of(name, frozenset(theirs))),
            )  # fmt: skip
        finally:
            run("DROP TABLE temp.gone")


def _stays() -> tuple[Part, ...]:
    parts = (
        (N_("Sales: day, goods, amount, without the person"), "sale", N_("so that the shop’s totals stay true")),
        (N_("Payments: day and amount, without the person"), "payment", N_("so that the shop’s totals stay true")),
    )
    found = [Part(what, int(value(f"SELECT count(*) FROM {table} WHERE {_OF}")), why) for what, table, why in parts]
    found += [
        Part(
            N_("Sales with an invoice: the name alone"), erased_papers.invoices(), N_("vouchers are kept for 5 years by law")
        ),
        Part(
            N_("Quotes that were issued: the name alone"), erased_papers.quotes(), N_("a contract may hang on them; 5 years")
        ),
    ]  # fmt: skip
    return tuple(one for one in found if one.count)


def erase(customer: int, reason: str, draw: Draw) -> int:
    """Erase a person and whoever was merged into them; the unit. A backup is made before by the caller.

    `draw` makes the papers that are kept anew, with the name only. RefusedError: they owe something, or it is not the owner.
    InputError: no reason.
    """
    who, said = customers.follow(customer), clean_text(reason).strip()
    if not said:
        raise InputError(_("Please say why the data is erased: the law asks for a reason."), field="reason")
    _refuse_unsettled(int(value("SELECT owing FROM customer_figures WHERE customer = ?", who) or 0))
    with unit(ERASE) as opened:
        _erase(who, said, opened.id, draw)
    made = opened.id
    erased.write()
    leave_no_trace()
    return made


def _refuse_unsettled(owing: int) -> None:
    if owing > 0:
        why_not = _("They owe NT$ {amount}: without a name nobody can collect it. Nothing was erased. Settle it first.")
    elif owing < 0:
        why_not = _(
            "The shop owes them NT$ {amount}: without a name nobody can give it back. Nothing was erased. Settle it first."
        )
    else:
        return
    raise RefusedError(why_not.format(amount=f"{abs(owing):,}"))


def replay(entries: Sequence[erased.Entry], draw: Draw, shop: Path | None = None) -> int:
    """An older copy is fetched back: erase again whoever of the ledger stands in the open file; how many. `shop`: what it is to
    be, beside which the ledger lies.
    """
    again = erased.missing(entries)
    for one in again:
        with unit(ERASE) as opened:
            _erase(one.customer, one.reason, opened.id, draw)
    erased.write(shop)
    if again:
        leave_no_trace()
    return len(again)


def leave_no_trace() -> None:
    """Nothing of what was deleted is left in the search index and in the log beside the file; tried until it is so.

    RefusedError: something reads the file all the while; the data is erased, its trace goes with the next clean close.
    """
    with database.atomic("IMMEDIATE"):
        run("INSERT INTO customer_fts(customer_fts) VALUES ('optimize')")
    for _try in range(_TRIES):
        if tuple(rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]) == (0, 0, 0):
            return
        time.sleep(0.05)
    raise RefusedError(
        _("The data is erased, but the file is being read, and a trace is left beside it. Please close the program once.")
    )


def _choose(who: int) -> list[int]:
    """Into temp.gone: this one and who was merged into them."""
    run("DROP TABLE IF EXISTS temp.gone")
    run(
        "CREATE TEMP TABLE gone AS WITH RECURSIVE theirs(id) AS (SELECT ?1 UNION SELECT c.id FROM customer c"
        " JOIN theirs ON c.merged_into = theirs.id) SELECT id FROM theirs",
        who,
    )
    return [one for (one,) in rows("SELECT id FROM temp.gone")]


def _erase(who: int, reason: str, opened: int, draw: Draw) -> None:
    theirs = _choose(who)
    try:
        name = str(value("SELECT name FROM customer WHERE id = ?", who))
        words = [one for (one,) in rows(_WORDS) if len(one or "") > 1]
        _note(theirs, reason, opened)
        blobs = {one for pair in rows(f"SELECT blob_hash, thumbnail_hash FROM attachment WHERE {_OF}") for one in pair if one}
        waiting = _waiting(words)
        for step in _STEPS:
            run(step)
        _forget_drafts(words)
        _make_nobody()
        others = [*((_WAITING, one) for one in waiting), *erased_elsewhere.hide(words)]
        blobs |= erased_papers.redraw(name, words, draw)
        blank(theirs, others=others, said=words)
        bin_.forget_bytes(blobs)
    finally:
        run("DROP TABLE temp.gone")


def _note(theirs: Sequence[int], reason: str, opened: int) -> None:
    """In the ledger, one line a row."""
    keeps = int(erased_papers.any_kept())
    for one in theirs:
        known = [text for (text,) in rows("SELECT normal FROM contact_point WHERE customer = ? AND normal <> ''", one)]
        run(
            "INSERT INTO erased (customer, born, at, unit, reason, keeps_name, marks)"
            " SELECT id, created_at, ?, ?, ?, ?, ? FROM customer WHERE id = ?",
            clock.utc_now(), opened, reason, keeps, json.dumps(suppression.marks(known)), one,
        )  # fmt: skip


def _waiting(words: Sequence[str]) -> list[int]:
    """Rows of imports that wait and say one of their numbers or the name go, too; their ids."""
    said = json.dumps([json.dumps(one, ensure_ascii=False)[1:-1] for one in words], ensure_ascii=False)
    condition = "EXISTS (SELECT 1 FROM json_each(?) WHERE instr(waiting.cells, value) > 0)"
    found = [one for (one,) in rows(f"SELECT id FROM waiting WHERE {condition}", said)]
    run("DELETE FROM waiting WHERE id IN (SELECT value FROM json_each(?))", json.dumps(found))
    return found


def _forget_drafts(words: Sequence[str]) -> None:
    said = json.dumps([json.dumps(one, ensure_ascii=False)[1:-1] for one in words], ensure_ascii=False)
    run("DELETE FROM draft WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(draft.body, value) > 0)", said)


def _make_nobody() -> None:
    """The row stays for what hangs on it, and is nobody."""
    run(
        "UPDATE customer SET name = ?, code = '', short_name = '', company = '', title = '', gender = '', tax_id = '',"
        " birth_year = NULL, birth_month = NULL, birth_day = NULL, birth_lunar = 0, birth_leap = 0, website = '', category = '',"
        " source = '', referrer = '', staff = '', customer_since = NULL, preferred_channel = '', note = '', extra = '{}',"
        " contact_interval = NULL, contact_start = NULL, came_from = NULL, came_row = NULL, archive_reason = '', to_be_told = 0,"
        f" archived_at = {clock.STAMP}, erased_on = ?, updated_at = {clock.STAMP} WHERE id IN {_GONE}",
        written(NOBODY), clock.today().isoformat(),
    )  # fmt: skip
