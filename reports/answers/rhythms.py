"""After how many days customers come again, and how many came only once."""

from collections.abc import Sequence
from typing import Final

from db.services import standing_counts
from reports.answers import people
from reports.answers.parts import WHO, largest, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _

_ONCE, _BEYOND = 0, -1  # of standing_counts.rhythms


def ask_rhythms(asked: Asked) -> Answer:
    """How many customers come again within so many days in the mean."""
    return _rhythms(standing_counts.rhythms(asked["who"]), people.without_put_away() if not asked["who"] else [])


def _rhythms(counts: dict[int, int], notes: Sequence[Note] = ()) -> Answer:
    everyone, spans = sum(counts.values()), (*standing_counts.LONGEST, _BEYOND, _ONCE)
    lines = tuple(Line(str(days), (_span(days), counts.get(days, 0), share(counts.get(days, 0), everyone))) for days in spans)
    return Answer(
        headings=(
            Heading("span", _("Comes again")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
        ),
        lines=lines if everyone else (),
        total=(_("Total"), everyone, 1.0) if everyone else None,
        records=everyone,
        counted="customers",
        notes=tuple(notes),
        chart=Chart("columns", "span", ("customers",), faded=(str(_ONCE),)),
    )


def say_rhythms(answer: Answer) -> str:
    """How many came once only, and after how long most others come."""
    often = largest(answer, "customers", (str(days) for days in (*standing_counts.LONGEST, _BEYOND)))
    once = next((line for line in answer.lines if line.key == str(_ONCE)), None)
    if once is None or often is None:
        return ""
    sentence = _("Of {all} customers {share} came once only. Of those who come again most do so {span}: {count}.")
    words, rest = told(answer, often), told(answer, once)
    return sentence.format(all=told(answer)["customers"], share=rest["share"], span=words["span"], count=words["customers"])


def behind_rhythms(asked: Asked, line: str, _column: str) -> Behind:
    """The customers of a span, or all of them."""
    if line:
        return Behind("customers", standing_counts.in_rhythm(asked["who"], int(line)), _span(int(line)))
    return Behind("customers", standing_counts.in_grid(asked["who"], 0, 0), _("All who ever bought"))


def _span(days: int) -> str:
    if days == _ONCE:
        return _("came once only")
    if days == _BEYOND:
        return _("after more than a year")
    before = ([0, *standing_counts.LONGEST])[standing_counts.LONGEST.index(days)]
    return _("every {first} to {last} days").format(first=before + 1, last=days)


def _sample_rhythms() -> Answer:
    return _rhythms({7: 4, 14: 9, 30: 38, 60: 61, 90: 44, 180: 29, 365: 12, _BEYOND: 5, _ONCE: 118})


QUESTIONS: Final = (
    Question(
        key="rhythms",
        title=N_("How often do they come again?"),
        answers=N_("After how many days customers usually buy again, and how many came only once."),
        group="customers",
        ask=ask_rhythms,
        say=say_rhythms,
        behind=behind_rhythms,
        sample=_sample_rhythms,
        needs="sales",
        parameters=(WHO,),
        how=N_(
            "For each customer: the days from the first to the last purchase, divided by the number of visits less one. Several"
            " purchases on one day are one visit. Textbooks call it the repurchase rate and the purchase interval."
        ),
    ),
)
