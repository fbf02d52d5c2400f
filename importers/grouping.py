"""Records that are one customer, put together: who leads, what each record changes, what gave way."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from db.core import tally
from db.services.known_as import other_code
from db.services.matching_keys import ShopCustomer
from importers.matching import GROUPED, Matches
from importers.merging import Choice, Difference, merge
from importers.records import Person, Place, Point, Records


@dataclass(slots=True)
class Group:
    """One customer made of several records, or of records and a customer of the shop."""

    root: int  # the record that stands for all, or -(customer)
    person: Person  # as it will be
    before: Person | None  # as it is in the shop
    differences: dict[int, list[Difference]] = field(default_factory=dict)  # by record

    @property
    def changes_nothing(self) -> bool:
        """True when the customer of the shop stays as it is."""
        return self.before is not None and not changed(self.before, self.person)


def changed(before: Person, after: Person) -> bool:
    """True when the customer in the shop would differ afterwards."""
    return (
        before.scalars != after.scalars
        or before.own != after.own
        or before.note != after.note
        or before.tags != after.tags
        or before.blacklist != after.blacklist
        or len(before.contacts) != len(after.contacts)
        or [point.text for point in before.points] != [point.text for point in after.points]
        or [place.text for place in before.places] != [place.text for place in after.places]
    )


def from_shop(customer: ShopCustomer) -> Person:
    """A customer of the shop as a person."""
    return Person(
        customer.id,
        dict(customer.scalars),
        customer.note,
        [Point(*point) for point in customer.points],
        [Place(*place) for place in customer.places],
        [(name, title, -1) for name, title in customer.contacts],
        dict(customer.own),
        set(customer.tags),
        customer.blacklist,
        customer.state,
    )


def groups(
    records: Records,
    matches: Matches,
    people: Callable[[Iterable[int]], dict[int, Person]],
    age: Callable[[int], str],
    choice: Callable[[int], Choice],
    codes: dict[str, int],
    fresh: Callable[[int], Person],
) -> dict[int, Group]:
    """By root. `age`: the ISO date of a record's file, "" for one that may only fill blanks; `choice`: what the user chose;
    `fresh`: a record for a customer of the shop, without what its list said before.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for record in matches.roots:
        members[matches.root(record)].append(record)
    shop = people(-root for root in members if root < 0)
    found = {}
    for root, some in tally.each(members.items(), GROUPED):
        before = shop[-root] if root < 0 else None
        group = Group(root, before.copied() if before else records.person(root), before)
        leader = "" if root < 0 else age(root)
        origins: dict[str, int] = {}
        for record in sorted(some):
            mine = age(record)
            twin = root >= 0 and records.table_of(root) == records.table_of(record)
            other = fresh(record) if root < 0 else records.person(record)
            group.differences[record] = merge(
                group.person, other, leads=mine > leader, choice=choice(record), twin=twin, number=record, origins=origins
            )
            leader = max(leader, mine)
        _keep_code(group, codes)
        found[root] = group
    return found


def _keep_code(group: Group, codes: dict[str, int]) -> None:
    """A code that names another customer of the shop goes into the note."""
    code = group.person.scalars.get("code")
    if group.before is None or not code or codes.get(code, group.root) == group.root:
        return
    group.person.scalars.pop("code")
    if had := group.before.scalars.get("code"):
        group.person.scalars["code"] = had
    group.person.note = other_code(group.person.note, code)
