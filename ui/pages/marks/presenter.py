"""What the page of tags and the watch list decides."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from db.core.events import Announcement
from db.core.journal import saving
from db.services import blacklist, segments, settings, tag_lists, tags
from db.services.blacklist import BlacklistRow
from db.services.tags import TagRow
from resources.i18n import N_, _, ngettext
from ui.kit.starting import Start
from ui.trying import Asks, tried

INTERVALS: Final = (
    ("", N_("Says nothing")),
    ("30", N_("Every 30 days")),
    ("60", N_("Every 60 days")),
    ("90", N_("Every 90 days")),
)
_TAGS: Final = frozenset({"tag", "customer_tag", "customer", "setting"})
_LISTED: Final = frozenset({"blacklist", "customer", "setting"})  # the settings name who is not the owner
_MANY: Final = 1_000  # customers who wear a tag; what touches more of them is a job for the worker


class View(Protocol):
    """What the presenter needs of the page."""

    def show_tags(self) -> None:
        """The tags changed."""

    def show_watch_list(self) -> None:
        """The watch list changed."""

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done, with the way back where it was saved as this unit."""


class MarksPresenter:
    """Reads and changes tags; reads the watch list, which the dialogs of ui/watch_list change."""

    def __init__(self, view: View, asks: Asks, start: Start) -> None:
        self._view, self._asks, self._start = view, asks, start
        self._counts: dict[int, int] = {}  # by tag, as last counted
        self._entries: dict[int, BlacklistRow] = {}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        if announcement is None or announcement.tables & _TAGS:
            self._view.show_tags()
            self.count()
        if announcement is None or announcement.tables & _LISTED:
            self._view.show_watch_list()

    # Tags.

    def count(self) -> None:
        """Count on the worker who wears which tag."""
        self._start(lambda _progress: {row.id: row.count for row in tags.rows()}, self._counted, quiet=True)

    def _counted(self, counts: dict[int, int]) -> None:
        if counts != self._counts:
            self._counts = counts
            self._view.show_tags()

    def groups(self) -> list[tuple[str, list[TagRow]]]:
        """The tags by group, in their order; those without one at the end. A declared group without tags is there, too."""
        rows = [replace(row, count=self._counts.get(row.id, 0)) for row in tags.rows(counted=False)]
        names = list(dict.fromkeys([*settings.texts("tag_groups"), *(row.group for row in rows if row.group)]))
        return [(name, [row for row in rows if row.group == name]) for name in (*names, "")]

    def group_names(self) -> list[str]:
        """The groups a tag can be in."""
        return [name for name, _tags in self.groups() if name]

    def save(self, tag: TagRow | None, values: dict[str, Any]) -> None:
        """Add a tag, or change this one; UserError keeps the form open."""
        told = (values["name"], values["colour"], values["group"])
        days = int(values["interval"]) if values["interval"] else None
        said = _("The tag “{name}” is saved.").format(name=values["name"])
        if tag is not None and days != tag.contact_interval and tag.count > _MANY:  # everybody's next contact is worked out
            tags.free_name(values["name"], tag.id)
            self._do(tag.count, lambda: tags.change(tag.id, *told, contact_interval=days), said)
            return
        _none, unit = saving(
            lambda: tags.add(*told, contact_interval=days) if tag is None else tags.change(tag.id, *told, contact_interval=days)
        )
        self._view.told(said, unit)

    def place(self, tag: int, group: str, at: int) -> None:
        """Put a tag into a group, at this place of it."""
        done = tried(lambda: tags.place(tag, group, at), self._asks)
        if done and done[1] is not None:
            self._view.told(_("The order of the tags is saved."), done[1])

    def move(self, tag: TagRow, by: int) -> None:
        """One place up or down in its group."""
        inside = next(rows for name, rows in self.groups() if name == tag.group)
        at = [row.id for row in inside].index(tag.id) + by
        if 0 <= at < len(inside):
            tried(lambda: tags.place(tag.id, tag.group, at), self._asks)

    def merge(self, kept: TagRow, gone: TagRow) -> None:
        """Two tags are one."""
        said = _("“{gone}” is “{kept}” from now on.").format(gone=gone.name, kept=kept.name)
        self._do(gone.count, lambda: tags.merge(kept.id, gone.id), said)

    def delete(self, tag: TagRow) -> None:
        """Take a tag off everybody."""
        said = _("The tag “{name}” is gone.").format(name=tag.name)
        self._do(tag.count, lambda: tags.delete(tag.id), said + _used_by(tag))

    def set_rule(self, tag: TagRow, conditions: str) -> None:
        """Who meets these conditions wears the tag from now on; "" takes the rule away. On the worker: everybody is looked at."""

        def work(_progress: object) -> tuple[tuple[int, int], int | None]:
            return saving(lambda: tags.set_rule(tag.id, segments.read(conditions) if conditions else None))

        def then(done: tuple[tuple[int, int], int | None]) -> None:
            (put_on, taken_off), unit = done
            words = (
                _("“{name}” goes by its rule: {on} put on, {off} taken off.")
                if conditions
                else _("“{name}” has no rule any more.")
            )
            self._view.told(words.format(name=tag.name, on=f"{put_on:,}", off=f"{taken_off:,}"), unit)

        self._start(work, then, title=_("Looking at the rules of the tags"))

    def _do(self, worn: int, act: Callable[[], object], said: str) -> None:
        if worn > _MANY:
            self._start(lambda _progress: saving(act), lambda done: self._view.told(said, done[1]), title=_("Saving"))
        elif done := tried(act, self._asks):
            self._view.told(said, done[1])

    # The watch list.

    def entry_ids(self) -> "array[int]":
        """Everybody on the watch list: who is to be looked at again first."""
        self._entries = {row.customer: row for row in blacklist.rows()}
        return array("q", self._entries)

    def entries(self, ids: Sequence[int]) -> list[BlacklistRow]:
        """These entries."""
        return [self._entries[one] for one in ids if one in self._entries]

    def due(self) -> str:
        """How many are to be looked at again; "" where nobody is."""
        count = sum(row.is_due for row in self._entries.values())
        words = ngettext("{count} entry is to be looked at again", "{count} entries are to be looked at again", count)
        return words.format(count=f"{count:,}") if count else ""


def wearing(tag: int) -> str:
    """Who wears this tag, as conditions of the list of customers."""
    return segments.text_of({"all": [{"field": "tag", "is": "any_of", "value": [tag]}]})


def says(tag: TagRow) -> str:
    """What else a tag does, in words."""
    days = tag.contact_interval
    talk = "" if days is None else _("talk every {count} days").format(count=days) if days else _("never remind")
    rule = segments.words(tag.rule) if tag.rule else ""
    return " ・ ".join(part for part in (talk, rule) if part)


def _used_by(tag: TagRow) -> str:
    """Who loses it with it: how many customers, and how many lists ask for it."""
    lists = tag_lists.lists_asking(tag.id, tag.name)
    parts = [
        ngettext("{count} customer wore it", "{count} customers wore it", tag.count).format(count=f"{tag.count:,}")
        if tag.count
        else "",
        ngettext("{count} list asked for it", "{count} lists asked for it", lists).format(count=lists) if lists else "",
    ]
    who = "、".join(filter(None, parts))
    return _(" So far: {who}.").format(who=who) if who else ""
