"""Doing what the owner asked of a row or a pair: what is refused is said, what is saved is known by its unit."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from db.core.errors import UserError
from db.core.journal import saving

T = TypeVar("T")


class Asks(Protocol):
    """The questions the page asks in dialogs."""

    def error(self, error: UserError | str, title: str = "") -> None: ...


def tried(act: Callable[[], T], asks: Asks) -> tuple[T, int | None] | None:
    """What `saving` says of the verb; None: it was refused, and the owner was told why."""
    try:
        return saving(act)
    except UserError as error:
        asks.error(error)
        return None
