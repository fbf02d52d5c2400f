"""What the columns keep: clean text, scaled decimals, canonical JSON, ids that are never used again."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import clock
from db.core.connection import rows, value
from db.core.journal import unit
from db.models import Customer, OwnField, Product, Setting


@pytest.mark.parametrize(
    ("given", "kept", "back"),
    [
        (Decimal("12.5"), 125_000, Decimal("12.5")),
        (Decimal("0.00005"), 1, Decimal("0.0001")),
        (Decimal("1000"), 10_000_000, Decimal("1000")),
        (-3, -30_000, Decimal("-3")),
        (None, None, None),
    ],
)
def test_prices_are_whole_numbers_of_ten_thousandths(
    shop: Path, given: Decimal | None, kept: int | None, back: Decimal | None
) -> None:
    with unit("products.add"):
        Product.create(name="濾心", price=given)
    assert value("SELECT price FROM product") == kept
    found = Product.get().price
    assert found == back
    assert "E" not in str(found)


def test_text_is_cleaned(shop: Path) -> None:
    with unit("customers.add"):
        Customer.create(name="王\x00小明\ud800", note="一\n二\t三")
        Customer.create(name=None)
    assert rows("SELECT name, note FROM customer ORDER BY id") == [("王小明", "一\n二\t三"), ("", "")]


def test_json_is_canonical(shop: Path) -> None:
    with unit("own_fields.add"):
        OwnField.create(title="車", options=["轎車", "休旅"])
        Setting.create(key="shop_name", value="阿明")
        Customer.create(name="x", extra={"f2": 1, "f1": "甲"})
    assert value("SELECT options FROM own_field") == '["轎車","休旅"]'
    assert value("SELECT value FROM setting") == '"阿明"'
    assert value("SELECT extra FROM customer") == '{"f1":"甲","f2":1}'
    assert Customer.get().extra == {"f1": "甲", "f2": 1}


def test_ids_are_never_used_again(shop: Path) -> None:
    with unit("customers.add"):
        first = Customer.create(name="一")
        first.delete_instance()
        assert Customer.create(name="二").id == 2


def test_stamps_are_set_and_a_change_of_nothing_is_no_change(shop: Path) -> None:
    with unit("customers.add"):
        customer = Customer.create(name="一")
    rows_before = value("SELECT count(*) FROM change")
    clock.fix(datetime(2030, 1, 1, tzinfo=UTC))
    with unit("customers.change"):
        customer.save()
        Customer.update(name="一").execute()
    assert value("SELECT count(*) FROM change") == rows_before
    assert value("SELECT count(*) FROM customer WHERE updated_at > created_at") == 1
