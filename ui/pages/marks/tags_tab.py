"""The tab of tags: a card a group, the tags in it to be dragged, pressed, changed."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from db.services.tags import TagRow
from resources.i18n import _, ngettext
from ui.kit import theme
from ui.kit.card import Card, column, row
from ui.kit.cells import hue
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.labels import ShortLabel, action, button, hairline, plain_label, tip
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.pages.marks.presenter import MarksPresenter, says

_MIME: Final = "application/x-shukebu-tag"
_NAME_EM: Final = 14


class Acts(Protocol):
    """What a tag can be asked to do."""

    def edit_tag(self, tag: TagRow | None) -> None: ...
    def look(self, tag: TagRow) -> None: ...
    def merge_tag(self, tag: TagRow) -> None: ...
    def rule_tag(self, tag: TagRow) -> None: ...


class TagsTab(QWidget):
    """Draws the groups anew whenever something changed."""

    def __init__(self, presenter: MarksPresenter, acts: Acts) -> None:
        super().__init__()
        self._presenter, self._acts = presenter, acts
        self._area = ScrollColumn(margins=(18, 4, 18, 18), spacing=12, most=80)
        column(self, spacing=0).addWidget(self._area)

    def draw(self) -> None:
        """Every group with its tags; a button that has the keyboard has it again, wherever its tag stands now."""
        held = self._held()
        self._draw()
        for line in self._lines():
            if held and line.tag.id == held[0]:
                line.buttons()[held[1]].setFocus()

    def _lines(self) -> list["TagLine"]:
        return [line for line in self.findChildren(TagLine) if line.isVisibleTo(self)]

    def _held(self) -> tuple[int, int] | None:
        """The tag and which button of it has the keyboard, also while a form stands over the page."""
        at = self.window().focusWidget()
        found = ((line.tag.id, place) for line in self._lines() for place, made in enumerate(line.buttons()) if made is at)
        return next(found, None)

    def _draw(self) -> None:
        body = self._area.body
        clear(body)
        groups = self._presenter.groups()
        if not any(rows for _name, rows in groups):
            empty = EmptyState("tag")
            words = _("No tags yet. Regulars, builders, wholesale: a tag makes a list of them with one press.")
            empty.tell(words, [button(_("New tag"), lambda: self._acts.edit_tag(None), kind="primary")])
            body.addWidget(empty, 1)
            return
        for name, rows in groups:
            if name or rows:
                card = GroupCard(name, rows, self._presenter, self._acts)
                body.addWidget(card)
                card.show()  # what is not seen yet does not take the keyboard
        body.addStretch(1)


class GroupCard(Card):
    """One group; a tag dropped on it comes into it."""

    def __init__(self, name: str, rows: list[TagRow], presenter: MarksPresenter, acts: Acts) -> None:
        super().__init__(spacing=6)
        self._name, self._presenter = name, presenter
        self.setAcceptDrops(True)
        self.body.addWidget(plain_label(name or _("Without a group"), "head"))
        self.lines = [TagLine(tag, presenter, acts) for tag in rows]
        if not rows:
            self.body.addWidget(plain_label(_("Drag a tag here."), "muted"))
        for line in self.lines:
            self.body.addWidget(hairline())
            self.body.addWidget(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only tags."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere on the card."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The tag stands before the line it was dropped on, or at the end."""
        tag = int(event.mimeData().data(_MIME).toStdString())
        y = event.position().toPoint().y()
        others = [line for line in self.lines if line.tag.id != tag]
        at = next((place for place, line in enumerate(others) if y < line.geometry().center().y()), len(others))
        event.acceptProposedAction()
        self._presenter.place(tag, self._name, at)


class TagLine(QWidget):
    """One tag: its colour, who wears it, what it does, and what can be done with it."""

    def __init__(self, tag: TagRow, presenter: MarksPresenter, acts: Acts) -> None:
        super().__init__()
        self.tag, self._presenter, self._acts = tag, presenter, acts
        self._from: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        tip(self, _("Drag it to another group or place"))
        line = row(self, spacing=10)
        name = QWidget()
        name.setMinimumWidth(round(theme.px() * _NAME_EM))
        inside = row(name, spacing=6)
        inside.addWidget(Pill(tag.name, hue(tag.colour)))
        if tag.rule:
            inside.addWidget(Pill(_("by rule"), "grey"))
        inside.addStretch(1)
        line.addWidget(name)
        words = ngettext("{count} customer", "{count} customers", tag.count).format(count=f"{tag.count:,}")
        self.count = button(words, partial(acts.look, tag), kind="link", hint=_("Show who wears it"))
        self.count.setEnabled(tag.count > 0)
        line.addWidget(self.count)
        line.addWidget(ShortLabel(says(tag), "muted"), 1)
        line.addWidget(button(_("Up"), partial(presenter.move, tag, -1), kind="icon", icon="chevron-up"))
        line.addWidget(button(_("Down"), partial(presenter.move, tag, 1), kind="icon", icon="chevron-down"))
        line.addWidget(button(_("Edit"), partial(acts.edit_tag, tag), kind="small"))
        self.more = button(_("More…"), self._open_more, kind="small")
        line.addWidget(self.more)

    def buttons(self) -> list[QPushButton]:
        """What can be pressed, in its order."""
        return self.findChildren(QPushButton)

    def _open_more(self) -> None:
        self.menu().exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What else can be done with the tag."""
        menu = QMenu(self)
        look, rule = partial(self._acts.look, self.tag), partial(self._acts.rule_tag, self.tag)
        entries: list[tuple[str, Callable[[], object], str]] = [
            (_("Show who wears it"), look, "users"),
            (_("Change the rule…") if self.tag.rule else _("Put on by a rule…"), rule, "refresh-cw"),
        ]
        if self.tag.rule:
            entries.append((_("Without the rule"), partial(self._presenter.set_rule, self.tag, ""), ""))
        entries += [
            (_("Merge into another tag…"), partial(self._acts.merge_tag, self.tag), "tags"),
            (_("Delete"), partial(self._presenter.delete, self.tag), "x"),
        ]
        for words, do, icon in entries:
            menu.addAction(action(words, do, icon=icon, parent=menu))
        return menu

    # Dragging.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a drag begins."""
        self._from = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It does where the mouse was moved far enough."""
        if self._from is None or (event.position().toPoint() - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        self._from = None
        data = QMimeData()
        data.setData(_MIME, str(self.tag.id).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)
