"""Who and what brings the money: products, customers, sources, staff, districts, the largest first."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from db.services import cross_tabs, periods, sale_groups
from db.services.cross_dimensions import DIMENSIONS, MEASURES
from db.services.cross_tabs import OTHERS, UNKNOWN, Group, Wish
from db.services.periods import Period
from db.services.sale_groups import Counted, Sold
from reports.answers.crossed import HOW, NAMELESS, PLACE, WHAT, amount, notes, nothing_sold, several, summed
from reports.answers.parts import PERIOD, largest, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_BUYERS: Final = Parameter(
    "buyers", N_("Of whom"), (("customer", N_("Customers")), ("trade", N_("Lines of business")), ("tag", N_("Tags")))
)


def _by(field: str | None, parameter: str = "") -> Callable[[Asked], Answer]:
    """The question by this field, or by the one that is asked beside it."""

    def ask(asked: Asked) -> Answer:
        period, by = periods.of(asked["period"]), field or asked[parameter]
        return _sold(sale_groups.by(by, period), by, period)

    return ask


def _sold(sold: Sold, field: str, period: Period) -> Answer:
    """The groups by money, with what else is counted; how many customers a customer is goes without saying."""
    whole = sold.total
    headings = (
        Heading("name", _(DIMENSIONS[field].label), is_customer=field == "customer"),
        Heading("money", _("Amount sold"), "money", is_secret=True, is_total=True),
        Heading("share", _("Of all"), "share", is_secret=True),
        Heading("sales", _("Number of sales"), "count"),
        Heading("quantity", _("Quantity"), "quantity"),
        Heading("margin", _("Margin"), "money", is_secret=True),
        Heading("customers", _("Number of customers"), "count"),
    )
    kept = len(headings) - (field == "customer")
    return Answer(
        headings=headings[:kept],
        lines=tuple(Line(one.key, (one.name, *_cells(sold.of(one), whole))[:kept]) for one in sold.groups),
        total=None if DIMENSIONS[field].is_many else (_("Total"), *_cells(whole, whole))[:kept],
        records=whole.sales,
        counted="sales",
        is_enough=None if sold.groups else True,
        notes=(*_several(field), *notes(period, sold.left_out, field)),
        chart=Chart("bars", "name", ("money",), faded=(UNKNOWN, OTHERS)),
        period=period.span,
    )


def _several(field: str) -> tuple[Note, ...]:
    """What counts in several lines: sales with goods, of all else customers."""
    return several(MEASURES["sales"], field) or several(MEASURES["customers"], field)


def _cells(one: Counted, whole: Counted) -> tuple[int | float | Decimal | None, ...]:
    part = share(one.money, whole.money) if whole.money > 0 else None
    return one.money, part, one.sales, one.quantity, one.margin, one.customers


def _say_by(sentence: str) -> Callable[[Answer], str]:
    """Of the largest group that has a name; who may see no sums is told what is bought most often."""

    def say(answer: Answer) -> str:
        if not answer.lines:
            return nothing_sold()
        keys = [line.key for line in answer.lines if line.key not in NAMELESS]
        has_money = any(one.key == "money" for one in answer.headings)
        best = largest(answer, "money" if has_money else "sales", keys)
        if best is None:
            return ""
        if not has_money:
            return _("“{name}” is bought most often: {sales} sales.").format(**told(answer, best))
        return _(sentence).format(**told(answer, best) | {"money": amount(best.cells[1])})

    return say


def _behind_by(field: str | None, parameter: str = "") -> Callable[[Asked, str, str], Behind]:
    def behind(asked: Asked, line: str, column: str) -> Behind:
        measure = column if column in MEASURES else "money"
        wish = Wish(field or asked[parameter], "", measure, periods.of(asked["period"]), ranked="money")
        if column == "customers":
            return Behind("customers", cross_tabs.customers(wish, line), _("Customers"))
        if column == "sales":
            return Behind("sales", cross_tabs.sales(wish, line, returns=False), wish.period.words)
        return summed(wish, line, "", wish.period.words)

    return behind


def _sample_by(field: str, names: Sequence[str]) -> Callable[[], Answer]:
    def sample() -> Answer:
        counted = {
            f"{at}": Counted(68_000 // (at + 1), 40 // (at + 1), Decimal(60 // (at + 1)), 25 // (at + 1), 22_000 // (at + 1))
            for at, _name in enumerate(names, 1)
        }
        groups = tuple(Group(f"{at}", _(name)) for at, name in enumerate(names, 1))
        whole = Counted(
            sum(one.money for one in counted.values()),
            sum(one.sales for one in counted.values()),
            sum((one.quantity for one in counted.values()), Decimal(0)),
            sum(one.customers for one in counted.values()),
            sum(one.margin or 0 for one in counted.values()),
        )
        return _sold(Sold(groups, counted, whole, ()), field, periods.of("last_12"))

    return sample


def _question(
    key: str,
    title: str,
    answers: str,
    sentence: str,
    sample: Sequence[str],
    field: str | None = None,
    beside: Parameter | None = None,
    *,
    is_for_owner: bool = True,
    is_monthly: bool = False,
) -> Question:
    """A question by one field, or by the one that is asked beside it."""
    asked = beside.key if beside else ""
    return Question(
        key=key,
        title=title,
        answers=answers,
        group="sales",
        ask=_by(field, asked),
        say=_say_by(sentence),
        how=HOW,
        parameters=(PERIOD, beside) if beside else (PERIOD,),
        needs="sales",
        behind=_behind_by(field, asked),
        sample=_sample_by(field or (beside.choices[0][0] if beside else ""), sample),
        is_for_owner=is_for_owner,
        is_monthly=is_monthly,
    )


QUESTIONS: Final = (
    _question(
        "best_sellers",
        N_("What sells well?"),
        N_("Products, or kinds of product, by what they bring."),
        N_("“{name}” brings most: {money}, {share} of all."),
        (N_("Tap"), N_("Water filter"), N_("Filter cartridge")),
        beside=WHAT,
        is_for_owner=False,
        is_monthly=True,
    ),
    _question(
        "best_customers",
        N_("Who buys most?"),
        N_("The customers, lines of business or tags that bring most."),
        N_("“{name}” bought most: {money}, {share} of all."),
        (N_("Mrs Chen"), N_("Mr Lin"), N_("Mrs Huang")),
        beside=_BUYERS,
    ),
    _question(
        "source_sales",
        N_("Which customers bring money: where did they come from?"),
        N_("What was sold to customers of each source."),
        N_("Customers who came by “{name}” bought most: {money}, {share} of all."),
        (N_("Passing by"), N_("Friends"), N_("Google Maps")),
        field="source",
    ),
    _question(
        "staff_sales",
        N_("How much did each of the staff sell?"),
        N_("Sales by who sold them; where nobody wrote that down, by who looks after the customer."),
        N_("“{name}” sold most: {money}, {share} of all."),
        (N_("Owner"), N_("Ling"), N_("Te")),
        field="staff",
    ),
    _question(
        "area_sales",
        N_("Which district buys most?"),
        N_("What was sold to each district or city, by the customer’s address."),
        N_("“{name}” buys most: {money}, {share} of all."),
        (N_("Zhonghe"), N_("Yonghe"), N_("Banqiao")),
        beside=PLACE,
    ),
)
