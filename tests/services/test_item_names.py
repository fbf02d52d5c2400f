"""What items of one name are called."""

import pytest

from db.core.connection import rows
from db.services import products
from db.services.item_names import CALLED
from db.services.products import ProductForm

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def test_of_one_name_the_specification_tells_and_else_the_code() -> None:
    for name, code, spec in (("馬桶", "A1", "單體"), ("馬桶", "A2", ""), ("水管", "B1", "四分")):
        products.add(ProductForm(name=name, code=code, spec=spec))
    found = rows(f"SELECT {CALLED} FROM item i LEFT JOIN product p ON p.id = i.product ORDER BY p.id")
    assert [name for (name,) in found] == ["馬桶 單體", "馬桶 A2", "水管"]
