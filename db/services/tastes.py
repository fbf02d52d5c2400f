"""What a customer who came back liked before, and what had gone wrong: what they bought most, what was noted of them in words."""

from typing import TYPE_CHECKING, Final

from db.core import audit
from db.core.connection import rows, value
from db.services.complaints import COMPLAINED, told
from db.services.item_names import CALLED
from db.services.stage_names import REASONS
from resources.i18n import _

if TYPE_CHECKING:
    from db.services.cards import CustomerCard

RETURNED: Final = "win_back"  # as analytics.stages calls who came again after long
_MOST: Final = 3  # products named
_LONGEST: Final = 60  # letters of what was said
_EVER: Final = 99_999_999
_BOUGHT: Final = (
    f"SELECT {CALLED} FROM sale_fact f JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
    " WHERE f.customer = ? AND f.day <= ? AND coalesce(p.name, i.name) <> ''"
    " GROUP BY f.item HAVING sum(f.quantity) > 0 ORDER BY count(*) DESC, sum(f.quantity) DESC, max(f.day) DESC LIMIT ?"
)
_RETURNS: Final = (  # an old machine taken off the price of a new one is no return
    f"SELECT {CALLED} FROM sale_fact f JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
    " JOIN sale s ON s.id = f.sale AND (s.returns IS NOT NULL OR s.total < 0)"
    " WHERE f.customer = ? AND f.day <= ? AND f.quantity < 0 GROUP BY f.item ORDER BY max(f.day) DESC LIMIT ?"
)
_SAID: Final = (
    f"SELECT text FROM interaction WHERE customer = ?1 AND text <> '' AND (outcome = ?2 OR {told('text')})"
    " AND CAST(replace(coalesce(happened_on, '0'), '-', '') AS INTEGER) <= ?3 ORDER BY happened_on DESC, id DESC LIMIT 1"
)


def came_back(card: "CustomerCard") -> bool:
    """Whether they were put away once and are here again, or bought again after they were lost."""
    if card.archived_at is not None:
        return False
    return audit.was_changed("customer", card.id, "archived_at") or returned(card.id)


def returned(customer: int) -> bool:
    """Whether they bought again after they were lost."""
    return value("SELECT 1 FROM customer_standing WHERE customer = ? AND stage = ?", customer, RETURNED) is not None


def of(card: "CustomerCard") -> list[str]:
    """The products bought most, then the own fields' words: 換氣扇, 喜歡的顏色 紅."""
    words = [f"{own.field.title} {own.text}" for own in card.own if own.field.kind in ("text", "choice")]
    return bought(card.id) + words


def bought(customer: int, until: int = _EVER) -> list[str]:
    """What they bought most, up to this day (as in sale_fact); not what they gave back."""
    return [name for (name,) in rows(_BOUGHT, customer, until, _MOST)]


def went_wrong(customer: int, until: int = _EVER) -> str:
    """Why they went, what they complained of last and what they gave back, up to this day; "" where nothing is known."""
    ((reason,),) = rows("SELECT coalesce(max(lost_reason), '') FROM customer WHERE id = ?", customer)
    said = [_(REASONS[reason])] if reason in REASONS and reason != "unknown" else []
    for (text,) in rows(_SAID, customer, COMPLAINED, until):
        said.append(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    said += [_("gave back {item}").format(item=name) for (name,) in rows(_RETURNS, customer, until, _MOST)]
    return "；".join(" ".join(one.split()) for one in said)
