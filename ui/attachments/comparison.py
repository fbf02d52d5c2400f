"""施工前 and 施工後 side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.services.attachments import AttachmentRow
from resources.i18n import _
from ui.attachments.canvas import Canvas
from ui.attachments.tiles import shown_day
from ui.attachments.words import label_words
from ui.kit import counter
from ui.kit.card import column, foot, row
from ui.kit.labels import ShortLabel, button, plain_label

_OF_WINDOW = 0.95
Pair = tuple[AttachmentRow, AttachmentRow]


def pair(rows: Sequence[AttachmentRow], chosen: Sequence[AttachmentRow]) -> Pair | None:
    """Which two: those chosen, the labelled or older one first; else the newest before and after. None: neither is clear."""
    picked = [one for one in chosen if one.is_picture]
    if len(picked) == 2:
        first, second = sorted(picked, key=lambda one: (one.label != "before", one.label == "after", one.happened_on, one.id))
        return first, second
    before = next((one for one in rows if one.is_picture and one.label == "before"), None)
    after = next((one for one in rows if one.is_picture and one.label == "after"), None)
    return (before, after) if before and after else None


class Comparison(QDialog):
    """Two pictures in the same room, the earlier at the left."""

    def __init__(self, first: AttachmentRow, second: AttachmentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Before and after"))
        self.canvases = (Canvas(), Canvas())
        body = column(self, margin=16, spacing=10)
        sides = row(spacing=14)
        for canvas, one in zip(self.canvases, (first, second), strict=True):
            sides.addLayout(_side(canvas, one), 1)
            canvas.show_row(one)
        body.addLayout(sides, 1)
        body.addLayout(foot(button(_("Close"), self.accept, kind="primary")))
        if parent:
            self.resize(parent.window().size() * _OF_WINDOW)


def _side(canvas: Canvas, one: AttachmentRow) -> QVBoxLayout:
    made = column(spacing=6)
    made.addWidget(plain_label("　".join(filter(None, (label_words(one.label), shown_day(one)))), "head"))
    made.addWidget(canvas, 1)
    made.addWidget(ShortLabel(counter.hidden(one.note) or one.name, "muted"))
    return made
