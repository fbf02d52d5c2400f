"""What changed nothing stands in the history all the same."""

from pathlib import Path

from db.core import audit, checking, file
from db.services import facts


def test_a_fact_is_a_line_of_history(shop: Path) -> None:
    assert facts.note("entry.lock") and facts.note("papers.print", pages=3)
    assert [(one.action, one.changes, one.detail, one.undoable) for one in audit.units(2)] == [
        ("papers.print", 0, {"pages": 3}, False),
        ("entry.lock", 0, {}, False),
    ]
    assert checking.check().ok


def test_where_nothing_can_be_written_nothing_is_noted(shop_path: Path) -> None:
    file.open_shop(shop_path, read_only=True)
    try:
        assert facts.note("entry.lock") is None
    finally:
        file.close()
    assert facts.note("entry.lock") is None
