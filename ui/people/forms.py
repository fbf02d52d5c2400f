"""The forms of a person: who they are and what they may see, their PIN, their password."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.services import keys, people
from db.services.people import PersonForm, PersonRow
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.locking.password_dialog import PasswordDialog


def add(shell: Shell, then: Callable[[], object]) -> None:
    """Somebody new."""
    _open(shell, _("New person"), PersonForm(""), people.add, then)


def change(shell: Shell, row: PersonRow, then: Callable[[], object]) -> None:
    """Another name, role or right."""
    form = PersonForm(row.name, row.role, row.sees_contacts, row.may_export)
    _open(shell, row.name, form, lambda filled: people.change(row.id, filled), then)


def _open(shell: Shell, title: str, form: PersonForm, save: Callable[[PersonForm], object], then: Callable[[], object]) -> None:
    fields = [
        Field("name", N_("Name")),
        Field("role", N_("May do what"), "choice", choices=[(key, _(words)) for key, words in people.ROLES.items()]),
        Field(
            "sees_contacts", N_("Sees phones and addresses in full"), "yes_no", hint=_("Otherwise one by one, and each is noted")
        ),
        Field("may_export", N_("May export lists and print labels"), "yes_no"),
    ]
    values = {"name": form.name, "role": form.role, "sees_contacts": form.sees_contacts, "may_export": form.may_export}

    def kept(typed: Values) -> None:
        save(_form(typed))

    dialog = FormDialog(_parent(shell), title, fields, values, FormRules(kept))
    dialog.accepted.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _form(values: Values) -> PersonForm:
    return PersonForm(str(values["name"]), str(values["role"]), values["sees_contacts"] == "1", values["may_export"] == "1")


def set_pin(shell: Shell, row: PersonRow, then: Callable[[], object]) -> None:
    """A PIN of four to six digits."""
    words = _("PIN of {name}: four to six digits, typed to switch while the shop is open.").format(name=row.name)
    typed = shell.asks.text(_("PIN"), words, "", secret=True, yes=_("Set it"))
    if typed is not None:
        people.set_pin(row.id, typed)
        then()


def set_password(shell: Shell, row: PersonRow, then: Callable[[], object]) -> None:
    """A password of their own, with which they open the shop; the owner proves who they are."""
    words = _("With it {name} opens the shop alone. You type your own password first.").format(name=row.name)
    PasswordDialog(
        _parent(shell), _("Password of {name}").format(name=row.name), words, _("Set it"),
        lambda own, new: keys.set_password(row.id, new, own), lambda _done: then(), old=_("Your password"), new=True,
    ).open()  # fmt: skip


def _parent(shell: Shell) -> QWidget | None:
    return shell if isinstance(shell, QWidget) else None
