"""A shop file under another key: plain to encrypted, back, or one key for another; the old file is whole until the new one is.

SQLCipher writes the other file itself (ATTACH ... KEY, sqlcipher_export): the backup interface copies pages as they are and can't
cross keys.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from db.core import chain, checking, copying, exchange, file, tally
from db.core.connection import CIPHER, address, assert_pragmas, connect
from db.core.errors import ChangedSinceError
from db.core.lock import beside
from db.core.progress import Progress, silent
from db.core.trouble import damaged
from resources.i18n import _


def write(source: Path, key: bytes | None, target: Path, new_key: bytes | None, mode: str = "ro") -> checking.CheckResult:
    """Write all of a shop file into a new one under another key, and look it over: the same rows, the same head of history.

    None: plain. Raises the driver's errors, OSError and DamagedError; then nothing is left of the target.
    """
    target.unlink(missing_ok=True)
    try:
        with closing(connect(source, key, mode)) as connection:
            connection.create_function("line_digest", 2, chain.line_digest)
            connection.execute("BEGIN")
            before = checking.head(connection), checking.counts(connection)
            pragmas = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")}
            connection.execute("COMMIT")
            _export(connection, target, new_key, pragmas)
        copying.sync(target)
        result = checking.refuse_damaged(target, new_key)
        if ({name: result.chain[name] for name in ("units", "head")}, result.counts) != before:
            raise damaged()
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return result


def _export(connection: Any, target: Path, new_key: bytes | None, pragmas: dict[str, int]) -> None:
    said = f"x'{new_key.hex()}'" if new_key else ""
    connection.execute("ATTACH ? AS other KEY ?", (address(target, "rwc"), said))
    try:
        for name, value in CIPHER if new_key else ():
            connection.execute(f"PRAGMA other.{name} = {value}").fetchall()
        connection.execute("SELECT sqlcipher_export('other')").fetchall()
        for name, number in pragmas.items():
            connection.execute(f"PRAGMA other.{name} = {int(number)}").fetchall()
    finally:
        connection.execute("DETACH other")


def over(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    """Write a file nobody has open anew under another key, in its place: whole, or as it was. Raises as `write` does."""
    with copying.replacing(path) as part:
        write(path, key, part, new_key, "ro&immutable=1")


def prepare(
    shop: Path, key: bytes | None, new_key: bytes | None, progress: Progress = silent, fill: Callable[[Any], None] | None = None
) -> str:
    """Lay the shop file ready under another key, beside it; the head of history it was written at. Long: for the worker.

    `fill`: puts in what only the new file is to hold, over this connection to it.
    """
    part = beside(shop, file.READY + file.PART)
    with tally.counting(progress, _("Writing the file anew…")) as told:
        result = write(shop, key, part, new_key)
        told.tell()
    with closing(connect(part, new_key)) as connection:
        assert_pragmas(connection)
        if fill:
            fill(connection)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    copying.sync(part)
    part.replace(beside(shop, file.READY))
    copying.sync_folder(shop.parent)
    return str(result.chain["head"])


def put_in_place(shop: Path, head: str, new_key: bytes | None) -> None:
    """Put what `prepare` laid ready in the place of the open shop file, which is opened again under the new key.

    The old file goes: it is what the owner wants no longer to lie there. ChangedSinceError: something was saved meanwhile; then
    nothing was changed, and the caller prepares anew. On any other error the old file is open again.
    """
    from db.core.connection import database

    old = database.key
    if checking.head(database.connection())["head"] != head:
        exchange.forget(shop)
        raise ChangedSinceError(_("Something was saved meanwhile. Nothing was changed. Please try again."))
    file.close()
    try:
        from db.core import lock

        with lock.held(shop):
            aside = exchange.exchange(shop)
            if aside:
                exchange.drop(aside)
    except BaseException:
        file.open_shop(shop, old)
        raise
    file.open_shop(shop, new_key)
