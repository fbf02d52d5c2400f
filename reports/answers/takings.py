"""今天收了多少: the money that came in on one day, by way of paying; the same sums as 今日收款表."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.services import payments
from db.services.payments import METHODS, NO_MONEY, Takings
from reports.answers.crossed import amount
from reports.answers.parts import note, said, share
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_DAY: Final = Parameter(
    "day", N_("Which day"), (("0", N_("Today")), ("1", N_("Yesterday")), ("2", N_("The day before yesterday")))
)


def _ask(asked: Asked) -> Answer:
    takings = payments.takings((clock.today() - timedelta(days=int(asked["day"]))).isoformat())
    return _by_method(takings, Counter(row.method for row in takings.rows))


def _by_method(takings: Takings, counts: Mapping[str, int]) -> Answer:
    """Each way of paying with its money; allowances bring none and are said beside."""
    words, day = dict(METHODS), date.fromisoformat(takings.day)
    came = {key: money for key, money in takings.by_method.items() if key != NO_MONEY}
    whole = takings.total
    return Answer(
        headings=(
            Heading("method", _("Paid by")),
            Heading("money", _("Money received"), "money", is_total=True),
            Heading("share", _("Of all"), "share"),
            Heading("payments", _("Payments"), "count"),
        ),
        lines=tuple(
            Line(key, (_(words[key]), money, share(money, whole) if whole > 0 else None, counts[key]))
            for key, money in came.items()
        ),
        total=(_("Total"), whole, 1.0 if whole > 0 else None, sum(counts[key] for key in came)),
        records=sum(counts[key] for key in came),
        notes=_allowances(takings),
        chart=Chart("bars", "method", ("money",)),
        period=(day, day),
    )


def _allowances(takings: Takings) -> tuple[Note, ...]:
    let_off = takings.by_method.get(NO_MONEY)
    if let_off is None:
        return ()
    return (
        note(_("Allowances of {money} were written down besides; they bring no money.").format(money=said(let_off, "money"))),
    )


def _say(answer: Answer) -> str:
    if not answer.lines or answer.total is None:
        return _("No money came in on this day.")
    _word, money, _share, count = answer.total
    return _("{money} came in with {count} payments.").format(money=amount(money), count=said(count))


def _behind(asked: Asked, line: str, _column: str) -> Behind:
    found = payments.takings((clock.today() - timedelta(days=int(asked["day"]))).isoformat())
    ids = [row.id for row in found.rows if row.method == line or (not line and row.method != NO_MONEY)]
    return Behind("payments", ids, _("Payments"))


def _sample() -> Answer:
    takings = Takings(clock.today().isoformat(), (), {"cash": 12_400, "transfer": 8_000, "card": 3_600}, 24_000)
    return _by_method(takings, {"cash": 14, "transfer": 3, "card": 5})


QUESTIONS: Final = (
    Question(
        key="takings",
        title=N_("How much money came in today?"),
        answers=N_("The money of one day by way of paying, as on the takings paper."),
        group="money",
        ask=_ask,
        say=_say,
        how=N_(
            "Every payment written down for the day counts, counter entries with a minus; an allowance brings no money and is"
            " not in the sum. Cheques count on the day they are received."
        ),
        parameters=(_DAY,),
        needs="payments",
        behind=_behind,
        sample=_sample,
        enough=0,
    ),
)
