"""kill -9 at random moments and at the n-th write: what was said to be saved is there, and nothing is half."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from db.core import checking, file, migrate
from db.core.connection import database, rows, value
from db.services import backups, dump, moving, putting_back
from tests.drill import shops
from tests.drill.actor import Actor, Ended, ids
from tests.drill.drilling import Ground, Line

TITLE: Final = "Killed at any moment"
RULES: Final = ("R1", "R18")
_START: Final = 5  # seconds (R1)
_TOLD, _LEFT_HALF, _UNSOUND, _UNTIDY = "acknowledged and lost", "half records", "not sound", "left lying about"


@dataclass(frozen=True, slots=True)
class _Act:
    """One act: what it is done to, and what must be true of the file after it was killed; sentences of what is not."""

    name: str
    shop: Callable[[], Path]
    order: dict[str, Any]
    is_half: Callable[[Ended], bool]
    is_lost: Callable[[Ended], bool]


def lines(ground: Ground) -> Iterator[Line]:
    """Every act killed so many times, half at random, half at a write; then opened as the owner would."""
    with Actor() as actor:
        records = actor.prepare(shops.people(ground.many(300, 20_000)))
        acts = [
            _Act("import", shops.empty, {}, partial(_half_import, records), _lost_import),
            _Act("quotes", shops.lifelike, {"customers": ids(1, 20), "count": 12}, _half_quote, _lost_quote),
            _Act("backup", shops.lifelike, {"customers": ids(1, 1), "count": 4}, _half_backup, _lost_backup),
            _Act(
                "keyed backup",
                shops.encrypted,
                {"customers": ids(1, 1), "count": 3, "key": shops.KEY.hex()},
                _half_backup,
                _lost_backup,
            ),
            _Act("move", shops.lifelike, {"customers": ids(1, 1), "count": 3}, _half_move, _lost_move),
            _Act("merge", shops.lifelike, {"customers": ids(1, 24)}, _half_merge, _lost_merge),
            _Act("erase", shops.lifelike, {"customers": ids(31, 10)}, _half_erased, _lost_erased),
            _Act("talks", shops.lifelike, {"customers": ids(1, 20), "count": 40}, _never, _lost_talk),
        ]
        starts = list[float]()
        for one in acts:
            yield _storm(ground, actor, one, starts)
        quick = sum(seconds <= _START for seconds in starts)
        yield Line(f"opened again within {_START} s", len(starts), quick, f"at most {max(starts):.2f} s")
        yield _migrations(ground, actor)


def _storm(ground: Ground, actor: Actor, one: _Act, starts: list[float]) -> Line:
    """`starts` gets the seconds each of the shops took to open again."""
    kills, found, killed = ground.many(7, 200), list[str](), 0
    place = ground.place(one.name)
    whole = actor.do(one.name, shops.copy(one.shop(), place / "whole"), **one.order)
    found += [f"a whole run ended with {whole.status} and told {whole.told}"] if whole.status or not whole.told else []
    writes = 40 * max(len(whole.told), 4)
    for number in range(kills):
        shop = shops.copy(one.shop(), place / str(number))
        by_write = number % 2 == 1
        how = {"kill_at": ground.random.randint(1, writes)} if by_write else {"after": ground.random.uniform(0, whole.took)}
        ended = actor.do(one.name, shop, **how, **one.order)
        killed += ended.was_killed
        found += _faults(shop, one, ended, starts)
        shutil.rmtree(shop.parent, ignore_errors=True)
    return Line(f"{one.name}: killed and opened again", kills, kills - len(found), _note(found, killed, kills))


def _note(found: Sequence[str], killed: int, kills: int) -> str:
    return "; ".join(sorted(set(found))) or f"{killed} of {kills} before the end"


def _faults(shop: Path, one: _Act, ended: Ended, starts: list[float]) -> list[str]:
    """What is wrong with a shop after a kill, at most one thing."""
    began = time.monotonic()
    with file.opened(shop, shops.KEY if "key" in one.order else None):
        starts.append(time.monotonic() - began)
        sound = file.check().ok
        faults = [(_UNSOUND, not sound), (_LEFT_HALF, sound and one.is_half(ended)), (_TOLD, sound and one.is_lost(ended))]
    tidy = shops.is_tidy(shop)
    return [what for what, is_so in (*faults, (_UNTIDY, not tidy)) if is_so][:1]


def _half_import(records: int, _ended: Ended) -> bool:
    return value("SELECT count(*) FROM customer") not in (0, records)


def _lost_import(ended: Ended) -> bool:
    return bool(ended.told) and value("SELECT count(*) FROM customer") == 0


def _half_quote(_ended: Ended) -> bool:
    lineless = "SELECT 1 FROM quote WHERE NOT EXISTS (SELECT 1 FROM quote_line WHERE quote = quote.id)"
    unfrozen = "SELECT 1 FROM issued_quote WHERE NOT EXISTS (SELECT 1 FROM blob WHERE hash = issued_quote.blob_hash)"
    doubled = "SELECT 1 FROM quote WHERE number <> '' GROUP BY number HAVING count(*) > 1"
    return any(value(asked) for asked in (lineless, unfrozen, doubled))


def _lost_quote(ended: Ended) -> bool:
    return not {*ended.told} <= {number for (number,) in rows("SELECT number FROM issued_quote")}


def _lost_talk(ended: Ended) -> bool:
    return not {*ended.told} <= {number for (number,) in rows("SELECT id FROM interaction")}


def _half_backup(_ended: Ended) -> bool:
    """A copy that counts is whole; what was cut off goes with the next one."""
    for copy in backups.kept():
        if copy.verified:
            backups.verify(copy.path, database.key)
    backups.make("close")
    return bool(list(backups.folder().glob("*.part*")))


def _lost_backup(ended: Ended) -> bool:
    """Of many copies of one half hour the rotation keeps the last three (R9): one was made since, two of those told stay."""
    return not {*ended.told[-2:]} <= {copy.path.name for copy in backups.kept() if copy.verified}


def _stick() -> Path:
    return file.current_path().parent / "stick"


def _half_move(_ended: Ended) -> bool:
    """Whatever bears the name of a packed shop is one: it moves in on another computer, and is sound there."""
    for packed in _stick().glob(f"*{moving.SUFFIX}"):
        there = packed.parent / "there" / "shop.crm"
        moving.prepare(packed, there)
        putting_back.put_in_place(there)
        is_sound = checking.of_file(there, None, thorough=True).ok
        shutil.rmtree(there.parent)
        if not is_sound:
            return True
    return False


def _lost_move(ended: Ended) -> bool:
    return not {*ended.told} <= {packed.name for packed in _stick().glob(f"*{moving.SUFFIX}")}


def _half_merge(_ended: Ended) -> bool:
    orphans = "SELECT 1 FROM contact_point p JOIN customer c ON c.id = p.customer WHERE c.merged_into IS NOT NULL"
    sales = "SELECT 1 FROM sale s JOIN customer c ON c.id = s.customer WHERE c.merged_into IS NOT NULL"
    return any(value(asked) for asked in (orphans, sales))


def _lost_merge(ended: Ended) -> bool:
    merged = value("SELECT count(*) FROM customer WHERE merged_into IS NOT NULL")
    return int(merged) < len(ended.told)


def _half_erased(_ended: Ended) -> bool:
    """Who is erased has neither number nor address, and stands in the ledger; who stands in it is erased."""
    numbers = "SELECT 1 FROM contact_point p JOIN customer c ON c.id = p.customer WHERE c.erased_on IS NOT NULL"
    unwritten = "SELECT 1 FROM customer WHERE erased_on IS NOT NULL AND id NOT IN (SELECT customer FROM erased)"
    return any(value(asked) for asked in (numbers, unwritten))


def _lost_erased(ended: Ended) -> bool:
    return not {*ended.told} <= {number for (number,) in rows("SELECT customer FROM erased")}


def _never(_ended: Ended) -> bool:
    return False


def _migrations(ground: Ground, actor: Actor) -> Line:
    """Every released schema, killed while it is brought to today's, ends at the same rows; a copy from before lies there."""
    place, found, kills = ground.place("migration"), list[str](), 0
    for schema in range(1, migrate.newest()):
        unharmed = shops.copy(shops.of_schema(schema), place / f"{schema}-whole")
        whole = actor.do("migration", unharmed)
        meant = _dumped(unharmed)
        for number in range(ground.many(1, 40)):
            shop = shops.copy(shops.of_schema(schema), place / f"{schema}-{number}")
            by_write = number % 2 == 0
            how = {"kill_at": ground.random.randint(1, 60)} if by_write else {"after": ground.random.uniform(0, whole.took)}
            actor.do("migration", shop, **how)
            kills += 1
            found += [f"schema {schema}: other rows"] if _dumped(shop) != meant else []
            shutil.rmtree(shop.parent)
    return Line("migration of every schema: killed and opened again", kills, kills - len(found), "; ".join(sorted(set(found))))


def _dumped(shop: Path) -> dict[str, Any]:
    with file.opened(shop):
        assert file.check().ok
        return dump.dump()
