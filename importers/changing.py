"""Customers already in the shop, changed by an import: only what differs is touched."""

from collections.abc import Callable
from typing import Any

from db.core.values.text import clean_text
from db.services import bulk, matching_keys
from db.services.known_as import other_code
from importers.adding import row_values, write_parts
from importers.grouping import Group


def write(group: Group, own: dict[str, str], tags: dict[str, int], came: Callable[[int], tuple[int, int]], back: bool) -> None:
    """Bring one customer of the shop up to what the plan says; `back`: it was put away and comes back."""
    customer, before, after = -group.root, group.before, group.person
    assert before is not None  # noqa: S101 - a group of the shop knows what was there
    old, new = row_values(before, own), row_values(after, own)
    changed: dict[str, Any] = {name: new[name] for name in new if new[name] != old[name]}
    if "code" in changed and matching_keys.has_code(changed["code"], customer):
        changed["note"] = other_code(new["note"], changed.pop("code"))
    if after.own != before.own:
        changed["extra"] = matching_keys.extra_with(
            customer, {own[title]: value for title, value in after.own.items() if title in own}
        )
    else:
        changed.pop("extra", None)
    if back:
        changed |= {"archived_at": None, "archive_reason": ""}
    if changed:
        bulk.update("customer", [(customer, changed)])
    for table, entries in (("contact_point", after.points), ("address", after.places), ("contact", after.contacts)):
        if leading := _leading(entries):
            bulk.shift(table, customer, leading)
    write_parts(customer, after, came, only_new=True)
    bulk.insert_rows("customer_tag", ("customer", "tag"), sorted((customer, tags[name]) for name in after.tags - before.tags))
    if after.blacklist and not before.blacklist:
        bulk.insert_rows("blacklist", ("customer", "reason"), [(customer, clean_text(after.blacklist))])


def _leading(entries: list[Any]) -> int:
    """How many new entries were put before those in the shop: these move back by as many places."""
    new = [(entry[2] if isinstance(entry, tuple) else entry.record) >= 0 for entry in entries]
    return 0 if all(new) else sum(new[: len(new) - new[::-1].index(False)])
