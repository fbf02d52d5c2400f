"""A clock that jumps: copies keep their order, numbers stay unique, the history stays whole and tells of it."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from db.core import clock, file
from db.core.connection import rows, value
from db.core.errors import UserError
from db.services import backups, interactions, quote_life, quotes
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from reports import fonts, quote_pdf
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "A clock that jumps"
RULES: Final = ("R11",)
_NOW: Final = datetime(2026, 11, 21, 2, tzinfo=UTC)
_JUMPS: Final = (
    ("back a year", timedelta(days=-366)),
    ("forward ten years", timedelta(days=3653)),
    ("to 1970", datetime(1970, 1, 1, 1, tzinfo=UTC) - _NOW),
    ("back an hour", timedelta(hours=-1)),
)


def lines(ground: Ground) -> Iterator[Line]:
    """Work before, during and after each jump."""
    fonts.load()
    for name, jump in _JUMPS:
        tries = ground.many(1, 5)
        faults = [fault for number in range(tries) for fault in _faults(ground, f"{name} {number}", jump)]
        yield Line(f"the clock goes {name}", tries, tries - len(faults), "; ".join(faults))


def _faults(ground: Ground, name: str, jump: timedelta) -> list[str]:
    shop = shops.copy(shops.empty(), ground.place(name))
    numbers, copies = list[str](), list[str]()
    try:
        for at in (_NOW, _NOW + jump, _NOW + timedelta(days=1)):
            clock.fix(at)
            with file.opened(shop):
                numbers += _quoted()
                copies.append(backups.make("close").path.name)
        with file.opened(shop):
            return _wrong(numbers, copies)
    finally:
        clock.fix(None)


def _quoted() -> list[str]:
    """A customer, a talk and a quote of this moment; no number where the date is one no quote may have."""
    from db.services import customers
    from db.services.customer_form import CustomerForm

    one = customers.add(CustomerForm(name="王小明"))
    form = quotes.new(one)
    form.lines = [LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(450))]
    interactions.add(InteractionForm(one, "問價錢"))
    with contextlib.suppress(UserError):
        return [quote_life.issue(quotes.add(form), quote_pdf.make).number]
    return []


def _wrong(numbers: list[str], copies: list[str]) -> list[str]:
    faults = []
    if not file.check().ok:
        faults.append("the history is not whole")
    if len(set(numbers)) != len(numbers) or len(numbers) < 2:
        faults.append(f"numbers {numbers}")
    if [copy.path.name for copy in backups.kept()] != copies[::-1]:
        faults.append("copies lost, or out of order")
    if value("SELECT count(*) FROM interaction") != 3:
        faults.append("a talk is lost")
    back = [detail for (detail,) in rows("SELECT detail FROM unit WHERE action = 'clock.back'")]
    went_back = rows("SELECT 1 FROM unit a JOIN unit b ON b.id = a.id + 1 WHERE b.at < a.at")
    return [*faults, *(["the history does not tell of it"] if went_back and not back else [])]
