"""The last prices a customer was told, in words."""

from collections.abc import Callable, Sequence

from db.services.prices import GivenPrice
from resources.i18n import _
from ui.kit.counter import hidden
from ui.lines.reading import number


def told(name: str, found: Sequence[GivenPrice], day: Callable[[str], str]) -> str:
    """「LED 燈管，上次賣這位客人：$180 (9/12)、$175 (6/30)」; "" where nothing was told before. `day` says an ISO day."""
    if not found:
        return ""
    prices = _(", ").join(_price(one, day) for one in found)
    return hidden(_("{name}, last told this customer: {prices}").format(name=name, prices=prices))


def _price(one: GivenPrice, day: Callable[[str], str]) -> str:
    discount = f" −{one.discount}" if one.discount else ""
    return _("${price} ({day})").format(price=f"{number(one.unit_price)}{discount}", day=day(one.on))
