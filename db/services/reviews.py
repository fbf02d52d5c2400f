"""What is looked over by and by: risks once a year, rights and checks twice a year, trainings, drills, scrapped disks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock, session
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Review
from db.services import days
from resources.i18n import N_, _

_HALF, _YEAR = 182, 365  # days
KINDS: Final = (  # key, words, days until it is due again (0: only when it happens)
    ("rights", N_("Who may do what"), _HALF),
    ("audit", N_("Half-year check"), _HALF),
    ("risk", N_("Risks"), _YEAR),
    ("yearly", N_("Security plan looked over"), _YEAR),
    ("training", N_("Training"), _YEAR),
    ("drill", N_("Drill of an incident"), _YEAR),
    ("recovery", N_("Spare password tried"), _YEAR),
    ("disposal", N_("Computer or disk scrapped"), 0),
    ("closing_down", N_("Business closed: what became of the data"), 0),
)
_OF_PASSWORDS: Final = ("rights", "recovery")
QUESTIONS: Final = (  # of "risk"; each yes is a risk that is not there (Rules §12(2)3)
    N_("Is a password asked for when the program starts?"),
    N_("Is the shop file encrypted, or does the computer never leave the shop?"),
    N_("Does the screen lock by itself?"),
    N_("Has everybody who works here a name and a PIN of their own?"),
    N_("Can staff export lists only with your leave?"),
    N_("Was there a backup on a stick within the last 7 days, and is it kept elsewhere?"),
    N_("Was fetching back from a backup ever tried?"),
    N_("Is the spare password on paper and locked away?"),
    N_("Are printed lists shredded after use?"),
    N_("Do those who print or send for you have a contract?"),
    N_("Does everybody know what to do when data gets lost?"),
    N_("Are logins of people who left switched off?"),
)
CHECKS: Final = (  # of "audit" (Rules §12(2)9)
    N_("The history was checked and is whole"),
    N_("Who exported and printed was read through"),
    N_("Nobody is listed who has left"),
    N_("Customers who refused were in no mailing"),
    N_("Requests of customers were answered in time"),
    N_("Those who were not here for long were looked at"),
)
ASKED: Final[dict[str, tuple[str, ...]]] = {"risk": QUESTIONS, "audit": CHECKS}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One of them as it stands; `answers`: the question's place as text -> yes."""

    id: int
    kind: str
    done_on: str
    done_by: str
    answers: dict[str, bool]
    score: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something was looked over last, and when it is due again; ISO, None: never, "" : only when it happens."""

    kind: str
    words: str
    last_on: str | None
    due_on: str

    @property
    def is_due(self) -> bool:
        """Whether it is time."""
        return bool(self.due_on) and self.due_on <= clock.today().isoformat()


def save(kind: str, answers: Mapping[str, bool] | None = None, note: str = "", done_on: str = "", done_by: str = "") -> int:
    """Write down that it was looked over; its id. The score is how many of the questions were answered with yes.

    InputError: a kind nobody knows, a day that can't be read, nothing said of what becomes of the data.
    """
    if kind not in {key for key, _words, _days in KINDS}:
        raise InputError(_("Please choose what was looked over."), field="kind")
    said = clean_text(note).strip()
    if kind in ("disposal", "closing_down") and not said:
        raise InputError(_("Please write down what was done, how, when and by whom."), field="note")
    day, given = days.iso(done_on, "done_on") or clock.today().isoformat(), dict(answers or {})
    score = sum(given.values()) if kind in ASKED else None
    with unit("reviews.save"):
        made = Review.create(
            kind=kind, done_on=day, done_by=done_by.strip() or session.actor(), answers=given, score=score, note=said
        )
        return int(made.id)


def rows(kind: str = "") -> list[ReviewRow]:
    """What was looked over, the latest first."""
    query = Review.select().order_by(Review.done_on.desc(), Review.id.desc())
    query = query.where(Review.kind == kind) if kind else query
    return [ReviewRow(row.id, row.kind, row.done_on, row.done_by, row.answers, row.score, row.note) for row in query]


def last(kind: str) -> ReviewRow | None:
    """The latest of a kind."""
    return next(iter(rows(kind)), None)


def due() -> list[Due]:
    """Every kind that comes again, in order: when it was last, and when it is due; what never was is due now.

    Without passwords there are no rights and no spare password to look over.
    """
    latest: dict[str, str] = {}
    for row in rows():
        latest.setdefault(row.kind, row.done_on)
    kinds = [one for one in KINDS if one[2] and (session.is_guarded() or one[0] not in _OF_PASSWORDS)]
    return [Due(key, _(words), latest.get(key), _again(latest.get(key), every)) for key, words, every in kinds]


def _again(last_on: str | None, every: int) -> str:
    if last_on is None:
        return clock.today().isoformat()
    return (date.fromisoformat(last_on) + timedelta(days=every)).isoformat()


def words_of(kind: str) -> str:
    """A kind in words."""
    return next((_(words) for key, words, _every in KINDS if key == kind), kind)
