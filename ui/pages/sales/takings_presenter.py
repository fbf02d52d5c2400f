"""Decides what the list of payments shows; owns no widget."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from db.services import payment_lists
from db.services.payment_lists import PaymentQuery, Sums
from ui.kit.starting import Start


class View(Protocol):
    """What the presenter asks of the tab."""

    def show_payments(self, query: PaymentQuery, ids: "array[int]", sums: Sums) -> None:
        """Show these and what they come to, or that there is none."""

    def show_searching(self) -> None:
        """What is asked for takes a moment."""

    def show_chips(self, chips: Sequence[tuple[str, str, int]], active: str) -> None:
        """The chips with their counts."""


class TakingsPresenter:
    """The query, and what comes back from the worker of the one asked last."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._job: Any = None
        self.query = PaymentQuery()

    def search(self, text: str) -> None:
        """Show what matches, at every key."""
        self.show(replace(self.query, text=text))

    def choose_chip(self, key: str) -> None:
        """Show the list of this chip."""
        self.show(replace(self.query, chip=next(chip for chip, _words in payment_lists.CHIPS if chip == key)))

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self.show(replace(self.query, sort=key, descending=descending))

    def show(self, query: PaymentQuery) -> None:
        """Show what this asks for."""
        self.query = query
        self._view.show_searching()
        self._read()

    def refresh(self) -> None:
        """Something was saved, or the tab is seen at first."""
        self._read()
        self._start(
            lambda _progress: payment_lists.counts(), lambda chips: self._view.show_chips(chips, self.query.chip), quiet=True
        )

    def _read(self) -> None:
        if self._job:
            self._job.cancel()
        query = self.query
        self._job = self._start(
            lambda _progress: (payment_lists.ids(query), payment_lists.sums(query)),
            lambda found: self._view.show_payments(query, *found) if query == self.query else None,
            quiet=True,
        )
