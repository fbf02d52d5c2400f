"""老闆月報: the month against the month and the year before, and what else stands in the letter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from db.services import month_letter, periods, quote_rows, receivables
from db.services.month_letter import Letter, Moves, Named, Sums, Thing
from db.services.periods import Period
from reports.answers.crossed import change
from reports.answers.parts import note, said, told
from reports.question import Answer, Asked, Behind, Cell, Heading, Kind, Line, Note, Parameter, Question
from resources.i18n import N_, _

if TYPE_CHECKING:
    from reports.layout import Page

_MONTH: Final = Parameter("period", N_("When"), (("last_month", N_("Last month")), ("this_month", N_("This month so far"))))
Noun = Literal["customers", "sales", "quotes"]
_LINES: Final = {
    "money": N_("Money sold"),
    "sales": N_("Number of sales"),
    "customers": N_("Customers who bought"),
    "new": N_("New customers"),
    "back": N_("Came back after a year"),
    "lost": N_("Customers lost"),
    "owed": N_("Owed now"),
    "overdue": N_("of it late"),
    "open_quotes": N_("Open quotes now"),
    "quoted": N_("their sum"),
    "expected": N_("likely to come of them"),
}


def _ask(asked: Asked) -> Answer:
    return of(month_letter.of(asked["period"]))


def of(letter: Letter) -> Answer:
    """The letter as a table; the things to do stand beside it."""
    return Answer(
        headings=(
            Heading("what", _("What")),
            Heading("now", month_words(letter.period), "money"),
            Heading("before", _("The month before"), "money"),
            Heading("change", _("Against it"), "share", is_private=True),
            Heading("year_ago", _("A year ago"), "money"),
            Heading("year_change", _("Against it"), "share", is_private=True),
        ),
        lines=tuple(_lines(letter)),
        records=letter.now.sales + letter.before.sales + letter.year_ago.sales,
        counted="sales",
        notes=tuple(_notes(letter)),
        period=letter.period.span,
    )


def month_words(period: Period) -> str:
    """2026/10."""
    return said(period.first, "month")


def _lines(letter: Letter) -> Iterator[Line]:
    for key in ("money", "sales", "customers"):
        yield Line(key, (_(_LINES[key]), *_compared(*(_of(one, key) for one in (letter.now, letter.before, letter.year_ago)))))
    for key in ("new", "back", "lost"):
        several = (letter.moves, letter.moves_before, letter.moves_year_ago)
        yield Line(key, (_(_LINES[key]), *_compared(*(len(getattr(one, key)) for one in several))))
    alone = {
        "owed": letter.owed,
        "overdue": letter.overdue,
        "open_quotes": letter.open_quotes,
        "quoted": letter.quoted,
        "expected": letter.expected,
    }
    for key, amount in alone.items():
        yield Line(key, (_(_LINES[key]), amount, None, None, None, None))


def _compared(now: int, before: int, year_ago: int) -> tuple[Cell, ...]:
    return now, before, change(now, before), year_ago, change(now, year_ago)


def _of(sums: Sums, key: str) -> int:
    return int(getattr(sums, key))


def _notes(letter: Letter) -> Iterator[Note]:
    if letter.period.is_going_on:
        yield note(_("The month is not over: it is compared with the same days of the others."))
    for thing in letter.things:
        yield note(thing.sentence)


def _say(answer: Answer) -> str:
    """What was sold, against the month and the year before as far as they are known."""
    cells = told(answer, answer.lines[0])
    month, place = answer.headings[1].title, answer.place
    first = answer.lines[0].cells
    said_of = [_("{amount} were sold in {month}").format(amount=cells["now"], month=month)]
    for column, words in (("change", _than_before), ("year_change", _than_a_year_ago)):
        share = first[place(column)]
        if isinstance(share, float):
            said_of.append(words(share))
    return _("{sentence}.").format(sentence="".join(said_of))


def _than_before(share: float) -> str:
    words = _(", {share} more than the month before") if share >= 0 else _(", {share} less than the month before")
    return words.format(share=said(abs(share), "share"))


def _than_a_year_ago(share: float) -> str:
    words = _(", {share} more than a year ago") if share >= 0 else _(", {share} less than a year ago")
    return words.format(share=said(abs(share), "share"))


def _behind(asked: Asked, line: str, column: str) -> Behind | None:
    """The rows of the month, or of the days it is compared with; what is owed and open is that of now, compared with nothing."""
    period = periods.of(asked["period"])
    if line in _NOW:
        return _NOW[line](f"{_(_LINES[line])}") if column not in _COMPARED else None
    if line not in _OF_DAYS:
        return None
    if column in _COMPARED:
        period = _COMPARED[column](period)
    noun, ids = _OF_DAYS[line]
    kind: Kind = "money" if line == "money" else "count"
    return Behind(noun, ids(period), f"{_(_LINES[line])} {month_words(period)}", kind=kind)


def _ids(found: Iterable[Named]) -> list[int]:
    return [one.customer for one in found]


def _owed(title: str) -> Behind:
    parts = {row.customer: row.total for row in receivables.aged()}
    return Behind("customers", list(parts), title, parts)


def _overdue(title: str) -> Behind:
    parts = {row.customer: row.overdue for row in receivables.aged() if row.overdue > 0}
    return Behind("customers", list(parts), title, parts)


def _open_quotes(title: str) -> Behind:
    return Behind("quotes", list(quote_rows.ids(quote_rows.QuoteQuery("issued"))), title)


_COMPARED: Final = {
    "before": periods.month_before,
    "change": periods.month_before,
    "year_ago": periods.year_before,
    "year_change": periods.year_before,
}
_OF_DAYS: Final[dict[str, tuple[Noun, Callable[[Period], list[int]]]]] = {
    "money": ("sales", partial(month_letter.sale_ids, with_returns=True)),
    "sales": ("sales", partial(month_letter.sale_ids, with_returns=False)),
    "customers": ("customers", month_letter.buyer_ids),
    "new": ("customers", lambda period: _ids(month_letter.new(period))),
    "back": ("customers", lambda period: _ids(month_letter.back(period))),
    "lost": ("customers", lambda period: _ids(next(month_letter.lost([period])))),
}
_NOW: Final[dict[str, Callable[[str], Behind]]] = {
    "owed": _owed,
    "overdue": _overdue,
    "open_quotes": lambda title: replace(_open_quotes(title), kind="count"),
    "quoted": _open_quotes,
    "expected": _open_quotes,
}


def _paper(asked: Asked) -> "Callable[[Page], None]":
    from reports import owner_letter_pdf  # which reads what is declared here

    return partial(owner_letter_pdf.draw, month_letter.of(asked["period"]))


def _sample() -> Letter:
    named = tuple(Named(at, "", 0) for at in range(9))
    now, before, year_ago = Sums(412_860, 96, 71), Sums(368_400, 88, 66), Sums(390_100, 90, 64)
    things: tuple[Thing, ...] = ()
    return Letter(
        periods.of("last_month"),
        now,
        before,
        year_ago,
        (),
        Moves(named, named[:1], named[:4]),
        Moves(named[:7], (), named[:5]),
        Moves(named[:6], named[:2], named[:3]),
        78_400,
        31_500,
        (),
        3,
        218_400,
        98_000,
        things,
    )


QUESTIONS: Final = (
    Question(
        key="month_letter",
        title=N_("The owner’s monthly letter"),
        answers=N_("A month on one page: money, who came, who left, who owes, what to do."),
        group="sales",
        ask=_ask,
        say=_say,
        how=N_(
            "Money is the sales of the month with tax, less what came back; a return is no sale. The month and the year before"
            " are counted in the same way, of a month that is not over only the same days. New and came back: as in “New,"
            " staying, gone?”. Lost: still a customer before the month and lost at its end, by the rule of “Who has not been"
            " here for long?”. What is owed and the quotes that wait are those of now. The three things to do: the largest debt"
            " that is late, whom to call first of those who have not been here for long, the quote that waits longest for an"
            " answer."
        ),
        parameters=(_MONTH,),
        needs="sales",
        behind=_behind,
        sample=lambda: of(_sample()),
        paper=_paper,
        is_for_owner=True,
        is_monthly=True,
    ),
)
