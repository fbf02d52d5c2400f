"""Lists kept by name: conditions in plain words over everything known of a customer, worked out whenever they are asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import one_line
from db.models import Segment
from db.models.fields import canonical
from db.services import free_names, lists, segment_sql, segment_words
from db.services.ready_segments import ReadySegment, ready
from db.services.segment_fields import SegmentField, fields
from resources.i18n import _

__all__ = [
    "Conditions", "KnownList", "ReadySegment", "SegmentField", "SegmentRow", "asks_put_away", "compiled", "count", "delete",
    "fields", "gone", "known", "named", "read", "ready", "rename", "rows", "save", "text_of", "words",
]  # fmt: skip

Conditions = Mapping[str, Any]  # {"all" | "any" | "none": [conditions or {"field", "is", "value"}]}
_TAG: Final = "tag:"  # before the name of a tag, where a list is asked for
_UNREAD: Final = {"field": ""}  # a leaf nobody meets


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A list and its name."""

    id: int
    name: str
    conditions: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list that can be looked at by name: "segment:3" of the shop, or "ready:birthday" of every shop."""

    key: str
    name: str
    conditions: str  # their one text

    @property
    def segment(self) -> int | None:
        """The id of a list of the shop's own."""
        kind, _colon, which = self.key.partition(":")
        return int(which) if kind == "segment" else None


def known() -> list[KnownList]:
    """Every list there is: the shop's own, then the ready ones."""
    own = [KnownList(f"segment:{one.id}", one.name, text_of(one.conditions)) for one in rows()]
    return own + [KnownList(f"ready:{one.key}", one.name, text_of(one.conditions)) for one in ready()]


def rows() -> list[SegmentRow]:
    """The shop's own lists in their order."""
    query = Segment.select().order_by(Segment.position, Segment.id)
    return [SegmentRow(row.id, row.name, row.conditions) for row in query]


def save(name: str, conditions: Conditions, segment: int | None = None) -> int:
    """Keep a list under a name, or with `segment` change that one; its id.

    InputError: no name, a name another list has, nothing asked.
    """
    with unit("segments.save"):
        wanted = {"name": _free_name(name, segment), "conditions": dict(conditions)}
        if not text_of(conditions):
            raise InputError(_("Say first who shall stand in the list."))
        if segment is None:
            position = value("SELECT coalesce(max(position), 0) + 1 FROM segment")
            return int(Segment.create(**wanted, position=position).id)
        _row(segment).write(wanted)
        return segment


def rename(segment: int, name: str) -> None:
    """Another name for a list."""
    with unit("segments.save"):
        _row(segment).write({"name": _free_name(name, segment)})


def delete(segment: int) -> None:
    """Forget a list; its customers stay."""
    with unit("segments.delete", name=_row(segment).name):
        _row(segment).delete_instance()


def named(name: str) -> lists.ListQuery:
    """The list of this name, the shop's own first, then the ready ones; "tag:老主顧": who wears the tag. NotFoundError."""
    there, tidy = known(), one_line(name)
    for one in there:
        if one.name == tidy:
            return lists.ListQuery(conditions=one.conditions)
    wearing = {mark.name: tag for tag, (_rank, mark) in lists.tag_marks().items()}
    if tidy.startswith(_TAG) and (tag := wearing.get(tidy.removeprefix(_TAG).strip())):
        return lists.ListQuery(chip="tag", tag=tag)
    if tidy in wearing:
        raise NotFoundError(
            _("“{name}” is a tag, not a list. For those who wear it write {tag}.").format(name=tidy, tag=_TAG + tidy)
        )
    names = _(", ").join(one.name for one in there)
    raise NotFoundError(_("There is no list “{name}”. There are: {lists}.").format(name=tidy, lists=names))


def compiled(conditions: Conditions | str) -> tuple[str, list[object]]:
    """The condition as SQL on `customer_figures f` and `customer c`, and its parameters; text is the JSON of conditions."""
    return segment_sql.compiled(_read(conditions))


def asks_put_away(conditions: Conditions | str) -> bool:
    """Whether it is asked why somebody was put away: then those are looked at, too."""
    return segment_sql.asks_for(_read(conditions), "archive_reason")


def words(conditions: Conditions | str) -> str:
    """The conditions as one sentence; "" where nothing is asked."""
    return segment_words.words(_read(conditions))


def gone(conditions: Conditions | str) -> str:
    """A sentence where the conditions speak of something that was deleted, else ""."""
    return segment_words.gone(_read(conditions))


def _read(conditions: Conditions | str) -> Conditions:
    return conditions if isinstance(conditions, Mapping) else read(conditions)


def text_of(conditions: Conditions) -> str:
    """The one text of these conditions, for `ListQuery.conditions`; "" where nothing is asked."""
    return canonical(conditions) if any(conditions.values()) else ""


def read(text: str) -> dict[str, Any]:
    """The conditions of such a text; nothing asked where it is empty, nobody where it is none."""
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else _UNREAD


def count(conditions: Conditions, cap: int | None = None) -> int:
    """How many customers meet them, counted no further than `cap`; for the worker."""
    return lists.count(lists.ListQuery(conditions=text_of(conditions)), cap)


def _row(segment: int) -> Any:
    row = Segment.get_or_none(Segment.id == segment)
    if row is None:
        raise NotFoundError(_("This list is not there any more."))
    return row


def _free_name(name: str, segment: int | None) -> str:
    needed, taken = _("A list needs a name."), _("There is already a list “{name}”.")
    return free_names.free(name, segment, "segment", "name", needed=needed, taken=taken)
