"""Where a printer puts a paper: mm to the right and down, by kind of paper and printer, and a page to measure it with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from db.core.errors import InputError, UserError
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column
from ui.kit.dialogs import button_row
from ui.kit.labels import button, name_label, plain_label, set_text
from ui.kit.millimetres import MillimetreBox
from ui.kit.page import Shell
from ui.papers import printer as printers
from ui.papers.handing import save_pdf
from ui.papers.out import Printing
from ui.papers.pages import Opened

_MOST = 60.0  # mm: more is another sheet


class OffsetDialog(QDialog):
    """What is typed counts for the printer this kind of paper was printed on last."""

    def __init__(self, shell: Shell, kind: str, pdf: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Printed askew"))
        self.setMinimumWidth(theme.px() * 26)
        self._shell, self._kind = shell, kind
        size = Opened(pdf).size(0)
        self._sheet = size.width() / 72 * 25.4, size.height() / 72 * 25.4
        used = printers.habit(kind)
        self._printer = used.printer
        body = self._body = column(self, margin=20, spacing=10)
        for_whom = _("For the printer “{name}”").format(name=used.printer) if used.printer else _("For the usual printer")
        body.addWidget(plain_label(for_whom, "head", wrap=True))
        said = _("Print the test page, measure at its left and upper edge, and type in here by how much it is to be moved.")
        body.addWidget(plain_label(said, "muted", wrap=True))
        grid = QGridLayout()
        self.right = _millimetres(grid, 0, _("To the right (mm)"), used.offset[0])
        self.down = _millimetres(grid, 1, _("Down (mm)"), used.offset[1])
        body.addLayout(grid)
        body.addWidget(button(_("Print the test page…"), self.test, icon="printer"))
        self.problem = plain_label("", "amber", wrap=True)
        self.problem.hide()
        body.addWidget(self.problem)
        body.addWidget(button_row(self, _("Keep it so")))
        self.setMinimumHeight(body.totalHeightForWidth(max(self.minimumWidth(), body.totalSizeHint().width())))

    def accept(self) -> None:
        """Remember what was typed."""
        if self._put():
            super().accept()

    def _put(self) -> bool:
        """Remember it; what can't be is said."""
        try:
            printers.put_offset(self._kind, self._printer, *self._typed())
        except UserError as error:
            set_text(self.problem, error.sentence)
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _typed(self) -> tuple[float, float]:
        right, down = self.right.millimetres(), self.down.millimetres()
        if max(abs(right), abs(down)) > _MOST:
            raise InputError(_("A paper can be moved by {most} mm at most.").format(most=f"{_MOST:g}"))
        return right, down

    def test(self) -> None:
        """A sheet of the same size with millimetres on it, moved as typed."""
        from reports import test_pages

        if not self._put():
            return
        name, made = _("Test page"), test_pages.grid(*self._sheet, self._typed())
        Printing(self._shell, self._kind, name, lambda: save_pdf(self._shell, name, made.pdf), lambda _printer: None, self).start(
            made.pdf
        )


def _millimetres(grid: QGridLayout, at: int, title: str, value: float) -> MillimetreBox:
    box = MillimetreBox(title, value)
    grid.addWidget(name_label(title, box), at, 0)
    grid.addWidget(box, at, 1)
    grid.setColumnStretch(2, 1)
    return box
