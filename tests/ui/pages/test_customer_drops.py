"""Photos and papers dropped on a customer are kept with them; lists begin an import."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from db.services import attachments, customers
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.customer_page import OneCustomer
from tests.screens.window import Window
from ui.pages.customers.page import CustomersPage


@pytest.fixture
def customer(shop: Path) -> int:
    return customers.add(CustomerForm(name="宋惠雯"))


@pytest.fixture
def window(customer: int, answers: Answers) -> Window:
    return Window(answers)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "before.jpg"
    Image.new("RGB", (40, 30), "red").save(path)
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "名單.csv"
    path.write_text("姓名,手機\n王小明,0912345678\n", encoding="utf-8")
    return path


def names(customer: int) -> list[str]:
    return [row.name for row in attachments.of(customer)]


def test_photos_and_papers_dropped_anywhere_on_the_page_are_the_customers(
    window: Window, customer: int, photo: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "保固.pdf"
    paper.write_bytes(b"%PDF-1.7")
    one = OneCustomer(window, customer)
    assert window.drop(photo, paper, over=one.page.timeline) == "放到宋惠雯的照片和檔案"
    assert window.window.page is one.page
    assert set(names(customer)) == {"before.jpg", "保固.pdf"}
    assert window.toast() == "放進 2 個檔案"


def test_a_list_dropped_on_the_page_begins_an_import_but_among_the_files_it_is_one_of_them(
    window: Window, customer: int, listed: Path, photo: Path
) -> None:
    one = OneCustomer(window, customer)
    assert window.drop(listed, over=one.page.attachments) == "放到宋惠雯的照片和檔案"
    assert names(customer) == ["名單.csv"]
    assert window.drop(photo, listed, over=one.page.timeline) == "放開就開始匯入"
    assert window.window.key == "importing"
    assert names(customer) == ["名單.csv"]


def test_a_photo_dropped_on_the_card_beside_the_list_is_its_customers(window: Window, customer: int, photo: Path) -> None:
    page = window.window.page
    assert isinstance(page, CustomersPage)
    page.open_customer(customer)
    window.settle(0.2)
    assert window.drop(photo, over=page.card) == "放到宋惠雯的照片和檔案"
    assert window.window.page is page
    assert names(customer) == ["before.jpg"]
    assert window.window.drop_frame.size() == page.card.size()
    assert window.drop(photo, over=page.search) == "放開就開始匯入"


def test_a_picture_dragged_out_of_another_program_is_kept_too(window: Window, customer: int) -> None:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill("red")
    data = QMimeData()
    data.setImageData(image)
    one = OneCustomer(window, customer)
    window.drop_data(data, one.page.timeline)
    assert len(names(customer)) == 1


def test_of_a_dropped_photo_neither_the_place_nor_the_phone_is_kept(window: Window, customer: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif.get_ifd(0x8825)[2] = (25.0, 2.0, 1.0)
    path = tmp_path / "IMG_1.jpg"
    Image.new("RGB", (400, 300), "red").save(path, exif=exif)
    assert b"Apple" in path.read_bytes()
    window.drop(path, over=OneCustomer(window, customer).page)
    (row,) = attachments.of(customer)
    kept = attachments.content(row.blob_hash)
    assert kept[:3] == b"\xff\xd8\xff"
    assert b"Apple" not in kept
    assert b"Exif" not in kept
