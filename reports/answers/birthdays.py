"""誰生日: whose birthday comes, and how birthdays lie in the year."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.services import list_figures
from db.services.list_figures import Birthday
from reports.answers.parts import MOST, WHO, all_of, largest, leaf, more, note, said, share, told
from reports.question import ENOUGH, TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_WHAT: Final = Parameter(
    "what", N_("When"), (("30", N_("The next 30 days")), ("7", N_("The next 7 days")), ("months", N_("All year, by month")))
)
_UNKNOWN: Final = "none"


def _ask(asked: Asked) -> Answer:
    if asked["what"] == "months":
        return _by_month(list_figures.birth_months(asked["who"]))
    days = int(asked["what"])
    return _coming(list_figures.birthdays(days, asked["who"]), clock.today(), days)


def _coming(found: Sequence[Birthday], today: date, days: int) -> Answer:
    """Who has a birthday, day by day; those who find no line are in the total."""
    return Answer(
        headings=(
            Heading("on", _("Day"), "date"),
            Heading("name", _("Customer"), is_customer=True),
            Heading("phone", _("Phone"), is_private=True),
            Heading("turns", _("Turns"), "count"),
            Heading("money", _("Bought in all"), "money"),
        ),
        lines=tuple(Line(f"{one.customer}", _cells(one)) for one in found[:MOST]),
        total=(None, _("{count} customers").format(count=said(len(found))), "", None, sum(one.bought for one in found)),
        records=len(found),
        counted="customers",
        notes=more(len(found)) + _without(),
        period=(today, today + timedelta(days=days)),
    )


def _cells(one: Birthday) -> tuple[date, str, str, int | None, int]:
    name = _("{name} (lunar birthday)").format(name=one.name) if one.is_lunar else one.name
    return one.on, name, one.phone, one.turns, one.bought


def _without() -> tuple[Note, ...]:
    """Of whom nobody knows; companies have none."""
    conditions = all_of(leaf("kind", "any_of", ["person"]), leaf("birthday", "empty"))
    return (note(_("People whose birthday nobody wrote down are not in the table."), conditions),)


def _by_month(months: Mapping[int | None, tuple[int, int]]) -> Answer:
    known = sum(count for month, (count, _lunar) in months.items() if month)
    unknown = months.get(None, (0, 0))[0]
    lines = [_month(month, *months.get(month, (0, 0)), known) for month in range(1, 13)]
    return Answer(
        headings=(
            Heading("month", _("Month")),
            Heading("customers", _("Customers"), "count"),
            Heading("lunar", _("of them lunar"), "count"),
            Heading("share", _("Of those known"), "share"),
        ),
        lines=(*lines, Line(_UNKNOWN, (_("not known"), unknown, None, None))),
        total=(_("Total"), known + unknown, sum(lunar for _count, lunar in months.values()), 1.0 if known else None),
        records=known,
        counted="customers",
        notes=_without() if unknown else (),
        chart=Chart("columns", "month", ("customers",), faded=(_UNKNOWN,)),
    )


def _month(month: int, count: int, lunar: int, known: int) -> Line:
    return Line(f"{month}", (_("month {number}").format(number=month), count, lunar, share(count, known)))


def _say(answer: Answer) -> str:
    if answer.headings[0].key == "month":
        return _say_months(answer)
    if not answer.lines:
        return _("Nobody has a birthday in these days.")
    first = told(answer, answer.lines[0])
    return _("{count} have a birthday, {name} first: {on}.").format(count=said(answer.records), **first)


def _say_months(answer: Answer) -> str:
    most = largest(answer, "customers", (f"{month}" for month in range(1, 13)))
    if most is None or answer.records < ENOUGH:
        return ""
    return _("Most birthdays are in {month}: {customers}, {share} of those known.").format(**told(answer, most))


def _behind(asked: Asked, line: str, column: str) -> Behind | None:
    if asked["what"] != "months":
        return _one_or_all(asked, line, column)
    title = _("not known") if line == _UNKNOWN else _("month {number}").format(number=line) if line else _("Birthday")
    if column == "lunar":
        return None if line == _UNKNOWN else Behind("customers", list_figures.lunar_ids(int(line or 0), asked["who"]), title)
    if line == TOTAL:
        return Behind("customers", list_figures.group_ids("source", "", asked["who"]), title)
    month = None if line == _UNKNOWN else int(line)
    return Behind("customers", list_figures.birth_month_ids(month, asked["who"]), title)


def _one_or_all(asked: Asked, line: str, column: str) -> Behind | None:
    """The customer of the line, of the total everybody, with what they bought."""
    if column == "turns":
        return None
    found = list_figures.birthdays(int(asked["what"]), asked["who"])
    bought = {one.customer: one.bought for one in found if line in (TOTAL, f"{one.customer}")}
    return Behind("customers", list(bought), _("Birthday"), bought if column == "money" else None)


def _sample() -> Answer:
    return _by_month({month: (12 + month * 7 % 9, month % 3) for month in range(1, 13)})


QUESTIONS: Final = (
    Question(
        key="birthdays",
        title=N_("Whose birthday is it?"),
        answers=N_("Whose birthday comes next, and which months have most."),
        group="list",
        ask=_ask,
        say=_say,
        how=N_(
            "Birthdays as they stand on the cards; a lunar birthday stands on its day of this year, in the table of"
            " months under its lunar month. Companies have none. “Turns” is the age on that day where the year is"
            " known."
        ),
        parameters=(_WHAT, WHO),
        behind=_behind,
        needs="birthdays",
        sample=_sample,
        enough=0,
    ),
)
