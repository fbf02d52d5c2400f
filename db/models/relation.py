"""Who belongs to whom, and who was said to be somebody else."""

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Text


class Relation(Edited):
    """Two customers who are family, or one who referred or employs the other."""

    customer = Reference(Customer, index=True)
    other = Reference(Customer, index=True)
    kind = Text()  # family, referrer, employer: what `other` is to `customer`
    note = Text()

    class Meta:
        """In table relation."""

        table_name = "relation"


class NotSame(Table):
    """Two customers people said are two; the smaller id first."""

    customer = Reference(Customer)
    other = Reference(Customer, index=True)

    class Meta:
        """In table not_same."""

        table_name = "not_same"
        indexes = ((("customer", "other"), True),)
