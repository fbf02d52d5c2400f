"""Doubles over the whole shop: what brings two customers together, and what keeps them apart."""

from pathlib import Path

import pytest

from db.core import file
from db.core.errors import CancelledError
from db.core.journal import unit
from db.models import Customer, NotSame
from db.services import demo, duplicates
from importers.commit import commit
from tests.importers import made


def found() -> list[tuple[int, int, str]]:
    return [(pair.a, pair.b, pair.why) for pair in duplicates.pairs(0.8)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"name": "陳美惠", "mobile": "0912-345-678"}, {"name": "陳美慧", "mobile": "0912-345-678"}], "same_mobile"),
        ([{"name": "陳美惠", "mobile": "0912-345-678"}, {"name": "林大同", "mobile": "0912-345-678"}], ""),
        ([{"name": "陳美惠"}, {"name": "陳美惠"}], ""),
        (
            [
                {"name": "宏達水電行", "kind": "company", "phone": "02-2345-6789"},
                {"name": "宏達水電有限公司", "kind": "company", "phone": "02-2345-6789"},
            ],
            "same_phone",
        ),
        (
            [
                {"name": "甲商行", "kind": "company", "phone": "02-2345-6789", "tax_id": "04595257"},
                {"name": "甲商行", "kind": "company", "phone": "02-2345-6789", "tax_id": "22099131"},
            ],
            "",
        ),
    ],
)
def test_what_brings_two_together(shop: Path, rows: list[dict[str, str]], why: str) -> None:
    commit(made.one(rows, ask="add"))
    assert found() == ([(1, 2, why)] if why else [])


def test_archived_merged_and_said_apart_are_left_out(shop: Path) -> None:
    rows = [{"name": "陳美惠", "mobile": "0912-345-678"}, {"name": "陳美慧", "mobile": "0912-345-678"}]
    commit(made.one(rows, ask="add"))
    with unit("customers.archive"):
        Customer.update(archived_at="2026-01-01T00:00:00.000Z").where(Customer.id == 1).execute()
    assert found() == []
    with unit("customers.not_same"):
        Customer.update(archived_at=None).where(Customer.id == 1).execute()
    assert found() == [(1, 2, "same_mobile")]
    with unit("customers.not_same"):
        NotSame.create(customer=1, other=2)
    assert found() == []


def test_planted_doubles_are_found(tmp_path: Path) -> None:
    planted = demo.create(tmp_path / "demo.crm", 1_500, seed=77, doubles=8)
    with file.opened(planted.path):
        pairs = {(pair.a, pair.b) for pair in duplicates.pairs(0.8)}
    right = pairs & set(planted.doubles)
    assert len(right) >= 0.9 * len(planted.doubles)
    assert len(right) >= 0.95 * len(pairs)


def test_cancel_ends_it(shop: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        duplicates.pairs(0.8, stop)
