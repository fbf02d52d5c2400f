"""The quote templates: the shop's own are renamed and deleted, those that came with the program only begun from."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from db.services import quote_templates
from db.services.quote_templates import TemplateRow
from resources.i18n import _, ngettext
from ui.kit import theme
from ui.kit.card import column, foot, row
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, button, hairline, plain_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.trying import tried

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.page import Shell

_WIDE_EM, _HIGH_EM = 38, 28


class TemplatesDialog(QDialog):
    """One line a template."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self._shell = shell
        self.setWindowTitle(_("Quote templates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("Quote templates"), "title"))
        words = _("In the editor, choose one under “Templates”. To keep a new one, open a quote and choose “Keep as a template”.")
        body.addWidget(plain_label(words, "muted", wrap=True))
        area = ScrollColumn(spacing=8)
        self._list = area.body
        body.addWidget(area, 1)
        close = button(_("Close"), self.reject, kind="primary")
        body.addLayout(foot(close))
        self._show()
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()

    def _show(self) -> None:
        clear(self._list)
        for one in quote_templates.rows():
            self._list.addLayout(self._line(one))
            self._list.addWidget(hairline())
        self._list.addStretch(1)

    def _line(self, one: TemplateRow) -> QHBoxLayout:
        line = row(spacing=10)
        line.addWidget(ShortLabel(one.name, "head"), 1)
        line.addWidget(plain_label(ngettext("{count} line", "{count} lines", one.lines).format(count=one.lines), "small"))
        if one.is_shipped:
            line.addWidget(Pill(_("Came with the program"), "grey"))
            return line
        line.addWidget(button(_("Rename…"), partial(self.rename, one), kind="small"))
        line.addWidget(button(_("Delete"), partial(self.delete, one), kind="small"))
        return line

    def rename(self, one: TemplateRow) -> None:
        """Call it otherwise."""
        label = _("What shall the template be called?")
        name = self._shell.asks.text(_("Rename the template"), label, one.name, yes=_("Rename"))
        if name is not None and name.strip() != one.name:
            self._do(lambda: quote_templates.rename(one.id, name), _("The template is called “{name}” now").format(name=name))

    def delete(self, one: TemplateRow) -> None:
        """Delete it, with the way back."""
        self._do(lambda: quote_templates.delete(one.id), _("Template “{name}” is deleted").format(name=one.name))

    def _do(self, act: "Callable[[], object]", said: str) -> None:
        if done := tried(act, self._shell.asks):
            self._show()
            self._shell.toast_undo(said, done[1])
