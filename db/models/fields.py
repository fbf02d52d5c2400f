"""The column types of the models: ids that are never used again, clean text, flags, scaled decimals, JSON."""

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from peewee import SQL, AutoField, BooleanField, IntegerField, NodeList, TextField

from db.core import clock
from db.core.values.text import clean_text

SCALE: Final = 10_000


class IdField(AutoField):
    """An id means one row for ever: AUTOINCREMENT."""

    def ddl(self, ctx: Any) -> Any:
        """The column's SQL."""
        return NodeList((super().ddl(ctx), SQL("AUTOINCREMENT")))


class Text(TextField):
    """Text from people: empty rather than null, no lone surrogates, no control characters."""

    def __init__(self, default: str = "", **options: Any) -> None:
        super().__init__(default=default, constraints=[SQL(f"DEFAULT '{default}'")], **options)

    def db_value(self, value: Any) -> str:
        """The clean text."""
        return clean_text(str(value)) if value else ""


class StampField(TextField):
    """A UTC instant the machine stamps."""

    def __init__(self, **options: Any) -> None:
        super().__init__(constraints=[SQL(f"DEFAULT ({clock.STAMP})")], **options)


class Flag(BooleanField):
    """Yes or no, stored as 1 or 0."""

    field_type = "INTEGER"

    def __init__(self, default: bool = False, **options: Any) -> None:
        super().__init__(default=default, constraints=[SQL(f"DEFAULT {int(default)}")], **options)


class Number(IntegerField):
    """A whole number that has a value from the start."""

    def __init__(self, default: int = 0, **options: Any) -> None:
        super().__init__(default=default, constraints=[SQL(f"DEFAULT {default}")], **options)


class Scaled(IntegerField):
    """A Decimal with up to four places, stored as a whole number x 10,000 (half up)."""

    def db_value(self, value: Any) -> int | None:
        """The whole number."""
        return None if value is None else int((Decimal(value) * SCALE).quantize(Decimal(1), ROUND_HALF_UP))

    def python_value(self, value: Any) -> Decimal | None:
        """The Decimal, without trailing zeros after the point."""
        if value is None:
            return None
        number = Decimal(value) / SCALE
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


class Json(TextField):
    """A value as canonical JSON text: sorted keys, no blanks, characters as they are."""

    def __init__(self, default: str = "{}", **options: Any) -> None:
        super().__init__(default=lambda: json.loads(default), constraints=[SQL(f"DEFAULT '{default}'")], **options)

    def db_value(self, value: Any) -> str:
        """The canonical text."""
        return canonical(value)

    def python_value(self, value: Any) -> Any:
        """The value."""
        return None if value is None else json.loads(value)


def canonical(value: object) -> str:
    """One text for one value: what the database keeps and what is compared."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
