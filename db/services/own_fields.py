"""The shop's own fields: a title, a kind, perhaps choices; values stand in a customer's `extra` under a lasting key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from db.core import clock
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values import dates, money
from db.core.values.text import clean_text, half_width, one_line
from db.models import OwnField
from db.services import free_names
from resources.i18n import N_, _

Kind = Literal["text", "number", "date", "choice", "yes_no"]
OwnValue = str | int | None
KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("text", N_("Text")),
    ("number", N_("Number")),
    ("date", N_("Date")),
    ("choice", N_("Choice")),
    ("yes_no", N_("Yes or no")),
)
_YES: Final = frozenset({"1", "y", "yes", "true", "是", "有", "對", "要", "v", "ˇ", "✓", "○"})
_NO: Final = frozenset({"0", "n", "no", "false", "否", "沒有", "無", "不", "不要", "x", "✗"})


@dataclass(frozen=True, slots=True)
class OwnFieldRow:
    """One own field. Its values stand in a form's `own` under `key`: text, whole numbers (yes_no: 1 or 0) or ISO dates."""

    id: int
    title: str
    kind: Kind
    options: tuple[str, ...]
    is_opening: bool  # an opening balance: points, stored value, what is owed
    position: int
    archived: bool

    @property
    def key(self) -> str:
        """Its key in `extra`."""
        return f"f{self.id}"


def rows(archived: bool = False) -> list[OwnFieldRow]:
    """The own fields in their order; with `archived` those put away as well."""
    query = OwnField.select().order_by(OwnField.position, OwnField.id)
    return [_shown(row) for row in query if archived or row.archived_at is None]


def add(title: str, kind: Kind = "text", options: list[str] | None = None, is_opening: bool = False) -> int:
    """A new own field; its id. InputError: the title is empty or taken."""
    with unit("own_fields.add"):
        return insert(title, kind, options or [], is_opening)


def insert(title: str, kind: Kind, options: list[str], is_opening: bool) -> int:
    """Write a new own field after the others, within the unit that is open."""
    position = value("SELECT coalesce(max(position), 0) + 1 FROM own_field")
    row = OwnField.create(
        title=_free_title(title, None), kind=kind, options=_tidy(options), is_opening=is_opening, position=position
    )
    return int(row.id)


def change(field: int, title: str, kind: Kind, options: list[str], is_opening: bool = False) -> None:
    """Rename, retype or give other choices; values already there stay as they are."""
    with unit("own_fields.change"):
        row = _row(field)
        wanted = {"title": _free_title(title, field), "kind": kind, "options": _tidy(options), "is_opening": is_opening}
        row.write(wanted)


def move(field: int, position: int) -> None:
    """Put an own field at this place among the others, counted from 0."""
    with unit("own_fields.change"):
        order = [row.id for row in rows(archived=True) if row.id != field]
        order.insert(position, _row(field).id)
        for place, one in enumerate(order):
            OwnField.update(position=place).where(OwnField.id == one, OwnField.position != place).execute()


def archive(field: int) -> None:
    """Put an own field away: it is no longer asked for, its values stay."""
    with unit("own_fields.archive"):
        OwnField.update(archived_at=clock.utc_now()).where(OwnField.id == _row(field).id).execute()


def put_back(field: int) -> None:
    """Ask for an own field again."""
    with unit("own_fields.put_back"):
        OwnField.update(archived_at=None).where(OwnField.id == _row(field).id).execute()


def parse(field: OwnFieldRow, typed: str | int | None) -> OwnValue:
    """The value as it is stored; None: empty. InputError where the text does not fit the kind."""
    text = clean_text(str(typed)).strip() if typed is not None else ""
    if not text:
        return None
    found = _PARSERS[field.kind](text)
    if found is None:
        wanted = {"number": _("a number"), "date": _("a date"), "yes_no": _("yes or no")}.get(field.kind, "")
        raise InputError(
            _("{field} must be {kind}, not “{value}”.").format(field=field.title, kind=wanted, value=text), field=field.key
        )
    return found


def shown(field: OwnFieldRow, stored: OwnValue, roc: bool = False) -> str:
    """The value in words; dates with Republic years where the shop wants them."""
    if stored is None or stored == "":
        return ""
    if field.kind == "yes_no":
        return _("Yes") if stored in {1, "1"} else _("No")
    if field.kind == "number" and isinstance(stored, int):
        return money.shown(stored)
    if field.kind == "date" and (day := dates.parse(str(stored))):
        return dates.shown(day, roc)
    return str(stored)


def checked(own: Mapping[str, OwnValue], stored: Mapping[str, OwnValue]) -> dict[str, OwnValue]:
    """A form's own values as they are stored: typed, empty ones left out.

    What is `stored` already stays as it is, though its field be of another kind by now, and so does a value without a field.
    """
    fields = {row.key: row for row in rows(archived=True)}
    kept = {key for key, typed in own.items() if key not in fields or (key in stored and typed == stored[key])}
    parsed = {key: typed if key in kept else parse(fields[key], typed) for key, typed in own.items()}
    return {key: found for key, found in parsed.items() if found is not None}


def _number(text: str) -> OwnValue:
    """A whole number, or the text of a decimal one: floats never reach the file."""
    number = money.parse_decimal(text)
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else f"{number.normalize():f}"


def _date(text: str) -> OwnValue:
    found = dates.parse(text)
    return found.iso if found else None


def _yes_no(text: str) -> OwnValue:
    word = half_width(text).casefold()
    return 1 if word in _YES else 0 if word in _NO else None


_PARSERS: Final[dict[str, Callable[[str], OwnValue]]] = {
    "text": str,
    "choice": str,
    "number": _number,
    "date": _date,
    "yes_no": _yes_no,
}


def _shown(row: Any) -> OwnFieldRow:
    return OwnFieldRow(row.id, row.title, row.kind, tuple(row.options), row.is_opening, row.position, row.archived_at is not None)


def _row(field: int) -> Any:
    row = OwnField.get_or_none(OwnField.id == field)
    if row is None:
        raise NotFoundError(_("This field is not there any more."))
    return row


def _tidy(options: list[str]) -> list[str]:
    return list(dict.fromkeys(tidy for option in options if (tidy := one_line(clean_text(option)))))


def _free_title(title: str, field: int | None) -> str:
    needed, taken = _("A field needs a name."), _("There is already a field “{title}”.")
    return free_names.free(title, field, "own_field", "title", needed=needed, taken=taken)
