"""All reports of the shop: which there are, and one of them asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final

from db.core.errors import InputError, RefusedError
from db.core.progress import Progress, silent
from db.services import presence, staff, standings
from reports.question import Answer, Line, Note, Question
from resources.i18n import N_, _

GROUPS: Final = {
    "usual": N_("Asked most"),
    "sales": N_("Business"),
    "customers": N_("Customers"),
    "quotes": N_("Quotes"),
    "money": N_("Money"),
    "list": N_("The list"),
}  # in the order they are listed; what each is called
USUAL: Final = (  # what an owner asks first, in this order; listed here and not in the group it belongs to
    "this_month", "takings", "owed", "late", "best_sellers", "who_buys_what", "ages", "quotes_lost", "sources", "districts",
    "list_health", "month_letter",
)  # fmt: skip
_WHOLE_MONTH: Final = {"period": "last_month"}
_OF_STANDINGS: Final = frozenset(  # what hangs on where customers stand today
    ("late", "stages", "still_there", "good_customers", "rhythms", "tiers", "month_letter", "suggestions")
)
_OF_THE_TILL: Final = frozenset({"takings"})  # who counts the till sees its sum
TOO_LITTLE: Final = N_("Too little data to tell.")
# Module of reports.answers: the keys of its questions, in the order they are listed within their group. What stands in a module
# is read when it is asked for: the first page of the program must not wait for thirty reports.
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "sales": ("this_month", "years"),
    "sellers": ("best_sellers", "best_customers", "source_sales", "staff_sales", "area_sales"),
    "mixes": ("who_buys_what", "ages", "areas_buy", "seasons", "pick_two"),
    "busy_days": ("weekdays", "new_years"),
    "forecast": ("forecast",),
    "takings": ("takings",),
    "quotes": ("quotes_won", "quotes_lost"),
    "open_quotes": ("open_quotes",),
    "letter": ("month_letter",),
    "money": ("owed", "owed_how_long"),
    "areas": ("areas",),
    "commission": ("commission",),
    "lists": ("sources", "districts", "last_contact"),
    "health": ("list_health",),
    "late": ("late",),
    "stages": ("stages", "stage_moves"),
    "chances": ("still_there", "back_test"),
    "together": ("pairs", "white_space"),
    "next_model": ("next_model",),
    "good_customers": ("good_customers",),
    "returning": ("kept", "cohorts"),
    "rhythms": ("rhythms",),
    "tiers": ("tiers",),
    "profits": ("profits",),
    "lost": ("lost_reasons", "returners"),
    "knowledge": ("suggestions", "suggestions_used", "rules_used"),
    "birthdays": ("birthdays",),
    "work": ("talks", "follow_ups"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question asked and answered. `sentence`: computed of the table, "" where nothing is said."""

    question: Question
    asked: dict[str, str]
    answer: Answer
    sentence: str


class _Questions(Mapping[str, Question]):
    """Every question by its key; a family is imported when one of its questions is."""

    def __getitem__(self, key: str) -> Question:
        family: tuple[Question, ...] = import_module(f"reports.answers.{_FAMILY_OF[key]}").QUESTIONS
        return next(one for one in family if one.key == key)

    def __iter__(self) -> Iterator[str]:
        return iter(_FAMILY_OF)

    def __len__(self) -> int:
        return len(_FAMILY_OF)


_FAMILY_OF: Final = {key: family for family, keys in FAMILIES.items() for key in keys}
QUESTIONS: Final[Mapping[str, Question]] = _Questions()


def modules() -> list[str]:
    """The modules all questions stand in: what must be loaded before they can be listed at once."""
    return [f"reports.answers.{family}" for family in FAMILIES]


def of_group(group: str) -> list[Question]:
    """The questions of a group that the person who acts may ask, in order."""
    keys = USUAL if group == "usual" else [key for key in QUESTIONS if key not in USUAL]
    return [one for one in map(QUESTIONS.__getitem__, keys) if group in ("usual", one.group) and may_ask(one)]


def may_ask(question: Question) -> bool:
    """Whether the person who acts may see this report."""
    return staff.is_owner() or not question.is_for_owner


def named(key: str) -> Question:
    """The question of this key. InputError: there is none; RefusedError: it is the owner's."""
    if key not in QUESTIONS:
        raise InputError(_("There is no report called “{name}”.").format(name=key))
    question = QUESTIONS[key]
    _refuse(question)
    return question


def _refuse(question: Question) -> None:
    if not may_ask(question):
        raise RefusedError(_("“{title}” is for the owner only.").format(title=_(question.title)))


def answered(key: str, given: Mapping[str, str] | None = None, progress: Progress = silent) -> Answered:
    """Ask a question; reads much, so a job for the worker. Errors as `named`; CancelledError where `progress` raises it.

    The sample where the shop has nothing of what it needs; what is the owner's is left out for others. What hangs on the day
    (who has not been here for long) is worked out first where that was not done today; where it can't be, the answer says so.
    """
    question = named(key)
    is_of_today = standings.fill_when_due(progress)
    asked = question.asked(given)
    answer = _answer(question, asked)
    if not is_of_today and key in _OF_STANDINGS and not answer.is_sample:
        late = Note(_("Where customers stand could not be worked out for today yet: this is as it was worked out last."))
        answer = replace(answer, notes=(late, *answer.notes))
    return _told(question, asked, answer)


def seen(told: Answered) -> Answered:
    """The same as whoever acts now may see it: it may have been asked by somebody else. RefusedError: it is the owner's."""
    _refuse(told.question)
    return _told(told.question, told.asked, told.answer)


def true(told: Answered) -> Answered:
    """The same without a sample: the shop's own answer, though there be nothing in it. Errors as `seen`."""
    if not told.answer.is_sample:
        return seen(told)
    _refuse(told.question)
    return _told(told.question, told.asked, told.question.ask(told.asked))


def monthly() -> list[str]:
    """The keys of what is printed every month, of what the person who acts may see, the letter of the month first."""
    found = [one for one in QUESTIONS.values() if one.is_monthly and may_ask(one)]
    return [one.key for one in sorted(found, key=lambda one: one.paper is None)]


def of_month(progress: Progress = silent) -> list[Answered]:
    """What is printed every month, of the last whole month; for the worker. What has nothing or too little to say is left out.

    InputError: all of them are.
    """
    found, keys = [], monthly()
    for at, key in enumerate(keys):
        progress(_("Working it out…"), at, len(keys))
        found.append(answered(key, _WHOLE_MONTH, progress))
    told = [one for one in found if not one.answer.is_sample and (one.question.paper or one.sentence != _(TOO_LITTLE))]
    if not told:
        raise InputError(_("There is nothing to report yet. Write down a sale first."))
    return told


def _answer(question: Question, asked: dict[str, str]) -> Answer:
    if question.sample and not presence.is_there(question.needs):
        return replace(question.sample(), is_sample=True)
    return question.ask(asked)


def _told(question: Question, asked: dict[str, str], whole: Answer) -> Answered:
    answer = whole if staff.is_owner() else _for_staff(question, whole)
    return Answered(question, asked, answer, _sentence(question, answer))


def _for_staff(question: Question, answer: Answer) -> Answer:
    """Without the owner's columns, and without the sums of money."""
    kept = [at for at, heading in enumerate(answer.headings) if not heading.is_secret]
    keys = {answer.headings[at].key for at in kept}
    chart = answer.chart
    if chart and not {chart.label, *chart.values} <= keys:
        chart = None
    total = answer.total
    if total and question.key not in _OF_THE_TILL:
        total = tuple(None if one.kind == "money" else cell for one, cell in zip(answer.headings, total, strict=True))
    return replace(
        answer,
        headings=tuple(answer.headings[at] for at in kept),
        lines=tuple(Line(line.key, tuple(line.cells[at] for at in kept)) for line in answer.lines),
        total=total and tuple(total[at] for at in kept),
        notes=tuple(one for one in answer.notes if not one.is_secret),
        chart=chart,
    )


def _sentence(question: Question, answer: Answer) -> str:
    if answer.is_sample:
        return _("Sample: {sentence}").format(sentence=question.say(answer))
    is_enough = answer.records >= question.enough if answer.is_enough is None else answer.is_enough
    if not is_enough:
        return _(TOO_LITTLE)
    return question.say(answer)
