"""What the view of maybe doubles decides: which pairs there are, who stays, which value of two, and what is done with a pair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from db.core.errors import CancelledError
from db.core.events import Announcement
from db.core.progress import Progress
from db.core.values.names import readings
from db.services import duplicates, imports, lists
from db.services.duplicates import Pair
from importers import reasons
from resources.i18n import _
from ui.kit.starting import Start
from ui.merging import pair as pairs_of
from ui.merging.pair import PairScreen, Side, Source
from ui.trying import Asks, tried

LEAST: Final = 0.8  # the score from which two customers are worth a look
_COMPARED: Final = frozenset({"customer", "contact_point", "address", "not_same"})


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair in the list. `later`: left for later in this session."""

    id: int
    names: str
    why: str
    score: str
    later: bool


class View(Protocol):
    """What the presenter needs of the view."""

    def show_pairs(self, ids: list[int], wanted: int | None) -> None:
        """The pairs there are, the surest first, and on which one the cursor stands; then that one is asked for (`open`)."""

    def show_pair(self, pair: PairScreen | None) -> None:
        """The pair in view."""

    def show_state(self, text: str) -> None:
        """Say that it is being looked, or that it was broken off; "" when the list is whole."""

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done, with the way back where it was saved as this unit."""


def _compare(progress: Progress) -> list[Pair]:
    readings("王")  # what saving a customer needs is loaded here and not when the first two are merged
    return duplicates.pairs(LEAST, progress)


class DoublesPresenter:
    """Compares all customers on the worker; what is done here is taken out of the list without comparing anew."""

    def __init__(self, view: View, asks: Asks, start: Start) -> None:
        self._view, self._asks, self._start = view, asks, start
        self._pairs: dict[int, Pair] = {}
        self._later: set[tuple[int, int]] = set()
        self._mine: set[int] = set()  # units of this view, whose news says nothing new
        self._looking = self._merging = False
        self.is_stale = True
        self.screen: PairScreen | None = None

    # Which pairs there are.

    def look(self) -> None:
        """Compare all customers, unless the list is as it should be or it is being done."""
        if self.is_stale and not self._looking:
            self._looking, self.is_stale = True, False
            self._view.show_state(_("Comparing all customers…"))
            title = _("Looking for doubles")
            self._start(_compare, self._found, self._broken, title=title)

    def _found(self, pairs: list[Pair]) -> None:
        self._looking = False
        self._view.show_state("")
        ordered = sorted(pairs, key=lambda pair: (pair.a, pair.b) in self._later)
        found = dict(enumerate(ordered, 1))
        inside = (self.screen.left.id, self.screen.right.id) if self.screen else None
        self._show(found, next((number for number, pair in found.items() if (pair.a, pair.b) == inside), None))
        self.look()  # something was changed meanwhile

    def _broken(self, error: BaseException) -> None:
        self._looking, self.is_stale = False, True
        self._view.show_state(_("Not all customers were compared."))
        if not isinstance(error, CancelledError):
            raise error

    def heard(self, announcement: Announcement | None) -> None:
        """Something was saved; what can't make or part a pair, and what was done here, changes nothing."""
        if announcement is None:
            self.is_stale = True
        elif not (announcement.unit_id in self._mine or (self._merging and announcement.action == "customers.merge")):
            self.is_stale = self.is_stale or bool(announcement.tables & _COMPARED)

    def rows(self, ids: Sequence[int]) -> list[PairRow]:
        """These pairs for the list."""
        pairs = [(one, self._pairs[one]) for one in ids if one in self._pairs]
        names = {row.id: row.name for row in lists.brief({who for _id, pair in pairs for who in (pair.a, pair.b)})}
        return [self._row(number, pair, names) for number, pair in pairs]

    def _row(self, number: int, pair: Pair, names: dict[int, str]) -> PairRow:
        one, other = names.get(pair.a, ""), names.get(pair.b, "")
        both = one if one == other else f"{one}／{other}"
        return PairRow(number, both, reasons.sentence(pair.why), f"{pair.score:.0%}", (pair.a, pair.b) in self._later)

    def _show(self, pairs: dict[int, Pair], wanted: int | None = None) -> None:
        self._pairs = pairs
        self._view.show_pairs(list(pairs), wanted)

    # The pair in view.

    def open(self, number: int | None) -> None:
        """Show this pair large."""
        pair = self._pairs.get(number or 0)
        self.screen = None
        if number is not None and pair:
            self.screen = pairs_of.screen(pair.a, pair.b, number, reasons.sentence(pair.why), f"{pair.score:.0%}")
        self._view.show_pair(self.screen)

    def stay(self, side: Side) -> None:
        """Who stays; every field comes from there again."""
        if self.screen:
            self.screen = self.screen.staying(side)
            self._view.show_pair(self.screen)

    def take(self, field: str, source: Source) -> None:
        """This field comes from this side, or from both added up."""
        if self.screen:
            self.screen = self.screen.taking(field, source)
            self._view.show_pair(self.screen)

    # What is done with it.

    def merge(self) -> None:
        """The two are one; the next pair comes into view when it is done."""
        pair = self.screen
        if pair is None or self._merging:
            return
        self._merging = True

        def then(unit: int | None) -> None:
            self._merging = False
            self._done(_("Merged: {name}").format(name=pair.kept.name), unit)
            self._without(pair.id, {pair.gone.id: pair.kept.id})

        pairs_of.merge(pair, self._start, self._asks, then, self._not_merged)

    def _not_merged(self) -> None:
        self._merging = False

    def not_same(self) -> None:
        """The two are two; remembered."""
        pair = self.screen
        if pair is None or self._merging:
            return
        done = tried(lambda: imports.not_same(pair.left.id, pair.right.id), self._asks)
        if done:
            self._done(_("Remembered: not the same person."), done[1])
            self._without(pair.id, {})

    def later(self) -> None:
        """Leave this pair for later: it goes to the end of the list."""
        if self.screen and not self._merging:
            number = self.screen.id
            pair = self._pairs[number]
            self._later.add((pair.a, pair.b))
            after = self._after(number)
            self._show({**{one: held for one, held in self._pairs.items() if one != number}, number: pair}, after)

    def _done(self, said: str, unit: int | None) -> None:
        self.is_stale = self.is_stale or self._looking  # what is being compared knows nothing of it
        if unit is not None:
            self._mine.add(unit)
        self._view.told(said, unit)

    def _without(self, number: int, joined: dict[int, int]) -> None:
        """The list without this pair; others of the one that went are pairs of the one that stayed."""
        after = self._after(number)
        left: dict[tuple[int, int], int] = {}
        pairs: dict[int, Pair] = {}
        for one, pair in self._pairs.items():
            a, b = sorted((joined.get(pair.a, pair.a), joined.get(pair.b, pair.b)))
            if one != number and a != b and (a, b) not in left:
                left[a, b] = one
                pairs[one] = replace(pair, a=a, b=b)
        self._show(pairs, after)

    def _after(self, number: int) -> int | None:
        """The pair below this one, or above it where it is the last."""
        order = list(self._pairs)
        at = order.index(number)
        return order[at + 1] if at + 1 < len(order) else order[at - 1] if at else None
