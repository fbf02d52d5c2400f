"""Which cells of its table a sentence speaks of: found by changing one after another and reading the sentence again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from db.services.cross_tabs import OTHERS, UNKNOWN
from reports.catalogue import Answered
from reports.question import TOTAL, Answer, Cell, Heading, Kind, Line, number
from reports.shown import shown

HEAD: Final = "head"  # stands for the line of the titles
RECORDS: Final = "records"
SIDE: Final = "c:"  # before the columns of a cross-tab
_NAMELESS: Final = (UNKNOWN, OTHERS, "0", "-", "is:", "no_birthday", "no_source", "why:")  # besides those its chart draws lighter

_OF_A_LINE: Final = "max:money name money share"
_CROSSED: Final = "max:total row c: total; head c:"
_PART: Final = "max:total row c:; head c:"  # a part of the row or the column speaks for itself
SAID: Final = {
    "this_month": "=202611 month money change",
    "years": "total money before change; head money",
    "best_sellers": _OF_A_LINE,
    "best_customers": _OF_A_LINE,
    "source_sales": _OF_A_LINE,
    "staff_sales": _OF_A_LINE,
    "area_sales": _OF_A_LINE,
    "who_buys_what": _CROSSED,
    "who_buys_what share=row": _PART,
    "who_buys_what share=column": _PART,
    "ages": _CROSSED,
    "ages share=row": _PART,
    "ages share=column": _PART,
    "areas_buy": _CROSSED,
    "areas_buy share=row": _PART,
    "areas_buy share=column": _PART,
    "seasons": _CROSSED,
    "seasons share=row": _PART,
    "seasons share=column": _PART,
    "pick_two": _CROSSED,
    "pick_two share=row": _PART,
    "pick_two share=column": _PART,
    "weekdays": "max:money day money share days",
    "new_years": "=2026 year money change",
    "forecast": "=202612 month expected error",
    "takings": "total money payments",
    "quotes_won": "total accepted rate days",
    "quotes_lost": "max:quotes why quotes share; records",
    "open_quotes": "total name total expected; with:before said before",
    "month_letter": "=money now change year_change; head now",
    "owed": "first name total; total name total",
    "owed_how_long": "max:amount age amount share; total amount",
    "areas": "max:money part money; min:money part money",
    "areas parts=6": "max:money part areas money; min:money part money",  # the largest of six is one district
    "areas even=customers": "max:customers part customers; min:customers part customers",
    "areas detail=areas": "max:customers area customers",
    "commission": "total collected commission",
    "sources": "max:customers group customers share; =none share",
    "districts": "max:customers group customers share",
    "last_contact": "=30 customers share; =never customers",
    "list_health": "max:customers fault customers; =clean customers share",
    "list_health what=five": "",
    "late": "first customer why away; total customer",
    "stages": "=account_management count; =intensive_care count; =pre_divorce count came",
    "stage_moves": "first move customers; total customers",
    "still_there": "=steady customers; =watch customers; =slipping customers; =lost customers; total customers expected",
    "back_test": "=interval gone right wrong",
    "pairs": "first pair of together",
    "white_space": "=kind:person group in:電料; =水電 group in:電料; head in:電料",
    "white_space show=blanks": "first customer category alike buying",
    "next_model": "first old new customers",
    "good_customers": "=r5 f5; =r1 f5",
    "good_customers measure=money": "=r5 f5",
    "kept": "first span new back gone there",
    "cohorts": "=2024 year new y1",
    "rhythms": "max:customers span customers; =0 share; total customers",
    "tiers": "=A customers share part",
    "tiers which=best": "first customer; tenth customer so_far",
    "profits": "first customer remains; total remains",
    "lost_reasons": "first reason customers; total customers back",
    "returners": "first customer away; total customer",
    "suggestions": "first name why",
    "suggestions kind=calls": "first what name why",
    "suggestions kind=": "first what name why",
    "suggestions kind=slipping": "first what name why",
    "suggestions kind=back": "first what name why",
    "suggestions kind=quote": "first what name why",
    "suggestions_used": "max:accepted kind accepted; total accepted share",
    "rules_used": "max:finds rule finds accepted",
    "birthdays": "first on name; records",
    "birthdays what=months": "max:customers month customers share",
    "talks": "max:talks channel talks share; records",
    "follow_ups": "total kept late missed due share",
}  # every question; beside a choice only where the sentence is another one then
_T = TypeVar("_T")
Place = tuple[str, str]  # the key of a line (TOTAL, HEAD, RECORDS), the key of a column


def spoken(answered: Answered) -> set[Place]:
    """Every cell that stands in the sentence: were it another one, the sentence would say that in its place."""
    say, told = answered.question.say, answered.sentence
    return {place for place, old, new, changed in _changes(answered.answer) if _says(told, old, say(changed), new)}


def _says(told: str, old: str, changed: str, new: str) -> bool:
    at = told.find(old)
    while old and at >= 0:
        if told[:at] + new + told[at + len(old) :] == changed:
            return True
        at = told.find(old, at + 1)
    return False


def _changes(answer: Answer) -> Iterator[tuple[Place, str, str, Answer]]:
    """Each cell, title and the count of records: as it is said, as it would be said changed, and the answer so changed."""
    for at, heading in enumerate(answer.headings):
        other = replace(heading, title=f"{heading.title}☆")
        yield (HEAD, heading.key), heading.title, other.title, replace(answer, headings=_with(answer.headings, at, other))
        for place, line in enumerate(answer.lines):
            for old, new, cell in _other(line.cells[at], heading.kind):
                changed = replace(line, cells=_with(line.cells, at, cell))
                yield (line.key, heading.key), old, new, replace(answer, lines=_with(answer.lines, place, changed))
        for old, new, cell in _other(answer.total[at] if answer.total else None, heading.kind):
            yield (TOTAL, heading.key), old, new, replace(answer, total=_with(answer.total or (), at, cell))
    more = answer.records + 1
    yield (RECORDS, ""), f"{answer.records:,}", f"{more:,}", replace(answer, records=more)


def _with(those: Iterable[_T], at: int, other: _T) -> tuple[_T, ...]:
    return tuple(other if place == at else one for place, one in enumerate(those))


def _other(cell: Cell, kind: Kind) -> Iterator[tuple[str, str, Cell]]:
    """Others of its kind, a little more and a little less of a number: the largest stays the largest; none of nothing."""
    if isinstance(cell, str) and cell:
        yield cell, f"{cell}☆", f"{cell}☆"
    elif isinstance(cell, date):
        yield shown(cell, kind), shown(cell + timedelta(days=1), kind), cell + timedelta(days=1)
    elif isinstance(cell, int | float | Decimal):
        for more in (-0.01, 0.01) if kind == "share" else (-1, 1):
            other = type(cell)(cell + more)
            yield shown(abs(cell), kind), shown(abs(other), kind), other


def meant(answered: Answered) -> set[Place]:
    """The cells `SAID` names; none where there is no line to name."""
    key, answer = answered.question.key, answered.answer
    beside = [f"{key} {name}={choice}" for name, choice in answered.asked.items()]
    text = next((SAID[one] for one in beside if one in SAID), SAID[key])
    return _named(answer, text) if answer.lines else set()


def _named(answer: Answer, text: str) -> set[Place]:
    """The cells a text names: 「first name money; total all; max:money name」 is of three lines.

    A line is `first`, `last`, `tenth`, `total`, `head`, `=KEY`, the first `with:COLUMN` filled, or
    `max:COLUMN` and `min:COLUMN` of those with a name; the column `c:` of a cross-tab is that with the most in the line, of
    those with a name.
    """
    found: set[Place] = set()
    side = ""
    for part in filter(None, map(str.strip, text.split(";"))):
        which, *columns = part.split()
        if which == RECORDS:
            found.add((RECORDS, ""))
            continue
        line = None if which in (HEAD, TOTAL, "total") else _line(answer, which)
        if line is not None and SIDE in columns:
            side = _side(answer, line).key
        key = line.key if line else HEAD if which == HEAD else TOTAL
        found |= {(key, side if one == SIDE else one) for one in columns}
    return found


def _line(answer: Answer, which: str) -> Line:
    if which in ("first", "last"):
        return answer.lines[0 if which == "first" else -1]
    if which == "tenth":
        return answer.lines[min(10, len(answer.lines)) - 1]
    if which.startswith("="):
        return next(line for line in answer.lines if line.key == which[1:])
    end, column = which.split(":", 1)
    if end == "with":
        return next(line for line in answer.lines if line.cells[answer.place(column)])
    pick = max if end == "max" else min
    at = answer.place(column)
    faded = answer.chart.faded if answer.chart else ()
    named = [line for line in answer.lines if line.key not in (*faded, *_NAMELESS)]
    return pick(named, key=lambda line: number(line.cells[at]) or 0)


def _side(answer: Answer, line: Line) -> Heading:
    sides = [(at, one) for at, one in enumerate(answer.headings) if one.key.startswith(SIDE)]
    named = [(at, one) for at, one in sides if one.key not in (SIDE + UNKNOWN, SIDE + OTHERS)]
    return max(named, key=lambda one: number(line.cells[one[0]]) or 0)[1]
