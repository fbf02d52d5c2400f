"""The line below the grid: what this customer was told before, how they stand, and for the owner what is left over."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.services import margins, prices, receivables, staff
from db.services.lines import LineForm
from db.services.margins import Margin
from db.services.prices import GivenPrice
from db.services.receivables import Owing
from ui.kit import counter
from ui.kit.card import row
from ui.kit.days import written
from ui.kit.labels import ShortLabel, plain_label, set_text
from ui.kit.page import Shell
from ui.kit.pill import Pill
from ui.lines.adding import add_button
from ui.lines.grid import LinesGrid
from ui.lines.keeping import KeepAsProduct
from ui.lines.told import told
from ui.pages.quote import words
from ui.pages.quote.presenter import QuotePresenter

_PAUSE = 150  # milliseconds after the last key


class BesideLine(QWidget):
    """Read a moment after the last key, so that typing never waits for it."""

    def __init__(self, shell: Shell, presenter: QuotePresenter, grid: LinesGrid) -> None:
        super().__init__()
        self._presenter, self._grid = presenter, grid
        self.prices = ShortLabel("", "muted")
        self.light = Pill()
        self.margin = plain_label("", "small")
        line = row(self, spacing=12)
        line.addWidget(add_button(grid))
        line.addWidget(self.prices, 1)
        line.addWidget(self.light)
        line.addWidget(self.margin)
        line.addWidget(KeepAsProduct(shell, grid))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.read)
        grid.current_changed.connect(self._soon.start)
        counter.state.changed.connect(self.read)

    def read(self) -> None:
        """As it stands now."""
        self._soon.stop()
        line = self._grid.current_line()
        found = self._last_told(line) if line is not None else []
        self.prices.show_text(told(line.name, found, written) if line is not None else "")
        self._show_light()
        margin = "" if counter.state.is_on else words.margin(self._margin())
        set_text(self.margin, margin)
        self.margin.setVisible(bool(margin))

    def _show_light(self) -> None:
        said, hue = words.owing(self._owing(), self._grid.totals().total)
        self.light.show_text(said, hue or "grey")
        self.light.setVisible(bool(said) and not counter.state.is_on)

    def _last_told(self, line: LineForm) -> list[GivenPrice]:
        """The last prices this customer was told for what stands on a line."""
        customer, wanted = self._presenter.customer, line.product or line.name.strip()
        return prices.last_given(customer, wanted) if wanted and customer else []

    def _owing(self) -> Owing | None:
        """How the customer stands."""
        return receivables.of(self._presenter.customer) if self._presenter.customer else None

    def _margin(self) -> Margin | None:
        """What is left over the cost, where the owner asks."""
        return margins.of(self._grid.forms(), self._grid.totals()) if staff.is_owner() else None
