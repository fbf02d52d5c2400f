"""Conditions in the words an owner would use, and what in them is gone."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from db.core.values import dates, money
from db.services import settings
from db.services.segment_fields import SegmentField, fields
from db.services.segment_operators import Operator
from resources.i18n import N_, _, ngettext

_BETWEEN: Final[dict[str, Callable[[], str]]] = {"all": lambda: _(", and "), "any": lambda: _(" or "), "none": lambda: _(" or ")}
_CODED: Final = frozenset({"choice", "tag", "refusal", "file", "birthday", "offers"})  # whose values are not words themselves

_PARTS: Final = (
    ("state", "{value}"),
    ("days", N_("in the last {value} days")),
    ("due", "{value}"),
    ("category", N_("of {value}")),
    ("product", N_("of “{value}”")),
    ("method", N_("by {value}")),
    ("channel", N_("by {value}")),
    ("outcome", N_("with the result {value}")),
    ("staff", N_("with {value}")),
    ("text", N_("with “{value}”")),
    ("count", N_("at least {value} times")),
    ("amount", N_("for at least {value}")),
)  # a part of a talk, a sale or a task, and how it is said


def words(conditions: Any) -> str:
    """The conditions as one sentence; "" where nothing is asked."""
    return _Speaker().group(conditions, inside=False)


def gone(conditions: Any) -> str:
    """A sentence where a tag, a field or anything else the conditions speak of is not there (any more); else ""."""
    speaker = _Speaker()
    speaker.group(conditions, inside=False)
    return _("This list asks for a tag or a field that is not there. Nobody meets that.") if speaker.misses else ""


class _Speaker:
    """One run over the conditions."""

    def __init__(self) -> None:
        self._fields = fields()
        self.misses = False

    def group(self, node: Any, *, inside: bool = True) -> str:
        """A group's sentence, or a leaf's; in brackets where it stands in another with something beside it."""
        if isinstance(node, Mapping) and "field" in node:
            return self._leaf(node)
        kind = next((key for key in _BETWEEN if isinstance(node, Mapping) and isinstance(node.get(key), list)), None)
        if kind is None:
            return self._lost() if node else ""
        parts = [part for one in node[kind] if (part := self.group(one))]
        said = _BETWEEN[kind]().join(parts)
        if kind == "none" and parts:
            return _("except {what}").format(what=_("({what})").format(what=said) if len(parts) > 1 else said)
        return _("({what})").format(what=said) if inside and len(parts) > 1 else said

    def _leaf(self, leaf: Mapping[str, Any]) -> str:
        field = self._fields.get(str(leaf["field"]))
        operator = field.operator(leaf.get("is")) if field else None
        if field is None or operator is None:
            return self._lost()
        try:
            value = self._value(field, operator, leaf.get("value"))
        except (ValueError, TypeError, KeyError):
            return self._lost()
        return " ".join(_(operator.said).format(field=field.shown, value=value).split())

    def _lost(self) -> str:
        self.misses = True
        return _("something that is not there any more")

    def _value(self, field: SegmentField, operator: Operator, value: Any) -> str:
        if operator.takes == "choices":
            return self._chosen(field, operator, value if isinstance(value, list) else [value])
        return _SAID[operator.takes](value)

    def _chosen(self, field: SegmentField, operator: Operator, values: Sequence[Any]) -> str:
        known = dict(field.choices) if field.kind in _CODED else {}
        names = set(known.values())
        said = [self._one(field, value, known, names) for value in values]
        return (_(", ") if operator.key == "all_of" else _(" or ")).join(said)

    def _one(self, field: SegmentField, value: Any, known: Mapping[Any, str], names: set[str]) -> str:
        if field.kind not in _CODED or value in known:
            return str(known.get(value, value))
        if field.kind == "tag" and value in names:
            return str(value)
        self.misses = True
        if isinstance(value, str):
            return _("{name} (there is none)").format(name=value)
        return _("a tag that was deleted") if field.kind == "tag" else _("something that is not there any more")


def parts(asked: Mapping[str, Any]) -> list[str]:
    """The parts that are asked of talks, sales, tasks, quotes and payments, each in words."""
    if not isinstance(asked, Mapping):
        raise TypeError(asked)
    return [_(pattern).format(value=_part(key, asked[key])) for key, pattern in _PARTS if asked.get(key) not in (None, "")]


def _part(key: str, value: Any) -> str:
    if key == "due":
        return _("overdue") if value == "overdue" else _("due by today")
    if key == "product":
        return _product(value)
    if key in _CODES:
        return _CODES[key]()[value]
    return _number(value) if key in ("days", "count", "amount") else str(value)


def _product(product: int) -> str:
    from db.services import products

    (row,) = products.of_ids([product])  # ValueError: there is none of this id
    return " ".join(part for part in (row.name, row.spec) if part)


def quote_states() -> dict[str, str]:
    """The states a quote may be asked for, in words."""
    from db.services import quote_rows

    return {key: _(words) for key, words in quote_rows.STATES.items()} | {quote_rows.SOON: _("ends within a week")}


def methods() -> dict[str, str]:
    """The ways of paying, in words."""
    from db.services import payments

    return {key: _(words) for key, words in payments.METHODS}


_CODES: Final[dict[str, Callable[[], dict[str, str]]]] = {"state": quote_states, "method": methods}


def _number(value: Any) -> str:
    found = money.parse_decimal(str(value))
    if found is None:
        raise ValueError(value)
    return money.shown(int(found)) if found == found.to_integral_value() else f"{found.normalize():f}"


def _day(iso: str) -> str:
    return dates.shown(iso, settings.shows_republic_years())


def _picked(ids: Sequence[int]) -> str:
    return ngettext("{count} customer", "{count} customers", len(ids)).format(count=money.shown(len(ids)))


def _span(ends: Sequence[str | None], days: bool = False) -> str:
    first, last = ends
    if first and last:
        return _("{first} to {last}").format(first=first, last=last)
    if days:
        return _("on or after {first}").format(first=first) if first else _("on or before {last}").format(last=last)
    return _("{first} or more").format(first=first) if first else _("{last} or less").format(last=last)


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "": lambda _value: "",
    "text": str,
    "number": _number,
    "days": _number,
    "numbers": lambda ends: _span([None if one in (None, "") else _number(one) for one in ends]),
    "dates": lambda ends: _span([None if one in (None, "") else _day(str(one)) for one in ends], days=True),
    "people": _picked,
    **dict.fromkeys(("talks", "sales", "tasks", "quotes", "payments"), lambda asked: _(", ").join(parts(asked or {}))),
}  # how a value is said, by what the operator takes
