"""What a command answers, and the shop file it works on; the JSON shapes are a contract."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.core import clock, file, guarded
from db.core.errors import RefusedError
from db.services import last_use
from resources.i18n import _

if TYPE_CHECKING:
    from ui.papers.paper import Lacking

SHOP: Final = "shop.crm"  # the owner's own file in the data folder
DEMO: Final = "demo.crm"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: as JSON, in words, and the unit it made."""

    data: dict[str, Any]
    text: str
    unit: int | None = None
    status: int = 0


def path_of(args: Namespace, name: str) -> Path:
    """The shop file meant: --file, $SHUKEBU_FILE, or this one in the data folder."""
    named = args.file or os.environ.get("SHUKEBU_FILE")
    return Path(named) if named else file.data_folder() / name


@contextmanager
def shop_read(args: Namespace) -> Iterator[None]:
    """The shop file, open to be read, also while its window is open."""
    path = path_of(args, SHOP)
    with _reading(path, args) if guarded.is_guarded(path) else file.read(path):
        _warn_of_clock()
        yield


@contextmanager
def shop(args: Namespace, may_be_missing: bool = False) -> Iterator[None]:
    """The shop file, open. `may_be_missing`: where nobody named a file and there is none, do without."""
    path = path_of(args, SHOP)
    if may_be_missing and path == file.data_folder() / SHOP and not path.exists():
        yield
        return
    with _opened(path, args) if guarded.is_guarded(path) else file.opened(path):
        _warn_of_clock()
        yield


def _opened(shop: Path, args: Namespace) -> AbstractContextManager[None]:
    from db.services import entry

    return entry.opened(shop, *_who(args, shop))


def _reading(shop: Path, args: Namespace) -> AbstractContextManager[None]:
    from db.services import entry

    return entry.reading(shop, *_who(args, shop))


def _who(args: Namespace, shop: Path) -> tuple[str, str]:
    """Who runs the command in a guarded shop, the owner by default, and the password, which is never an argument: those are seen
    by everybody on this computer. RefusedError where there is none.
    """
    from db.services import entry

    password = os.environ.get("SHUKEBU_PASSWORD", "")
    if not password:
        raise RefusedError(_("This shop asks for a password. Please put it into $SHUKEBU_PASSWORD. Nothing was changed."))
    owner = next((one.name for one in entry.who(shop) if one.role == "owner"), "")
    return args.user or owner, password


def key_to(args: Namespace, copy: Path) -> bytes | None:
    """The key of an encrypted copy, by $SHUKEBU_PASSWORD; None: it needs none. RefusedError: none fits."""
    from db.core import keyring
    from db.services import entry

    if not copy.is_file() or not guarded.is_encrypted(copy) or not keyring.read(copy):
        return None
    fittings = entry.proved(copy, *_who(args, copy))
    if not fittings:
        raise RefusedError(_("This is not the password of the backup “{name}”. Nothing was changed.").format(name=copy.name))
    return fittings[0].key


def _warn_of_clock() -> None:
    """A computer whose date is odd is said beside the answer: what is written now is dated by it."""
    if odd := last_use.doubt(last_use.day(), clock.today()):
        sys.stderr.write(f"{odd}\n")


def say_missing(made: "Lacking") -> None:
    """What stands as 〓 on a paper is said beside the answer."""
    from ui.papers.paper import lacking

    if said := lacking(made):
        sys.stderr.write(f"{said}\n")


def event(row: Any) -> dict[str, Any]:
    """A line of a timeline, without what is empty."""
    return {key: value for key, value in row._asdict().items() if value not in (None, "")}


def in_words(value: Any) -> str:
    """A value of an answer in one line."""
    if isinstance(value, dict):
        return "、".join(f"{key}={in_words(one)}" for key, one in value.items())
    return "、".join(map(in_words, value)) if isinstance(value, (list, tuple)) else str(value)


def free(path: Path) -> Path:
    """The path, or the same with a number where something is there already."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return path if not path.exists() else next(one for one in numbered if not one.exists())
