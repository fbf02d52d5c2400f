"""The line below the chips: what is asked of the customers in the list, each condition a chip that can be taken off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from resources.i18n import _
from ui.kit import counter
from ui.kit.card import column
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import button, plain_label, set_text
from ui.segments.asked import Asked

_LONGEST = 44  # letters of a condition on its chip


class AskedBar(QWidget):
    """Hidden while nothing is asked."""

    less = Signal(int)  # without the condition at this place
    edit = Signal()
    none = Signal()  # nothing is asked any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self, spacing=4)
        holder = QWidget()
        self._flow = FlowLayout(holder, spacing=6)
        lines.addWidget(holder)
        self._gone = plain_label("", "amber-small", wrap=True)
        lines.addWidget(self._gone)
        self.parts: list[QPushButton] = []
        self._asked: Asked | None = None
        self.hide()
        counter.state.changed.connect(self._again)

    def show_asked(self, asked: Asked | None) -> None:
        """Say this."""
        self._asked = asked
        self.setVisible(asked is not None)
        clear(self._flow)
        self.parts = []
        if asked is None:
            return
        for at, words in enumerate(asked.parts):
            self._add_part(at, "⚠" if counter.state.is_on and at in asked.warning else words)
        if asked.is_changed:
            self._flow.addWidget(plain_label(_("{name} (changed)").format(name=asked.name), "muted"))
        self._flow.addWidget(button(_("Change this…"), self.edit.emit, kind="link"))
        self._flow.addWidget(button(_("Clear"), self.none.emit, kind="link"))
        set_text(self._gone, asked.gone)
        self._gone.setVisible(bool(asked.gone))

    def _again(self) -> None:
        self.show_asked(self._asked)

    def _add_part(self, at: int, words: str) -> None:
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        made = button(f"{short}  ✕", lambda: self.less.emit(at), kind="chip", hint=_("Without “{what}”").format(what=words))
        self.parts.append(made)
        self._flow.addWidget(made)
