"""The same done to several things of a list, on the worker: said once, with one way back and what was refused."""

from collections.abc import Callable, Sequence
from typing import Final

from db.core.journal import saving
from db.services import several
from ui.kit import jobs
from ui.kit.page import Shell

_MOST: Final = 5  # sentences of what was refused


def each(shell: Shell, action: str, wanted: Sequence[int], act: Callable[[int], object], said: Callable[[int], str]) -> None:
    """Do it to each; `said(count)` tells to how many, and is the title while it goes on."""

    def then(found: tuple[tuple[int, list[str]], int | None]) -> None:
        (done, refused), unit = found
        if done:
            shell.toast_undo(said(done), unit)
        if refused:
            shell.asks.error("\n".join([*refused[:_MOST], *(["…"] if len(refused) > _MOST else [])]))

    title = said(len(wanted))
    jobs.start(lambda progress: saving(lambda: several.each(action, wanted, act, progress)), then, title=title)
