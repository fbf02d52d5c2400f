"""The models, the frozen SQL of the migrations and the list of audited tables say the same."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from db import models
from db.core import audited, file, migrate
from db.core.connection import connect

OUTSIDE_AUDIT = {
    "unit", "change", "open_unit", "import_run", "import_line", "recipe", "blob", "counter", "draft", "customer_figures", "item",
    "sale_fact", "sale_day", "sale_month", "customer_standing", "model_fit", "pin", "secret", "erased",
}  # fmt: skip
DERIVED = {  # their ids are never kept elsewhere
    "customer_figures", "item", "sale_fact", "sale_day", "sale_month", "customer_standing", "model_fit",
}  # fmt: skip


def _shape(connection: Any, table: str) -> dict[str, object]:
    def ask(pragma: str, name: str = table) -> list[tuple[Any, ...]]:
        return list(connection.execute(f'PRAGMA {pragma}("{name}")').fetchall())

    indexes = {
        name: (unique, partial, [(column[2], column[3]) for column in ask("index_xinfo", name) if column[5]])
        for _, name, unique, _, partial in ask("index_list")
    }
    partial_indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    return {
        "columns": [column[1:] for column in ask("table_info")],
        "keys": sorted(key[2:] for key in ask("foreign_key_list")),
        "indexes": indexes,
        "conditions": {name: sql.replace('"', "").partition(" WHERE ")[2] for name, sql in partial_indexes},
    }


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: str(model._meta.table_name))
def test_model_matches_schema(model: Any, blank_file: Path) -> None:
    with (
        closing(driver.connect(":memory:", isolation_level=None)) as meant,
        closing(connect(blank_file, mode="ro&immutable=1")) as frozen,
    ):
        schema = model._schema
        for part in (schema._create_table(safe=False), *schema._create_indexes(safe=False)):
            meant.execute(part.query()[0])
        table = model._meta.table_name
        assert _shape(frozen, table) == _shape(meant, table)
        made = frozen.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        assert ("AUTOINCREMENT" in made) == (table not in DERIVED)


def test_file_of_every_earlier_schema_reaches_todays(blank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, migrate.newest()):
        path = tmp_path / f"{number}.crm"
        with monkeypatch.context() as then:
            then.setattr(migrate, "newest", lambda number=number: number)
            file.create(path)
        with file.opened(path):
            assert file.check().ok
        with closing(connect(path, mode="ro&immutable=1")) as led, closing(connect(blank_file, mode="ro&immutable=1")) as fresh:
            for model in models.ALL:
                table = str(model._meta.table_name)
                assert _shape(led, table) == _shape(fresh, table)


def test_every_table_is_audited_or_named_here() -> None:
    tables = {model._meta.table_name for model in models.ALL}
    assert set(audited.BY_NAME) | OUTSIDE_AUDIT == tables
    assert not set(audited.BY_NAME) & OUTSIDE_AUDIT
    assert len(audited.BY_NUMBER) == len(audited.TABLES)


def test_audited_tables_hold_no_floats_and_no_blobs(blank_file: Path) -> None:
    with closing(connect(blank_file, mode="ro&immutable=1")) as connection:
        types = {row[2] for name in audited.BY_NAME for row in connection.execute(f"PRAGMA table_info({name})").fetchall()}
    assert types == {"INTEGER", "TEXT"}


def test_every_reference_between_audited_tables_restricts(blank_file: Path) -> None:
    with closing(connect(blank_file, mode="ro&immutable=1")) as connection:
        keys = [key for name in audited.BY_NAME for key in connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()]
    assert keys
    assert {key[6] for key in keys} == {"RESTRICT"}
