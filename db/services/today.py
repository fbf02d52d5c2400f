"""Today: whom to call, why and in what order; never empty, never more than a morning holds.

A customer stands there once. What was promised comes first, then who is to be kept in touch with, birthdays, entries of the watch
list to look at again; then what came, was promised or ends soon; where there is little of it, a few to look after beside.
`today_answers` is what is done about a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from db.core import clock
from db.core.connection import value
from db.services import today_beside, today_rows, today_trade, today_words
from db.services.today_rows import Asked, Found

if TYPE_CHECKING:
    from db.services.suggestions import SuggestionRow

CALLS: Final = 10  # rows shown; the others are folded
OFFERS: Final = 2  # below them for what can be offered, however much is due: nobody is folded away for it
UNFOLDED: Final = 50
_LITTLE: Final = 5  # up to so many rows there is time for those beside
_WRITTEN: Final = (  # nobody writes down more in a week
    "SELECT count(*) FROM (SELECT happened_on, came_from FROM interaction ORDER BY id DESC LIMIT 5000)"
    " WHERE happened_on BETWEEN ? AND ? AND came_from IS NULL"
)
Part = Literal["arrived", "promised", "cheque", "expiring"]
Kind = Literal["task", "own", "touch", "birthday", "review", "greet", "phone", "double", "offer", "reach"] | Part
Group = Literal["overdue", "today", "offer", "beside"] | Part


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of Today. Days are ISO; `customer` None: a reminder of the shop's own, whose words are the name."""

    key: str  # the same as long as it waits
    kind: Kind
    group: Group
    customer: int | None
    name: str
    title: str
    phone: str  # as shown
    why: str  # in words
    due_on: str
    last_text: str = ""  # the last sentence said
    last_on: str | None = None
    tasks: tuple[int, ...] = ()  # ticked off with the answer
    is_blacklisted: bool = False
    no_answers: int = 0  # since the last real contact
    other: int | None = None  # of a likely double: who else it may be
    reasons: tuple[Kind, ...] = ()  # the kind first, then why else
    about: tuple[str, int] | None = None  # quote, sale, line (of a sale), wanted or payment, and its id
    offer: "SuggestionRow | None" = None  # what is suggested


@dataclass(frozen=True, slots=True)
class Week:
    """How much was done: talks written down by hand, reminders ticked off."""

    talks: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Today:
    """The page of one day. `more`: rows folded away; `beside`: to whom something can be offered, and who can be looked after
    where there is time.

    `trade`: what came, was promised, is due or ends soon, one part after the other; `more_trade`: how many of each are
    folded away.
    """

    day: date
    rows: tuple[TodayRow, ...]
    more: int
    beside: tuple[TodayRow, ...] = ()
    trade: tuple[TodayRow, ...] = ()
    more_trade: dict[Part, int] = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[TodayRow, ...]:
        """All rows as they stand below one another: what comes later comes last, so that no row moves under the mouse."""
        return *self.rows, *self.trade, *self.beside

    @property
    def listed(self) -> int:
        """How many of `total` stand there, and what can be offered besides."""
        return len(self.rows) + len(self.trade) + self.offers

    @property
    def offers(self) -> int:
        """How many of the rows are of what can be offered."""
        return sum(one.offer is not None for one in self.beside)

    @property
    def folded(self) -> int:
        """How many are folded away."""
        return self.more + sum(self.more_trade.values())

    @property
    def total(self) -> int:
        """How many wait, those folded away included."""
        return len(self.rows) + len(self.trade) + self.folded


def plan(staff: str = "", most: int = CALLS, day: date | None = None, *, offers: bool = True) -> Today:
    """What is to be done on a day (today); of one person, and of nobody in particular, where `staff` is named.

    `most` rows are shown: 10, or more where the rest was unfolded. `offers`: with what can be offered to whom: two below them,
    more where calls leave room.
    """
    asked = Asked(day or clock.today(), staff)
    rows, known = _calls(asked, most)
    offered = _offered(asked, _places(rows), known) if offers else []
    total = today_rows.waiting(asked)
    met = {*known, *(one.customer for one in offered)}
    beside = [one for one in today_beside.suggestions(asked) if one.customer not in met] if total <= _LITTLE else []
    both = [*offered, *beside[: max(CALLS - len(rows) - len(offered), 0)]]
    return Today(asked.day, rows, total - len(rows), tuple(_row(one, asked, {}) for one in both), *_trade(asked, most // 2))


def with_offers(plan: Today, staff: str = "") -> Today:
    """The same plan, and below it what can be offered to others, as far as there is room; nothing that stands there goes."""
    asked = Asked(plan.day, staff)
    there = [one.customer for one in plan.in_order if one.customer is not None]
    found = _offered(asked, max(_places(plan.rows) - plan.offers, 0), there)
    return replace(plan, beside=(*plan.beside, *(_row(one, asked, {}) for one in found)))


def _places(rows: Sequence[TodayRow]) -> int:
    """How many places there are for what can be offered."""
    return max(CALLS - len(rows), OFFERS)


def _calls(asked: Asked, most: int) -> tuple[tuple[TodayRow, ...], list[int]]:
    """So many of those who are to be called, and which customers they are."""
    wanted = _chosen(asked, most)
    tasks = today_rows.tasks(asked, wanted)
    others = [found for kind in (today_rows.touches, today_rows.birthdays, today_rows.reviews) for found in kind(asked, most)]
    shown = _once([*tasks, *others])[:most]
    known = [one.customer for one in shown if one.customer is not None]
    found = _once([*shown, *today_rows.birthdays(asked, most, known)]) if known else shown
    missed = today_rows.no_answers(known)
    return tuple(sorted((_row(one, asked, missed) for one in found), key=lambda row: row.group != "overdue")), known


def badge(staff: str = "") -> int:
    """How many wait today, for the sidebar."""
    asked = Asked(clock.today(), staff)
    return today_rows.waiting(asked) + sum(today_trade.waiting(asked).values())


def week(day: date | None = None) -> Week:
    """What was done from Monday to today."""
    today = day or clock.today()
    days = ((today - timedelta(days=today.weekday())).isoformat(), today.isoformat())
    return Week(int(value(_WRITTEN, *days)), int(value("SELECT count(*) FROM task WHERE done_on BETWEEN ? AND ?", *days)))


def has_customers() -> bool:
    """Whether there is anybody who can stand here."""
    return bool(value("SELECT EXISTS (SELECT 1 FROM customer_figures WHERE visible = 1)"))


def has_work() -> bool:
    """Whether the shop has written down anything that can stand on Today: a reminder, or whom to keep in touch with."""
    return bool(
        value("SELECT EXISTS (SELECT 1 FROM task) OR EXISTS (SELECT 1 FROM customer_figures WHERE keep_in_touch_on IS NOT NULL)")
    )


def _chosen(asked: Asked, most: int) -> list[int]:
    """So many of those something was promised to: who has an hour, half of the places for who is due else, the rest for the late.

    After days off the latest of the late come first: what was promised yesterday is still worth a call.
    """
    timed = today_rows.timed(asked, most)
    due = [one for one in today_rows.due(asked, 2 * most) if one not in timed]
    late = [one for one in today_rows.late(asked, 3 * most) if one not in timed and one not in due]
    room = most - len(timed)
    kept = due[: max(room - room // 2, room - len(late))]
    return [*timed, *kept, *late[: room - len(kept)]]


def _once(found: Iterable[Found]) -> list[Found]:
    """Each customer once: what else there is about them joins the first row, each reason once."""
    by_customer: dict[Any, Found] = {}
    for one in found:
        first = by_customer.setdefault(one.customer if one.customer is not None else one.key, one)
        known = {(each.kind, each.tasks) for each in (first, *first.more)}
        if one.kind != "review" and (one.kind, one.tasks) not in known:  # the watch list stays off a row that is printed
            first.more.append(one)
    return list(by_customer.values())


def _offered(asked: Asked, room: int, known: Iterable[int]) -> list[Found]:
    """What can be offered to whom, so much of it; nothing is looked for where nothing was worked out yet."""
    if not value("SELECT EXISTS (SELECT 1 FROM model_fit WHERE name = 'suggestions')"):
        return []
    from db.services import suggestions

    ending = today_trade.ending(asked)
    wanted = suggestions.of_day(min(suggestions.A_DAY, room), asked.staff, asked.day, but=known, quotes=ending)
    return [today_beside.offered(one, asked) for one in wanted]


def _trade(asked: Asked, most: int) -> tuple[tuple[TodayRow, ...], dict[Part, int]]:
    """So many rows of each part, and how many more it has."""
    shown = [one for part in today_trade.PARTS for one in today_trade.found(asked, part, most)]
    more = {part: count - sum(one.kind == part for one in shown) for part, count in today_trade.waiting(asked).items()}
    return tuple(_row(one, asked, {}) for one in shown), more


def _row(found: Found, asked: Asked, missed: dict[int, int]) -> TodayRow:
    count = missed.get(found.customer or 0, 0)
    part: Part | None = next((one for one in today_trade.PARTS if one == found.kind), None)
    late = asked.late(found.due_on) if part in (None, "promised", "cheque") else 0
    offer = found.facts.get("offer")
    group: Group = part or ("offer" if offer else "beside" if found.is_beside else "overdue" if late else "today")
    return TodayRow(
        key=found.key, kind=found.kind, group=group, customer=found.customer, name=found.name, title=found.title,
        phone=found.phone, why=today_words.why(found, asked.day, late, count), due_on=found.due_on, last_text=found.last_text,
        last_on=found.last_on, tasks=tuple(task for one in (found, *found.more) for task in one.tasks),
        is_blacklisted=found.is_blacklisted, no_answers=count, other=found.other,
        reasons=tuple(dict.fromkeys(one.kind for one in (found, *found.more))),
        about=next((one.about for one in (found, *found.more) if one.about), None), offer=offer,
    )  # fmt: skip
