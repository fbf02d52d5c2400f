"""The audited tables, and the triggers that write their history."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple


class Audited(NamedTuple):
    """One audited table: its number in `change` for ever, and the SQL of the customers a row belongs to.

    In `customers`, "{row}" stands for NEW or OLD; the first names the line's customer, every further one is touched too.
    """

    name: str
    number: int
    customers: tuple[str, ...] = ()


_CUSTOMER: Final = ("{row}.customer",)
_BOTH: Final = ("{row}.customer", "{row}.other")
TABLES: Final = (
    Audited("customer", 1, ("{row}.id",)),
    Audited("contact", 2, _CUSTOMER),
    Audited("contact_point", 3, _CUSTOMER),
    Audited("address", 4, _CUSTOMER),
    Audited("relation", 5, _BOTH),
    Audited("tag", 6),
    Audited("customer_tag", 7, _CUSTOMER),
    Audited("blacklist", 8, _CUSTOMER),
    Audited("opt_out", 9, _CUSTOMER),
    Audited("not_same", 10, _BOTH),
    Audited("own_field", 11),
    Audited("product", 12),
    Audited("sale", 13, _CUSTOMER),
    Audited("sale_line", 14, ("(SELECT customer FROM sale WHERE id = {row}.sale)",)),
    Audited("interaction", 15, _CUSTOMER),
    Audited("waiting", 16, _CUSTOMER),
    Audited("attachment", 17, _CUSTOMER),
    Audited("setting", 18),
    Audited("task", 19, _CUSTOMER),
    Audited("put_off", 20, _CUSTOMER),
    Audited("segment", 21),
    Audited("saved_view", 22),
    Audited("product_part", 23),
    Audited("quote", 24, _CUSTOMER),
    Audited("quote_line", 25, ("(SELECT customer FROM quote WHERE id = {row}.quote)",)),
    Audited("issued_quote", 26, ("(SELECT customer FROM quote WHERE id = {row}.quote)",)),
    Audited("quote_template", 27),
    Audited("wanted", 28, _CUSTOMER),
    Audited("payment", 29, _CUSTOMER),
    Audited("customer_cost", 30, _CUSTOMER),
    Audited("knowledge_rule", 31),
    Audited("suggestion", 32, _CUSTOMER),
    Audited("user", 33),
    Audited("notice", 34),
    Audited("consent", 35, _CUSTOMER),
    Audited("request", 36, _CUSTOMER),
    Audited("disclosure", 37, _CUSTOMER),
    Audited("retention_review", 38, _CUSTOMER),
    Audited("breach", 39),
    Audited("breach_person", 40, _CUSTOMER),
    Audited("processor", 41),
    Audited("review", 42),
    Audited("list_source", 43),
)  # numbers are never used again; a new table takes the next one
BY_NAME: Final = {table.name: table for table in TABLES}
BY_NUMBER: Final = {table.number: table for table in TABLES}
STAMPS: Final = frozenset({"created_at", "updated_at"})  # never compared, never in an update's image

_OUTSIDE: Final = "a write outside a unit"
_REWRITTEN: Final = "BEGIN SELECT RAISE(ABORT, 'the history is not rewritten'); END"
_ERASING: Final = "(SELECT erases FROM open_unit) IS NOT 1"  # only an erase unit may blank what stands there
_CHANGE_RULES: Final = {
    "audit_change_update": "CREATE TRIGGER audit_change_update BEFORE UPDATE OF id, unit, tbl, row, customer, op"
    f" ON change {_REWRITTEN}",
    "audit_change_digest": "CREATE TRIGGER audit_change_digest BEFORE UPDATE OF digest ON change"
    f" WHEN old.digest IS NOT zeroblob(32) OR old.unit IS NOT (SELECT unit FROM open_unit) {_REWRITTEN}",
    "audit_change_delete": f"CREATE TRIGGER audit_change_delete BEFORE DELETE ON change {_REWRITTEN}",
    "audit_unit_update": "CREATE TRIGGER audit_unit_update BEFORE UPDATE OF id, action, actor, at, first_change, last_change,"
    f" changes, undoes, schema, head ON unit {_REWRITTEN}",
    "audit_unit_undone": "CREATE TRIGGER audit_unit_undone BEFORE UPDATE OF undone_by ON unit WHEN old.undone_by IS NOT NULL"
    f" {_REWRITTEN}",
    "audit_unit_delete": f"CREATE TRIGGER audit_unit_delete BEFORE DELETE ON unit {_REWRITTEN}",
}
_BLANK_RULES: Final = {  # from the schema that knows erase units
    "audit_change_blank": "CREATE TRIGGER audit_change_blank BEFORE UPDATE OF before, after, salt ON change"
    f" WHEN {_ERASING} OR coalesce(new.before, new.after, new.salt) IS NOT NULL {_REWRITTEN}",
    "audit_unit_blank": "CREATE TRIGGER audit_unit_blank BEFORE UPDATE OF detail, salt ON unit"
    f" WHEN {_ERASING} OR new.detail IS NOT '{{}}' OR new.salt IS NOT NULL {_REWRITTEN}",
    "audit_unit_digest": f"CREATE TRIGGER audit_unit_digest BEFORE UPDATE OF digest ON unit {_REWRITTEN}",
}


def columns(connection: Any, table: str) -> list[str]:
    """The table's column names, in its order."""
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]


def references(connection: Any) -> Iterator[tuple[Audited, str, Audited]]:
    """Every foreign key between audited tables: child, column, parent."""
    for child in TABLES:
        for key in connection.execute(f"PRAGMA foreign_key_list({child.name})").fetchall():
            if key[2] in BY_NAME:
                yield child, key[3], BY_NAME[key[2]]


def unique(connection: Any, table: str) -> Iterator[tuple[list[str], str]]:
    """The unique indexes of a table: columns, and the condition of a partial one (1 where it has none)."""
    for _, name, is_unique, _, partial in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if is_unique:
            ((sql,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()
            names = [column[2] for column in connection.execute(f"PRAGMA index_info({name})").fetchall()]
            yield names, sql.partition(" WHERE ")[2] if partial else "1"


def triggers(connection: Any) -> dict[str, str]:
    """The SQL every trigger must have in this file, by name."""
    found = _CHANGE_RULES | (_BLANK_RULES if "erases" in columns(connection, "open_unit") else {})
    for table in TABLES:
        names = columns(connection, table.name)
        if names:
            found |= {f"audit_{table.name}_{op}": sql for op, sql in _table_triggers(table, names).items()}
    return found


def arm(connection: Any) -> None:
    """Put the triggers of the present schema in place of those there were."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit!_%' ESCAPE '!'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for sql in triggers(connection).values():
        connection.execute(sql)


def is_armed(connection: Any) -> bool:
    """Whether the file has exactly the triggers it must have; a difference is damage."""
    there = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return there == triggers(connection)


def _table_triggers(table: Audited, names: list[str]) -> dict[str, str]:
    kept = [name for name in names if name != "id" and name not in STAMPS]
    changed = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in kept)
    whole = ", ".join(f"'{name}', old.\"{name}\"" for name in names)
    return {
        "insert": f"CREATE TRIGGER audit_{table.name}_insert AFTER INSERT ON {table.name} BEGIN"
        f" INSERT INTO change(unit, tbl, row, customer, op) {_line(table, 'new', 'I')};"
        f"{_touches(table, 'new')} END",
        "update": f"CREATE TRIGGER audit_{table.name}_update AFTER UPDATE ON {table.name} BEGIN"
        f" SELECT RAISE(ABORT, '{_OUTSIDE}') WHERE (SELECT unit FROM open_unit) IS NULL OR new.id <> old.id;"
        f" INSERT INTO change(unit, tbl, row, customer, op, before, after, salt, digest)"
        f" {_line(table, 'new', 'U')}, {_image('old', kept)}, {_image('new', kept)},"
        f" randomblob(16), zeroblob(32) WHERE {changed};"
        f"{_touches(table, 'new', changed)}{_moved(table, changed)} END",
        "delete": f"CREATE TRIGGER audit_{table.name}_delete AFTER DELETE ON {table.name} BEGIN"
        f" INSERT INTO change(unit, tbl, row, customer, op, before, salt, digest)"
        f" {_line(table, 'old', 'D')}, json_object({whole}), randomblob(16), zeroblob(32);"
        f"{_touches(table, 'old')} END",
    }


def _line(table: Audited, row: str, op: str, customer: int = 0) -> str:
    path = table.customers[customer].format(row=row) if table.customers else "NULL"
    return f"SELECT (SELECT unit FROM open_unit), {table.number}, {row}.id, {path}, '{op}'"


def _image(row: str, names: list[str]) -> str:
    """The changed columns as a JSON object."""
    pieces = " || ".join(
        f'CASE WHEN old."{name}" IS NOT new."{name}" THEN \',"{name}":\' || json_quote({row}."{name}") ELSE \'\' END'
        for name in names
    )
    return f"'{{' || substr({pieces}, 2) || '}}'"


def _touches(table: Audited, row: str, condition: str = "1") -> str:
    return "".join(
        f" INSERT INTO change(unit, tbl, row, customer, op) {_line(table, row, 'T', number)} WHERE {condition};"
        for number in range(1, len(table.customers))
    )


def _moved(table: Audited, condition: str) -> str:
    """A row that went from one customer to another touches the one it left, too."""
    if not table.customers or table.customers[0] == "{row}.id":
        return ""
    return "".join(
        f" INSERT INTO change(unit, tbl, row, customer, op) {_line(table, 'old', 'T', number)}"
        f" WHERE ({condition}) AND {path.format(row='old')} IS NOT {path.format(row='new')};"
        for number, path in enumerate(table.customers)
    )
