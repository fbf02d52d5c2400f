"""Everything of products, quotes, sales and payments stands in the dump and the backup, moves with a merge, goes with the bin."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import audit, checking, clock, file
from db.core.connection import rows, value
from db.core.journal import saving
from db.services import backups, customers, demo, dump, merging, receivables
from db.services import bin as waste
from tests.services.november_quotes import drawn

TRADE = (
    "product", "product_part", "quote", "quote_line", "issued_quote", "sale", "sale_line", "payment", "wanted",
)  # fmt: skip


@pytest.fixture
def demo_shop(tmp_path: Path) -> Path:
    """A shop with something in every table of trade."""
    clock.fix(datetime(2026, 11, 20, 4, tzinfo=UTC))
    demo.create(tmp_path / "demo.crm", 200, draw=drawn)
    return tmp_path / "demo.crm"


def _busiest() -> list[int]:
    """Two customers who were quoted, bought and paid."""
    found = rows("SELECT customer FROM quote WHERE customer IN (SELECT customer FROM payment) ORDER BY id LIMIT 2")
    return [one for (one,) in found]


def test_all_of_it_is_dumped_and_backed_up(demo_shop: Path, tmp_path: Path) -> None:
    with file.opened(demo_shop):
        before = dump.dump()
        copy = backups.make("hand").path
    assert all(before["tables"][table] for table in TRADE)
    shutil.copy(copy, tmp_path / "copy.crm")
    with file.opened(tmp_path / "copy.crm"):
        assert dump.dump() == before
        assert (
            value("SELECT count(*) FROM issued_quote i WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = i.blob_hash)") == 0
        )


def test_a_merge_moves_it_and_its_undo_brings_it_back(demo_shop: Path) -> None:
    with file.opened(demo_shop):
        kept, gone = _busiest()
        before, owed = dump.dump(), sum(receivables.of(one).owed for one in (kept, gone))
        _id, unit = saving(lambda: merging.merge(kept, gone))
        for table in ("quote", "sale", "payment", "wanted", "task"):
            assert value(f"SELECT count(*) FROM {table} WHERE customer = ?", gone) == 0
        assert receivables.of(kept).owed == owed
        assert unit is not None
        audit.undo(unit)
        assert dump.dump() == before
        assert checking.check().ok


def test_the_bin_takes_all_of_it_along(demo_shop: Path) -> None:
    with file.opened(demo_shop):
        customers.archive([one for (one,) in rows("SELECT id FROM customer")])
        waste.empty()
        for table in (set(TRADE) - {"product", "product_part"}) | {"task"}:
            assert value(f"SELECT count(*) FROM {table} WHERE {'customer IS NOT NULL' if table == 'task' else '1'}") == 0, table
        assert value("SELECT count(*) FROM blob") == 0
        assert value("SELECT count(*) FROM product") > 20
        assert checking.check().ok
