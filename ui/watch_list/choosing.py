"""Who is put on the watch list: chosen by any search, then the form of the entry."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from resources.i18n import _
from ui.customer_box import CustomerBox
from ui.kit import theme
from ui.kit.card import column, foot
from ui.kit.labels import button, plain_label
from ui.kit.page import Shell
from ui.watch_list.entry_dialog import put

_WIDE_EM: Final = 32


class ChooseDialog(QDialog):
    """One customer or several."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Watch list"))
        self._shell = shell
        self.box = CustomerBox(several=True)
        self.box.changed.connect(self._follow)
        body = column(self, margin=20, spacing=12)
        body.addWidget(plain_label(_("Whom should everybody be careful with?"), "head", wrap=True))
        body.addWidget(self.box)
        body.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        self.go_on = button(_("Go on"), self._go_on, kind="primary")
        body.addLayout(foot(cancel, self.go_on))
        self.resize(round(theme.px() * _WIDE_EM), round(theme.px() * 14))
        self._follow()
        self.box.focus()

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.box.value()))

    def _go_on(self) -> None:
        who = self.box.value()
        self.accept()
        put(self._shell, who)


def put_somebody(shell: Shell) -> ChooseDialog:
    """Ask whom, then why."""
    dialog = ChooseDialog(shell)
    dialog.open()
    return dialog
