"""Two customers side by side as they may become one: who stays, which value of two, and doing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from db.core.errors import CancelledError, NotFoundError, UserError
from db.core.journal import saving
from db.services import cards, joining, merging
from db.services.cards import CustomerCard
from resources.i18n import _
from ui.kit.starting import Start
from ui.merging import pair_fields
from ui.merging.pair_fields import ComparedField
from ui.trying import Asks, tried

Side = Literal["left", "right"]
Source = Literal["left", "right", "total"]  # where a field's value comes from: a side, or both of them added up
_LONG: Final = 200  # rows that move; more of them are merged on the worker


@dataclass(frozen=True, slots=True)
class PairScreen:
    """The pair in view. `stays`: whose row the other one joins; `chosen`: the side each field to choose comes from."""

    id: int
    left: CustomerCard
    right: CustomerCard
    fields: tuple[ComparedField, ...]
    why: str = ""  # what makes them alike, and how much, where they were found and not chosen
    score: str = ""
    stays: Side = "left"
    chosen: tuple[tuple[str, Source], ...] = ()

    def source_of(self, field: ComparedField) -> Source:
        """Where this field's value comes from: as chosen, else as merging does it by itself."""
        return dict(self.chosen).get(field.key) or self._usual(field)

    def _usual(self, field: ComparedField) -> Source:
        kind: Side = "left" if dict(self.chosen).get("kind", self.stays) == "left" else "right"
        becomes = replace(self.kept.form, kind=getattr(self, kind).form.kind)
        taken, declined = joining.usual(becomes, self.gone.form)
        goes: Side = "right" if self.stays == "left" else "left"
        if field.adds:
            return "total"
        if field.how == "alone" and field.key not in declined:
            return "left" if field.left else "right"
        return goes if field.key in taken else self.stays

    def staying(self, side: Side) -> "PairScreen":
        """The same with this side staying; every field comes from there again."""
        return replace(self, stays=side, chosen=())

    def taking(self, field: str, source: Source) -> "PairScreen":
        """The same with this field's value from there."""
        return replace(self, chosen=tuple({**dict(self.chosen), field: source}.items()))

    @property
    def kept(self) -> CustomerCard:
        """Whose row stays."""
        return self.left if self.stays == "left" else self.right

    @property
    def gone(self) -> CustomerCard:
        """Whose row joins it."""
        return self.right if self.stays == "left" else self.left

    @property
    def taken(self) -> list[str]:
        """The fields whose value comes from the one that goes."""
        return [one.key for one in self.fields if one.is_chosen and self.source_of(one) not in (self.stays, "total")]

    @property
    def declined(self) -> list[str]:
        """The fields only the one that goes has, and which are left empty."""
        alone = [one for one in self.fields if one.how == "alone" and not getattr(one, self.stays)]
        return [one.key for one in alone if self.source_of(one) == self.stays]

    @property
    def added(self) -> list[str]:
        """The fields whose two values are added up."""
        return [one.key for one in self.fields if one.is_chosen and self.source_of(one) == "total"]


def screen(left: int, right: int, number: int = 0, why: str = "", score: str = "") -> PairScreen | None:
    """These two side by side; None: one of them is gone, or they are one already."""
    try:
        one, other = cards.get(left), cards.get(right)
    except NotFoundError:
        return None
    return PairScreen(number, one, other, tuple(pair_fields.fields(one, other)), why, score) if one.id != other.id else None


def merge(pair: PairScreen, start: Start, asks: Asks, then: Callable[[int | None], None], failed: Callable[[], None]) -> None:
    """Make the two one, where much moves on the worker; `then(unit)` when it is done, `failed()` when it was refused and told."""

    def work() -> int:
        return merging.merge(pair.kept.id, pair.gone.id, pair.taken, pair.added, pair.declined)

    def broken(error: BaseException) -> None:
        failed()
        if isinstance(error, UserError) and not isinstance(error, CancelledError):
            asks.error(error)
        elif not isinstance(error, CancelledError):
            raise error

    if sum(merging.holdings(pair.gone.id).values()) > _LONG:
        start(lambda _progress: saving(work), lambda done: then(done[1]), broken, title=_("Merging…"))
    elif done := tried(work, asks):
        then(done[1])
    else:
        failed()
