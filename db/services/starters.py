"""Starter sets: tags, own fields, units, channels, rules, talk intervals and sample products of a trade, shipped as data."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.journal import unit
from db.core.values.text import normal
from db.models import Tag
from db.services import goods, knowledge, own_fields, products, settings, tags
from db.services.products import ProductForm
from resources import i18n, path

_DEFAULTS: Final = "defaults"
_GOODS: Final = "SELECT name FROM product UNION SELECT category FROM product UNION SELECT name FROM item"
_LISTS: Final = ("sources", "channels", "outcomes", "units", "tag_groups", "phrases")


@dataclass(frozen=True, slots=True)
class StarterRow:
    """One trade's set and what is in it, to be shown before it is taken."""

    key: str
    title: str
    tags: tuple[str, ...]
    own_fields: tuple[str, ...]
    products: tuple[str, ...]
    units: tuple[str, ...]
    channels: tuple[str, ...]
    contact_interval: int  # days


def trades() -> list[StarterRow]:
    """The trades in their order, 其他 last."""
    keys = [file.stem for file in path("starters").glob("*.json") if file.stem != _DEFAULTS]
    return [_shown(key) for key in sorted(keys, key=lambda key: int(_read(key)["position"]))]


def title(key: str) -> str:
    """What a trade is called, in the language in use."""
    return str(_read(key)["name"][i18n.language()])


def apply(key: str, with_products: bool = False) -> int:
    """Add the set of this trade to the shop in one unit, whose id comes back: what is there already stays as it is.

    `with_products`: the five sample products as well.
    """
    found = _read(key)
    with unit("starters.apply", trade=title(key)) as opened:
        _add_words(found)
        settle_rules(key)
        settings.put("trade", title(key))
        settings.put("contact_interval", int(found["contact_interval"]))
        for one in found["own_fields"]:
            if value("SELECT id FROM own_field WHERE title = ?", one["title"]) is None:
                own_fields.insert(one["title"], one["kind"], one.get("options", []), one.get("is_opening", False))
        if with_products:
            _add_products(found)
        return opened.id


def of_shop() -> StarterRow | None:
    """The set of the shop's trade, in whatever language it was chosen; None where it was not, or in words of the owner's own."""
    trade = settings.text("trade")
    return next((row for row in trades() if trade in _read(row.key)["name"].values()), None) if trade else None


def add_products(key: str) -> int:
    """The five sample products of this trade, in one unit; how many were not there yet."""
    with unit("products.add"):
        return _add_products(_read(key))


def add_rules() -> int:
    """The rules of what follows what every new shop starts with and those of the shop's trade, in one unit; how many were new."""
    own = of_shop()
    with unit("knowledge.add"):
        added = sum(knowledge.add_missing(_rules(key)) for key in (_DEFAULTS, *([own.key] if own else [])))
        if own:
            settle_rules(own.key)
        return added


def settle_rules(key: str) -> None:
    """Within the unit that is open: the rules of this trade are there, and of the usual ones those lie that speak of nothing the
    shop sells; where it has no goods yet, those of other trades. The library offers them.
    """
    knowledge.add_missing(_rules(key))
    names = [normal(name) for (name,) in read(_GOODS)]
    usual = {(one["bought"], one["months"], one["offer"]): one.get("trades", [key]) for one in _given(key)}
    for rule in knowledge.rows(only_on=True):
        trades = usual.get((rule.bought, rule.months, rule.offer))
        speaks = any(word in name for word in goods.words_of(rule.bought) for name in names) if names else key in (trades or ())
        if trades is not None and not speaks:
            knowledge.leave_lying(rule.id)


def rules_missing() -> int:
    """How many rules `add_rules` would add."""
    own, there = of_shop(), {(one.bought, one.offer) for one in knowledge.rows()}
    return len({(one["bought"], one["offer"]) for one in _given(own.key if own else "")} - there)


def _given(key: str) -> list[dict[str, Any]]:
    """The rules as shipped: those every shop starts with, and those of this trade ("": of none)."""
    return [one for file in (_DEFAULTS, key) if file for one in _read(file).get("rules", [])]


def _rules(key: str) -> list[dict[str, Any]]:
    return _without_trades(_read(key).get("rules", []))


def _without_trades(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As `knowledge.add_missing` takes them: without the trades they are for."""
    return [{name: said for name, said in one.items() if name != "trades"} for one in rules]


def _add_products(found: dict[str, Any]) -> int:
    there = {(row.name, row.spec) for row in products.rows(inactive=True)}
    wanted = [one for one in found["products"] if (one["name"], one["spec"]) not in there]
    for one in wanted:
        products.insert(ProductForm(**{**one, "price": Decimal(one["price"])}))
    return len(wanted)


def add_defaults() -> None:
    """Write what every new shop starts with, within the unit that is open: tags and their groups, words to choose from, rules."""
    _add_words(_read(_DEFAULTS))


def words(key: str) -> list[str]:
    """The words of a list every new shop starts with: what is offered where a shop has none."""
    return list(_read(_DEFAULTS).get(key, []))


def _add_words(found: dict[str, Any]) -> None:
    for one in found["tags"]:
        if Tag.get_or_none(Tag.name == one["name"]) is None:
            tags.insert(one["name"], one["colour"], one["group"])
    for key in _LISTS:
        there = settings.texts(key)
        wanted = list(dict.fromkeys([*there, *found.get(key, [])]))
        if wanted != there:
            settings.put(key, wanted)
    knowledge.add_missing(_without_trades(found.get("rules", [])))


@cache
def _read(key: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path("starters", f"{key}.json").read_text(encoding="utf-8"))
    return read


def _shown(key: str) -> StarterRow:
    found = _read(key)
    return StarterRow(
        key,
        title(key),
        tuple(one["name"] for one in found["tags"]),
        tuple(one["title"] for one in found["own_fields"]),
        tuple(one["name"] for one in found["products"]),
        tuple(found["units"]),
        tuple(found["channels"]),
        int(found["contact_interval"]),
    )
