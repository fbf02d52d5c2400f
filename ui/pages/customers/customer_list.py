"""The list of the customers page as its presenter sees it: rows, chips, what is said where there are none."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPushButton

from db.services.lists import CustomerRow, ListQuery, Selection
from resources.i18n import _, ngettext
from ui.deeds import AT_ONCE
from ui.kit import counter, jobs
from ui.kit.filters import UNCHOSEN
from ui.kit.labels import button
from ui.kit.list_page import ListPage
from ui.kit.said import Said
from ui.pages.customers.card import CardPanel
from ui.pages.customers.presenter import CustomersPresenter, Elsewhere
from ui.pages.customers.views import Views
from ui.segments.asked import Asked
from ui.segments.asking import Asking

if TYPE_CHECKING:
    from db.services.cards import CustomerCard

_LEFT_OUT: Final = 1000  # rows taken out of the whole list by hand; with more of them those chosen are named one by one


class CustomerList(ListPage):
    """Draws what the presenter decides."""

    presenter: CustomersPresenter
    card: CardPanel
    views: Views

    def __init__(self, *arguments: Any, **parts: Any) -> None:
        super().__init__(*arguments, **parts)
        self._at = 0  # the row the cursor is on
        self._held: int | None = None  # opened or saved just now: the card stays, whatever the list shows
        self.asking = Asking(self, lambda: self.presenter, self.ask)

    def show_list(
        self, ids: "array[int]", first: Sequence[CustomerRow], status: Said, elsewhere: Elsewhere | None = None
    ) -> None:
        """Show these customers, and quietly who matches elsewhere."""
        self.view.show_ids(ids, list(first))
        self.show_rows()
        if self.view.current_id() is None and ids and not self._held:
            self.view.selectRow(min(self._at, len(ids) - 1))
        elif self._held:
            self.view.choose(self._held)
        if elsewhere:
            words = ngettext("{count} more is not in “{list}”.", "{count} more are not in “{list}”.", elsewhere.people)
            told = words.format(count=f"{elsewhere.people:,}", list=elsewhere.chip)
            self.show_aside(told, button(_("Look at everybody"), self.presenter.show_everybody, kind="link"))
        else:
            self.hide_aside()
        if status.text:
            self.say(status)

    def show_nothing(self, text: str, put_away: int, elsewhere: Elsewhere | None = None) -> None:
        """Say that nothing matches (here), or that this will be the customers' place."""
        self.view.show_ids(array("q"))
        self.hide_aside()
        if elsewhere:
            words = ngettext(
                "Nobody in “{list}” matches; {count} customer does in all.",
                "Nobody in “{list}” matches; {count} customers do in all.",
                elsewhere.people,
            )
            told = words.format(list=elsewhere.chip, count=f"{elsewhere.people:,}")
            everybody = button(_("Look at everybody"), self.presenter.show_everybody, kind="primary")
            self.show_empty(told, [everybody, button(_("New customer"), lambda: self.add_with(text))])
        elif text:
            buttons = [button(_("New customer"), lambda: self.add_with(text))]
            if put_away:
                words = ngettext("Look among those put away too ({count})", "Look among those put away too ({count})", put_away)
                buttons.append(button(words.format(count=put_away), self.presenter.search_put_away))
            self.show_empty(_("“{text}” was not found.").format(text=text), buttons)
        elif self._is_everybody():
            self._tell_empty()
        else:
            self.show_empty(_("Nobody is in this list."), [])
        self.say("")

    def _is_everybody(self) -> bool:
        query = self.presenter.query
        return query.chip == "all" and not query.text.strip() and not query.conditions

    def _tell_empty(self) -> None:
        """Where nobody is yet: what is being done about it, else the first steps."""
        job = jobs.runner().shown
        if job and job.title:
            self.show_empty(f"{job.title.rstrip('…')}…", [])
            job.ended.connect(self._tell_empty_again)
        else:
            self.show_empty(_("Your customers will be here. Drop a file on the window, or:"), self._first_steps())

    def _tell_empty_again(self) -> None:
        if self.is_empty and self._is_everybody():
            self._tell_empty()

    def _first_steps(self) -> list[QPushButton]:
        return [
            button(_("Import my Excel"), lambda: self.shell.go("importing"), kind="primary"),
            button(_("Type in the first customer"), self.add),
        ]

    def selected(self) -> Selection:
        """The chosen customers; the whole list in view, perhaps without some, as what it asks for and not row by row."""
        count, whole, shown = self.view.count_chosen(), self.model.rowCount(), self.presenter.shown
        if count <= AT_ONCE or shown is None or whole - count > _LEFT_OUT:
            return Selection(tuple(self.view.chosen()))
        return Selection(query=shown, exceptions=frozenset(self.view.not_chosen()))

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters; the watch list is a sign alone at the counter."""
        self.chips.active = active or UNCHOSEN
        self.chips.show_chips([(key, words if key.startswith("tag:") else counter.quiet(words)) for key, words in chips])

    def show_asked(self, asked: Asked | None) -> None:
        """Say what is asked of those in the list."""
        self.asking.show(asked)

    def ask(self, conditions: str, chosen: str = "") -> None:
        """Show who meets these conditions (their one text), of the list known by this key."""
        self.begin_afresh()
        self.presenter.ask(conditions, chosen)

    def again(self) -> dict[str, Any]:
        """In another language the same list, and whose card is open."""
        return {"query": self.presenter.query, "known": self.presenter.list, "customer": self.presenter.current}

    def go_on(self, query: ListQuery, known: str) -> None:
        """Show what this asks for, as it stood before; `known`: the key of the list its conditions came from."""
        self.search.set_words(query.text)
        self.view.show_order(query.sort, query.descending)
        self.presenter.show(query, known)

    def commands(self) -> dict[str, Callable[[], object]]:
        """The filter, the columns and the views."""
        return {
            _("+ Filter"): self.asking.open_filter,
            _("Choose columns…"): self.view.choose_columns,
            _("Views ▾"): self.views.button.click,
        }

    def shown_columns(self) -> set[str]:
        """The keys of the columns the owner wants to see."""
        return {self.model.columns[at].key for at in self.view.wanted_columns()}

    def show_card(self, card: "CustomerCard | None") -> None:
        """Show this card at the right."""
        self.card.show_card(card)

    def begin_afresh(self) -> None:
        """Another list is asked for: it begins at its first row, and nobody of it is chosen yet."""
        self._held, self._at = None, 0
        self.view.choose_none()

    def add_with(self, text: str) -> None:
        """A new customer, with what was searched in its place."""
        raise NotImplementedError
