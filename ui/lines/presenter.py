"""What the grid of lines does: cells are read, lines come, go, move and change their kind, and all of it can be taken back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from db.core.errors import InputError
from db.core.values.amounts import PRICED, Totals
from db.core.values.text import normal
from db.services import lines
from db.services.lines import LineForm
from ui.lines import reading

_ITEM: Final = ("name", "spec", "quantity", "unit", "price", "discount")
_OPEN: Final = dict.fromkeys(PRICED, _ITEM) | {"discount": ("name", "discount")}  # the cells that can be typed into
_WALKED: Final = ("name", "quantity", "price")  # by Enter; Tab goes through all
MOST_PASTED: Final = 2_000  # rows
_MOST: Final = 200  # deeds that can be taken back
_NAMESAKES: Final = 3  # looked at: more than one name nobody


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `wrong` is what was typed into cells and could not be read: key -> (typed, sentence)."""

    form: LineForm = field(default_factory=LineForm)
    wrong: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self.form == LineForm() and not self.wrong

    def typed(self, key: str) -> str:
        """What stands in a cell: what was typed last, readable or not."""
        return next((typed for at, typed, _why in self.wrong if at == key), reading.shown(self.form, key))

    def is_wrong(self, key: str) -> bool:
        """Whether what stands in this cell could not be read."""
        return any(at == key for at, _typed, _why in self.wrong)

    def put(self, key: str, typed: str) -> "Entry":
        """The line with this typed into a cell."""
        kept = tuple(one for one in self.wrong if one[0] != key)
        try:
            return Entry(reading.read(self.form, key, typed), kept)
        except InputError as error:
            return Entry(reading.read(self.form, key, ""), (*kept, (key, typed.strip(), error.sentence)))


Entries = tuple[Entry, ...]


class LinesPresenter:
    """The lines as they are typed; the row len(entries) is the empty last one. `show(before, after)` hears of every change."""

    def __init__(self, show: Callable[[Entries, Entries], None]) -> None:
        self._show = show
        self.entries: Entries = ()
        self.typing: tuple[int, str, str] | None = None  # row, key and text of the box that is open
        self.customer: int | None = None
        self.mode = "none"
        self.totals: Totals = lines.amounts_of((), self.mode)
        self._past: list[Entries] = []
        self._future: list[Entries] = []

    # what stands there

    def fill(self, forms: Sequence[LineForm]) -> None:
        """Begin with these lines; nothing of before can be taken back."""
        self._past.clear()
        self._future.clear()
        self._become(tuple(Entry(replace(one)) for one in forms))

    def forms(self) -> list[LineForm]:
        """The lines, empty ones left out."""
        return _forms(self.entries)

    def so_far(self) -> list[LineForm]:
        """The lines with what still stands in an open box: what a power cut must not take."""
        if self.typing is None:
            return self.forms()
        row, key, typed = self.typing
        return _forms((*self.entries[:row], self.entry(row).put(key, typed), *self.entries[row + 1 :]))

    def faults(self) -> list[str]:
        """What could not be read, a sentence each."""
        return [why for one in self.entries for _key, _typed, why in one.wrong]

    def entry(self, row: int) -> Entry:
        """The line of this row, an empty one where none stands yet."""
        return self.entries[row] if 0 <= row < len(self.entries) else Entry()

    def has_discounts(self) -> bool:
        """Whether a priced line says a discount: only then it has a column."""
        return any(one.form.kind in PRICED and (one.form.discount or one.is_wrong("discount")) for one in self.entries)

    def reckon(self, mode: str) -> None:
        """Reckon the tax in this way from now on."""
        self.mode = mode
        self._become(self.entries)

    # walking

    def opens(self, row: int, key: str) -> bool:
        """Whether something can be typed into this cell."""
        return key in self._cells(row)

    def after(self, row: int, key: str, *, every: bool = False) -> tuple[int, str]:
        """The cell that Enter goes to, or Tab, which stops at `every` one."""
        cells = self._cells(row)
        stops = [one for one in cells if every or cells is not _ITEM or one in _WALKED]
        later = [one for one in stops if cells.index(one) > cells.index(key)] if key in cells else stops
        return (row, later[0]) if later else (row + 1, "name")

    def before(self, row: int, key: str) -> tuple[int, str]:
        """The cell that Shift+Tab goes to."""
        cells = self._cells(row)
        earlier = cells[: cells.index(key)] if key in cells else ()
        if earlier:
            return row, earlier[-1]
        return (row - 1, self._cells(row - 1)[-1]) if row else (row, key)

    def _cells(self, row: int) -> tuple[str, ...]:
        return _OPEN.get(self.entry(row).form.kind, ("name",))

    # typing

    def put(self, row: int, key: str, typed: str) -> int:
        """Type into a cell; a product's code or barcode as the name brings that product, and so does its name where no price
        was said; a product whose name stands there no more goes. The last row that was filled.
        """
        old = self.entry(row)
        if typed == old.typed(key):
            return row
        if key == "name" and old.form.kind in PRICED and (found := _meant(old.form, typed)):
            return self.take(row, found)
        new = old.put(key, typed)
        if key == "name" and old.form.product and not _still_names(old.form, typed):
            new = replace(new, form=replace(new.form, product=None, cost=None))
        if not new.is_empty or row < len(self.entries):
            self._do((*self.entries[:row], new, *self.entries[row + 1 :]))
        return row

    def take(self, row: int, product: int) -> int:
        """Put a product on this row; what a bundle brings besides comes below it. The last row that was filled."""
        kept = self.entry(row).form
        brought = lines.from_product(product, self.customer)
        if len(brought) == 1:
            quantity = brought[0].quantity if kept.quantity is None else kept.quantity
            brought = [replace(brought[0], kind=kept.kind if kept.kind in PRICED else "item", quantity=quantity)]
        self._do((*self.entries[:row], *map(Entry, brought), *self.entries[row + 1 :]))
        return row + len(brought) - 1

    def replace(self, row: int, form: LineForm) -> None:
        """Another line in the place of this one."""
        self._do((*self.entries[:row], Entry(replace(form)), *self.entries[row + 1 :]))

    def insert(self, row: int, forms: Sequence[LineForm]) -> None:
        """Lines above this row."""
        self._do((*self.entries[:row], *(Entry(replace(one)) for one in forms), *self.entries[row:]))

    def paste(self, row: int, cells: Sequence[Sequence[str]]) -> tuple[int, int]:
        """Cells copied in Excel as lines above this row; how many, and how many more than a paper holds were left out."""
        brought = lines.from_cells(cells)
        taken = brought[:MOST_PASTED]
        self.insert(row, taken)
        return len(taken), len(brought) - len(taken)

    def reprice(self, given: Mapping[int, Decimal | None]) -> None:
        """Other prices, by row."""
        changed = [
            Entry(replace(one.form, unit_price=given[at], amount=None), one.wrong) if at in given else one
            for at, one in enumerate(self.entries)
        ]
        self._do(tuple(changed))

    # the lines as wholes

    def remove(self, rows: Collection[int]) -> None:
        """Take lines out."""
        self._do(tuple(one for at, one in enumerate(self.entries) if at not in rows))

    def move(self, rows: Collection[int], to: int) -> int:
        """Put lines together before the row `to`; where the first of them stands now."""
        moved = [one for at, one in enumerate(self.entries) if at in rows]
        above = [one for at, one in enumerate(self.entries[:to]) if at not in rows]
        below = [one for at, one in enumerate(self.entries) if at >= to and at not in rows]
        self._do((*above, *moved, *below))
        return len(above)

    def set_kind(self, rows: Collection[int], kind: str) -> None:
        """Make them lines of this kind; the empty last row becomes one, too."""
        known = (*self.entries, Entry()) if len(self.entries) in rows else self.entries
        self._do(tuple(_of_kind(one, kind) if at in rows else one for at, one in enumerate(known)))

    # taking back

    @property
    def can_undo(self) -> bool:
        """Whether something was done here."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back here."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last deed back."""
        if self._past:
            self._future.append(self.entries)
            self._become(self._past.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future:
            self._past.append(self.entries)
            self._become(self._future.pop())

    def _do(self, entries: Entries) -> None:
        if entries != self.entries:
            self._past = [*self._past[-_MOST:], self.entries]
            self._future.clear()
            self._become(entries)

    def _become(self, entries: Entries) -> None:
        before, self.entries = self.entries, entries
        self.totals = lines.amounts_of((one.form for one in entries), self.mode)
        self._show(before, entries)


def _forms(entries: Entries) -> list[LineForm]:
    return [replace(one.form) for one in entries if not one.is_empty]


def _meant(form: LineForm, typed: str) -> int | None:
    """The product that is meant by what is typed as the name of this line."""
    is_bare = form.product is None and form.unit_price is None
    return _of_code(typed) or (_of_name(typed) if is_bare else None)


def _still_names(form: LineForm, typed: str) -> bool:
    """Whether this is the product's name, or begins with it: 馬桶 (白)."""
    from db.services import products

    known = [form.name, *(row.name for row in products.of_ids([form.product] if form.product else []))]
    return any(normal(typed).startswith(normal(name)) for name in known if name)


def _of_code(typed: str) -> int | None:
    from db.services import products

    row = products.by_code(typed) if typed.strip() else None
    return None if row is None else row.id


def _of_name(typed: str) -> int | None:
    """The one product of exactly this name."""
    from db.services import products

    found = [row.id for row in products.find(typed, _NAMESAKES) if normal(row.name) == normal(typed)] if typed.strip() else []
    return found[0] if len(found) == 1 else None


def _of_kind(entry: Entry, kind: str) -> Entry:
    """The line as another kind; what such a line cannot say goes."""
    form = entry.form
    if kind in PRICED:
        return replace(entry, form=replace(form, kind=kind))
    return Entry(LineForm(kind=kind, name=form.name, note=form.note, discount=form.discount if kind == "discount" else ""))
