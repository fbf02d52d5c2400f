"""Files kept with a customer: what they are, what is declined, stored once, taken off and brought back."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipExtFile, ZipFile

import pytest

from db.core import audit, clock
from db.core.connection import run, value
from db.core.errors import InputError, NotFoundError
from db.core.journal import saving, unit
from db.services import attachment_kinds, attachments, customers, dump, merging
from db.services.attachments import AttachmentForm, Given
from db.services.customer_form import CustomerForm

pytestmark = pytest.mark.usefixtures("shop")
PDF = b"%PDF-1.7\nsigned"
JPEG = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
def customer() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def zipped(*names: str, mimetype: str = "") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as book:
        if mimetype:
            book.writestr("mimetype", mimetype)
        for name in names:
            book.writestr(name, "x")
    return packed.getvalue()


def test_a_file_without_a_day_is_told_with_the_day_it_was_put_in(customer: int) -> None:
    clock.fix(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))  # the 22nd, 07:30 in Taipei
    (made,) = attachments.add(customer, [Given("報價.pdf", PDF)])
    with unit("attachments.change"):  # as an older program kept it
        run("UPDATE attachment SET happened_on = NULL, created_at = '2026-11-21T23:30:00.000Z' WHERE id = ?", made)
    assert attachments.get(made).happened_on == "2026-11-22"


def test_the_same_bytes_are_stored_once_and_are_with_one_customer_once(customer: int) -> None:
    other = customers.add(CustomerForm(name="林志明"))
    first = attachments.add(customer, [Given("報價.pdf", PDF), Given("照片.jpg", JPEG, b"\xff\xd8\xff small")])
    assert attachments.add(customer, [Given("又一次.pdf", PDF)]) == first[:1]
    attachments.add(other, [Given("報價.pdf", PDF)])
    assert value("SELECT count(*) FROM blob") == 3
    assert [row.name for row in attachments.of(customer)] == ["照片.jpg", "報價.pdf"]
    assert attachments.content(attachments.get(first[0]).blob_hash) == PDF
    assert attachments.content(attachments.get(first[1]).thumbnail_hash) == b"\xff\xd8\xff small"


def test_a_file_taken_off_comes_back_with_its_bytes_and_the_dump_names_its_hash(customer: int) -> None:
    (one,) = attachments.add(customer, [Given("報價.pdf", PDF)])
    before = dump.dump()["tables"]["attachment"]
    assert before[0]["blob_hash"] == attachments.get(one).blob_hash
    _count, unit = saving(lambda: attachments.remove([one]))
    assert attachments.of(customer) == []
    with pytest.raises(NotFoundError):
        attachments.get(one)
    assert unit is not None
    audit.undo(unit)
    assert dump.dump()["tables"]["attachment"] == before
    assert attachments.content(attachments.get(one).blob_hash) == PDF


def test_what_is_said_of_a_file_is_changed_and_undone(customer: int) -> None:
    (one,) = attachments.add(customer, [Given("浴室.jpg", JPEG, b"\xff\xd8\xff", "2026-03-01")])
    form = AttachmentForm("浴室　舊.jpg", "before", "磁磚<b>破</b>", "2026/2/28")
    _none, unit = saving(lambda: attachments.change(one, form))
    row = attachments.get(one)
    assert (row.name, row.label, row.note, row.happened_on) == ("浴室 舊.jpg", "before", "磁磚<b>破</b>", "2026-02-28")
    assert saving(lambda: attachments.change(one, form))[1] is None
    assert unit is not None
    audit.undo(unit)
    assert attachments.get(one).label == ""


def test_a_new_customer_and_the_card_they_gave_are_one_unit() -> None:
    made, unit = saving(
        lambda: attachments.add_customer(CustomerForm(name="王大同"), Given("名片.jpg", JPEG, JPEG, label="card"))
    )
    assert [row.label for row in attachments.of(made)] == ["card"]
    assert unit is not None
    audit.undo(unit)
    assert attachments.of(made) == []


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("photo.txt", JPEG, "image/jpeg"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), ".docx"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        ("a.odt", zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), ".doc"),
        ("保固.txt", "﻿保固到 2027/3/1\r\n".encode(), "text/plain"),
    ],
)
def test_the_kind_is_told_by_the_content(name: str, data: bytes, kind: str) -> None:
    found = attachment_kinds.of(name, data)
    assert kind in (found, attachment_kinds.ENDINGS[found])


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("壞.jpg", b"", "再拷貝一次"),
        ("影片.mp4", b"\0\0\0\x18ftypisom\0\0", "影片"),
        ("錄音.m4a", b"\0\0\0\x18ftypM4A \0\0", "錄音"),
        ("全部.zip", zipped("1.jpg", "2.jpg"), "解壓縮"),
        ("壞.docx", b"PK\x03\x04 half", "另存成 PDF"),
        ("照片.jpg", b"MZ\x90\0 a program", "程式"),
        ("巨集.xlsm", zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "巨集"),
        ("網頁.txt", b"<script>alert(1)</script>", "另存成 PDF"),
        ("什麼.xyz", bytes(range(200)), "另存成 PDF"),
        ("大.pdf", b"%PDF-" + bytes(attachments.MOST), "20 MB"),
    ],
)
def test_what_is_not_kept_says_what_to_do_and_nothing_of_it_stays(customer: int, name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as declined:
        attachments.add(customer, [Given("好.pdf", PDF), Given(name, data)])
    assert name in declined.value.sentence
    assert attachments.of(customer) == []
    assert value("SELECT count(*) FROM blob") == 0


def test_names_keep_their_ending_and_hold_no_path_or_markup_of_ours(customer: int) -> None:
    (one,) = attachments.add(customer, [Given("王" * 500 + "\n\u202e.pdf", PDF)])
    named = attachments.get(one).name
    assert len(named) <= 120
    assert named.endswith(".pdf")
    assert "\n" not in named


def test_what_a_packed_file_says_of_itself_is_read_no_further_than_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int | None] = []
    was = ZipExtFile.read

    def counted(part: ZipExtFile, size: int | None = -1) -> bytes:
        read.append(size)
        return was(part, size)

    monkeypatch.setattr(ZipExtFile, "read", counted)
    with pytest.raises(InputError):
        attachment_kinds.of("a.zip", zipped(mimetype="\0" * 1_000_000))
    assert read == [100]
    with pytest.raises(InputError):
        attachment_kinds.of("a.zip", zipped("x", mimetype="text/plain"))


def test_more_than_200_mb_at_once_is_declined(customer: int) -> None:
    large = PDF + bytes(19_000_000)
    with pytest.raises(InputError, match="200 MB"):
        attachments.add(customer, [Given(f"{at}.pdf", large) for at in range(11)])
    assert attachments.of(customer) == []


def test_a_file_of_who_was_merged_is_kept_with_who_stayed(customer: int) -> None:
    gone = customers.add(CustomerForm(name="美惠姐"))
    merging.merge(customer, gone)
    made = attachments.add(gone, [Given("報價.pdf", PDF)])
    assert [row.id for row in attachments.of(customer)] == made
