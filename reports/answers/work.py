"""What was done: over which channel customers were talked to and by whom, and whether promises were kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from db.services import periods, work_figures
from db.services.periods import Period
from db.services.work_figures import KEPT, LATE, MISSED, OUTCOMES, Promised, Talks
from reports.answers.parts import PERIOD, largest, note, said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Parameter, Question
from resources.i18n import N_, _

_BY: Final = Parameter("by", N_("Shown by"), (("month", N_("Months")), ("staff", N_("Staff")), ("origin", N_("What for"))))
_ORIGINS: Final = {
    "hand": N_("written by hand"),
    "follow_up": N_("promised in a talk"),
    "quote": N_("after a quote"),
    "recall": N_("to be renewed"),
}
_STAFF: Final = 6  # columns of people; who talked less is one column
_NOBODY: Final = "-"  # stands for "" in keys
_REST: Final = "+"


def _talks(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    days = period.first, period.last, period.is_everything
    return _by_channel(work_figures.talks(*days), work_figures.talked(*days), period)


def _by_channel(found: Sequence[Talks], reached: Mapping[str, int], period: Period) -> Answer:
    """Channels by staff: how many talks, and how many customers were reached."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        counted[one.channel][one.staff] += one.count
    people = _people(found)
    channels = sorted(counted, key=lambda channel: (-sum(counted[channel].values()), channel))
    every = sum(one.count for one in found)
    lines = [_channel(channel, counted[channel], people, reached.get(channel, 0), every) for channel in channels]
    return Answer(
        headings=(
            Heading("channel", _("Channel")),
            *(Heading(_column(one), _person(one), "count", heat=True) for one in people),
            Heading("talks", _("Together"), "count", is_total=True),
            Heading("share", _("Of all"), "share"),
            Heading("customers", _("Customers reached"), "count"),
        ),
        lines=tuple(lines),
        total=(
            _("Total"),
            *(sum(_of(counted[one], who, people) for one in channels) for who in people),
            every,
            1.0 if every else None,
            None,
        ),
        records=every,
        notes=(note(_("A customer reached over two channels counts in both.")),),
        chart=Chart("bars", "channel", ("talks",)),
        period=period.span,
    )


def _channel(channel: str, by_staff: Mapping[str, int], people: Sequence[str], reached: int, every: int) -> Line:
    talks = sum(by_staff.values())
    cells = [_of(by_staff, one, people) for one in people]
    return Line(channel or _NOBODY, (channel or _("not known"), *cells, talks, share(talks, every), reached))


def _of(by_staff: Mapping[str, int], who: str, people: Sequence[str]) -> int:
    return sum(count for one, count in by_staff.items() if one not in people) if who == _REST else by_staff.get(who, 0)


def _people(found: Sequence[Talks]) -> list[str]:
    """Who talked most; who is left out is `_REST`."""
    sums: dict[str, int] = defaultdict(int)
    for one in found:
        sums[one.staff] += one.count
    listed = sorted(sums, key=lambda one: (one == "", -sums[one], one))
    return listed if len(listed) <= _STAFF else [*listed[: _STAFF - 1], _REST]


def _column(who: str) -> str:
    return f"by:{who or _NOBODY}"


def _person(who: str) -> str:
    return _("Others") if who == _REST else who or _("not known")


def _say_talks(answer: Answer) -> str:
    most = largest(answer, "talks", (line.key for line in answer.lines if line.key != _NOBODY))
    if most is None:
        return ""
    sentence = _("Most talks went over {channel}: {talks} of {all}, {share}.")
    return sentence.format(**told(answer, most), all=said(answer.records))


def _behind_talks(asked: Asked, line: str, column: str) -> Behind | None:
    period = periods.of(asked["period"])
    who = column.removeprefix("by:") if column.startswith("by:") else None
    if who == _REST:
        return None
    channel = None if not line else "" if line == _NOBODY else line
    staff = "" if who == _NOBODY else who
    ids = work_figures.talk_ids(period.first, period.last, channel, staff, period.is_everything)
    return Behind("talks", ids, _(", ").join(one for one in (channel, staff) if one))


def _promises(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    return _by_outcome(work_figures.promises(asked["by"], period.first, period.last), asked["by"], period)


def _by_outcome(found: Sequence[Promised], by: str, period: Period) -> Answer:
    kept, late, missed = (sum(getattr(one, name) for one in found) for name in OUTCOMES)
    every = Promised("", kept, late, missed, _mean_days(found))
    return Answer(
        headings=(
            Heading("who", _(dict(_BY.choices)[by])),
            Heading(KEPT, _("Kept"), "count"),
            Heading(LATE, _("Done late"), "count"),
            Heading(MISSED, _("Not done"), "count"),
            Heading("due", _("Due"), "count", is_total=True),
            Heading("share", _("Kept in time"), "share"),
            Heading("days", _("Late by"), "days"),
        ),
        lines=tuple(Line(one.key or _NOBODY, (_who(one.key, by), *_outcome(one))) for one in found),
        total=(_("Total"), *_outcome(every)),
        records=every.all,
        notes=(note(_("What is due today still has time and is not counted.")),),
        chart=Chart("stacked", "who", OUTCOMES),
        period=period.span,
    )


def _outcome(one: Promised) -> tuple[int | float | None, ...]:
    return one.kept, one.late, one.missed, one.all, share(one.kept, one.all), one.days


def _mean_days(found: Sequence[Promised]) -> float | None:
    late = sum(one.late for one in found)
    return sum((one.days or 0) * one.late for one in found) / late if late else None


def _who(key: str, by: str) -> str:
    if by == "month":
        return key.replace("-", "/")
    return (_(_ORIGINS[key]) if by == "origin" and key in _ORIGINS else key) or _("not known")


def _say_promises(answer: Answer) -> str:
    every = told(answer)
    sentence = _("Of {due} promises {kept} were kept in time ({share}), {late} came late, {missed} were not done.")
    return sentence.format(**every) if answer.records else ""


def _behind_promises(asked: Asked, line: str, column: str) -> Behind:
    period = periods.of(asked["period"])
    key = None if not line else "" if line == _NOBODY else line
    outcome = column if column in OUTCOMES else None
    ids = work_figures.promise_ids(asked["by"], key, outcome, period.first, period.last)
    return Behind("tasks", ids, "" if key is None else _who(key, asked["by"]))


def _sample_talks() -> Answer:
    channels = (_("Phone"), _("LINE"), _("Visit"))
    found = [Talks(channel, who, 60 - 20 * at) for at, channel in enumerate(channels) for who in (_("Owner"), _("Staff"))]
    return _by_channel(found, dict.fromkeys(channels, 40), periods.of("last_12"))


def _sample_promises() -> Answer:
    months = [f"{periods.of('last_12').first.year}-{month:02d}" for month in range(7, 13)]
    found = [Promised(month, 14 + at, 3, 2, 2.0) for at, month in enumerate(months)]
    return _by_outcome(found, "month", periods.of("last_12"))


QUESTIONS: Final = (
    Question(
        key="talks",
        title=N_("How do we talk with customers?"),
        answers=N_("How many talks went over which channel, and who had them."),
        group="list",
        ask=_talks,
        say=_say_talks,
        how=N_(
            "Every talk, visit and message written down counts once, on its day, under its channel and under who wrote"
            " it. Talks without a day count only in “All time”."
        ),
        parameters=(PERIOD,),
        needs="talks",
        behind=_behind_talks,
        sample=_sample_talks,
    ),
    Question(
        key="follow_ups",
        title=N_("Did we call when we said we would?"),
        answers=N_("Which promises were kept in time, late, or not at all."),
        group="list",
        ask=_promises,
        say=_say_promises,
        how=N_(
            "Every reminder for a customer that was due before today counts once, on the day it was promised for first:"
            " put off is not kept. Kept: ticked off on that day or before. Late: after it, with the mean of the days."
            " Not done: still open. What comes again by itself (every month, every year) is no promise and is left out."
        ),
        parameters=(PERIOD, _BY),
        needs="talks",
        behind=_behind_promises,
        sample=_sample_promises,
    ),
)
