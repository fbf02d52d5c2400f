"""What the shop can set: every option declared once, kept in the shop file, drawn by the settings page from the declaration."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from db.core.connection import value as stored_value
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values import dates, phones
from db.core.values.text import clean_text, half_width, one_line
from db.models import Setting
from resources.i18n import N_, _

Value = str | int | bool | list[str]
Kind = Literal["text", "phone", "tax_id", "number", "date", "choice", "yes_no", "list"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `label`, `hint` and the choices' words are English gettext ids; a list is one text a line."""

    key: str
    group: str
    label: str
    kind: Kind = "text"
    default: Value = ""
    choices: tuple[tuple[str, str], ...] = ()  # value, words
    hint: str = ""


GROUPS: Final = (("shop", N_("Shop")), ("show", N_("How things are shown")), ("lists", N_("Words to choose from")))
_OPTIONS: Final = (
    Option("shop_name", "shop", N_("Shop name")),
    Option("phone", "shop", N_("Shop phone"), "phone"),
    Option("address", "shop", N_("Shop address")),
    Option("tax_id", "shop", N_("Tax ID"), "tax_id"),
    Option("area_code", "shop", N_("Area code"), hint=N_("Put before local numbers when they are compared, such as 02")),
    Option("line_id", "shop", N_("LINE ID of the shop")),
    Option("opened_on", "shop", N_("Open since"), "date", hint=N_("Nobody can have been a customer before this day")),
    Option("trade", "shop", N_("Trade")),
    Option(
        "calendar",
        "show",
        N_("Years"),
        "choice",
        "western",
        (("western", N_("Western years (2026/11/21)")), ("roc", N_("Republic years (115/11/21)"))),
    ),
    Option("contact_interval", "show", N_("Days until a regular is called again"), "number", 60),
    Option("sources", "lists", N_("Sources"), "list", []),
    Option("channels", "lists", N_("Channels"), "list", []),
    Option("outcomes", "lists", N_("Results of a talk"), "list", []),
    Option("units", "lists", N_("Units"), "list", []),
    Option("staff", "lists", N_("Staff"), "list", []),
    Option("tag_groups", "lists", N_("Tag groups"), "list", []),
)
OPTIONS: Final = {option.key: option for option in _OPTIONS}


def get(key: str) -> Value:
    """The option's value, or its default."""
    stored = stored_value("SELECT value FROM setting WHERE key = ?", key)  # asked for every date shown: not through the model
    return OPTIONS[key].default if stored is None else json.loads(stored)


def text(key: str) -> str:
    """The value of a text option."""
    return str(get(key))


def texts(key: str) -> list[str]:
    """The value of a list option."""
    found = get(key)
    return list(found) if isinstance(found, list) else []


def values() -> dict[str, Value]:
    """All options with their values."""
    stored = {row.key: row.value for row in Setting.select()}
    return {key: stored.get(key, option.default) for key, option in OPTIONS.items()}


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


def shows_republic_years() -> bool:
    """Whether dates are shown with Republic years."""
    return get("calendar") == "roc"


def _number(option: Option, typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise InputError(
            _("{option} must be a whole number, not “{value}”.").format(option=_(option.label), value=typed)
        ) from None


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
