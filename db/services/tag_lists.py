"""Lists kept by name, views and rules that ask for a tag: when two tags become one, they ask for the one that stays."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from db.models import SavedView, Segment, Tag
from db.models.fields import canonical

_CHIP: Final = re.compile(r"tag:([0-9]{1,15})")
_ASKING: Final[tuple[tuple[Any, str], ...]] = ((Segment, "conditions"), (SavedView, "body"), (Tag, "rule"))


def rename(gone: int, name: str, kept: int) -> None:
    """Ask for the tag that stays wherever the one that goes was asked for, by id or by name; within the unit that is open."""

    def renamed(value: Any) -> Any:
        return kept if value in (gone, name) else value

    for model, column in _ASKING:
        for row in model.select().where(model.id != gone if model is Tag else True):
            held = getattr(row, column)
            if (asked := _walked(held, renamed)) != held:
                model.update({column: asked}).where(model.id == row.id).execute()


def lists_asking(tag: int, name: str) -> int:
    """How many of the shop's own lists ask for this tag."""

    def gone(value: Any) -> Any:
        return None if value in (tag, name) else value

    return sum(_walked(row.conditions, gone) != row.conditions for row in Segment.select())


def _walked(node: Any, renamed: Callable[[Any], Any]) -> Any:
    """The same with the values of every condition on tags renamed."""
    if isinstance(node, list):
        return [_walked(one, renamed) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("field") == "tag":
        value = node.get("value")
        several = list(dict.fromkeys(map(renamed, value))) if isinstance(value, list) else renamed(value)
        return {**node, "value": several} if value is not None else node
    return {key: _within(key, one, renamed) for key, one in node.items()}


def _within(key: str, value: Any, renamed: Callable[[Any], Any]) -> Any:
    """A view keeps its conditions as their one text, and its chip as "tag:5"."""
    if key == "chip" and isinstance(value, str) and (found := _CHIP.fullmatch(value)):
        return f"tag:{renamed(int(found[1]))}"
    if key == "conditions" and isinstance(value, str) and value:
        with suppress(ValueError):  # as a newer program writes it, perhaps
            return canonical(_walked(json.loads(value), renamed))
    return _walked(value, renamed)
