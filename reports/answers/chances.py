"""Whether customers will come again, what they may still bring, and how often that was right a year ago."""

from typing import Final

from db.analytics.back_testing import judged
from db.core import clock
from db.services import life_tests, sureness_counts
from db.services.life_tests import Tested
from db.services.stage_names import SURENESS_NAMES
from db.services.sureness_counts import Sure
from reports.answers.parts import WHO, said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _

_RULES: Final = {"bg_nbd": N_("The shop's own numbers"), "interval": N_("The interval alone")}
_COLUMNS: Final = ("named", "gone", "right", "missed", "wrong")


# will they come again


def ask_still(asked: Asked) -> Answer:
    """How many are steady, late, slipping or lost, and what they may bring."""
    return _still(sureness_counts.counts(asked["who"]))


def _still(found: list[Sure]) -> Answer:
    everyone = sum(one.customers for one in found)
    expected = [round(one.expected) if one.expected is not None else None for one in found]
    values = [one.value for one in found]
    return Answer(
        headings=(
            Heading("sure", _("How sure")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("expected", _("Purchases in the next 12 months, about"), "count"),
            Heading("value", _("Margin still to come, about"), "money", is_secret=True),
        ),
        lines=tuple(
            Line(
                one.sureness, (_(SURENESS_NAMES[one.sureness]), one.customers, share(one.customers, everyone), coming, one.value)
            )
            for one, coming in zip(found, expected, strict=True)
        )
        if everyone
        else (),
        total=(_("Total"), everyone, 1.0, _sum(expected), _sum(values)) if everyone else None,
        records=everyone,
        notes=tuple(_chances(found)),
        chart=Chart("bars", "sure", ("customers",)),
    )


def _sum(known: list[int | None]) -> int | None:
    return sum(one for one in known if one is not None) if any(one is not None for one in known) else None


def _chances(found: list[Sure]) -> list[Note]:
    """The mean chance of each, small beside the table; or why there is none."""
    known = [(one, one.alive) for one in found if one.alive is not None]
    if not known:
        return [Note(_("Fewer than 50 customers came again: the interval alone is looked at, and nothing is foretold."))]
    words = _("{sure}: {share}")
    parts = [words.format(sure=_(SURENESS_NAMES[one.sureness]), share=said(alive, "share")) for one, alive in known]
    return [Note(_("The chance that they still are customers, in the mean: {parts}.").format(parts="、".join(parts)))]


def say_still(answer: Answer) -> str:
    """The four numbers, and what is to be expected."""
    if not answer.lines:
        return ""
    counts = {line.key: told(answer, line)["customers"] for line in answer.lines}
    total = told(answer)
    sentence = _("Of {all} customers {steady} are steady, {watch} to be watched, {slipping} slipping away and {lost} lost.")
    words = sentence.format(all=total["customers"], **counts)
    if answer.total is None or answer.total[answer.place("expected")] is None:
        return words
    return words + _(" About {count} purchases are to be expected in the next 12 months.").format(count=total["expected"])


def behind_still(asked: Asked, line: str, _column: str) -> Behind:
    """The customers of one kind, or all."""
    title = _(SURENESS_NAMES[line]) if line else _("All who ever bought")
    return Behind("customers", sureness_counts.ids(asked["who"], line), title)


def _sample_still() -> Answer:
    return _still(
        [
            Sure("steady", 96, 612.0, 268_000, 0.94),
            Sure("watch", 41, 118.0, 52_000, 0.71),
            Sure("slipping", 23, 31.0, 14_000, 0.38),
            Sure("lost", 58, 9.0, 4_000, 0.06),
        ]
    )


# was it right


def ask_test(_asked: Asked) -> Answer:
    """What would have been said a year ago, and what became of it."""
    return _test(list(life_tests.back_test()))


def _test(found: list[Tested]) -> Answer:
    titles = (_("Would have named"), _("Did not come again"), _("Named rightly"), _("Missed"), _("Named wrongly"))
    return Answer(
        headings=(
            Heading("rule", _("Worked out by")),
            Heading("asked", _("Looked at"), "count"),
            *(Heading(key, title, "count") for key, title in zip(_COLUMNS, titles, strict=True)),
        ),
        lines=tuple(
            Line(one.rule, (_(_RULES[one.rule]), one.asked, *(getattr(one.judged, key) for key in _COLUMNS))) for one in found
        ),
        records=max((one.asked for one in found), default=0),
        chart=Chart("bars", "rule", ("right", "missed", "wrong")) if found else None,
        notes=tuple(_tested(one) for one in found[:1]),
    )


def _tested(one: Tested) -> Note:
    return Note(_("As of {day}, with nothing but what was known then.").format(day=said(one.on, "date")))


def say_test(answer: Answer) -> str:
    """How many of those who went would have been named, and how many wrongly."""
    if not answer.lines:
        return ""
    sentence = _("A year ago it would have named {right} of the {gone} you lost, and {wrong} wrongly.")
    return sentence.format(**told(answer, answer.lines[0]))


def behind_test(_asked: Asked, line: str, column: str) -> Behind | None:
    """The customers it would have named, or those who went; those of both, or of one alone."""
    one = next((one for one in life_tests.back_test() if one.rule == line), None)
    if one is None:
        return None
    named, gone = set(one.named), set(one.gone)
    sets = {"named": named, "gone": gone, "right": named & gone, "missed": gone - named, "wrong": named - gone}
    if column not in sets:
        return None
    titles = {heading.key: heading.title for heading in _test([]).headings}
    return Behind("customers", sorted(sets[column]), titles[column])


def _sample_test() -> Answer:
    day = clock.today() - life_tests.A_YEAR
    named, gone = frozenset(range(19)), frozenset(range(5, 23))
    return _test([Tested("interval", day, 120, judged(named, gone), named, gone)])


QUESTIONS: Final = (
    Question(
        key="still_there",
        title=N_("Will they come again?"),
        answers=N_("How many customers are steady and how many are slipping away, and what they may still bring."),
        group="customers",
        ask=ask_still,
        say=say_still,
        behind=behind_still,
        sample=_sample_still,
        needs="sales",
        parameters=(WHO,),
        how=N_(
            "Steady: here within their usual span. To be watched: a little late. Slipping away and lost: as in “Who has not been"
            " here for long?”. Where 50 customers and more came again, purchases and margin to come are foretold from the shop's"
            " own sales: BG/NBD (Fader, Hardie and Lee 2005) for how often, Gamma-Gamma (Fader and Hardie 2013) for how much,"
            " margin of 36 months."
        ),
    ),
    Question(
        key="back_test",
        title=N_("Was it right?"),
        answers=N_("Whom the program would have named as going a year ago, and who really did not come again."),
        group="customers",
        ask=ask_test,
        say=say_test,
        behind=behind_test,
        sample=_sample_test,
        needs="sales",
        how=N_(
            "The program is put back by a year and knows only the sales up to that day. Looked at are those who had come more"
            " than once and been here within the year before. Named rightly = named and really not seen in the year after."
            " Textbooks call it a back-test."
        ),
    ),
)
