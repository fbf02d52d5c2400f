"""With whom money is really earned: the margin of a customer less what was spent on them."""

from typing import Final

from db.services import profits
from db.services.profits import Profit
from reports.answers.parts import note, said, told
from reports.question import Answer, Asked, Behind, Cell, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_ORDER: Final = Parameter("order", N_("First"), (("most", N_("Who left most")), ("least", N_("Who left least"))))
_BEST: Final = 50


def ask_profits(asked: Asked) -> Answer:
    """Margin less what was spent, customer by customer."""
    return _profits(profits.rows(asked["order"], _BEST), profits.together(), len(profits.losing()))


def _profits(found: list[Profit], whole: Profit, losing: int) -> Answer:
    return Answer(
        headings=(
            Heading("customer", _("Customer")),
            Heading("money", _("Sales"), "money"),
            Heading("margin", _("Margin"), "money"),
            Heading("marketing", _("Gifts, advertising"), "money"),
            Heading("service", _("Errands, repairs"), "money"),
            Heading("remains", _("Remains"), "money", is_total=True),
        ),
        lines=tuple(Line(str(one.customer), (one.name, *_dollars(one))) for one in found),
        total=(_("All {count}").format(count=said(whole.customer)), *_dollars(whole)) if found else None,
        records=whole.customer,
        notes=tuple(_remarks(whole, losing)),
        chart=Chart("bars", "customer", ("remains",)),
    )


def _dollars(one: Profit) -> tuple[Cell, ...]:
    return one.money, one.margin, one.marketing, one.service, one.remains


def _remarks(whole: Profit, losing: int) -> list[Note]:
    found = []
    if losing:
        found.append(note(_("{count} customers cost more than they brought.").format(count=said(losing))))
    if whole.unknown:
        words = _("Of goods for {money} nobody wrote down the cost: their margin is not counted.")
        found.append(note(words.format(money=said(whole.unknown, "money")), act="products"))
    if not whole.marketing + whole.service:
        found.append(note(_("Nothing was written down yet that was spent on customers: on the card under ⋯.")))
    return found


def say_profits(answer: Answer) -> str:
    """Who leaves most (or least), and what all of them left."""
    first = next(iter(answer.lines), None)
    if first is None or answer.total is None:
        return ""
    sentence = _("With {customer} {remains} remain after all costs; with all of them together {all}.")
    words = told(answer, first)
    return sentence.format(customer=words["customer"], remains=words["remains"], all=told(answer)["remains"])


def behind_profits(_asked: Asked, line: str, _column: str) -> Behind | None:
    """The customer of a line; of the whole, those who cost more than they brought."""
    return Behind("customers", [int(line)], "") if line else None


def _sample_profits() -> Answer:
    rows = [
        Profit(
            0, _("Customer {letter}").format(letter=letter), money, margin, 0, marketing, service, margin - marketing - service
        )
        for letter, money, margin, marketing, service in (
            ("A", 182_000, 54_600, 1_200, 3_000),
            ("B", 96_400, 30_100, 800, 0),
            ("C", 41_000, 11_300, 600, 14_000),
        )
    ]
    sums = [
        sum(one)
        for one in zip(*((row.money, row.margin or 0, 0, row.marketing, row.service, row.remains) for row in rows), strict=True)
    ]
    return _profits(rows, Profit(len(rows), "", *sums), 1)


QUESTIONS: Final = (
    Question(
        key="profits",
        title=N_("With whom is money really earned?"),
        answers=N_("What remains of a customer's margin after gifts, advertising, errands and repairs."),
        group="customers",
        ask=ask_profits,
        say=say_profits,
        behind=behind_profits,
        sample=_sample_profits,
        needs="sales",
        parameters=(_ORDER,),
        is_for_owner=True,
        how=N_(
            "Remains = margin of everything they ever bought − what was written down as spent on them (on the card, ⋯, Spent on"
            " them). Textbooks call it customer profitability."
        ),
    ),
)
