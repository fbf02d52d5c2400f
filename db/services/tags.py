"""Tags: words with a colour in groups, put on customers and taken off."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Tag
from db.services import free_names, keep_in_touch, tag_lists
from db.services.lists import Selection, selected
from resources.i18n import _

_LONGEST: Final = 40  # letters of a name that is typed; what a file brings stays as it is
COLOURS: Final = ("violet", "blue", "teal", "green", "amber", "red", "grey")


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag and how many customers in the list wear it.

    `contact_interval`: days between talks with who wears it (None: the tag says nothing); `rule`: conditions of a list, who
    meets them wears it.
    """

    id: int
    name: str
    colour: str
    group: str
    position: int
    count: int
    contact_interval: int | None = None
    rule: dict[str, Any] | None = None


def rows(*, counted: bool = True) -> list[TagRow]:
    """All tags in their order. Counting who wears them is for the worker; uncounted they are there at once."""
    worn = (
        "(SELECT count(*) FROM customer_tag w JOIN customer_figures f ON f.customer = w.customer AND f.visible = 1"
        " WHERE w.tag = t.id)"
    )
    found = read(
        f"SELECT t.id, t.name, t.colour, t.group_name, t.position, {worn if counted else 0}, t.contact_interval, t.rule"
        " FROM tag t ORDER BY t.position, t.id"
    )
    return [TagRow(*(*row[:-1], json.loads(row[-1]))) for row in found]


def names_of(customer: int) -> list[str]:
    """The names of the tags a customer wears, in the tags' order."""
    sql = "SELECT t.name FROM customer_tag w JOIN tag t ON t.id = w.tag WHERE w.customer = ? ORDER BY t.position, t.id"
    return [name for (name,) in read(sql, customer)]


def add(name: str, colour: str = "grey", group: str = "", **more: Any) -> int:
    """A new tag; its id; `more`: contact_interval, rule. InputError: the name is empty or taken."""
    _short(name)
    with unit("tags.add"):
        return insert(name, colour, group, **more)


def change(tag: int, name: str, colour: str, group: str, **more: Any) -> None:
    """Rename, recolour or regroup a tag; its customers keep it. `more`: contact_interval, rule."""
    with unit("tags.change"):
        row = _row(tag)
        if name != row.name:
            _short(name)
        values = {"name": free_name(name, tag), "colour": colour, "group_name": clean_text(group).strip(), **_checked(tag, more)}
        if row.write(values):
            _refuse_circle(tag)


def place(tag: int, group: str, at: int) -> None:
    """Put a tag into this group, before the tag that stands at this place there; the order of all tags follows the groups."""
    with unit("tags.change"):
        moved = _row(tag)
        order = [row for row in rows(counted=False) if row.id != tag]
        inside = [row.id for row in order if row.group == group]
        before = inside[at] if at < len(inside) else None
        behind = inside[-1] if before is None and inside else None
        ids = [row.id for row in order]
        ids.insert(ids.index(before) if before else ids.index(behind) + 1 if behind else len(ids), tag)
        if moved.group_name != group:
            Tag.update(group_name=clean_text(group).strip()).where(Tag.id == tag).execute()
        for position, one in enumerate(ids, 1):
            Tag.update(position=position).where(Tag.id == one, Tag.position != position).execute()


def merge(kept: int, gone: int) -> int:
    """Make two tags one: who wore `gone` wears `kept`, which keeps its name, colour and rule; how many wear it anew."""
    if kept == gone:
        raise InputError(_("This is the same tag already."))
    with unit("tags.merge", kept=_row(kept).name, gone=_row(gone).name):
        moved = run(
            "UPDATE customer_tag SET tag = ?1, by_rule = 0 WHERE tag = ?2"
            " AND customer NOT IN (SELECT customer FROM customer_tag WHERE tag = ?1)",
            kept, gone,
        )  # fmt: skip
        run("DELETE FROM customer_tag WHERE tag = ?", gone)
        tag_lists.rename(gone, _row(gone).name, kept)
        _row(gone).delete_instance()
        return moved


def set_rule(tag: int, rule: Mapping[str, Any] | None) -> tuple[int, int]:
    """Make these conditions the tag's rule and put it on and off by them at once; how many tags went on and came off.

    None: it has no rule any more; who wears it by the rule keeps it, as if it had been put on by hand. InputError: the rule asks
    for the tag itself.
    """
    from db.services import tag_rules

    with unit("tags.change"):
        row = _row(tag)
        kept = tag_rules.checked(tag, rule)
        if kept != row.rule:
            Tag.update(rule=kept).where(Tag.id == tag).execute()
        if kept is None:
            run("UPDATE customer_tag SET by_rule = 0 WHERE tag = ? AND by_rule = 1", tag)
            return 0, 0
        done = tag_rules.apply_rules(tag)
    return done.put_on, done.taken_off


def delete(tag: int) -> int:
    """Take a tag off everybody and delete it; how many customers wore it."""
    with unit("tags.delete", name=_row(tag).name):
        worn = run("DELETE FROM customer_tag WHERE tag = ?", tag)
        _row(tag).delete_instance()
        return worn


def attach(who: Selection | Iterable[int], names: Iterable[str]) -> int:
    """Put these tags on the customers, making tags that are not there; how many got one they had not by hand."""
    wanted = _names(names)
    for name in wanted:
        _short(name)
    with unit("tags.attach", tags=wanted):
        ids = selected(who).as_json()
        return max((_put_on(ids, id_of(name)) for name in wanted), default=0)


def detach(who: Selection | Iterable[int], names: Iterable[str]) -> int:
    """Take these tags off the customers; how many customers wore one."""
    wanted = _names(names)
    with unit("tags.detach", tags=wanted):
        ids = selected(who).as_json()
        sql = "DELETE FROM customer_tag WHERE tag = (SELECT id FROM tag WHERE name = ?)"
        chosen = " AND customer IN (SELECT value FROM json_each(?))"
        return max((run(sql + chosen, name, ids) for name in wanted), default=0)


def wear(customer: int, names: Iterable[str]) -> None:
    """Make a customer wear exactly these tags, within the unit that is open."""
    wanted, worn = _names(names), names_of(customer)
    for name in wanted:
        if name not in worn:
            _put_on(f"[{customer}]", id_of(name))
    for name in worn:
        if name not in wanted:
            run("DELETE FROM customer_tag WHERE customer = ? AND tag = (SELECT id FROM tag WHERE name = ?)", customer, name)


def id_of(name: str) -> int:
    """The tag of this name, made within the unit that is open where it is not there."""
    found = value("SELECT id FROM tag WHERE name = ?", name)
    return int(found) if found is not None else insert(name)


def insert(name: str, colour: str = "grey", group: str = "", **more: Any) -> int:
    """Write a new tag after the others, within the unit that is open."""
    position = value("SELECT coalesce(max(position), 0) + 1 FROM tag")
    free, tidy = free_name(name, None), clean_text(group).strip()
    row = Tag.create(name=free, colour=colour, group_name=tidy, position=position, **_checked(None, more))
    _refuse_circle(int(row.id))
    return int(row.id)


def _short(name: str) -> None:
    """InputError: nobody reads a name that long on a tag."""
    if len(one_line(clean_text(name))) > _LONGEST:
        raise InputError(_("A tag’s name has at most {count} letters.").format(count=_LONGEST), field="name")


def free_name(name: str, tag: int | None) -> str:
    """The name as a tag (None: a new one) keeps it. InputError: it is empty or taken by another."""
    needed, taken = _("A tag needs a name."), _("There is already a tag “{name}”.")
    return free_names.free(name, tag, "tag", "name", needed=needed, taken=taken)


def _checked(tag: int | None, more: dict[str, Any]) -> dict[str, Any]:
    """The further columns as they are kept."""
    from db.services import tag_rules

    keep_in_touch.check(more.get("contact_interval"))
    return {key: tag_rules.checked(tag, value) if key == "rule" else value for key, value in more.items()}


def _refuse_circle(tag: int) -> None:
    """InputError: some rule calls the tag by the name it has now, and so its own rule leads to itself."""
    if rule := _row(tag).rule:
        from db.services import tag_rules

        tag_rules.checked(tag, rule)


def _put_on(ids: str, tag: int) -> int:
    """By hand: who wears it by its rule keeps it from now on whatever the rule says."""
    by_hand = "UPDATE customer_tag SET by_rule = 0 WHERE tag = ? AND by_rule = 1 AND customer IN (SELECT value FROM json_each(?))"
    # who wears it by a rule may do so when the rule is gone
    by_rule = value("SELECT EXISTS (SELECT 1 FROM customer_tag WHERE tag = ? AND by_rule = 1)", tag)
    return (run(by_hand, tag, ids) if by_rule else 0) + run(
        "INSERT INTO customer_tag(customer, tag) SELECT c.id, ? FROM customer c WHERE c.id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM customer_tag w WHERE w.customer = c.id AND w.tag = ?)",
        tag, ids, tag,
    )  # fmt: skip


def _names(names: Iterable[str]) -> list[str]:
    tidy = (one_line(clean_text(name)) for name in names)
    return list(dict.fromkeys(name for name in tidy if name))


def _row(tag: int) -> Any:
    row = Tag.get_or_none(Tag.id == tag)
    if row is None:
        raise NotFoundError(_("This tag is not there any more."))
    return row
