"""What customers asked for and the shop had not."""

from peewee import TextField

from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Scaled, Text
from db.models.product import Product


class Wanted(Edited):
    """Something a customer waits for without having bought it yet."""

    customer = Reference(Customer, index=True)
    product = Reference(Product, null=True)
    name = Text()
    spec = Text()
    quantity = Scaled(null=True)
    unit = Text()
    note = Text()
    asked_on = TextField()  # ISO date
    promised_on = TextField(null=True)  # ISO date
    delivery = Text(default="asked")  # asked, ordered, arrived, told, handed, dropped

    class Meta:
        """In table wanted."""

        table_name = "wanted"


Wanted.add_index(Wanted.product, where=Wanted.product.is_null(False), name="wanted_product")
Wanted.add_index(Wanted.delivery, where=Wanted.delivery.not_in(["handed", "dropped"]), name="wanted_delivery")
