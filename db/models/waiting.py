"""Imported rows and values that wait for a decision."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Json, Text
from db.models.import_run import ImportRun


class Waiting(Edited):
    """A row nobody could place, or one value of a saved row that its field cannot hold."""

    import_run = Reference(ImportRun, index=True)
    sheet = TextField(null=True)
    row = IntegerField()
    cells = Json()  # {header: text}
    column = TextField(null=True)  # null: the whole row waits
    customer = Reference(Customer, null=True)
    reason = Text()  # a fixed English word

    class Meta:
        """In table waiting."""

        table_name = "waiting"


Waiting.add_index(Waiting.customer, where=Waiting.customer.is_null(False), name="waiting_customer")
