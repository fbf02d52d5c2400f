"""現場客人: who buys over the counter and leaves no name; one customer of the shop, made when the first of them buys."""

from db.core import search
from db.core.connection import rows, value
from db.core.journal import unit
from db.core.values import names
from db.services import customers, keep_in_touch, options
from db.services.customer_form import CustomerForm
from resources.i18n import N_, written

NAME = N_("Walk-in customer")
_KNOWN = (  # found by the key names are sorted by, which has an index
    "SELECT c.id FROM customer_figures f JOIN customer c ON c.id = f.customer WHERE f.visible IN (0, 1) AND f.sort_key = ?"
    " AND c.name = ? ORDER BY c.id"
)
_THERE = "SELECT name FROM customer WHERE id = ? AND merged_into IS NULL AND archived_at IS NULL"


def customer() -> int:
    """Their id; nobody is ever to call them, so no reminder to keep in touch comes up."""
    name = written(NAME)
    for one in search.find(name):
        if value(_THERE, one) == name:
            return one
    with unit("customers.add"):
        made = customers.add(CustomerForm(name=name))
        keep_in_touch.put([made], 0)
        return made


def known() -> list[int]:
    """Those who stand for everybody without a name, put away or not: nobody who could come back, for the reports."""
    name = written(NAME)
    return [one for (one,) in rows(_KNOWN, names.sort_key(name, options.name_order()), name)]
