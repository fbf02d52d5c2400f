"""Photos and files of a customer through the window: taken, shown, labelled, compared, taken off, beside the new form."""

from array import array
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import audit, file
from db.core.errors import InputError
from db.services import attachments, customers, lists
from db.services.customer_form import CustomerForm
from db.services.lists import ListQuery
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.attachments import copies, pictures, taking
from ui.attachments.card_photo import CardPhoto
from ui.attachments.comparison import Comparison, pair
from ui.attachments.strip import AttachmentStrip
from ui.attachments.viewer import Viewer
from ui.kit import counter, jobs
from ui.kit.form import FormDialog

HEIC = b64decode(  # 96 by 64, red at the left, green at the right; EXIF with a day and a place
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA"
    "AAAERAAAIAAQAAAAABuwABAAAAAAAAAGoAAgAAAAACJQABAAAAAAAAAGgAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp"
    "bmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE"
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAi"
    "QAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAB"
    "ppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAA2m1kYXQAAABmKAGvCeDhzzl1X//70p///DfvIfuzFUkEp/+ANjvItv/8N9V1KsALn14Vu6x6vvwU"
    "Z/vMMcaMEHG8MYY9nqnNofwNirVnXJP80fOL+NgTngFtQL4PzJRlXIPWgx5njaFc6GsEmxYPAAAABkV4aWYAAE1NACoAAAAIAAKHaQAEAAAAAQ"
    "AAACaIJQAEAAAAAQAAAEwAAAAAAAGQAwACAAAAFAAAADgAAAAAMjAyNTowMzowOSAxMDoxMToxMgAAAQABAAIAAAACTgAAAAAAAAA="
)


_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def photo(colour: str = "red", size: tuple[int, int] = (400, 300), turned: int = 1, kind: str = "JPEG") -> bytes:
    """A picture as a phone makes it: the day, the place and how the phone was held stand in it."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8769)[0x9003] = "2024:05:06 10:11:12"
    exif.get_ifd(0x8825)[1] = "N"
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, kind, exif=exif)
    return made.getvalue()


@pytest.fixture
def customer(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠"))


@pytest.fixture
def window(customer: int, answers: Answers) -> Window:
    return Window(answers)


@pytest.fixture
def strip(window: Window, customer: int) -> AttachmentStrip:
    made = AttachmentStrip(window.window, customer, window.window)
    made.resize(400, 300)
    made.show()
    return made


def file_of(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def brought(target: AttachmentStrip, data: QMimeData) -> None:
    target.take(taking.brought(data))
    jobs.runner().wait()


@pytest.mark.parametrize(("kind", "turned"), [("JPEG", 6), ("PNG", 1), ("WEBP", 1)])
def test_a_picture_is_kept_upright_small_enough_and_without_place_or_camera(kind: str, turned: int) -> None:
    given = pictures.prepared("IMG_1.JPG", photo(size=(4000, 2000), turned=turned, kind=kind))
    kept = Image.open(BytesIO(given.data))
    assert kept.format == "JPEG"
    assert dict(kept.getexif()) == {}
    assert max(kept.size) == 2560
    assert (kept.size[1] > kept.size[0]) == (turned == 6)
    assert max(Image.open(BytesIO(given.thumbnail)).size) == 240
    assert given.happened_on == "2024-05-06"


def test_the_heic_photo_of_an_iphone_becomes_a_jpeg() -> None:
    given = pictures.prepared("IMG_2.HEIC", HEIC)
    kept = Image.open(BytesIO(given.data)).convert("RGB")
    assert (given.name, kept.size, given.happened_on) == ("IMG_2.jpg", (96, 64), "2025-03-09")
    assert dict(kept.getexif()) == {}
    red, green = kept.getpixel((10, 10)), kept.getpixel((85, 10))
    assert isinstance(red, tuple)
    assert isinstance(green, tuple)
    assert red[0] > red[1]
    assert green[1] > green[0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [("壞.heic", HEIC[:400], "最相容"), ("壞.gif", b"GIF89a", "再拷貝一次"), ("bad.JPG", b"no picture", "再拷貝一次")],
)
def test_a_picture_that_can_not_be_read_says_what_to_do(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        pictures.prepared(name, data)


def test_a_transparent_picture_stands_on_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")
    assert Image.open(BytesIO(pictures.prepared("a.png", made.getvalue()).data)).getpixel((5, 5)) == (255, 255, 255)


def test_files_brought_are_kept_and_what_is_not_is_said(
    strip: AttachmentStrip, window: Window, customer: int, answers: Answers, tmp_path: Path
) -> None:
    data = QMimeData()
    paths = [
        file_of(tmp_path, "現場.jpg", photo()),
        file_of(tmp_path, "保固.pdf", b"%PDF-1.7"),
        file_of(tmp_path, "a.zip", b"Rar!"),
    ]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    brought(strip, data)
    assert {row.name for row in attachments.of(customer)} == {"現場.jpg", "保固.pdf"}
    assert window.window.toaster.text.text() == "放進 2 個檔案"
    assert "a.zip" in answers.asked[-1]
    assert strip.title.text() == "照片和檔案（2）"
    window.settle()
    assert len(strip.model.thumbnails) == 1
    brought(strip, data)
    assert len(attachments.of(customer)) == 2


def test_a_copied_picture_is_pasted_on_the_page_by_the_menu_but_copied_cells_are_not(
    strip: AttachmentStrip, window: Window, customer: int
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    cells = QMimeData()
    cells.setImageData(image)
    cells.setText("甲\t乙")
    assert not taking.may_bring(cells)
    assert not strip.paste(cells)
    QGuiApplication.clipboard().setImage(image)
    window.window.open_card(customer)
    window.settle()
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    (row,) = attachments.of(customer)
    assert row.media_type == "image/jpeg"
    QGuiApplication.clipboard().clear()


@pytest.fixture
def kept(strip: AttachmentStrip, customer: int) -> list[int]:
    given = [pictures.prepared(f"{colour}.jpg", photo(colour)) for colour in ("red", "green", "blue")]
    made = attachments.add(customer, given)
    strip.refresh()
    jobs.runner().wait()
    return made


def test_a_picture_is_labelled_and_taken_off_by_key_and_both_are_undone(
    strip: AttachmentStrip, kept: list[int], customer: int
) -> None:
    strip.view.setCurrentIndex(strip.model.index(0))
    strip.label("before")
    assert [row.label for row in attachments.of(customer)] == ["before", "", ""]
    strip.view.setCurrentIndex(strip.model.index(0))
    QTest.keyClick(strip.view, Qt.Key.Key_Delete)
    assert len(attachments.of(customer)) == 2
    for _step in range(2):
        last = audit.last_undoable()
        assert last is not None
        audit.undo(last.id)
    assert [row.label for row in attachments.of(customer)] == ["", "", ""]


def test_the_viewer_goes_through_the_pictures_by_arrow(strip: AttachmentStrip, window: Window, kept: list[int]) -> None:
    strip.view.setCurrentIndex(strip.model.index(0))
    QTest.keyClick(strip.view, Qt.Key.Key_Return)
    viewer = window.window.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    jobs.runner().wait()
    assert (viewer.canvas.image.width(), viewer.place.text()) == (400, "第 1 張，共 3 張")
    first = viewer.canvas.image.pixelColor(5, 5)
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    jobs.runner().wait()
    assert viewer.place.text() == "第 2 張，共 3 張"
    assert viewer.canvas.image.pixelColor(5, 5) != first
    viewer.accept()


def test_before_and_after_stand_side_by_side(strip: AttachmentStrip, window: Window, kept: list[int]) -> None:
    assert pair(strip.model.rows, []) is None
    attachments.relabel([kept[2]], "before")
    attachments.relabel([kept[0]], "after")
    strip.refresh()
    found = pair(strip.model.rows, [])
    assert found is not None
    assert [row.id for row in found] == [kept[2], kept[0]]
    assert [row.id for row in pair(strip.model.rows, strip.model.rows[:2]) or ()] == [kept[2], kept[1]]
    strip.view.clearSelection()
    strip.compare()
    dialog = window.window.findChild(Comparison)
    assert isinstance(dialog, Comparison)
    jobs.runner().wait()
    assert all(not canvas.image.isNull() for canvas in dialog.canvases)
    dialog.accept()


def test_the_copy_for_another_program_is_named_by_what_it_is_and_goes_again(kept: list[int]) -> None:
    row = attachments.get(kept[0])
    attachments.change(row.id, attachments.AttachmentForm('..\\a/b:"c.exe', happened_on=row.happened_on))
    made = copies.copy(attachments.get(row.id))
    assert made.suffix == ".jpg"
    assert made.is_relative_to(file.data_folder() / "opened")
    assert made.read_bytes() == attachments.content(row.blob_hash)
    copies.empty(file.data_folder() / "opened")
    assert not made.exists()


def test_at_the_counter_no_picture_and_no_name_is_seen_and_opening_asks_for_a_second_press(
    strip: AttachmentStrip, kept: list[int], window: Window
) -> None:
    names = {attachments.get(one).name for one in kept}
    jobs.runner().wait()
    inside = strip.view.visualRect(strip.model.index(0)).center() - QPoint(0, 12)
    seen = strip.view.grab().toImage().pixelColor(inside)
    counter.switch()
    said = {str(strip.model.data(strip.model.index(at), role)) for at in range(len(kept)) for role in _SAID}
    assert not [one for one in said if any(name in one for name in names)]
    assert strip.view.grab().toImage().pixelColor(inside) != seen
    strip.open(0)
    assert window.window.findChild(Viewer) is None
    window.press_toast()
    viewer = window.window.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    viewer.reject()


def test_at_the_counter_the_photo_of_a_card_and_the_notes_are_hidden(strip: AttachmentStrip, kept: list[int]) -> None:
    attachments.change(kept[0], attachments.AttachmentForm("名片.jpg", "card", "老闆的私人手機"))
    strip.refresh()
    said = [strip.model.data(strip.model.index(at)) for at in range(3)]
    assert any("老闆的私人手機" in text for text in said)
    shown = strip.view.grab().toImage()
    counter.switch()
    try:
        assert not any("老闆" in strip.model.data(strip.model.index(at)) for at in range(3))
        assert strip.view.grab().toImage() != shown
    finally:
        counter.switch()


def new_form(window: Window) -> tuple[FormDialog, CardPhoto]:
    """The form of a new customer, and the photo of a card beside it."""
    window.window.do("add")
    window.settle()
    dialog = window.dialog()
    card = dialog.findChild(CardPhoto)
    assert isinstance(card, CardPhoto)
    return dialog, card


def test_the_photo_of_a_card_stands_beside_the_new_form_and_is_kept(window: Window, answers: Answers, tmp_path: Path) -> None:
    dialog, card = new_form(window)
    assert card.isHidden()
    answers.answers = [[file_of(tmp_path, "名片.jpg", photo("white"))]]
    card.opener.click()
    jobs.runner().wait()
    assert card.isVisible()
    assert card.canvas.image.width() == 400
    dialog.boxes["name"].fill("王大同")
    dialog.save()
    window.settle()
    (made,) = lists.ids(ListQuery(text="王大同"))
    assert [row.label for row in attachments.of(made)] == ["card"]
    last = audit.last_undoable()
    assert last is not None
    audit.undo(last.id)
    assert attachments.of(made) == []


def test_a_picture_pasted_into_the_new_form_goes_beside_it_and_not_into_a_box(window: Window) -> None:
    dialog, card = new_form(window)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    name = dialog.boxes["name"].widget_for_label()
    QTest.keyClick(name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    jobs.runner().wait()
    assert card.given is not None
    assert dialog.boxes["name"].value() == ""
    QGuiApplication.clipboard().clear()
    dialog.reject()


def test_a_photo_still_being_read_is_waited_for_when_the_form_is_saved(window: Window, answers: Answers, tmp_path: Path) -> None:
    dialog, card = new_form(window)
    dialog.boxes["name"].fill("王大同")
    answers.answers = [[file_of(tmp_path, "名片.jpg", photo("white"))]]
    card.opener.click()
    dialog.save()
    assert dialog.isVisible()
    assert lists.ids(ListQuery(text="王大同")) == array("q")
    window.settle()
    assert not window.has_dialog()
    (made,) = lists.ids(ListQuery(text="王大同"))
    assert len(attachments.of(made)) == 1


def test_a_form_closed_before_its_photo_is_read_is_just_closed(window: Window, answers: Answers, tmp_path: Path) -> None:
    dialog, card = new_form(window)
    answers.answers = [[file_of(tmp_path, "名片.jpg", photo("white", (3000, 2000)))]]
    card.opener.click()
    dialog.reject()
    window.settle()
    assert not window.has_dialog()


def test_the_viewer_closed_before_its_picture_is_read_is_just_closed(
    strip: AttachmentStrip, window: Window, kept: list[int]
) -> None:
    strip.open(0)
    viewer = next(one for one in window.window.findChildren(Viewer) if one.isVisible())
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    viewer.reject()
    QApplication.sendPostedEvents(viewer, QEvent.Type.DeferredDelete)
    window.settle()
    assert not window.has_dialog()
