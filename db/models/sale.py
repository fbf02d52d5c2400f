"""What a customer bought."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Flag, Json, Number, Scaled, Text
from db.models.import_run import came_from, came_row
from db.models.product import Product
from db.models.quote import Quote


class Sale(Edited):
    """One purchase; `total` in whole dollars."""

    customer = Reference(Customer)
    order_no = Text()
    happened_on = TextField(null=True)  # ISO date
    happened_time = TextField(null=True)  # HH:MM
    note = Text()
    total = IntegerField(null=True)
    extra = Json()
    came_from = came_from()
    came_row = came_row()
    number = Text()  # of our own slip; `order_no` is the number somebody else gave
    quote = Reference(Quote, null=True)  # that was accepted
    tax_mode = Text()  # exclusive, inclusive, zero, exempt, none; "": nothing is known of tax
    net = IntegerField(null=True)
    tax = IntegerField(null=True)
    due_on = TextField(null=True)  # ISO date it is to be paid
    is_owed = Flag()  # it counts in what the customer owes, until it is paid; not so history that came in
    returns = Reference("self", null=True)  # the sale it takes something back of
    invoice_no = Text()  # AB-12345678
    invoice_on = TextField(null=True)  # ISO date
    invoice_kind = Text()  # "", duplicate, triplicate, receipt, none
    project = Text()
    site_address = Text()
    kept_here = Text()  # what the customer paid and has not taken along
    staff = Text()

    class Meta:
        """In table sale."""

        table_name = "sale"


class SaleLine(Table):
    """One line of a sale; `amount` in whole dollars."""

    sale = Reference(Sale, index=True)
    product = Reference(Product, null=True)
    name = Text()
    spec = Text()
    quantity = Scaled(null=True)
    unit = Text()
    unit_price = Scaled(null=True)
    amount = IntegerField(null=True)
    note = Text()
    position = Number()
    came_from = came_from()
    came_row = came_row()
    kind = Text(default="item")  # as in quotes
    discount = Text()
    cost = Scaled(null=True)
    serial_no = Text()
    warranty_months = IntegerField(null=True)
    delivery = Text()  # "", ordered, arrived, told, handed
    promised_on = TextField(null=True)  # ISO date

    class Meta:
        """In table sale_line."""

        table_name = "sale_line"


Sale.add_index(Sale.customer, Sale.happened_on, Sale.id, Sale.total, Sale.is_owed, name="sale_of_customer")  # what they bought
Sale.add_index(Sale.order_no, where=(Sale.order_no != ""), name="sale_order_no")
SaleLine.add_index(SaleLine.product, where=SaleLine.product.is_null(False), name="sale_line_product")
Sale.add_index(Sale.number, unique=True, where=(Sale.number != ""), name="sale_number")
Sale.add_index(Sale.quote, where=Sale.quote.is_null(False), name="sale_quote")
Sale.add_index(Sale.returns, where=Sale.returns.is_null(False), name="sale_returns")
Sale.add_index(Sale.invoice_no, where=(Sale.invoice_no != ""), name="sale_invoice_no")
Sale.add_index(Sale.happened_on, name="sale_happened_on")
Sale.add_index(Sale.customer, where=(Sale.is_owed == 1), name="sale_is_owed")
SaleLine.add_index(SaleLine.delivery, where=SaleLine.delivery.not_in(["", "handed"]), name="sale_line_delivery")
SaleLine.add_index(SaleLine.serial_no.collate("NOCASE"), where=(SaleLine.serial_no != ""), name="sale_line_serial_no")
