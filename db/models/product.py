"""What the shop sells."""

from peewee import IntegerField

from db.models.base import Edited, Reference, Table
from db.models.fields import Flag, Json, Number, Scaled, Text
from db.models.import_run import came_from, came_row


class Product(Edited):
    """A product or a service; prices and cost in dollars with up to four places. `price` is the retail price."""

    code = Text()
    name = Text()
    spec = Text()
    unit = Text()
    price = Scaled(null=True)
    cost = Scaled(null=True)
    category = Text()
    barcode = Text()
    is_active = Flag(default=True)
    note = Text()
    extra = Json()
    came_from = came_from()
    came_row = came_row()
    wholesale_price = Scaled(null=True)
    project_price = Scaled(null=True)
    recall_months = IntegerField(null=True)  # so many months after a sale the customer is called again
    recall_item = Text()  # what is renewed then; "": the product itself
    warranty_months = IntegerField(null=True)
    availability = Text()  # in the shop's words: 通常有貨, 要訂
    next_model = Reference("self", null=True)
    picture_hash = Text()
    thumbnail_hash = Text()

    class Meta:
        """In table product."""

        table_name = "product"


Product.add_index(Product.code, where=(Product.code != ""), name="product_code")
Product.add_index(Product.name, name="product_name")
Product.add_index(Product.barcode, where=(Product.barcode != ""), name="product_barcode")
Product.add_index(Product.next_model, where=Product.next_model.is_null(False), name="product_next_model")


class ProductPart(Table):
    """One part of a bundle."""

    product = Reference(Product)
    part = Reference(Product, index=True)
    quantity = Scaled()
    position = Number()

    class Meta:
        """In table product_part."""

        table_name = "product_part"
        indexes = ((("product", "part"), True),)
