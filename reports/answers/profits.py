"""With whom money is really earned: the margin of a customer less what was spent on them."""

from dataclasses import replace
from typing import Final

from db.services import profits
from db.services.customer_sales import Part
from db.services.profits import Profit
from reports.answers import people
from reports.answers.parts import note, said, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_ORDER: Final = Parameter("order", N_("First"), (("most", N_("Who left most")), ("least", N_("Who left least"))))
_BEST: Final = 50
_OTHERS: Final = "others"
_NAMES: Final = {"": N_("All who ever bought"), _OTHERS: N_("Without a name, or cost not known")}
_SALES: Final[dict[str, Part]] = {"money": "money", "unknown": "unknown", "margin": "margin"}


def ask_profits(asked: Asked) -> Answer:
    """Margin less what was spent, customer by customer."""
    return _profits(profits.rows(asked["order"], _BEST), profits.together(), profits.others(), len(profits.losing()))


def _profits(found: list[Profit], known: Profit, others: Profit, losing: int) -> Answer:
    lines = [Line(str(one.customer), (one.name, *_dollars(one))) for one in found]
    if others.customer:
        lines.append(Line(_OTHERS, (_(_NAMES[_OTHERS]), *_dollars(others))))
    total = zip(_dollars(known), _dollars(others), strict=True)
    return Answer(
        headings=(
            Heading("customer", _("Customer"), is_customer=True),
            Heading("money", _("Sales"), "money"),
            Heading("unknown", _("Of it cost not known"), "money"),
            Heading("margin", _("Margin"), "money"),
            Heading("marketing", _("Gifts, advertising"), "money"),
            Heading("service", _("Errands, repairs"), "money"),
            Heading("remains", _("Remains"), "money", is_total=True),
        ),
        lines=tuple(lines),
        total=(_("Total"), *((one or 0) + (other or 0) for one, other in total)) if lines else None,
        records=known.customer,
        counted="customers",
        notes=tuple(_remarks(known, len(found), losing)),
        chart=Chart("bars", "customer", ("remains",), faded=(_OTHERS,)),
    )


def _dollars(one: Profit) -> tuple[int | None, ...]:
    return one.money, one.unknown, one.margin, one.marketing, one.service, one.remains


def _remarks(known: Profit, listed: int, losing: int) -> list[Note]:
    found = []
    if listed < known.customer:
        words = _("Of {count} customers the first {shown} are listed; the total is that of all.")
        found.append(note(words.format(count=said(known.customer), shown=said(listed))))
    if losing:
        found.append(note(_("{count} customers cost more than they brought.").format(count=said(losing))))
    if known.unknown:
        words = _("Of goods for {money} nobody wrote down the cost: their margin is not counted.")
        found.append(note(words.format(money=said(known.unknown, "money")), act="products"))
    if not known.marketing + known.service:
        found.append(note(_("Nothing was written down yet that was spent on customers; it stands under ⋯ on the card.")))
    return found


def say_profits(answer: Answer) -> str:
    """Who leaves most (or least), and what all of them left."""
    first = next(iter(answer.lines), None)
    if first is None or first.key == _OTHERS:
        return ""
    sentence = _("With {customer} {remains} remain after all costs; with all of them together {all}.")
    words = told(answer, first)
    return sentence.format(customer=words["customer"], remains=words["remains"], all=told(answer)["remains"])


def behind_profits(_asked: Asked, line: str, column: str) -> Behind:
    """What a customer bought, sale by sale, or what was spent on them; of the others and of all, customer by customer."""
    if line not in _NAMES and (column in _SALES or column not in profits.COLUMNS):
        return people.of_one(line, column, _SALES)
    column = column if column in profits.COLUMNS else "money"
    if line in _NAMES:
        parts = profits.parts(column, "others" if line else "known" if column == "remains" else "all")
        return Behind("customers", list(parts), _(_NAMES[line]), parts)
    one = people.of_one(line, column)
    return replace(one, parts={int(line): profits.parts(column, "all").get(int(line), 0)})


def _sample_profits() -> Answer:
    rows = [
        Profit(0, people.made_up(letter), money, margin, 0, marketing, service, margin - marketing - service)
        for letter, money, margin, marketing, service in (
            ("A", 182_000, 54_600, 1_200, 3_000),
            ("B", 96_400, 30_100, 800, 0),
            ("C", 41_000, 11_300, 600, 14_000),
        )
    ]
    sums = [
        sum(one)
        for one in zip(
            *((row.money, row.margin or 0, 0, row.marketing, row.service, row.remains or 0) for row in rows), strict=True
        )
    ]
    return _profits(rows, Profit(len(rows), "", *sums), Profit(0, "", 0, None, 0, 0, 0, None), 1)


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
            " them). Of what nobody wrote down the cost, no margin is known: it is not counted. Textbooks call it customer"
            " profitability."
        ),
    ),
)
