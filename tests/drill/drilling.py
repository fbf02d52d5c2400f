"""What every drill is made of: how much is tried, what came of it, and the table that says so."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

Size = Literal["small", "full"]
SEED: Final = 20261121  # the same every time: a drill that fails can be run again


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was tried so many times, and how often the promise held. `judged`: False where it is only counted."""

    what: str
    tried: int
    held: int
    note: str = ""
    judged: bool = True

    @property
    def is_kept(self) -> bool:
        """Whether the promise held every time; what was not tried at all keeps nothing."""
        return not self.judged or (self.tried == self.held and self.tried > 0)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and how much: a folder of the drill's own, the size, and what is tried at random."""

    folder: Path
    size: Size
    random: random.Random

    def many(self, small: int, full: int) -> int:
        """How often, at this size."""
        return full if self.size == "full" else small

    def place(self, name: str) -> Path:
        """A folder of this name, empty."""
        made = self.folder / name
        made.mkdir(parents=True)
        return made


class Drill(Protocol):
    """A module of this folder that is a drill."""

    TITLE: str
    RULES: tuple[str, ...]  # the lines of the specification it shows: R1, S13
    lines: Callable[[Ground], Iterator[Line]]


def ground(folder: Path, size: Size) -> Ground:
    """A fresh ground; what is random is the same every time."""
    return Ground(folder, size, random.Random(SEED))


def table(lines: list[Line]) -> str:
    """The lines as a table of text."""
    wide = max((len(line.what) for line in lines), default=0)
    return "\n".join(
        f"  {line.what:<{wide}}  {line.held:>6} of {line.tried:<6} {_verdict(line)}{f'  {line.note}' if line.note else ''}"
        for line in lines
    )


def _verdict(line: Line) -> str:
    if not line.judged:
        return "counted"
    return "held" if line.is_kept else "NOT HELD"
