"""What the shop has set, its counters, and half-filled forms."""

from peewee import IntegerField, TextField

from db.models.base import Table
from db.models.fields import Json, Number, Text


class Setting(Table):
    """One option of the shop; the value is JSON text."""

    key = Text(unique=True)
    value = Json(default="null")

    class Meta:
        """In table setting."""

        table_name = "setting"


class Counter(Table):
    """A number that only rises. Outside audit."""

    name = Text(unique=True)
    value = Number()

    class Meta:
        """In table counter."""

        table_name = "counter"


class Draft(Table):
    """A form that was open when the power went. Outside audit."""

    form = Text()
    customer = IntegerField(null=True)
    body = Json()
    at = TextField()  # UTC

    class Meta:
        """In table draft."""

        table_name = "draft"
