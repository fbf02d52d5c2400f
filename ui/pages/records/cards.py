"""The card of one import on the page of imports."""

from collections.abc import Callable
from typing import Final

from resources.i18n import N_, _, ngettext
from ui.kit.card import Card, row
from ui.kit.cells import Cell
from ui.kit.labels import ShortLabel, button, plain_label
from ui.kit.pill import Pill
from ui.kit.table import Column
from ui.kit.when import when
from ui.pages.records.presenter import RunItem


def _state(item: RunItem) -> str:
    if item.undone:
        return _("taken back")
    return _("partly taken back") if item.partly_undone else ""


RUN_COLUMNS: Final = (  # the cards on paper
    Column("at", N_("When"), lambda item: Cell(when(item.at))),
    Column("by", N_("Who"), lambda item: Cell(item.by)),
    Column("files", N_("Files"), lambda item: Cell("、".join(item.files))),
    Column("read", N_("Rows read"), lambda item: Cell(f"{item.records:,}"), right=True),
    Column("waiting", N_("To settle"), lambda item: Cell(f"{item.waiting:,}"), right=True),
    Column("state", N_("State"), lambda item: Cell(_state(item))),
)


class RunCard(Card):
    """One import: its files, what came of them, and the way back."""

    def __init__(self, item: RunItem, take_back: Callable[[int], object], settle: Callable[[], object]) -> None:
        super().__init__(spacing=4)
        head = row(spacing=10)
        head.addWidget(ShortLabel("、".join(item.files), "head"), 1)
        if state := _state(item):
            head.addWidget(Pill(state, "grey"))
        if item.waiting:
            words = ngettext("Settle {count}", "Settle {count}", item.waiting)
            head.addWidget(button(words.format(count=f"{item.waiting:,}"), settle))
        if item.undoable and item.unit is not None:
            unit = item.unit
            head.addWidget(button(_("Take back this import"), lambda: take_back(unit), icon="undo-2"))
        self.body.addLayout(head)
        read = ngettext("{count} row read", "{count} rows read", item.records).format(count=f"{item.records:,}")
        said = [when(item.at), item.by, read]
        if item.customers is not None:
            came = ngettext("{count} customer came of it", "{count} customers came of it", item.customers)
            said.append(came.format(count=f"{item.customers:,}"))
        self.body.addWidget(plain_label("・".join(said), "muted"))
