"""Whom a customer belongs to, on their page: added, opened, taken away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.core.errors import InputError
from db.core.journal import saving
from db.services import relations
from db.services.relations import RelationRow
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import Field
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.labels import ShortLabel, button, plain_label
from ui.kit.page import Shell
from ui.trying import tried


class RelationsPart(QWidget):
    """Of one customer at a time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._customer: int | None = None
        head = row(spacing=8)
        head.addWidget(plain_label(_("Belongs to"), "head"), 1)
        head.addWidget(
            button(_("Add somebody"), self.add, kind="small", icon="plus", hint=_("Family, who introduced them, where they work"))
        )
        self._lines = column(spacing=4)
        body = column(self, spacing=6)
        body.addLayout(head)
        body.addLayout(self._lines)

    def show_relations(self, customer: int, found: Sequence[RelationRow]) -> None:
        """Show these, one line each."""
        self._customer = customer
        clear(self._lines)
        for one in found:
            self._lines.addLayout(self._line(one))
        if not found:
            self._lines.addWidget(plain_label(_("Nobody yet."), "muted"))

    def _line(self, one: RelationRow) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(plain_label(one.words, "muted"))
        sign = f"{counter.SIGN} " if one.is_blacklisted else ""
        name = button(sign + one.name, partial(self._shell.open_card, one.other), kind="link", hint=_("Open the whole card"))
        line.addWidget(name)
        line.addWidget(ShortLabel(counter.hidden(one.note), "small"), 1)
        gone = button("", partial(self._remove, one), kind="icon", icon="x", hint=_("Take “{name}” off").format(name=one.name))
        line.addWidget(gone)
        return line

    def _remove(self, one: RelationRow) -> None:
        if done := tried(lambda: relations.remove(one.id), self._shell.asks):
            self._shell.toast_undo(_("Relation removed"), done[1])

    def add(self) -> None:
        """Choose somebody, and how they belong together."""
        customer = self._customer
        if customer is None:
            return
        kinds = [(kind, _(word)) for kind, word, _back in relations.KINDS]
        fields = [
            Field("kind", N_("Relation"), "choice", choices=kinds),
            Field("other", N_("Who"), make=CustomerBox),
            Field("note", N_("Note"), hint=_("younger brother, drives the van")),
        ]
        saved: list[int | None] = []

        def save(values: Values) -> None:
            saved.append(saving(lambda: self._save(customer, values))[1])

        values = {"kind": "family", "other": [], "note": ""}
        dialog = FormDialog(self.window(), _("Belongs to"), fields, values, FormRules(save), save=_("Add somebody"))
        dialog.accepted.connect(lambda: self._shell.toast_undo(_("Relation added"), saved[-1]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        who = dialog.boxes["other"]
        who.focus()
        if isinstance(who, CustomerBox):
            who.picked.connect(dialog.boxes["note"].focus)

    @staticmethod
    def _save(customer: int, values: Values) -> None:
        if not values["other"]:
            raise InputError(_("Choose who it is."), field="other")
        relations.add(customer, values["other"][0], values["kind"], values["note"])
