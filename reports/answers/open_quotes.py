"""What the quotes still open will bring: each with its chance, by what became of quotes like it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from db.core import clock
from db.services import quote_rows
from db.services.quote_rows import QuoteQuery
from reports.answers.parts import note, said, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from db.services.quote_chances import Chances


@dataclass(frozen=True, slots=True)
class _Open:
    """One open quote as it is shown."""

    quote: int
    number: str
    name: str
    days: int
    total: int
    chance: float
    likely: int  # whole dollars; all together come to what is said of them


def _ask(_asked: Asked) -> Answer:
    from db.services import quote_chances  # the mathematics are for this question alone

    found = quote_chances.chances()
    return _answer(list(_rows(found)), tuple(_doubts(found)))


def _rows(found: "Chances") -> Iterator[_Open]:
    """The dearest first; what is likely is rounded as it runs up, so that the lines come to the whole."""
    known = {row.id: row for row in quote_rows.of_ids([one.quote for one in found.open])}
    today, so_far = clock.today(), 0.0
    for one in sorted(found.open, key=lambda one: (-one.total * one.chance.rate, one.quote)):
        row, before = known[one.quote], round(so_far)
        so_far += one.total * one.chance.rate
        days = max((today - date.fromisoformat(row.quoted_on)).days, 0)
        yield _Open(one.quote, row.printed_number, row.name, days, one.total, one.chance.rate, round(so_far) - before)


def _answer(rows: Sequence[_Open], notes: tuple[Note, ...]) -> Answer:
    return Answer(
        headings=(
            Heading("number", _("Quote")),
            Heading("name", _("Customer")),
            Heading("waiting", _("Waiting for"), "days"),
            Heading("total", _("Sum"), "money"),
            Heading("chance", _("Chance"), "share"),
            Heading("expected", _("Likely"), "money"),
        ),
        lines=tuple(Line(f"{one.quote}", (one.number, one.name, one.days, one.total, one.chance, one.likely)) for one in rows),
        total=(
            _("Total"),
            _quotes(len(rows)),
            None,
            sum(one.total for one in rows),
            None,
            sum(one.likely for one in rows),
        ),
        records=len(rows),
        notes=notes,
        chart=Chart("bars", "number", ("expected",)),
    )


def _quotes(count: int) -> str:
    return ngettext("{count} quote", "{count} quotes", count).format(count=said(count))


def _doubts(found: "Chances") -> Iterator[Note]:
    """How far off it may be, and what it rests on."""
    if found.open:
        low, high = said(found.sum.low, "money"), said(found.sum.high, "money")
        yield note(_("It may as well be {low} or {high}.").format(low=low, high=high))
    if found.is_plain:
        rests = _("So far {closed} quotes are decided and {won} were won; under 30 the plain share of all is taken.")
    else:
        rests = _("It rests on {closed} decided quotes, of which {won} were won, each weighed by what quotes like it became.")
    yield note(rests.format(closed=said(found.closed), won=said(found.won)))


def _say(answer: Answer) -> str:
    if not answer.lines:
        return _("No quote is waiting for an answer.")
    sentence = _("{name} together {total}. As quotes went so far, about {expected} will come in.")
    return sentence.format(**told(answer))


def _behind(_asked: Asked, line: str, _column: str) -> Behind:
    ids = [int(line)] if line else list(quote_rows.ids(QuoteQuery("issued")))
    return Behind("quotes", ids, "" if line else _("Waiting for an answer"))


def _sample() -> Answer:
    sums = (86_500, 64_400, 38_200)
    rows = [
        _Open(at, f"1151116-{at:03d}", _("Customer {number}").format(number=at), 4 * at, amount, 0.45, round(amount * 0.45))
        for at, amount in enumerate(sums, 1)
    ]
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
            "Every quote that waits for an answer and is not over counts with its sum times its chance. The chance is"
            " what became of quotes before: from 30 decided ones on that of quotes of the same kind and size, drawn to"
            " the mean of all (a beta prior: correction of optimism); under 30 the plain share of all. The range holds"
            " four times in five."
        ),
        needs="quotes",
        behind=_behind,
        sample=_sample,
        enough=1,
        is_monthly=True,
    ),
)
