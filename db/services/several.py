"""The same done to several: one unit, which one 復原 takes back; what is refused stays, and it is said why."""

from collections.abc import Callable, Sequence

from db.core.errors import CancelledError, UserError
from db.core.journal import unit
from db.core.progress import Progress, silent


def each(action: str, wanted: Sequence[int], act: Callable[[int], object], progress: Progress = silent) -> tuple[int, list[str]]:
    """Do it to each of these ids; to how many it was done, and the sentences of those that were refused, each once."""
    refused: dict[str, None] = {}
    done = 0
    with unit(action):
        for at, one in enumerate(wanted):
            progress("", at, len(wanted))
            try:
                act(one)
            except CancelledError:
                raise
            except UserError as error:
                refused[error.sentence] = None
            else:
                done += 1
    return done, list(refused)
