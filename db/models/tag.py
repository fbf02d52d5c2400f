"""Tags and who wears them."""

from peewee import IntegerField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Flag, Json, Number, Text


class Tag(Edited):
    """A word with a colour."""

    name = Text(unique=True)
    colour = Text()
    group_name = Text()
    position = Number()
    contact_interval = IntegerField(null=True)  # days between talks with who wears it
    rule = Json(default="null")  # conditions of a segment: who meets them wears it

    class Meta:
        """In table tag."""

        table_name = "tag"


class CustomerTag(Table):
    """A customer wears a tag."""

    customer = Reference(Customer)
    tag = Reference(Tag, index=True)
    by_rule = Flag()  # put on by the tag's rule, which takes it off again

    class Meta:
        """In table customer_tag."""

        table_name = "customer_tag"
        indexes = ((("customer", "tag"), True),)
