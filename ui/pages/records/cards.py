"""The card of one import on the page of imports."""

from collections.abc import Callable

from resources.i18n import _, ngettext
from ui.kit.card import Card, row
from ui.kit.labels import ShortLabel, button, plain_label
from ui.kit.pill import Pill
from ui.kit.when import when
from ui.pages.records.presenter import RunItem


class RunCard(Card):
    """One import: its files, what came of them, and the way back."""

    def __init__(self, item: RunItem, take_back: Callable[[int], object], settle: Callable[[], object]) -> None:
        super().__init__(spacing=4)
        head = row(spacing=10)
        head.addWidget(ShortLabel("、".join(item.files), "head"), 1)
        if item.undone:
            head.addWidget(Pill(_("taken back"), "grey"))
        elif item.partly_undone:
            head.addWidget(Pill(_("partly taken back"), "grey"))
        if item.waiting:
            words = ngettext("Settle {count}", "Settle {count}", item.waiting)
            head.addWidget(button(words.format(count=f"{item.waiting:,}"), settle, kind="small"))
        if item.undoable and item.unit is not None:
            unit = item.unit
            head.addWidget(button(_("Take back this import"), lambda: take_back(unit), kind="small", icon="undo-2"))
        self.body.addLayout(head)
        read = ngettext("{count} row read", "{count} rows read", item.records).format(count=f"{item.records:,}")
        said = [when(item.at), item.by, read]
        if item.customers is not None:
            came = ngettext("{count} customer came of it", "{count} customers came of it", item.customers)
            said.append(came.format(count=f"{item.customers:,}"))
        self.body.addWidget(plain_label("・".join(said), "muted"))
