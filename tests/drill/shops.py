"""The shop files that are drilled on: a lifelike one, made once a process and copied for every try."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from openpyxl import Workbook

from db.core import admission, copying, encrypting, file, lock
from db.services import demo
from reports import quote_pdf
from tests import older

CUSTOMERS = 60
_SEED = 11
KEY: Final = bytes(range(32))


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="shukebu-drill-"))


@cache
def lifelike(customers: int = CUSTOMERS) -> Path:
    """A demo shop with quotes, sales and talks; copy it, never open it."""
    path = _folder() / f"lifelike-{customers}.crm"
    demo.create(path, customers, _SEED, doubles=0, draw=quote_pdf.make)
    return path


@cache
def encrypted() -> Path:
    """The lifelike shop under KEY."""
    path = _folder() / "encrypted.crm"
    encrypting.write(lifelike(), None, path, KEY, "rw")
    return path


@cache
def empty() -> Path:
    """A shop with nothing in it."""
    path = _folder() / "empty.crm"
    file.create(path, shop_name="順發水電材料行")
    return path


@cache
def of_schema(schema: int) -> Path:
    """The lifelike shop as the program of an earlier schema left it."""
    path = Path(shutil.copy(lifelike(), _folder() / f"schema-{schema}.crm"))
    with file.opened(path):
        older.lead_back(schema)
    return path


@cache
def people(rows: int) -> Path:
    """An Excel list of so many customers, each with a phone of its own."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("客戶")
    sheet.append(["客戶名稱", "行動電話", "地址", "備註"])
    for number in range(rows):
        sheet.append([f"客戶{number:05d}號", f"09{number:08d}", f"台北市中山區南京東路{number % 300 + 1}號", "週三公休"])
    path = _folder() / f"people-{rows}.xlsx"
    book.save(path)
    return path


def copy(shop: Path, place: Path) -> Path:
    """A copy of a shop in a folder of its own, under the name the owner's has."""
    place.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(shop, place / "shop.crm"))


def is_tidy(shop: Path) -> bool:
    """Whether nothing half done lies beside a shop that was opened and closed again, or among its copies."""
    beside = [path for path in shop.parent.glob("*") if path.suffix in {".part", ".restoring", ".coming"}]
    copies = copying.folder(shop)
    half = list(copies.glob("*.part*")) if copies.is_dir() else []
    return not beside and not half and not lock.beside(shop, admission.LOG).exists()


def forget() -> None:
    """Throw all of them away."""
    shutil.rmtree(_folder(), ignore_errors=True)
    for made in (_folder, lifelike, encrypted, empty, of_schema, people):
        made.cache_clear()
