"""The people of a guarded shop: who may come in, as what, and what each may see. The owner's alone, and never undone."""

from dataclasses import dataclass
from typing import Final

from db.core import clock, session, wrapping
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import User
from db.services import keys
from resources.i18n import N_, _

ROLES: Final = {"owner": N_("Owner"), "staff": N_("Staff"), "reader": N_("May only look")}
_PIN: Final = (4, 6)  # digits
_COMMON: Final = frozenset({"1234", "12345", "123456", "4321", "654321"})


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One person as they are typed."""

    name: str
    role: str = "staff"
    sees_contacts: bool = False
    may_export: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as they stand. `left_on`: ISO date, "" while they are here."""

    id: int
    name: str
    role: str
    sees_contacts: bool
    may_export: bool
    left_on: str
    has_pin: bool
    has_password: bool


def rows(gone: bool = False) -> list[PersonRow]:
    """Who is here, the owner first; with `gone` who left, too."""
    found = read(
        "SELECT u.id, u.name, u.role, u.sees_contacts, u.may_export, coalesce(u.left_on, ''), p.id IS NOT NULL"
        " FROM user u LEFT JOIN pin p ON p.user = u.id ORDER BY u.role <> 'owner', u.left_on IS NOT NULL, u.id"
    )
    made = [
        PersonRow(one, name, role, bool(sees), bool(may), left, bool(pin), keys.has_password(one))
        for one, name, role, sees, may, left, pin in found
    ]
    return [one for one in made if gone or not one.left_on]


def get(user: int) -> PersonRow:
    """One person. NotFoundError: there is none."""
    found = next((one for one in rows(gone=True) if one.id == user), None)
    if found is None:
        raise NotFoundError(_("There is nobody of this number here."))
    return found


def add(form: PersonForm) -> int:
    """Somebody new; their id. InputError: no name, or one that is here already."""
    with unit("people.add", name=form.name, role=form.role):
        return int(User.create(**_values(form, None)).id)


def change(user: int, form: PersonForm) -> None:
    """Another name, role or right. RefusedError: the last owner can't become staff."""
    before = get(user)
    with unit("people.change", person=user, name=before.name, role=form.role):
        if before.role == "owner" and form.role != "owner" and _owners() <= 1:
            raise RefusedError(_("Somebody has to be the owner. Nothing was changed."))
        values = _values(form, user)
        User.update(**values).where(User.id == user).execute()
        if before.has_password:
            keys.rename(user, values["name"], form.role)  # type: ignore[arg-type]


def refuse_leaving(user: int) -> None:
    """A RefusedError where this person must stay: the last owner, and who asks it of themselves."""
    if get(user).role == "owner" and _owners() <= 1:
        raise RefusedError(_("Somebody has to be the owner. Nothing was changed."))
    if user == session.person().user:
        raise RefusedError(_("Nobody can shut themselves out. Nothing was changed."))


def leave(user: int) -> None:
    """停用: from now on they come in neither with password nor PIN; what they did stays under their name. `come_back` is its
    opposite: keys are never brought back by an undo.
    """
    with unit("people.leave", person=user, name=get(user).name):
        refuse_leaving(user)
        run("DELETE FROM pin WHERE user = ?", user)
        keys.forget(user)
        User.update(left_on=clock.today().isoformat()).where(User.id == user).execute()


def come_back(user: int) -> None:
    """They are here again; a password and a PIN are given anew."""
    with unit("people.come_back", person=user, name=get(user).name):
        User.update(left_on=None).where(User.id == user).execute()


def set_pin(user: int, pin: str) -> None:
    """A PIN of four to six digits to switch with while the shop is open: one's own, or given by the owner. InputError: weak."""
    if user != session.person().user and session.person().role != "owner":
        raise session.refused()
    typed = pin.strip()
    if not (typed.isdecimal() and typed.isascii() and _PIN[0] <= len(typed) <= _PIN[1]):
        raise InputError(_("A PIN has four to six digits."), field="pin")
    if typed in _COMMON or len(set(typed)) == 1:
        raise InputError(_("This PIN is the first one anybody tries. Please choose another one."), field="pin")
    with unit("people.pin", person=user, name=get(user).name):
        run(
            "INSERT INTO pin (user, hash) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET hash = excluded.hash, failed = 0,"
            " wait_until = NULL",
            user,
            wrapping.hashed(typed),
        )


def _owners() -> int:
    return int(value("SELECT count(*) FROM user WHERE role = 'owner' AND left_on IS NULL"))


def _values(form: PersonForm, user: int | None) -> dict[str, object]:
    name = one_line(clean_text(form.name))
    if not name:
        raise InputError(_("Please write a name."), field="name")
    if value("SELECT 1 FROM user WHERE name = ? AND id IS NOT ?", name, user):
        raise InputError(_("There is somebody of this name already."), field="name")
    if form.role not in ROLES:
        raise InputError(_("Please choose what they may do."), field="role")
    return {"name": name, "role": form.role, "sees_contacts": form.sees_contacts, "may_export": form.may_export}
