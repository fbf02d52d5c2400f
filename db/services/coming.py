"""The days ahead of customers, part of their figures: when to keep in touch, the next contact, the next birthday.

Keep in touch: the last real contact (沒接 is none, a sale is one) and the interval: the customer's own, else the shortest of
their tags'. 0 is never; OWN_RHYTHM the median gap between the days they talked or bought; where there are few, the option says.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median
from typing import Any, Final

from db.core import clock, journal
from db.core.among import among
from db.core.connection import rows as read
from db.core.progress import Progress
from db.services import birthdays, bulk, options
from db.services.contact_marks import CAUGHT_UP, NO_ANSWER, TOUCH
from resources.i18n import _

OWN_RHYTHM: Final = -1
_ENOUGH: Final = 4  # days of talks or sales
_SHORTEST, _LONGEST = 7, 365
_FACTS: Final = (  # read once for all: an import asks this of everybody
    "SELECT id, birth_month, birth_day, birth_lunar, birth_leap, contact_interval, contact_start FROM customer WHERE {which}"
    " AND (birth_day IS NOT NULL OR contact_interval IS NOT NULL) AND archived_at IS NULL AND merged_into IS NULL"
)
_BORN: Final = (
    "SELECT c.id, c.birth_month, c.birth_day, c.birth_lunar, c.birth_leap FROM customer_figures f JOIN customer c"
    " ON c.id = f.customer WHERE "
)
_BIRTHDAYS_OVER: Final = f"{_BORN} (f.birthday_on < ? OR f.birthday_on > ?)"
_A_YEAR: Final = 400  # days; no next birthday is further away, but where the clock was wrong once
_BIRTHDAYS_UNKNOWN: Final = (
    f"{_BORN} f.birthday_on IS NULL AND f.visible = 1 AND c.birth_month BETWEEN 1 AND 12 AND c.birth_day BETWEEN 1 AND 31"
)
_AT_ONCE: Final = 2_000  # customers written together: others may save in between
_THERE: Final = "SELECT id FROM customer WHERE {which} AND archived_at IS NULL AND merged_into IS NULL"
_TASKS: Final = (
    "SELECT t.customer, min(t.due_on) FROM task t JOIN customer c ON c.id = t.customer AND c.archived_at IS NULL"
    " AND c.merged_into IS NULL WHERE {which} AND t.done_on IS NULL GROUP BY t.customer"
)
_PUT_OFF: Final = f"SELECT customer, until FROM put_off WHERE {{which}} AND kind = '{TOUCH}'"
_BOUGHT: Final = "SELECT customer, max(happened_on) FROM sale WHERE {which} AND happened_on <= '{today}' GROUP BY customer"
_DAYS: Final = (
    f"SELECT customer, happened_on FROM interaction WHERE {{which}} AND happened_on <= '{{today}}' AND outcome <> '{NO_ANSWER}'"
    " UNION SELECT customer, happened_on FROM sale WHERE {which} AND happened_on <= '{today}' ORDER BY 1, 2"
)
Days = tuple[str | None, str | None, str | None]  # keep in touch, next contact, birthday: ISO dates
Kept = tuple[int, str | None]  # the interval in days or OWN_RHYTHM, and the ISO date it is counted from until there is a talk
NOTHING: Final[Days] = (None, None, None)


def of(customers: Set[int], talked: Mapping[int, tuple[Any, ...]], tags: Mapping[int, tuple[Any, ...]]) -> dict[int, Days]:
    """The days of those who have any. `talked`: the day of the last real talk first; `tags`: the ids joined by commas first."""
    facts = _rows(_FACTS, "id", customers)
    own = {one: (days, start) for one, *_birth, days, start in facts if days is not None}
    intervals = _of_tags(tags, own) | {one: kept for one, kept in own.items() if kept[0]}
    touch = _keep_in_touch(intervals, talked)
    put_off: dict[int, str] = dict(_rows(_PUT_OFF, "customer", touch.keys()))
    due: dict[int, str] = dict(_rows(_TASKS, "t.customer", customers))
    born = dict(_birthdays(facts))
    found: dict[int, Days] = {one: (None, None, day) for one, day in born.items()}
    for one in touch.keys() | due.keys():
        days = [due[one]] if one in due else []
        if one in touch:
            days.append(max(touch[one], put_off.get(one, "")))
        found[one] = (touch.get(one), min(days), born.get(one))
    return found


def _birthdays(facts: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, str]]:
    """Who has a birthday, and the next one; one that is just over stays for the days it is caught up."""
    first = clock.today() - timedelta(days=CAUGHT_UP)
    for one, month, day, lunar, leap, *_interval in facts:
        if month and day and (found := birthdays.next_on(month, day, bool(lunar), bool(leap), first)):
            yield one, found.isoformat()


def _keep_in_touch(intervals: Mapping[int, Kept], talked: Mapping[int, tuple[Any, ...]]) -> dict[int, str]:
    """The day to keep in touch of those who have an interval, and a contact or a beginning to count from."""
    bought: dict[int, str] = dict(_rows(_BOUGHT, "customer", intervals.keys()))
    rhythms = rhythm({one for one, (days, _start) in intervals.items() if days == OWN_RHYTHM})
    found = {}
    for one, (days, start) in intervals.items():
        last = max((talked.get(one) or ("",))[0] or "", bought.get(one, ""), start or "")
        if last:
            found[one] = later(date.fromisoformat(last), rhythms.get(one, days)).isoformat()
    return found


def later(day: date, days: int) -> date:
    """So many days later, within the calendar."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _of_tags(tags: Mapping[int, tuple[Any, ...]], own: Mapping[int, Kept]) -> dict[int, Kept]:
    """The shortest interval of the tags of those who wear one that has any and have none of their own."""
    intervals = {str(tag): days for tag, days in read("SELECT id, contact_interval FROM tag WHERE contact_interval <> 0")}
    found: dict[int, Kept] = {}
    for one, (worn, *_rest) in tags.items() if intervals else ():
        days = [intervals[tag] for tag in worn.split(",") if tag in intervals]
        if days and one not in own:
            found[one] = min((one for one in days if one > 0), default=OWN_RHYTHM), None
    there = {row[0] for row in _rows(_THERE, "id", found.keys())}
    return {one: kept for one, kept in found.items() if one in there}


def rhythm(customers: Set[int]) -> dict[int, int]:
    """In how many days these come back by themselves: the median gap, or the shop's option where the days are few."""
    if not customers:
        return {}
    usual = int(str(options.get("contact_interval"))) or _LONGEST
    found = dict.fromkeys(customers, usual)
    for one, days in groupby(_rows(_DAYS, "customer", customers, twice=True), key=lambda row: row[0]):
        there = [date.fromisoformat(day) for _one, day in days]
        if len(there) >= _ENOUGH:
            gap = round(median((after - before).days for before, after in pairwise(there)))
            found[one] = min(max(gap, _SHORTEST), _LONGEST)
    return found


def _rows(sql: str, column: str, customers: Set[int], *, twice: bool = False) -> list[tuple[Any, ...]]:
    """What is asked of these customers only."""
    if not customers:
        return []
    which, parameters = among(column, customers)
    found = read(sql.format(which=which, today=clock.today().isoformat()), *parameters, *(parameters if twice else ()))
    return [row for row in found if row[0] in customers] if "BETWEEN" in which else found


def refresh_birthdays(progress: Progress) -> int:
    """Another day has come: work out anew the birthdays that are over and those never worked out; how many. For the worker."""
    first = clock.today() - timedelta(days=CAUGHT_UP)
    facts = read(_BIRTHDAYS_OVER, first.isoformat(), later(first, _A_YEAR).isoformat()) + read(_BIRTHDAYS_UNKNOWN)
    found = list(_birthdays(facts))
    for at in range(0, len(found), _AT_ONCE):
        progress(_("Birthdays"), at, len(found))
        with journal.aside() as free:
            if not free:
                return at
            pieces = ((day, one) for one, day in found[at : at + _AT_ONCE])
            bulk.run_many("UPDATE customer_figures SET birthday_on = ? WHERE customer = ?", pieces)
    return len(found)
