"""Derived: what lists show and sort by, one row a customer, refreshed at the end of every unit."""

from peewee import IntegerField, Model, TextField

from db.models.base import database
from db.models.fields import Flag, Number, Text


class CustomerFigures(Model):
    """Facts and dates of one customer; days since are computed from today."""

    customer = IntegerField(primary_key=True)
    sort_key = Text()
    phone = Text()  # as shown
    phone_normal = Text()
    last_contact_on = TextField(null=True)  # ISO date
    last_contact = Text()  # the channel
    last_text = Text()
    city = Text()  # of the address shown first
    opted_out = Flag()
    is_blacklisted = Flag()
    visible = Flag(default=True)
    keep_in_touch_on = TextField(null=True)  # ISO date: the last real contact and the interval
    next_contact_on = TextField(null=True)  # ISO date: the first of that and of the open tasks
    birthday_on = TextField(null=True)  # ISO date of the next birthday, seen from the day it was worked out
    owing = Number()  # whole dollars
    bought = Number()  # whole dollars of all sales
    last_bought_on = TextField(null=True)  # ISO date
    times_bought = Number()
    district = Text()  # city and district of the address shown first

    class Meta:
        """In table customer_figures."""

        database = database
        table_name = "customer_figures"


CustomerFigures.add_index(
    CustomerFigures.visible, CustomerFigures.sort_key, CustomerFigures.customer, name="customer_figures_sort_key"
)
CustomerFigures.add_index(
    CustomerFigures.visible, CustomerFigures.last_contact_on, CustomerFigures.customer, name="customer_figures_last_contact_on"
)
CustomerFigures.add_index(
    CustomerFigures.customer, where=(CustomerFigures.is_blacklisted == 1), name="customer_figures_blacklisted"
)
CustomerFigures.add_index(
    CustomerFigures.visible,
    CustomerFigures.next_contact_on,
    CustomerFigures.customer,
    where=CustomerFigures.next_contact_on.is_null(False),
    name="customer_figures_next_contact_on",
)
CustomerFigures.add_index(
    CustomerFigures.keep_in_touch_on,
    where=CustomerFigures.keep_in_touch_on.is_null(False),
    name="customer_figures_keep_in_touch_on",
)
CustomerFigures.add_index(
    CustomerFigures.birthday_on, where=CustomerFigures.birthday_on.is_null(False), name="customer_figures_birthday_on"
)
CustomerFigures.add_index(CustomerFigures.visible, CustomerFigures.owing, CustomerFigures.customer, name="customer_figures_owing")
CustomerFigures.add_index(
    CustomerFigures.visible, CustomerFigures.bought, CustomerFigures.customer, name="customer_figures_bought"
)
CustomerFigures.add_index(
    CustomerFigures.visible, CustomerFigures.last_bought_on, CustomerFigures.customer, name="customer_figures_last_bought_on"
)
