"""A quote's versions: each paper as it left the house, and what one says otherwise than another."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QWidget

from db.services import quote_versions, quotes
from db.services.quote_versions import Version
from resources.i18n import _
from ui import papers
from ui.kit import theme
from ui.kit.card import column, foot, row
from ui.kit.clearing import clear
from ui.kit.days import written
from ui.kit.labels import ShortLabel, button, hairline, name_label, plain_label, value_label
from ui.kit.scroll import ScrollColumn
from ui.quoting import paper, words

if TYPE_CHECKING:
    from ui.kit.page import Shell

_WIDE_EM, _HIGH_EM = 48, 34
_LETTERS: Final = 10  # of a version in its choice at least
_RUN: Final = 24  # letters without a break that find room


class VersionsDialog(QDialog):
    """The versions, the latest first; below them what the two chosen ones say differently."""

    def __init__(self, shell: "Shell", quote: int) -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self._shell = shell
        found = quotes.get(quote)
        self.versions = found.versions
        self.setWindowTitle(_("Versions of a quote"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = column(self, margin=20, spacing=10)
        body.addWidget(ShortLabel(words.titled(found.row), "title"))
        area = self._area = ScrollColumn(spacing=8)
        for one in self.versions:
            area.body.addLayout(self._line(one))
            area.body.addWidget(hairline())
        if not self.versions:
            area.body.addWidget(plain_label(_("Nothing was issued yet."), "muted"))
        self._compared = column(spacing=8)
        area.body.addLayout(self._compared)
        area.body.addStretch(1)
        body.addWidget(area, 1)
        close = button(_("Close"), self.reject, kind="primary")
        body.addLayout(foot(close))
        if len(self.versions) > 1:
            self._compare()
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()

    def _line(self, one: Version) -> QHBoxLayout:
        line = row(spacing=12)
        said = column(spacing=2)
        said.addWidget(plain_label(f"{words.version(one)}　{one.number}", "head"))
        told = [_("Issued on {day}").format(day=written(one.issued_on)), words.amount(one.total)]
        said.addWidget(plain_label("　".join([*told, *([_("replaced, nobody had it")] if one.is_replaced else [])]), "small"))
        line.addLayout(said, 1)
        line.addWidget(button(_("Look at the paper"), partial(self.look, one.id), icon="file-text"))
        return line

    def look(self, issued: int) -> None:
        """The paper of this version, byte for byte."""
        papers.show(self._shell, paper.of_version(issued))

    def _compare(self) -> None:
        """Which two are compared: at first the last one with the one before."""
        self.before, self.after = self._choice(1), self._choice(0)
        line = row(spacing=8)
        line.addWidget(name_label(_("What differs from"), self.before))
        line.addWidget(self.before, 1)
        line.addWidget(plain_label("→", "small"))
        line.addWidget(self.after, 1)
        self._compared.addLayout(line)
        self._found = column(spacing=6)
        self._compared.addLayout(self._found)
        self._show_differences()

    def _choice(self, at: int) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(_LETTERS)
        for one in self.versions:
            made.addItem(words.told(one), one.id)
        made.setCurrentIndex(at)
        made.currentIndexChanged.connect(self._show_differences)
        return made

    def _show_differences(self) -> None:
        clear(self._found)
        found = words.differences(quote_versions.difference(self.before.currentData(), self.after.currentData()))
        if not found:
            self._found.addWidget(plain_label(_("Both say the same."), "muted"))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, (what, before, after) in enumerate(found):
            grid.addWidget(value_label(what, "muted", _RUN), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value_label(before, "old", _RUN), at, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value_label(after, "", _RUN), at, 2, Qt.AlignmentFlag.AlignTop)
        self._found.addLayout(grid)
