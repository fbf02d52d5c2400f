"""A new password typed twice, with the word on how good it is; where one is set, changed or given."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from db.services import passwords
from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button, name_label, plain_label, restyle, set_text

_ROLES: dict[passwords.Strength, str] = {"weak": "amber-small", "fair": "small", "good": "green-small"}


def password_box(name: str) -> LineEdit:
    """A box that shows dots."""
    box = LineEdit()
    box.setEchoMode(QLineEdit.EchoMode.Password)
    box.setAccessibleName(name)
    return box


class NewPassword(QWidget):
    """Both boxes. `changed` with every letter; `entered` when Enter is pressed in the second one."""

    changed = Signal()
    entered = Signal()

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._names = names
        body = column(self, spacing=4)
        self.first, self.second = password_box(_("New password")), password_box(_("Once more"))
        for box in (self.first, self.second):
            body.addWidget(name_label(box.accessibleName(), box))
            body.addWidget(box)
            box.textChanged.connect(self._follow)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        foot = row(spacing=8)
        self.word = plain_label("", "small", wrap=True)
        self.show_letters = button(_("Show"), self._show, kind="link")
        self.show_letters.setCheckable(True)
        foot.addWidget(self.word, 1)
        foot.addWidget(self.show_letters)
        body.addLayout(foot)
        self._follow()

    def password(self) -> str:
        """What was typed, where it is one to choose and was typed the same twice; else ""."""
        typed = self.first.text()
        return typed if typed == self.second.text() and not passwords.fault(typed, *self._names) else ""

    def problem(self) -> str:
        """What is wrong with it, for who wants to go on; "": nothing."""
        fault = passwords.fault(self.first.text(), *self._names)
        return fault or ("" if self.first.text() == self.second.text() else _("The two are not the same."))

    def has_said(self) -> bool:
        """Whether what is wrong stands below the boxes already."""
        return bool(self.first.text() and passwords.fault(self.first.text(), *self._names))

    def _show(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.show_letters.isChecked() else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)

    def _follow(self) -> None:
        typed = self.first.text()
        strength = passwords.strength(typed, *self._names)
        set_text(self.word, (passwords.fault(typed, *self._names) or _(passwords.HINTS[strength])) if typed else "")
        restyle(self.word, role=_ROLES[strength])
        self.changed.emit()
