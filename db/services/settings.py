"""The shop's options, kept in the shop file: read and saved as the settings page draws them from their declaration."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

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

_FARTHEST: Final = 100  # mm


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
    if option.kind in _LISTS:
        return _LISTS[option.kind](option, _lines(value))
    if option.kind == "yes_no":
        return bool(value)
    typed = one_line(clean_text(str(value)))
    return _READ.get(option.kind, _plain)(option, typed if option.kind == "text" else half_width(typed))


def _lines(value: Value) -> list[str]:
    lines = (one_line(clean_text(str(line))) for line in (value if isinstance(value, list) else str(value).splitlines()))
    return list(dict.fromkeys(line for line in lines if line))


def _ticked(option: Option, lines: list[str]) -> list[str]:
    return [one for one, _words in option.choice() if one in lines]


def _closures(_option: Option, lines: list[str]) -> list[str]:
    """As they are typed, or as they are kept: 12/24..12/26 員工旅遊."""
    from db.services import open_days  # which reads what is set here

    found = []
    for line in lines:
        typed, _blank, word = line.partition(" ")
        first, _to, last = typed.partition("..")
        found.append(open_days.closure_line(first, last, word))
    return sorted(found)


def _plain(_option: Option, typed: str) -> str:
    return typed


def _phone(_option: Option, typed: str) -> str:
    normal = phones.normal(typed)
    return phones.shown(normal) or typed if normal else typed


def _choice(option: Option, typed: str) -> str:
    if typed not in dict(option.choice()):
        raise InputError(_("“{value}” is not one of the choices of {option}.").format(value=typed, option=_(option.label)))
    return typed


def _number(option: Option, typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise InputError(_("{option} must be a whole number, not “{value}”.").format(option=_(option.label), value=typed))
    return int(typed)


def _shift(option: Option, typed: str) -> int:
    digits = typed.removeprefix("-")
    if not digits.isdecimal() or int(digits) > _FARTHEST:
        words = _("{option} must be whole millimetres, at most {most}, not “{value}”.")
        raise InputError(words.format(option=_(option.label), most=_FARTHEST, value=typed))
    return int(typed)


def _pattern(_option: Option, typed: str) -> str:
    from db.services import quote_numbers  # which reads what is set here

    return quote_numbers.checked(typed)


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


def _rates(_option: Option, lines: list[str]) -> list[str]:
    from db.services import commissions  # which reads what is set here

    return [commissions.written(*commissions.split(line)) for line in lines]


_LISTS: Final[Mapping[str, Callable[[Option, list[str]], list[str]]]] = {
    "rates": _rates,
    "list": lambda _option, lines: lines,
    "ticks": _ticked,
    "closures": _closures,
}
_READ: Final[Mapping[str, Callable[[Option, str], Value]]] = {
    "number": _number,
    "date": _date,
    "phone": _phone,
    "choice": _choice,
    "pattern": _pattern,
    "shift": _shift,
}
