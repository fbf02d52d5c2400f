"""The answer below the head: its sentence, the table, the chart and what is said beside it, in a column that scrolls."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from reports.catalogue import Answered
from resources.i18n import _, ngettext
from ui.kit.card import Card, column, row
from ui.kit.labels import plain_label, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.reports.beside import NotesCard, SampleCard
from ui.pages.reports.chart_card import ChartCard
from ui.pages.reports.table import AnswerTable
from ui.pages.reports.table_room import TableRoom
from ui.reporting import behind, seen

_SIDE = 18  # pixels


class AnswerBody(ScrollColumn):
    """Shows one answer, every row of its table; what is to be known of a long one stands before it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margins=(_SIDE, 0, _SIDE, 14), spacing=12)
        self._told: tuple[str, dict[str, str]] = ("", {})
        self._leads_on = False  # to the rows behind its numbers
        self.sentence = plain_label("", "answer", wrap=True, selectable=True)
        self.sample = SampleCard(shell)
        self.table = AnswerTable()
        self.nothing = plain_label(_("Nothing stands in this time."), "muted", wrap=True)
        self.hint = plain_label("", "small", wrap=True)
        self._card = Card(margin=5, spacing=0)
        self._room = TableRoom(self.table, self)
        self._card.body.addWidget(self._room)
        self._card.installEventFilter(self)
        self.table.fitted.connect(self._say_hint)
        self.chart = ChartCard()
        self.notes = NotesCard(shell)
        self._above, self._below, self._beside = QWidget(), QWidget(), QWidget()
        column(self._above, spacing=8)
        column(self._below, spacing=0).addWidget(self.hint)
        line = row(self._beside, spacing=14)
        line.addWidget(self.chart, 3)
        line.addWidget(self.notes, 2)
        for part in (self.sentence, self.sample, self._above, self.nothing, self._card, self._below, self._beside):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def tell(self, answered: Answered) -> None:
        """Another answer, or the same as it may be seen now."""
        answer = answered.answer
        self._leads_on = behind.is_open(answered) and bool(answer.lines)
        set_text(self.sentence, seen.sentence(answered))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.sample.tell(answered)
        self.table.show_answer(answer)
        self._card.setVisible(bool(answer.lines))
        self.nothing.setVisible(not answer.lines and not answered.sentence)
        self.chart.tell(answered)
        self.notes.tell(answered)
        self._put_notes()
        self._say_hint()
        self._begin_at_top(answered)

    def _put_notes(self) -> None:
        """Below the table and beside the chart; where that is far down, before the table."""
        is_long = self.table.wanted_height() > self.viewport().height()
        above, below, beside = self._above.layout(), self._below.layout(), self._beside.layout()
        if above and below and beside:
            (above if is_long else beside).addWidget(self.notes)
            (above if is_long else below).addWidget(self.hint)
        self._above.setVisible(is_long)
        self._below.setVisible(not is_long)
        self._beside.setVisible(not self.chart.isHidden() or not (is_long or self.notes.isHidden()))

    def _begin_at_top(self, answered: Answered) -> None:
        """Something else was asked: it is read from its beginning."""
        told = (answered.question.key, answered.asked)
        if told != self._told:
            self._told = told
            self.verticalScrollBar().setValue(0)
            self.table.horizontalScrollBar().setValue(0)

    def _say_hint(self) -> None:
        """What a click does, and how to see the columns that are out of sight."""
        said = []
        if self._leads_on:
            names = any(one.is_customer for one in self.table.answer.answer.headings)
            on_name = _("Click a name for the whole card, a number for what stands behind it.")
            on_number = _("Click any number to see what stands behind it. Customers can be kept as a list.")
            said.append(on_name if names else on_number)
        if hidden := self.table.out_of_sight():
            words = ngettext(
                "{count} column is out of sight at the right: → moves there, F4 folds the list of reports.",
                "{count} columns are out of sight at the right: → moves there, F4 folds the list of reports.",
                hidden,
            )
            said.insert(0, words.format(count=hidden))
        set_text(self.hint, "　".join(said))
        self.hint.setVisible(bool(said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table's place in the page is another one."""
        if watched is getattr(self, "_card", None) and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._room.follow()
        return super().eventFilter(watched, event)
