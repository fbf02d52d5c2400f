"""The editor, the paper in its place by F6, or both where there is room."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.services import quote_versions
from ui.kit.card import row
from ui.pages.quote.editor import Editor
from ui.pages.quote.presenter import QuotePresenter
from ui.pages.quote.sheet import Sheet

_WIDE: Final = 1600  # pixels of the window from which the paper stands beside the editor


class Parts(QWidget):
    """`arranged(bool)` tells whether the paper stands in the place of the editor."""

    arranged = Signal(bool)

    def __init__(self, presenter: QuotePresenter, editor: Editor, sheet: Sheet) -> None:
        super().__init__()
        self._presenter, self._editor, self._sheet = presenter, editor, sheet
        self._is_begun = False
        self._wants_paper = False
        line = row(self, spacing=14)
        line.addWidget(editor, 3)
        line.addWidget(sheet, 2)

    def begin(self) -> None:
        """Another quote: the editor first, at the counter no paper."""
        self._is_begun, self._wants_paper = True, False
        self._sheet.veil()
        self._arrange()

    def switch(self) -> None:
        """F6: what was issued is its paper only."""
        if not self._presenter.is_open:
            return
        self._editor.settle()
        self._wants_paper = not self._wants_paper
        self._arrange()
        if self._wants_paper:
            self._sheet.setFocus()
        else:
            self._editor.focus()

    def _arrange(self) -> None:
        is_open, is_wide = self._presenter.is_open, self.window().width() >= _WIDE
        version = None if is_open else self._presenter.last_version()
        if version is not None:
            self._sheet.show_frozen(quote_versions.pdf(version.id))
        self._editor.setVisible(is_open and not self._wants_paper)
        has_paper = is_wide or self._wants_paper or not is_open
        if has_paper and is_open:
            self._sheet.draw()
        self._sheet.setVisible(has_paper)
        self.arranged.emit(self._wants_paper)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window has room for both."""
        super().resizeEvent(event)
        may_have_both = self._is_begun and self._presenter.is_open and not self._wants_paper
        if may_have_both and (self.window().width() >= _WIDE) == self._sheet.isHidden():
            self._arrange()
