"""Customers to be careful with, and what customers do not want to be sent."""

from peewee import TextField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Text


class Blacklist(Edited):
    """Why the shop is careful with this customer."""

    customer = Reference(Customer, unique=True)
    reason = Text()
    level = Text(default="warn")  # warn, stop
    since = TextField(null=True)  # ISO date
    review_on = TextField(null=True)  # ISO date
    by = Text()
    evidence = Text()  # bounced cheques, witnesses, where the papers are
    owner_note = Text()  # what only the owner reads

    class Meta:
        """In table blacklist."""

        table_name = "blacklist"


class OptOut(Table):
    """A channel this customer wants nothing sent by."""

    customer = Reference(Customer)
    channel = Text()
    since = TextField(null=True)  # ISO date

    class Meta:
        """In table opt_out."""

        table_name = "opt_out"
        indexes = ((("customer", "channel"), True),)
