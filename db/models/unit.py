"""What was done: units, their changes, and the one open unit the triggers read. Written by the journal and the triggers only."""

from peewee import BlobField, IntegerField, TextField

from db.models.base import Reference, Table
from db.models.fields import Flag, Json, Number, Text


class Unit(Table):
    """One user action, saved as a whole."""

    action = Text()
    actor = Text()
    at = TextField()  # UTC
    first_change = IntegerField(null=True)  # ids of its lines in `change`; null: none
    last_change = IntegerField(null=True)
    changes = Number()
    detail = Json()
    undoes = Reference("self", null=True)
    undone_by = Reference("self", null=True)
    schema = IntegerField()  # user_version it ran under
    head = BlobField()  # SHA-256(previous head, this row, the digests of its lines)
    salt = BlobField(null=True)  # of the detail's digest; null in units of older schemas, and once the detail was erased
    digest = BlobField(null=True)  # SHA-256(salt, detail), which the head holds in the detail's place

    class Meta:
        """In table unit."""

        table_name = "unit"


class Change(Table):
    """One row inserted (I), updated (U) or deleted (D), or another customer touched by the line before (T)."""

    unit = IntegerField()  # NOT NULL: a write outside a unit fails here
    tbl = IntegerField()
    row = IntegerField()
    customer = IntegerField(null=True)
    op = TextField()
    before = TextField(null=True)
    after = TextField(null=True)
    salt = BlobField(null=True)
    digest = BlobField(null=True)

    class Meta:
        """In table change."""

        table_name = "change"


class OpenUnit(Table):
    """One row: the unit that is open, null between units."""

    unit = IntegerField(null=True)
    erases = Flag()  # it is one that may blank lines of the history

    class Meta:
        """In table open_unit."""

        table_name = "open_unit"


Change.add_index(Change.row, Change.tbl, where=(Change.op.in_(("U", "D"))), name="change_row")
