"""挑老主顧: the best customers with ticks; a tag, an interval, and the first days spread over the open days."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QWidget

from db.services import keep_in_touch, regulars
from db.services.regulars import Candidate
from resources.i18n import _, ngettext
from ui.kit import counter, jobs, theme
from ui.kit.card import column, row
from ui.kit.days import near, with_weekday
from ui.kit.fields import LineEdit
from ui.kit.keys import once
from ui.kit.labels import button, name_label, plain_label, set_button_text, set_text
from ui.kit.page import Shell
from ui.trying import tried

_USUAL: Final = 1  # which of the intervals is chosen at first
_CHECKED: Final = Qt.CheckState.Checked


class RegularsDialog(QDialog):
    """Looks for the best on the worker; one press picks those ticked."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Pick regulars"))
        self._shell = shell
        body = column(self, margin=18, spacing=10)
        body.addWidget(plain_label(_("Pick regulars"), "title"))
        told = _("Those ticked get the tag, and Shukebu reminds you of a few of them each day.")
        body.addWidget(plain_label(told, "muted", wrap=True))
        self.by, self.days, self.tag = QComboBox(), QComboBox(), LineEdit(regulars.TAG)
        for key, words in regulars.orders():
            self.by.addItem(words, key)
        for days in regulars.INTERVALS:
            self.days.addItem(keep_in_touch.words(days), days)
        self.days.setCurrentIndex(_USUAL)
        asked = row(spacing=8)
        for words, box in ((_("Sorted by"), self.by), (_("Tag"), self.tag), (_("Keep in touch"), self.days)):
            asked.addWidget(name_label(words, box))
            asked.addWidget(box, 1)
        body.addLayout(asked)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pick regulars"))
        self.list.itemChanged.connect(lambda _item: self._count())
        body.addWidget(self.list, 1)
        self.told = plain_label("", "muted", wrap=True)
        foot = row(spacing=8)
        foot.addWidget(self.told, 1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.take = button("", self.pick, kind="primary")
        foot.addWidget(self.take)
        body.addLayout(foot)
        self.by.currentIndexChanged.connect(lambda _at: self.look())
        once("Ctrl+Return", self, self.pick)
        self.resize(round(theme.px() * 48), round(theme.px() * 36))
        self._count()
        self.look()

    def look(self) -> None:
        """Read the best by the order that is chosen."""
        by = str(self.by.currentData())
        jobs.start(lambda _progress: regulars.candidates(by), self._show, quiet=True)

    def _show(self, found: list[Candidate]) -> None:
        self.list.clear()
        for at, one in enumerate(found):
            last = near(one.last_on) if one.last_on else _("no talk yet")
            parts = (one.name, counter.hidden(one.phone), counter.hidden(f"{one.worth:,}"), last)
            item = QListWidgetItem("　".join(part for part in parts if part))
            item.setData(Qt.ItemDataRole.UserRole, one.customer)
            item.setCheckState(_CHECKED if at < regulars.PRETICKED else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._count()
        if not found:
            set_text(self.told, _("Nothing is known to sort by yet. Try another order."))

    def ticked(self) -> list[int]:
        """Who is ticked, the best first."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [int(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is _CHECKED]

    def _count(self) -> None:
        count = len(self.ticked())
        set_button_text(self.take, ngettext("Pick {count}", "Pick {count}", count).format(count=count))
        self.take.setEnabled(count > 0)
        set_text(self.told, "")

    def pick(self) -> None:
        """Tag those ticked and spread their first days."""
        who, days = self.ticked(), int(self.days.currentData())
        done = tried(lambda: regulars.pick(who, self.tag.text(), days), self._shell.asks)
        if done is None:
            return
        words = ngettext("{count} regular picked, the first on {day}.", "{count} regulars picked, the first on {day}.", len(who))
        self.accept()
        self._shell.toast_undo(words.format(count=len(who), day=with_weekday(done[0][0])), done[1])
