"""Data leaves the house on an errand: who takes it and what for is asked at the door, stands on lists, and is noted (S5)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from db.core import clock, session
from db.core.errors import InputError
from db.core.journal import REFUSED, Unit, unit
from db.core.progress import Progress
from db.core.values.text import clean_text, one_line
from db.services import facts
from resources.i18n import N_, _

T = TypeVar("T")
PURPOSES: Final = (
    N_("To call or visit them"), N_("To send letters or messages"), N_("To deliver or repair"), N_("For the accountant"),
    N_("To look it over on paper"), N_("To keep a copy"),
)  # fmt: skip
_LONGEST: Final = 80  # letters of a purpose


@dataclass(frozen=True, slots=True)
class Errand:
    """`purpose` in the words of who goes; `stamp`: who, when and what for, as every sheet says it. In a shop without passwords
    both are "": there is nobody to ask.
    """

    purpose: str = ""
    stamp: str = ""


FREE: Final = Errand()
_under_way: ContextVar[Errand] = ContextVar("errand", default=FREE)
_given: Final[dict[Path, Errand]] = {}  # by the file that will be written, until it is


def begin(purpose: str, proof: str) -> Errand:
    """Who acts proves once more who they are, by their PIN, or by the password where they have none, and says what for.

    InputError: nothing said; RefusedError: not the right "export", which is noted, or a wrong PIN.
    """
    if not session.is_guarded():
        return FREE
    demand("customers.export")
    said = one_line(clean_text(purpose))[:_LONGEST]
    if not said:
        raise InputError(_("Please say what it is for. Nothing was taken out."), field="purpose")
    from db.services import entry, keys

    user = session.person().user
    if user is not None and entry.has_pin(user):
        entry.prove_pin(user, proof)
    else:
        keys.prove(proof)
    told = _("{name} on {at}: {purpose}")
    return Errand(said, told.format(name=session.shown(session.actor()), at=clock.shown(clock.utc_now()), purpose=said))


def demand(action: str) -> None:
    """A RefusedError, with its line of history, where who acts may take nothing out."""
    if not session.may("export"):
        if session.may_do(REFUSED):
            facts.note(REFUSED, what=action)
        session.demand("export")


def taking(action: str, **detail: Any) -> AbstractContextManager[Unit]:
    """The unit in which a list goes out. RefusedError at once where who acts may not, before anything is written."""
    demand(action)
    return unit(action, **detail)


def give(path: Path, errand: Errand) -> None:
    """What will be written to this file goes out on this errand."""
    if errand != FREE:
        _given[path] = errand


@contextmanager
def on(errand: Errand) -> Iterator[None]:
    """What is drawn and noted on this thread belongs to this errand."""
    token = _under_way.set(errand)
    try:
        yield
    finally:
        _under_way.reset(token)


def of(path: Path) -> Errand:
    """The errand this file goes out on: the one given for it, else the one under way."""
    return _given.get(path, _under_way.get())


def carried(errand: Errand, work: Callable[[Progress], T]) -> Callable[[Progress], T]:
    """This work, done on the errand on whichever thread does it."""

    def done(progress: Progress) -> T:
        with on(errand):
            return work(progress)

    return done


def stamp() -> str:
    """Who, when and what for, as it stands on every sheet; "" without passwords."""
    return _under_way.get().stamp


def left(path: Path, part: Path, noted: object) -> None:
    """Write into the open unit what its file is known by again, its SHA-256, and what it was for."""
    if isinstance(noted, Unit):
        with part.open("rb") as file:
            noted.detail["sha256"] = file_digest(file, sha256).hexdigest()
        noted.detail |= said(of(path))
    _given.pop(path, None)


def said(errand: Errand) -> dict[str, str]:
    """What the history says of an errand."""
    return {"why": errand.purpose} if errand.purpose else {}


def sought(query: Any) -> dict[str, Any]:
    """What a list was narrowed by: the fields of its query that say something, as the history keeps them."""
    found = {one.name: getattr(query, one.name) for one in fields(query)} if query else {}
    return {name: value for name, value in found.items() if value and not isinstance(value, bool) and name != "most"}
