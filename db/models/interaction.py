"""Talks with customers: calls, visits, messages."""

from peewee import TextField

from db.models.base import Edited, Reference
from db.models.contact import Contact
from db.models.customer import Customer
from db.models.fields import Text
from db.models.import_run import came_from, came_row


class Interaction(Edited):
    """One talk."""

    customer = Reference(Customer)
    contact = Reference(Contact, null=True)
    channel = Text()
    direction = Text(default="none")  # in, out, none
    happened_on = TextField(null=True)  # ISO date
    happened_time = TextField(null=True)  # HH:MM
    text = Text()
    outcome = Text()
    staff = Text()
    follow_up_on = TextField(null=True)  # ISO date
    came_from = came_from()
    came_row = came_row()

    class Meta:
        """In table interaction."""

        table_name = "interaction"
        indexes = ((("customer", "happened_on"), False),)


Interaction.add_index(Interaction.contact, where=Interaction.contact.is_null(False), name="interaction_contact")
Interaction.add_index(Interaction.follow_up_on, where=Interaction.follow_up_on.is_null(False), name="interaction_follow_up_on")
