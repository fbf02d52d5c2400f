"""Which file is taken for a shop file: not an empty, foreign, newer, cut or damaged one; what is refused is not touched."""

import os
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from db.core import audited, lock, migrate, trouble
from db.core.connection import connect
from db.core.errors import DamagedError, NewerFileError, NotFoundError
from resources.i18n import _

APPLICATION_ID: Final = 0x534B4231  # "SKB1"
LOG: Final = "-wal"  # SQLite's
_QUICK: Final = 16 << 20  # bytes up to which a file is read through at every opening (about 50 ms)


def refuse_empty(path: Path) -> None:
    """Refuse what need not be opened to be refused."""
    if not path.exists():
        raise NotFoundError(_("There is no shop file at “{path}”. Was it moved or renamed?").format(path=path))
    if not path.is_file() or path.stat().st_size == 0:
        raise DamagedError(
            _("“{name}” is empty; it is no shop file. It was not touched. Please fetch your data back from a backup.").format(
                name=path.name
            )
        )


def can_write(path: Path) -> bool:
    """Whether the file and the folder it lies in can be written to."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def look_over(path: Path, key: bytes | None) -> None:
    """Refuse a foreign, newer, cut or damaged file, read in a way that writes nothing and takes no lock."""
    unclean = has_log(path)
    try:
        with closing(connect(path, key, "ro" if unclean else "ro&immutable=1")) as connection:
            refuse_foreign(connection, path)
            _refuse_cut(connection, path, unclean)
            _refuse_damaged(connection, deep=unclean or path.stat().st_size <= _QUICK)
    except trouble.DAMAGE as error:
        if "not a database" in str(error):
            raise _foreign(path, key) from error
        raise trouble.damaged() from error


def has_log(path: Path) -> bool:
    """Whether rows of this file stand in the log beside it only."""
    log = lock.beside(path, LOG)
    return log.exists() and log.stat().st_size > 0


def refuse_foreign(connection: Any, path: Path) -> None:
    """Refuse what is no shop file, and one a newer program made."""
    ((identity,),) = connection.execute("PRAGMA application_id").fetchall()
    if identity != APPLICATION_ID:
        raise _foreign(path, None)
    if migrate.version(connection) > migrate.newest():
        raise NewerFileError(
            _("This shop file was made by a newer version of Shukebu. Please update the program first. The file was not touched.")
        )


def _foreign(path: Path, key: bytes | None) -> DamagedError:
    if key is not None:
        return DamagedError(
            _("“{name}” can't be opened with this password, or it is damaged. It was not touched.").format(name=path.name)
        )
    return DamagedError(_("“{name}” is no shop file of Shukebu, or it is damaged. It was not touched.").format(name=path.name))


def _refuse_cut(connection: Any, path: Path, unclean: bool) -> None:
    """A file shorter than its pages was cut off; while a log waits, the file may rightly lag behind."""
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    if not unclean and pages * int(size) != path.stat().st_size:  # with a key SQLCipher answers in text
        raise trouble.damaged()


def _refuse_damaged(connection: Any, deep: bool) -> None:
    if deep and connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise trouble.damaged()
    if migrate.version(connection) == migrate.newest() and not audited.is_armed(connection):
        raise trouble.damaged()
