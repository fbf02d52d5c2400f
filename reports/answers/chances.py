"""Whether customers will come again, what they may still bring, and how often that was right a year ago."""

from collections.abc import Sequence
from typing import Final

from db.analytics.back_testing import judged
from db.core import clock
from db.services import late_buyers, life_tests, sureness_counts
from db.services.life_tests import Tested
from db.services.stage_names import SURENESS_NAMES
from db.services.sureness_counts import Sure
from reports.answers import people
from reports.answers.parts import WHO, said, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _

_RULES: Final = {"interval": N_("The rule that names people"), "bg_nbd": N_("A forecast, to compare")}  # in this order
_COLUMNS: Final = ("named", "gone", "right", "missed", "wrong")


# will they come again


def ask_still(asked: Asked) -> Answer:
    """How many are steady, late, slipping or lost, and what they may bring."""
    words = _("Among them {count} not listed in “Who has not been here for long?”: closed as gone, or put elsewhere by hand.")
    notes = [*people.counted(words, len(_unlisted())), *people.without_put_away()] if not asked["who"] else []
    return _still(sureness_counts.counts(asked["who"]), notes)


def _unlisted() -> set[int]:
    """Who is slipping away or lost, but waited for no more or called something else by the owner."""
    late = {one for key in ("slipping", "lost") for one in sureness_counts.ids("", key)}
    return late.difference(late_buyers.ids("both"))


def _still(found: list[Sure], notes: Sequence[Note] = ()) -> Answer:
    everyone = sum(one.customers for one in found)
    expected = [round(one.expected) if one.expected is not None else None for one in found]
    values = [one.value for one in found]
    return Answer(
        headings=(
            Heading("sure", _("How sure")),
            Heading("customers", _("Customers"), "count"),
            Heading("expected", _("Purchases in the next 12 months, about"), "count"),
            Heading("value", _("Margin still to come, about"), "money", is_secret=True),
        ),
        lines=tuple(
            Line(one.sureness, (_(SURENESS_NAMES[one.sureness]), one.customers, coming, one.value))
            for one, coming in zip(found, expected, strict=True)
        )
        if everyone
        else (),
        total=(_("Total"), everyone, _sum(expected), _sum(values)) if everyone else None,
        records=everyone,
        counted="customers",
        notes=(*_unforetold(found), *notes),
        chart=Chart("bars", "sure", ("customers",)),
    )


def _sum(known: list[int | None]) -> int | None:
    return sum(one for one in known if one is not None) if any(one is not None for one in known) else None


def _unforetold(found: list[Sure]) -> list[Note]:
    """Why nothing is foretold, where nothing is."""
    if any(one.expected is not None for one in found):
        return []
    return [Note(_("Fewer than 50 customers came again: the interval alone is looked at, and nothing is foretold."))]


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
            Sure("steady", 96, 612.0, 268_000),
            Sure("watch", 41, 118.0, 52_000),
            Sure("slipping", 23, 31.0, 14_000),
            Sure("lost", 58, 9.0, 4_000),
        ]
    )


# was it right


def ask_test(_asked: Asked) -> Answer:
    """What would have been said a year ago, and what became of it."""
    rules = list(_RULES)
    return _test(sorted(life_tests.back_test(), key=lambda one: rules.index(one.rule)))


def _test(found: list[Tested]) -> Answer:
    titles = (_("Would have named"), _("Did not come again"), _("Named rightly"), _("Missed"), _("Named wrongly"))
    return Answer(
        headings=(
            Heading("rule", _("Worked out by")),
            Heading("asked", _("Looked at"), "count"),
            *(Heading(key, title, "count") for key, title in zip(_COLUMNS, titles, strict=True)),
        ),
        lines=tuple(
            Line(one.rule, (_(_RULES[one.rule]), len(one.asked), *(getattr(one.judged, key) for key in _COLUMNS)))
            for one in found
        ),
        records=max((len(one.asked) for one in found), default=0),
        counted="customers",
        chart=Chart("bars", "rule", ("right", "missed", "wrong")) if found else None,
        notes=tuple(_tested(one) for one in found[:1]),
    )


def _tested(one: Tested) -> Note:
    return Note(_("As of {day}, with nothing but what was known then.").format(day=said(one.on, "date")))


def say_test(answer: Answer) -> str:
    """How many of those who went the rule that names people would have named, and how many wrongly."""
    if not answer.lines:
        return ""
    sentence = _(
        "Of the {gone} you lost within a year the program would have named {right} beforehand, and {wrong} others wrongly."
    )
    return sentence.format(**told(answer, answer.lines[0]))


def behind_test(_asked: Asked, line: str, column: str) -> Behind | None:
    """The customers looked at, those it would have named, those who went; those of both, or of one alone."""
    one = next((one for one in life_tests.back_test() if one.rule == line), None)
    if one is None:
        return None
    named, gone = set(one.named), set(one.gone)
    sets = {
        "asked": one.asked,
        "named": named,
        "gone": gone,
        "right": named & gone,
        "missed": gone - named,
        "wrong": named - gone,
    }
    if column not in sets:
        return None
    titles = {heading.key: heading.title for heading in _test([]).headings}
    return Behind("customers", sorted(sets[column]), titles[column])


def _sample_test() -> Answer:
    day = clock.today() - life_tests.A_YEAR
    asked, named, gone = frozenset(range(120)), frozenset(range(19)), frozenset(range(5, 23))
    return _test([Tested("interval", day, asked, judged(named, gone), named, gone)])


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
            "Steady: here within their usual span. To be watched: a little late. Slipping away and lost: as in “Who has not"
            " been here for long?”. Where 50 customers and more came again, purchases and margin to come are foretold from the"
            " shop's own sales: BG/NBD (Fader, Hardie and Lee 2005) for how often, Gamma-Gamma (Fader and Hardie 2013) for how"
            " much, margin of 36 months."
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
            "The program is put back by a year and knows only the sales up to that day. The rule that names people is that of"
            " “Who has not been here for long?”, Today and the monthly letter; where enough customers came again the forecast"
            " of “Will they come again?” (BG/NBD) stands below it, to compare: it names who has less than one chance in two."
            " Looked at are those who had come more than once and been here within the year before. Named rightly = named and"
            " really not seen in the year after. Textbooks call it a back-test."
        ),
    ),
)
