"""期初欠款: what a customer owed before the shop kept its accounts here; a number of their card."""

from db.core.connection import value
from db.core.journal import unit
from db.core.values import money
from db.services import customers, lists, own_fields, trade_figures
from resources.i18n import written


def of(customer: int) -> int:
    """In whole dollars; 0 where nothing was said."""
    return int(value(f"SELECT {trade_figures.opening_sql()} FROM customer WHERE id = ?", customer) or 0)


def put(customer: int, amount: int) -> None:
    """Make it this, whole dollars; the shop's number field for it is made where there is none yet."""
    with unit("openings.put"):
        fields = [one.key for one in lists.own_columns() if one.kind == "number" and one.says_owing]
        key = fields[0] if fields else f"f{own_fields.insert(written('Owed before this program'), 'number', [], True)}"
        form = customers.form(customer)
        others = of(customer) - (money.parse(str(form.own.get(key) or 0)) or 0)
        form.own[key] = amount - others or None
        customers.change(customer, form)
