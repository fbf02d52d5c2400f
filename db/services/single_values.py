"""One value of a customer, put back to what stood there before: an ordinary edit, checked like every other."""

from collections.abc import Mapping
from typing import Any, Final

from db.core.connection import rows
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import Relation
from db.services import customers
from db.services.customer_form import AGREED, BIRTHDAY, SCALARS, CustomerForm
from resources.i18n import _

_PARTS: Final = ("contact_point", "address", "contact")


def put(table: str, row: int, values: Mapping[str, Any], key: str = "") -> None:
    """Make these columns of a row what they were; `key`: the own field's. NotFoundError: the row is not there any more."""
    if table == "relation":
        with unit("customers.change"):
            if not Relation.update(note=values["note"] or "").where(Relation.id == row).execute():
                raise _gone()
        return
    customer = row if table == "customer" else _customer(table, row)
    form = customers.form(customer)
    if table == "customer":
        _put_scalar(form, values, key)
    else:
        part = _part(form, table, row)
        for name, value in values.items():
            setattr(part, name, value or "")
        if table == "address":
            part.zip = part.city = part.district = ""  # found anew in the text
    customers.change(customer, form)


def _put_scalar(form: CustomerForm, values: Mapping[str, Any], key: str) -> None:
    if key:
        form.own[key] = values["extra"]
    elif "birth_month" in values:
        year, month, day, lunar, leap = (values[name] for name in BIRTHDAY)
        form.birthday = PartialDate(year, month, day, bool(lunar), bool(leap)) if month and day else None
    else:
        for name, value in values.items():
            assert name in (*SCALARS, "customer_since", *AGREED), name  # noqa: S101 - the card shows no other
            setattr(form, name, "" if value is None else str(value))


def _customer(table: str, row: int) -> int:
    assert table in _PARTS, table  # noqa: S101 - the card shows no other
    found = rows(f"SELECT customer FROM {table} WHERE id = ?", row)
    if not found:
        raise _gone()
    return int(found[0][0])


def _part(form: CustomerForm, table: str, row: int) -> Any:
    """The part of the form that was read from this row."""
    points = [point for _place, point in form.placed_points()]
    among: dict[str, list[Any]] = {"contact_point": points, "address": [*form.addresses], "contact": [*form.contacts]}
    found = next((part for part in among[table] if part.id == row), None)
    if found is None:
        raise _gone()
    return found


def _gone() -> NotFoundError:
    return NotFoundError(_("This value is not there any more."))
