"""事故登記簿: incidents with personal data, and the hours left to report them (§12; retail rules §12).

The 72 hours and the sums of people are those of the amendment promulgated in 2025; whether it is in force is not certain, so
all of it is shown as a draft. One newspaper wrote 24 hours: both are shown.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from db.core import clock
from db.core.connection import database, value
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Breach, BreachPerson
from db.services import days
from resources.i18n import N_, _, ngettext

KINDS: Final = (
    ("leak", N_("Seen or given to somebody it is no business of")),
    ("theft", N_("Computer, stick or paper stolen")),
    ("loss", N_("Lost or destroyed")),
    ("change", N_("Changed by somebody who may not")),
    ("other", N_("Something else")),
)
DRAFT: Final = N_("By the draft of the amendment of 2025; whether it is in force is not certain.")
HOURS: Final = 72  # draft of §12, and retail rules §12, from when it was known
SOONER: Final = 24  # what one newspaper wrote
MANY: Final = 100  # people an incident is about, of the draft
LARGE: Final = 10_000  # people in the shop's books, of the draft


@dataclass(slots=True)
class BreachForm:
    """An incident as it is typed; days and times may be words. `known_on`, `known_time`: when the shop knew; empty: now."""

    title: str
    known_on: str = ""
    known_time: str = ""
    happened_on: str = ""
    kind: str = "leak"
    cause: str = ""
    damage: str = ""
    results: str = ""
    measures: str = ""
    affected: int = 0
    is_special: bool = False
    was_encrypted: bool = False
    reported_on: str = ""
    reported_to: str = ""
    notified_on: str = ""
    closed_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BreachRow:
    """An incident as it stands; days are ISO."""

    id: int
    title: str
    known_on: str
    known_time: str
    happened_on: str | None
    kind: str
    cause: str
    damage: str
    results: str
    measures: str
    affected: int
    is_special: bool
    was_encrypted: bool
    reported_on: str | None
    reported_to: str
    notified_on: str | None
    closed_on: str | None
    note: str

    @property
    def due(self) -> datetime:
        """The moment the 72 hours are over, by the shop's clock."""
        return datetime.fromisoformat(f"{self.known_on}T{self.known_time or '00:00'}") + timedelta(hours=HOURS)

    @property
    def hours_left(self) -> int:
        """Whole hours until then; less than nothing: so many over."""
        return int((self.due - now()).total_seconds() // 3600)


_DAYS: Final = ("known_on", "happened_on", "reported_on", "notified_on", "closed_on")
_TEXTS: Final = ("cause", "damage", "results", "measures", "reported_to", "note")


def now() -> datetime:
    """This moment by the shop's clock, without a zone."""
    return datetime.fromisoformat(clock.shown(clock.utc_now()))


def fresh() -> BreachForm:
    """What the form begins with: known just now, and what is true of the file."""
    moment = now()
    return BreachForm("", moment.date().isoformat(), f"{moment:%H:%M}", was_encrypted=database.key is not None)


def save(filled: BreachForm, breach: int | None = None) -> int:
    """Write an incident down, or change it; its id. InputError: without a title, a day that can't be read, a day to come."""
    typed, moment = asdict(filled), now()
    values: dict[str, Any] = {key: days.iso(typed[key], key) for key in _DAYS} | {
        key: clean_text(typed[key]).strip() for key in _TEXTS
    }
    values["title"] = one_line(clean_text(filled.title))
    if not values["title"]:
        raise InputError(_("Please write what happened in one line."), field="title")
    values["known_on"] = values["known_on"] or moment.date().isoformat()
    if values["known_on"] > moment.date().isoformat():
        raise InputError(_("That day is still to come."), field="known_on")
    values["known_time"] = days.time(filled.known_time) or f"{moment:%H:%M}"
    values |= {key: typed[key] for key in ("kind", "affected", "is_special", "was_encrypted")}
    with unit("breaches.save"):
        if breach is None:
            return int(Breach.create(**values).id)
        _row(breach).write(values)
        return breach


def get(breach: int) -> BreachRow:
    """One incident. NotFoundError: there is none."""
    return _shown(_row(breach))


def rows() -> list[BreachRow]:
    """All of them, the latest first; open ones before those closed."""
    return [_shown(row) for row in Breach.select().order_by(Breach.closed_on.is_null(False), Breach.id.desc())]


def form(row: BreachRow) -> BreachForm:
    """What a form of this incident begins with."""
    return BreachForm(**{name: getattr(row, name) or BreachForm("").__getattribute__(name) for name in BreachForm.__slots__})


def total() -> int:
    """How many people stand in the shop's books."""
    return int(value("SELECT count(*) FROM customer WHERE merged_into IS NULL AND erased_on IS NULL") or 0)


def grounds(row: BreachRow, people: int) -> list[str]:
    """Why it is to be reported, in sentences, of the draft; `people`: how many stand in the books. None: no ground is known."""
    found = []
    if row.affected >= MANY:
        words = ngettext(
            "It is about {count} person ({most} or more).", "It is about {count} people ({most} or more).", row.affected
        )
        found.append(words.format(count=f"{row.affected:,}", most=MANY))
    if row.is_special:
        found.append(_("Data of §6 is in it (health, crime, sex life)."))
    if people >= LARGE:
        found.append(_("{count} people stand in the books ({most} or more).").format(count=f"{people:,}", most=f"{LARGE:,}"))
    return found


def clock_words(row: BreachRow) -> str:
    """How long there still is, in a sentence."""
    if row.reported_on:
        return _("Reported.")
    left = row.hours_left
    until = f"{row.due:%Y/%m/%d %H:%M}"
    if left < 0:
        words = ngettext(
            "The 72 hours were over {count} hour ago ({until}).", "The 72 hours were over {count} hours ago ({until}).", -left
        )
        return words.format(count=-left, until=until)
    words = ngettext("{count} hour left to report it, until {until}.", "{count} hours left to report it, until {until}.", left)
    return words.format(count=left, until=until)


def add_people(breach: int, customers: Iterable[int]) -> int:
    """These customers are in it; how many were not named before."""
    with unit("breaches.save"):
        _row(breach)
        named = set(people(breach))
        fresh_ones = [one for one in dict.fromkeys(customers) if one not in named]
        for one in fresh_ones:
            BreachPerson.create(breach=breach, customer=one)
        return len(fresh_ones)


def people(breach: int, *, waiting: bool = False) -> list[int]:
    """The customers an incident is about; `waiting`: only those who were not told of it yet."""
    more = " AND notified_on IS NULL" if waiting else ""
    return [one for (one,) in read(f"SELECT customer FROM breach_person WHERE breach = ?{more} ORDER BY customer", breach)]


def notify(breach: int, how: str) -> int:
    """All who were not told yet were told today (§12, Rules §22); how many."""
    today = clock.today().isoformat()
    with unit("breaches.notify"):
        row, waiting = _row(breach), people(breach, waiting=True)
        values = {"notified_on": today, "how": one_line(clean_text(how))}
        BreachPerson.update(values).where((BreachPerson.breach == breach) & BreachPerson.notified_on.is_null()).execute()
        row.write({"notified_on": row.notified_on or today})
        return len(waiting)


def _row(breach: int) -> Breach:
    found: Breach | None = Breach.get_or_none(Breach.id == breach)
    if found is None:
        raise NotFoundError(_("This incident is not there any more."))
    return found


def _shown(row: Breach) -> BreachRow:
    return BreachRow(*(getattr(row, name) for name in BreachRow.__dataclass_fields__))
