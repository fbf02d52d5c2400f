"""The list of products by command: out, changed, and home."""

from decimal import Decimal
from pathlib import Path

from db.core import file
from db.services import products
from db.services.products import ProductForm
from ui import commandline


def test_the_list_goes_out_and_brings_a_changed_price_home(shop_path: Path, tmp_path: Path) -> None:
    with file.opened(shop_path):
        products.add(ProductForm("面盆龍頭", "LF-101", price=Decimal(1850)))
        products.add(ProductForm("舊款", "SH-1", is_active=False))
    out = tmp_path / "商品.csv"
    done = commandline.run(["export", "--products", "--file", str(shop_path), "--out", str(out)])
    assert done.data == {"file": str(out), "rows": 2}
    out.write_text(out.read_text(encoding="utf-8-sig").replace("1850", "1990"), encoding="utf-8")
    brought = commandline.run(["import", str(out), "--file", str(shop_path)])
    (table,) = brought.data["tables"]
    assert (table["kind"], table["update"], table["skip"]) == ("products", 1, 1)
    with file.opened(shop_path):
        assert [(row.code, row.price, row.is_active) for row in products.rows(inactive=True)] == [
            ("LF-101", 1990, True),
            ("SH-1", None, False),
        ]
