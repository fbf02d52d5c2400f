"""One wizard for every guided task: declared steps on a bar, a page in the middle, a sentence and two buttons at the foot."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, row
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, button, hairline, plain_label, press_by_enter, set_button_text, set_text, tip
from ui.kit.stops import stops

_GAP: Final = 8
_SHOWN: Final = 30  # milliseconds until what was made anew is in sight
_SIDES: Final = (22, 12, 22, 8)  # left, top, right, bottom of the head


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a wizard: its key and its title (an English id)."""

    key: str
    title: str


class StepButton(QAbstractButton):
    """One step on the bar: a numbered circle, ticked when it is settled, and its title."""

    def __init__(self, number: int, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._current = self._ticked = False
        self._title = _(step.title)
        self.setAccessibleName(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mark(self, *, current: bool, ticked: bool, reachable: bool) -> None:
        """Say where the wizard stands, seen from this step."""
        self._current, self._ticked = current, ticked
        self.setEnabled(reachable)
        self.updateGeometry()
        self.update()

    @property
    def is_ticked(self) -> bool:
        """Whether this step is settled."""
        return self._ticked

    def sizeHint(self) -> QSize:
        """Circle, gap and the title as wide as it gets in bold."""
        width = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self._title)
        return QSize(self._circle() + _GAP + width + 6, self._circle() + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, as the space bar does."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    @staticmethod
    def _circle() -> int:
        return round(QFontMetrics(theme.font()).height() * 1.02)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the tokens, so that a change of scheme needs nothing."""
        done = self._current or self._ticked
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._circle()
        circle = QRectF(1, (self.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if done else "muted"))
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("on_accent" if done else "card"))
        painter.setFont(theme.font(theme.SMALL, bold=True))
        mark = "✓" if self._ticked and not self._current else str(self._number)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, mark)
        painter.setFont(theme.font(bold=self._current))
        painter.setPen(theme.colour("accent_text" if done else "muted"))
        text = QRectF(size + _GAP, 0, self.width() - size - _GAP, self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._title)
        if self.hasFocus():
            painter.setPen(theme.colour("accent_text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class Wizard(QWidget):
    """Head, step bar, body and foot. It decides nothing: the page says where it stands and listens to three signals."""

    step_chosen = Signal(str)
    went_back = Signal()
    went_on = Signal()

    def __init__(self, steps: list[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = {step.key: StepButton(number, step, self) for number, step in enumerate(steps, 1)}
        self._pages: dict[str, QWidget] = {}
        self._held = False
        self._keyboard: list[QWidget] = []  # where it was before a job began: the box, what holds it, and so on
        self._spot: tuple[QWidget, QPoint] | None = None  # the page, and where on it the keyboard was lost
        self._asking: QWidget | None = None  # the box that waits for an answer
        self._returning = QTimer(self, singleShot=True, interval=_SHOWN)
        self._returning.timeout.connect(self._return)
        self._stack = QStackedWidget()
        self.title, self.note = plain_label("", "title"), ShortLabel("", "muted")
        self.foot_note = plain_label("", "muted", wrap=True)
        self.back = button(_("Previous step"), self.went_back.emit, key="Alt+Left")
        self.forward = button("", self.went_on.emit, kind="primary")
        for key, target in (("Ctrl+Return", self.forward), ("Ctrl+Enter", self.forward), ("Alt+Left", self.back)):
            once(key, self, target.click)
        self._step_bar, self._foot_bar = self._bar(), self._foot()
        outer = column(self, spacing=0)
        outer.addLayout(self._head())
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._foot_bar)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is one wherever there is a widget
        application.focusChanged.connect(self._follow_keyboard)

    def _head(self) -> QVBoxLayout:
        head = column(spacing=4)
        head.setContentsMargins(*_SIDES)
        line = row(spacing=16)
        line.addWidget(self.title)
        line.addWidget(self.note, 1)
        head.addLayout(line)
        head.addWidget(self._step_bar)
        return head

    def _bar(self) -> QWidget:
        bar = QWidget()
        steps = row(bar, spacing=12)
        for number, (key, step) in enumerate(self.steps.items()):
            if number:
                steps.addWidget(hairline(), 1)
            steps.addWidget(step)
            step.clicked.connect(lambda _checked=False, key=key: self.step_chosen.emit(key))
        return bar

    def _foot(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("band", "bar")
        line = row(bar, spacing=10)
        line.setContentsMargins(22, 9, 22, 9)
        line.addWidget(self.foot_note, 1)
        line.addWidget(self.back)
        line.addWidget(self.forward)
        return bar

    def add_page(self, key: str, page: QWidget) -> None:
        """The widget of this step, or of a result that is no step."""
        self._pages[key] = page
        self._stack.addWidget(page)

    def head(self, title: str, note: str) -> None:
        """What is being done, and one muted sentence beside it."""
        set_text(self.title, title)
        self.note.show_text(note)

    def stand(self, key: str, ticked: Collection[str], reachable: Collection[str]) -> None:
        """Show this step's page and mark the bar; a page that is no step hides it."""
        self._stack.setCurrentWidget(self._pages[key])
        self._step_bar.setVisible(key in self.steps)
        for name, step in self.steps.items():
            step.mark(current=name == key, ticked=name in ticked, reachable=name in reachable or name == key)

    def hold(self, working: bool, asking: QWidget | None = None) -> None:
        """While a job works on what is shown nothing can be pressed; afterwards the keyboard is where it was.

        `asking`: a box of the page that waits for an answer; afterwards the keyboard is there.
        """
        if working == self._held:
            return
        self._held = working
        at = QApplication.focusWidget()
        if working:
            self._keyboard = [at, *_parents(at)] if at and self.isAncestorOf(at) else []
        for part in (self._stack, self._step_bar, self._foot_bar):
            part.setEnabled(not working)
        if not working and self.isVisible():
            there = (one for one in self._keyboard if isValid(one) and self.isAncestorOf(one) and one.isVisible())
            back = next((one for one in there if one.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
            self._asking = asking
            if back and not asking:
                back.setFocus()
                self._spot = None
            else:
                self._returning.start()

    def _follow_keyboard(self, old: QWidget | None, new: QWidget | None) -> None:
        """Where the box that had the keyboard is drawn anew, the keyboard goes to what stands there then."""
        page = self._stack.currentWidget()
        if old is not None and isValid(old) and page and page.isAncestorOf(old) and not (old.isVisible() and old.isEnabled()):
            if self._spot is None:
                self._spot = (page, old.mapTo(page, old.rect().center()))
            self._returning.start()
        elif new is not None and self.isAncestorOf(new) and not self._held:
            self._spot = None
            self._returning.stop()  # somebody put it there

    def _return(self) -> None:
        """The keyboard was lost without anybody moving it: back to where it was, once nothing is held."""
        if not self._held and self.isVisible():
            box = self._asking
            if box is None or not isValid(box) or not box.isVisible():
                box = self._nearest()
            box.setFocus()
            self._spot = self._asking = None

    def _nearest(self) -> QWidget:
        """What stands where the keyboard was on this page; on another page where it begins."""
        page = self._stack.currentWidget()
        if self._spot is None or self._spot[0] is not page:
            return self._first()
        spot = self._spot[1]
        near = sorted(stops(page), key=lambda one: (one.mapTo(page, one.rect().center()) - spot).manhattanLength())
        return near[0] if near else self._first()

    def _first(self) -> QWidget:
        """Where the keyboard begins on the page in view: what the page names, its first box or button, the main button."""
        page = self._stack.currentWidget()
        if page is None:
            return self.forward
        return page.focusProxy() or next(stops(page), self.forward)

    def foot(self, note: str, forward: str, *, can_forward: bool = True, can_back: bool = True) -> None:
        """The sentence at the foot and its buttons; without a word for the main button there is no foot."""
        self._foot_bar.setVisible(bool(forward))
        set_text(self.foot_note, note)
        set_button_text(self.forward, forward)
        self.forward.setAccessibleName(forward)
        tip(self.forward, _("Ctrl+Enter does it from anywhere on the page"))
        self.forward.setEnabled(can_forward)
        self.back.setVisible(can_back)


def _parents(widget: QWidget) -> Iterator[QWidget]:
    while above := widget.parentWidget():
        yield above
        widget = above
