"""可以順便推薦: a short ranked list of what to offer to whom, learnt from how such suggestions were answered before.

Worked out once a day on the worker and kept; read with what happened since: who bought, was answered, may not be called.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from db.analytics import ranking
from db.analytics.ranking import Answered, Candidate
from db.core import clock
from db.core.connection import numbers, value
from db.core.connection import rows as read
from db.core.progress import Progress, silent
from db.core.values.text import normal
from db.services import complaints, suggestion_words, worked_out
from db.services.contact_marks import TO_CALL
from db.services.late_buyers import GOING
from db.services.suggestion_kinds import GOODS, NAMES, Idea, Kind
from db.services.today_rows import WHO
from resources.i18n import _

A_DAY: Final = 5
AWAY: Final = 180  # days an answered suggestion stays away
LEARN: Final = 730  # days of answers that are learnt from
OFFER: Final = "offer"  # the kind of `put_off` that leaves a customer in peace
_OF_A_KIND: Final = 2  # of one kind a day, where there are others
_OF_A_PAIR: Final = 5  # customers who are offered the same for having bought the same
_OF_STAFF: Final = 10  # answers from which somebody's own are learnt from
NAME: Final = "suggestions"  # in model_fit
_MAY: Final = (  # who may be called, bought nothing since, was not closed as lost and is not left in peace
    f"SELECT {WHO}, c.staff FROM customer_figures f JOIN customer c ON c.id = f.customer"
    f" WHERE f.customer IN (SELECT value FROM json_each(?)) AND f.visible = 1 AND {TO_CALL}"
    " AND (c.lost_on IS NULL OR c.lost_on < f.last_bought_on)"
    " AND NOT EXISTS (SELECT 1 FROM put_off p WHERE p.customer = f.customer AND p.kind = 'offer' AND p.until > ?)"
)
_SINCE: Final = " AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.customer = f.customer AND s.id > ?)"
_ANSWERS: Final = (
    "SELECT kind, staff, answer, count(*) FROM suggestion WHERE answered_on BETWEEN ? AND ? GROUP BY kind, staff, answer"
)
_ANSWERED: Final = (
    "SELECT customer, kind, subject FROM suggestion WHERE answered_on > ? AND customer IN (SELECT value FROM json_each(?))"
)
_ASKED: Final = "SELECT id FROM quote WHERE state = 'issued' AND id IN (SELECT value FROM json_each(?))"
_IN_USE: Final = "SELECT id FROM knowledge_rule WHERE is_on = 1"
_REMINDED: Final = "SELECT customer, title FROM task WHERE done_on IS NULL AND customer IN (SELECT value FROM json_each(?))"
_LATE: Final = f"SELECT customer FROM customer_standing WHERE stage = '{GOING}' AND customer IN (SELECT value FROM json_each(?))"
_PROMISED: Final = (  # who is to be called anyway
    "SELECT customer FROM task WHERE done_on IS NULL AND due_on <= ? AND customer IN (SELECT value FROM json_each(?))"
)
_SOLD: Final = "SELECT id FROM product WHERE is_active = 1 AND id IN (SELECT value FROM json_each(?))"


Best = tuple[Idea, tuple[Any, ...], float]  # an idea, the columns of its customer, the dollars it was ranked by


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """What to offer to whom, and why. `worth`: whole dollars to be expected of it, as it was ranked by."""

    customer: int
    kind: Kind
    subject: str
    what: str  # what is offered, or what is to be done
    why: str  # in words, with the numbers that speak for it
    worth: int
    product: int | None = None
    name: str = ""
    about: str = ""  # what the customer bought that speaks for it, as it is called
    who: tuple[Any, ...] = field(default=(), repr=False, compare=False)  # the columns of today_rows.WHO

    @property
    def quote(self) -> int | None:
        """The quote it is about."""
        return int(self.subject) if self.kind == "quote" else None

    @property
    def is_goods(self) -> bool:
        """Whether it can be put into a quote; else it is a call."""
        return self.kind in GOODS


def fill(progress: Progress = silent) -> int:
    """Work the ideas of today out anew and keep them; how many. For the worker; nothing is kept while another job writes."""
    from db.services import suggestion_ideas

    progress(_("Suggestions"), 0, 1)
    today = clock.today()
    last = value("SELECT coalesce(max(id), 0) FROM sale")
    found = suggestion_ideas.everything(today)
    worked_out.keep(NAME, {"day": today.isoformat(), "last_sale": last, "ideas": [asdict(one) for one in found]})
    progress(_("Suggestions"), 1, 1)
    return len(found)


def fill_once_a_day(progress: Progress = silent) -> bool:
    """`fill` where it was not done today, after what it rests on; whether it was done now."""
    from db.services import baskets

    day, _last, _ideas = _kept()
    if day == clock.today().isoformat():
        return False
    baskets.refresh(progress)
    fill(progress)
    return True


def made_at() -> str:
    """When they were worked out last (UTC); "" never."""
    return str(value("SELECT at FROM model_fit WHERE name = ?", NAME) or "")


def of_day(
    most: int = A_DAY, staff: str = "", day: date | None = None, *, but: Iterable[int] = (), quotes: Iterable[int] = ()
) -> list[SuggestionRow]:
    """The best of today's ideas, each customer once, of several kinds: calls, and goods to be put into a quote.

    For one of the staff: their own customers and nobody's. `but`: customers who stand on Today for something else, `quotes`:
    those that do. Who was promised something by then is left out, too.
    """
    on = day or clock.today()
    best, there = _kept_best(on, staff), {str(one) for one in quotes}
    whom = json.dumps([idea.customer for idea, _who, _score in best])
    left_out = {*but, *(one for (one,) in read(_PROMISED, on.isoformat(), whom))}
    open_ = [one for one in best if one[0].customer not in left_out and not (one[0].kind == "quote" and one[0].subject in there)]
    return [_shown(*one, on) for one in _mixed(open_, most)]


def whom(kinds: Collection[str] | None = None) -> list[int]:
    """To whom something of these kinds (of any) can be suggested today, as it was worked out last."""
    _day, last_sale, ideas = _kept()
    wanted = [one for one in ideas if kinds is None or one.kind in kinds]
    return sorted({one.customer for one, _who in _open(wanted, clock.today(), last_sale)})


def ranked(staff: str = "", day: date | None = None) -> list[SuggestionRow]:
    """All of today's ideas, the best first, each customer once."""
    on = day or clock.today()
    return [_shown(*one, on) for one in _kept_best(on, staff)]


def whole(staff: str = "", kinds: Collection[str] = frozenset(NAMES)) -> list[SuggestionRow]:
    """`ranked`, of these kinds, worked out first where it was not done today, and not kept. For the worker and for commands."""
    return [_shown(*one, clock.today()) for one in _whole_best(staff, kinds)]


def by_rule() -> dict[int, list[int]]:
    """To whom each rule's offer is suggested today, the best first. For the worker and for commands."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for idea, _who, _score in _whole_best("", NAMES):
        if idea.kind == "rule":
            found[int(idea.subject)].append(idea.customer)
    return found


def _whole_best(staff: str, kinds: Collection[str]) -> list[Best]:
    from db.services import suggestion_ideas

    on = clock.today()
    day, last_sale, ideas = _kept()
    found = _open(ideas, on, last_sale) if day == on.isoformat() else _open(suggestion_ideas.everything(on), on)
    return _best([one for one in found if one[0].kind in kinds], on, staff)


def of(customer: int, most: int = 3) -> list[SuggestionRow]:
    """What can be offered to one customer now, best first; nothing to who may not be called."""
    from db.services import suggestion_ideas

    on = clock.today()
    _day, last_sale, ideas = _kept()
    kept = [one for one in ideas if one.customer == customer and one.kind in ("white", "slipping", "back")]
    found = [*_open(suggestion_ideas.of_customer(customer, on), on), *_open(kept, on, last_sale)]
    best = _best(found, on, "", a_customer=most)
    return [_shown(*one, on) for one in best[:most]]


def learnt(staff: str = "", on: date | None = None) -> dict[str, Answered]:
    """How suggestions of each kind were answered: by one of the staff where those are enough, else by everybody."""
    on = on or clock.today()
    everybody: Counter[tuple[str, str]] = Counter()
    own: Counter[tuple[str, str]] = Counter()
    for kind, who, answer, count in read(_ANSWERS, (on - timedelta(days=LEARN)).isoformat(), on.isoformat()):
        everybody[kind, answer] += count
        if staff and who == staff:
            own[kind, answer] += count
    return {kind: _answered(kind, own if _asked(kind, own) >= _OF_STAFF else everybody) for kind in NAMES}


def _asked(kind: str, counted: Mapping[tuple[str, str], int]) -> int:
    return counted[kind, "accepted"] + counted[kind, "dismissed"]


def _answered(kind: str, counted: Mapping[tuple[str, str], int]) -> Answered:
    return Answered(counted[kind, "accepted"], counted[kind, "dismissed"])


def _kept() -> tuple[str, int, list[Idea]]:
    """The day they were worked out for, the last sale there was then, and the ideas; nothing where they never were."""
    found = worked_out.kept(NAME)
    return (found["day"], found["last_sale"], [Idea(**one) for one in found["ideas"]]) if found else ("", 0, [])


def _open(ideas: Sequence[Idea], on: date, last_sale: int | None = None) -> list[tuple[Idea, tuple[Any, ...]]]:
    """Those that still hold, each with the columns of the customer; `last_sale`: none of who bought after it."""
    who = json.dumps(sorted({one.customer for one in ideas}))
    sql, more = (_MAY, ()) if last_sale is None else (_MAY + _SINCE, (last_sale,))
    may = {row[0]: row for row in read(sql, who, on.isoformat(), *more)}
    gone = set(read(_ANSWERED, (on - timedelta(days=AWAY)).isoformat(), who))
    asked = {str(one) for (one,) in read(_ASKED, json.dumps([int(one.subject) for one in ideas if one.kind == "quote"]))}
    in_use = {str(one) for (one,) in read(_IN_USE)}
    sold = {one for (one,) in read(_SOLD, json.dumps(sorted({one.product for one in ideas if one.product is not None})))}
    named, angry = {"quote": asked, "rule": in_use}, complaints.still_open(may, on)
    late, reminded = set(numbers(_LATE, who)), _reminded(who)
    return [
        (one, may[one.customer])
        for one in ideas
        if one.customer in may
        and (one.customer, one.kind, one.subject) not in gone
        and (one.product is None or one.product in sold)
        and (one.kind not in named or one.subject in named[one.kind])
        and not (one.kind in GOODS and (one.customer in angry or normal(one.offer) in reminded[one.customer]))
        and (one.kind != "slipping" or one.customer in late)  # not who was put elsewhere by hand meanwhile
    ]


def _reminded(who: str) -> Mapping[int, str]:
    """What these customers' reminders that wait are of, in one text each."""
    found: defaultdict[int, str] = defaultdict(str)
    for customer, title in read(_REMINDED, who):
        found[customer] += f"{normal(title)}\n"
    return found


def _kept_best(on: date, staff: str) -> list[Best]:
    _day, last_sale, ideas = _kept()
    return _best(_open(ideas, on, last_sale), on, staff)


def _best(found: Iterable[tuple[Idea, tuple[Any, ...]]], on: date, staff: str, a_customer: int = 1) -> list[Best]:
    """Ranked by what they may bring, their chance, and what was learnt; among themselves the late stand in their own order."""
    mine: dict[tuple[int, str, str], tuple[Idea, tuple[Any, ...]]] = {
        (one.customer, one.kind, one.subject): (one, who)
        for one, who in _few_of_a_pair(one for one in found if not staff or one[1][-1] in ("", staff))
    }
    candidates = [Candidate(one.customer, one.kind, one.subject, one.value, one.chance) for one, _who in mine.values()]
    best = ranking.ranked(candidates, learnt(staff, on), len(candidates), a_customer=a_customer)
    shown = [(*mine[one.candidate.customer, one.candidate.kind, one.candidate.subject], one.score) for one in best]
    calls = iter(sorted((one for one in shown if one[0].kind == "slipping"), key=lambda one: one[0].facts["place"]))
    return [next(calls) if one[0].kind == "slipping" else one for one in shown]


def _few_of_a_pair(found: Iterable[tuple[Idea, tuple[Any, ...]]]) -> Iterator[tuple[Idea, tuple[Any, ...]]]:
    counted: Counter[tuple[str, str]] = Counter()
    for one in found:
        pair = (one[0].facts.get("item", ""), one[0].subject)
        counted[pair] += one[0].kind == "cross"
        if one[0].kind != "cross" or counted[pair] <= _OF_A_PAIR:
            yield one


def _shown(idea: Idea, who: tuple[Any, ...], score: float, on: date) -> SuggestionRow:
    what, why = suggestion_words.what(idea), suggestion_words.why(idea, on)
    return SuggestionRow(
        idea.customer,
        idea.kind,
        idea.subject,
        what,
        why,
        round(score),
        idea.product,
        who[1],
        idea.facts.get("item", ""),
        who[:-1],
    )


def _mixed(best: Sequence[Best], most: int) -> list[Best]:
    """So many, two of a kind at most, and calls in half of the places at most, as long as there are others; in their order."""
    counted: Counter[str] = Counter()
    first: list[int] = []
    later: list[int] = []
    for at, (idea, _who, _score) in enumerate(best):
        is_call = idea.kind not in GOODS
        fits = counted[idea.kind] < _OF_A_KIND and not (is_call and counted["calls"] >= (most + 1) // 2)
        counted.update([idea.kind, "calls"] if fits and is_call else [idea.kind])
        (first if fits else later).append(at)
    return [best[at] for at in sorted([*first, *later][:most])]
