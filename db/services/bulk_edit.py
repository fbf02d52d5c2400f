"""One field of many customers at once: what can be set, read as the form reads it, written in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values import dates
from db.core.values.text import clean_text, one_line
from db.services import own_fields, settings, terms
from db.services.customer_form import GENDERS, KINDS
from db.services.lists import Selection, selected
from resources.i18n import _

Kind = Literal["text", "lines", "number", "date", "choice", "yes_no"]
Value = str | int | None
_THESE: Final = "SELECT value FROM json_each(?)"
_STAMPED: Final = f"updated_at = {clock.STAMP}"
# Keys in the order of json's own dumps, so that a value looks the same however it came there.
_OWN: Final = (
    "(SELECT json_group_object(key, value) FROM"
    " (SELECT key, value FROM json_each(json_patch(extra, json_object(?, ?))) ORDER BY key))"
)


@dataclass(frozen=True, slots=True)
class SettableField:
    """A field that can be set for many. `key`: a column of the customer, or the key of an own field.

    `choices`: (value, words); what may be typed besides, unless the kind is choice.
    """

    key: str
    label: str
    kind: Kind = "text"
    choices: tuple[tuple[str, str], ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one customer before and after, as they are stored."""

    customer: int
    field: str
    before: Value
    after: Value


def fields() -> list[SettableField]:
    """What can be set, the shop's own fields at the end. Names, codes and tax IDs belong to one customer alone."""
    staff, sources, channels = (tuple((word, word) for word in settings.texts(key)) for key in ("staff", "sources", "channels"))
    return [
        SettableField("staff", _("Looked after by"), choices=staff),
        SettableField("source", _("Source"), choices=sources),
        SettableField("category", _("Category")),
        SettableField("preferred_channel", _("Best reached by"), choices=channels),
        SettableField("company", _("Works at")),
        SettableField("title", _("Title")),
        SettableField("kind", _("Kind"), "choice", tuple((key, _(words)) for key, words in KINDS.items())),
        SettableField("gender", _("Gender"), "choice", tuple((key, _(words)) for key, words in (("", "—"), *GENDERS.items()))),
        SettableField("referrer", _("Introduced by")),
        SettableField("customer_since", _("Customer since"), "date"),
        SettableField("note", _("Note"), "lines"),
        *(
            SettableField(one.key, _(one.label), "choice" if one.is_chosen else "number", one.choices)
            for one in terms.TERMS.values()
        ),
        *(_own(row) for row in own_fields.rows()),
    ]


def _own(row: own_fields.OwnFieldRow) -> SettableField:
    choices = (("", "—"), *((word, word) for word in row.options)) if row.kind == "choice" else ()
    if row.kind == "yes_no":
        choices = (("", "—"), ("1", _("Yes")), ("0", _("No")))
    return SettableField(row.key, row.title, row.kind, choices, is_own=True)


def field(key: str) -> SettableField:
    """The field of this key. NotFoundError: it can't be set (any more)."""
    found = next((one for one in fields() if one.key == key), None)
    if found is None:
        raise NotFoundError(_("This field is not there any more."))
    return found


def parse(wanted: SettableField, typed: str) -> Value:
    """The value as it is stored, checked like the form does. InputError: it does not fit the field; the sentence says why."""
    if wanted.is_own:
        if wanted.kind == "choice" and len(wanted.choices) > 1 and clean_text(typed).strip():  # a field without words takes any
            typed = _choice(wanted, clean_text(typed).strip())
        return own_fields.parse(next(row for row in own_fields.rows() if row.key == wanted.key), typed)
    if wanted.key in terms.TERMS:
        return terms.parse(wanted.key, typed)
    text = clean_text(typed).strip()
    if wanted.kind == "date":
        day = dates.entry(text) if text else None
        if text and day is None:
            raise InputError(_("There is no day “{value}”. Nothing was changed.").format(value=text), field=wanted.key)
        return day.isoformat() if day else None
    if wanted.kind == "choice":
        return _choice(wanted, text)
    return text if wanted.kind == "lines" else one_line(text)


def _choice(wanted: SettableField, text: str) -> str:
    for value, words in wanted.choices:
        if text.casefold() in (value.casefold(), words.casefold()):
            return value
    raise InputError(
        _("{field} can be {choices}, not “{value}”.").format(
            field=wanted.label, choices="、".join(words for value, words in wanted.choices if value), value=text
        ),
        field=wanted.key,
    )


def set_field(who: Selection | Iterable[int] | int, key: str, typed: str) -> int:
    """Set one field of many customers in one unit; of how many it was something else. A note is added to what stands there."""
    wanted = field(key)
    value = parse(wanted, typed)
    ids = selected(who).as_json()
    with unit("customers.set_field", field=wanted.label):
        return _add_line(value, ids) if wanted.key == "note" and value else _write(wanted, value, ids)


def _add_line(text: Value, ids: str) -> int:
    added = "CASE note WHEN '' THEN ? ELSE note || char(10) || ? END"
    return run(f"UPDATE customer SET note = {added}, {_STAMPED} WHERE id IN ({_THESE})", text, text, ids)


def _write(wanted: SettableField, value: Value, ids: str) -> int:
    if wanted.is_own:
        sql = f"UPDATE customer SET extra = {_OWN}, {_STAMPED} WHERE id IN ({_THESE}) AND json_extract(extra, ?) IS NOT ?"
        return run(sql, wanted.key, value, ids, f"$.{wanted.key}", value)
    sql = f"UPDATE customer SET {wanted.key} = ?, {_STAMPED} WHERE id IN ({_THESE}) AND {wanted.key} IS NOT ?"
    return run(sql, value, ids, value)


def values_of(who: Iterable[int], keys: Iterable[str]) -> dict[tuple[int, str], Value]:
    """What stands in these fields of these customers now, by customer and field."""
    known = {one.key: one for one in fields()}
    ids, found = selected(who).as_json(), dict[tuple[int, str], Value]()
    for key in keys:
        shown = "json_extract(extra, ?)" if known[key].is_own else f"coalesce({key}, ?)"
        first = f"$.{key}" if known[key].is_own else ""
        found |= {
            (one, key): value for one, value in read(f"SELECT id, {shown} FROM customer WHERE id IN ({_THESE})", first, ids)
        }
    return found


def changes(wanted: Mapping[tuple[int, str], str]) -> list[Change]:
    """What these typed values (by customer and field) would change. InputError: the first that does not fit its field."""
    known = {one.key: one for one in fields()}
    before = values_of(sorted({one for one, _key in wanted}), sorted({key for _one, key in wanted}))
    found = [
        Change(one, key, before[one, key], parse(known[key], typed))
        for (one, key), typed in wanted.items()
        if (one, key) in before
    ]
    return [change for change in found if _or_empty(change.before) != _or_empty(change.after)]


def _or_empty(value: Value) -> str | int:
    """Nothing is as good as an empty text; 0 and 否 are something."""
    return "" if value is None else value


def write(wanted: Sequence[Change]) -> int:
    """Write these changes in one unit; what was changed since stays as it is. Of how many customers something was written."""
    known, touched = {one.key: one for one in fields()}, set[int]()
    with unit("customers.set_field"):
        now = values_of(sorted({one.customer for one in wanted}), sorted({one.field for one in wanted}))
        for change in wanted:
            if now.get((change.customer, change.field)) == change.before:
                _write(known[change.field], change.after, f"[{change.customer}]")
                touched.add(change.customer)
    return len(touched)
