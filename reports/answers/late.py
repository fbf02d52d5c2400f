"""Who has not been here for longer than usual, with the reason, the phone and what they bought last."""

from typing import Final

from db.services import late_buyers
from db.services.late_buyers import GOING, GONE, Late
from db.services.stage_names import STAGE_NAMES
from reports.answers import people
from reports.answers.parts import MOST, said, told
from reports.question import Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_WHICH: Final = Parameter(
    "which", N_("Who"), (("both", N_("Going and gone")), ("going", STAGE_NAMES[GOING]), ("gone", STAGE_NAMES[GONE]))
)  # fmt: skip


def ask(asked: Asked) -> Answer:
    """Whom to call first: who was not reached lately, those going, worth most."""
    which = asked["which"]
    found, counts = late_buyers.rows(which, MOST), late_buyers.counts(which)
    return _table(found, counts, late_buyers.looked_at(), _left_out(len(late_buyers.closed(which)), late_buyers.put_away()))


def _table(found: list[Late], counts: dict[str, int], buyers: int, left_out: list[Note]) -> Answer:
    everybody = sum(counts.values())
    return Answer(
        headings=(
            Heading("customer", _("Customer"), is_customer=True),
            Heading("stage", _("Stage"), is_private=True),
            Heading("why", _("Why"), is_private=True),
            Heading("away", _("Away for"), "days", is_private=True),
            Heading("phone", _("Phone"), is_private=True),
            Heading("contacted", _("Last contact"), "date", is_private=True),
            Heading("bought", _("Bought last")),
            Heading("total", _("Bought so far"), "money"),
        ),
        lines=tuple(Line(str(one.customer), _cells(one)) for one in found),
        total=(_("All {count}").format(count=said(everybody)), *[None] * 7) if found else None,
        records=buyers,
        counted="customers",
        notes=(*_remarks(len(found), counts), *left_out),
        chart=Chart("bars", "customer", ("away",)) if found else None,
    )


def _cells(one: Late) -> tuple[Cell, ...]:
    phone = _("wants no calls") if one.refuses else one.phone
    bought = _(", ").join(one.bought) or None
    return (one.name, _(STAGE_NAMES[one.stage]), _why(one), one.away, phone, one.contacted, bought, one.total)


def _why(one: Late) -> str:
    """通常 26 天; 買過 2 次 of who came too seldom to have a habit."""
    if one.interval is not None and one.is_habit:
        return _("usually {usual} days").format(usual=max(round(one.interval), 1))
    return ngettext("bought {count} time", "bought {count} times", one.visits).format(count=said(one.visits))


def _remarks(shown: int, counts: dict[str, int]) -> list[Note]:
    """快流失 78 位、已流失 89 位；這裡先列最該打的 100 位."""
    if not shown:
        return []
    words = _("{stage}: {count}")
    stages = _(", ").join(
        words.format(stage=_(STAGE_NAMES[one]), count=said(counts[one])) for one in (GOING, GONE) if counts.get(one)
    )
    if sum(counts.values()) == shown:
        return [Note(_("{sentence}.").format(sentence=stages))]
    more = _("{stages}. The first {shown} to call are listed here.")
    return [Note(more.format(stages=stages, shown=said(shown)))]


def _left_out(closed: int, put_away: int) -> list[Note]:
    whom = ((_("{count} closed with “Gone for good…”"), closed), (_("{count} put away"), put_away))
    who = _(", ").join(words.format(count=said(count)) for words, count in whom if count)
    return [Note(_("Not listed: {who}.").format(who=who))] if who else []


def say(answer: Answer) -> str:
    """How many there are, and whom to call first."""
    if not answer.lines:
        return _("Nobody stays away longer than usual.")
    first = told(answer, answer.lines[0])
    sentence = _("{all} stay away longer than usual. The first to call: {customer} ({why}, away for {away}).")
    return sentence.format(all=told(answer)["customer"], **{key: first[key] for key in ("customer", "why", "away")})


def behind(asked: Asked, line: str, column: str) -> Behind:
    """One of them, what they bought, or all."""
    if line:
        return people.of_one(line, column, {"total": "money"})
    return Behind("customers", late_buyers.ids(asked["which"]), _("Away longer than usual"))


def _sample() -> Answer:
    made = (("A", GOING, 71, 9, 32.0, 48_000), ("B", GOING, 64, 6, 30.0, 21_500), ("C", GONE, 240, 7, 45.0, 36_000))
    found = [
        Late(at, people.made_up(letter), stage, "", False, visits, usual, away, total, None, ())
        for at, (letter, stage, away, visits, usual, total) in enumerate(made)
    ]
    return _table(found, {GOING: 2, GONE: 1}, 180, [])


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
        is_monthly=True,
        parameters=(_WHICH,),
        how=N_(
            "Each customer is measured by their own rhythm: the mean of the days between two visits, drawn to the shop's own"
            " the more the fewer visits are known. Going: away beyond that span and one and a half times its spread. Gone: four"
            " times the span, and 180 days at least. Before two weeks nobody is late, and only who bought four times has a usual"
            " span to speak of. Who was talked to in the last 14 days stands last; else those going before those gone, of each"
            " who can be called before who has no phone or wants no calls, and then who may still bring most. Who is gone for"
            " good can be closed with the reason: right click, “Gone for good…”. The stages are those of Stone and Woodcock"
            " (pre-divorce, divorce)."
        ),
    ),
)
