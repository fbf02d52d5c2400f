"""Decides what the builder of a list says while conditions are put together; owns no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from db.services import lists, segments
from db.services.lists import ListQuery
from resources.i18n import _, ngettext

NAMED = 5  # customers named beside the count

Run = Callable[[Callable[[Any], Any], Callable[[Any], None]], Any]  # (work(progress), then(answer)) on the worker


@dataclass(frozen=True, slots=True)
class Told:
    """What is said below the conditions."""

    count: str
    names: str


class View(Protocol):
    """What the presenter asks of the dialog."""

    def show_told(self, told: Told) -> None:
        """Say how many there are, and who comes first."""


class SegmentPresenter:
    """The conditions as they stand, who meets them, and the name they are kept under."""

    def __init__(self, view: View, run: Run, text: str = "") -> None:
        self._view, self._run, self._text = view, run, text.strip()
        self._serial = 0

    def wait(self) -> None:
        """A box can't be read: nobody is counted until it can."""
        self._serial += 1
        self._view.show_told(Told(_("Something can't be read yet"), ""))

    def look(self, conditions: dict[str, Any], unfinished: int) -> None:
        """Count on the worker who meets these, and name the first; an answer that comes too late is not shown."""
        self._serial += 1
        serial = self._serial
        query = ListQuery(text=self._text, conditions=segments.text_of(conditions))

        def work(_progress: object) -> tuple[int, list[str]]:
            return lists.count(query), [row.name for row in lists.first(query, NAMED, ())]

        def then(found: tuple[int, list[str]]) -> None:
            if serial == self._serial:
                self._view.show_told(_told(*found, unfinished, self._text))

        self._run(work, then)

    def save(self, name: str, conditions: dict[str, Any], segment: int | None) -> int:
        """Keep the list under this name; its id. InputError where that can't be."""
        return segments.save(name, conditions, segment)


def _told(count: int, names: list[str], unfinished: int, text: str) -> Told:
    people = ngettext("{count} customer meets this", "{count} customers meet this", count).format(count=f"{count:,}")
    if text:
        people = _("{what} of those found by “{text}”").format(what=people, text=text)
    if unfinished:
        waits = ngettext("{count} condition has no value yet", "{count} conditions have no value yet", unfinished)
        people = _("{what} ({more})").format(what=people, more=waits.format(count=unfinished))
    more = " …" if count > len(names) else ""
    return Told(people, _(", ").join(names) + more)
