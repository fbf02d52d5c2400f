"""What a customer bought."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Json, Number, Scaled, Text
from db.models.import_run import came_from, came_row
from db.models.product import Product


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

    class Meta:
        """In table sale."""

        table_name = "sale"
        indexes = ((("customer", "happened_on"), False),)


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

    class Meta:
        """In table sale_line."""

        table_name = "sale_line"


Sale.add_index(Sale.order_no, where=(Sale.order_no != ""), name="sale_order_no")
SaleLine.add_index(SaleLine.product, where=SaleLine.product.is_null(False), name="sale_line_product")
