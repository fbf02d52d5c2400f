"""來源與歷史: where one value came from, everything that stood there before, and the way back to any of it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, foot, row
from ui.kit.counter import hidden
from ui.kit.labels import button, hairline, plain_label, value_label
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.customers import provenance
from ui.pages.customers.facts import Fact
from ui.pages.customers.provenance import Place, Step
from ui.trying import tried

_WIDE_EM, _HIGH_EM = 34, 26
_RUN = 24  # letters without a break that find room


class ValueDialog(QDialog):
    """One value's history; 改回這個值 is an ordinary edit, with the way back in the message."""

    def __init__(self, shell: Shell, parent: QWidget, fact: Fact, place: Place) -> None:
        super().__init__(parent.window())
        self._shell, self._place = shell, place
        self._secret = fact.secret
        self.setWindowTitle(_("Where it came from, and its history"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(fact.label, "muted"))
        body.addWidget(plain_label(self._shown(fact.text) or "—", "head", wrap=True, selectable=True))
        body.addWidget(plain_label(provenance.origin(place), wrap=True, selectable=True))
        body.addWidget(hairline())
        body.addWidget(self._history(), 1)
        close = button(_("Close"), self.reject, kind="primary")
        body.addLayout(foot(close))
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()

    def _history(self) -> ScrollColumn:
        area = ScrollColumn(spacing=8)
        found = provenance.steps(self._place)
        for step in found:
            area.body.addWidget(plain_label(step.at, "small", wrap=True))
            area.body.addLayout(self._change(step))
            area.body.addWidget(hairline())
        if not found:
            area.body.addWidget(plain_label(_("It was never changed."), "muted"))
        area.body.addStretch(1)
        return area

    def _change(self, step: Step) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(value_label(self._shown(step.before) or "—", "old", _RUN), 2)
        hint = _("Change it back to “{value}”").format(value=self._shown(step.before) or "—")
        line.addWidget(button(_("Change it back"), partial(self.put_back, step), kind="small", hint=hint))
        line.addWidget(plain_label("→", "small"))
        line.addWidget(value_label(self._shown(step.after) or "—", "", _RUN), 2)
        return line

    def _shown(self, text: str) -> str:
        return hidden(text) if self._secret else text

    def put_back(self, step: Step) -> None:
        """Write what stood there before this change; said where it can't be."""
        from db.services import single_values

        place = self._place
        if done := tried(lambda: single_values.put(place.table, place.row, step.values, place.key), self._shell.asks):
            self.accept()
            self._shell.toast_undo(_("Changed back"), done[1])
