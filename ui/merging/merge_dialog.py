"""Merging two customers: the second is chosen, then both stand side by side."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from resources.i18n import _
from ui.customer_box import CustomerBox
from ui.kit import counter, form_size, jobs, theme
from ui.kit.card import column, row
from ui.kit.keys import once
from ui.kit.labels import name_label, plain_label
from ui.kit.page import Shell
from ui.merging.pair import PairScreen
from ui.merging.pair_view import PairView
from ui.merging.presenter import MergePresenter

_SIZE_EM: Final = (62, 43)
_EMPTY_EM: Final = (46, 12)


class MergeDialog(QDialog):
    """Who stays is at the left at first; nothing is lost, and it can be taken back or split again."""

    def __init__(self, shell: Shell, one: int, other: int | None = None) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merge two customers"))
        self._shell = shell
        self.presenter = MergePresenter(self, shell, jobs.start, one)
        self.pair = PairView(self.presenter, self._open, _("Cancel"))
        self.box = CustomerBox([other] if other is not None else [], beside=[one])
        self.box.changed.connect(self._chosen)
        self.box.picked.connect(self.pair.focus)
        self.hint = plain_label(_("Choose who is the same customer: by name, phone or code."), "muted", wrap=True)
        body = column(self, spacing=10)
        body.setContentsMargins(0, 16, 0, 10)
        body.addLayout(self._top())
        body.addWidget(self.pair, 1)
        body.addStretch(0)
        once("Ctrl+Return", self, lambda: self.pair.answer(self.presenter.merge))
        counter.state.changed.connect(self.pair.show_again)
        self.presenter.against(other)
        if other is None:
            self.box.focus()
        else:
            self.pair.focus()

    def _top(self) -> QHBoxLayout:
        line = row(spacing=10)
        line.setContentsMargins(18, 0, 18, 0)
        line.addWidget(name_label(_("Merge with"), self.box.widget_for_label()))
        line.addWidget(self.box, 1)
        line.addWidget(self.hint, 1)
        return line

    def _chosen(self) -> None:
        self.presenter.against(next(iter(self.box.value()), None))

    def _open(self, customer: int) -> None:
        self.reject()
        self._shell.go("customers", customer=customer)

    # The view of the presenter.

    def show_pair(self, pair: PairScreen | None) -> None:
        """The two side by side; before somebody is chosen there is only the search."""
        was_there = self.hint.isHidden()
        self.pair.setVisible(pair is not None)
        self.hint.setVisible(pair is None)
        if pair is not None:
            self.pair.show_pair(pair)
        if was_there and pair is not None:
            return
        wide, high = _SIZE_EM if pair is not None else _EMPTY_EM
        room = form_size.room(self)
        self.resize(min(round(theme.px() * wide), room.width() - 40), min(round(theme.px() * high), room.height() - 40))

    def close_all(self) -> None:
        """It is done; perhaps they were closed before it was."""
        jobs.living(self.accept)()


def merge(shell: Shell, one: int, other: int | None = None) -> MergeDialog:
    """Ask with whom (unless it is known) and how this customer is merged."""
    dialog = MergeDialog(shell, one, other)
    dialog.open()
    return dialog
