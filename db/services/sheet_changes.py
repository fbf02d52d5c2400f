"""A cell of a sheet of customers read back into a form: several numbers by line, tags by 、, days and words as they are typed."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from db.core.errors import InputError
from db.core.values import dates
from db.services import joining, own_fields, tags, terms
from db.services.customer_form import AGREED, GENDERS, KINDS, PHONES, SCALARS, AddressForm, CustomerForm, PointForm
from db.services.customer_parts import point_values
from db.services.customer_sheet import POINTS
from db.services.sheet_marks import is_cut, split_label
from resources import i18n
from resources.i18n import _

_TEXTS: Final = tuple(name for name in SCALARS if name not in ("kind", "gender"))
_SIGNS: Final = r"、，,;；\n"
_BETWEEN: Final = re.compile(f"[{_SIGNS}]")


def apply(form: CustomerForm, key: str, text: str) -> bool:
    """Let the form say what the cell says; whether that is anything else than before. InputError: it can't be read."""
    refuse_cut(text)
    before = _state(form, key)
    _setter(key)(form, text.strip())
    return bool(_state(form, key) != before)


def holds(form: CustomerForm, key: str, text: str) -> bool:
    """Whether the form has all the cell says, perhaps among more."""
    said = CustomerForm()
    try:
        apply(said, key, text)
    except InputError:
        return False
    return said.note in form.note if key == "note" else _held(said, key) <= _held(form, key)


def remembers(form: CustomerForm, key: str, text: str) -> bool:
    """Whether one who was made of two has what the cell says, be it as another name or code (known_as)."""
    return holds(form, key, text) or (key in ("name", "code") and (text == form.short_name or text in form.note))


def _held(form: CustomerForm, key: str) -> set[Any]:
    """What the form holds of one column, value by value, as joining compares them."""
    if key in POINTS:
        kinds = PHONES if key in PHONES else (key,)
        return {
            joining.point_key(one.kind, *point_values(one.kind, one.text))
            for _place, one in form.placed_points()
            if one.kind in kinds
        }
    if key == "address":
        return {joining.plain(text) for one in form.addresses for text in (one.text, one.zip + one.text)}
    return set(form.tags) if key == "tags" else {_state(form, key)}


def refuse_cut(text: str) -> None:
    """InputError for what the cell holds only in part: the rest would be lost."""
    if is_cut(text):
        raise InputError(_("This text was cut for Excel, so it is not taken back. Please change it in Shukebu."))


def _setter(key: str) -> Callable[[CustomerForm, str], None]:
    if key in _TEXTS:
        return partial(_text, name=key)
    if key in POINTS:
        return partial(_points, kind=key)
    return _SETTERS.get(key) or partial(_own, key=key)


def _state(form: CustomerForm, key: str) -> Any:
    """What the form holds of one column, as it would be saved."""
    if key in POINTS:
        return [(point_values(key, point.text)[0], point.label) for point in form.points_of(key)]
    if key == "address":
        return [(one.text, one.zip, one.label) for one in form.addresses]
    if key in _ATTRIBUTES:
        value = getattr(form, _ATTRIBUTES[key])
        return sorted(value) if isinstance(value, list) else value
    return getattr(form, key) if key in _TEXTS else form.own.get(key)


_ATTRIBUTES: Final = {
    **{name: name for name in ("kind", "gender", "birthday", "tags", *AGREED)},
    "since": "customer_since",
}


def _text(form: CustomerForm, text: str, name: str) -> None:
    if name == "name" and not text:
        raise InputError(_("A customer needs a name. A nickname or the shop's name is enough."))
    setattr(form, name, text)


def _points(form: CustomerForm, text: str, kind: str) -> None:
    """The lines of the cell: a number that was there keeps its row, a changed one takes over the row of one that is gone."""
    old = form.points_of(kind)
    wanted = [split_label(line) for line in text.splitlines() if line.strip()]
    by_text = {point_values(kind, point.text): point for point in reversed(old)}
    found = [by_text.pop(point_values(kind, line), None) for line, _label in wanted]
    spare = [point for point in old if not any(point is one for one in found)]
    made = []
    for (line, label), known in zip(wanted, found, strict=True):
        row = known or (spare.pop(0) if spare else None)
        shown = row.text if known and row else line
        made.append(PointForm(kind, shown, label, bool(row and row.is_primary), row.id if row else None))
    at = next((place for place, point in enumerate(form.points) if point.kind == kind), len(form.points))
    others = [point for point in form.points if point.kind != kind]
    form.points = [*others[:at], *made, *others[at:]]


def _addresses(form: CustomerForm, text: str) -> None:
    old = list(form.addresses)
    made = []
    for line in filter(None, map(str.strip, text.splitlines())):
        shown, label = split_label(line)
        known = next((one for one in old if shown in (one.text, f"{one.zip} {one.text}")), None)
        row = known or (old[0] if old else None)
        if row:
            old.remove(row)
        if known:
            made.append(AddressForm(known.text, known.zip, known.city, known.district, label, known.is_primary, known.id))
        else:
            made.append(AddressForm(shown, label=label, is_primary=bool(row and row.is_primary), id=row.id if row else None))
    form.addresses = made


def _tags(form: CustomerForm, text: str) -> None:
    """The tags of the cell; one the shop has may hold a comma itself."""
    known = sorted((row.name for row in tags.rows(counted=False) if _BETWEEN.search(row.name)), key=len, reverse=True)
    one = "|".join([*map(re.escape, known), rf"[^{_SIGNS}]+"])
    found = (piece[1].strip() for piece in re.finditer(rf"\s*({one})\s*(?:[{_SIGNS}]|$)", text))
    form.tags = [name for name in found if name]


def _one_of(form: CustomerForm, text: str, name: str, words: dict[str, str]) -> None:
    """One of some words, in either language."""
    known = {said.casefold(): key for key, id_ in words.items() for said in (key, id_, _(id_), i18n.written(id_))}
    if text.casefold() not in known and (text or name == "kind"):
        wanted = "、".join(_(id_) for id_ in words.values())
        raise InputError(_("This must be one of {words}, not “{text}”.").format(words=wanted, text=text))
    setattr(form, name, known.get(text.casefold(), ""))


def _birthday(form: CustomerForm, text: str) -> None:
    form.birthday = _day(text) if text else None


def _since(form: CustomerForm, text: str) -> None:
    form.customer_since = _day(text).iso if text else ""


def _day(text: str) -> dates.PartialDate:
    found = dates.parse(text)
    if found is None:
        raise InputError(_("“{text}” is no day that can be read, such as 2026/3/1.").format(text=text))
    return found


def _agreed(form: CustomerForm, text: str, name: str) -> None:
    stored = terms.parse(name, text)
    setattr(form, name, "" if stored is None else str(stored))


def _own(form: CustomerForm, text: str, key: str) -> None:
    field = next((one for one in own_fields.rows() if one.key == key), None)
    if field is None:
        raise InputError(_("This field is not there any more."))
    form.own[key] = own_fields.parse(field, text)


_SETTERS: Final[dict[str, Callable[[CustomerForm, str], None]]] = {
    "address": _addresses,
    "tags": _tags,
    "kind": partial(_one_of, name="kind", words=KINDS),
    "gender": partial(_one_of, name="gender", words=GENDERS),
    "birthday": _birthday,
    "since": _since,
    **{key: partial(_agreed, name=key) for key in AGREED},
}
