"""The parts of the settings page: declared options as boxes, a list of own fields."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.services.options import Option
from db.services.own_fields import KINDS, OwnFieldRow
from resources.i18n import N_, _
from ui.kit.boxes import Box, Field, LineBox, LinesBox
from ui.kit.card import Card, row
from ui.kit.labels import ShortLabel, button, hairline, name_label, plain_label, set_text
from ui.kit.pill import Pill
from ui.kit.rows import make_box
from ui.kit.ticks import TicksBox
from ui.pages.settings.open_boxes import ClosuresBox
from ui.pages.settings.pattern_box import PatternBox
from ui.pages.settings.presenter import OptionItem, SettingsPresenter

_KIND_OF_BOX: Final = {
    "list": "lines", "rates": "lines", "phone": "number", "tax_id": "number", "number": "number", "date": "number",
    "shift": "number",
}  # fmt: skip


class OptionsCard(Card):
    """The options of one group, drawn from their declaration; saved when a box is left."""

    def __init__(self, title: str, items: Sequence[OptionItem], save: Callable[[str, str], None]) -> None:
        super().__init__(spacing=8)
        self.boxes: dict[str, Box] = {}
        self._problems: dict[str, QLabel] = {}
        self._saved: dict[str, str] = {item.option.key: item.text for item in items}  # what was typed when it was saved last
        self._kept = dict(self._saved)  # what the shop has
        self._save = save
        self._lines: dict[QObject, str] = {}
        self.body.addWidget(plain_label(title, "head"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, item in enumerate(items):
            self._add(grid, at * 2, item)
        self.body.addLayout(grid)

    def _add(self, grid: QGridLayout, at: int, item: OptionItem) -> None:
        option = item.option
        box = _box_of(option, item.text)
        label = name_label(_(option.label), box.widget_for_label())
        label.setMinimumHeight(box.first_line_height())
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, at, 1)
        problem = plain_label("", "amber-small", wrap=True)
        problem.hide()
        grid.addWidget(problem, at + 1, 1)
        self.boxes[option.key], self._problems[option.key] = box, problem
        self._watch(option.key, box)

    def _watch(self, key: str, box: Box) -> None:
        if isinstance(box, LineBox):
            box.edit.editingFinished.connect(lambda: self.keep(key))
        elif isinstance(box, LinesBox):
            self._lines[box.edit] = key
            box.edit.installEventFilter(self)
        else:
            box.changed.connect(lambda: self.keep(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A box of several lines is saved when it is left."""
        if event.type() == QEvent.Type.FocusOut and watched in self._lines:
            self.keep(self._lines[watched])
        return False

    def keep(self, key: str) -> None:
        """Save this box where it differs from what was saved."""
        text = str(self.boxes[key].value())
        if text != self._saved[key]:
            self._saved[key] = text
            self._save(key, text)

    def follow(self, items: Sequence[OptionItem], *, is_undo: bool) -> None:
        """Something was saved. What was taken back stands in its box again; what is being typed in the others stays."""
        before, self._kept = self._kept, {item.option.key: item.text for item in items}
        for key, text in self._kept.items():
            if is_undo and text != before[key]:
                self._saved[key] = text
                self.say(key, "")
                self.boxes[key].fill(text)
        for box in self.boxes.values():
            if isinstance(box, PatternBox):
                box.look_again()

    def say(self, key: str, sentence: str) -> None:
        """Why this can't be saved, under the box."""
        if key in self._problems:
            set_text(self._problems[key], sentence)
            self._problems[key].setVisible(bool(sentence))
            self.boxes[key].mark({key} if sentence else set())


def _box_of(option: Option, text: str) -> Box:
    """The box an option's kind is drawn as."""
    choices = tuple((value, _(words)) for value, words in option.choice())
    match option.kind:
        case "ticks":
            return TicksBox(choices, text)
        case "closures":
            return ClosuresBox(text)
        case "pattern":
            return PatternBox(option, text)
    kind: Any = _KIND_OF_BOX.get(option.kind, option.kind)
    return make_box(Field(option.key, option.label, kind, hint=_(option.hint), choices=choices), text)


class FieldsCard(Card):
    """The shop's own fields, each with what it holds and what can be done with it."""

    def __init__(self, presenter: SettingsPresenter, edit: Callable[[OwnFieldRow | None], None]) -> None:
        super().__init__(spacing=6)
        head = row()
        head.addWidget(plain_label(_("Own fields"), "head"), 1)
        head.addWidget(button(_("Add field"), lambda: edit(None), icon="plus"))
        self.body.addLayout(head)
        words = _("Columns of your Excel that the customer book has no place for stand here. Renaming one changes no customer.")
        self.body.addWidget(plain_label(words, "muted", wrap=True))
        fields = presenter.fields()
        if not fields:
            self.body.addWidget(plain_label(_("There are none yet."), "muted"))
        for field in fields:
            self.body.addWidget(hairline())
            self.body.addWidget(self._line(field, presenter, edit))

    @staticmethod
    def _line(field: OwnFieldRow, presenter: SettingsPresenter, edit: Callable[[OwnFieldRow | None], None]) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=10)
        line.addWidget(plain_label(field.title, "muted" if field.archived else "head"))
        line.addWidget(Pill(_(dict(KINDS)[field.kind]), "grey"))
        if field.is_opening:
            line.addWidget(Pill(_("opening balance"), "amber"))
        line.addWidget(ShortLabel("、".join(field.options), "small"), 1)
        if not field.archived:
            line.addWidget(button(_("Up"), lambda: presenter.move_field(field, -1), kind="icon", icon="chevron-up"))
            line.addWidget(button(_("Down"), lambda: presenter.move_field(field, 1), kind="icon", icon="chevron-down"))
            line.addWidget(button(_("Edit"), lambda: edit(field), kind="small"))
        words = _("Ask for it again") if field.archived else _("Put away")
        line.addWidget(button(words, lambda: presenter.put_field_away(field), kind="small"))
        return holder


def field_form() -> list[Field]:
    """The form of an own field."""
    kinds = tuple((key, _(words)) for key, words in KINDS)
    return [
        Field("title", N_("What it is called")),
        Field("kind", N_("What it holds"), "choice", choices=kinds),
        Field("options", N_("Choices"), "lines", hint=_("Only for the kind “choice”: one a line")),
        Field("is_opening", N_("Opening balance"), "yes_no"),
    ]
