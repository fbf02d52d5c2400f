"""A customer's timeline: everything that happened, newest first. A noun joins it by declaring its SELECT in NOUNS."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from db.core import clock
from db.core.connection import database
from db.core.connection import rows as read
from db.core.values.text import normal
from resources.i18n import N_

Moment = tuple[str, str, str, int]  # a row's place in the order: day ("" where unknown), time, kind, id


class Noun(NamedTuple):
    """What joins the timeline. Everything but `kind` and `label` is SQL over `source`, in which ?1 is the customer."""

    kind: str
    label: str  # an id for _()
    source: str  # the FROM and the WHERE that finds the customer's rows
    id: str
    day: str
    time: str
    title: str
    text: str
    staff: str = "''"
    outcome: str = "''"
    follow_up_on: str = "NULL"
    amount: str = "NULL"
    came: str = "NULL, NULL"  # import run, row


_TIMES: Final = (  # how many, where it is not one
    "CASE WHEN {0} IS NULL OR {0} = 10000 THEN '' ELSE ' ×' || rtrim(rtrim(printf('%.4f', {0} / 10000.0), '0'), '.') END"
)
_LINES: Final = (
    f"coalesce((SELECT group_concat(l.name || {_TIMES.format('l.quantity')}, '、') FROM sale_line l WHERE l.sale = s.id), s.note)"
)
_QUOTED: Final = (
    "trim(CASE q.state WHEN 'draft' THEN '' ELSE q.number || ' ' END || coalesce(nullif(q.project, ''), (SELECT"
    " group_concat(l.name, '、') FROM quote_line l WHERE l.quote = q.id AND l.kind = 'item'), ''))"
)
_WAITED: Final = (
    f"trim(w.name || ' ' || w.spec) || {_TIMES.format('w.quantity')} || CASE w.note WHEN '' THEN '' ELSE ' ・ ' || w.note END"
)
_ADDED_ON, _ADDED_AT = clock.shop_day("created_at"), clock.shop_time("created_at")
NOUNS: Final = (  # stamps are told as the shop's clock showed them (clock.shown)
    Noun(
        "talk", N_("Calls and visits"), "interaction WHERE customer = ?1", "id", "happened_on", "happened_time", "channel",
        "text", "staff", "outcome", "follow_up_on", came="came_from, came_row",
    ),
    Noun(
        "sale", N_("Bought"), "sale s WHERE s.customer = ?1", "s.id", "s.happened_on", "s.happened_time",
        "coalesce(nullif(s.number, ''), s.order_no)", _LINES,
        amount="s.total", came="s.came_from, s.came_row",
    ),
    Noun(
        "quote", N_("Quotes"), "quote q WHERE q.customer = ?1", "q.id", "q.quoted_on", "NULL", "q.state", _QUOTED, "q.staff",
        "q.reason", amount="q.total",
    ),
    Noun(
        "payment", N_("Payments"), "payment p WHERE p.customer = ?1", "p.id", "p.paid_on", "NULL", "p.method",
        "trim(trim(p.reference || ' ' || p.bank) || ' ' || trim(p.cheque_no || ' ' || p.note))", "p.staff", amount="p.amount",
    ),
    Noun(
        "wanted", N_("Asked for, not there"), "wanted w WHERE w.customer = ?1", "w.id", "w.asked_on", "NULL", "w.delivery",
        _WAITED,
    ),
    Noun(
        "task", N_("Reminders"), "task WHERE customer = ?1", "id", "coalesce(done_on, due_on)",
        "CASE WHEN done_on IS NULL THEN due_time END", "CASE WHEN done_on IS NULL THEN 'open' ELSE 'done' END", "title",
        "CASE WHEN done_on IS NULL THEN staff ELSE done_by END",
    ),
    Noun(
        "attachment", N_("Photos and files"), "attachment WHERE customer = ?1", "id",
        f"coalesce(happened_on, {_ADDED_ON})",
        f"CASE WHEN coalesce(happened_on, {_ADDED_ON}) = {_ADDED_ON} THEN {_ADDED_AT} END", "label",
        "name || CASE note WHEN '' THEN '' ELSE ' ・ ' || note END",
    ),
    Noun(
        "blacklist", N_("Watch list"), "blacklist WHERE customer = ?1", "id", "since",
        f"CASE WHEN since = {_ADDED_ON} THEN {_ADDED_AT} END", "level", "reason", "by",
    ),
    Noun(  # without its hour: it comes first, so it stands lowest of its day, below what has none either
        "came", N_("Taken in"), "customer c LEFT JOIN import_run r ON r.id = c.came_from WHERE c.id = ?1", "c.id",
        clock.shop_day("c.created_at"), "NULL",
        "CASE WHEN r.id IS NULL THEN 'hand' ELSE 'import' END", "coalesce(r.file, '')", came="c.came_from, c.came_row",
    ),
)  # fmt: skip
KINDS: Final = tuple(noun.kind for noun in NOUNS)


class TimelineRow(NamedTuple):  # a tuple is made five times as fast
    """One thing that happened. `title`: a talk's channel, a sale's number, a quote's state, how was paid, how far
    what was asked for is, a task's open or done,
    an attachment's label, the level of the watch list, import or hand; `text`: what was said, quoted, bought, promised, the name
    of the file.
    """

    kind: str
    id: int
    happened_on: str | None  # ISO; of an open task the day it is due
    happened_time: str | None
    title: str
    text: str
    staff: str
    outcome: str
    follow_up_on: str | None
    amount: int | None  # whole dollars
    came_from: int | None  # import run
    came_row: int | None

    @property
    def moment(self) -> Moment:
        """Where it stands in the order; `of` goes on below it."""
        return (self.happened_on or "", self.happened_time or "", self.kind, self.id)


def of(
    customer: int, count: int | None = 20, before: Moment | None = None, kinds: Collection[str] = (), text: str = ""
) -> list[TimelineRow]:
    """The timeline from the newest on, or from below the moment `before`: `count` rows (None: all) of these kinds (none: every
    kind) in which `text` stands. What has no day comes last.
    """
    every = 1 << 62 if count is None else count
    if before and not before[0]:
        return _part(_UNDATED_BELOW, customer, every, before, kinds, text)
    found = _part(_BELOW if before else _DATED, customer, every, before, kinds, text)
    if len(found) < every:
        found += _part(_UNDATED, customer, every - len(found), None, kinds, text)
    return found


def counts(customer: int, text: str = "") -> dict[str, int]:
    """How much of each kind there is, in which `text` stands; kinds without any are left out."""
    condition = f" AND {_SEARCHED.replace('{at}', '2')}" if text.strip() else ""
    branches = (f"SELECT '{noun.kind}', count(*) FROM {noun.source}{condition.format(**noun._asdict())}" for noun in NOUNS)
    return {kind: many for kind, many in read(" UNION ALL ".join(branches), customer, *_needle(text)) if many}


def count(customer: int, kinds: Collection[str] = ()) -> int:
    """How much there is of these kinds."""
    return sum(many for kind, many in counts(customer).items() if not kinds or kind in kinds)


_MOMENT: Final = "coalesce({day}, ''), coalesce({time}, ''), '{kind}', {id}"
_DATED: Final = "{day} IS NOT NULL"
_BELOW: Final = f"{{day}} <= ?3 AND ({_MOMENT}) < (?3, ?4, ?5, ?6)"  # the first half is what the index finds
_UNDATED: Final = "{day} IS NULL"
_UNDATED_BELOW: Final = f"{{day}} IS NULL AND ({_MOMENT}) < (?3, ?4, ?5, ?6)"
_BRANCH: Final = (
    "SELECT * FROM (SELECT '{kind}', {id}, {day}, nullif({time}, ''), {title}, {text}, {staff}, {outcome}, {follow_up_on},"
    " {amount}, {came} FROM {source} AND {when} ORDER BY {day} DESC, nullif({time}, '') DESC, {id} DESC LIMIT ?2)"
)
_SEARCHED: Final = "stands_in(?{at}, {title}, {text}, {staff}, {outcome})"


def _part(when: str, customer: int, count: int, before: Moment | None, kinds: Collection[str], text: str) -> list[TimelineRow]:
    """The rows that stand where `when` says: of each noun the first by its index, then the first of those."""
    needle = _needle(text)
    if needle:
        when += f" AND {_SEARCHED.replace('{at}', '7' if before else '3')}"
    sql = _statement(when, frozenset(kinds))
    return [TimelineRow(*row) for row in read(sql, customer, count, *(before or ()), *needle)]


@lru_cache(maxsize=64)  # putting it together takes as long as running it
def _statement(when: str, kinds: frozenset[str]) -> str:
    nouns = (noun._asdict() for noun in NOUNS if not kinds or noun.kind in kinds)
    branches = " UNION ALL ".join(_BRANCH.format(when=when.format(**noun), **noun) for noun in nouns)
    return f"{branches} ORDER BY 3 DESC, 4 DESC, 1 DESC, 2 DESC LIMIT ?2"


def _needle(text: str) -> tuple[str, ...]:
    return (normal(text.strip()),) if text.strip() else ()


def _stands_in(needle: str, *said: str | None) -> bool:
    """Whether one of these texts holds the needle, which is in the form for searching."""
    return any(needle in normal(one) for one in said if one)


database.register("stands_in", 5, _stands_in)
