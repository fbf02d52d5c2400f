"""〔＋ 篩選〕: who shall stand in the list, put together row by row, counted while it is done, kept under a name."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from db.core.errors import UserError
from db.services import segments
from db.services.segments import KnownList
from resources.i18n import _, ngettext
from ui.kit import form_size, jobs, theme
from ui.kit.card import column, row
from ui.kit.form_rules import offering_again
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, button, plain_label, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.kit.stops import in_order
from ui.segments.group_box import FIRST, GroupBox
from ui.segments.presenter import SegmentPresenter, Told

_PAUSE: Final = 250  # milliseconds after the last key until it is counted
_EM: Final = (52, 38)  # width and height in letters
Take = Callable[[str, str], None]  # the conditions' text, the key of the list they came from


class SegmentDialog(QDialog):
    """`take` gets the conditions when they are to be shown in the list. `known`: the list they come from, if one does.

    `text`: what stands in the search box, whose hits alone are shown. `yes`: another verb than to show them; nothing is kept
    as a list then (the rule of a tag is made so). Closed without either it is offered again, by `reopen` with the conditions.
    """

    def __init__(
        self,
        shell: Shell,
        parent: QWidget | None,
        conditions: str,
        known: KnownList | None,
        take: Take,
        *,
        title: str = "",
        yes: str = "",
        text: str = "",
        reopen: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title or (known.name if known else _("Who shall stand in the list"))
        self.setWindowTitle(self._title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._take, self._known, self._yes = shell, take, known, yes
        self._fields, self._reopen = segments.fields(), reopen
        self.presenter = SegmentPresenter(self, self._on_worker, text)
        self._problem = plain_label("", "red", wrap=True)
        self._problem.hide()
        self._count, self._names = plain_label("", "head"), ShortLabel("", "muted")
        self._scroll = ScrollColumn(margins=(22, 4, 22, 12))
        layout = column(self, spacing=0)
        layout.addLayout(self._head())
        layout.addWidget(self._scroll, 1)
        self._bar = self._foot()
        layout.addWidget(self._bar)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._look)
        once("Ctrl+Return", self, self.apply)
        self._size()
        self.show_conditions(segments.read(conditions))
        self._began = self.group.value()

    def _size(self) -> None:
        screen = self.screen().availableGeometry()
        room = min(screen.height() - 60, form_size.room(self).height() - 40)
        self.resize(min(round(theme.px() * _EM[0]), screen.width() - 40), min(round(theme.px() * _EM[1]), room))

    def _head(self) -> Any:
        lines = column(spacing=4)
        lines.setContentsMargins(22, 16, 22, 8)
        lines.addWidget(ShortLabel(self._title, "title"))
        lines.addWidget(self._problem)
        return lines

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("band", "bar")
        lines = column(foot, spacing=8)
        lines.setContentsMargins(22, 10, 22, 10)
        told = row(spacing=12)
        told.addWidget(self._count)
        told.addWidget(self._names, 1)
        lines.addLayout(told)
        lines.addLayout(self._buttons())
        return foot

    def _buttons(self) -> Any:
        buttons = row()
        own = self._known is not None and self._known.segment is not None
        self.keep_button = button(_("Save changes") if own else _("Keep as a list…"), self.keep)
        other = button(_("Keep as another list…"), self.keep_as)
        for made, is_there in ((self.keep_button, not self._yes), (other, own and not self._yes)):
            buttons.addWidget(made)
            made.setVisible(is_there)
        buttons.addWidget(button(_("Clear"), lambda: self.show_conditions({})))
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        self.apply_button = button(self._yes or _("Show in the list"), self.apply, kind="primary", key="Ctrl+Return")
        buttons.addWidget(self.apply_button)
        return buttons

    def show_conditions(self, conditions: Mapping[str, Any]) -> None:
        """Draw these conditions; nothing asked is a first row to begin with."""
        from ui.kit.clearing import clear

        clear(self._scroll.body)
        whole = (
            conditions if any(isinstance(conditions.get(key), list) for key in ("all", "any", "none")) else {"all": [conditions]}
        )
        self.group = GroupBox(self._fields, whole if conditions else {"all": [FIRST]})
        self.group.changed.connect(self._changed)
        self._scroll.body.addWidget(self.group)
        self._scroll.body.addStretch(1)
        in_order(self.group, self._bar)
        self.group.focus()
        self._look()

    def _tell(self, sentence: str) -> None:
        set_text(self._problem, sentence)
        self._problem.setVisible(bool(sentence))

    def _changed(self) -> None:
        in_order(self.group, self._bar)  # also through boxes that were made just now
        self._soon.start()

    def _look(self) -> None:
        conditions = self.group.value()
        self._tell(segments.gone(conditions))
        if self.group.wrong():
            self.presenter.wait()
        else:
            self.presenter.look(conditions, self.group.unfinished())

    def _on_worker(self, work: Work, then: Callable[[Any], None]) -> None:
        jobs.start(work, then, quiet=True, of=self)

    def show_told(self, told: Told) -> None:
        """Say how many there are, and who comes first."""
        set_text(self._count, told.count)
        self._names.show_text(told.names)

    # what is done with it

    def apply(self) -> None:
        """Show them in the list; as a rule only where every row says something."""
        if self._is_wrong() or (self._yes and self._is_unfinished()):
            return
        self._take(segments.text_of(self.group.value()), self._known.key if self._known else "")
        self.accept()

    def _is_wrong(self) -> bool:
        """Whether a box can't be read: without it other people would be meant. Said, and the keyboard goes there."""
        if (box := self.group.wrong()) is None:
            return False
        self._tell(_("What stands in red can't be read. Mend it or empty the box."))
        self._scroll.ensureWidgetVisible(box)
        box.setFocus()
        return True

    def _is_unfinished(self) -> bool:
        """Whether less would be kept than stands there, which would mean more people; said where it is so."""
        if self._is_wrong():
            return True
        missing = self.group.unfinished()
        if not missing and self.group.value():
            return False
        words = ngettext("{count} condition has no value yet", "{count} conditions have no value yet", max(missing, 1))
        self._tell(_("{what}. Fill it in or take it off.").format(what=words.format(count=max(missing, 1))))
        return True

    def keep(self) -> None:
        """Under its name, else under one that is asked for."""
        if self._is_unfinished():
            return
        if self._known is None or self._known.segment is None:
            self.keep_as()
        else:
            self._save(self._known.name, self._known.segment)

    def keep_as(self) -> None:
        """Under a name that is asked for."""
        if self._is_unfinished():
            return
        name = self._shell.asks.text(_("Keep as a list"), _("What shall the list be called?"), yes=_("Keep"))
        if name is not None:
            self._save(name, None)

    def _save(self, name: str, segment: int | None) -> None:
        from db.core.journal import saving

        conditions = self.group.value()
        try:
            made, unit = saving(lambda: self.presenter.save(name, conditions, segment))
        except UserError as error:
            self._shell.asks.error(error)
            return
        self._shell.toast_undo(_("“{name}” is kept.").format(name=name.strip()), unit)
        self._take(segments.text_of(conditions), f"segment:{made}")
        self.accept()

    def reject(self) -> None:
        """Close without using it; what was put together is offered again."""
        conditions, reopen = self.group.value(), self._reopen
        super().reject()
        if reopen and conditions and conditions != self._began:
            name = self._known.name if self._known else self._title if self._yes else ""
            offering_again(self._shell, lambda _typed: name, lambda _typed: reopen(segments.text_of(conditions)))({})
