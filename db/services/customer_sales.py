"""What customers bought, added up: of one sale by sale, of many customer by customer."""

from typing import Final, Literal

from db.core.connection import rows as read

Part = Literal["money", "margin", "unknown"]  # whole dollars: all, what was earned, that of goods whose cost nobody wrote down
_PARTS: Final[dict[Part, str]] = {
    "money": "sum(amount)",
    "margin": "sum(margin)",
    "unknown": "sum(iif(margin IS NULL AND amount <> 0, amount, NULL))",
}
_SALES: Final = (
    "SELECT sale, {part} AS part FROM sale_fact WHERE customer = ? GROUP BY sale HAVING part IS NOT NULL"
    " ORDER BY max(day) DESC, sale DESC"
)
_OF_TIER: Final = (
    "SELECT f.customer, {part} AS part FROM sale_fact f LEFT JOIN customer_standing s ON s.customer = f.customer"
    " WHERE ?1 IS NULL OR coalesce(s.tier, '') = ?1 GROUP BY f.customer HAVING part IS NOT NULL ORDER BY part DESC, f.customer"
)


def of(customer: int, part: Part = "money") -> dict[int, int]:
    """The sales of a customer, the latest first, with this part of each; those without any are left out."""
    return dict(read(_SALES.format(part=_PARTS[part]), customer))


def of_tier(tier: str | None, part: Part = "money") -> dict[int, int]:
    """The customers of a tier ("": of none, who buys without a name too; None: all) with this part of what they bought."""
    return dict(read(_OF_TIER.format(part=_PARTS[part].replace("margin", "f.margin")), tier))
