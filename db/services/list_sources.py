"""Where an imported list came from and why the shop may keep it (§9, §19), filled in by what is known of the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Customer, ListSource
from resources.i18n import N_, _, written

OWN: Final = "own"
SOURCES: Final = (  # key, words
    (OWN, N_("Our own customers")),
    ("contacts", N_("An address book")),
    ("bought", N_("A list that was bought")),
    ("exchanged", N_("A list of another shop or a partner")),
    ("public", N_("Public: a register, the web, a fair’s catalogue")),
)
BASES: Final = (  # key, words; §19(1) of the Act: nos. 2, 5, 3, 1
    ("contract", N_("They buy here, or asked about it (a contract)")),
    ("consent", N_("They agreed")),
    ("public", N_("It is public, lawfully")),
    ("law", N_("A law asks for it")),
)
_BASIS: Final = {OWN: "contract", "contacts": "contract", "bought": "consent", "exchanged": "consent", "public": "public"}
_SAYS: Final = (  # what a file's or a sheet's name says of where it is from
    ("bought", re.compile(r"買來|買的|外購|購入|購得|名單商|bought|purchased.?list", re.IGNORECASE)),
    ("exchanged", re.compile(r"交換|互換|異業|合作店家|exchange|partner", re.IGNORECASE)),
)
_MOST: Final = 200  # letters of where it is from


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list is from: one of SOURCES, the shop's own words, one of BASES."""

    kind: str = OWN
    words: str = ""
    basis: str = "contract"

    @property
    def is_indirect(self) -> bool:
        """Whether the people did not give it to the shop themselves, so that they must be told where it is from (§9).

        What is public already needs no telling (§9(2)2).
        """
        return self.kind in ("contacts", "bought", "exchanged")

    @property
    def source(self) -> str:
        """As it is kept: in the language of the file, the shop's own words behind it."""
        kind = written(dict(SOURCES)[self.kind])
        return f"{kind}：{self.words}" if self.words else kind


@dataclass(frozen=True, slots=True)
class ListSourceRow:
    """One imported list and what is known of where it is from; `waiting`: its customers who were not told yet."""

    id: int
    run: int
    file: str
    sheet: str
    at: str  # UTC stamp
    source: str
    basis: str
    customers: int
    waiting: int


def guessed(names: Iterable[str], *, is_address_book: bool = False) -> Origin:
    """Where a list is from as far as its names (file, sheet) and kind tell; else the shop's own."""
    known = " ".join(names)
    kind = next((key for key, says in _SAYS if says.search(known)), "contacts" if is_address_book else OWN)
    return made(kind)


def made(kind: str, words: str = "", basis: str = "") -> Origin:
    """An origin; the basis that usually goes with it where none is named."""
    return Origin(kind, one_line(clean_text(words))[:_MOST], basis or _BASIS[kind])


def insert(import_run: int, origin: Origin) -> None:
    """Keep it beside its import, within the unit that is open."""
    ListSource.create(import_run=import_run, source=origin.source, basis=origin.basis)


def put(row: int, origin: Origin) -> None:
    """Say it anew; the customers who came with that list get the basis, and the mark or not, in the same unit.

    Who was told once stays told.
    """
    with unit("list_sources.put"):
        found: Any = ListSource.get_or_none(ListSource.id == row)
        if found is None:
            raise NotFoundError(_("This list is not there any more."))
        found.write({"source": origin.source, "basis": origin.basis})
        told = int(origin.is_indirect)
        run(
            f"UPDATE customer SET basis = ?1, to_be_told = CASE WHEN told_on IS NULL THEN ?2 ELSE 0 END,"
            f" updated_at = {clock.STAMP} WHERE came_from = ?3 AND (basis <> ?1 OR (told_on IS NULL AND to_be_told <> ?2))",
            origin.basis, told, found.import_run_id,
        )  # fmt: skip


def follow(customer: int, import_run: int) -> None:
    """A customer made of a row of this list later has what holds for the list; within the unit that is open."""
    found: Any = ListSource.get_or_none(ListSource.import_run == import_run)
    if found is not None:
        told = _origin(found.source, found.basis).is_indirect
        Customer.update({"basis": found.basis, "to_be_told": told}).where(Customer.id == customer).execute()


def rows() -> list[ListSourceRow]:
    """Every imported list that stands, the latest first; counting is for the worker in a large shop."""
    found = read(
        "SELECT s.id, r.id, r.file, coalesce(r.sheet, ''), r.at, s.source, s.basis, count(c.id), coalesce(sum(c.to_be_told), 0)"
        " FROM list_source s JOIN import_run r ON r.id = s.import_run LEFT JOIN customer c ON c.came_from = r.id"
        " AND c.merged_into IS NULL WHERE r.undone_by IS NULL GROUP BY s.id ORDER BY s.id DESC"
    )
    return [ListSourceRow(*row) for row in found]


def origin_of(row: ListSourceRow) -> Origin:
    """What a form begins with: the kind that is known by its words, the rest the shop's own."""
    return _origin(row.source, row.basis)


def _origin(source: str, basis: str) -> Origin:
    kind, _mark, words = source.partition("：")
    key = next((one for one, said in SOURCES if written(said) == kind), OWN)
    return Origin(key, words, basis)


def basis_words(basis: str) -> str:
    """A basis in words."""
    return _(dict(BASES).get(basis, basis))
