"""Decides what the customers page shows and does; owns no widget."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.core.errors import NotFoundError
from db.services import lists
from db.services.lists import Chip, CustomerRow, ListQuery
from resources.i18n import _, ngettext
from ui.pages.customers.deeds import Deeds, Run, Says

if TYPE_CHECKING:
    from db.core.events import Announcement
    from db.services.cards import CustomerCard

FIRST = 200  # rows shown at once, while the worker counts the whole list


class Elsewhere(NamedTuple):
    """Who matches what was searched but does not stand under the chosen chip."""

    chip: str  # what it is called
    people: int


Whole = tuple["array[int]", int, Elsewhere | None]  # the ids in order, how many are put away, who matches elsewhere


class View(Protocol):
    """What the presenter asks of the page."""

    def show_list(self, ids: "array[int]", first: Sequence[CustomerRow], status: str, elsewhere: Elsewhere | None = None) -> None:
        """Show these customers, and quietly who matches elsewhere."""

    def show_nothing(self, text: str, put_away: int, elsewhere: Elsewhere | None = None) -> None:
        """Nothing matches (`text` was searched, `put_away` of those put away would) or the shop is empty (no text)."""

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters as (key, words)."""

    def show_card(self, card: "CustomerCard | None") -> None:
        """Show this card at the right."""


class CustomersPresenter(Deeds):
    """The list's query, the chosen customer, and what is done to customers."""

    def __init__(self, view: View, shell: Says, run: Run) -> None:
        super().__init__(shell, run)
        self._view = view
        self._serial = 0
        self._counting = self._uncounted = False
        self._chips: dict[str, Chip] = {}
        self.query = ListQuery()
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
            self._show_list()

    def show_everybody(self) -> None:
        """Look for the same among all customers."""
        self.choose_chip("all")
        self._view.show_chips([(key, _words(chip)) for key, chip in self._chips.items()], "all")

    @property
    def which(self) -> str:
        """Which customers stand in the list, in words; "" of all of them."""
        chip = "" if self.query.chip in ("all", "blacklist") else self._chip_label()
        text = self.query.text.strip()
        return "・".join(part for part in (chip, _("“{text}”").format(text=text) if text else "") if part)

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column."""
        self.query = replace(self.query, sort=key, descending=descending)
        self._show_list()

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved: the list stays as it is until its new order is known, so that nothing jumps."""
        named = announcement.customers if announcement else None
        self._show_chips()
        if named is None:
            self._read_anew()
        else:
            self._show_list(at_once=False)
        if named is None or self.current in named:
            self.pick(self.current)

    def _read_anew(self) -> None:
        """After an import even the first rows may take long to find: all of it on the worker."""
        self._serial += 1
        serial, query = self._serial, self.query

        def then(found: tuple[list[CustomerRow], Whole]) -> None:
            first, (ids, put_away, elsewhere) = found
            if serial == self._serial and first:
                self._view.show_list(ids, first, self._status(len(ids), put_away), elsewhere)
            elif serial == self._serial:
                self._show_nothing(query)

        self._run(lambda _progress: (lists.first(query, FIRST), self._whole(query)), then)

    def _show_list(self, *, at_once: bool = True) -> None:
        query = self.query
        if lists.takes_long(query):
            self._read_anew()
            return
        self._serial += 1
        serial = self._serial
        first = lists.first(query, FIRST)
        if not first:
            self._show_nothing(query)
            return
        shown = array("q", (row.id for row in first))
        if len(first) < FIRST:
            self._view.show_list(shown, first, self._status(len(first), _put_away(query)))
            if not _is_narrow(query):
                return
        elif at_once:
            self._view.show_list(shown, first, "")

        def then(found: Whole) -> None:
            ids, put_away, elsewhere = found
            if serial == self._serial and (elsewhere or len(first) == FIRST):
                self._view.show_list(ids, first, self._status(len(ids), put_away), elsewhere)

        self._run(lambda _progress: self._whole(query), then)

    def _whole(self, query: ListQuery) -> "Whole":
        ids = lists.ids(query)
        return ids, _put_away(query), self._elsewhere(query, len(ids))

    def _show_nothing(self, query: ListQuery) -> None:
        put_away = lists.put_away_matches(query) if query.text.strip() else 0
        self._view.show_nothing(query.text.strip(), put_away, self._elsewhere(query, 0))

    def _elsewhere(self, query: ListQuery, here: int) -> Elsewhere | None:
        """Who matches but does not stand under the chip, where there is anybody."""
        if not _is_narrow(query):
            return None
        more = lists.count(replace(query, chip="all", tag=None)) - (0 if query.chip == "archived" else here)
        return Elsewhere(self._chip_label(), more) if more > 0 else None

    def _chip_label(self) -> str:
        key = f"tag:{self.query.tag}" if self.query.chip == "tag" else self.query.chip
        return self._chips[key].label if key in self._chips else ""

    def _status(self, count: int, put_away: int) -> str:
        people = ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
        if self.query.text.strip():
            return people
        order = _("the latest contact first") if (self.query.sort, self.query.descending) == ("last_contact", True) else ""
        away = ngettext("{count} more is put away", "{count} more are put away", put_away).format(count=f"{put_away:,}")
        return " ・ ".join(part for part in (people, order, away if put_away else "") if part)

    def _show_chips(self) -> None:
        """Count on the worker; what is saved meanwhile is counted after it."""
        self._uncounted = True
        if not self._counting:
            self._counting, self._uncounted = True, False
            self._run(lambda _progress: lists.chips(), self._counted)

    def _counted(self, found: Sequence[Chip]) -> None:
        self._counting = False
        self._tell_chips(found)
        if self._uncounted:
            self._show_chips()

    def _tell_chips(self, found: Sequence[Chip]) -> None:
        ready = [chip for chip in found if chip.key != "tag"]
        worn = sorted((chip for chip in found if chip.key == "tag"), key=lambda chip: -chip.count)
        self._chips = {chip_key(chip): chip for chip in [*ready[:1], *worn[:4], *ready[1:], *worn[4:]]}
        active = f"tag:{self.query.tag}" if self.query.chip == "tag" else self.query.chip
        if active not in self._chips:
            active = "all"
            self.query = replace(self.query, chip="all", tag=None)
        self._view.show_chips([(key, _words(chip)) for key, chip in self._chips.items()], active)

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


def chip_key(chip: Chip) -> str:
    """A chip's key among all of them."""
    return f"tag:{chip.tag}" if chip.key == "tag" else chip.key


def _is_narrow(query: ListQuery) -> bool:
    """Whether something is searched under a chip."""
    return query.chip != "all" and bool(query.text.strip())


def _put_away(query: ListQuery) -> int:
    """How many are put away, for the list of everybody."""
    is_whole = query.chip == "all" and not query.archived and not query.text.strip()
    return lists.count(ListQuery(chip="archived")) if is_whole else 0


def _words(chip: Chip) -> str:
    return f"{chip.label} {chip.count:,}"


def tag_names() -> Iterable[str]:
    """All tags, in their order."""
    from db.services import tags

    return [row.name for row in tags.rows()]
