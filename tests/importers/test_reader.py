"""Files are read by their content, whole and with Excel's row numbers; what can't be read says why and what to do."""

import errno
import os
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from db.core.errors import UserError
from importers import reader
from importers.formats import letters
from importers.values import Book, Source
from tests.importers import files
from tests.importers.files import ROWS


def _read(data: bytes, name: str = "客戶.xls", **how: Any) -> Book:
    return reader.book(data, Source(name=name, **how))


def _code(data: bytes, **how: Any) -> str:
    with pytest.raises(UserError) as caught:
        _read(data, **how)
    assert "\n" not in caught.value.sentence
    return caught.value.code


def test_workbook_keeps_excels_row_numbers_and_begins_in_column_a() -> None:
    def move(book: Workbook) -> None:
        book["名單"].insert_cols(1, 2)
        book["名單"].insert_rows(1, 3)

    [sheet] = _read(files.xlsx(change=move)).sheets
    assert sheet.first_row == 4
    assert sheet.rows[0] == ["", "", "姓名", "手機", "地址"]


def test_cells_are_what_excel_holds() -> None:
    moment = datetime.fromisoformat("2020-01-02T12:30")
    book = _read(files.xlsx([[date(2020, 1, 2), moment, time(8, 30), True, 912345678, 1.5, "=1/0", "文字\n二行"]]))
    assert book.sheets[0].rows[0] == [date(2020, 1, 2), moment, time(8, 30), True, 912345678.0, 1.5, "", "文字\n二行"]


def test_formulas_give_their_stored_values_and_errors_nothing() -> None:
    row = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>王</v></c>'
    row += '<c r="C1" t="e"><v>#N/A</v></c></row>'
    assert _read(files.raw_xlsx(row)).sheets[0].rows == [[2.0, "王", ""]]


def test_dates_of_a_macintosh_begin_in_1904() -> None:
    def old(book: Workbook) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    assert _read(files.xlsx([["姓名", date(1980, 5, 11)]], old)).sheets[0].rows[0][1] == date(1980, 5, 11)


def test_merged_cells_are_filled_downwards_and_over_headings_but_titles_are_not() -> None:
    def merge(book: Workbook) -> None:
        for place in ("A1:C1", "A2:A3", "B2:C2", "A4:A5", "B5:C5"):
            book["名單"].merge_cells(place)

    rows = [["名單", None, None], ["公司", "聯絡", None], [None, "電話", "手機"], ["大發", "02", "09"], [None, "03", None]]
    assert _read(files.xlsx(rows, merge)).sheets[0].rows == [
        ["名單", "", ""],
        ["公司", "聯絡", "聯絡"],
        ["公司", "電話", "手機"],
        ["大發", "02", "09"],
        ["大發", "03", ""],
    ]


def test_hidden_sheets_are_read_and_said_to_be_hidden() -> None:
    def hide(book: Workbook) -> None:
        book.create_sheet("舊資料").append(["姓名"])
        book["舊資料"].sheet_state = "hidden"

    assert [(sheet.name, sheet.hidden) for sheet in _read(files.xlsx(change=hide)).sheets] == [("名單", False), ("舊資料", True)]


def test_oldest_xls_is_read_by_the_second_reader() -> None:
    book = _read(files.biff2([["name", "phone"], ["Wang", "0912345678"]]))
    assert book.format == "xls"
    assert book.sheets[0].rows == [["name", "phone"], ["Wang", "0912345678"]]


@pytest.mark.parametrize("careful", [False, True])
def test_sheets_are_the_same_by_both_readers(careful: bool) -> None:
    data = files.xlsx([["姓名", "日期", "數"], ["王小明", date(2020, 1, 2), 5], [None, None, None], ["陳", None, True]])
    rows = reader.book(data, Source(), careful=careful).sheets[0].rows
    padded = [row + [""] * (3 - len(row)) for row in rows]
    assert padded == [["姓名", "日期", "數"], ["王小明", date(2020, 1, 2), 5.0], ["", "", ""], ["陳", "", True]]


def test_open_document_with_blanks_between_its_cells_is_read() -> None:
    content = files.ods_content(
        files.ods_row("姓名", "手機").replace("><table:table-cell", ">\n <table:table-cell") + files.ods_row("王", "09")
    )
    assert _read(files.ods(content)).sheets[0].rows == [["姓名", "手機"], ["王", "09"]]


def test_flat_open_document_is_read() -> None:
    text = files.ods_content(files.ods_row("姓名", "電話") + files.ods_row("王小明", "02-23456789"))
    assert _read(text.replace("document-content", "document").encode()).sheets[0].rows[1] == ["王小明", "02-23456789"]


CHINESE = "姓名,手機,備註\n王小明,0912345678,老客戶\n林美華,0922333444,介紹人：陳太太\n"
JAPANESE = "氏名,電話番号,住所\nヤマダ太郎,03-1234-5678,東京都千代田区\nさとう花子,03-2345-6789,大阪市\n"
SIMPLIFIED = "姓名,电话,地址\n张伟,13800138000,北京市朝阳区建国路\n李娜,13900139000,上海市\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "cp950", "cp950"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        ("公司,聯絡人\nABC,Tom\nDEF,May\n", "cp950", "cp950"),
        (JAPANESE, "cp932", "cp932"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        ("name,city\nJosé,Málaga\nÅsa,Malmö\n", "cp1252", "cp1252"),
        ("name,city\nTom,Taipei\n", "ascii", "utf-8"),
    ],
)
def test_letters_are_found_out(text: str, encoding: str, found: str) -> None:
    book = _read(text.encode(encoding))
    assert (book.encoding, book.delimiter, book.lost_characters) == (found, ",", 0)
    assert book.sheets[0].rows == [line.split(",") for line in text.splitlines()]


def test_encoding_can_be_chosen() -> None:
    assert _read(JAPANESE.encode("cp932"), encoding="cp932").sheets[0].rows[0][0] == "氏名"


def test_characters_beyond_big5_and_drawn_by_the_shop_are_kept() -> None:
    data = "姓名,電話\n陳".encode("cp950") + "堃".encode("big5hkscs") + ",02\n林".encode("cp950") + b"\xfa\x40" + b",03\n"
    book = _read(data)
    assert [row[0] for row in book.sheets[0].rows] == ["姓名", "陳堃", "林\ue000"]


def test_unreadable_bytes_are_counted() -> None:
    assert letters.decode(CHINESE.encode() + b"\xff\xfe\n").lost == 2


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "^"])
def test_delimiter_is_found_out(mark: str) -> None:
    text = f'姓名{mark}電話{mark}備註\n王{mark}02-2345678,9{mark}"一\n二{mark}三"\n\n陳{mark}03\n'
    if mark == ",":
        text = text.replace("8,9", "8.9")
    book = _read(text.encode())
    assert book.delimiter == mark
    assert book.sheets[0].rows[1][2] == f"一\n二{mark}三"
    assert book.sheets[0].rows[2:] == [[], ["陳", "03"]]


def test_excels_own_declaration_of_the_delimiter_is_no_record() -> None:
    assert _read("sep=;\n姓名;電話\n王;02\n".encode()).sheets[0].rows == [["姓名", "電話"], ["王", "02"]]


def test_unpaired_quotation_mark_does_not_swallow_the_file() -> None:
    text = '姓名,備註\n王小明,"29吋\n' + "".join(f"陳{number},好\n" for number in range(400))
    assert len(_read(text.encode()).sheets[0].rows) == 402


def test_columns_set_with_blanks_are_cut() -> None:
    book = _read("姓名      電話        地址\n王小明    0912345678  台北市\n歐陽大明  02-2345678  台中市 西區\n".encode())
    assert book.delimiter == "blanks"
    assert book.sheets[0].rows == [
        ["姓名", "電話", "地址"],
        ["王小明", "0912345678", "台北市"],
        ["歐陽大明", "02-2345678", "台中市 西區"],
    ]


def test_one_column_stays_one_column() -> None:
    book = _read("姓名\n王小明\n陳美玲\n".encode())
    assert (book.delimiter, book.sheets[0].rows) == (None, [["姓名"], ["王小明"], ["陳美玲"]])


def test_page_called_xls_is_read() -> None:
    book = _read(files.HTML.encode("cp950"))
    assert (book.format, book.encoding) == ("html", "cp950")
    assert book.sheets[0].rows == [
        ["姓名", "手機", "地址"],
        ["王小明", "0912345678", "台北市\n大安區"],
        ["陳美玲 & 家人", "0922333444", "台北市\n大安區"],
    ]


def test_web_archive_called_xls_is_read() -> None:
    assert _read(files.mhtml()).sheets[0].rows[1][:2] == ["王小明", "0912345678"]


def test_xml_2003_called_xls_is_read_with_its_row_numbers() -> None:
    [sheet] = _read(files.XML_2003.encode()).sheets
    assert (sheet.name, len(sheet.rows)) == ("名單", 4)
    assert (sheet.rows[0], sheet.rows[3]) == (["姓名", "", "生日"], ["王小明", "", date(1980, 5, 11)])


def test_tab_text_called_xls_and_workbook_called_csv_are_read() -> None:
    assert _read("姓名\t電話\n王\t02\n".encode("utf-16")).delimiter == "\t"
    assert _read(files.xlsx(), name="名單.csv").format == "xlsx"


def test_cells_from_the_clipboard_are_read() -> None:
    excel = reader.read(Source(text="姓名\t電話\n王小明\t0912345678\n"))
    page = "<!--StartFragment--><table><tr><td><p>姓名</p></td><td>電話</td></tr></table><!--EndFragment-->"
    word = reader.read(Source(text=f"<html><body><table><tr><td>抬</td><td>頭</td></tr></table>{page}</body></html>"))
    assert (excel.format, excel.sheets[0].rows[1]) == ("pasted", ["王小明", "0912345678"])
    assert word.sheets[0].rows == [["姓名", "電話"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 5000, "empty"),
        (b"\r\n \r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"\x00\x01\x00\x00Standard Jet DB\x00", "database"),
        (b"\x00\x01\x00\x00Standard ACE DB\x00", "database"),
        (b"\x03\x78\x05\x0b\x01\x00\x00\x00\x41\x00\x0a\x00" + b"\x00" * 52 + b"\x0d" + b" " * 20, "dbase"),
        (b"{\\rtf1\\ansi", "word"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "database"),
        (b"Rar!\x1a\x07", "archive"),
        (b"MZ\x90\x00", "unknown_kind"),
        (bytes(range(256)) * 20, "unknown_kind"),
        (b'{"customers": []}', "unknown_kind"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar"),
        (files.zipped({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "word"),
        (files.zipped({"ppt/presentation.xml": "<a/>"}), "slides"),
        (files.zipped({"Index/Document.iwa": b"\x00"}), "numbers"),
        (files.zipped({"客戶.xls": b"\x00"}), "archive"),
        (files.xlsx()[:2000], "half_copied"),
        (files.xlsx() + bytes(70_000), "half_copied"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "half_copied"),
        (files.locked(files.xlsx(), "1234")[:2000], "half_copied"),
        ("姓名,電話\n王小明,02\n".encode() + bytes(4096), "half_copied"),
    ],
)
def test_what_is_no_list_says_why(data: bytes, code: str) -> None:
    assert _code(data) == code


def test_the_other_programs_of_numbers_maker_have_their_own_sentences() -> None:
    assert _code(files.zipped({"Index/Document.iwa": b"\x00"}), name="名單.pages") == "pages"
    assert _code(files.zipped({"Index/Slide.iwa": b"\x00"}), name="名單.key") == "slides"


def test_broken_inside_is_damaged() -> None:
    assert _code(files.raw_xlsx("<row r='1'><c r='A1'><v>1</c></row>")) == "damaged"


@pytest.mark.parametrize("careful", [False, True])
def test_forgotten_cell_far_away_is_a_sheet_of_its_own(careful: bool) -> None:
    cells = '<row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row r="2"><c r="A2" t="str"><v>王</v></c></row>'
    far = '<row r="30000"><c r="C30000" t="str"><v>忘了</v></c></row>'
    near, stray = reader.book(files.raw_xlsx(cells + far), Source(), careful=careful).sheets
    assert [[cell for cell in row if cell] for row in near.rows] == [["姓名"], ["王"]]
    assert (stray.name, stray.first_row, stray.rows) == ("S (30000)", 30000, [["", "", "忘了"]])


def test_more_columns_than_any_list_has_are_refused() -> None:
    assert _code(files.xlsx([[f"欄{number}" for number in range(501)]])) == "too_many_rows"


def _styled(letters: int, formats: int) -> bytes:
    """A workbook whose every cell format has a number format of so many letters."""
    codes = f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * letters}"/></numFmts>'
    cell_formats = "<cellXfs>" + '<xf numFmtId="200"/>' * formats + "</cellXfs>"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<styleSheet xmlns="{space}">{codes}{cell_formats}</styleSheet>'
    return files.with_part(files.xlsx(), "xl/styles.xml", styles)


def test_long_number_formats_under_many_cell_formats_are_refused_but_all_that_excel_allows_are_read() -> None:
    assert _code(_styled(letters=300_000, formats=40_000)) == "bomb"
    assert reader.book(_styled(letters=255, formats=65_490), Source()).sheets[0].rows


def test_packed_bombs_are_refused() -> None:
    assert _code(files.zipped({"xl/workbook.xml": b"<a>" + b" " * 60_000_000})) == "bomb"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert _code(files.raw_xlsx("<row r='1'><c r='A1' t='str'><v>&b;</v></c></row>", head=laughs)) == "bomb"
    many = {f"xl/part{number}.txt": b"" for number in range(2_100)}
    assert _code(files.zipped({"xl/workbook.xml": "<a/>", **many})) == "bomb"


def test_repeated_cells_without_content_are_nothing_and_with_content_too_many() -> None:
    row = files.ods_row("姓名", "電話")
    many = 'table:number-rows-repeated="1048000"'
    blank = f'<table:table-row {many}><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert _read(files.ods(files.ods_content(row + blank))).sheets[0].rows == [["姓名", "電話"]]
    full = (
        f'<table:table-row {many}><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert _code(files.ods(files.ods_content(row + full))) == "too_many_rows"


def test_password_is_asked_for_told_wrong_and_used() -> None:
    data = files.locked(files.xlsx(), "開店2015")
    assert _code(data) == "password_needed"
    assert _code(data, password="開店") == "password_wrong"  # noqa: S106
    assert _read(data, password="開店2015").sheets[0].rows == ROWS  # noqa: S106


def test_excels_own_password_is_tried_silently() -> None:
    assert _read(files.locked(files.xlsx(), "VelvetSweatshop")).sheets[0].rows == ROWS


def test_files_that_are_not_there_or_no_files_say_so(tmp_path: Path) -> None:
    big = tmp_path / "大.xlsx"
    with big.open("wb") as file:
        file.truncate(60 * 2**20)
    found = {}
    for path in (tmp_path / "沒有.xlsx", tmp_path, big):
        with pytest.raises(UserError) as caught:
            reader.read(Source(path))
        found[caught.value.code] = caught.value.sentence
    assert list(found) == ["file_gone", "folder", "too_big"]
    assert "沒有.xlsx" in found["file_gone"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "held"), "no_permission"),
        (OSError(5, "bad sector"), "unreadable"),
        (OSError(19, "no such device"), "file_gone"),
        (OSError(errno.ENAMETOOLONG, "name too long"), "file_gone"),
    ],
)
def test_disk_errors_become_sentences(error: OSError, code: str, tmp_path: Path) -> None:
    assert reader._why_unreadable(error, tmp_path / "客戶.xls") == code


def test_file_open_in_excel_is_named(tmp_path: Path) -> None:
    (tmp_path / "~$客戶.xlsx").write_bytes(b"owner")
    assert reader._why_unreadable(PermissionError(13, "held"), tmp_path / "客戶.xlsx") == "file_locked"


def test_the_original_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "客戶.xlsx"
    path.write_bytes(files.xlsx())
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    reader.read(Source(path))
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_encrypted_open_document_is_opened() -> None:
    data = _locked_ods("1234", files.ods_content(files.ods_row("姓名", "電話")))
    assert _code(data) == "password_needed"
    assert _code(data, password="4321") == "password_wrong"  # noqa: S106
    assert _read(data, password="1234").sheets[0].rows == [["姓名", "電話"]]  # noqa: S106


def _locked_ods(password: str, content: str) -> bytes:
    """As LibreOffice writes it: packed, padded, AES-256 under a key derived from the password."""
    import base64
    import hashlib
    import zlib

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    packing = zlib.compressobj(wbits=-15)
    packed = packing.compress(content.encode()) + packing.flush()
    padding = 16 - len(packed) % 16
    packed += bytes([padding]) * padding
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), b"salt", 1000, 32)
    writing = Cipher(algorithms.AES(key), modes.CBC(b"0" * 16)).encryptor()
    check = hashlib.sha256(packed[:-padding][:1024]).digest()
    said = {
        "checksum": base64.b64encode(check),
        "algorithm-name": b"http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "initialisation-vector": base64.b64encode(b"0" * 16),
        "key-derivation-name": b"PBKDF2",
        "iteration-count": b"1000",
        "salt": base64.b64encode(b"salt"),
    }
    inner = " ".join(f'm:{name}="{value.decode()}"' for name, value in said.items())
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="content.xml"><m:encryption-data {inner}/></m:file-entry></m:manifest>'
    )
    locked = writing.update(packed) + writing.finalize()
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return files.zipped({"mimetype": mimetype, "content.xml": locked, "META-INF/manifest.xml": manifest})


def test_pages_and_address_books_copied_half_say_so() -> None:
    page = (
        "<html><body><table><tr><th>姓名</th><th>電話</th></tr><tr><td>王小明</td><td>0912345678</td></tr></table></body></html>"
    )
    cards = "BEGIN:VCARD\nFN:王小明\nTEL:0912345678\nEND:VCARD\nBEGIN:VCARD\nFN:陳美惠\nTEL:0922345678\nEND:VCARD"
    for whole, part in ((page, page[:-50]), (page, page[: page.index("</table>")]), (cards, cards[:-20]), (cards, cards[:-3])):
        assert _read(whole.encode()).sheets[0].rows
        assert _code(part.encode()) == "half_copied"
    assert _read(page.replace("</table></body></html>", "").replace("<html><body>", "").encode()).sheets[0].rows
    assert _code(page.encode() + bytes(4096)) == "half_copied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.csv")
    with pytest.raises(UserError) as caught:
        reader.read(Source(tmp_path / "管.csv"))
    assert caught.value.code == "unknown_kind"
