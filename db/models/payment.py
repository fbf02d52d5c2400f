"""Money in."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Text
from db.models.sale import Sale


class Payment(Edited):
    """Money for one sale, or for the oldest that are owed; what was wrong is countered, never changed."""

    customer = Reference(Customer)
    sale = Reference(Sale, null=True)
    paid_on = TextField()  # ISO date
    amount = IntegerField()  # whole dollars; less than nothing: a counter entry, or money given back
    method = Text(default="cash")  # cash, transfer, card, line_pay, cheque, allowance
    reference = Text()  # of a transfer: the last five digits
    bank = Text()  # of a cheque
    cheque_no = Text()
    due_on = TextField(null=True)  # ISO date of a cheque
    cleared_on = TextField(null=True)  # ISO date the bank paid it
    counters = Reference("self", null=True)
    note = Text()
    staff = Text()

    class Meta:
        """In table payment."""

        table_name = "payment"


Payment.add_index(Payment.customer, Payment.paid_on, Payment.id, Payment.amount, name="payment_of_customer")
Payment.add_index(Payment.sale, where=Payment.sale.is_null(False), name="payment_sale")
Payment.add_index(Payment.paid_on, name="payment_paid_on")
Payment.add_index(Payment.counters, unique=True, where=Payment.counters.is_null(False), name="payment_counters")
Payment.add_index(Payment.due_on, where=(Payment.due_on.is_null(False) & Payment.cleared_on.is_null()), name="payment_due_on")
