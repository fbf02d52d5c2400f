"""Where imported rows came from: the runs, the rows merged into customers already there, the remembered mappings."""

from peewee import BlobField, IntegerField, TextField

from db.models.base import Reference, Table
from db.models.fields import Flag, Json, Number, Text
from db.models.unit import Unit


class ImportRun(Table):
    """One table of one imported file; never removed. Outside audit."""

    unit = Reference(Unit, null=True, index=True, deferrable="INITIALLY DEFERRED")
    file = Text()
    file_hash = Text()
    sheet = TextField(null=True)  # null: a text or card file
    layout = Text()
    kind = Text()
    records = Number()
    at = TextField()  # UTC
    undone_by = Reference(Unit, null=True, deferrable="INITIALLY DEFERRED")
    said = BlobField(null=True)  # the marks of what every row said (importers/said.py); last, so that no list reads it

    class Meta:
        """In table import_run."""

        table_name = "import_run"


def came_from() -> Reference:
    """The import a row came from; runs are never removed, so it needs no index."""
    return Reference(ImportRun, null=True)


def came_row() -> IntegerField:
    """The row number Excel showed."""
    return IntegerField(null=True)


class ImportLine(Table):
    """One record merged into a customer already there. Outside audit."""

    import_run = Reference(ImportRun)
    sheet = TextField(null=True)
    row = IntegerField()
    customer = IntegerField()  # no foreign key: it outlives the undo of what it tells of
    changed = Flag(default=True)  # the record brought something new

    class Meta:
        """In table import_line."""

        table_name = "import_line"
        indexes = ((("customer",), False),)


class Recipe(Table):
    """The mapping of columns remembered for a layout. Outside audit."""

    layout = Text(unique=True)
    mapping = Json()
    at = TextField()  # UTC

    class Meta:
        """In table recipe."""

        table_name = "recipe"
