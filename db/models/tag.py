"""Tags and who wears them."""

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Number, Text


class Tag(Edited):
    """A word with a colour."""

    name = Text(unique=True)
    colour = Text()
    group_name = Text()
    position = Number()

    class Meta:
        """In table tag."""

        table_name = "tag"


class CustomerTag(Table):
    """A customer wears a tag."""

    customer = Reference(Customer)
    tag = Reference(Tag, index=True)

    class Meta:
        """In table customer_tag."""

        table_name = "customer_tag"
        indexes = ((("customer", "tag"), True),)
