"""挑老主顧: the best customers with ticks; a tag, an interval, and the first days spread over the open days."""

from array import array
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QWidget

from db.core.values.text import half_width, normal
from db.services import keep_in_touch, regulars
from db.services.regulars import Candidate
from resources.i18n import N_, _, ngettext
from ui.kit import counter, jobs, theme
from ui.kit.card import column, row
from ui.kit.cells import Cell, Chip
from ui.kit.days import near, with_weekday
from ui.kit.fields import LineEdit, SearchBox
from ui.kit.keys import once
from ui.kit.labels import button, name_label, plain_label, set_button_text, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.table import Column, TableModel
from ui.trying import tried

_USUAL: Final = 1  # which of the intervals is chosen at first
_WORTH_EM: Final = 7.0  # what they are sorted by is at least so wide, and at most twice
_BESIDE_EM: Final = 3.0  # beside its words: the margins, the arrow of an order


class RegularsDialog(QDialog):
    """Looks for the best on the worker; one press picks those ticked. Space or a click on the first column ticks."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Pick regulars"))
        self._shell = shell
        self._found: dict[int, Candidate] = {}  # by customer, the best first
        self._ticked: set[int] = set()
        body = column(self, margin=18, spacing=10)
        body.addWidget(plain_label(_("Pick regulars"), "title"))
        told = _("Those ticked get the tag, and Shukebu reminds you of a few of them each day.")
        body.addWidget(plain_label(told, "muted", wrap=True))
        body.addLayout(self._asked())
        self.search = SearchBox(_("Name or phone in this list"))
        self.search.searched.connect(self._filter)
        self.search.left_down.connect(self._to_list)
        body.addWidget(self.search)
        self.model = TableModel(self._columns(), lambda ids: [self._found[one] for one in ids], self)
        self.list = ListView("regulars", self.model)
        self.list.setAccessibleName(_("Pick regulars"))
        self.list.clicked.connect(self._clicked)
        once(Qt.Key.Key_Space, self.list, self.toggle, alone=True)
        body.addWidget(self.list, 1)
        body.addLayout(self._foot())
        self.by.currentIndexChanged.connect(lambda _at: self.look())
        self.tag.textChanged.connect(lambda _text: self.model.forget())
        counter.veils(self, self.model.forget)
        once("Ctrl+Return", self, self.pick)
        self.resize(round(theme.px() * 55), round(theme.px() * 36))
        self._count()
        self.list.setFocus()
        self.look()

    def _asked(self) -> QHBoxLayout:
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
        return asked

    def _foot(self) -> QHBoxLayout:
        self.told = plain_label("", "muted", wrap=True)
        self.take = button("", self.pick, kind="primary")
        foot = row(spacing=8)
        foot.addWidget(self.told, 1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.take)
        return foot

    def _columns(self) -> list[Column]:
        secret = ("text",)
        return [
            Column(
                "tick", N_("Pick"), lambda one: Cell("☑" if one.customer in self._ticked else "☐", bold=True), 4.0, sorts=False
            ),
            Column("name", N_("Name"), lambda one: Cell(one.name, bold=True), 10.0, sorts=False),
            Column("phone", N_("Phone"), lambda one: Cell(one.phone, secret=secret), 9.0, sorts=False),
            Column(
                "worth",
                self.by.currentText(),
                lambda one: Cell(f"{one.worth:,}", secret=secret),
                _wide(self.by.currentText()),
                right=True,
                sorts=False,
                is_own=True,
            ),
            Column("last", N_("Last contact"), lambda one: Cell(_last(one), tone="muted"), 8.0, sorts=False),
            Column("tag", N_("Tag"), self._wears, 7.0, sorts=False),
        ]

    def _wears(self, one: Candidate) -> Cell:
        """The tag, where this customer has it already."""
        tag = self.tag.text().strip()
        return Cell(chips=(Chip(tag),) if tag in one.tags else ())

    def look(self) -> None:
        """Read the best by the order that is chosen."""
        by = str(self.by.currentData())
        jobs.start(lambda _progress: regulars.candidates(by), self._show, quiet=True)

    def _show(self, found: list[Candidate]) -> None:
        tag = self.tag.text().strip()
        self._found = {one.customer: one for one in found}
        new = [one.customer for one in found if tag not in one.tags]
        self._ticked = set(new[: regulars.PRETICKED])
        self.list.show_columns(self._columns())
        self._filter(self.search.wanted())
        self._count()
        if found:
            self.list.selectRow(0)
        else:
            set_text(self.told, _("Nothing is known to sort by yet. Try another order."))

    def _filter(self, text: str) -> None:
        words = normal(half_width(text)).split()
        wanted = (one.customer for one in self._found.values() if all(word in _searched(one) for word in words))
        self.list.show_ids(array("q", wanted))

    def ticked(self) -> list[int]:
        """Who is ticked, the best first, those the search leaves out as well."""
        return [one for one in self._found if one in self._ticked]

    def _to_list(self) -> None:
        self.list.setFocus()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle()

    def toggle(self) -> None:
        """Turn the chosen lines over, all to what the first one becomes."""
        chosen = list(self.list.chosen())
        if chosen:
            self._ticked = self._ticked - set(chosen) if chosen[0] in self._ticked else self._ticked | set(chosen)
            self.model.forget()
            self._count()

    def _count(self) -> None:
        count = len(self.ticked())
        set_button_text(self.take, ngettext("Pick {count}", "Pick {count}", count).format(count=count))
        self.take.setEnabled(count > 0)
        set_text(self.told, _("A click or the space bar ticks.") if self._found else "")

    def pick(self) -> None:
        """Tag those ticked and spread their first days."""
        who, days = self.ticked(), int(self.days.currentData())
        done = tried(lambda: regulars.pick(who, self.tag.text(), days), self._shell.asks)
        if done is None:
            return
        words = ngettext("{count} regular picked, the first on {day}.", "{count} regulars picked, the first on {day}.", len(who))
        self.accept()
        self._shell.toast_undo(words.format(count=len(who), day=with_weekday(done[0][0])), done[1])


def _wide(words: str) -> float:
    """How wide the column under these words is, in ems: also a shop's own number shows its whole name, if it is no sentence."""
    return min(max(_WORTH_EM, QFontMetrics(theme.font()).horizontalAdvance(words) / theme.px() + _BESIDE_EM), 2 * _WORTH_EM)


def _last(one: Candidate) -> str:
    return near(one.last_on) if one.last_on else _("no talk yet")


def _searched(one: Candidate) -> str:
    return normal(f"{one.name} {one.phone} {one.phone.replace('-', '')}")
