"""How long work reports and is cancelled: it calls `progress`, which raises once the user has cancelled."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # what is being done, how much is done, of how much (0: not known)


def silent(what: str, done: int, total: int) -> None:
    """Report to nobody."""
