"""Address books of every telephone become rows under headers the mapper knows."""

import base64

import pytest

from db.core.errors import UserError
from importers import reader
from importers.values import Source


def _people(text: str | bytes) -> list[dict[str, object]]:
    book = reader.book(text if isinstance(text, bytes) else text.encode(), Source())
    assert (book.format, book.cards) == ("vcf", True)
    header, *rows = book.sheets[0].rows
    return [{str(key): cell for key, cell in zip(header, row, strict=True) if cell} for row in rows]


def test_card_of_an_iphone() -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:王;小明;;先生;\r\nFN:王 小明 先生\r\nORG:大發水電行;工程部\r\nTITLE:老闆\r\n"
        "TEL;type=CELL;type=VOICE;type=pref:0912-345-678\r\nTEL;TYPE=WORK,FAX:02-2345-6789\r\nTEL;TYPE=WORK:02-2345-6788\r\n"
        "item1.TEL:0922333444\r\nitem1.X-ABLabel:媽媽\r\nitem2.EMAIL;TYPE=INTERNET:a@b.tw\r\nitem2.X-ABLabel:_$!<Work>!$_\r\n"
        "ADR;TYPE=HOME:;;民生路100號;西區;台中市;403;台灣\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-11\r\n"
        "NOTE:很長的備註\\, 有逗點\\n第二\r\n 行\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nURL:http://dafa.tw\r\nEND:VCARD\r\n"
    )
    assert _people(text) == [
        {
            "姓名": "王小明",
            "稱謂": "先生",
            "公司": "大發水電行",
            "部門": "工程部",
            "職稱": "老闆",
            "手機": "0912-345-678",
            "公司傳真": "02-2345-6789",
            "公司電話": "02-2345-6788",
            "電話": "0922333444(媽媽)",
            "公司Email": "a@b.tw",
            "住家地址": "403台中市西區民生路100號",
            "生日": "--05-11",
            "備註": "很長的備註, 有逗點\n第二行",
            "網址": "http://dafa.tw",
        }
    ]


def test_cards_of_an_old_telephone_in_quoted_printable() -> None:
    def quoted(text: str, encoding: str) -> str:
        return "".join(f"={byte:02X}" for byte in text.encode(encoding))

    name, note = quoted("陳", "utf-8") + ";" + quoted("美玲", "utf-8"), quoted("第一行\r\n第二行", "big5")
    text = (
        f"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name[:20]}=\n{name[20:]}\nTEL;CELL:0933444555\n"
        f"TEL;HOME;VOICE:04-22223333\nTEL;CELL:0933000111\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=BIG5:{note}\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:2.1\nN:Smith;John\nEND:VCARD\n"
    )
    assert _people(text) == [
        {"姓名": "陳美玲", "手機": "0933444555", "住家電話": "04-22223333", "手機2": "0933000111", "備註": "第一行\n第二行"},
        {"姓名": "John Smith"},
    ]


def test_card_of_version_4_with_groups_and_quoted_parameters() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:林大華\nTEL;VALUE=uri;TYPE=\"voice,home\";PREF=1:tel:+886-2-2345-6789\n"
        "home.ADR;LABEL=\"a;b:c\":;;1 Main St;Taipei;;100;\nBDAY:19800511\nIMPP:line:dahua88\nX-SHOP-LEVEL:VIP\nEND:VCARD"
    )  # fmt: skip
    assert _people(text) == [
        {
            "姓名": "林大華",
            "住家電話": "+886-2-2345-6789",
            "地址": "1 Main St, Taipei, 100",
            "生日": "1980-05-11",
            "LINE ID": "dahua88",
            "X-SHOP-LEVEL": "VIP",
        }
    ]


def test_display_name_that_differs_stays_as_nickname() -> None:
    assert _people("BEGIN:VCARD\nN:王;大明\nFN:阿爸\nEND:VCARD")[0] == {"姓名": "王大明", "暱稱": "阿爸"}
    assert _people("BEGIN:VCARD\nN:王;大明\nFN:大明 王\nEND:VCARD")[0] == {"姓名": "王大明"}


def test_broken_lines_missing_ends_and_cards_within_cards_cost_nobody() -> None:
    picture = base64.b64encode(bytes(600)).decode()
    text = (
        "BEGIN:VCARD\nN:一;號\nTEL:02\nBEGIN:VCARD\nN:二;號\nPHOTO;BASE64:\n" + picture + "\n\nNOTE:a\nthis goes on\nAGENT:\n"
        "BEGIN:VCARD\nN:三;號\nEND:VCARD\nEND:VCARD\nrubbish\nbegin:vcard\nn:四;號\nend:vcard\n"
    )
    assert [one["姓名"] for one in _people(text)] == ["一號", "二號", "四號"]
    assert _people(text)[1]["備註"] == "athis goes on"


def test_cards_in_big5_are_read() -> None:
    [one] = _people("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王小明\r\nORG:客戶名稱有限公司\r\nTEL:02\r\nEND:VCARD\r\n".encode("cp950"))
    assert one["姓名"] == "王小明"


def test_mail_programs_address_book_is_read() -> None:
    coded = base64.b64encode("王小明".encode()).decode()
    text = (
        f"dn: cn=wang,mail=w@x.tw\nobjectclass: top\nobjectclass: person\ncn:: {coded}\nmail: w@x.tw\nmobile: 0912345678\n"
        "telephoneNumber: 02-2345\n 6789\no: Dafa\n\ndn: cn=chen\nobjectclass: person\nsn: Chen\ngivenName: May\n"
    )
    assert _people(text) == [
        {"姓名": "王小明", "公司": "Dafa", "手機": "0912345678", "公司電話": "02-23456789", "Email": "w@x.tw"},
        {"姓名": "May Chen"},
    ]


def test_book_without_a_whole_card_says_so() -> None:
    with pytest.raises(UserError) as caught:
        _people("BEGIN:VCARD\n")
    assert caught.value.code == "half_copied"


def test_address_as_printed_is_taken_where_there_is_no_other() -> None:
    printed = "LABEL;WORK;QUOTED-PRINTABLE:=E5=8F=B0=E5=8C=97=0AA=E8=B7=AF1=E8=99=9F"
    card = f"BEGIN:VCARD\nVERSION:2.1\nN:王;小明\n{{}}{printed}\nEND:VCARD\n"
    assert _people(card.format("")) == [{"姓名": "王小明", "公司地址": "台北 A路1號"}]
    assert _people(card.format("ADR;HOME:;;B路2號;台北;;;\n")) == [{"姓名": "王小明", "住家地址": "台北B路2號"}]
