"""What tables, columns and kinds of numbers are called, and how a stored value is shown."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from db.core.values import money
from db.services import quote_rows
from db.services.customer_form import GENDERS, KINDS
from db.services.stage_names import REASONS, STAGE_NAMES
from resources.i18n import N_, _
from ui import trade_words, trust_words
from ui.kit.days import written
from ui.kit.when import when

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
    "task": N_("Reminder"),
    "put_off": N_("Left out of Today"),
    "segment": N_("List"),
    "saved_view": N_("View"),
    **trade_words.TABLES,
    **trust_words.TABLES,
}
_COLUMNS: Final = {
    "name": N_("Name"),
    "code": N_("Customer number"),
    "short_name": N_("Short name"),
    "company": N_("Company"),
    "title": N_("Title"),
    "gender": N_("Gender"),
    "tax_id": N_("Tax ID"),
    "birthday": N_("Birthday"),
    "website": N_("Website"),
    "category": N_("Category"),
    "source": N_("Where they came from"),
    "referrer": N_("Introduced by"),
    "staff": N_("Looked after by"),
    "customer_since": N_("Customer since"),
    "preferred_channel": N_("Best reached by"),
    "note": N_("Note"),
    "merged_into": N_("Merged into"),
    "archived_at": N_("Put away on"),
    "archive_reason": N_("Why put away"),
    "customer": N_("Customer"),
    "contact": N_("Contact person"),
    "text": N_("Text"),
    "kind": N_("Kind"),
    "label": N_("Label"),
    "is_primary": N_("Main one"),
    "position": N_("Place in the order"),
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
    "direction": N_("Who began"),
    "options": N_("Choices"),
    "is_opening": N_("Opening balance"),
    "is_active": N_("Still sold"),
    "value": N_("Value"),
    "product": N_("Product"),
    "barcode": N_("Barcode"),
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
    "import_run": N_("File"),
    "sheet": N_("Sheet"),
    "row": N_("Row"),
    "column": N_("Column"),
    "cells": N_("Cells"),
    "size": N_("Size"),
    "other": N_("The other one"),
    "contact_interval": N_("Days between talks"),
    "stage": N_("Stage"),
    "stage_since": N_("Stage since"),
    "stage_until": N_("Stage up to"),
    "lost_on": N_("Lost since"),
    "lost_reason": N_("Why lost"),
    "contact_start": N_("Counted from"),
    "by_rule": N_("Put on by its rule"),
    "rule": N_("Rule"),
    "evidence": N_("Evidence"),
    "owner_note": N_("For the owner only"),
    "interaction": N_("Talk"),
    "due_on": N_("To do on"),
    "due_time": N_("Time"),
    "first_due_on": N_("First to do on"),
    "repeat": N_("Again every"),
    "origin": N_("Comes from"),
    "done_on": N_("Done on"),
    "done_by": N_("Done by"),
    "until": N_("Until"),
    "conditions": N_("Conditions"),
    "body": N_("Columns and order"),
    **trust_words.COLUMNS,
    **trade_words.COLUMNS,
}
_ELSEWHERE: Final = {
    ("address", "text"): N_("Address"),
    ("product", "code"): N_("Product number"),
    ("own_field", "archived_at"): N_("No longer asked for since"),
    **{(table, "name"): N_("What it is called") for table in ("tag", "product", "sale_line", "attachment")},
    ("own_field", "title"): N_("What it is called"),
    ("relation", "kind"): N_("Relation"),
    ("task", "title"): N_("What is to be done"),
    **trade_words.ELSEWHERE,
    **trust_words.ELSEWHERE,
}  # what a column of this name is called in another table
_POINTS: Final = {
    "phone": N_("Phone"),
    "mobile": N_("Mobile phone"),
    "fax": N_("Fax"),
    "email": N_("E-mail"),
    "line_id": N_("LINE ID"),
    "line_name": N_("LINE name"),
    "line_uid": "LINE UID",
    "fb": "Facebook",
    "ig": "Instagram",
}
COLOUR_WORDS: Final = {
    "violet": N_("Violet"),
    "blue": N_("Blue"),
    "teal": N_("Teal"),
    "green": N_("Green"),
    "amber": N_("Amber"),
    "red": N_("Red"),
    "grey": N_("Grey"),
}
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {
        **KINDS,
        **_POINTS,
        "text": N_("Text"),
        "number": N_("Number"),
        "date": N_("Date"),
        "choice": N_("Choice"),
        "yes_no": N_("Yes or no"),
        "family": N_("Family"),
        "referrer": N_("Introduced by"),
        "employer": N_("Works at"),
    },
    "gender": GENDERS,
    "stage": STAGE_NAMES,
    "lost_reason": REASONS,
    "colour": COLOUR_WORDS,
    "origin": {"hand": N_("typed in"), "follow_up": N_("promised in a talk"), **trade_words.ORIGINS},
    "direction": {"in": N_("they came to us"), "out": N_("we went to them"), "none": ""},
    **trade_words.VALUES,
}
_OPS: Final = {"I": N_("new"), "U": N_("changed"), "D": N_("removed")}


def table_label(table: str) -> str:
    """The kind of thing a row is."""
    return _(_TABLES[table])


def column_label(table: str, column: str, kind: str = "") -> str:
    """A column in the owner's words; an own field by its title, a number or address by what it is."""
    if column == "text" and kind in _POINTS:
        return _(_POINTS[kind])
    if column.startswith("own:"):
        return column.removeprefix("own:")
    return _(_ELSEWHERE.get((table, column)) or _COLUMNS[column])


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


def shown(column: str, value: Any, table: str = "") -> str:
    """A stored value in one line: dates, amounts and fixed words as the pages show them."""
    said = _said(column, value, table) if value is not None and value != "" else ""
    return " ".join(said.split()) or _("(nothing)")


def _said(column: str, value: Any, table: str) -> str:
    if words := trust_words.said(table, column, _listed(value) if column == "purposes" else value):
        return words
    if column in _SHOWN:
        return _SHOWN[column](value)
    fixed = trade_words.IN_TABLE.get((table, column)) or _VALUES.get(column, {})
    if isinstance(value, str) and value in fixed:
        return _(fixed[value])
    return _declared(column, value, table) or _flat(value)


def _day(stored: str) -> str:
    return written(stored)


def _flag(stored: int) -> str:
    return _("Yes") if stored else _("No")


def _scaled(stored: int) -> str:
    return f"{money.from_scaled(stored):,f}"


def _chance(stored: int) -> str:
    return _(quote_rows.CHANCES[stored]) if stored in quote_rows.CHANCES else f"{stored} %"


def _place(stored: int) -> str:
    return _("number {count}").format(count=f"{stored + 1:,}")


def _bytes(stored: int) -> str:
    return _("{count} KB").format(count=f"{-(-stored // 1024):,}")


def _json(stored: str) -> str:
    held = json.loads(stored)
    return "" if held is None else _flat(held)


def _declared(column: str, value: Any, table: str) -> str:
    """The words of a value where the service that knows it declares them; "" of any other."""
    match column, table:
        case "reason", "waiting":
            from importers import reasons

            return "、".join(reasons.sentence(one) for one in str(value).split())
        case "archive_reason", _:
            from db.services.customers import ARCHIVE_REASONS

            return _(dict(ARCHIVE_REASONS).get(value, ""))
        case ("preferred_channel", _) | ("channel", "opt_out"):
            from db.services.opt_outs import CHANNELS

            return _(dict(CHANNELS).get(value, ""))
        case "repeat", _:
            from db.services import repeats

            return repeats.words(str(value))
        case "level", "blacklist":
            from db.services.blacklist import LEVELS

            return _(dict(LEVELS).get(value, ""))
    return ""


def _listed(stored: str) -> Any:
    return json.loads(stored) if stored.startswith("[") else stored


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key}：{one}" for key, one in value.items() if one not in (None, ""))
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return str(value)


_DAYS: Final = (
    "customer_since", "since", "review_on", "happened_on", "follow_up_on", "contact_start", "due_on", "first_due_on", "done_on",
    "until", "stage_since", "stage_until", "lost_on", *trade_words.DAYS, *trust_words.DAYS,
)  # fmt: skip
_SHOWN: Final[dict[str, Callable[[Any], str]]] = {
    **dict.fromkeys(_DAYS, _day),
    **dict.fromkeys(("is_primary", "is_opening", "is_active", "by_rule", *trade_words.FLAGS, *trust_words.FLAGS), _flag),
    **dict.fromkeys(("total", "amount", "fee", *trade_words.SUMS), money.shown),
    **dict.fromkeys(("price", "cost", "unit_price", "quantity", *trade_words.PRICES), _scaled),
    **dict.fromkeys(("cells", "options", "rule", "conditions", "body"), _json),
    "archived_at": when,
    "position": _place,
    "chance": _chance,
    "size": _bytes,
}
