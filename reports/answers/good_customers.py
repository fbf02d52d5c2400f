"""Which customers are good ones: by how lately and how often they came."""

from collections.abc import Sequence
from typing import Final

from db.services import standing_counts
from reports.answers import people
from reports.answers.parts import WHO, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Kind, Line, Note, Parameter, Question
from resources.i18n import N_, _

_LATELY: Final = (
    N_("here a moment ago"),
    N_("here lately"),
    N_("some time ago"),
    N_("a good while ago"),
    N_("very long ago"),
)  # scores 5 to 1
_OFTEN: Final = (N_("hardly ever"), N_("seldom"), N_("now and then"), N_("often"), N_("most often"))  # scores 1 to 5
_MEASURE: Final = Parameter("measure", N_("Counted"), (("customers", N_("Customers")), ("money", N_("Money"))))
_SCORES: Final = range(1, 6)


def ask_grid(asked: Asked) -> Answer:
    """A line for how lately, a column for how often they came."""
    return _grid(standing_counts.grid(asked["who"]), asked["measure"], people.without_put_away() if not asked["who"] else [])


def _grid(cells: dict[tuple[int, int], tuple[int, int]], measure: str, notes: Sequence[Note] = ()) -> Answer:
    at = 1 if measure == "money" else 0
    kind: Kind = "money" if measure == "money" else "count"
    counted = {place: found[at] for place, found in cells.items()}
    often = [one for one in _SCORES if any(frequency == one for _recency, frequency in cells)]
    columns = [sum(counted.get((recency, one), 0) for recency in _SCORES) for one in often]
    headings = (Heading(f"f{one}", _(_OFTEN[one - 1]), kind, heat=True) for one in often)
    return Answer(
        headings=(Heading("lately", _("Last here")), *headings, Heading("total", _("Total"), kind, is_total=True)),
        lines=tuple(_line(recency, often, counted) for recency in reversed(_SCORES)) if cells else (),
        total=(_("Total"), *columns, sum(columns)) if cells else None,
        records=sum(count for count, _money in cells.values()),
        counted="customers",
        notes=tuple(notes),
        chart=Chart("heat", "lately", tuple(f"f{one}" for one in often)),
    )


def _line(recency: int, often: Sequence[int], counted: dict[tuple[int, int], int]) -> Line:
    cells = [counted.get((recency, one), 0) for one in often]
    return Line(f"r{recency}", (_(_LATELY[5 - recency]), *cells, sum(cells)))


def say_grid(answer: Answer) -> str:
    """The best ones, and those who were among the best and stay away."""
    if not answer.lines:
        return ""
    best, away = told(answer, answer.lines[0]), told(answer, answer.lines[-1])
    if "f5" not in best:
        return _("Nobody comes clearly more often than the others.")
    if answer.headings[1].kind == "money":
        return _("Those who come most often and were here a moment ago bought for {best} in all.").format(best=best["f5"])
    sentence = _(
        "{best} customers come most often and were here a moment ago; {away} used to come most often and were here very long ago."
    )
    return sentence.format(best=best["f5"], away=away["f5"])


def behind_grid(asked: Asked, line: str, column: str) -> Behind:
    """The customers of a cell, a line, a column, or all of them."""
    recency, often = int(line[1:] or 0), int(column[1:]) if column.startswith("f") else 0
    words = [*([_(_LATELY[5 - recency])] if recency else []), *([_(_OFTEN[often - 1])] if often else [])]
    ids = standing_counts.in_grid(asked["who"], recency, often)
    return Behind("customers", ids, " ・ ".join(words) or _("All who ever bought"))


def _sample_grid() -> Answer:
    counts = ((3, 5, 8, 14, 21), (4, 8, 11, 12, 9), (7, 10, 9, 8, 5), (11, 12, 8, 5, 3), (19, 9, 6, 3, 2))
    cells = {
        (5 - row, often): (count, count * often * 1_300) for row, line in enumerate(counts) for often, count in enumerate(line, 1)
    }
    return _grid(cells, "customers")


QUESTIONS: Final = (
    Question(
        key="good_customers",
        title=N_("Where are the good customers?"),
        answers=N_("How lately and how often customers came: the good ones stand at the top right."),
        group="customers",
        ask=ask_grid,
        say=say_grid,
        behind=behind_grid,
        sample=_sample_grid,
        needs="sales",
        parameters=(_MEASURE, WHO),
        is_for_owner=True,
        how=N_(
            "All who bought are put into five groups of the same size by the day of their last purchase, and into five by the"
            " number of days they came. Who came equally often stands in one group, the lowest of those they reach: where many"
            " came once, a group may stay empty and is not shown. A cell is who stands in both. Textbooks call it the RFM grid"
            " (recency, frequency, money)."
        ),
    ),
)
