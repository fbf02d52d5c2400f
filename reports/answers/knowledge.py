"""What to offer to whom, and whether suggestions and the rules behind them are of use."""

from collections.abc import Mapping, Sequence
from typing import Final

from db.services import knowledge, knowledge_due, suggestion_results, suggestions
from db.services.knowledge import RuleRow
from db.services.suggestion_kinds import GOODS, NAMES, Kind
from db.services.suggestion_results import Result, RuleResult
from db.services.suggestions import SuggestionRow
from reports.answers.parts import MOST, largest, note, said, share, told
from reports.question import ENOUGH, TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_ANSWERED: Final = ("accepted", "dismissed", "share", "money")  # columns of how it was answered
_GOODS, _CALLS, _EVERYTHING = "goods", "calls", ""
_OF: Final = {_GOODS: GOODS, _CALLS: NAMES.keys() - GOODS, _EVERYTHING: NAMES.keys()}  # kinds of a choice that is no kind
_KINDS: Final = Parameter(
    "kind",
    N_("Kind"),
    (
        (_GOODS, N_("What can be sold")),
        (_CALLS, N_("Whom to call")),
        (_EVERYTHING, N_("All kinds")),
        *NAMES.items(),
    ),
)


# what to offer to whom


def ask_suggestions(asked: Asked) -> Answer:
    """Today's list, whole."""
    kind = asked["kind"]
    return _listed(suggestions.whole(kinds=_OF.get(kind, {kind})))


def _listed(found: Sequence[SuggestionRow]) -> Answer:
    more = len(found) - MOST
    left = _("{count} more do not stand in the table.").format(count=said(more))
    return Answer(
        headings=(
            Heading("name", _("Customer"), is_customer=True),
            Heading("what", _("What is offered")),
            Heading("why", _("Why"), is_private=True),
            Heading("kind", _("Kind")),
            Heading("worth", _("May bring"), "money", is_secret=True),
        ),
        lines=tuple(
            Line(f"{one.customer}", (one.name, one.what, one.why, _(NAMES[one.kind]), one.worth)) for one in found[:MOST]
        ),
        records=len(found),
        counted="customers",
        notes=((note(left),) if more > 0 else ()) + (note(_("The rules can be changed."), act="knowledge"),),
    )


def say_suggestions(answer: Answer) -> str:
    """What the first line says: what is worth most to be offered, and to whom; or whom to call."""
    if not answer.lines:
        return _("Nothing presses to be offered today.")
    best = answer.lines[0]
    if best.cells[answer.place("kind")] in {_(NAMES[kind]) for kind in GOODS}:
        return _("Worth most to be offered to {name}: {why}.").format(**told(answer, best))
    return _("First of all {name} ({what}): {why}.").format(**told(answer, best))


def behind_suggestions(_asked: Asked, line: str, column: str) -> Behind | None:
    """The customer; nothing stands behind what it may bring, which is reckoned."""
    return Behind("customers", [int(line)], "") if line.isdecimal() and column != "worth" else None


def _sample_suggestions() -> Answer:
    rows: tuple[tuple[str, Kind, str, str, int], ...] = (
        (_("Customer {letter}").format(letter="A"), "rule", _("Filter cartridge"), _("Bought a water filter 6 months ago"), 450),
        (_("Customer {letter}").format(letter="B"), "cross", _("Sealing tape"), _("Bought a tap; others take it along"), 60),
        (_("Customer {letter}").format(letter="C"), "up", _("LED lamp"), _("Has the old lamp for 2 years"), 320),
    )
    return _listed(
        [SuggestionRow(at, kind, "", what, why, worth, None, name) for at, (name, kind, what, why, worth) in enumerate(rows)]
    )


# whether it is of use


def ask_used(_asked: Asked) -> Answer:
    """By kind."""
    return _used(suggestion_results.of_kinds(), suggestion_results.of_all())


def _used(found: Mapping[str, Result], whole: Result) -> Answer:
    answers = whole.accepted + whole.dismissed
    return Answer(
        headings=(Heading("kind", _("Kind")), *_headings()),
        lines=tuple(Line(kind, (_(NAMES[kind]), *_cells(one))) for kind, one in found.items()),
        total=(_("Together, each once"), *_cells(whole)),
        records=answers,
        counted="customers",
        is_enough=not answers or answers >= ENOUGH,
        notes=(_caution(),),
        chart=Chart("bars", "kind", ("accepted", "dismissed")),
    )


def _headings() -> tuple[Heading, ...]:
    return (
        Heading("accepted", _("Customers who took it up"), "count"),
        Heading("dismissed", _("Customers who did not want it"), "count"),
        Heading("share", _("Of them taken up"), "share"),
        Heading("money", _("Bought in the 60 days after"), "money", is_secret=True),
    )


def _cells(one: Result) -> tuple[int, int, float | None, int]:
    return one.accepted, one.dismissed, share(one.accepted, one.accepted + one.dismissed), one.money


def _caution() -> Note:
    return Note(_("They might have bought it anyway: what is counted is that they did, not why."))


def say_used(answer: Answer) -> str:
    """How many took one up, and which kind most."""
    best = largest(answer, "accepted")
    if best is None:
        return _("No suggestion was taken up yet.")
    sentence = _("{accepted} customers took a suggestion up ({share}), most of all “{best}”: {most}.")
    one = told(answer, best)
    return sentence.format(**told(answer) | {"best": one["kind"], "most": one["accepted"]})


def behind_used(_asked: Asked, line: str, column: str) -> Behind | None:
    """Who took it up, or did not want it; what was bought after."""
    if line != TOTAL and line not in NAMES:
        return None
    return _behind(line, "", column, _(NAMES[line]) if line else _("All kinds"))


def _behind(kind: str, subject: str, column: str, title: str) -> Behind:
    if column == "money":
        return Behind("sales", suggestion_results.sales(kind, subject), title)
    answer = "dismissed" if column == "dismissed" else "accepted"
    return Behind("customers", suggestion_results.customers(kind, answer, subject), title)


def _sample_used() -> Answer:
    counts = {"rule": (14, 6, 18_400), "cross": (9, 11, 2_150), "quote": (7, 3, 64_000)}
    return _used({kind: Result(*counts.get(kind, (2, 3, 900))) for kind in NAMES}, Result(36, 29, 85_500))


def ask_rules(_asked: Asked) -> Answer:
    """By rule."""
    return _by_rule(suggestion_results.of_rules())


def _by_rule(found: Sequence[RuleResult]) -> Answer:
    return Answer(
        headings=(
            Heading("rule", _("Rule")),
            Heading("finds", _("Finds now"), "count"),
            Heading("suggested", _("Suggested today"), "count"),
            *_headings(),
        ),
        lines=tuple(Line(f"{one.rule.id}", (_ruled(one.rule), one.finds, one.suggested, *_cells(one.result))) for one in found),
        records=len(found),
        notes=(_fewer(), _caution(), note(_("The rules can be changed."), act="knowledge")),
        chart=Chart("bars", "rule", ("finds",), faded=tuple(f"{one.rule.id}" for one in found if not one.rule.is_on)),
    )


def _fewer() -> Note:
    return Note(
        _(
            "Fewer are suggested than found: left out is who is reminded of it already, is not to be called, or did not want it"
            " of late; and each customer hears only what is worth most."
        )
    )


def _ruled(rule: RuleRow) -> str:
    return rule.title if rule.is_on else _("{rule} (not in use)").format(rule=rule.title)


def say_rules(answer: Answer) -> str:
    """The rule that finds most."""
    best = largest(answer, "finds")
    if best is None:
        return _("No rule finds anybody now.")
    return _("“{rule}” finds most: {finds} customers; {accepted} customers took it up so far.").format(**told(answer, best))


def behind_rules(_asked: Asked, line: str, column: str) -> Behind | None:
    """Whom it finds, who took it up, what was bought after."""
    rule = next((one for one in knowledge.rows() if f"{one.id}" == line), None)
    if rule is None:
        return None
    if column in _ANSWERED:
        return _behind("rule", line, column, rule.title)
    if column == "suggested":
        return Behind("customers", suggestions.by_rule().get(rule.id, []), rule.title)
    return Behind("customers", knowledge_due.found(rule), rule.title)


def _sample_rules() -> Answer:
    rules = (
        (_("Water filter → filter cartridge"), 23, 9),
        (_("Air conditioner → cleaning"), 12, 4),
        (_("Tap → sealing tape"), 8, 5),
    )
    return _by_rule(
        [
            RuleResult(RuleRow(at, title, "", 6, "", None, "", is_on=True), finds, finds // 2, Result(used, 2, used * 450))
            for at, (title, finds, used) in enumerate(rules)
        ]
    )


QUESTIONS: Final = (
    Question(
        key="suggestions",
        title=N_("What could be offered to whom?"),
        answers=N_("The best suggestions of today, each with its reason."),
        group="sales",
        ask=ask_suggestions,
        say=say_suggestions,
        how=N_(
            "Worked out once a day of seven kinds: what the rules say, what is bought together, newer models, what customers"
            " like them buy, regulars who are late, customers who came back, quotes nobody answered. May bring = money if it"
            " comes off × the chance × how such suggestions were answered before (1 at first, up to 2, down to 0). Regulars who"
            " are late stand among themselves as in “Who has not been here for long?”. Each customer stands there once. Who"
            " wants no calls, is barred, was put away, complained and was not helped yet, or did not want it in the last 180"
            " days is left out. Textbooks call it next best action."
        ),
        parameters=(_KINDS,),
        needs="sales",
        behind=behind_suggestions,
        sample=_sample_suggestions,
        enough=0,
    ),
    Question(
        key="suggestions_used",
        title=N_("Are the suggestions of use?"),
        answers=N_("How suggestions were answered, and what was bought after."),
        group="sales",
        ask=ask_used,
        say=say_used,
        how=N_(
            "Put into a quote or reached is taken up, “no thanks” is not wanted. Bought after: all that the customer bought in"
            " the 60 days from the day it was taken up, with tax, less returns. Customers and sales count once a kind, and once"
            " in all."
        ),
        needs="sales",
        behind=behind_used,
        sample=_sample_used,
    ),
    Question(
        key="rules_used",
        title=N_("Are the rules of use?"),
        answers=N_("Whom each rule finds now, and what came of it."),
        group="sales",
        ask=ask_rules,
        say=say_rules,
        how=N_(
            "A rule finds who bought what it speaks of so many months ago (from 14 days before until 90 days after that day) and"
            " did not buy what it offers since. Rules not in use, or that speak of nothing sold here, are left out. Taken up,"
            " not wanted and bought after as in “Are the suggestions of use?”."
        ),
        needs="sales",
        behind=behind_rules,
        sample=_sample_rules,
        enough=0,
    ),
)
