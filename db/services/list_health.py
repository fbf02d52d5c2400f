"""名單健檢: what is missing or doubtful in the list, each fault with its customers, and five of them a day to mend."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import value
from db.core.progress import Progress, silent
from db.core.values import tax_id
from db.services import duplicates
from resources.i18n import N_

A_DAY: Final = 5
_YOUNGEST, _OLDEST = 3, 110  # years; a birthday outside is doubted
_LISTED: Final = "FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.visible = 1"
_BEST: Final = "ORDER BY f.bought DESC, f.customer"  # who brought most is mended first
_POINT: Final = "EXISTS (SELECT 1 FROM contact_point p WHERE p.customer = f.customer AND {})"
_WAITS: Final = "EXISTS (SELECT 1 FROM waiting w WHERE w.customer = f.customer AND w.reason {} 'lost_character')"
_SIMPLE: Final = {
    "lost_character": f"({_WAITS.format('=')} OR instr(c.name, '\ufffd') OR instr(c.name, '?'))",
    "waiting": _WAITS.format("<>"),
    "bad_phone": _POINT.format("p.kind IN ('mobile', 'phone') AND length(p.normal) < 7"),
    "bad_email": _POINT.format("p.kind = 'email' AND p.text NOT LIKE '%_@_%'"),
    "bad_birthday": "(c.kind = 'company' AND c.birth_month IS NOT NULL OR c.birth_year NOT BETWEEN :oldest AND :youngest)",
    "no_phone": "f.phone = ''",
    "no_address": "NOT EXISTS (SELECT 1 FROM address a WHERE a.customer = f.customer AND a.text <> '')",
    "no_source": "c.source = ''",
    "no_birthday": "c.kind = 'person' AND c.birth_month IS NULL",
}  # on customer_figures f and customer c
FAULTS: Final = {
    "lost_character": N_("A character of the name was lost"),
    "waiting": N_("A value waits since the import"),
    "double": N_("Perhaps the same customer twice"),
    "bad_phone": N_("Phone number too short"),
    "bad_tax_id": N_("Tax ID does not add up"),
    "bad_email": N_("Mail address without @"),
    "bad_birthday": N_("Birthday cannot be right"),
    "no_phone": N_("No phone"),
    "no_address": N_("No address"),
    "no_source": N_("Nobody wrote where they came from"),
    "no_birthday": N_("No birthday"),
}  # wrong ones first, missing ones after
OPTIONAL: Final = frozenset({"no_source", "no_birthday"})  # nice to have: nobody is asked to mend them one by one


@dataclass(frozen=True, slots=True)
class Health:
    """The list as it stands: of each fault the customers, who brought most first; `customers` how many it has."""

    customers: int
    faults: dict[str, tuple[int, ...]]

    @property
    def clean(self) -> int:
        """How many have none of the faults that are to be mended."""
        return self.customers - len(set(chain.from_iterable(self.faults[key] for key in FAULTS if key not in OPTIONAL)))


@dataclass(frozen=True, slots=True)
class ToMend:
    """One customer to mend, with everything that is wrong with them (keys of FAULTS)."""

    customer: int
    name: str
    phone: str
    faults: tuple[str, ...]


def health(progress: Progress = silent) -> Health:
    """Look through the whole list; a job for the worker."""
    customers = value("SELECT count(*) FROM customer_figures WHERE visible = 1")
    return Health(int(customers), {key: tuple(_ids(key, progress)) for key in FAULTS})


def ids(fault: str) -> list[int]:
    """The customers with one of FAULTS, who brought most first."""
    return list(_ids(fault, silent))


def clean_ids() -> list[int]:
    """Who has none of the faults that are to be mended, who bought most first; looks through the whole list."""
    wrong = set(chain.from_iterable(_ids(key, silent) for key in FAULTS if key not in OPTIONAL))
    return [one for (one,) in read(f"SELECT f.customer {_LISTED} {_BEST}") if one not in wrong]


def of_today(found: Health, most: int = A_DAY, day: date | None = None) -> list[ToMend]:
    """Five to mend today: the worst faults first, of one fault who brought most; whom Today put off is left alone."""
    until = (day or clock.today()).isoformat()
    left_out = {one for (one,) in read("SELECT customer FROM put_off WHERE kind = 'tidy' AND until > ?", until)}
    chosen = list(_in_turn(found, left_out, most))
    marks = ", ".join("?" * len(chosen))
    known = {one: (name, phone) for one, name, phone in read(_KNOWN.format(marks), *chosen)}
    return [ToMend(one, *known[one], tuple(key for key in FAULTS if one in found.faults[key])) for one in chosen]


_KNOWN: Final = (
    "SELECT f.customer, c.name, f.phone FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE c.id IN ({})"
)


def _in_turn(found: Health, left_out: set[int], most: int) -> Iterator[int]:
    """One of each fault, then the next of each: five of five kinds teach more than five of one."""
    queues = [[one for one in found.faults[key] if one not in left_out] for key in FAULTS if key not in OPTIONAL]
    told: set[int] = set()
    for place in range(max(map(len, queues), default=0)):
        for queue in queues:
            if len(told) < most and place < len(queue) and queue[place] not in told:
                told.add(queue[place])
                yield queue[place]
        if len(told) >= most:
            return


def _ids(fault: str, progress: Progress) -> Iterable[int]:
    return _OWN[fault](progress) if fault in _OWN else _simple(fault)


def _simple(fault: str) -> list[int]:
    year = clock.today().year
    sql = _SIMPLE[fault].replace(":oldest", str(year - _OLDEST)).replace(":youngest", str(year - _YOUNGEST))
    return [one for (one,) in read(f"SELECT f.customer {_LISTED} AND {sql} {_BEST}")]


def _bad_tax_ids(_progress: Progress) -> list[int]:
    found = read(f"SELECT f.customer, c.tax_id {_LISTED} AND c.tax_id <> '' {_BEST}")
    return [one for one, number in found if not tax_id.check(tax_id.normal(number))]


def _doubles(progress: Progress) -> list[int]:
    """Both of every pair, the surest first."""
    return list(dict.fromkeys(one for pair in duplicates.pairs(progress=progress) for one in (pair.a, pair.b)))


_OWN: Final[dict[str, Callable[[Progress], Iterable[int]]]] = {"bad_tax_id": _bad_tax_ids, "double": _doubles}
