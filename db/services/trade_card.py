"""What a customer owes, bought, waits for and was quoted, as their card says it."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.services import deliveries, quotes, receivables
from db.services.deliveries import DeliveryRow
from db.services.quote_rows import QuoteQuery, QuoteRow
from db.services.receivables import OpenSale, Owing

MOST: Final = 5  # of each on the card
_BOUGHT: Final = "SELECT bought, last_bought_on, times_bought FROM customer_figures WHERE customer = ?"


@dataclass(frozen=True, slots=True)
class TradeCard:
    """Money in whole dollars, days ISO."""

    owing: Owing
    bought: int
    last_bought_on: str | None
    times_bought: int
    waiting: tuple[DeliveryRow, ...]  # what is not handed over yet, all of it
    unsure: tuple[QuoteRow, ...]  # quotes nobody answered yet, the latest first
    drafts: tuple[QuoteRow, ...]
    unpaid: tuple[OpenSale, ...]  # the oldest first

    @property
    def is_opening_alone(self) -> bool:
        """Whether everything that is owed is what was owed before the first sale here."""
        return self.owing.owed == self.owing.opening


def of(customer: int) -> TradeCard:
    """As it stands today."""
    bought, last, times = next(iter(read(_BOUGHT, customer)), (0, None, 0))
    unsure, drafts = (tuple(quotes.rows(QuoteQuery(state, customer=customer, most=MOST))) for state in ("issued", "draft"))
    owing, left = receivables.standing(customer)
    unpaid = tuple(one for one in left if one.id != receivables.OPENING)
    return TradeCard(owing, bought, last, times, tuple(deliveries.of(customer)), unsure, drafts, unpaid[:MOST])
