"""A tab whose rows are all read at once and held: what is on order, and who owes."""

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from resources.i18n import _
from ui.kit import paper
from ui.kit.jobs import Work
from ui.kit.record_list import Leads, RecordList

if TYPE_CHECKING:
    from db.core.events import Announcement

_Row = TypeVar("_Row")


class HoldsChip(Leads, Protocol):
    """A presenter that knows its chip."""

    chip: str

    def read(self) -> None:
        """Something was saved, or the tab is seen at first."""


class HeldList(RecordList, Generic[_Row]):
    """Rows by the number the list knows them by."""

    presenter: HoldsChip

    def __init__(self, *arguments: Any, **parts: Any) -> None:
        self._rows: Mapping[int, _Row] = {}
        super().__init__(*arguments, fetch=self.held, **parts)

    def held(self, ids: Sequence[int]) -> list[_Row]:
        """Those of these rows that are still there, in this order."""
        return [self._rows[one] for one in ids if one in self._rows]

    def hold(self, rows: Mapping[int, _Row]) -> None:
        """Other rows, in the list's order."""
        self._rows = rows
        self.view.show_ids(array("q", rows), list(rows.values()))

    def show_none(self, text: str, none: str) -> None:
        """Say that `text` was not found, or where nothing was looked for, `none`."""
        self.show_empty(_("“{text}” was not found.").format(text=text) if text else none, [])

    def open(self, **what: Any) -> None:
        """The tab is shown, perhaps with one chip (`chip`) or what is looked for (`text`)."""
        self.search.set_words(str(what.get("text", self.search.text())))
        if "chip" in what:
            self.presenter.choose_chip(str(what["chip"]))
            self.chips.choose(self.presenter.chip)
        self.view.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same list."""
        return {"text": self.search.text(), "chip": self.presenter.chip}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.presenter.read()

    def held_paper(self, title: str) -> Work | None:
        """The list on paper; None where it is empty."""
        rows = self.held(self.model.ids)
        return paper.listed(title, self.model.columns, lambda: rows) if rows else None
