"""What every table has: an id of its own for ever, and for what people edit the two stamps."""

from collections.abc import Mapping
from typing import Any, Final

from peewee import ForeignKeyField, Model, SqliteDatabase

from db.core import clock, connection
from db.models.fields import IdField, StampField


class Bound(SqliteDatabase):
    """peewee's SQL over the connections of db/core, which know no peewee: a list is read without loading it."""

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run it where everything runs; the driver's errors come as they are."""
        return connection.database.execute(sql, params or ())


database: Final = Bound(None)


class Table(Model):
    """A table of the shop file."""

    id = IdField()

    class Meta:
        """Bound to the one database."""

        database = database
        legacy_table_names = False

    def write(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Write what differs of these columns from the row as it was read, which stays as it is; what was written."""
        differing = {name: new for name, new in values.items() if self.__data__[name] != new}
        if differing:
            table = type(self)
            table.update(differing).where(table.id == self.id).execute()
        return differing


class Edited(Table):
    """A table with stamps: when a row was made and last changed (UTC); never compared by undo, not in the dump."""

    created_at = StampField(default=clock.utc_now)
    updated_at = StampField(default=clock.utc_now)

    def save(self, *args: Any, **options: Any) -> Any:
        """Save, stamped."""
        self.updated_at = clock.utc_now()
        return super().save(*args, **options)

    @classmethod
    def update(cls, data: Any = None, **values: Any) -> Any:
        """An UPDATE of several rows, stamped."""
        values.setdefault("updated_at", clock.utc_now())
        return super().update(data, **values)


class Reference(ForeignKeyField):
    """A foreign key: RESTRICT, in a column named like the field; the bare id is `<field>_id`."""

    def __init__(self, model: Any, index: bool = False, **options: Any) -> None:
        super().__init__(model, index=index, on_delete="RESTRICT", backref="+", **options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Name the column like the field."""
        self.column_name = name
        super().bind(model, name, set_attribute)
