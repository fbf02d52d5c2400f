"""Whether a shop file is sound: pages, references, triggers, chain; and how much is in it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from db.core import audited, chain, migrate, proof, tally
from db.core.connection import ROOMY, connect, database
from db.core.errors import DamagedError
from db.core.trouble import damaged, unreachable

_SHUT: Final = ([(1, None, 0)], [(1, None)])  # the one row between units, and in files before there were erase units


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`problems`: fixed English sentences; `counts`: rows of each audited table.

    `chain`: {"units", "head" (hex), "ok"}; ok is None where only the head was read.
    """

    ok: bool
    problems: list[str]
    counts: dict[str, int]
    chain: dict[str, Any]


def check(thorough: bool = True) -> CheckResult:
    """Look the open shop file over. `thorough`: integrity_check instead of quick_check, and the whole history."""
    return of(database.connection(), thorough)


def of_file(path: Path, key: bytes | None = None, thorough: bool = False) -> CheckResult:
    """Look over a file nobody has open, writing nothing. DamagedError if it can't be read at all, InputError if it is gone."""
    from concurrent.futures import ThreadPoolExecutor

    try:
        with _reading(path, key) as connection, _reading(path, key) as beside, ThreadPoolExecutor(1) as worker:
            dangling = worker.submit(_dangling, beside)  # a core for the pages, one for the references
            return of(connection, thorough, dangling.result)
    except driver.DatabaseError as error:
        raise (damaged() if path.exists() else unreachable(path)) from error


@contextmanager
def _reading(path: Path, key: bytes | None) -> Iterator[Any]:
    with closing(connect(path, key, "ro&immutable=1")) as connection:
        tally.watch(connection)
        connection.execute(f"PRAGMA cache_size = -{ROOMY}")  # references are looked up to and fro: pages decrypted once
        yield connection


def _dangling(connection: Any) -> list[str]:
    return [
        f"{table} {row} refers to a row of {parent} that is not there"
        for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]


def of(connection: Any, thorough: bool, dangling: Callable[[], list[str]] | None = None) -> CheckResult:
    """Look over what this connection reads. `dangling`: what its references were found to be elsewhere."""
    problems = [
        line for (line,) in connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check").fetchall() if line != "ok"
    ]
    if problems:
        return CheckResult(False, problems, {}, {"units": 0, "head": "", "ok": False})
    problems += dangling() if dangling else _dangling(connection)
    if migrate.version(connection) == migrate.newest() and not audited.is_armed(connection):
        problems.append("the triggers are not the ones this program made")
    if connection.execute("SELECT * FROM open_unit").fetchall() not in _SHUT:
        problems.append("a unit was left open")
    broken = proof.verify(connection) if thorough else []
    verdict = not broken if thorough else None
    return CheckResult(not problems and not broken, problems + broken, counts(connection), head(connection) | {"ok": verdict})


def counts(connection: Any) -> dict[str, int]:
    """Rows of each audited table that is there."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    return {
        table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        for table in audited.TABLES
        if table.name in there
    }


def head(connection: Any) -> dict[str, Any]:
    """Where the history stands: {"units", "head" (hex)}."""
    (units,) = connection.execute("SELECT count(*) FROM unit").fetchone()
    return {"units": units, "head": chain.last_head(connection).hex()}


def refuse_damaged(path: Path, key: bytes | None = None) -> CheckResult:
    """The result of a quick look over a file, or a DamagedError."""
    result = of_file(path, key)
    if not result.ok:
        raise DamagedError(damaged().sentence, problems=result.problems)
    return result
