"""How commands declare their words: the reader of one number, and what a module of commands is given to add them."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Protocol

from resources.i18n import _
from ui.commands.answering import Answer


class Adds(Protocol):
    """Adds one command: its name, what it does, one line of help."""

    def __call__(self, name: str, do: Callable[[argparse.Namespace], Answer], words: str) -> argparse.ArgumentParser:
        """The parser of the command's own arguments."""


def between(low: int, high: int, kind: type[int] | type[float] = int) -> Callable[[str], Any]:
    """Reads a number of this kind from `low` to `high`."""

    def read(text: str) -> int | float:
        with suppress(ValueError):
            number = kind(text)
            if low <= number <= high:
                return number
        raise argparse.ArgumentTypeError(_("a number from {low} to {high}").format(low=f"{low:,}", high=f"{high:,}"))

    return read


number: Final = between(1, 1_000_000_000)  # of a row
