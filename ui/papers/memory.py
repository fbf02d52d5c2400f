"""What this computer remembers of papers: the sheet a kind is printed on, and the papers printed last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from db.core import file
from db.services import options
from ui.kit import settings
from ui.papers.paper import ISSUED, SHEETS, Paper, Wish

_MOST: Final = 12  # papers that can be printed again
_PRINTED: Final = "paper/again"
_ONCE: Final = "paper/printed"  # where papers once stood with their names, which may be a customer's
_names: Final[dict[tuple[str, tuple[str, ...]], str]] = {}  # by shop and words; never in a file outside the shop's


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was printed: its name ("": of an earlier start), and by which words `ui.print_again` makes it once more."""

    name: str
    again: tuple[str, ...]


def wish(kind: str, sheets: Sequence[str] = SHEETS) -> Wish:
    """How a paper of this kind was wanted last; at first on the first of its sheets, with the years the shop writes.

    What is kept as it was issued is always shown so at first.
    """
    years = settings.get(f"paper/{kind}/years")
    sheet = settings.get(f"paper/{kind}/sheet")
    known = sheet if sheet in sheets and ISSUED not in sheets else next(iter(sheets), "standard")
    return Wish(known, years == "roc" if years else options.shows_republic_years())


def put_wish(kind: str, wanted: Wish) -> None:
    """Remember how papers of this kind are wanted now."""
    settings.put(f"paper/{kind}/sheet", wanted.sheet)
    settings.put(f"paper/{kind}/years", "roc" if wanted.republic_years else "western")


def note_looked_at(paper: Paper) -> None:
    """It was there, whether it went to a printer, into a file or nowhere: it can be printed again."""
    if paper.again:
        kept = [one for one in printed() if one.again != paper.again]
        found = [Printed(paper.name, paper.again), *kept][:_MOST]
        _names[_key(), paper.again] = paper.name
        settings.put(_key(), json.dumps([one.again for one in found], ensure_ascii=False))
        settings.forget(_ONCE)


def printed() -> list[Printed]:
    """The papers of this shop that were printed last, the latest first."""
    try:
        found = json.loads(settings.get(_key(), "[]"))
    except ValueError:
        return []
    return [Printed(_names.get((_key(), tuple(again)), ""), tuple(again)) for again in found]


def _key() -> str:
    """Each shop file has papers of its own; two of one name lie in different folders."""
    return f"{_PRINTED}/{sha256(str(file.current_path().resolve()).encode()).hexdigest()[:16]}"
