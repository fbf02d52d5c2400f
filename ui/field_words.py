"""What tables, columns and kinds of numbers are called, and how a stored value is shown."""

import json
from typing import Any, Final

from resources.i18n import N_, _

_TABLES: Final = {
    "customer": N_("Customer"),
    "contact": N_("Contact person"),
    "contact_point": N_("Phone, e-mail, LINE"),
    "address": N_("Address"),
    "relation": N_("Relation"),
    "tag": N_("Tag"),
    "customer_tag": N_("Tag of a customer"),
    "blacklist": N_("Watch list"),
    "opt_out": N_("What may be sent"),
    "not_same": N_("Not the same person"),
    "own_field": N_("Own field"),
    "product": N_("Product"),
    "sale": N_("Sale"),
    "sale_line": N_("Line of a sale"),
    "interaction": N_("Talk"),
    "waiting": N_("Row that waits"),
    "attachment": N_("Attachment"),
    "setting": N_("Setting"),
}
_COLUMNS: Final = {
    "name": N_("Name"),
    "code": N_("Customer number"),
    "short_name": N_("Short name"),
    "company": N_("Company"),
    "title": N_("Title"),
    "gender": N_("Gender"),
    "tax_id": N_("Tax ID"),
    "birth_year": N_("Birth year"),
    "birth_month": N_("Birth month"),
    "birth_day": N_("Birth day"),
    "website": N_("Website"),
    "category": N_("Category"),
    "source": N_("Where they came from"),
    "referrer": N_("Introduced by"),
    "staff": N_("Looked after by"),
    "customer_since": N_("Customer since"),
    "preferred_channel": N_("Best reached by"),
    "note": N_("Note"),
    "extra": N_("Own fields"),
    "merged_into": N_("Merged into"),
    "archived_at": N_("Put away on"),
    "archive_reason": N_("Why put away"),
    "text": N_("Text"),
    "kind": N_("Kind"),
    "label": N_("Label"),
    "is_primary": N_("Main one"),
    "zip": N_("Postal code"),
    "city": N_("City"),
    "district": N_("District"),
    "tag": N_("Tag"),
    "colour": N_("Colour"),
    "group_name": N_("Group"),
    "reason": N_("Reason"),
    "level": N_("How strict"),
    "since": N_("Since"),
    "review_on": N_("Look again on"),
    "by": N_("By"),
    "channel": N_("Channel"),
    "options": N_("Choices"),
    "value": N_("Value"),
    "price": N_("Price"),
    "cost": N_("Cost"),
    "unit": N_("Unit"),
    "spec": N_("Specification"),
    "quantity": N_("Quantity"),
    "unit_price": N_("Unit price"),
    "amount": N_("Amount"),
    "total": N_("Total"),
    "order_no": N_("Order number"),
    "happened_on": N_("Date"),
    "happened_time": N_("Time"),
    "outcome": N_("Result"),
    "follow_up_on": N_("Contact again on"),
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "row": N_("Row"),
    "cells": N_("Cells"),
    "other": N_("The other one"),
}
_VALUES: Final = {
    "person": N_("Person"),
    "company": N_("Company"),
    "phone": N_("Phone"),
    "mobile": N_("Mobile phone"),
    "fax": N_("Fax"),
    "email": N_("E-mail"),
    "line_id": N_("LINE ID"),
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Date"),
    "choice": N_("Choice"),
    "yes_no": N_("Yes or no"),
    "male": N_("Male"),
    "female": N_("Female"),
    "warn": N_("Warn"),
    "stop": N_("Stop"),
}
_OPS: Final = {"I": N_("new"), "U": N_("changed"), "D": N_("removed")}


def table_label(table: str) -> str:
    """The kind of thing a row is."""
    return _(_TABLES.get(table, table))


def column_label(table: str, column: str, kind: str = "") -> str:
    """A column in the owner's words; an own field by its title, a number or address by what it is."""
    if column == "text" and kind in _VALUES:
        return _(_VALUES[kind])
    if column.startswith("own:"):
        return column.removeprefix("own:")
    if column in ("name", "title") and table != "customer":
        return _("What it is called")
    return _(_COLUMNS.get(column, column))


def point_kinds() -> list[tuple[str, str]]:
    """The kinds of contact points and their words."""
    return [
        ("mobile", _("Mobile")),
        ("phone", _("Phone")),
        ("fax", _("Fax")),
        ("email", _("E-mail")),
        ("line_id", "LINE ID"),
        ("line_name", _("LINE name")),
        ("line_uid", "LINE UID"),
        ("fb", "Facebook"),
        ("ig", "Instagram"),
    ]


def op_label(op: str) -> str:
    """New, changed, removed."""
    return _(_OPS[op])


def shown(column: str, value: Any) -> str:
    """A stored value in one line; fixed words in the owner's."""
    if value is None or value == "":
        return _("(nothing)")
    if column in ("kind", "level", "colour", "channel", "gender") and value in _VALUES:
        return _(_VALUES[value])
    if isinstance(value, str) and value[:1] in '[{"':
        try:
            return _flat(json.loads(value))
        except ValueError:
            return value
    return _flat(value)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key}：{one}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return " ".join(str(value).split()) or _("(nothing)")
