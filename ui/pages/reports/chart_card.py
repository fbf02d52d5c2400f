"""The chart of a report, drawn of the very table beside it."""

from PySide6.QtCore import Signal

from reports.catalogue import Answered
from ui.kit.card import Card
from ui.reporting import seen


class ChartCard(Card):
    """Hidden where there is nothing to draw, and where the counter mode hides what would be drawn."""

    opened = Signal(str)  # the key of the line whose mark was pressed

    def __init__(self) -> None:
        super().__init__(margin=12, spacing=0)

    def tell(self, answered: Answered) -> None:
        """Another answer."""
        self.setVisible(seen.shows_chart(answered.answer) and False)
