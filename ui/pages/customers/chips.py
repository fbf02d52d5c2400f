"""The ready filters above the customers: their keys, their order, their words; and what the status line says of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, get_args

from db.services import lists
from db.services.lists import Chip, ChipKey, ListQuery
from resources.i18n import _, ngettext
from ui.kit.said import Said

Chips = Mapping[str, Chip]  # by key, as they were counted last; empty before
_FIRST_TAGS: Final = 4  # of the tags most worn, before the lists
_TAG: Final = "tag:"


def key_of(chip: Chip) -> str:
    """A chip's key among all of them."""
    return chip.list or (f"{_TAG}{chip.tag}" if chip.key == "tag" else chip.key)


def ordered(found: Sequence[Chip]) -> dict[str, Chip]:
    """All customers, the tags most worn, the lists known by name, the others."""
    everybody, *more = [chip for chip in found if chip.key != "tag" and not chip.list]
    named = [chip for chip in found if chip.list]
    worn = sorted((chip for chip in found if chip.key == "tag"), key=lambda chip: -chip.count)
    return {key_of(chip): chip for chip in (everybody, *worn[:_FIRST_TAGS], *named, *more, *worn[_FIRST_TAGS:])}


def told(chips: Chips) -> list[tuple[str, str]]:
    """Key and words of each."""
    words = [(key, f"{chip.label} {chip.count:,}") for key, chip in chips.items()]
    return words or [("all", _("All"))]


def under(key: str, query: ListQuery) -> ListQuery:
    """The list under the chip of this key, whether it was counted yet or not; everybody where its tag is gone."""
    if worn := _worn(key):
        return replace(query, chip="tag", tag=worn[0])
    for chip in get_args(ChipKey):
        if key == chip != "tag":
            return replace(query, chip=chip, tag=None)
    return replace(query, chip="all", tag=None)


def label(key: str, chips: Chips) -> str:
    """What the chip of this key is called; a tag has its name before it is counted."""
    if key in chips:
        return chips[key].label
    worn = _worn(key)
    return worn[1] if worn else ""


def _worn(key: str) -> tuple[int, str] | None:
    """The tag under the chip of this key, and its name; None: another chip, or a tag that is gone."""
    marks = lists.tag_marks() if key.startswith(_TAG) else {}
    return next(((tag, mark.name) for tag, (_rank, mark) in marks.items() if key == f"{_TAG}{tag}"), None)


def tag_names() -> Sequence[str]:
    """All tags, in their order; nobody is counted for it."""
    return [mark.name for _rank, mark in lists.tag_marks().values()]


def is_narrow(query: ListQuery) -> bool:
    """Whether something is searched under a chip or among those who meet conditions."""
    return (query.chip != "all" or bool(query.conditions)) and bool(query.text.strip())


def put_away(query: ListQuery) -> int:
    """How many are put away, for the list of everybody."""
    is_whole = query.chip == "all" and not query.archived and not query.text.strip() and not query.conditions
    return lists.count(ListQuery(chip="archived")) if is_whole else 0


def put_away_matches(query: ListQuery) -> int:
    """How many of those put away match what was searched."""
    return lists.put_away_matches(query) if query.text.strip() else 0


def status(query: ListQuery, count: int, away: int) -> Said:
    """How many stand in the list, in what order; how many are put away leads to them."""
    people = ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
    if query.text.strip():
        return Said(people)
    order = _("the latest contact first") if (query.sort, query.descending) == ("last_contact", True) else ""
    more = ngettext("{count} more is put away", "{count} more are put away", away).format(count=f"{away:,}")
    return Said(" ・ ".join(filter(None, (people, order))), *((more, "bin") if away else ()))
