"""The search: any piece of a customer's line from the first character, several words together, best and latest first.

Every suffix of every word, cut at three characters, is a token of an FTS5 table that keeps nothing else; its rowid is the rank
of recency, and `customer_search` keeps the lines. Two characters are a prefix, three a token, more the tokens together and a
second look with `instr` at the line kept.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from db.core import search_line, tally
from db.core.connection import database, rows, run, value
from db.core.search_line import CODE, END, START
from db.core.values import names, phones
from db.core.values.text import normal

MANY: Final = 5_000  # rows from which the index gets room to work in
_NEWEST: Final = 1_200  # lines that are scanned for a single character
_ROOM: Final = 64 << 20
_USUAL_ROOM: Final = 1 << 20
STEPS: Final = 6  # a customer whose line is made, kept and indexed
_TRIGRAMS: Final = 40  # of a long word; the second look does the rest
_PHONE_LIKE: Final = re.compile(r"\+?\(?\d[\d()\-+#]*", re.ASCII)


def find(text: str, limit: int | None = None) -> list[int]:
    """Ids of the customers whose line, or a tag they wear, holds every word of `text`; customers put away are found as well.

    First where a name or code begins with it, then where a phone ends with it, then the rest; within each the latest contact.
    Codes that are bare numbers stand before the phones where they are just what is typed, else behind them.
    """
    words = [_alternatives(word) for word in normal(text).split()]
    if not words:
        return []
    found: dict[int, None] = {}
    starts = _take(found, [[START + word for word in words[0]], *words[1:]], limit)
    if words[-1][0].isdigit():
        starts += _take(found, [*words[:-1], [CODE + words[-1][0] + CODE]], limit)
        _take(found, [*words[:-1], [words[-1][0] + END]], limit)
        starts += _take(found, [*words[:-1], [CODE + words[-1][0]]], limit)
    _take(found, words, limit)
    _take_worn(found, words, limit)
    if meant := _meant(words, starts):
        _take(found, meant, limit)
    if not found and (written := _written(words)):
        _take(found, written, limit)
    return list(found)


def refresh(customers: Collection[int], lifted: Collection[int] = ()) -> None:
    """Bring the lines of these customers up to date; those gone leave the index. `lifted` had a new contact: they rank first."""
    put(search_line.of(customers), gone=customers, lifted=lifted)


def rebuild() -> None:
    """Make the whole index anew; ranks stay."""
    refresh([row[0] for row in rows("SELECT id FROM customer UNION SELECT customer FROM customer_search")])


def put(lines: Iterable[tuple[int, str]], gone: Collection[int] = (), lifted: Collection[int] = ()) -> None:
    """Index these (customer, line); of `gone` those without a line leave. Only inside a transaction, after everything audited."""
    new = dict(tally.each(lines))
    touched = new.keys() | set(gone)
    old = _kept(touched)
    stale = {c: kept for c, kept in old.items() if kept[1] != new.get(c) or c in lifted}
    fresh = {c: text for c, text in new.items() if c not in old or c in stale}
    if not stale and not fresh:
        return
    ranks = _ranks(fresh, {c: kept[0] for c, kept in stale.items() if c not in lifted})
    run("DELETE FROM customer_search WHERE customer IN (SELECT value FROM json_each(?))", json.dumps(list(stale)))
    with_room = len(fresh) + len(stale) >= MANY
    if with_room:
        _set("hashsize", _ROOM)
    if with_room and 2 * len(stale) > (value("SELECT count(*) FROM customer_search") or 0):
        run("INSERT INTO customer_fts(customer_fts) VALUES ('delete-all')")
        _index(*_columns(rows("SELECT id, line FROM customer_search ORDER BY id")))
    elif stale:
        forget = "INSERT INTO customer_fts(customer_fts, rowid, tokens) VALUES ('delete', ?, ?)"
        ids, texts = _columns(sorted(stale.values()))
        leaving = zip(ids, search_line.tokens(texts), strict=True)
        database.connection().executemany(forget, tally.each(leaving))
    kept = sorted((ranks[customer], customer, text) for customer, text in fresh.items())
    keep = "INSERT INTO customer_search (id, customer, line) VALUES (?, ?, ?)"
    database.connection().executemany(keep, tally.each(kept))
    _index([rank for rank, _customer, _text in kept], [text for _rank, _customer, text in kept])
    if with_room:
        _set("hashsize", _USUAL_ROOM)


def tidy(pages: int = 100) -> bool:
    """Merge a little of what many saves have left in the index; whether there may be more. For the worker, when idle."""
    if database.is_read_only:
        return False
    with database.atomic("IMMEDIATE"):
        before = value("SELECT total_changes()")
        run("INSERT INTO customer_fts(customer_fts, rank) VALUES ('merge', ?)", pages)
        return bool(value("SELECT total_changes()") - before >= 2)


def _kept(customers: Collection[int]) -> dict[int, tuple[int, str]]:
    """customer -> (rank, line) as indexed."""
    ids = json.dumps(list(customers))
    found = rows("SELECT customer, id, line FROM customer_search WHERE customer IN (SELECT value FROM json_each(?))", ids)
    return {customer: (rank, text) for customer, rank, text in found}


def _ranks(customers: Iterable[int], staying: dict[int, int]) -> dict[int, int]:
    """The rank of each customer to be indexed: the one it had, or one above all."""
    top = value("SELECT max(id) FROM customer_search") or 0
    ranks = dict(staying)
    for customer in sorted(customers):
        if customer not in ranks:
            top += 1
            ranks[customer] = top
    return ranks


def _columns(pairs: Iterable[tuple[int, str]]) -> tuple[list[int], list[str]]:
    ids, texts = [], []
    for rank, text in pairs:
        ids.append(rank)
        texts.append(text)
    return ids, texts


def _index(ranks: list[int], lines: list[str]) -> None:
    adding = zip(ranks, search_line.tokens(lines), strict=True)
    database.connection().executemany("INSERT INTO customer_fts(rowid, tokens) VALUES (?, ?)", tally.each(adding))


def _set(option: str, number: int) -> None:
    run("INSERT INTO customer_fts(customer_fts, rank) VALUES (?, ?)", option, number)


def _alternatives(word: str) -> list[str]:
    """The word, and the digits alone of what is typed like a phone: 0912-345, +886912345678."""
    if not _PHONE_LIKE.fullmatch(word) or word.isdigit():
        return [word]
    digits = re.sub(r"\D", "", word.partition("#")[0])
    whole = phones.parse(word)
    found = [word, *([digits] if len(digits) > 2 else []), *(one.normal for one in whole if not one.problem)]
    return list(dict.fromkeys(found))


def _meant(words: list[list[str]], starts: int) -> list[list[str]]:
    """The words as zhuyin: being composed, or, where no name begins with them, keys typed with the input method off."""
    meant: list[list[str]] = []
    for at, word in enumerate(words):
        other = names.found_by(word[0]) if starts == 0 or not word[0].isascii() else []
        written, spelt = names.half_composed(word[0])
        begins = "" if at or written else START  # further words, and 美ㄏ, may stand within a name
        meant += [[written]] if written else []
        meant.append([begins + sign for sign in (*other, *spelt)] or word)
    return meant if meant != words else []


def _written(words: list[list[str]]) -> list[list[str]]:
    """The words without what is still being composed behind them: the list does not go blank at 中正ㄌ."""
    kept = [[written] if (written := names.half_composed(word[0])[0]) else word for word in words]
    return kept if kept != words else []


def _take(found: dict[int, None], groups: list[list[str]], limit: int | None) -> int:
    """Add the customers whose line holds one of each group, latest first, until `limit` are found; how many were added."""
    room = None if limit is None else limit - len(found)
    if room is not None and room <= 0:
        return 0
    before = len(found)
    new = (customer for customer in _matching(groups, limit) if customer not in found)
    found.update(dict.fromkeys(islice(new, room)))
    return len(found) - before


def _take_worn(found: dict[int, None], groups: list[list[str]], limit: int | None) -> None:
    """Add those whom a tag they wear has found, latest first. Tags stand in no line: to tag ten thousand makes no line anew."""
    names_of = [(tag, normal(name)) for tag, name in rows("SELECT id, name FROM tag")]
    worn = [[tag for tag, name in names_of if any(word in name for word in group)] for group in groups]
    if not any(worn) or (limit is not None and len(found) >= limit):
        return
    listed = "customer IN (SELECT customer FROM customer_tag WHERE tag IN ({}))"
    looks, texts = zip(*(_looks([group]) for group in groups), strict=True)
    held = [
        f"({look} OR {listed.format(','.join(map(str, tags)))})" if tags else look for look, tags in zip(looks, worn, strict=True)
    ]
    every = listed.format(",".join(str(tag) for tags in worn for tag in tags))
    sql = f"SELECT customer FROM customer_search WHERE {every} AND {' AND '.join(held)} ORDER BY id DESC"
    new = (row[0] for row in rows(sql, *(text for one in texts for text in one)) if row[0] not in found)
    found.update(dict.fromkeys(islice(new, None if limit is None else limit - len(found))))


def _matching(groups: list[list[str]], limit: int | None) -> Iterator[int]:
    """Customers whose line holds one of each group of texts, latest first.

    A single character is in too many lines to be looked up: it is checked in the lines the other words find; alone, in the
    newest lines first.
    """
    looked_up = [group for group in groups if min(map(len, group)) > 1]
    if not looked_up and limit is not None:
        newest = _newest(groups, limit)
        if len(newest) == limit:
            return iter(newest)
    expression = " AND ".join(f"({' OR '.join(map(_expression, group))})" for group in looked_up or groups)
    checked = [group for group in groups if group not in looked_up or max(map(len, group)) > 3]
    looks, texts = _looks(checked)
    sql = (
        "SELECT s.customer FROM customer_fts f CROSS JOIN customer_search s ON s.id = f.rowid"
        f" WHERE customer_fts MATCH ? AND {looks} ORDER BY f.rowid DESC LIMIT ?"
    )
    return (row[0] for row in rows(sql, expression, *texts, -1 if limit is None else limit))


def _newest(groups: list[list[str]], limit: int) -> list[int]:
    """As many as there are among the newest lines."""
    looks, texts = _looks(groups)
    sql = (
        "SELECT customer FROM customer_search WHERE id > (SELECT max(id) FROM customer_search) - ?"
        f" AND {looks} ORDER BY id DESC LIMIT ?"
    )
    return [row[0] for row in rows(sql, _NEWEST, *texts, limit)]


def _looks(groups: list[list[str]]) -> tuple[str, list[str]]:
    """The condition that a line holds one of each group, and its parameters."""
    looks = [f"({' OR '.join(['instr(line, ?)'] * len(group))})" for group in groups]
    return " AND ".join(looks) or "1", [text for group in groups for text in group]


def _expression(text: str) -> str:
    """The FTS5 expression every line holding this text fulfils."""
    if len(text) < 3:
        return f"{_quoted(text)}*"
    cuts = dict.fromkeys(text[place : place + 3] for place in range(len(text) - 2))
    return f"({' AND '.join(map(_quoted, islice(cuts, _TRIGRAMS)))})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
