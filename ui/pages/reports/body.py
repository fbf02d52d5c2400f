"""The answer below the head: its sentence, the table, the chart and what is said beside it, in a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reports.catalogue import Answered
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import Card, row
from ui.kit.labels import plain_label, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.reports.beside import NotesCard, SampleCard
from ui.pages.reports.chart_card import ChartCard
from ui.pages.reports.table import AnswerTable
from ui.reporting import seen

_FEWEST = 10  # rows of the table that are in sight however low the window is
_SHARE = 0.8  # of the height in sight, where so many rows are more than that
_SIDE = 18  # pixels


class AnswerBody(ScrollColumn):
    """Shows one answer; the table scrolls by itself where it is long, so that the chart is not far below."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margins=(_SIDE, 0, _SIDE, 14), spacing=12)
        self.sentence = plain_label("", "answer", wrap=True, selectable=True)
        self.sample = SampleCard(shell)
        self.table = AnswerTable()
        self.nothing = plain_label(_("Nothing stands in this time."), "muted", wrap=True)
        self._card = Card(margin=5, spacing=0)
        self._card.body.addWidget(self.table)
        self.chart = ChartCard()
        self.notes = NotesCard(shell)
        self._beside = QWidget()
        line = row(self._beside, spacing=14)
        line.addWidget(self.chart, 3)
        line.addWidget(self.notes, 2)
        for part in (self.sentence, self.sample, self.nothing, self._card, self._beside):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def tell(self, answered: Answered) -> None:
        """Another answer, or the same as it may be seen now."""
        answer = answered.answer
        set_text(self.sentence, seen.sentence(answered))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.sample.tell(answered)
        self.table.show_answer(answer)
        self._card.setVisible(bool(answer.lines))
        self.nothing.setVisible(not answer.lines and not answered.sentence)
        self.chart.tell(answered)
        self.notes.tell(answered)
        self._beside.setVisible(not (self.chart.isHidden() and self.notes.isHidden()))
        self._fit_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room for the table."""
        super().resizeEvent(event)
        self._fit_table()

    def _fit_table(self) -> None:
        """As high as it has rows, up to what is left beside the chart; some rows always."""
        taken = self.sentence.sizeHint().height() + self.body.spacing() * 3 + 30
        if not self._beside.isHidden():
            taken += min(self._beside.sizeHint().height(), round(theme.px() * 14))
        rows = self.table.horizontalHeader().sizeHint().height() + _FEWEST * theme.row_height()
        room = self.viewport().height()
        most = max(room - taken, min(rows, round(room * _SHARE)))
        wanted = self.table.wanted_height()
        self.table.setFixedHeight(min(wanted, most))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.table.setVerticalScrollBarPolicy(policy)
