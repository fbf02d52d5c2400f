"""The demo shop's slips: a tax ID that does not add up, a mail address without @, a birthday to come, a phone too short, none."""

from collections.abc import Sequence
from itertools import cycle
from typing import Final

from db.core.connection import run
from db.services.demo_people import DemoCustomer

_EVERY: Final = 45  # one customer in so many has a slip
_POINT: Final = "INSERT INTO contact_point (customer, kind, text, normal, position) VALUES (?, '{}', '{}', '{}', 9)"
_SLIPS: Final = (
    _POINT.format("email", "wang.gmail.com", "wang.gmail.com"),
    _POINT.format("phone", "2920-16", "292016"),
    "UPDATE customer SET birth_year = 2099, birth_month = 5, birth_day = 1 WHERE id = ?",
    "DELETE FROM contact_point WHERE customer = ?",
)
_TAX_ID: Final = "UPDATE customer SET tax_id = substr(tax_id, 1, 7) || (substr(tax_id, 8) + 1) % 10 WHERE id = ?"


def add_to(ids: range, made: Sequence[DemoCustomer]) -> None:
    """Spoil a little of what some of these have, the same every time, within the unit that is open; no double and no original."""
    slips, originals = cycle(_SLIPS), {one.double_of for one in made}
    alone = [at for at, one in enumerate(made) if one.double_of is None and at not in originals]
    for at in [at for at in alone if made[at].tax_id][_EVERY // 2 :: _EVERY]:
        run(_TAX_ID, ids[at])
    for at in [at for at in alone if not made[at].tax_id][_EVERY // 2 :: _EVERY]:
        run(next(slips), ids[at])
