"""The dialog in front of an address book: who of these people comes along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from resources.i18n import _, ngettext
from ui.kit import theme
from ui.kit.card import column, row
from ui.kit.dialogs import button_row
from ui.kit.fields import SearchBox
from ui.kit.labels import button, plain_label, set_text
from ui.pages.importing.screens import PersonItem

_ROW = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class PeopleDialog(QDialog):
    """A list with ticks, a search line, and three ways to tick many."""

    def __init__(self, name: str, people: Sequence[PersonItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Pick people from {name}").format(name=name))
        self.resize(round(theme.px() * 42), round(theme.px() * 38))
        layout = column(self, margin=18, spacing=10)
        words = _("An address book holds more than customers. Only ticked people come along; those you know are ticked already.")
        layout.addWidget(plain_label(words, "muted", wrap=True))
        self.search = SearchBox(_("Search name or phone…"))
        self.search.searched.connect(self._filter)
        layout.addWidget(self.search)
        line = row(spacing=8)
        line.addWidget(button(_("Tick all"), lambda: self.tick("all")))
        line.addWidget(button(_("Only those already known"), lambda: self.tick("known")))
        line.addWidget(button(_("None"), lambda: self.tick("none")))
        line.addStretch(1)
        self.count = plain_label("", "muted")
        line.addWidget(self.count)
        layout.addLayout(line)
        self.list = QListWidget()
        self._known = {person.row for person in people if person.known}
        for person in people:
            self.list.addItem(self._item(person))
        self.list.itemChanged.connect(lambda _item: self._tell())
        layout.addWidget(self.list, 1)
        layout.addWidget(button_row(self, _("Take the ticked ones")))
        self._tell()

    @staticmethod
    def _item(person: PersonItem) -> QListWidgetItem:
        known = f"　（{_('known')}）" if person.known else ""
        item = QListWidgetItem(f"{person.name}　{person.detail}{known}")
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if person.picked else Qt.CheckState.Unchecked)
        item.setData(_ROW, person.row)
        item.setData(_SEARCHED, f"{person.name} {person.detail} {person.detail.replace('-', '')}".casefold())
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip().casefold() not in item.data(_SEARCHED))

    def tick(self, who: str) -> None:
        """Of those in view tick all, only the known ones, or nobody; who was searched away stays as they are."""
        self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                on = who == "all" or (who == "known" and item.data(_ROW) in self._known)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tell()

    def picked(self) -> set[int]:
        """The rows that are ticked."""
        return {item.data(_ROW) for item in self._items() if item.checkState() == Qt.CheckState.Checked}

    def _tell(self) -> None:
        count = len(self.picked())
        set_text(self.count, ngettext("{count} ticked", "{count} ticked", count).format(count=f"{count:,}"))
