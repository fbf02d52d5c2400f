"""What a customer who came back liked before: what they bought most, and what was noted of them in words."""

from typing import Final

from db.core import audit
from db.core.connection import rows
from db.services.cards import CustomerCard

_MOST: Final = 3  # products named
_BOUGHT: Final = (
    "SELECT l.name FROM sale_line l JOIN sale s ON s.id = l.sale WHERE s.customer = ? AND l.name <> ''"
    " GROUP BY l.name ORDER BY count(*) DESC, sum(coalesce(l.quantity, 10000)) DESC, max(s.id) DESC LIMIT ?"
)


def came_back(card: CustomerCard) -> bool:
    """Whether they were put away once and are here again."""
    return card.archived_at is None and audit.was_changed("customer", card.id, "archived_at")


def of(card: CustomerCard) -> list[str]:
    """The products bought most, then the own fields' words: 換氣扇, 喜歡的顏色 紅."""
    words = [f"{own.field.title} {own.text}" for own in card.own if own.field.kind in ("text", "choice")]
    return [name for (name,) in rows(_BOUGHT, card.id, _MOST)] + words
