"""The lists every shop has, as data: conditions that are asked again whenever they are looked at."""

from dataclasses import dataclass
from typing import Any, Final

from db.core.connection import rows as read
from resources.i18n import N_, _

_REGULARS: Final = ("老主顧", "熟客", "常客", "VIP", "會員")  # what shops call them; a list wants those that are there
_GIFTS: Final = ("三節送禮", "三節", "送禮")


@dataclass(frozen=True, slots=True)
class ReadySegment:
    """A list every shop has. `name` in the language in use."""

    key: str
    name: str
    conditions: dict[str, Any]


def _leaf(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "is": operator} | ({} if value is None else {"value": value})


def _all(*leaves: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(leaves)}


_READY: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("regulars_waiting", N_("Regulars not contacted for 90 days"), _all(
        _leaf("tag", "any_of", _REGULARS), _leaf("last_contact", "not_last_days", 90),
    )),
    ("week", N_("To contact this week"), {"any": [_leaf("next_contact", "next_days", 7), _leaf("next_contact", "past")]}),
    ("overdue", N_("Contact overdue"), _all(_leaf("next_contact", "past"))),
    ("birthday", N_("Birthday this month"), _all(_leaf("birthday", "this_month"))),
    ("birthday_next", N_("Birthday next month"), _all(_leaf("birthday", "next_month"))),
    ("gifts", N_("Gifts at the three festivals"), _all(_leaf("tag", "any_of", _GIFTS))),
    ("lapsed", N_("Bought before, not for half a year"), _all(
        _leaf("sales", "has", {}), _leaf("sales", "has_not", {"days": 180}),
    )),
    ("never", N_("Never contacted"), _all(_leaf("last_contact", "empty"))),
    ("owing", N_("Owes something"), _all(_leaf("owing", "more", 0))),
    ("overdue_60", N_("Owes something for more than 60 days"), _all(_leaf("debt", "more_days", 60))),
    ("quoted", N_("Quote not answered yet"), _all(_leaf("quotes", "has", {"state": "issued"}))),
    ("arrived", N_("Goods are here, not told yet"), _all(_leaf("orders", "any_of", ["arrived"]))),
    ("no_phone", N_("No phone"), _all(_leaf("phone", "empty"))),
    ("no_address", N_("No address"), _all(_leaf("address", "empty"))),
    ("imported", N_("Last import"), _all(_leaf("import", "any_of", ["last"]))),
    ("new", N_("New in the last 30 days"), _all(_leaf("added", "last_days", 30))),
    ("refused", N_("Wants no advertising"), _all(_leaf("opt_out", "filled"))),
    ("companies", N_("Companies"), _all(_leaf("kind", "any_of", ["company"]))),
    ("introducers", N_("Has introduced others"), _all(_leaf("introduced", "yes"))),
    ("review", N_("Watch list to look at again"), _all(_leaf("blacklist_review", "due"))),
)  # fmt: skip


def ready() -> list[ReadySegment]:
    """The ready lists, with the shop's own tags."""
    there = {name for (name,) in read("SELECT name FROM tag")}
    return [_called(ReadySegment(key, _(name), conditions), there) for key, name, conditions in _READY]


def _called(one: ReadySegment, there: set[str]) -> ReadySegment:
    """With those tags that are there; else with the usual name, so that the words say which is missing."""
    first, *rest = next(iter(one.conditions.values()))
    if first["field"] != "tag":
        return one
    names = [name for name in first["value"] if name in there] or [first["value"][0]]
    return ReadySegment(one.key, one.name, _all({**first, "value": names}, *rest))
