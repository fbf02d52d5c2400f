"""One dialog for every form: declared fields, doubtful values said beside them without blocking, kept as a draft while open."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from db.core.errors import BusyError, UserError
from resources.i18n import _
from ui.kit import form_size, jobs, theme
from ui.kit.boxes import Box, Field
from ui.kit.card import column, ground, row
from ui.kit.form_rules import FormRules, Notice, Values, offering_again
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, button, hairline, name_label, plain_label, set_text
from ui.kit.rows import make_box
from ui.kit.stops import in_order

__all__ = ["FormDialog", "FormRules", "Notice", "Values", "offering_again"]

_PAUSE: Final = 300  # milliseconds after the last key until the form is looked over


class FormDialog(QDialog):
    """Fields in groups, one below the other; Ctrl+Enter saves from anywhere."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        values: Values,
        rules: FormRules,
        *,
        save: str = "",
        aside: QWidget | None = None,
        hint: str = "",
        beside: QWidget | None = None,
    ) -> None:
        """`aside`: a widget in the row of buttons; `beside`: one at the right of the fields."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._rules = rules
        self._before = dict(values)
        self._settled: set[str] = set()
        self._complained = False
        self._not_kept = ""  # why the draft could not be kept the last time
        self.boxes: dict[str, Box] = {}
        self._labels: dict[str, QWidget] = {}
        self._warnings: dict[str, QLabel] = {}
        self.problem = plain_label("", "red", wrap=True)  # over the buttons, wherever the fields are scrolled to
        self.problem.setContentsMargins(22, 6, 22, 6)
        self.problem.hide()
        self._notices = column(spacing=6)
        layout = column(self, spacing=0)
        middle = row(spacing=0)
        middle.addWidget(self._scrolled(title, fields, values), 1)
        if beside:
            middle.addWidget(beside)
        layout.addLayout(middle, 1)
        layout.addWidget(self.problem)
        by_key = _("Ctrl+Enter saves") if save in ("", _("Save")) else _("Ctrl+Enter does it")
        self._foot_bar = self._foot(save or _("Save"), aside, hint or by_key)
        layout.addWidget(self._foot_bar)
        self.take_as_opened()
        self._look = QTimer(self, singleShot=True, interval=_PAUSE)
        self._look.timeout.connect(self.look_over)
        once("Ctrl+Return", self, self.save)
        self.look_over()
        self.fit()
        next(iter(self.boxes.values())).focus()

    def fit(self, spare: int = 0) -> None:
        """Be as large as the fields want (and `spare` pixels higher)."""
        form_size.place(self, form_size.size(self, self._inside, self._foot_bar, spare))

    def _scrolled(self, title: str, fields: Sequence[Field], values: Values) -> QScrollArea:
        inside = self._inside = ground("paper")
        layout = column(inside, spacing=10)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.addWidget(ShortLabel(title, "title"))
        layout.addLayout(self._notices)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        group = ""
        for one in fields:
            if one.group != group:
                group = one.group
                self._group(grid, _(group))
            self._add(grid, one, values.get(one.key))
        layout.addLayout(grid)
        layout.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab stops at the boxes, and where it is can be seen
        return area

    def _group(self, grid: QGridLayout, title: str) -> None:
        at = grid.rowCount()
        grid.setRowMinimumHeight(at, round(theme.px() * 2.2))
        grid.addWidget(plain_label(title, "small"), at, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(hairline(), at + 1, 0, 1, 2)

    def _add(self, grid: QGridLayout, one: Field, value: Any) -> None:
        at = grid.rowCount()
        box = make_box(one, value)
        box.changed.connect(self._changed)
        box.grown.connect(partial(in_order, self._inside))
        label = self._named(one, box)
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, at, 1)
        said = plain_label("", "amber-small", wrap=True)
        said.hide()
        grid.addWidget(said, at + 1, 1)
        self.boxes[one.key] = box
        self._labels[one.key] = label
        self._warnings[one.key] = said

    @staticmethod
    def _named(one: Field, box: Box) -> QWidget:
        """The title of a field, perhaps with small words below."""
        label = name_label(one.shown_title, box.widget_for_label())
        if not one.under:
            label.setMinimumHeight(box.first_line_height())
            return label
        both = QWidget()
        lines = column(both, spacing=0)
        lines.addWidget(label)
        lines.addWidget(plain_label(one.under, "small"))
        return both

    def show_field(self, key: str, *, on: bool) -> None:
        """Show a field, or leave it out."""
        for part in (self.boxes[key], self._labels[key]):
            part.setVisible(on)

    def _foot(self, save: str, aside: QWidget | None, hint: str) -> QFrame:
        foot = QFrame()
        foot.setProperty("band", "bar")
        layout = row(foot)
        layout.setContentsMargins(22, 10, 22, 10)
        if aside:
            layout.addWidget(aside)
        layout.addWidget(plain_label(hint, "small"), 1)
        layout.addWidget(button(_("Cancel"), self.reject))
        self.save_button = button(save, self.save, kind="primary")
        layout.addWidget(self.save_button)
        return foot

    # what was typed

    def values(self) -> Values:
        """What the form holds now."""
        return {**self._before, **{key: box.value() for key, box in self.boxes.items()}}

    def fill(self, typed: Values) -> None:
        """Type these values in (a draft), over what was read."""
        self._before = {**self._before, "seen": typed.get("seen", "")} if "seen" in typed else self._before
        for key, box in self.boxes.items():
            if key in typed:
                box.fill(typed[key])
        self.look_over()

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from how it was opened."""
        return any(box.value() != self._untouched[key] for key, box in self.boxes.items())

    def take_as_opened(self) -> None:
        """What the boxes hold now is how the form was opened, such as ticks that were offered at first."""
        self._untouched = {key: box.value() for key, box in self.boxes.items()}

    def _changed(self) -> None:
        self._look.start()
        if self._complained:  # it may be right by now
            self._complained = False
            self.problem.hide()

    def look_over(self) -> None:
        """Say what is doubtful, and keep the draft."""
        values = self.values()
        if self.is_changed:
            self._keep(values)
        said = self._rules.warn(values)
        for key, label in self._warnings.items():
            texts = [text for place, text in said.items() if place == key or place.startswith(f"{key}:")]
            set_text(label, "\n".join(dict.fromkeys(texts)))
            label.setVisible(bool(texts))
            self.boxes[key].mark({place for place in said if place.split(":")[0] == key})
        self._show_notices([notice for notice in self._rules.notices(values) if notice.text not in self._settled])
        if self.isVisible():  # a field that came finds room; never smaller: nothing moves under the hand
            form_size.grow(self, form_size.size(self, self._inside, self._foot_bar))

    def _keep(self, values: Values) -> None:
        """Keep the draft; where that can't be (a full disk), say so below the fields until it can, and let the owner type on."""
        try:
            self._rules.keep(values)
        except UserError as error:
            self._not_kept = error.sentence
            set_text(self.problem, error.sentence)
            self.problem.show()
        else:
            if self._not_kept and self.problem.text() == self._not_kept:
                self.problem.hide()
            self._not_kept = ""

    def _discard(self) -> None:
        """Forget the draft; on a full disk it stays, and is offered again: no reason to hold the form open."""
        with suppress(UserError):
            self._rules.discard()

    def _show_notices(self, notices: list[Notice]) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            if gone := item.widget():
                gone.hide()
                gone.deleteLater()
        for notice in notices:
            self._notices.addWidget(self._notice(notice))
        in_order(self._inside)

    def _notice(self, notice: Notice) -> QFrame:
        made = QFrame()
        made.setProperty("band", "amber")
        layout = row(made)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(plain_label(notice.text, wrap=True), 1)
        for label, do in notice.answers:
            layout.addWidget(button(label, partial(self._answer, notice, do), kind="small"))
        return made

    def _answer(self, notice: Notice, do: Callable[[], None] | None) -> None:
        self._settled.add(notice.text)
        (do or self.look_over)()

    # the end

    def save(self) -> None:
        """Save and close; an error's sentence is shown below the fields and nothing is lost."""
        if not self.save_button.isEnabled():  # it waits for a job already
            return
        self._look.stop()
        values = self.values()
        self._keep(values)  # whatever becomes of the saving
        try:
            self._rules.save(values)
        except BusyError:
            self._wait()
        except UserError as error:
            self._complain(error)
        else:
            self._discard()
            self.accept()

    def _wait(self) -> None:
        set_text(self.problem, _("A job is writing just now. This is kept and will be saved as soon as the job ends."))
        self.problem.show()
        self.save_button.setEnabled(False)
        behind = jobs.start(lambda _progress: None, lambda _none: None, quiet=True)
        behind.ended.connect(self._again)  # a bound method: Qt forgets it when the form was closed meanwhile

    def _again(self) -> None:
        self.save_button.setEnabled(True)
        if self.isVisible():
            self.save()

    def _complain(self, error: UserError) -> None:
        set_text(self.problem, error.sentence)
        self.problem.show()
        self._complained = True
        named = error.details.get("field") or None
        if faulty := next((box for key, box in self.boxes.items() if key.split(":")[-1] == named), None):
            faulty.mark({key for key, box in self.boxes.items() if box is faulty})
            faulty.focus()
            form_size.show_box(self, self._area, faulty)

    def reject(self) -> None:
        """Close without saving; what was typed is handed back, so that the page can open it again."""
        if not self.isVisible():  # it was saved or left already
            return
        self._look.stop()
        typed = self.values() if self.is_changed else None
        self._discard()
        super().reject()
        if typed is not None:
            self._rules.dropped(typed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross is Cancel."""
        self.reject()
        event.accept()
