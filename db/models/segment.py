"""Lists of customers kept by name: who stands in them, and how they are looked at."""

from db.models.base import Edited
from db.models.fields import Json, Number, Text


class Segment(Edited):
    """Conditions under a name; who meets them is worked out when it is asked."""

    name = Text(unique=True)
    conditions = Json()
    position = Number()

    class Meta:
        """In table segment."""

        table_name = "segment"


class SavedView(Edited):
    """Columns, order, widths and conditions of the customer list under a name."""

    name = Text(unique=True)
    body = Json()
    position = Number()

    class Meta:
        """In table saved_view."""

        table_name = "saved_view"
