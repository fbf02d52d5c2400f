"""Derived: every line of every sale, narrow and with its share of the sale's total, for the reports."""

from peewee import CompositeKey, IntegerField, Model

from db.models.base import database
from db.models.fields import Number, Text


class Item(Model):
    """What is sold, as reports call it: a product, or a name that is none."""

    id = IntegerField(primary_key=True)
    product = IntegerField(null=True, unique=True)
    name = Text()  # of what is no product, as written first; a product's own name is read from it
    normal = Text()  # as names are compared; a free name keeps its row while it is a product's name, too

    class Meta:
        """In table item."""

        database = database
        table_name = "item"


class SaleFact(Model):
    """One line; the amounts of a sale's facts add up to its total to the dollar."""

    day = IntegerField()  # 20261121; 0: nobody knows
    sale = IntegerField()
    line = IntegerField()  # 0: the sale has no lines with something on them
    customer = IntegerField()
    item = Number()  # 0: nothing is said
    quantity = Number()  # x 10,000
    amount = Number()  # whole dollars of the sale's total
    margin = IntegerField(null=True)  # whole dollars before tax less cost; null: the cost is not known

    class Meta:
        """In table sale_fact, in the order of days."""

        database = database
        table_name = "sale_fact"
        primary_key = CompositeKey("day", "sale", "line")
        without_rowid = True


class SaleDay(Model):
    """What the facts of one day come to; where no sale is left, the row counts for nothing."""

    day = IntegerField(primary_key=True)  # as in sale_fact
    sales = Number()
    bought = Number()  # of them, sales that are more than a return
    amount = Number()  # whole dollars

    class Meta:
        """In table sale_day."""

        database = database
        table_name = "sale_day"


class SaleMonth(Model):
    """What the facts of one item come to in one month; where no line is left, the row counts for nothing."""

    item = IntegerField()
    month = IntegerField()  # 202611; 0: nobody knows
    lines = Number()
    quantity = Number()  # x 10,000
    amount = Number()  # whole dollars
    margin = Number()  # whole dollars, of the lines whose cost is known
    costed = Number()  # how many those are

    class Meta:
        """In table sale_month."""

        database = database
        table_name = "sale_month"
        primary_key = CompositeKey("item", "month")
        without_rowid = True


Item.add_index(Item.normal, name="item_normal")
SaleFact.add_index(SaleFact.sale, name="sale_fact_sale")
# what all customers or all items are asked for stands in these whole: read in their order nothing is sorted
SaleFact.add_index(
    SaleFact.customer, SaleFact.day, SaleFact.quantity, SaleFact.amount, SaleFact.margin, name="sale_fact_customer"
)
SaleFact.add_index(
    SaleFact.item, SaleFact.day, SaleFact.customer, SaleFact.quantity, SaleFact.amount, SaleFact.margin, name="sale_fact_item"
)
