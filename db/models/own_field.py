"""The shop's own fields; their values stand in `extra` under the key f"f{id}"."""

from peewee import TextField

from db.models.base import Edited
from db.models.fields import Flag, Json, Number, Text


class OwnField(Edited):
    """One field of the shop's own."""

    title = Text()
    kind = Text(default="text")  # text number date choice yes_no
    options = Json(default="[]")
    is_opening = Flag()  # points, stored value: an opening balance
    position = Number()
    archived_at = TextField(null=True)  # UTC

    class Meta:
        """In table own_field."""

        table_name = "own_field"
