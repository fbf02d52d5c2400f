"""What is read of phones, mails, addresses and tax numbers by who may not see them in full: 0912-***-678.

Views of the connection's own stand in front of the tables, under the same names: no statement of any service can forget them,
and without them nothing costs anything. Within a unit the tables themselves are read: what is saved is never a mask. Numbers in
normal form stay, for finding; whoever hands them out masks them (`phone`).
"""

from typing import Any, Final

from db.core.connection import database

_STAR: Final = "***"
_KEPT: Final = 3  # letters at the end of a phone
_HEAD: Final = 4  # letters at its beginning
_PLACE: Final = 6  # letters of an address: city and district
_VEILED: Final = {
    "customer_figures": {"phone": "veiled('phone', t.phone)"},
    "contact_point": {"text": "veiled(t.kind, t.text)"},
    "address": {"text": "veiled('address', t.text)"},
    "customer": {"tax_id": "veiled('tax_id', t.tax_id)"},
}  # table, column, what stands in its place; t is the table itself


def phone(text: str) -> str:
    """A number with its middle hidden: 0912-***-678; one that is too short is hidden whole."""
    text = text or ""
    return f"{text[:_HEAD].rstrip('-')}-{_STAR}-{text[-_KEPT:]}" if len(text) > _HEAD + _KEPT else _STAR if text else ""


def mail(text: str) -> str:
    """m***@example.com."""
    name, at, host = text.partition("@")
    return f"{name[:1]}{_STAR}{at}{host}" if at else _STAR if text else ""


def address(text: str) -> str:
    """City and district, and nothing of street and number."""
    return f"{text[:_PLACE]}{_STAR}" if text else ""


def masked(kind: str, text: str | None) -> str | None:
    """The text of a phone, mobile, fax, email, handle, address or tax_id as it is shown to who may not see it."""
    if not text:
        return text
    if kind in ("phone", "mobile", "fax"):
        return phone(text)
    if kind == "email":
        return mail(text)
    if kind == "address":
        return address(text)
    return f"{text[:2]}{_STAR}{text[-2:]}" if len(text) > _HEAD else _STAR


def is_masked(text: str) -> bool:
    """Whether this is what stands in the place of something."""
    return _STAR in text


def put_on() -> None:
    """From now on every connection reads through the views."""
    database.veil(_views)


def take_off() -> None:
    """Everything is read as it stands."""
    database.veil(None)


def _views(connection: Any) -> None:
    """Put the views before the tables of this connection."""
    connection.create_function("veiled", 2, masked, deterministic=True)
    for table, hidden in _VEILED.items():
        names = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()]
        columns = ", ".join(f'{hidden.get(name, f"t.{chr(34)}{name}{chr(34)}")} AS "{name}"' for name in names)
        connection.execute(f"CREATE TEMP VIEW IF NOT EXISTS {table} AS SELECT {columns} FROM main.{table} t")
