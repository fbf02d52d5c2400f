"""What a file is, told by its bytes: its name may say anything."""

import io
import re
import struct

from importers import limits
from importers.declined import decline

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_SECTOR = 0xFFFFFFFA
_ZEROS = bytes(512)  # the end of a file that was given its place on the stick and never filled
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
)  # bare, without OLE
_OURS = b"SKB1"  # db.core.admission.APPLICATION_ID, which stands there in every SQLite file
_DECLINED = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x01\x00\x00Standard", "database"),  # Jet and ACE: .mdb, .accdb
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "unknown_kind"),
    (b"\x7fELF", "unknown_kind"),
    (b"bplist", "unknown_kind"),
    (b"PAR1", "unknown_kind"),
    (b"ITSF", "unknown_kind"),
)
_STREAMS = (  # names in an OLE file's directory, in UTF-16
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)


def of(data: bytes, *, asked: bool = False, name: str = "") -> str:
    """xlsx xlsb ods xls encrypted html xml mhtml fods vcf ldif text; raises the UserError of a kind that is not read.

    `asked`: the password is known already. `name` only chooses between two sentences.
    """
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise decline("empty")
    head = data[:8]
    if head.startswith(_ZIP):
        return _of_zip(data, name)
    if head == OLE:
        return _of_ole(data, asked)
    if head.startswith(_BIFF):
        return "xls"
    if why := _declined(data):
        raise decline(why)
    return _of_text(data[:4096])


def _declined(data: bytes) -> str:
    for magic, why in _DECLINED:
        if data.startswith(magic) and (magic != b"BM" or data[6:10] == bytes(4)):
            return why
    if data.startswith(b"SQLite format 3\x00"):
        return "shop_file" if data[68:72] == _OURS else "database"
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "picture"
    return "dbase" if _is_dbase(data) else ""


def _is_dbase(data: bytes) -> bool:
    """A version byte, the date of the last change, and a head whose length fits its fields."""
    if len(data) < 65 or data[0] not in (0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5):
        return False
    length = int.from_bytes(data[8:10], "little")
    return (
        1 <= data[2] <= 12
        and 1 <= data[3] <= 31
        and 65 <= length <= len(data)
        and data[length - 1 : length + 1].count(b"\x0d") > 0
    )


def _of_zip(data: bytes, name: str) -> str:
    try:
        with limits.opened_zip(data) as packed:
            names = set(packed.namelist())
            mimetype = packed.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    except limits.BROKEN as broken:
        raise decline("half_copied") from broken
    lowered = {name.lower().replace("\\", "/") for name in names}
    if "content.xml" in lowered or "opendocument" in mimetype:
        return _of_open_document(mimetype)
    if any(name.endswith("workbook.bin") for name in lowered):
        return "xlsb"
    if any(name.startswith("xl/") or name.endswith("workbook.xml") for name in lowered):
        return "xlsx"
    why = _packed_kind(lowered)
    raise decline("pages" if why == "numbers" and name.lower().endswith(".pages") else why)


def _of_open_document(mimetype: str) -> str:
    for word, why in (
        ("opendocument.text", "word"),
        ("opendocument.presentation", "slides"),
        ("opendocument.graphics", "picture"),
    ):
        if word in mimetype:
            raise decline(why)
    return "ods"


def _packed_kind(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith(("ppt/", "index/slide")) for name in names):
        return "slides"
    if any(name.endswith(".iwa") or name.startswith("index.zip") for name in names):
        return "numbers"
    return "archive"


def _of_ole(data: bytes, asked: bool) -> str:
    """By the stream named first: a document may carry another kind of document inside."""
    places = {
        kind: min(place for place in found if place >= 0)
        for name, kind in _STREAMS
        if max(found := [data.find(f"{written}\x00".encode("utf-16-le")) for written in (name, name.upper())]) >= 0
    }
    if not places:
        raise decline("half_copied" if is_cut_short(data) else "unknown_kind")
    kind = min(places, key=lambda one: places[one])
    if kind in ("word", "slides"):
        raise decline("password_needed" if not asked and _is_locked_document(data) else kind)
    return kind


def is_cut_short(data: bytes) -> bool:
    """Does a file that can't be read end before its own tables say, or in nothing but zeros? Asked only once reading failed."""
    if data.endswith(_ZEROS):
        return True
    if not data.startswith(OLE) or len(data) % 512:  # OLE files are whole sectors
        return data.startswith(OLE)
    shift = min(int.from_bytes(data[0x1E:0x20], "little"), 12)
    directory, *tables = struct.unpack_from("<I", data, 0x30) + struct.unpack_from("<109I", data, 0x4C)
    used = [sector for sector in (directory, *tables) if sector < _NO_SECTOR]
    return any((sector + 2) << shift > len(data) for sector in used)


def _is_locked_document(data: bytes) -> bool:
    """Is this Word or PowerPoint file encrypted? Then its owner is asked first, as for every file with a password."""
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:  # the library raises whatever a broken file makes it trip over
        return False


_TEXTS = (  # of the beginning, in lower case; the first that fits decides
    (r"begin\s*:\s*vcard", "vcf"),
    (r"(version:.*\s+)?dn::? ?\S.*objectclass:", "ldif"),
    (r"(mime-version|content-type|from|date|x-[a-z-]+|message-id)\s*:.*multipart/related", "mhtml"),
    (r"<(?!.*<html).*urn:schemas-microsoft-com:office:spreadsheet", "xml"),
    (r"<.*urn:oasis:names:tc:opendocument", "fods"),
    (r"(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table|style|div|center)\b", "html"),
)
_DECLINED_TEXTS = ((r"begin:vcalendar", "calendar"), (r"<\?xml|<svg|[\[{]\s*[\"{\[]", "unknown_kind"))


def _of_text(head: bytes) -> str:
    from importers.formats import letters

    text = letters.decode(head[: len(head) - len(head) % 4] or head).text.lstrip().lower()
    for pattern, kind in _TEXTS:
        if re.match(pattern, text, re.DOTALL):
            return kind
    for pattern, why in _DECLINED_TEXTS:
        if re.match(pattern, text, re.DOTALL):
            raise decline(why)
    return "text"
