"""Decides what the list of quotes shows; owns no widget."""

from array import array
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from db.services import quote_rows
from db.services.quote_rows import SOON, STATES, QuoteQuery
from resources.i18n import N_, _
from ui.kit.starting import Start

ALL: Final = ""
_CHIPS: Final = {
    ALL: N_("All"),
    "draft": N_("Draft"),
    "issued": N_("Waiting for an answer"),
    SOON: N_("Ends this week"),
    "accepted": N_("Accepted"),
    "refused": N_("Not taken"),
    "expired": N_("Expired"),
    "void": N_("Void"),
}  # by what is asked for; English ids


@dataclass(frozen=True, slots=True)
class Listed:
    """What the worker found: the quotes in order, what they come to together, how many there are of each state."""

    query: QuoteQuery
    ids: "array[int]"
    total: int
    counts: dict[str, int]


class View(Protocol):
    """What the presenter asks of the page."""

    def show_quotes(self, found: Listed) -> None:
        """Show these."""

    def show_nothing(self, found: Listed) -> None:
        """Nothing is listed for what was asked."""

    def show_chips(self, chips: list[tuple[str, str, int]], active: str) -> None:
        """The chips with their counts."""


class QuotesPresenter:
    """The question, and what comes back from the worker of the one asked last."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._job: Any = None
        self.query = QuoteQuery()

    def search(self, text: str) -> None:
        """Show what matches, at every key."""
        self.show(replace(self.query, text=text))

    def choose_chip(self, key: str) -> None:
        """Show the quotes of this state."""
        self.show(replace(self.query, state=key))

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self.show(replace(self.query, sort=f"{'-' if descending else ''}{key}"))

    def show(self, query: QuoteQuery) -> None:
        """Show what this asks for; the list in view stays until the new one is known."""
        self.query = query
        self.read()

    def read(self) -> None:
        """Ask the worker; what it is still looking for is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
        query = self.query
        self._job = self._start(lambda _progress: look(query), self._told, lambda _error: None, quiet=True)

    def _told(self, found: Listed) -> None:
        if found.query != self.query:
            return
        self._view.show_chips([(key, _(said), _count(key, found.counts)) for key, said in _CHIPS.items()], self.query.state)
        (self._view.show_quotes if found.ids else self._view.show_nothing)(found)


def look(query: QuoteQuery) -> Listed:
    """Look for the quotes; for the worker."""
    return Listed(query, quote_rows.ids(query), quote_rows.total(query), quote_rows.counts(query.text))


def _count(key: str, counts: dict[str, int]) -> int:
    return counts[key] if key else sum(counts[state] for state in STATES)
