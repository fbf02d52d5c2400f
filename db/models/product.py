"""What the shop sells."""

from db.models.base import Edited
from db.models.fields import Flag, Json, Scaled, Text
from db.models.import_run import came_from, came_row


class Product(Edited):
    """A product or a service; `price` and `cost` in dollars with up to four places."""

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

    class Meta:
        """In table product."""

        table_name = "product"


Product.add_index(Product.code, where=(Product.code != ""), name="product_code")
Product.add_index(Product.name, name="product_name")
