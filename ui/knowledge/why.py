"""為什麼？ of a suggestion: the reason, the purchases it rests on, and how suggestions are ranked."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from db.services import suggestion_rows, suggestions
from db.services.suggestion_kinds import NAMES
from db.services.suggestions import SuggestionRow
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, foot
from ui.kit.days import written
from ui.kit.labels import button, hairline, plain_label
from ui.kit.scroll import ScrollColumn

if TYPE_CHECKING:
    from ui.kit.page import Shell

_WIDE_EM: Final = 36
_HIGH_EM: Final = 26


class WhyDialog(QDialog):
    """Of one suggestion."""

    def __init__(self, shell: "Shell", row: SuggestionRow) -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self._shell = shell
        self.setWindowTitle(_("Why this?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(f"{row.name} → {row.what}", "title", wrap=True))
        body.addWidget(plain_label(row.why, wrap=True, selectable=True))
        body.addWidget(hairline())
        body.addWidget(plain_label(_("The purchases it rests on"), "small"))
        area = ScrollColumn(spacing=4)
        body.addWidget(area, 1)
        for one in suggestion_rows.purchases(row):
            text = "　".join(filter(None, (written(one.day) if one.day else _("day unknown"), one.items)))
            area.body.addWidget(button(text, partial(self._open, one.sale), kind="link"), 0, Qt.AlignmentFlag.AlignLeft)
        area.body.addStretch(1)
        body.addWidget(plain_label(_how(row), "small", wrap=True))
        close = button(_("Close"), self.reject, kind="primary")
        body.addLayout(foot(close))
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()

    def _open(self, sale: int) -> None:
        self.reject()
        self._shell.open_sale(sale)


def _how(row: SuggestionRow) -> str:
    """How it came to stand where it does."""
    answered = suggestions.learnt()[row.kind]
    said = _(
        "Kind: {kind}. Suggestions are ranked by what they may bring times the chance that they come off, and by how such ones"
        " were answered before: {accepted} taken up, {dismissed} not wanted."
    )
    return said.format(kind=_(NAMES[row.kind]), accepted=answered.accepted, dismissed=answered.dismissed)
