"""The chart of a report, drawn of the very table beside it."""

from typing import Any

from PySide6.QtCore import Signal

from reports.catalogue import Answered
from reports.question import Answer
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.drawing_view import DrawingView
from ui.reporting import seen


class ChartCard(Card):
    """Hidden where there is nothing to draw but the table again, and where the counter mode hides what would be drawn."""

    opened = Signal(str, str)  # the keys of the line and the column whose mark was pressed

    def __init__(self) -> None:
        super().__init__(margin=12, spacing=0)
        self.view = DrawingView()
        self.view.clicked.connect(self.opened)
        self.body.addWidget(self.view)
        self.body.addStretch(1)

    def tell(self, answered: Answered) -> None:
        """Another answer."""
        answer = answered.answer
        self.setVisible(_is_wanted(answer))
        if not _is_wanted(answer):
            self.view.draw(None)
            return
        from reports import charts

        def make(width: float, height: float) -> Any:
            return charts.drawing(answer, width, height, _inks(answer), _letters())

        self.view.draw(make, _(answered.question.title), charts.tall(answer, _letters()))


def _is_wanted(answer: Answer) -> bool:
    """Whether it may be seen, and says more than the table above it, whose cells are shaded already."""
    if answer.chart is None or not seen.shows_chart(answer):
        return False
    drawn = [heading.heat for heading in answer.headings if heading.key in answer.chart.values]
    return answer.chart.kind != "heat" or not all(drawn)


def _letters() -> float:
    return theme.px() * theme.SMALL


def _inks(answer: Answer) -> Any:
    """The tokens of the scheme in use; a sample is drawn faintly."""
    from reports.charts import Inks

    tokens = theme.current()
    ink, mark = (tokens.muted, tokens.edge) if answer.is_sample else (tokens.ink, tokens.accent_text)
    return Inks(ink=ink, muted=tokens.muted, line=tokens.line, mark=mark, ground=tokens.card)
