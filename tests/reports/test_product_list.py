"""The list of products goes out and comes home: only what was changed in it is changed, nothing is lost."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.core import session
from db.core.errors import InputError
from db.services import products, settings
from db.services.products import Part, ProductForm
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from reports import product_list

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def shelf() -> list[int]:
    """Two products with everything there is, and one that is no longer sold."""
    filled = ProductForm(
        "濾水器", "0012", "三道", "組", Decimal(6800), Decimal("5800.5"), Decimal(5200), Decimal(3900), "濾水",
        "4710123456789", "通常有貨", 6, "濾心", 12, note="=1+1",
    )  # fmt: skip
    new, tap = products.add(filled), products.add(ProductForm("龍頭", "A2", price=Decimal(1850), cost=Decimal(900)))
    products.put_parts(new, [Part(tap, Decimal("1.5"))])
    return [new, tap, products.add(ProductForm("舊款", "0099", is_active=False, next_model=tap))]


def test_what_was_paid_for_it_is_the_owners_alone(shelf: list[int], tmp_path: Path) -> None:
    settings.save({"staff": "阿德"})
    for name, is_told in (("阿德", False), ("", True)):
        session.act_as(name)
        product_list.write(tmp_path / "p.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").active
        assert sheet is not None
        cells = {cell.value for row in sheet.iter_rows() for cell in row}
        assert (3900 in cells, 6800 in cells) == (is_told, True)


def _home(path: Path) -> dict[str, int]:
    session = ImportSession([Source(path=path, name=path.name)])
    session.survey(lambda *_: None)
    (table,) = session.files[0].tables
    assert table.kind == "products"
    assert all(guess.field for guess in table.guesses)
    plan = session.plan(lambda *_: None)
    outcome = commit(plan, lambda *_: None, lambda: None)
    session.close()
    return {"added": outcome.added, "updated": outcome.updated, "waiting": outcome.waiting}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_untouched_list_changes_nothing(shelf: list[int], tmp_path: Path, ending: str) -> None:
    before = products.rows(inactive=True)
    path = tmp_path / f"商品.{ending}"
    assert product_list.write(path, before).rows == 3
    assert _home(path) == {"added": 0, "updated": 0, "waiting": 0}
    assert products.rows(inactive=True) == before


def test_a_price_changed_in_excel_is_changed_here_and_nothing_else(shelf: list[int], tmp_path: Path) -> None:
    path, before = tmp_path / "商品.xlsx", products.form(shelf[0])
    product_list.write(path, products.rows(inactive=True))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[0].value == "0012")
    row[titles.index("批發價")].value = 5900
    sheet.append(["N1", "新商品", *[None] * (len(titles) - 2)])
    book.save(path)
    assert _home(path) == {"added": 1, "updated": 1, "waiting": 0}
    after = products.form(shelf[0])
    assert after.wholesale_price == 5900
    before.wholesale_price, before.seen, after.seen = after.wholesale_price, "", ""
    assert after == before
    assert not products.get(shelf[2]).is_active


def test_another_kind_of_file_is_refused(shelf: list[int], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.docx"):
        product_list.write(tmp_path / "商品.docx")
    assert not list(tmp_path.glob("商品*"))
