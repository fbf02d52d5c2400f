"""Quotes: how many became a sale, and why the others did not."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from db.services import periods, quote_figures
from db.services.periods import Period
from db.services.quote_figures import EXPIRED, LOST, OUTCOMES, SIZES, WAITING, WON, Quoted, Tally
from db.services.quote_rows import CHANCES
from reports.answers.parts import PERIOD, largest, name_of, named, note, said, share, told
from reports.question import ENOUGH, TOTAL, Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_BY: Final = Parameter(
    "by",
    N_("Shown by"),
    (
        ("month", N_("Months")),
        ("staff", N_("Staff")),
        ("size", N_("Size of the quote")),
        ("kind", N_("Kind of customer")),
        ("hope", N_("How sure")),
    ),
)
_GONE: Final = (LOST, EXPIRED)
_SILENT: Final = named("")  # refused without a reason
_KINDS: Final = {"person": N_("People"), "company": N_("Companies")}
_SIZES: Final = (N_("under {to}"), N_("{from_} to {to}"), N_("{from_} and more"))


def _won(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    return _by(quote_figures.issued(period.first, period.last), asked["by"], period)


def _by(found: Sequence[Quoted], by: str, period: Period) -> Answer:
    every, grouped, is_newest_first = quote_figures.tally("", found), quote_figures.tallies(found, by), by == "month"
    return Answer(
        headings=(
            Heading("what", _(dict(_BY.choices)[by])),
            Heading("all", _("Issued quotes"), "count", is_total=True),
            Heading(WON, _("Won"), "count"),
            Heading(LOST, _("Not taken"), "count"),
            Heading(EXPIRED, _("Ran out"), "count"),
            Heading(WAITING, _("Still open"), "count"),
            Heading("rate", _("Share won"), "share"),
            Heading("money_rate", _("By money"), "share", is_private=True),
            Heading("money", _("Money won"), "money"),
            Heading("days", _("Until the answer"), "days"),
        ),
        lines=tuple(
            Line(named(one.key), (_called(one.key, by), *_tally(one))) for one in grouped[:: -1 if is_newest_first else 1]
        ),
        total=(_("Total"), *_tally(every)),
        records=every.closed,
        counted="quotes",
        notes=(note(_("The share won is of those that have an answer or are over; what is still open is not in it.")),),
        chart=Chart("stacked", "what", (WON, LOST, EXPIRED, WAITING), newest_first=is_newest_first),
        period=period.span,
    )


def _tally(one: Tally) -> tuple[Cell, ...]:
    return (one.all, *(one.counts[key] for key in OUTCOMES), one.rate, one.money_rate, one.money[WON], one.days)


def _called(key: str, by: str) -> str:
    if by == "month":
        return key.replace("-", "/")
    if by == "size":
        return _size(int(key))
    if by == "hope":
        return _(list(CHANCES.values())[int(key)]) if key else _("Nobody said")
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
    """The quotes a number counts: those decided behind a share, those answered behind the days."""
    key, by = name_of(line), asked["by"]
    counts = _COUNTS.get(column)
    found = [one for one in _of_period(asked) if line == TOTAL or quote_figures.BY[by](one) == key]
    return Behind("quotes", [one.id for one in found if counts is None or counts(one)], "" if key is None else _called(key, by))


_COUNTS: Final[dict[str, Callable[[Quoted], bool]]] = {
    WON: lambda one: one.outcome == WON,
    LOST: lambda one: one.outcome == LOST,
    EXPIRED: lambda one: one.outcome == EXPIRED,
    WAITING: lambda one: one.outcome == WAITING,
    "rate": lambda one: one.outcome != WAITING,
    "money_rate": lambda one: one.outcome != WAITING,
    "money": lambda one: one.outcome == WON,
    "days": lambda one: one.outcome in (WON, LOST) and one.days is not None,
}  # by column, which quotes its number is about; all else are all


def _of_period(asked: Asked) -> list[Quoted]:
    period = periods.of(asked["period"])
    return quote_figures.issued(period.first, period.last)


def _lost(asked: Asked) -> Answer:
    return _by_reason(_of_period(asked), periods.of(asked["period"]))


def _by_reason(found: Sequence[Quoted], period: Period) -> Answer:
    """Every reason of those not taken, the one heard most first, then those nobody answered."""
    lost, won = [one for one in found if one.outcome in _GONE], sum(one.outcome == WON for one in found)
    grouped: dict[str, list[Quoted]] = {}
    for one in lost:
        grouped.setdefault(_reason_key(one), []).append(one)
    order = sorted(grouped, key=lambda key: (key == EXPIRED, -len(grouped[key]), key))
    money = sum(one.total for one in lost)
    return Answer(
        headings=(
            Heading("why", _("Why")),
            Heading("quotes", _("Quotes"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("money", _("Sum"), "money", is_secret=True),
            Heading("money_share", _("Of the money"), "share", is_secret=True),
        ),
        lines=tuple(Line(key, (_why(key), *_sums(grouped[key], len(lost), money))) for key in order),
        total=(_("Total"), *_sums(lost, len(lost), money)),
        records=len(lost),
        counted="quotes",
        is_enough=(len(lost) or won) >= ENOUGH,
        notes=(*_silent(grouped), *_besides(won)),
        chart=Chart("bars", "why", ("quotes",)),
        period=period.span,
    )


def _reason_key(one: Quoted) -> str:
    return named(one.reason) if one.outcome == LOST else EXPIRED


def _why(key: str) -> str:
    return _("Over, nobody answered") if key == EXPIRED else name_of(key) or _("No reason written down")


def _sums(found: Sequence[Quoted], count: int, money: int) -> tuple[Cell, ...]:
    total = sum(one.total for one in found)
    return len(found), share(len(found), count), total, share(total, money) if money > 0 else None


def _silent(grouped: dict[str, list[Quoted]]) -> tuple[Note, ...]:
    """Without a reason nothing can be learnt."""
    count = len(grouped.get(_SILENT, ())) + len(grouped.get(EXPIRED, ()))
    if not count:
        return ()
    text = ngettext("Of {count} lost quote nobody knows why.", "Of {count} lost quotes nobody knows why.", count)
    return (note(text.format(count=said(count))),)


def _besides(won: int) -> tuple[Note, ...]:
    """What became of the others."""
    text = ngettext("{count} quote was won; it is not in this.", "{count} quotes were won; they are not in this.", won)
    return (note(text.format(count=said(won))),) if won else ()


def _say_lost(answer: Answer) -> str:
    """The reason heard most; that nobody answered only where no reason was ever heard."""
    heard = [line.key for line in answer.lines if line.key not in (EXPIRED, _SILENT)]
    worst = largest(answer, "quotes", heard) or largest(answer, "quotes")
    if worst is None:
        return _("No quote was lost.")
    sentence = _("What is heard most is “{why}”: {quotes} of {all} quotes that were not taken, {share}.")
    return sentence.format(**told(answer, worst), all=said(answer.records))


def _behind_lost(asked: Asked, line: str, _column: str) -> Behind:
    lost = [one for one in _of_period(asked) if one.outcome in _GONE]
    ids = [one.id for one in lost if line in (TOTAL, _reason_key(one))]
    return Behind("quotes", ids, "" if line == TOTAL else _why(line))


def _samples() -> Iterable[Quoted]:
    reasons = (_("too dear"), _("bought elsewhere"), _("put off"))
    for at in range(48):
        outcome = OUTCOMES[(0, 1, 0, 1, 2, 0)[at % 6]]
        on = periods.of("last_12").first.replace(day=3).isoformat()
        yield Quoted(at, at, outcome, on, 8_000 + at * 900, reasons[at % 3], _("Owner"), "company", 4.0, (80, 50, 20)[at % 3])


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
            "Every quote that was issued and is not void counts once, on its day, with its last version. The share won: what"
            " was won, out of all that were won, not taken, or ran out unanswered. By money the same with their sums. Until the"
            " answer: the median of the days from the last paper to the yes or no. How sure is what was said on the quote"
            " while it waited."
        ),
        parameters=(PERIOD, _BY),
        needs="quotes",
        is_for_owner=True,
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
            "Every quote of the period that was not taken or ran out counts once: under the reason written down when it was"
            " not taken, or as over where nobody answered in time. The shares are of these quotes alone: what was won and what"
            " is still open is not in them."
        ),
        parameters=(PERIOD,),
        needs="quotes",
        behind=_behind_lost,
        sample=_sample_lost,
        is_monthly=True,
    ),
)
