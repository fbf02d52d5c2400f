"""What the list itself says, without any sale: where customers come from, when they were last talked to, birthdays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value

MOST: Final = 30  # groups told apart; the rest are one
NONE, OTHERS, PUT_AWAY = "none", "others", "put_away"  # keys of groups that have no name of their own
NAMED: Final = "is:"  # before the name of a group that has one
COLUMNS: Final = {"source": "c.source", "district": "f.district", "city": "f.city"}
NEVER: Final = "never"
_BUCKETS: Final = (("30", 0, 30), ("90", 31, 90), ("180", 91, 180), ("365", 181, 365), ("long", 366, None))  # days ago
_KIND: Final = "c.merged_into IS NULL AND (?1 = '' OR c.kind = ?1)"
_PEOPLE: Final = f"FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE {_KIND}"
_GROUPS: Final = f"SELECT {{column}}, count(*), coalesce(sum(f.bought), 0) {_PEOPLE} AND f.visible = 1 GROUP BY 1"
_GONE: Final = f"SELECT coalesce(sum(f.bought), 0), count(*) {_PEOPLE} AND {{away}}"
_IDS: Final = f"SELECT f.customer, f.bought {_PEOPLE} AND {{which}} ORDER BY f.sort_key, f.customer"
_AWAY: Final = "f.visible = 0 AND f.bought <> 0"
_BORN: Final = f"SELECT c.birth_month, count(*), sum(c.birth_lunar) {_PEOPLE} AND f.visible = 1 GROUP BY 1"
_NEXT: Final = (
    "SELECT c.id, c.name, f.phone, f.birthday_on, c.birth_year, c.birth_lunar, f.bought FROM customer_figures f"
    " JOIN customer c ON c.id = f.customer WHERE f.birthday_on BETWEEN ?2 AND ?3 AND f.visible = 1"
    f" AND {_KIND} ORDER BY f.birthday_on, f.bought DESC, c.id"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Customers who have something in common; `customers` None where only their money is counted; whole dollars of all sales."""

    key: str
    name: str  # as written; "" for NONE, OTHERS, PUT_AWAY
    customers: int | None
    bought: int
    hidden: int = 0  # names that OTHERS stands for


@dataclass(frozen=True, slots=True)
class Bucket:
    """Customers last talked to so many days ago; `bought` whole dollars of all their sales."""

    key: str
    customers: int
    bought: int


@dataclass(frozen=True, slots=True)
class Birthday:
    """Whose birthday comes; `turns` None: the year is not known."""

    customer: int
    name: str
    phone: str
    on: date
    turns: int | None
    is_lunar: bool
    bought: int


def groups(column: str, kind: str = "") -> list[Group]:
    """The customers of the list by one of COLUMNS, the largest group first, then those without, then those put away who bought.

    `kind`: "" everybody, person, company.
    """
    found = read(_GROUPS.format(column=COLUMNS[column]), kind)
    named = sorted((one for one in found if one[0]), key=lambda one: (-one[1], -one[2], one[0]))
    made = [Group(f"{NAMED}{name}", name, count, money) for name, count, money in named[:MOST]]
    if rest := named[MOST:]:
        made.append(Group(OTHERS, "", sum(one[1] for one in rest), sum(one[2] for one in rest), len(rest)))
    made += [Group(NONE, "", count, money) for name, count, money in found if not name]
    ((money, gone),) = read(_GONE.format(away=_AWAY), kind)
    return made + ([Group(PUT_AWAY, "", None, money)] if gone else [])


def group_ids(column: str, key: str, kind: str = "") -> list[int]:
    """The customers of one group, by name; `key` as `groups` gave it, "" all of the list."""
    return list(_bought(*_which(column, key, kind), kind))


def bought(column: str, key: str, kind: str = "") -> dict[int, int]:
    """What each customer of one group ever bought; "": of the list and of those put away, who bought too."""
    which, parameters = _which(column, key, kind)
    return _bought(which if key else f"(f.visible = 1 OR {_AWAY})", parameters, kind)


def bought_of(column: str, names: Sequence[str | None]) -> dict[int, int]:
    """What each customer of several groups ever bought, by the groups' names."""
    return _bought(f"f.visible = 1 AND {COLUMNS[column]} IN (SELECT value FROM json_each(?2))", (json.dumps(names),))


def _bought(which: str, parameters: Sequence[object], kind: str = "") -> dict[int, int]:
    """By customer, by name."""
    return dict(read(_IDS.format(which=which), kind, *parameters))


def _which(column: str, key: str, kind: str) -> tuple[str, Sequence[object]]:
    field = COLUMNS[column]
    if key == PUT_AWAY:
        return _AWAY, ()
    if key == NONE:
        return f"f.visible = 1 AND {field} = ''", ()
    if key == OTHERS:
        told = [one.name for one in groups(column, kind) if one.name]
        return f"f.visible = 1 AND {field} <> '' AND {field} NOT IN (SELECT value FROM json_each(?2))", (json.dumps(told),)
    if key:
        return f"f.visible = 1 AND {field} = ?2", (key.removeprefix(NAMED),)
    return "f.visible = 1", ()


def contacts(kind: str = "", today: date | None = None) -> list[Bucket]:
    """The customers of the list by how long ago the last real talk was: 30, 90, 180, 365 days, long, never; then those put away
    who bought, for their money alone.
    """
    day = today or clock.today()
    found = [_bucket(key, kind, day) for key in (*(one for one, _first, _last in _BUCKETS), NEVER, PUT_AWAY)]
    return [one for one in found if one.key != PUT_AWAY or one.customers]


def _bucket(key: str, kind: str, day: date) -> Bucket:
    which, parameters = _ago(key, day)
    sql = f"SELECT count(*), coalesce(sum(f.bought), 0) {_PEOPLE} AND {which}"
    ((count, money),) = read(sql, kind, *parameters)
    return Bucket(key, count, money)


def contacted(key: str, kind: str = "", today: date | None = None) -> dict[int, int]:
    """What each customer of one such bucket ever bought; "": of the list and of those put away."""
    return _bought(*_ago(key, today or clock.today()), kind)


def _ago(key: str, day: date) -> tuple[str, Sequence[object]]:
    """A talk dated ahead of today counts as one of today."""
    if key in ("", PUT_AWAY):
        return _AWAY if key else f"(f.visible = 1 OR {_AWAY})", ()
    if key == NEVER:
        return "f.visible = 1 AND f.last_contact_on IS NULL", ()
    first, last = next((first, last) for one, first, last in _BUCKETS if one == key)
    newest = "9999-12-31" if not first else (day - timedelta(days=first)).isoformat()
    oldest = "" if last is None else (day - timedelta(days=last)).isoformat()
    return "f.visible = 1 AND f.last_contact_on BETWEEN ?3 AND ?2", (newest, oldest)


def birth_months(kind: str = "") -> dict[int | None, tuple[int, int]]:
    """How many have their birthday in each month (lunar ones by their lunar month), and how many of these are lunar; None:
    nobody knows.
    """
    return {month: (count, lunar or 0) for month, count, lunar in read(_BORN, kind)}


def birth_month_ids(month: int | None, kind: str = "") -> list[int]:
    """Who was born in this month; None: of whom nobody knows."""
    return list(_bought("f.visible = 1 AND c.birth_month IS ?2", (month,), kind))


def lunar_ids(month: int | None, kind: str = "") -> list[int]:
    """Who was born in this lunar month; None: in any."""
    return list(
        _bought("f.visible = 1 AND c.birth_lunar AND c.birth_month IS NOT NULL AND ?2 IN (0, c.birth_month)", (month or 0,), kind)
    )


def birthdays(days: int, kind: str = "", today: date | None = None) -> list[Birthday]:
    """Whose birthday comes within so many days, the next first, of one day who bought most."""
    day = today or clock.today()
    found = read(_NEXT, kind, day.isoformat(), (day + timedelta(days=days)).isoformat())
    return [_birthday(*one) for one in found]


def _birthday(customer: int, name: str, phone: str, on: str, year: int | None, lunar: int, bought: int) -> Birthday:
    day = date.fromisoformat(on)
    turns = None if year is None or lunar else day.year - year  # a lunar birthday may fall into the next year
    return Birthday(customer, name, phone, day, turns if turns is None or turns > 0 else None, bool(lunar), bought)


def customers() -> int:
    """How many the list has."""
    found: Any = value("SELECT count(*) FROM customer_figures WHERE visible = 1")
    return int(found)
