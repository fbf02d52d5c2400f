"""What for, and is it you: the two things asked before customers leave the house."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column
from ui.kit.dialogs import button_row
from ui.kit.labels import name_label, plain_label

_WIDE = 26  # letters


class ReasonDialog(QDialog):
    """A reason chosen or typed, and a PIN or password; the button waits for both."""

    def __init__(self, parent: QWidget | None, title: str, text: str, reasons: Sequence[str], proof: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(round(theme.px() * _WIDE))
        self.finished.connect(self.deleteLater)
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems(list(reasons))
        self.reason.setCurrentIndex(0)
        self.proof = QLineEdit()
        self.proof.setEchoMode(QLineEdit.EchoMode.Password)
        body = column(self, margin=20, spacing=8)
        body.addWidget(plain_label(text, wrap=True))
        for words, box in ((_("What is it for?"), self.reason), (proof, self.proof)):
            box.setAccessibleName(words)
            body.addWidget(name_label(words, box))
            body.addWidget(box)
        foot = button_row(self, yes)
        self.go = foot.buttons()[0]
        body.addSpacing(4)
        body.addWidget(foot)
        self.reason.editTextChanged.connect(lambda _text: self._follow())
        self.proof.textChanged.connect(lambda _text: self._follow())
        self._follow()
        width = max(self.minimumWidth(), body.minimumSize().width())
        self.resize(width, body.totalHeightForWidth(width))  # a long sentence is read whole
        self.proof.setFocus()

    def answer(self) -> tuple[str, str]:
        """The reason and the proof as they were typed."""
        return self.reason.currentText(), self.proof.text()

    def _follow(self) -> None:
        self.go.setEnabled(bool(self.reason.currentText().strip() and self.proof.text()))
