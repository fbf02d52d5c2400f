"""員工與權限: who may come in, as what and with what rights, and what such a lock can and can't do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu

from db.core.values import dates
from db.services import people
from db.services.people import PersonRow
from resources.i18n import _
from ui.kit import menus
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.labels import action, button, hairline, plain_label
from ui.kit.page import Shell
from ui.kit.pill import Pill
from ui.people import forms, leaving


class PeopleCard(Card):
    """One line a person; drawn anew after every change."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(spacing=10)
        self._shell = shell
        self._draw()

    def _draw(self) -> None:
        clear(self.body)
        head = row(spacing=10)
        head.addWidget(plain_label(_("People and rights"), "head"))
        head.addStretch(1)
        head.addWidget(button(_("New person…"), lambda: forms.add(self._shell, self._draw), icon="user-plus"))
        self.body.addLayout(head)
        limit = _(
            "A password of the staff keeps the curious out, not somebody who knows computers and has time."
            " To keep those out, encrypt the file and guard the owner’s password."
        )
        self.body.addWidget(plain_label(limit, "muted", wrap=True))
        for one in people.rows(gone=True):
            self.body.addWidget(hairline())
            self.body.addLayout(self._gone(one) if one.left_on else self._line(one))

    def _gone(self, one: PersonRow) -> QHBoxLayout:
        """Somebody who left: what they did stays under their name, and they may come back."""
        line = row(spacing=10)
        line.addWidget(plain_label(_("{name} left on {day}").format(name=one.name, day=dates.shown(one.left_on)), "muted"), 1)
        line.addWidget(button(_("Is here again"), partial(self._back, one), kind="small"))
        return line

    def _back(self, one: PersonRow) -> None:
        people.come_back(one.id)
        self._shell.toast(_("{name} is here again; give them a PIN or a password anew.").format(name=one.name))
        self._draw()

    def _line(self, one: PersonRow) -> QHBoxLayout:
        line = row(spacing=10)
        words = column(spacing=2)
        name = row(spacing=8)
        name.addWidget(plain_label(one.name, "head"))
        name.addWidget(Pill(_(people.ROLES[one.role]), "green" if one.role == "owner" else "blue"))
        name.addStretch(1)
        words.addLayout(name)
        words.addWidget(plain_label(_said(one), "muted", wrap=True))
        line.addLayout(words, 1)
        if not (one.has_password or one.has_pin):
            line.addWidget(button(_("Set a PIN…"), partial(forms.set_pin, self._shell, one, self._draw), kind="small"))
        more = button("⋯", lambda: None)
        more.setAccessibleName(_("What to do with {name}").format(name=one.name))
        more.clicked.connect(lambda: menus.open_below(more, partial(self._fill, one)))
        line.addWidget(more)
        return line

    def _fill(self, one: PersonRow, menu: QMenu) -> None:
        shell, drawn = self._shell, self._draw
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("Change…"), "pencil", lambda: forms.change(shell, one, drawn)),
            (_("Set a PIN…"), "", lambda: forms.set_pin(shell, one, drawn)),
            (_("Set a password…"), "lock", lambda: forms.set_password(shell, one, drawn)),
        ]
        if one.role != "owner":
            entries.append((_("Leaves the shop…"), "log-out", lambda: leaving.open_dialog(shell, one, drawn)))
        for words, icon, do in entries:
            menu.addAction(action(words, do, icon=icon, parent=menu))


def _said(one: PersonRow) -> str:
    if one.role == "owner":
        sees = _("Sees and may do everything")
    else:
        sees = _("Phones and addresses in full") if one.sees_contacts else _("Phones hidden, one by one and noted")
        sees += "・" + (_("May export") if one.may_export else _("May not export"))
    ways = [*([_("password")] if one.has_password else []), *([_("PIN")] if one.has_pin else [])]
    return f"{sees}・{_('Comes in by {ways}').format(ways='、'.join(ways))}" if ways else f"{sees}・{_('Can’t come in yet')}"
