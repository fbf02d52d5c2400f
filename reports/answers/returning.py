"""Whether customers come again: who is new, stays, goes and comes back, and what becomes of every year's new ones."""

from datetime import date
from typing import Final

from db.core import clock
from db.services import cohorts, coming_and_going, options, visits
from db.services.cohorts import Cohort
from db.services.coming_and_going import Span
from db.services.open_days import months_later
from reports.answers.parts import told
from reports.question import Answer, Asked, Behind, Cell, Chart, Heading, Kind, Line, Note, Parameter, Question
from reports.shown import shown
from resources.i18n import N_, _

_STEPS: Final = {"month": 1, "quarter": 3, "year": 12}  # months
_SPANS: Final = {"month": 12, "quarter": 8, "year": 8}  # shown
_STEP: Final = Parameter("step", N_("Step"), (("year", N_("By year")), ("quarter", N_("By quarter")), ("month", N_("By month"))))
_SHOW: Final = Parameter("show", N_("Shown"), (("share", N_("Shares")), ("count", N_("Numbers"))))
_ON: Final = 5  # years after the first that are followed
_MOVES: Final = {"new": N_("New ones"), "back": N_("Away and back"), "gone": N_("A year away"), "there": N_("There at the end")}
_SECOND: Final = 3  # the column of the second year after: where it is known, the first one is over


# new, staying, gone


def ask_kept(asked: Asked) -> Answer:
    """The moves of each span, and who was there at its end."""
    spans = _spans(asked["step"])
    ever = (0, spans[-1][1])
    *found, whole = coming_and_going.by_span([*spans, ever])
    return _kept(found, whole.new, asked["step"])


def _kept(found: list[Span], ever: int, step: str) -> Answer:
    lines = tuple(Line(_key(one), (_label(one.first, step), one.new, one.back, one.gone, one.there)) for one in reversed(found))
    return Answer(
        headings=(Heading("span", _("When")), *(Heading(key, _(words), "count") for key, words in _MOVES.items())),
        lines=lines,
        records=ever,
        counted="customers",
        notes=(Note(_("The first line is not over yet: it goes up to today.")),),
        chart=Chart("columns", "span", ("new", "back", "gone"), newest_first=True),
        period=(_month(found[0].first), clock.today()) if found else None,
    )


def say_kept(answer: Answer) -> str:
    """What the last span brought and took."""
    sentence = _("{span}: {new} new customers, {back} came back, {gone} had been away for a year. {there} are there now.")
    return sentence.format(**told(answer, answer.lines[0])) if answer.lines else ""


def behind_kept(asked: Asked, line: str, column: str) -> Behind | None:
    """The customers who made a move in a span."""
    if not line or column not in _MOVES:
        return None
    first, last = map(int, line.split("-"))
    title = f"{_label(first, asked['step'])} ・ {_(_MOVES[column])}"
    return Behind("customers", coming_and_going.ids(column, first, last), title)


def _sample_kept() -> Answer:
    spans = [(202401, 202412), (202501, 202512), (202601, 202612)]
    moves = [(46, 0, 0, 46), (38, 3, 14, 73), (35, 6, 12, 102)]
    return _kept([Span(*span, *move) for span, move in zip(spans, moves, strict=True)], 119, "year")


def _spans(step: str) -> list[tuple[int, int]]:
    """The last spans up to today, none from before the first sale, as months 202611."""
    today, months = clock.today(), _STEPS[step]
    begun = date(today.year, (today.month - 1) // months * months + 1, 1)
    earliest = visits.first_year() or today.year
    firsts = (months_later(begun, -months * back) for back in reversed(range(_SPANS[step])))
    return [(_number(first), _number(months_later(first, months - 1))) for first in firsts if first.year >= earliest]


def _number(day: date) -> int:
    return day.year * 100 + day.month


def _month(number: int) -> date:
    return date(max(number // 100, 1), max(number % 100, 1), 1)


def _key(span: Span) -> str:
    return f"{span.first}-{span.last}"


def _label(month: int, step: str) -> str:
    """2026/11, 2026 第 4 季, 2026 年; as the shop counts its years."""
    year = _year(month // 100)
    if step == "month":
        return shown(_month(month), "month")
    return (
        _("{year}").format(year=year)
        if step == "year"
        else _("{year} Q{quarter}").format(year=year, quarter=(month % 100 + 2) // 3)
    )


def _year(year: int) -> str:
    return str(year - 1911) if options.shows_republic_years() and year > 1911 else str(year)


# every year's new customers


def ask_cohorts(asked: Asked) -> Answer:
    """A line a year: how many were new, and how many of them bought one, two, ... years later."""
    return _cohorts(cohorts.by_year()[-_SPANS["year"] :], asked["show"], clock.today().year)


def _cohorts(found: list[Cohort], show: str, this_year: int) -> Answer:
    last = max((this_year - one.year for one in found), default=0)
    later = range(1, min(last, _ON) + 1)
    kind: Kind = "share" if show == "share" else "count"
    titles = (
        Heading(f"y{on}", _("{count} years later").format(count=on) if on > 1 else _("The year after"), kind, heat=True)
        for on in later
    )
    return Answer(
        headings=(Heading("year", _("New in")), Heading("new", _("New customers"), "count"), *titles),
        lines=tuple(Line(str(one.year), _years(one, later, show, this_year)) for one in reversed(found)),
        records=sum(one.count for one in found),
        counted="customers",
        notes=(Note(_("{year} is not over yet: more of them may still come.").format(year=_year(this_year))),),
        chart=Chart("heat", "year", tuple(f"y{on}" for on in later), newest_first=True) if later else None,
    )


def _years(one: Cohort, later: range, show: str, this_year: int) -> tuple[Cell, ...]:
    counts = [one.bought.get(one.year + on, 0) if one.year + on <= this_year else None for on in later]
    cells = [count if count is None or show == "count" else count / one.count for count in counts]
    return (_year(one.year), one.count, *cells)


def say_cohorts(answer: Answer) -> str:
    """What became of the last new customers whose next year is over."""
    over = [line for line in answer.lines if len(line.cells) > _SECOND and line.cells[_SECOND] is not None]
    begun = [line for line in answer.lines if len(line.cells) >= _SECOND and line.cells[_SECOND - 1] is not None]
    if not (known := over or begun):
        return ""
    sentence = _("Of the {new} new customers of {year}, {y1} bought again in the year after.")
    if answer.headings[_SECOND - 1].kind == "count":
        sentence = _("Of the {new} new customers of {year}, {y1} customers bought again in the year after.")
    return sentence.format(**told(answer, known[0]))


def behind_cohorts(_asked: Asked, line: str, column: str) -> Behind | None:
    """The new customers of a year, or those of them who bought so many years later."""
    if not line or not (column == "new" or (column.startswith("y") and column[1:].isdigit())):
        return None
    came = int(line)
    year = came if column == "new" else came + int(column[1:])
    title = _("New in {came}").format(came=_year(came))
    title = title if year == came else _("{who}, bought in {year}").format(who=title, year=_year(year))
    return Behind("customers", cohorts.ids(came, year), title)


def _sample_cohorts() -> Answer:
    made = [(2023, 46, (46, 25, 20, 18)), (2024, 52, (52, 27, 21)), (2025, 38, (38, 22)), (2026, 35, (35,))]
    found = [Cohort(year, new, {year + on: count for on, count in enumerate(bought)}) for year, new, bought in made]
    return _cohorts(found, "share", 2026)


QUESTIONS: Final = (
    Question(
        key="kept",
        title=N_("New, staying, gone?"),
        answers=N_("How many customers came, came back and went, and how many there are."),
        group="customers",
        ask=ask_kept,
        say=say_kept,
        behind=behind_kept,
        sample=_sample_kept,
        needs="sales",
        parameters=(_STEP,),
        is_monthly=True,
        how=N_(
            "New: the first purchase ever is in this span. A year away: on that day no purchase had been made for a whole year."
            " Came back: bought again after a whole year away. There at the end = there before + new + came back − a year away."
            " Returns and days to come do not count, nor do walk-in customers. Textbooks call it retention and churn."
        ),
    ),
    Question(
        key="cohorts",
        title=N_("Are each year's new customers still there?"),
        answers=N_("Of the customers who first came in one year, how many bought in the years after."),
        group="customers",
        ask=ask_cohorts,
        say=say_cohorts,
        behind=behind_cohorts,
        sample=_sample_cohorts,
        needs="sales",
        parameters=(_SHOW,),
        how=N_(
            "Each customer stands in the line of the year of the first purchase. In a column: how many of them bought at least"
            " once in that later year. Textbooks call the lines cohorts."
        ),
    ),
)
