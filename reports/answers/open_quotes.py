"""What the quotes still open will bring: each with its chance, by what became of quotes like it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.analytics.optimism import BELIEF, ENOUGH
from db.core import clock
from db.services import quote_chances, quote_rows, staff
from db.services.quote_chances import Chances, Kept
from db.services.quote_rows import CHANCES, QuoteQuery
from reports.answers.parts import largest, note, said, told
from reports.question import TOTAL, Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _, ngettext


@dataclass(frozen=True, slots=True)
class _Open:
    """One open quote as it is shown."""

    quote: int
    number: str
    name: str
    days: int
    total: int
    said: int | None  # percent, where somebody said how sure the shop is
    before: Kept | None  # what became of those before it was as sure of, where the chance rests on that
    chance: float
    likely: int  # whole dollars; all together come to what is said of them


def _ask(_asked: Asked) -> Answer:
    found = quote_chances.chances()
    return _answer(list(_rows(found)), tuple(_doubts(found)))


def _rows(found: Chances) -> Iterator[_Open]:
    """The dearest first; what is likely is rounded as it runs up, so that the lines come to the whole."""
    known = {row.id: row for row in quote_rows.of_ids([one.quote for one in found.open])}
    today, so_far, kept = clock.today(), 0.0, {one.said: one for one in found.kept}
    for one in sorted(found.open, key=lambda one: (-one.total * one.chance.rate, one.quote)):
        row, before = known[one.quote], round(so_far)
        so_far += one.total * one.chance.rate
        days = max((today - date.fromisoformat(row.quoted_on)).days, 0)
        yield _Open(
            one.quote, row.printed_number, row.name, days, one.total, one.said,
            kept.get(one.said or 0) if one.is_corrected else None, one.chance.rate, round(so_far) - before,
        )  # fmt: skip


def _answer(rows: Sequence[_Open], notes: tuple[Note, ...]) -> Answer:
    return Answer(
        headings=(
            Heading("number", _("Quote")),
            Heading("name", _("Customer")),
            Heading("waiting", _("Waiting for"), "days"),
            Heading("total", _("Sum"), "money"),
            Heading("said", _("You said"), is_private=True),
            Heading("before", _("Those before"), is_private=True),
            Heading("chance", _("Chance"), "share", is_private=True),
            Heading("expected", _("Likely"), "money"),
        ),
        lines=tuple(map(_line, rows)),
        total=(
            _("Total"), _quotes(len(rows)), None, sum(one.total for one in rows), None, None, None,
            sum(one.likely for one in rows),
        ),
        records=len(rows),
        counted="quotes",
        notes=notes,
        chart=Chart("bars", "number", ("expected",)),
    )  # fmt: skip


def _line(one: _Open) -> Line:
    said_of_it = _(CHANCES[one.said]) if one.said in CHANCES else None
    before = _came_of(one.before) if one.before else None
    return Line(f"{one.quote}", (one.number, one.name, one.days, one.total, said_of_it, before, one.chance, one.likely))


def _came_of(kept: Kept) -> str:
    """「20 張成了 11 張」."""
    return _("{won} of {closed} won").format(closed=said(kept.closed), won=said(kept.won))


def _quotes(count: int) -> str:
    return ngettext("{count} quote", "{count} quotes", count).format(count=said(count))


def _doubts(found: Chances) -> Iterator[Note]:
    """How far off it may be, and what it rests on."""
    if found.open and staff.is_owner():  # sums of the shop's money
        low, high = said(found.sum.low, "money"), said(found.sum.high, "money")
        yield note(_("It may as well be {low} or {high}.").format(low=low, high=high))
    if found.is_plain:
        rests = _("So far {closed} quotes are decided and {won} were won; under 30 the plain share of all is taken.")
    else:
        rests = _("It rests on {closed} decided quotes, of which {won} were won, each weighed by what quotes like it became.")
    yield note(rests.format(closed=said(found.closed), won=said(found.won)))
    yield from _hopes(found)


def _hopes(found: Chances) -> Iterator[Note]:
    """What was said of quotes, held against what came of it."""
    if not any(one.said for one in found.open) and not found.kept:
        yield note(_("Say on a quote that waits whether it will become a sale: later this shows how right you were."))
    for kept in found.kept:
        yield note(_became(kept))
    closed = sum(kept.closed for kept in found.kept)
    if 0 < closed < ENOUGH:
        few = _("What you said counts from {enough} decided quotes on; so far it was said of {closed}.")
        yield note(few.format(enough=said(ENOUGH), closed=said(closed)))


def _became(kept: Kept) -> str:
    """What became of those said to be as sure, and in numbers to divide what their chance is made of."""
    told_of = {"said": _(CHANCES[kept.said]), "before": _came_of(kept)}
    if kept.chance is None or kept.chance.usual is None:
        return _("Of quotes you were “{said}” of: {before}.").format(**told_of)
    sentence = _(
        "Of quotes you were “{said}” of: {before}. They are few, so {usual_count} more count as usual, {usual} of them won:"
        " that makes {chance}."
    )
    shares = {"usual": said(kept.chance.usual, "share"), "chance": said(kept.chance.rate, "share")}
    return sentence.format(**told_of, **shares, usual_count=said(BELIEF))


def _say(answer: Answer) -> str:
    """What they may bring, and how far what was said of them is to be believed; to staff how many they are."""
    if not answer.lines:
        return _("No quote is waiting for an answer.")
    if answer.total is None or answer.total[answer.place("total")] is None:
        return _("{name} wait for an answer.").format(**told(answer))
    sentence = _("{name} together {total}. As quotes went so far, about {expected} will come in.").format(**told(answer))
    surest = largest(answer, "chance", [line.key for line in answer.lines if line.cells[answer.place("before")]])
    if surest is None:
        return sentence
    more = _("Of quotes you were “{said}” of: {before}.").format(**told(answer, surest))
    return _("{sentence} {more}").format(sentence=sentence, more=more)


def _behind(_asked: Asked, line: str, column: str) -> Behind:
    """The quote, or all that wait; behind what is likely what of each is counted."""
    if column != "expected":
        ids = list(quote_rows.ids(QuoteQuery("issued"))) if line == TOTAL else [int(line)]
        return Behind("quotes", ids, _title(line))
    parts: dict[int, Cell] = {one.quote: one.likely for one in _rows(quote_chances.chances()) if line in (TOTAL, f"{one.quote}")}
    return Behind("quotes", list(parts), _title(line), parts)


def _title(line: str) -> str:
    return _("Waiting for an answer") if line == TOTAL else ""


def _sample() -> Answer:
    sums = (86_500, 64_400, 38_200)
    rows = [
        _Open(
            at, f"1151116-{at:03d}", _("Customer {number}").format(number=at), 4 * at, amount, 80, Kept(80, 20, 11), 0.56,
            round(amount * 0.56),
        )
        for at, amount in enumerate(sums, 1)
    ]  # fmt: skip
    return _answer(rows, ())


QUESTIONS: Final = (
    Question(
        key="open_quotes",
        title=N_("What will the open quotes bring?"),
        answers=N_("Every quote still open, its chance, and the money likely to come."),
        group="quotes",
        ask=_ask,
        say=_say,
        how=N_(
            "Every quote that waits for an answer and is not over counts with its sum times its chance. Where you said how sure"
            " you are (very sure 80 %, half and half 50 %, hardly 20 %) and 30 such quotes are decided, it is what became of"
            " those you were as sure of, drawn to what you say times how much you were too hopeful in all: very sure of 20, 11"
            " won, makes 80 % some 55 % (correction of optimism with a beta prior). Else it is what became of quotes before:"
            " from 30 decided ones on of those of the same kind and size, drawn to the mean of all; under 30 the plain share of"
            " all. The range holds four times in five."
        ),
        needs="quotes",
        behind=_behind,
        sample=_sample,
        enough=0,
        is_monthly=True,
    ),
)
