"""Decides what the customers page shows and does; owns no widget."""

from array import array
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.core.errors import NotFoundError
from db.services import lists
from db.services.lists import Chip, CustomerRow, ListQuery
from resources.i18n import _
from ui.deeds import Deeds, Run, Says
from ui.kit.said import Said
from ui.pages.customers import chips
from ui.pages.customers.chips import is_narrow, put_away, put_away_matches
from ui.segments import asked as asking
from ui.segments.asked import Asked

if TYPE_CHECKING:
    from db.core.events import Announcement
    from db.services.cards import CustomerCard
    from db.services.segments import KnownList

FIRST = 200  # rows shown at once, while the worker counts the whole list


class Elsewhere(NamedTuple):
    """Who matches what was searched but does not stand under the chosen chip."""

    chip: str  # what it is called
    people: int


Whole = tuple["array[int]", int, Elsewhere | None]  # the ids in order, how many are put away, who matches elsewhere


class View(Protocol):
    """What the presenter asks of the page."""

    def show_list(
        self, ids: "array[int]", first: Sequence[CustomerRow], status: Said, elsewhere: Elsewhere | None = None
    ) -> None:
        """Show these customers, and quietly who matches elsewhere."""

    def show_nothing(self, text: str, put_away: int, elsewhere: Elsewhere | None = None) -> None:
        """Nothing matches (`text` was searched, `put_away` of those put away would) or the shop is empty (no text)."""

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters as (key, words); "": none of them is chosen."""

    def show_asked(self, asked: Asked | None) -> None:
        """Show the conditions in force, in words; None: there are none."""

    def show_card(self, card: "CustomerCard | None") -> None:
        """Show this card at the right."""

    def shown_columns(self) -> Container[str]:
        """The keys of the columns the owner wants to see."""


class CustomersPresenter(Deeds):
    """The list's query, the chosen customer, and what is done to customers."""

    def __init__(self, view: View, shell: Says, run: Run) -> None:
        super().__init__(shell, run)
        self._view = view
        self._serial = 0
        self._counting = self._uncounted = False
        self._chips: dict[str, Chip] = {}
        self.query = ListQuery()
        self.shown: ListQuery | None = None  # what the list in view answers, all of it; None: it is only a part, or of before
        self.list = ""  # the key of the list known by name whose conditions are in force, perhaps changed since
        self.current: int | None = None

    # the list

    def start(self) -> None:
        """Show everything for the first time: the rows at once, how many wear which tag when the worker has counted."""
        self._view.show_chips([("all", _("All"))], "all")
        self._show_list()
        self._show_chips()

    def search(self, text: str) -> None:
        """Show who matches, at every key."""
        self.query = replace(self.query, text=text, archived=False)
        self._show_list()

    def search_put_away(self) -> None:
        """Look among those put away as well."""
        self.query = replace(self.query, archived=True)
        self._show_list()

    def choose_chip(self, key: str) -> None:
        """Show the list of this chip."""
        if chip := self._chips.get(key):  # not there before the worker has counted: the list stays everybody's
            self.query = chip.query(replace(self.query, archived=False))
            self.list = chip.list
            self._show_asked()
            self._show_list()

    def show_everybody(self) -> None:
        """Look for the same among all customers."""
        self.choose_chip("all")
        self._view.show_chips(chips.told(self._chips), "all")

    # lists that think

    def ask(self, conditions: str, chosen: str = "") -> None:
        """Show who meets these conditions (as the one text of them), of the list known by this key, among all."""
        self.show(replace(self.query, chip="all", tag=None, archived=False, conditions=conditions), chosen)

    def show(self, query: ListQuery, chosen: str) -> None:
        """Show what this asks for, with the conditions of the list known by this key."""
        self.query, self.list = query, chosen if query.conditions else ""
        self._view.show_chips(chips.told(self._chips), self.pressed)
        self._show_asked()
        self._show_list()

    def ask_less(self, at: int) -> None:
        """Without the condition at this place."""
        self.query = replace(self.query, conditions=asking.without(self.query.conditions, at))
        self.ask(self.query.conditions, self.list)

    def look(self, sort: str, descending: bool, chip: str, conditions: str) -> None:
        """Look at the list as a view does: its order, its chip, its conditions."""
        query = replace(self.query, sort=sort, descending=descending, archived=False, conditions=conditions)
        self.show(chips.under(chip, query), chip)

    @property
    def active(self) -> str:
        """The key of the chip whose list it is."""
        if self.query.chip == "tag":
            return f"tag:{self.query.tag}"
        return self.list if self.query.chip == "all" and self.list in self._chips else self.query.chip

    @property
    def pressed(self) -> str:
        """The key of the chip seen as chosen; "": none is, something is asked of everybody."""
        return "" if self.query.conditions and self.active == "all" else self.active

    @property
    def asked(self) -> Asked | None:
        """The conditions in force."""
        return asking.asked(self.query.conditions, self.list)

    @property
    def known(self) -> "KnownList | None":
        """The list known by name whose conditions are in force."""
        return asking.known(self.list)

    def _show_asked(self) -> None:
        self._view.show_asked(self.asked)

    @property
    def which(self) -> str:
        """Which customers stand in the list, in words; "" of all of them. A list is called by its name, or says what it asks."""
        chip = "" if self.query.chip in ("all", "blacklist") else self._chip_label()
        asked = self.asked
        list_ = "" if asked is None else asked.name if asked.name and not asked.is_changed else _(", ").join(asked.parts)
        text = self.query.text.strip()
        return "・".join(part for part in (list_, chip, _("“{text}”").format(text=text) if text else "") if part)

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self.query = replace(self.query, sort=key, descending=descending)
        self._show_list()

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved: the list stays as it is until its new order is known, so that nothing jumps."""
        named = announcement.customers if announcement else None
        self._show_chips()
        if self.query.conditions:
            self._show_asked()  # a tag they speak of may be gone, the list may have another name
        if named is None:
            self._read_anew()
        else:
            self._show_list(at_once=False)
        if named is None or self.current in named:
            self.pick(self.current)

    def _read_anew(self) -> None:
        """All of it on the worker: after an import, and where every customer is looked at, the first rows take long to find."""
        serial, query, columns = self._begin(), self.query, self._view.shown_columns()

        def work(_progress: object) -> tuple[list[CustomerRow], Whole, int]:
            first = lists.first(query, FIRST, columns)
            return first, self._whole(query), 0 if first else put_away_matches(query)

        def then(found: tuple[list[CustomerRow], Whole, int]) -> None:
            first, whole, matches = found
            if serial == self._serial and first:
                self._show_whole(query, first, whole)
            elif serial == self._serial:
                self._view.show_nothing(query.text.strip(), matches, whole[2])

        self._run(work, then)

    def _show_list(self, *, at_once: bool = True) -> None:
        query = self.query
        if lists.takes_long(query):
            self._read_anew()
            return
        serial = self._begin()
        first = lists.first(query, FIRST, self._view.shown_columns())
        if not first:
            self._show_nothing(query)
            return
        shown = array("q", (row.id for row in first))
        if len(first) < FIRST:
            self._show_whole(query, first, (shown, put_away(query), None))
            if not is_narrow(query):
                return
        elif at_once:
            self._view.show_list(shown, first, Said(""))

        def then(found: Whole) -> None:
            if serial == self._serial and (found[2] or len(first) == FIRST):
                self._show_whole(query, first, found)

        self._run(lambda _progress: self._whole(query), then)

    def _begin(self) -> int:
        """Another list is asked for: what is in view until its answer comes is of before."""
        self._serial, self.shown = self._serial + 1, None
        return self._serial

    def _show_whole(self, query: ListQuery, first: Sequence[CustomerRow], whole: "Whole") -> None:
        ids, away, elsewhere = whole
        self.shown = query
        self._view.show_list(ids, first, chips.status(query, len(ids), away), elsewhere)

    def _whole(self, query: ListQuery) -> "Whole":
        ids = lists.ids(query)
        return ids, put_away(query), self._elsewhere(query, len(ids))

    def _show_nothing(self, query: ListQuery) -> None:
        self._view.show_nothing(query.text.strip(), put_away_matches(query), self._elsewhere(query, 0))

    def _elsewhere(self, query: ListQuery, here: int) -> Elsewhere | None:
        """Who matches but does not stand under the chip or meet the conditions, where there is anybody."""
        if not is_narrow(query):
            return None
        more = lists.count(replace(query, chip="all", tag=None, conditions="")) - (0 if query.chip == "archived" else here)
        return Elsewhere(self._list_name() if query.conditions else self._chip_label(), more) if more > 0 else None

    def _list_name(self) -> str:
        asked = self.asked
        return asked.name if asked and asked.name else _("this list")

    def _chip_label(self) -> str:
        return chips.label(self.active, self._chips)

    def _show_chips(self) -> None:
        """Count on the worker; what is saved meanwhile is counted after it."""
        self._uncounted = True
        if not self._counting:
            self._counting, self._uncounted = True, False
            self._run(lambda _progress: [*lists.chips(), *asking.chips()], self._counted)

    def _counted(self, found: Sequence[Chip]) -> None:
        self._counting = False
        self._tell_chips(found)
        if self._uncounted:
            self._show_chips()

    def _tell_chips(self, found: Sequence[Chip]) -> None:
        self._chips = chips.ordered(found)
        if self.query.chip != "all" and self.active not in self._chips:
            self.query = replace(self.query, chip="all", tag=None)
            self._show_list()
        self._view.show_chips(chips.told(self._chips), self.pressed)

    # the card

    def pick(self, customer: int | None) -> None:
        """Show this customer's card."""
        from db.services import cards

        self.current = customer
        try:
            self._view.show_card(cards.get(customer) if customer is not None else None)
        except NotFoundError:
            self.current = None
            self._view.show_card(None)
