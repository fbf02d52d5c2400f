"""Numbered migrations: each one transaction, with the triggers made anew at its end."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any, Final

from db.core import audited

_PACKAGE: Final = "db.migrations"  # found by name: core imports nothing above it


@cache
def _names() -> dict[int, str]:
    """The modules' names by number; opening a file of today's schema loads none of them."""
    package = importlib.import_module(_PACKAGE)
    return {int(module.name[:4]): module.name for module in pkgutil.iter_modules(package.__path__) if module.name[:4].isdigit()}


@cache
def migrations() -> dict[int, ModuleType]:
    """Every migration by number: `SQL`, perhaps `migrate(connection)`, perhaps `UNDO_FLOOR = True`."""
    return {number: importlib.import_module(f"{_PACKAGE}.{name}") for number, name in sorted(_names().items())}


def newest() -> int:
    """The schema this program writes."""
    return max(_names())


def undo_floor() -> int:
    """Units that ran under an older schema than this are readable but no longer undone."""
    return max((number for number, module in migrations().items() if getattr(module, "UNDO_FLOOR", False)), default=0)


def version(connection: Any) -> int:
    """The schema a file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: Any, application_id: int) -> None:
    """Bring a file, empty or older, to the newest schema: one transaction a migration."""
    for number in range(version(connection) + 1, newest() + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _apply(connection, migrations()[number])
            audited.arm(connection)
            connection.execute(f"PRAGMA application_id = {application_id}")
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _apply(connection: Any, module: ModuleType) -> None:
    for statement in str(module.SQL).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    if migrate := getattr(module, "migrate", None):
        migrate(connection)
