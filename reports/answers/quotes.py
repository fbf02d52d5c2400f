"""Quotes: how many became a sale, and why the others did not."""

from collections.abc import Iterable, Sequence
from typing import Final

from db.services import periods, quote_figures
from db.services.periods import Period
from db.services.quote_figures import EXPIRED, LOST, OUTCOMES, SIZES, WAITING, WON, Quoted, Tally
from reports.answers.parts import PERIOD, largest, note, said, share, told
from reports.question import Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_BY: Final = Parameter(
    "by",
    N_("Shown by"),
    (("month", N_("Months")), ("staff", N_("Staff")), ("size", N_("Size of the quote")), ("kind", N_("Kind of customer"))),
)
_NOBODY: Final = "-"  # stands for "" in keys
_WHY: Final = "why:"  # before a reason
_KINDS: Final = {"person": N_("People"), "company": N_("Companies")}
_SIZES: Final = (N_("under {to}"), N_("{from_} to {to}"), N_("{from_} and more"))


def _won(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    return _by(quote_figures.issued(period.first, period.last), asked["by"], period)


def _by(found: Sequence[Quoted], by: str, period: Period) -> Answer:
    every = quote_figures.tally("", found)
    return Answer(
        headings=(
            Heading("what", _(dict(_BY.choices)[by])),
            Heading("all", _("Issued quotes"), "count", is_total=True),
            Heading(WON, _("Accepted"), "count"),
            Heading(LOST, _("Not taken"), "count"),
            Heading(EXPIRED, _("Ran out"), "count"),
            Heading(WAITING, _("Still open"), "count"),
            Heading("rate", _("Won"), "share"),
            Heading("money_rate", _("Won by money"), "share"),
            Heading("money", _("Money won"), "money"),
            Heading("days", _("Until the answer"), "days"),
        ),
        lines=tuple(Line(one.key or _NOBODY, (_named(one.key, by), *_tally(one))) for one in quote_figures.tallies(found, by)),
        total=(_("Total"), *_tally(every)),
        records=every.closed,
        notes=(note(_("“Won” is the share of those that have an answer or are over; what is still open is not in it.")),),
        chart=Chart("stacked", "what", (WON, LOST, EXPIRED, WAITING)),
        period=period.span,
    )


def _tally(one: Tally) -> tuple[Cell, ...]:
    return (one.all, *(one.counts[key] for key in OUTCOMES), one.rate, one.money_rate, one.money[WON], one.days)


def _named(key: str, by: str) -> str:
    if by == "month":
        return key.replace("-", "/")
    if by == "size":
        return _size(int(key))
    return (_(_KINDS[key]) if by == "kind" and key in _KINDS else key) or _("not known")


def _size(place: int) -> str:
    """under 10,000 ・ 10,000 to 30,000 ・ ... ・ 100,000 and more."""
    words = _SIZES[0 if place == 0 else 2 if place == len(SIZES) else 1]
    return _(words).format(from_=said(SIZES[place - 1], "money"), to=said(SIZES[min(place, len(SIZES) - 1)], "money"))


def _say_won(answer: Answer) -> str:
    every = told(answer)
    if answer.total is None or not answer.records:
        return ""
    if answer.total[answer.place("days")] is None:
        return _("{accepted} quotes were won: {rate} of those decided.").format(**every)
    return _("{accepted} quotes were won: {rate} of those decided. An answer takes {days}.").format(**every)


def _behind_won(asked: Asked, line: str, column: str) -> Behind:
    found = _of_period(asked)
    key = "" if line == _NOBODY else line
    wanted = (one for one in found if not line or quote_figures.BY[asked["by"]](one) == key)
    ids = [one.id for one in wanted if column not in OUTCOMES or one.outcome == column]
    return Behind("quotes", ids, _named(key, asked["by"]) if line else "")


def _of_period(asked: Asked) -> list[Quoted]:
    period = periods.of(asked["period"])
    return quote_figures.issued(period.first, period.last)


def _lost(asked: Asked) -> Answer:
    return _by_reason(_of_period(asked), periods.of(asked["period"]))


def _by_reason(found: Sequence[Quoted], period: Period) -> Answer:
    """Every reason of those not taken, then those nobody answered, then those won: together all that are closed."""
    closed = [one for one in found if one.outcome != WAITING]
    grouped: dict[str, list[Quoted]] = {}
    for one in closed:
        grouped.setdefault(_reason_key(one), []).append(one)
    order = sorted(grouped, key=lambda key: (key == WON, key == EXPIRED, -len(grouped[key]), key))
    money = sum(one.total for one in closed)
    return Answer(
        headings=(
            Heading("why", _("Why")),
            Heading("quotes", _("Quotes"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("money", _("Sum"), "money"),
            Heading("money_share", _("Of the money"), "share"),
        ),
        lines=tuple(Line(key, (_why(key), *_sums(grouped[key], len(closed), money))) for key in order),
        total=(_("Total"), *_sums(closed, len(closed), money)),
        records=len(closed),
        notes=_silent(grouped),
        chart=Chart("bars", "why", ("quotes",), faded=(WON,)),
        period=period.span,
    )


def _reason_key(one: Quoted) -> str:
    return f"{_WHY}{one.reason}" if one.outcome == LOST else one.outcome


def _why(key: str) -> str:
    if key in (WON, EXPIRED):
        return _("Accepted") if key == WON else _("Over, nobody answered")
    return key.removeprefix(_WHY) or _("No reason written down")


def _sums(found: Sequence[Quoted], count: int, money: int) -> tuple[Cell, ...]:
    total = sum(one.total for one in found)
    return len(found), share(len(found), count), total, share(total, money) if money > 0 else None


def _silent(grouped: dict[str, list[Quoted]]) -> tuple[Note, ...]:
    """Without a reason nothing can be learnt."""
    count = len(grouped.get(_WHY, ())) + len(grouped.get(EXPIRED, ()))
    if not count:
        return ()
    text = ngettext("Of {count} lost quote nobody knows why.", "Of {count} lost quotes nobody knows why.", count)
    return (note(text.format(count=said(count))),)


def _say_lost(answer: Answer) -> str:
    """The reason heard most; that nobody answered only where no reason was ever heard."""
    heard = [line.key for line in answer.lines if line.key.startswith(_WHY) and line.key != _WHY]
    worst = largest(answer, "quotes", heard) or largest(answer, "quotes", (EXPIRED, _WHY))
    if worst is None:
        return _("No quote was lost: all {quotes} were won.").format(**told(answer)) if answer.lines else ""
    sentence = _("What is heard most is “{why}”: {quotes} of {all} quotes, {share}.")
    return sentence.format(**told(answer, worst), all=said(answer.records))


def _behind_lost(asked: Asked, line: str, _column: str) -> Behind:
    ids = [one.id for one in _of_period(asked) if (_reason_key(one) == line if line else one.outcome != WAITING)]
    return Behind("quotes", ids, _why(line) if line else "")


def _samples() -> Iterable[Quoted]:
    reasons = (_("too dear"), _("bought elsewhere"), _("put off"))
    for at in range(48):
        outcome = OUTCOMES[(0, 1, 0, 1, 2, 0)[at % 6]]
        on = periods.of("last_12").first.replace(day=3).isoformat()
        yield Quoted(at, at, outcome, on, 8_000 + at * 900, reasons[at % 3], _("Owner"), "company", 4.0)


def _sample_won() -> Answer:
    return _by(list(_samples()), "size", periods.of("last_12"))


def _sample_lost() -> Answer:
    return _by_reason(list(_samples()), periods.of("last_12"))


QUESTIONS: Final = (
    Question(
        key="quotes_won",
        title=N_("How many quotes become a sale?"),
        answers=N_("How many were won, by count and by money, and how long it took."),
        group="quotes",
        ask=_won,
        say=_say_won,
        how=N_(
            "Every quote that was issued and is not void counts once, on its day, with its last version. Won: accepted,"
            " out of all that were accepted, not taken, or ran out unanswered. By money the same with their sums. Until"
            " the answer: the median of the days from the last paper to the yes or no."
        ),
        parameters=(PERIOD, _BY),
        needs="quotes",
        behind=_behind_won,
        sample=_sample_won,
        is_monthly=True,
    ),
    Question(
        key="quotes_lost",
        title=N_("Why were quotes not taken?"),
        answers=N_("The reasons that were written down, how often and how much money."),
        group="quotes",
        ask=_lost,
        say=_say_lost,
        how=N_(
            "Every quote of the period that has an answer or ran out counts once: under the reason written down when it"
            " was not taken, as over where nobody answered in time, or as accepted. What is still open is not in it."
        ),
        parameters=(PERIOD,),
        needs="quotes",
        behind=_behind_lost,
        sample=_sample_lost,
        is_monthly=True,
    ),
)
