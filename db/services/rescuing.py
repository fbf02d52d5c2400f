"""What can still be read of a shop file or a copy, sound or damaged, plain or encrypted: table by table, row by row.

For the day nothing else helps: it needs neither the window nor a file that is whole, and writes nothing beside it.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from db.core import audited, guarded, tries
from db.core.connection import connect
from db.core.errors import DamagedError, InputError, RefusedError
from db.core.trouble import ERRORS, damaged
from db.services import backups, entry, erased
from db.services.rescued import Gone, Rescued
from resources.i18n import _

_STEP: Final = 500  # ids that are read at once; where a page is damaged, one by one
_FIRST: Final = (
    "customer",
    "contact_point",
    "address",
    "contact",
    "interaction",
    "task",
    "sale",
    "sale_line",
    "payment",
    "quote",
    "quote_line",
)


def tables(path: Path, secret: str = "", shop: Path | None = None) -> Iterator[Rescued]:
    """Every table with what people entered, for who has the password of anybody, or the spare password: `secret`.

    RefusedError: it opens nothing; the rest as `tables_with`.
    """
    if not path.is_file():
        raise InputError(_("There is no file at “{path}”.").format(path=path))
    yield from tables_with(key_of(path, secret), path, shop)


def tables_with(key: bytes | None, path: Path, shop: Path | None) -> Iterator[Rescued]:
    """The same for who has the key: customers first; empty tables are left out. DamagedError: nothing can be read.

    Whoever the ledger beside the file, or beside the `shop` it is a copy of, knows as erased stays erased: nothing of theirs
    comes along.
    """
    with backups.readable(path, key) as whole, closing(connect(whole, key, "ro&immutable=1")) as connection:
        try:
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
        except ERRORS as error:
            raise damaged() from error
        if "customer" not in there:
            raise DamagedError(
                _("“{name}” is no shop file of Shukebu, or it is damaged. It was not touched.").format(name=path.name)
            )
        names = sorted((one.name for one in audited.TABLES if one.name in there), key=_place)
        gone = Gone([*erased.ledger(path), *(erased.ledger(shop) if shop else ())])
        for name in names:
            found = gone.left_out(_read(connection, name))
            if found.rows or found.lost or found.erased:
                yield found


def key_of(path: Path, secret: str) -> bytes | None:
    """The key of an encrypted file by the keyring beside it; None for a plain one, which asks for its password all the same."""
    if not guarded.is_guarded(path):
        return None
    encrypted = guarded.is_encrypted(path)
    tries.refuse_early(path)
    fitting = [one for name in entry.who(path) for one in entry.by_password(path, name.name, secret)] if secret else []
    with suppress(InputError):  # no spare password at all
        fitting += entry.by_paper(path, secret)
    if fitting:
        return fitting[0].key if encrypted else None
    tries.failed(path)
    raise RefusedError(_("This file asks for a password. Please put it, or the spare password, into $SHUKEBU_PASSWORD."))


def _place(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _read(connection: Any, table: str) -> Rescued:
    """All rows; of a damaged table those that can be read, by their ids."""
    names = tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall())
    try:
        return Rescued(table, names, connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall(), 0)
    except ERRORS:
        return _piece_by_piece(connection, table, names)


def _last_id(connection: Any, table: str) -> int:
    """As far as it can be told: by the counter of the table, else by its last row."""
    for asked, values in (("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)), (f"SELECT max(id) FROM {table}", ())):
        with suppress(*ERRORS):
            found = connection.execute(asked, values).fetchone()
            return int(found[0] or 0) if found else 0
    return 0


def _piece_by_piece(connection: Any, table: str, names: tuple[str, ...]) -> Rescued:
    rows: list[tuple[Any, ...]] = []
    lost = 0
    for first in range(1, _last_id(connection, table) + 1, _STEP):
        try:
            rows += connection.execute(f"SELECT * FROM {table} WHERE id BETWEEN ? AND ?", (first, first + _STEP - 1)).fetchall()
        except ERRORS:
            for one in range(first, first + _STEP):
                try:
                    rows += connection.execute(f"SELECT * FROM {table} WHERE id = ?", (one,)).fetchall()
                except ERRORS:
                    lost += 1
    return Rescued(table, names, rows, lost)
