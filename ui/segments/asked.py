"""The lists known by name beside the chips, and the conditions in force, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from db.services import lists
from db.services.lists import Chip, ListQuery

if TYPE_CHECKING:
    from db.services.segments import KnownList

_AT_ONCE: Final = (
    "ready:week",
    "ready:regulars_waiting",
    "ready:lapsed",
    "ready:birthday",
)  # of the ready lists, those with a chip
_OWN: Final = 4  # lists of the shop's own with a chip; the others are in the menu


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the customers in the list: the list's name, every condition in words, what is gone."""

    list: str  # the key of the list it came from, or ""
    name: str
    parts: tuple[str, ...]
    is_changed: bool  # it says something else than the list of this name
    gone: str
    warning: frozenset[int] = frozenset()  # the places of conditions that speak of the watch list


def chips() -> list[Chip]:
    """The chips of lists known by name, counted; for the worker."""
    from db.services import segments

    there = segments.known()
    own = [one for one in there if one.segment is not None][:_OWN]
    ready = [one for one in there if one.key in _AT_ONCE]
    return [_chip(one.key, one.name, one.conditions) for one in own] + [
        chip for one in ready if (chip := _chip(one.key, one.name, one.conditions)).count
    ]


def _chip(key: str, name: str, conditions: str) -> Chip:
    return Chip("all", name, lists.count(ListQuery(conditions=conditions)), list=key, conditions=conditions)


def asked(conditions: str, chosen: str) -> Asked | None:
    """What is asked, in words; None where nothing is."""
    if not conditions:
        return None
    from db.services import segments

    said = known(chosen)
    read = parts_of(segments.read(conditions))
    parts = tuple(segments.words(part) for part in read)
    warning = frozenset(at for at, part in enumerate(read) if '"blacklist' in segments.text_of(part))
    is_changed = bool(said and said.conditions != conditions)
    return Asked(chosen if said else "", said.name if said else "", parts, is_changed, segments.gone(conditions), warning)


def known(key: str) -> "KnownList | None":
    """The list of this key, where it is still there."""
    if not key:
        return None
    from db.services import segments

    return next((one for one in segments.known() if one.key == key), None)


def parts_of(conditions: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """What can be taken off one by one: the parts of an outer "all", else the whole."""
    return conditions["all"] if isinstance(conditions.get("all"), list) else [conditions]


def without(conditions: str, at: int) -> str:
    """The conditions without the part at this place."""
    from db.services import segments

    found = segments.read(conditions)
    kept = [part for place, part in enumerate(parts_of(found)) if place != at]
    return segments.text_of({"all": kept}) if isinstance(found.get("all"), list) else ""
