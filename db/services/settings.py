"""The shop's options, kept in the shop file: read and saved as the settings page draws them from their declaration."""

from collections.abc import Mapping
from datetime import date

from db.core.errors import InputError
from db.core.journal import unit
from db.core.values import dates, phones
from db.core.values.text import clean_text, half_width, one_line
from db.models import Setting
from db.services.options import GROUPS, OPTIONS, Option, Value, get, shows_republic_years, text, texts, values
from resources.i18n import _

__all__ = [
    "GROUPS", "OPTIONS", "Option", "Value", "get", "parse", "put", "save", "shows_republic_years", "text", "texts", "values",
]  # fmt: skip


def save(changed: Mapping[str, Value]) -> int | None:
    """Set these options, as typed; the unit's id, or None: nothing changed. InputError: the first value that can't be used."""
    wanted = {key: parse(OPTIONS[key], value) for key, value in changed.items()}
    before = values()
    differing = {key: value for key, value in wanted.items() if value != before[key]}
    if not differing:
        return None
    with unit("settings.change", keys=sorted(differing)) as opened:
        for key, value in differing.items():
            put(key, value)
        return opened.id


def put(key: str, value: Value) -> None:
    """Write one option within the unit that is open."""
    row = Setting.get_or_none(Setting.key == key)
    if row is None:
        Setting.create(key=key, value=value)
    elif row.value != value:
        row.value = value
        row.save()


def parse(option: Option, value: Value) -> Value:
    """The value as it is stored; InputError where the text can't be read."""
    if option.kind == "list":
        lines = [one_line(clean_text(line)) for line in (value if isinstance(value, list) else str(value).splitlines())]
        return list(dict.fromkeys(line for line in lines if line))
    if option.kind == "yes_no":
        return bool(value)
    typed = one_line(clean_text(str(value)))
    if option.kind != "text":
        typed = half_width(typed)
    if option.kind == "number":
        return _number(option, typed)
    if option.kind == "date":
        return _date(option, typed)
    if option.kind == "phone":
        normal = phones.normal(typed)
        return phones.shown(normal) or typed if normal else typed
    if option.kind == "choice" and typed not in dict(option.choices):
        raise InputError(_("“{value}” is not one of the choices of {option}.").format(value=typed, option=_(option.label)))
    return typed


def _number(option: Option, typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise InputError(_("{option} must be a whole number, not “{value}”.").format(option=_(option.label), value=typed))
    return int(typed)


def _date(option: Option, typed: str) -> str:
    if not typed:
        return ""
    found = dates.parse(typed)
    day: date | None = found.solar if found else None
    if day is None:
        raise InputError(
            _("{option}: “{value}” is not a date. Write it like 2015/3/1 or 104/3/1.").format(option=_(option.label), value=typed)
        )
    return day.isoformat()
