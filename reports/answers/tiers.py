"""Who carries the shop: the customers in three tiers by their share of the margin, and the best of them."""

from collections.abc import Sequence
from typing import Final

from db.services import customer_sales, standing_counts
from db.services.customer_sales import Part
from db.services.standing_counts import Best, Tier
from reports.answers import people
from reports.answers.parts import share, to_come, told
from reports.question import TOTAL, Answer, Asked, Behind, Cell, Chart, Heading, Line, Parameter, Question
from resources.i18n import N_, _

_WHICH: Final = Parameter("which", N_("Shown"), (("tiers", N_("The three tiers")), ("best", N_("The best 50"))))
_BEST: Final = 50
_TIERS: Final = {
    "A": N_("A: carry the shop"),
    "B": N_("B: the middle"),
    "C": N_("C: the many small ones"),
    "": N_("Without a name, or cost not known"),
}
_OTHERS: Final = "others"
_ADDED_UP: Final[dict[str, Part]] = {"money": "money", "margin": "margin", "part": "margin"}


def ask_tiers(asked: Asked) -> Answer:
    """The tiers, or the best with their share run up."""
    tiers = standing_counts.tiers()
    return _tiers(tiers) if asked["which"] == "tiers" else _best(standing_counts.best(_BEST), tiers)


def _tiers(found: list[Tier]) -> Answer:
    customers, money = sum(one.customers for one in found), sum(one.money for one in found)
    margin, earned = sum(one.margin or 0 for one in found), sum(max(one.margin or 0, 0) for one in found)
    return Answer(
        headings=(
            Heading("tier", _("Tier")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all customers"), "share"),
            Heading("money", _("Sales"), "money"),
            Heading("margin", _("Margin"), "money"),
            Heading("part", _("Of the margin"), "share", is_private=True),
        ),
        lines=tuple(Line(one.tier or _OTHERS, _tier(one, customers, earned)) for one in found),
        total=(_("Total"), customers, share(customers, customers), money, margin, share(earned, earned)) if found else None,
        records=customers,
        counted="customers",
        notes=to_come(),
        chart=Chart("donut", "tier", ("margin",)),
    )


def _tier(one: Tier, customers: int, earned: int) -> tuple[Cell, ...]:
    own = one.customers or None
    return (
        _(_TIERS[one.tier]),
        own,
        share(one.customers, customers) if own else None,
        one.money,
        one.margin,
        share(max(one.margin or 0, 0), earned),
    )


def _best(found: Sequence[Best], tiers: list[Tier]) -> Answer:
    earned, so_far, lines = sum(max(one.margin or 0, 0) for one in tiers), 0, []
    for one in found:
        so_far += one.margin or 0
        lines.append(Line(str(one.customer), (one.name, one.tier, one.money, one.margin, share(so_far, earned))))
    return Answer(
        headings=(
            Heading("customer", _("Customer"), is_customer=True),
            Heading("tier", _("Tier")),
            Heading("money", _("Sales"), "money"),
            Heading("margin", _("Margin"), "money"),
            Heading("so_far", _("All up to here"), "share", is_private=True),
        ),
        lines=tuple(lines),
        records=sum(one.customers for one in tiers),
        counted="customers",
        chart=Chart("line", "customer", ("so_far",)),
    )


def say_tiers(answer: Answer) -> str:
    """How few bring how much."""
    first = next(iter(answer.lines), None)
    if first is None:
        return ""
    words = told(answer, first)
    if "so_far" in words:
        top = told(answer, answer.lines[min(10, len(answer.lines)) - 1])
        return _("{customer} brings most. The first ones up to {last} bring {so_far} of the margin.").format(
            customer=words["customer"], last=top["customer"], so_far=top["so_far"]
        )
    return _("{customers} customers ({share} of all) bring {part} of the margin.").format(**words) if first.key == "A" else ""


def behind_tiers(asked: Asked, line: str, column: str) -> Behind | None:
    """The customers of a tier, of none, or all of them, with what they bought; of the best the one of the line, or the sales."""
    if asked["which"] != "tiers":
        return people.of_one(line, column, _ADDED_UP) if line else None
    tier = None if line == TOTAL else "" if line == _OTHERS else line
    title = _("All who ever bought") if tier is None else _(_TIERS[tier])
    if column in _ADDED_UP:
        parts = customer_sales.of_tier(tier, _ADDED_UP[column])
        return Behind("customers", list(parts), title, parts)
    return Behind("customers", standing_counts.in_any_tier() if tier is None else standing_counts.in_tier(tier), title)


def _sample_tiers() -> Answer:
    return _tiers([Tier("A", 42, 1_680_000, 512_000), Tier("B", 61, 315_000, 96_000), Tier("C", 298, 104_000, 32_000)])


QUESTIONS: Final = (
    Question(
        key="tiers",
        title=N_("Who carries the shop?"),
        answers=N_("How few customers bring most of what is earned."),
        group="customers",
        ask=ask_tiers,
        say=say_tiers,
        behind=behind_tiers,
        sample=_sample_tiers,
        needs="sales",
        parameters=(_WHICH,),
        is_for_owner=True,
        how=N_(
            "Customers in the order of the margin they brought. Those who together bring the first 80 % are A, up to 95 % B,"
            " the rest C. Margin is before tax, less the cost of the goods. Textbooks call it ABC analysis, or the Pareto rule."
        ),
    ),
)
