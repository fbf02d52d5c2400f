"""The daily work with 100,000 customers and 1,000,000 talks, each against the plain SQL that fetches the same rows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from db.core import audit, clock, file
from db.core.connection import assert_pragmas, connect
from db.core.connection import rows as read
from db.core.journal import saving
from db.core.progress import silent
from db.models.fields import canonical
from db.services import cards, coming, lists, tags, timeline, today
from db.services.lists import ListQuery, Selection
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("finding", "card", "segment", "today", "bulk_tag")
_CUSTOMERS: Final = 100_000
_TALKS: Final = 1_000_000
_ON_ONE_CARD: Final = 5_000
_TAGGED: Final = 10_000
_RUNS: Final = 5
_AGAIN: Final = 20  # what takes a millisecond is done so often in one run
_ROW: Final = (
    "SELECT c.id, c.code, c.name, c.title, c.kind, f.phone, f.last_contact_on, f.last_contact, f.last_text, f.city"
    " FROM customer c JOIN customer_figures f ON f.customer = c.id"
)

_HAPPENED: Final = (
    "SELECT * FROM (SELECT 'talk', id, happened_on AS day, happened_time AS at, channel, text, staff, outcome, follow_up_on"
    " FROM interaction WHERE customer = 1 UNION ALL SELECT 'sale', s.id, s.happened_on, s.happened_time, s.order_no,"
    " (SELECT group_concat(l.name) FROM sale_line l WHERE l.sale = s.id), '', '', NULL FROM sale s WHERE s.customer = 1"
    " UNION ALL SELECT 'task', id, coalesce(done_on, due_on), due_time, '', title, staff, '', NULL FROM task WHERE customer = 1)"
    " ORDER BY day DESC, at DESC LIMIT 50"
)

_KNOWN: Final = "FROM customer_figures f JOIN customer c ON c.id = f.customer"
_TOLD: Final = "c.id, c.name, c.title, f.phone, f.last_text"
_CALLED: Final = "NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = c.id AND o.channel IN ('all', 'phone'))"
_NOT_PUT_OFF: Final = "NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = c.id AND p.kind = '{}' AND p.until > ?1)"
_WHO_STANDS_THERE: Final = (
    f"SELECT {_TOLD}, t.id, t.title, t.due_on FROM task t LEFT JOIN customer c ON c.id = t.customer"
    " LEFT JOIN customer_figures f ON f.customer = t.customer WHERE t.done_on IS NULL AND t.due_on <= ?1"
    f" UNION ALL SELECT {_TOLD}, NULL, NULL, f.keep_in_touch_on {_KNOWN} WHERE f.keep_in_touch_on <= ?1 AND {_CALLED}"
    f" AND {_NOT_PUT_OFF.format('touch')} AND f.is_blacklisted = 0"
    f" UNION ALL SELECT {_TOLD}, NULL, NULL, f.birthday_on {_KNOWN} WHERE f.birthday_on BETWEEN ?2 AND ?3 AND {_CALLED}"
    f" AND {_NOT_PUT_OFF.format('birthday')} AND f.is_blacklisted = 0 AND (f.last_contact_on >= ?4 OR EXISTS (SELECT 1"
    " FROM customer_tag w JOIN tag g ON g.id = w.tag WHERE w.customer = c.id AND g.name IN ('老主顧', 'VIP', '常客'))"
    " OR EXISTS (SELECT 1 FROM sale s WHERE s.customer = c.id AND s.happened_on >= ?4))"
    f" UNION ALL SELECT {_TOLD}, NULL, b.reason, b.review_on FROM blacklist b CROSS JOIN customer c ON c.id = b.customer"
    " JOIN customer_figures f ON f.customer = b.customer WHERE b.review_on <= ?1"
)


def rows() -> Iterator[Row]:
    """Search to rows, a long card, every kind of segment, Today, and tagging many with its undo."""
    path = shops.busy(_CUSTOMERS, _TALKS, _ON_ONE_CARD)
    with file.opened(path):
        coming.refresh_birthdays(silent)
        yield _finding()
        yield _card()
        yield _segments()
        yield _today()
        yield _tagging()


def _often(work: Any) -> float:
    return seconds(lambda: [work() for _time in range(_AGAIN)])


def _finding() -> Row:
    """The first 50 rows of several searches, against a scan of the same line."""
    texts = ("678", "陳美", "中正路", "0912", "宏達")

    def ours() -> None:
        for text in texts:
            lists.first(ListQuery(text=text), 50)

    def peer() -> None:
        for text in texts:
            read(f"{_ROW} JOIN customer_search s ON s.customer = c.id WHERE instr(s.line, ?) LIMIT 50", text)

    return row("finding", "search to its first 50 rows, against plain SQL scanning one column", _paired(ours, peer), 2.0, 1.3)


def _card() -> Row:
    """A customer with 5,000 talks: what the card says, and the newest of what happened."""

    def ours() -> None:
        cards.get(1)
        timeline.of(1, 50)

    def peer() -> None:
        for table in ("contact_point", "address", "contact", "customer_tag", "blacklist", "opt_out", "attachment"):
            read(f"SELECT * FROM {table} WHERE customer = 1")
        read("SELECT * FROM customer WHERE id = 1")
        read(_HAPPENED)

    what = f"opening a card with {_ON_ONE_CARD:,} talks, against plain SQL fetching the same rows"
    return row("card", what, _paired(ours, peer), 2.0, 1.3)


def _segments() -> Row:
    """Count and first 50 rows of segments of several kinds."""
    long_ago = (clock.today() - timedelta(days=90)).isoformat()
    questions = (
        (
            {"all": [{"field": "city", "is": "any_of", "value": ["新北市"]}]},
            "EXISTS (SELECT 1 FROM address a WHERE a.customer = c.id AND a.city = '新北市')",
        ),
        (
            {"all": [{"field": "last_contact", "is": "not_last_days", "value": 90}]},
            f"(f.last_contact_on IS NULL OR f.last_contact_on < '{long_ago}')",
        ),
        (
            {"all": [{"field": "talks", "is": "has", "value": {"days": 90, "channel": "電話"}}]},
            f"EXISTS (SELECT 1 FROM interaction i WHERE i.customer = c.id AND i.happened_on >= '{long_ago}'"
            " AND i.channel = '電話')",
        ),
    )
    queries = [(ListQuery(conditions=canonical(conditions)), sql) for conditions, sql in questions]

    def ours() -> None:
        for query, _sql in queries:
            lists.count(query)
            lists.first(query, 50)

    def peer() -> None:
        for _query, sql in queries:
            where = f"WHERE f.visible = 1 AND {sql}"
            read(f"SELECT count(*) FROM customer c JOIN customer_figures f ON f.customer = c.id {where}")
            read(f"{_ROW} {where} ORDER BY f.last_contact_on DESC LIMIT 50")

    both = alternate(lambda: seconds(ours), lambda: seconds(peer), runs=_RUNS)
    return row("segment", "count and first 50 rows of three segments, against plain SQL fetching them", both, 2.0, 1.3)


def _today() -> Row:
    """The whole morning page."""
    day = clock.today()
    first, last = (day - timedelta(days=3)).isoformat(), (day + timedelta(days=7)).isoformat()
    active = (day - timedelta(days=730)).isoformat()
    what = "the morning's page, against one plain SQL statement fetching who stands on it"
    both = _paired(today.plan, lambda: read(_WHO_STANDS_THERE, day.isoformat(), first, last, active))
    return row("today", what, both, 2.0, 1.3)


def _tagging() -> Row:
    """10,000 customers tagged in one action and taken back, against the same rows put in and taken out bare."""
    chosen = Selection(chosen=tuple(range(1, _TAGGED + 1)))
    bare = _bare(shops.folder() / "bare-tags.db")
    tag = bare.execute("INSERT INTO tag(name) VALUES ('量測')").lastrowid
    ((last,),) = bare.execute("SELECT max(id) FROM customer_tag").fetchall()

    def ours() -> None:
        _count, made = saving(lambda: tags.attach(chosen, ["量測"]))
        audit.undo(int(made or 0))

    def peer() -> None:
        bare.execute("BEGIN IMMEDIATE")
        worn = [(last + one, one, tag) for one in chosen.chosen]
        bare.executemany("INSERT INTO customer_tag(id, customer, tag) VALUES (?, ?, ?)", worn)
        bare.execute("COMMIT")
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany("DELETE FROM customer_tag WHERE id = ?", [(one,) for one, _customer, _tag in worn])
        bare.execute("COMMIT")

    both = alternate(lambda: seconds(ours), lambda: seconds(peer), runs=_RUNS)
    bare.close()
    what = f"{_TAGGED:,} customers tagged and taken back, against a bare executemany on the same file without triggers"
    return row("bulk_tag", what, both, 3.0, None)


def _bare(path: Path) -> Any:
    """A copy of the open file without its triggers: the same rows in the same tables and indexes, nothing written beside them."""
    path.unlink(missing_ok=True)
    read("VACUUM INTO ?", str(path))
    connection = connect(path)
    assert_pragmas(connection)
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    return connection


def _paired(ours: Any, peer: Any) -> tuple[float, float]:
    return alternate(lambda: _often(ours), lambda: _often(peer), runs=_RUNS)
