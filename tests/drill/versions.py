"""A file of a newer program is refused and not touched; a file of every released schema is brought to today's, row by row."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from db.core import copying, file, migrate
from db.core.connection import connect
from db.core.errors import NewerFileError
from db.services import dump
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "Newer and older files"
RULES: Final = ("R7", "R18")


def lines(ground: Ground) -> Iterator[Line]:
    """Both."""
    yield _newer(ground)
    yield _older(ground)


def _newer(ground: Ground) -> Line:
    tries, held = ground.many(3, 20), 0
    for ahead in range(1, tries + 1):
        shop = shops.copy(shops.empty(), ground.place(f"newer-{ahead}"))
        with closing(connect(shop)) as connection:
            connection.execute(f"PRAGMA user_version = {migrate.newest() + ahead}").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = {path.name: path.read_bytes() for path in shop.parent.iterdir()}
        try:
            file.open_shop(shop)
        except NewerFileError as error:
            held += "較新版" in error.sentence and before == {path.name: path.read_bytes() for path in shop.parent.iterdir()}
    return Line("a file of a newer program", tries, held)


def _older(ground: Ground) -> Line:
    """What the older file held is there, value by value; a verified copy from before lies beside it."""
    held = 0
    for schema in range(1, migrate.newest()):
        shop = shops.copy(shops.of_schema(schema), ground.place(f"schema-{schema}"))
        with closing(connect(shop, mode="ro")) as connection:
            before = _rows(connection)
        with file.opened(shop):
            sound, dumped = file.check().ok, dump.dump()
        with closing(connect(shop, mode="ro")) as connection:
            after = _rows(connection)
        kept = all(_is_kept(before[table], after[table]) for table in before if table in after)
        copies = [copied for _seq, copied in copying.numbered(copying.folder(shop), shop)]
        held += sound and kept and bool(dumped["customers"]) and len(copies) == 1 and copying.facts(copies[0]) is not None
    return Line("a file of every released schema", migrate.newest() - 1, held)


def _rows(connection: Any) -> dict[str, list[dict[str, Any]]]:
    """What people entered: the audited tables of today that this file has."""
    from db.core import audited

    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    found = {}
    for table in audited.TABLES:
        if table.name in there:
            cursor = connection.execute(f"SELECT * FROM {table.name} ORDER BY id")
            names = [column[0] for column in cursor.description]
            found[table.name] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def _is_kept(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:
    """Every value of every row stands where it stood; columns may have come."""
    return len(before) == len(after) and all(
        all(new[name] == old for name, old in row.items() if name in new) for row, new in zip(before, after, strict=True)
    )
