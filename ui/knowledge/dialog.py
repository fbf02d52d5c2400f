"""什麼之後要賣什麼: the rules one below the other, each with how many it finds now; added, changed, left lying, deleted."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget

from db.core.journal import saving
from db.services import knowledge, knowledge_due, starters
from db.services.knowledge import RuleForm, RuleRow
from resources.i18n import _, ngettext
from ui.kit import jobs, theme
from ui.kit.card import column, foot, row
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, button, hairline, plain_label, set_button_text, set_text, tip
from ui.kit.scroll import ScrollColumn
from ui.knowledge import form, words
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell

_WIDE_EM: Final = 46
_HIGH_EM: Final = 34


class KnowledgeDialog(QDialog):
    """One line a rule."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self._shell = shell
        self._counts: dict[int, QLabel] = {}
        self.setWindowTitle(_("What follows what"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = column(self, margin=20, spacing=10)
        head = row(spacing=10)
        head.addWidget(plain_label(_("What follows what"), "title"), 1)
        head.addWidget(button(_("Add a rule"), self.add, icon="plus"))
        body.addLayout(head)
        told = _("Who bought the one wants the other some months later. Today suggests it, the quote and the card say it.")
        body.addWidget(plain_label(told, "muted", wrap=True))
        area = ScrollColumn(spacing=6)
        self._list = area.body
        body.addWidget(area, 1)
        self.shipped = button("", self.take_shipped)
        close = button(_("Close"), self.reject, kind="primary")
        body.addLayout(foot(self.shipped, close))
        self._show()
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()

    def _show(self) -> None:
        clear(self._list)
        self._counts = {}
        rules = knowledge.rows()
        for one in (one for one in rules if one.is_on):
            self._put(one)
        if lying := [one for one in rules if not one.is_on]:
            self._list.addWidget(plain_label(_("Not in use; tick what fits your shop"), "small"))
            for one in lying:
                self._put(one)
        if not rules:
            self._list.addWidget(plain_label(_("No rules yet. Add the first one, or take the usual ones."), "muted", wrap=True))
        self._list.addStretch(1)
        missing = starters.rules_missing()
        self.shipped.setVisible(bool(missing))
        text = ngettext("Take the {count} usual rule", "Take the {count} usual rules", missing).format(count=missing)
        set_button_text(self.shipped, text)
        jobs.start(lambda _progress: _counted(rules), self._tell, lambda _error: None, quiet=True)

    def _put(self, one: RuleRow) -> None:
        self._list.addWidget(self._line(one))
        self._list.addWidget(hairline())

    def _line(self, one: RuleRow) -> QWidget:
        made = QWidget()
        line = row(made, spacing=10)
        tick = QCheckBox()
        tick.setChecked(one.is_on)
        tick.setAccessibleName(words.said(one))
        tip(tick, _("In use"))
        tick.toggled.connect(partial(self.put_on, one))
        line.addWidget(tick)
        told = column(spacing=0)
        told.addWidget(ShortLabel(words.said(one), "" if one.is_on else "muted"))
        self._counts[one.id] = plain_label("…", "small")
        told.addWidget(self._counts[one.id])
        line.addLayout(told, 1)
        line.addWidget(button(_("Edit"), partial(self.change, one), kind="small"))
        line.addWidget(button(_("Delete"), partial(self.delete, one), kind="small"))
        return made

    def _tell(self, found: dict[int, str]) -> None:
        for rule, label in self._counts.items():
            if rule in found:
                set_text(label, found[rule])

    # what is done

    def add(self) -> None:
        """A new rule."""
        form.ask(self, None, partial(self._saved, knowledge.add, _("The rule is added")))

    def change(self, one: RuleRow) -> None:
        """Write it anew."""
        form.ask(self, one, partial(self._saved, partial(knowledge.change, one.id), _("The rule is changed")))

    def put_on(self, one: RuleRow, on: bool) -> None:
        """Use it, or not."""
        self._do(lambda: knowledge.put_on(one.id, on), _("The rule is in use") if on else _("The rule is left lying"))

    def delete(self, one: RuleRow) -> None:
        """Delete it, with the way back."""
        self._do(lambda: knowledge.delete(one.id), _("“{rule}” is deleted").format(rule=one.title))

    def take_shipped(self) -> None:
        """The rules every shop starts with, and those of its trade."""
        said = _("The usual rules are there; leave lying those that do not fit")
        self._do(starters.add_rules, said)

    def _saved(self, save: Callable[[RuleForm], object], said: str, filled: RuleForm) -> None:
        _answer, unit = saving(lambda: save(filled))
        self._shell.toast_undo(said, unit)
        self._changed()

    def _do(self, act: Callable[[], object], said: str) -> None:
        if done := tried(act, self._shell.asks):
            self._shell.toast_undo(said, done[1])
        self._changed()

    def _changed(self) -> None:
        """The list anew, and on the worker what is suggested today."""
        self._show()
        from db.services import suggestions

        jobs.start(suggestions.fill, lambda _count: None, lambda _error: None, quiet=True)


def open_rules(shell: "Shell") -> None:
    """The rules, from any page."""
    KnowledgeDialog(shell).open()


def _counted(rules: list[RuleRow]) -> dict[int, str]:
    """How many each of these rules finds, and to whom it is suggested; for the worker."""
    from db.services import suggestions

    counts, suggested = knowledge_due.counts(rules), suggestions.by_rule()
    return {one.id: words.finds_of(counts[one.id], len(suggested.get(one.id, ()))) for one in rules}
