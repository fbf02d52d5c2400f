"""What was done: over which channel customers were talked to and by whom, and whether promises were kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from db.services import periods, work_figures
from db.services.periods import Period
from db.services.work_figures import KEPT, LATE, MISSED, OUTCOMES, Promised, Talks
from reports.answers.parts import PERIOD, largest, name_of, named, note, said, share, told
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
_BY_STAFF: Final = "by:"  # before the key of a column of one of the staff
_REST: Final = "rest"  # of the staff, together


def _talks(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    days = period.first, period.last, period.is_everything
    return _by_channel(work_figures.talks(*days), work_figures.talked(*days), period)


def _by_channel(found: Sequence[Talks], reached: Mapping[str, int], period: Period) -> Answer:
    """Channels by staff: how many talks, and how many customers were reached."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        counted[one.channel][one.staff] += one.count
    people, rest = _people(found)
    channels = sorted(counted, key=lambda channel: (-sum(counted[channel].values()), channel))
    every = sum(one.count for one in found)
    columns = [*([one] for one in people), *([rest] if rest else [])]
    lines = [_channel(channel, counted[channel], columns, reached.get(channel, 0), every) for channel in channels]
    return Answer(
        headings=(
            Heading("channel", _("Channel")),
            *(Heading(_BY_STAFF + named(one), one or _("not known"), "count", heat=True) for one in people),
            *((Heading(_BY_STAFF + _REST, _("Others"), "count", heat=True),) if rest else ()),
            Heading("talks", _("Together"), "count", is_total=True),
            Heading("share", _("Of all"), "share"),
            Heading("customers", _("Customers reached"), "count"),
        ),
        lines=tuple(lines),
        total=(
            _("Total"),
            *(sum(_of(counted[one], several) for one in channels) for several in columns),
            every,
            1.0 if every else None,
            None,
        ),
        records=every,
        counted="talks",
        notes=(note(_("A customer reached over two channels counts in both.")),),
        chart=Chart("bars", "channel", ("talks",)),
        period=period.span,
    )


def _channel(channel: str, by_staff: Mapping[str, int], columns: Sequence[Sequence[str]], reached: int, every: int) -> Line:
    talks = sum(by_staff.values())
    cells = [_of(by_staff, several) for several in columns]
    return Line(named(channel), (channel or _("not known"), *cells, talks, share(talks, every), reached))


def _of(by_staff: Mapping[str, int], several: Iterable[str]) -> int:
    return sum(by_staff.get(one, 0) for one in several)


def _people(found: Sequence[Talks]) -> tuple[list[str], list[str]]:
    """Who talked most, and who finds no column."""
    sums: dict[str, int] = defaultdict(int)
    for one in found:
        sums[one.staff] += one.count
    listed = sorted(sums, key=lambda one: (one == "", -sums[one], one))
    return (listed, []) if len(listed) <= _STAFF else (listed[: _STAFF - 1], listed[_STAFF - 1 :])


def _say_talks(answer: Answer) -> str:
    most = largest(answer, "talks", (line.key for line in answer.lines if name_of(line.key)))
    if most is None:
        return ""
    sentence = _("Most talks went over {channel}: {talks} of {all}, {share}.")
    return sentence.format(**told(answer, most), all=said(answer.records))


def _behind_talks(asked: Asked, line: str, column: str) -> Behind | None:
    """The talks, of those together as many as they are; behind who was reached the customers."""
    period, channel = periods.of(asked["period"]), name_of(line)
    days = period.first, period.last
    if column == "customers":
        return Behind("customers", work_figures.reached(*days, channel, period.is_everything), channel or "") if line else None
    staff = name_of(column.removeprefix(_BY_STAFF))
    if column == _BY_STAFF + _REST:
        several = _people(work_figures.talks(*days, period.is_everything))[1]
        ids = [one for who in several for one in work_figures.talk_ids(*days, channel, who, period.is_everything)]
        return Behind("talks", ids, _("Others"))
    ids = work_figures.talk_ids(*days, channel, staff, period.is_everything)
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
        lines=tuple(Line(named(one.key), (_who(one.key, by), *_outcome(one))) for one in _in_order(found, by)),
        total=(_("Total"), *_outcome(every)),
        records=every.all,
        counted="tasks",
        notes=(note(_("What is due today still has time and is not counted.")),),
        chart=Chart("stacked", "who", OUTCOMES, newest_first=by == "month"),
        period=period.span,
    )


def _in_order(found: Sequence[Promised], by: str) -> Sequence[Promised]:
    """Months the latest first."""
    return found[::-1] if by == "month" else found


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
    sentence = _("Of {due} promises {kept} were kept in time ({share}), late: {late}, not done: {missed}.")
    return sentence.format(**every) if answer.records else ""


def _behind_promises(asked: Asked, line: str, column: str) -> Behind:
    """The reminders; behind how late they were those that came late."""
    period, key = periods.of(asked["period"]), name_of(line)
    outcome = {"share": KEPT, "days": LATE}.get(column, column if column in OUTCOMES else None)
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
        needs="tasks",
        behind=_behind_promises,
        sample=_sample_promises,
    ),
)
