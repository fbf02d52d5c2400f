"""What speaks for a suggestion, row by row: the purchases of the customer it rests on."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.services.item_names import CALLED
from db.services.suggestions import SuggestionRow
from resources.i18n import _

_MOST: Final = 20
_OF: Final = (
    f"SELECT f.sale, max(f.day), group_concat({CALLED}, ?4) FROM sale_fact f LEFT JOIN item i ON i.id = f.item"
    f" LEFT JOIN product p ON p.id = i.product WHERE f.customer = ?1 AND (?2 = '' OR {CALLED} = ?2)"
    " GROUP BY f.sale ORDER BY max(f.day) DESC, f.sale DESC LIMIT ?3"
)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One sale: its id, its day (ISO, "" unknown) and what of it speaks for the suggestion."""

    sale: int
    day: str
    items: str


def purchases(row: SuggestionRow) -> list[Purchase]:
    """The customer's purchases of what the suggestion speaks of, the latest first; of everything where it speaks of none."""
    return [
        Purchase(sale, f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}" if day else "", items or "")
        for sale, day, items in read(_OF, row.customer, row.about, _MOST, _(", "))
    ]
