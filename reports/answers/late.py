"""Who has not been here for longer than usual, with the reason, the phone and what they bought last."""

from typing import Final

from db.services import late_buyers, standings
from db.services.late_buyers import GOING, GONE, Late
from db.services.stage_names import STAGE_NAMES
from reports.answers import people
from reports.answers.parts import MOST, said, told
from reports.question import Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_WHICH: Final = Parameter(
    "which", N_("Who"), (("both", N_("Going and gone")), ("going", STAGE_NAMES[GOING]), ("gone", STAGE_NAMES[GONE]))
)  # fmt: skip


def ask(asked: Asked) -> Answer:
    """Those who are going first, worth most first."""
    which = asked["which"]
    found, counts = late_buyers.rows(which, MOST), late_buyers.counts(which)
    closed = _("Not listed: {count} who stay away as long, but were closed with “Gone for good…”.")
    left_out = people.counted(closed, len(late_buyers.closed(which))) + people.without_put_away()
    return _table(found, {one.customer: _why(one) for one in found}, counts, late_buyers.looked_at(), left_out)


def _why(one: Late) -> str:
    standing = standings.of(one.customer)
    return standing.words if standing else ""


def _table(found: list[Late], why: dict[int, str], counts: dict[str, int], buyers: int, left_out: list[Note]) -> Answer:
    everybody = sum(counts.values())
    return Answer(
        headings=(
            Heading("customer", _("Customer"), is_customer=True),
            Heading("stage", _("Stage"), is_private=True),
            Heading("why", _("Why"), is_private=True),
            Heading("phone", _("Phone"), is_private=True),
            Heading("bought", _("Bought last")),
            Heading("away", _("Away for"), "days"),
            Heading("total", _("Bought so far"), "money", is_secret=True),
        ),
        lines=tuple(Line(str(one.customer), _cells(one, why[one.customer])) for one in found),
        total=(_("All {count}").format(count=said(everybody)), None, _in_stages(counts), *[None] * 4) if found else None,
        records=buyers,
        counted="customers",
        notes=(*_remarks(found, everybody), *left_out),
        chart=Chart("bars", "customer", ("away",)) if found else None,
    )


def _in_stages(counts: dict[str, int]) -> str:
    """快流失 177 位、已流失 244 位."""
    words = _("{stage}: {count}")
    said_of = (words.format(stage=_(STAGE_NAMES[one]), count=said(counts[one])) for one in (GOING, GONE) if counts.get(one))
    return _(", ").join(said_of)


def _cells(one: Late, why: str) -> tuple[Cell, ...]:
    phone = _("wants no calls") if one.refuses else one.phone
    return (one.name, _(STAGE_NAMES[one.stage]), why, phone, _(", ").join(one.bought) or None, one.away, one.total)


def _remarks(found: list[Late], count: int) -> list[Note]:
    left = count - len(found)
    words = _("The first {shown} to call are shown; {left} more stand behind the total.")
    more = [Note(words.format(shown=said(len(found)), left=said(left)))] if left > 0 else []
    return [*more, Note(_("Who is gone for good can be closed with the reason: right click, “Gone for good…”."))] if found else []


def say(answer: Answer) -> str:
    """How many there are, and whom to call first."""
    if not answer.lines:
        return _("Nobody stays away longer than usual.")
    first = told(answer, answer.lines[0])
    sentence = _("{all} stay away longer than usual ({stages}). The first to call: {customer} ({why}).")
    total = told(answer)
    return sentence.format(all=total["customer"], stages=total["why"], customer=first["customer"], why=first["why"])


def behind(asked: Asked, line: str, column: str) -> Behind:
    """One of them, what they bought, or all."""
    if line:
        return people.of_one(line, column, {"total": "money"})
    return Behind("customers", late_buyers.ids(asked["which"]), _("Away longer than usual"))


def _sample() -> Answer:
    made = (("A", GOING, 71, 32.0, 48_000), ("B", GOING, 64, 30.0, 21_500), ("C", GONE, 240, 45.0, 36_000))
    found = [
        Late(at, people.made_up(letter), stage, "", False, usual, away, total, ())
        for at, (letter, stage, away, usual, total) in enumerate(made)
    ]
    words = _("usually comes every {usual} days, away for {away} days now")
    why = {one.customer: words.format(usual=round(one.interval or 0), away=one.away) for one in found}
    return _table(found, why, {GOING: 2, GONE: 1}, 180, [])


QUESTIONS: Final = (
    Question(
        key="late",
        title=N_("Who has not been here for long?"),
        answers=N_("Who stays away longer than they usually do, why it stands out, and whom to call first."),
        group="customers",
        ask=ask,
        say=say,
        behind=behind,
        sample=_sample,
        needs="sales",
        parameters=(_WHICH,),
        how=N_(
            "Each customer is measured by their own rhythm: the mean of the days between two visits, drawn to the shop's own"
            " the more the fewer visits are known. Going: away beyond that span and one and a half times its spread. Gone: four"
            " times the span, and 180 days at least. Those going stand before those gone; of each, who can be called before who"
            " has no phone or wants no calls, and then who may still bring most. The stages are those of Stone and Woodcock"
            " (pre-divorce, divorce)."
        ),
    ),
)
