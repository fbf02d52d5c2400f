"""店員獎金: the money that came in by staff and category, and what is paid of it."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from db.services import commissions, periods
from db.services.commissions import NO_SALE, Earned
from db.services.periods import Period
from reports.answers.parts import name_of, named, note, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_PERIOD: Final = Parameter("period", N_("When"), periods.choices("last_month", "all", "new_year"), takes_days=True)
_DETAIL: Final = Parameter("detail", N_("Shown by"), (("staff", N_("Staff")), ("category", N_("Category"))))


def _commission(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    found = commissions.earned(period.first, period.last)
    made = _by_staff if asked["detail"] == "staff" else _by_category
    return made(found, period, _sales(period), commissions.rates())


def _by_category(found: Sequence[Earned], period: Period, sales: int, agreed: Mapping[str, Decimal]) -> Answer:
    lines = [
        Line(
            json.dumps([one.staff, one.category]),
            (one.staff or _("not known"), one.category or _("Others"), one.collected, one.rate * 100, one.commission),
        )
        for one in found
    ]
    headings = (
        Heading("staff", _("Staff")),
        Heading("category", _("Category")),
        Heading("collected", _("Money in"), "money"),
        Heading("rate", _("Percent"), "decimal", is_secret=True),
        Heading("commission", _("Commission"), "money"),
    )
    sums = sum(one.collected for one in found), None, sum(one.commission for one in found)
    total = (_("Total"), "", *sums)
    return Answer(headings, tuple(lines), total, sales, "sales", notes=_about_rates(agreed), period=period.span)


def _sales(period: Period) -> int:
    """For how many sales money came in."""
    return len(commissions.collected(period.first, period.last).keys() - {NO_SALE})


def _by_staff(found: Sequence[Earned], period: Period, sales: int, agreed: Mapping[str, Decimal]) -> Answer:
    """A line for each of the staff; the commission is the sum of those of the categories."""
    names = list(dict.fromkeys(one.staff for one in found))
    sums = {name: _sums([one for one in found if one.staff == name]) for name in names}
    headings = (
        Heading("staff", _("Staff")),
        Heading("collected", _("Money in"), "money"),
        Heading("commission", _("Commission"), "money"),
    )
    lines = tuple(Line(named(name), (name or _("not known"), *sums[name])) for name in names)
    chart = Chart("bars", "staff", ("commission" if any(one.commission for one in found) else "collected",))
    total = (_("Total"), *_sums(found))
    return Answer(headings, lines, total, sales, "sales", notes=_about_rates(agreed), chart=chart, period=period.span)


def _sums(found: Sequence[Earned]) -> tuple[int, int]:
    return sum(one.collected for one in found), sum(one.commission for one in found)


def _about_rates(agreed: Mapping[str, Decimal]) -> tuple[Note, ...]:
    if not agreed:
        return (note(_("No rates are set yet: Settings, “Commission of the staff”.")),)
    words = _(", ").join(f"{name or _('Others')} {(rate * 100).normalize():f} %" for name, rate in agreed.items())
    return (note(_("Rates: {rates}").format(rates=words)),)


def _say_commission(answer: Answer) -> str:
    if not answer.lines:
        return _("No money came in on these days.")
    every = told(answer)
    return _("Of {collected} that came in, {commission} go to the staff.").format(**every)


def _behind_commission(asked: Asked, line: str, column: str) -> Behind | None:
    """The sales that were paid in these days with what came in for each, or what is paid of that."""
    if column == "rate":
        return None
    period = periods.of(asked["period"])
    staff, category = json.loads(line) if line.startswith("[") else (name_of(line), None)
    sums = (commissions.paid if column == "commission" else commissions.collected)(period.first, period.last, staff, category)
    rest = sums.pop(NO_SALE, 0)
    title = _(", ").join(one for one in (staff, category) if one) or _("Money in")
    return Behind("sales", list(sums), title, sums, besides=(_("For no sale in particular"), rest) if rest else None)


def _sample() -> Answer:
    rates = {_("Heaters"): Decimal("0.03"), _("Lamps"): Decimal("0.02")}
    found = [
        Earned(who, category, 120_000 - 40_000 * at, rate)
        for who in (_("Owner"), _("Staff"))
        for at, (category, rate) in enumerate(rates.items())
    ]
    return _by_staff(found, periods.of("last_month"), 24, rates)


QUESTIONS: Final = (
    Question(
        key="commission",
        title=N_("What commission do the staff get?"),
        answers=N_("The money that came in by staff and category, and their share."),
        group="money",
        ask=_commission,
        say=_say_commission,
        how=N_(
            "Money counts on the day it is there, with tax: what is paid at once on the day of the sale, all else on"
            " the day of the payment, a cheque on the day the bank paid it; allowances are no money. It belongs to who"
            " made the sale and is shared over the categories as the sale is. Money for no sale in particular has no"
            " category and belongs to who looks after the customer. The rates stand in the settings, one a category."
        ),
        parameters=(_PERIOD, _DETAIL),
        needs="sales",
        behind=_behind_commission,
        sample=_sample,
        is_for_owner=True,
        is_monthly=True,
        enough=0,
    ),
)
