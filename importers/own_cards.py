"""Address books of our own that come back: the columns of an exported sheet, with its numbers and marks."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from db.services import sheet_marks
from db.services.sheet_marks import CARD
from resources.i18n import N_, written

if TYPE_CHECKING:
    from importers.vcards import Card, Property

_NUMBER: Final = N_("Shukebu number")
_TITLES: Final = {
    "FN": N_("Name"),
    "TITLE": N_("Title"),
    "ORG": N_("Company"),
    "EMAIL": N_("E-mail"),
    "ADR": N_("Address"),
    "X-LINE-ID": N_("LINE ID"),
    "BDAY": N_("Birthday"),
    "URL": N_("Website"),
    "NOTE": N_("Note"),
}  # of the columns of an export
_PHONES: Final = {"cell": N_("Mobile"), "fax": N_("Fax")}


def are_ours(cards: "list[Card]") -> bool:
    """Whether every card was written by an export; with others among them they are an address book like any."""
    return all(any(one.name == CARD for one in card) for card in cards)


def columns(card: "Card", plain: Callable[[str], str]) -> dict[str, str]:
    """Header and cell of everything a card says. `plain` takes off a value's escapes."""
    lines: dict[str, list[str]] = {}
    for header, text in _said(card, plain):
        lines.setdefault(header, []).append(text)
    return {header: "\n".join(texts) for header, texts in lines.items()}


def _said(card: "Card", plain: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for one in card:
        if one.name == CARD:
            number, _semicolon, marks = one.value.partition(";")
            yield written(_NUMBER), number
            yield sheet_marks.SHEET, marks
        elif one.name == "ADR":
            yield written(_TITLES["ADR"]), plain(one.value.removeprefix(";;").removesuffix(";;;;"))
        elif title := _title(one):
            yield written(title), plain(one.value)


def _title(one: "Property") -> str | None:
    if one.name == "TEL":
        return next((title for kind, title in _PHONES.items() if kind in one.types), N_("Phone"))
    return _TITLES.get(one.name)
