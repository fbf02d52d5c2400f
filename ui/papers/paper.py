"""What a paper is to the window: its name, how it is made, and what may be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from db.services.errands import FREE, Errand
from resources.i18n import _

if TYPE_CHECKING:
    from reports.layout import Made
    from reports.paper_layouts import PaperLayout

ISSUED: Final = "issued"  # in the place of a sheet: byte for byte as it left the house
SHEETS: Final = ("standard", "plain", "two_up", "a5", "half", "preprinted")  # keys of reports.paper_layouts.LAYOUTS


@dataclass(frozen=True)
class Wish:
    """How a paper is wanted: on which sheet (ISSUED: as it is kept), and whether its days are counted as 民國."""

    sheet: str = "standard"
    republic_years: bool = False

    @property
    def is_issued(self) -> bool:
        """Whether nothing is drawn: the paper that is kept is wanted."""
        return self.sheet == ISSUED

    @cached_property
    def layout(self) -> "PaperLayout":
        """The sheet's measures."""
        from reports.paper_layouts import LAYOUTS

        return LAYOUTS[self.sheet]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `name`: of its file and of the printer's job, with number and customer; `title`: of the window it is shown in.

    `make(wish)` draws it on the worker; `sheets`: those it can be drawn on, the usual one first, ISSUED where it is kept as
    it was issued; none: it is as it is. `kind` is what printer, sheet and offset are remembered by. `text`: the ready words
    that go along in LINE or a mail. `facts`: what is to be checked beside it. `excel(path)` writes it as an Excel file.
    `again`: with which words `ui.print_again` finds it later; () never. `keep(path)` writes it where it is saved, for what
    the history must say. `is_draft`: said with everything that is handed on of it. `errand`: what a list was taken out for; a
    paper of one customer goes to them, is daily work, and is asked nothing.
    """

    name: str
    title: str
    make: "Callable[[Wish], Made]"
    customer: int | None = None
    text: str = ""
    kind: str = "paper"
    sheets: tuple[str, ...] = SHEETS
    facts: tuple[tuple[str, str], ...] = ()
    excel: Callable[[Path], object] | None = None
    again: tuple[str, ...] = ()
    keep: Callable[[Path], object] | None = None
    is_draft: bool = False
    errand: Errand = FREE


@dataclass(frozen=True, slots=True)
class Confirm:
    """What is done before the paper leaves: the verb on the button, and doing it, which answers with the paper to print then.

    `do` gets the wish as it was looked at, on the worker; a UserError or None: it was not done, and the dialog stays.
    """

    words: str
    do: Callable[[Wish], Paper | None]
    hint: str = ""


class Lacking(Protocol):
    """What was drawn, whoever drew it."""

    @property
    def missing(self) -> frozenset[str]:
        """The characters no font has."""


def lacking(made: Lacking) -> str:
    """Which characters stand as 〓 on a paper; "" none."""
    said = _("No letters for {characters}: they are printed as 〓.")
    return said.format(characters=" ".join(sorted(made.missing))) if made.missing else ""
