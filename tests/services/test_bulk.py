"""Many rows at once: ids, indexes, cancelling inside SQLite."""

from pathlib import Path

import pytest

from db.core.connection import rows, run, value
from db.core.journal import unit
from db.services import bulk

_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contact_point' AND sql IS NOT NULL ORDER BY name"


def test_reserved_ids_are_never_used_again(shop: Path) -> None:
    with unit("imports.run"):
        first = bulk.reserve("customer", 3)
        bulk.insert("customer", {"id": first, "name": ["一", "二", "三"]}, 3)
    with unit("customers.change"):
        run("DELETE FROM customer WHERE id = 3")
    with unit("imports.run"), bulk.writing({}):
        assert list(bulk.reserve("customer", 2)) == [4, 5]
        assert list(bulk.reserve("customer", 1)) == [6]


def test_columns_may_be_plain_values_and_are_audited(shop: Path) -> None:
    with unit("imports.run") as opened:
        bulk.insert("customer", {"id": bulk.reserve("customer", 2), "name": ["一", "二"], "kind": "company", "came_row": None}, 2)
    assert rows("SELECT name, kind, came_row FROM customer") == [("一", "company", None), ("二", "company", None)]
    assert rows("SELECT unit, row, op FROM change") == [(opened.id, 1, "I"), (opened.id, 2, "I")]


def test_columns_of_unequal_length_are_a_bug(shop: Path) -> None:
    with pytest.raises(ValueError, match="zip"), unit("imports.run"):
        bulk.insert("customer", {"id": bulk.reserve("customer", 2), "name": ["一"]}, 2)
    assert value("SELECT count(*) FROM customer") == 0


def test_indexes_wait_only_where_much_is_added_to_little(shop: Path) -> None:
    before = rows(_INDEXES)
    with unit("imports.run"):
        with bulk.writing({"contact_point": bulk.BIG - 1}):
            assert rows(_INDEXES) == before
        with bulk.writing({"contact_point": bulk.BIG}):
            assert rows(_INDEXES) == []
        assert rows(_INDEXES) == before


def test_error_brings_the_indexes_back(shop: Path) -> None:
    before = rows(_INDEXES)
    with pytest.raises(ZeroDivisionError), unit("imports.run"), bulk.writing({"contact_point": bulk.BIG}):
        _ = 1 / 0
    assert rows(_INDEXES) == before


def test_shift_makes_room_before_what_is_there(shop: Path) -> None:
    with unit("imports.run"):
        bulk.insert("customer", {"id": [1], "name": ["一"]}, 1)
        bulk.insert_rows(
            "contact_point", ("customer", "kind", "text", "position"), [(1, "mobile", "a", 0), (1, "mobile", "b", 1)]
        )
        bulk.shift("contact_point", 1, 2)
    assert rows("SELECT text, position FROM contact_point") == [("a", 2), ("b", 3)]
