"""Who went, and who came back: the reasons customers were closed with, and what those who returned like."""

from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.services import buyers, lost_reasons, periods, returners, visits
from db.services.lost_reasons import Reason
from db.services.periods import Period
from db.services.returners import Returner
from db.services.stage_names import REASONS
from reports.answers import people
from reports.answers.parts import MOST, share, told
from reports.question import TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_PERIOD: Final = Parameter("period", N_("When"), periods.choices("last_12", "new_year"), takes_days=True)
_UNSAID: Final = "unsaid"


# why they went


def ask_reasons(asked: Asked) -> Answer:
    """How many were closed for which reason."""
    period = periods.of(asked["period"])
    return _reasons(lost_reasons.counts(period), period)


def _reasons(found: list[Reason], period: Period) -> Answer:
    everyone, back = sum(one.customers for one in found), sum(one.back for one in found)
    return Answer(
        headings=(
            Heading("reason", _("Why")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("back", _("Of them bought again since"), "count"),
            Heading("money", _("Had bought for"), "money", is_secret=True),
        ),
        lines=tuple(
            Line(one.reason or _UNSAID, (_words(one.reason), one.customers, share(one.customers, everyone), one.back, one.money))
            for one in found
        ),
        total=(_("Total"), everyone, 1.0, back, sum(one.money for one in found)) if found else None,
        records=everyone,
        counted="customers",
        is_enough=None if found else True,
        notes=(Note(_("Only customers closed with “Gone for good…” are counted; it stands under ⋯ on the card.")),),
        chart=Chart("bars", "reason", ("customers",)),
        period=period.span,
    )


def _words(reason: str) -> str:
    return _(REASONS[reason]) if reason in REASONS else _("nobody said")


def say_reasons(answer: Answer) -> str:
    """The reason most went for."""
    if not answer.lines:
        return _("Nobody was closed as gone for good in this time.")
    sentence = _("Of the {all} who went, most did so because: {reason}: {customers}. {back} of all bought again since.")
    total, first = told(answer), told(answer, answer.lines[0])
    return sentence.format(all=total["customers"], back=total["back"], reason=first["reason"], customers=first["customers"])


def behind_reasons(asked: Asked, line: str, column: str) -> Behind:
    """The customers of a reason, or all of them; of those back since the ones who bought again."""
    reason = None if line == TOTAL else line.removeprefix(_UNSAID)
    ids = lost_reasons.ids(periods.of(asked["period"]), reason, is_back=column == "back")
    return Behind("customers", ids, _("Gone for good") if reason is None else _words(reason))


def _sample_reasons() -> Answer:
    made = (
        ("moved", 9, 1, 88_000), ("price", 6, 3, 41_500), ("rival", 4, 1, 62_000), ("closed", 3, 0, 120_400),
        ("service", 2, 0, 15_800),
    )  # fmt: skip
    return _reasons([Reason(*one) for one in made], periods.of("last_12"))


# who came back


def ask_returners(asked: Asked) -> Answer:
    """Who came back after a year and more, with what they like."""
    period = periods.of(asked["period"])
    return _returners(*returners.rows(period, MOST), visits.buyers(), period)


def _returners(found: list[Returner], count: int, everyone: int, period: Period) -> Answer:
    lines = tuple(Line(str(one.customer), (one.name, *_story(one))) for one in found)
    return Answer(
        headings=(
            Heading("customer", _("Customer"), is_customer=True),
            Heading("day", _("Back since"), "date"),
            Heading("away", _("Away before"), "days"),
            Heading("liked", _("Liked before")),
            Heading("wrong", _("What went wrong"), is_private=True),
        ),
        lines=lines,
        total=(_("{count} people").format(count=f"{count:,}"), None, None, None, None) if found else None,
        records=everyone,
        counted="customers",
        period=period.span,
    )


def _story(one: Returner) -> tuple[date, int, str | None, str | None]:
    back, before = (date.fromordinal(buyers.ordinal(day)) for day in (one.day, one.before))
    return back, (back - before).days, _(", ").join(one.liked) or None, one.wrong or None


def say_returners(answer: Answer) -> str:
    """How many came back, and who last."""
    if not answer.lines:
        return _("Nobody came back after a year away.")
    sentence = _("{all} came back after a year or more. The last one: {customer}, after {away}.")
    return sentence.format(
        all=told(answer)["customer"], **{key: told(answer, answer.lines[0])[key] for key in ("customer", "away")}
    )


def behind_returners(asked: Asked, line: str, column: str) -> Behind:
    """One of them, or all."""
    if line:
        return people.of_one(line, column)
    return Behind("customers", returners.ids(periods.of(asked["period"])), _("Came back"))


def _number(today: date, ago: int) -> int:
    return periods.number(today - timedelta(days=ago))


def _sample_returners() -> Answer:
    today, made = clock.today(), (("A", 8, 430), ("B", 31, 620))
    found = [
        Returner(0, people.made_up(letter), _number(today, back), _number(today, back + away), (), "")
        for letter, back, away in made
    ]
    return _returners(found, len(found), 180, periods.of("last_12"))


QUESTIONS: Final = (
    Question(
        key="lost_reasons",
        title=N_("Why did they go?"),
        answers=N_("For which reasons customers were lost, counted."),
        group="customers",
        ask=ask_reasons,
        say=say_reasons,
        behind=behind_reasons,
        sample=_sample_reasons,
        needs="lost",
        parameters=(_PERIOD,),
        how=N_(
            "Every customer closed with “Gone for good…” counts once, by the day they were closed and the reason given. Who"
            " bought again after that day is counted beside."
        ),
    ),
    Question(
        key="returners",
        title=N_("Who came back?"),
        answers=N_("Customers who had been away for a year, what they liked before, and what had gone wrong."),
        group="customers",
        ask=ask_returners,
        say=say_returners,
        behind=behind_returners,
        sample=_sample_returners,
        needs="sales",
        parameters=(_PERIOD,),
        how=N_(
            "Bought again after more than a whole year without a purchase. Liked: what they bought most before. Went wrong: the"
            " reason they were closed with, the last talk that was a complaint, and what they gave back."
        ),
    ),
)
