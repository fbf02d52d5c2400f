"""Who acts at this computer: shown at the foot of the window, switched with one key, remembered; and handing over to another."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from db.core import file, session
from db.services import options
from resources.i18n import N_, _, ngettext
from ui.kit import jobs, settings
from ui.kit.icons import icon
from ui.kit.labels import Button, action, set_button_text, tip

if TYPE_CHECKING:
    from db.services.staff import Handed
    from ui.kit.form import Values
    from ui.kit.page import Shell

KEY: Final = "Ctrl+Shift+U"
_REMEMBERED: Final = "staff"  # of the machine
_BY_NUMBER: Final = 9


def begin() -> None:
    """A shop was opened: who acted at this computer last acts again, where the shop knows the name."""
    name = settings.get(_REMEMBERED)
    session.act_as(name if name in options.texts("staff") else "")


def switch(name: str) -> None:
    """From now on this person acts at this computer; "" is the owner."""
    settings.put(_REMEMBERED, name)
    session.act_as(name)


class StaffButton(Button):
    """The name at the window's foot; a press, or the key, lets another one act. Not there where the shop has no names."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self._shell = shell
        self.setProperty("kind", "link")
        self.setIcon(icon("users", "accent_text"))
        tip(self, _("Who writes down ({key})").format(key=KEY))
        self.clicked.connect(self.ask)

    def follow(self) -> None:
        """Show who acts."""
        name = session.shown(session.actor())
        set_button_text(self, name)
        self.setAccessibleName(_("Who writes down: {name}").format(name=name))
        self.setVisible(file.is_open() and (session.is_guarded() or bool(options.texts("staff"))))

    def ask(self) -> None:
        """The names to choose from, above the button."""
        menu = self.menu()
        menu.exec(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu(self) -> QMenu:
        """The owner and every name, each by its number; below them what else there is to do with names."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for at, (name, words, do) in enumerate(self._people()):
            digit = str(at + 1) if at < _BY_NUMBER else ""
            entry = action(session.shown(words), do or (lambda: None), digit=digit, parent=menu)
            entry.setEnabled(do is not None)
            entry.setCheckable(True)
            entry.setChecked(name == session.actor())
            group.addAction(entry)
            menu.addAction(entry)
        menu.addSeparator()
        if session.is_guarded():
            menu.addAction(action(_("Lock"), partial(self._shell.do, "lock"), icon="lock", parent=menu))
        if session.may_do("staff.hand_over"):
            hand = partial(hand_over, self._shell, self)
            menu.addAction(action(_("Hand over to somebody else…"), hand, icon="users", parent=menu))
        if session.person().role == "owner":
            section = "security" if session.is_guarded() else "lists"
            words = _("People and rights…") if session.is_guarded() else _("Names of the staff…")
            menu.addAction(action(words, partial(self._shell.go, "settings", section=section), icon="pencil", parent=menu))
        return menu

    def _people(self) -> list[tuple[str, str, Callable[[], object] | None]]:
        """Name, words and switching of everybody to choose from; None: they can't be switched to."""
        if session.is_guarded():
            from ui.people import switching

            return [(one.name, one.words, one.do and partial(self._by_pin, one.do)) for one in switching.choices(self._shell)]
        found: list[tuple[str, str, Callable[[], object] | None]] = []
        others = [name for name in options.texts("staff") if name != session.owner()]
        found += [(name or session.owner(), name or session.owner(), partial(self._switch, name)) for name in ("", *others)]
        return found

    def _by_pin(self, do: Callable[[], bool]) -> None:
        if do():
            self._told()

    def _switch(self, name: str) -> None:
        switch(name)
        self._told()

    def _told(self) -> None:
        self.follow()
        self._shell.do("refresh")  # some page may show what only the owner reads, or greet whoever was there before
        self._shell.toast(_("{name} writes down now.").format(name=session.shown(session.actor())))


def hand_over(shell: "Shell", parent: QWidget) -> None:
    """Everything of one person goes to another: who, to whom, and how much it is."""
    from db.core.journal import saving
    from db.services import staff
    from ui.kit.boxes import Field
    from ui.kit.form import FormDialog, FormRules

    held = staff.held()
    if not held:
        shell.toast(_("Nobody looks after customers yet. Names stand in the settings."))
        return

    def save(values: "Values") -> None:
        from_, heir = str(values["from"]), staff.heir_of(str(values["from"]), str(values["to"]))
        jobs.start(
            lambda _progress: saving(lambda: staff.hand_over(from_, heir)), lambda done: _tell(shell, *done), title=_("Saving…")
        )

    names = [(name, name) for name in held]
    full = [(name, _("{name} ({what})").format(name=name, what=how_much(one.customers, one.tasks))) for name, one in held.items()]
    fields = [
        Field("from", N_("Everything of"), "choice", choices=full),
        Field("to", N_("goes to"), choices=names, hint=_("a name of the staff, or a new one")),
    ]
    values = {"from": max(held, key=lambda name: (held[name].customers, held[name].tasks)), "to": ""}
    rules = FormRules(save)
    dialog = FormDialog(parent.window(), _("Hand over to somebody else"), fields, values, rules, save=_("Hand over"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _tell(shell: "Shell", handed: "Handed", unit: int | None) -> None:
    shell.toast_undo(_("Handed over: {what}").format(what=how_much(handed.customers, handed.tasks)), unit)


def how_much(customers: int, tasks: int) -> str:
    """38 customers and 4 reminders."""
    people = ngettext("{count} customer to look after", "{count} customers to look after", customers).format(
        count=f"{customers:,}"
    )
    open_ = ngettext("{count} open reminder", "{count} open reminders", tasks).format(count=f"{tasks:,}")
    return _("{customers} and {tasks}").format(customers=people, tasks=open_)
