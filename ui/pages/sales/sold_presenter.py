"""Decides what the list of sales shows; owns no widget."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from db.services import sale_lists
from db.services.sale_lists import SaleItem, SaleQuery, Sums
from ui.kit.starting import Start


class View(Protocol):
    """What the presenter asks of the tab."""

    def show_sales(self, ids: "array[int]", first: Sequence[SaleItem]) -> None:
        """Show these, the first rows of which are known."""

    def show_searching(self) -> None:
        """What is asked for takes a moment."""

    def show_nothing(self, query: SaleQuery) -> None:
        """Nothing is listed for what was asked."""

    def show_sums(self, query: SaleQuery, sums: Sums) -> None:
        """What the list comes to."""

    def show_chips(self, chips: "Sequence[tuple[str, str, int]]", active: str) -> None:
        """The chips with their counts."""


class SoldPresenter:
    """The query, and what comes back from the worker of the one asked last."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start
        self._jobs: list[Any] = []
        self._counting: Any = None
        self.query = SaleQuery()

    def search(self, text: str) -> None:
        """Show what matches, at every key."""
        self._ask(replace(self.query, text=text))

    def choose_chip(self, key: str) -> None:
        """Show the list of this chip."""
        self._ask(replace(self.query, chip=next(chip for chip, _words in sale_lists.CHIPS if chip == key)))

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self._ask(replace(self.query, sort=key, descending=descending))

    def show(self, query: SaleQuery) -> None:
        """Show what this asks for."""
        self._ask(query)

    def refresh(self) -> None:
        """Something was saved: the list stays as it is until the new one is known."""
        self._read(at_once=False)
        self.count()

    def _ask(self, query: SaleQuery) -> None:
        self.query = query
        self._read(at_once=True)

    def _read(self, *, at_once: bool) -> None:
        """The first rows at once where they are quick to find; the whole list and its sums from the worker."""
        for job in self._jobs:
            job.cancel()
        query = self.query
        if at_once and not sale_lists.takes_long(query):
            first = sale_lists.first(query)
            self._show(array("q", (row.id for row in first)), first)
        elif at_once:
            self._view.show_searching()
        self._jobs = [
            self._start(lambda _progress: sale_lists.by_number(query), lambda ids: self._hit(query, ids), quiet=True),
            self._start(lambda _progress: sale_lists.ids(query), lambda ids: self._whole(query, ids), quiet=True),
            self._start(lambda _progress: sale_lists.sums(query), lambda sums: self._summed(query, sums), quiet=True),
        ]

    def count(self) -> None:
        """How many stand under each chip."""
        if self._counting:
            self._counting.cancel()
        self._counting = self._start(lambda _progress: sale_lists.counts(), self._counted, quiet=True)

    def _hit(self, query: SaleQuery, ids: "array[int]") -> None:
        """What has just this number, until all of it is read."""
        if query == self.query and ids:
            self._show(ids, ())

    def _whole(self, query: SaleQuery, ids: "array[int]") -> None:
        if query == self.query:
            self._show(ids, ())

    def _show(self, ids: "array[int]", first: Sequence[SaleItem]) -> None:
        if ids:
            self._view.show_sales(ids, first)
        else:
            self._view.show_nothing(self.query)

    def _summed(self, query: SaleQuery, sums: Sums) -> None:
        if query == self.query:
            self._view.show_sums(query, sums)

    def _counted(self, chips: Sequence[tuple[str, str, int]]) -> None:
        self._view.show_chips(chips, self.query.chip)
