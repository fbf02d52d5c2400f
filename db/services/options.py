"""What the shop can set: every option declared once; reading one loads nothing else."""

import json
from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import rows
from db.core.connection import value as stored_value
from resources.i18n import N_

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
    Option(
        "name_order",
        "show",
        N_("Order of names"),
        "choice",
        "strokes",
        (("strokes", N_("By strokes")), ("zhuyin", N_("By zhuyin (ㄅㄆㄇ)"))),
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
    stored = {key: json.loads(text) for key, text in rows("SELECT key, value FROM setting")}
    return {key: stored.get(key, option.default) for key, option in OPTIONS.items()}


def shows_republic_years() -> bool:
    """Whether dates are shown with Republic years."""
    return get("calendar") == "roc"
