"""What kind of file somebody hands over, told by its first bytes; those that are not kept say what to do instead."""

from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from db.core.errors import InputError
from resources.i18n import N_, _

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/heic"})
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"
_WORD: Final = 100  # bytes of a media type
ENDINGS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    f"{_ODF}.text": ".odt",
    f"{_ODF}.spreadsheet": ".ods",
    f"{_ODF}.presentation": ".odp",
    "text/plain": ".txt",
}  # the kinds that are kept, and what a copy of them is called in a folder
_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}  # ISO/IEC 23008-12
_PARTS: Final = (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet"), ("ppt/", "presentationml.presentation"))
_STREAMS: Final = (("WordDocument", "msword"), ("Workbook", "vnd.ms-excel"), ("PowerPoint Document", "vnd.ms-powerpoint"))
_MACROS: Final = "vbaProject.bin"
_VIDEO: Final = N_(
    "“{name}” is a film, which is too big for the customer book. Keep it on the phone and put a picture of it here."
)
_SOUND: Final = N_("“{name}” is a sound. Please write down what was said instead; the sound can stay on the phone.")
_PACKED: Final = N_("“{name}” is a packed file. Please unpack it first and put the pictures and documents in one by one.")
_PROGRAM: Final = N_("“{name}” is a program or holds one. Please put in pictures, PDF, or Office files without macros.")
_OTHER: Final = N_("This kind of file can't be kept: “{name}”. Please save it as a PDF or a picture and put that in.")
EMPTY: Final = N_("“{name}” is empty. Please copy it from the phone or the stick once more.")


def of(name: str, data: bytes) -> str:
    """The media type of these bytes, whatever the name says. InputError for kinds that are not kept."""
    if not data:
        raise InputError(_(EMPTY).format(name=name))
    found = _by_start(data) or _container(name, data)
    if found is None and _is_text(data):
        found = "text/plain"
    if found is None:
        raise InputError(_(_OTHER).format(name=name))
    return found


def _by_start(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "image/bmp"
    if data[4:8] == b"ftyp" and data[8:12] in _BRANDS:
        return "image/heic"
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)


def _container(name: str, data: bytes) -> str | None:
    """Office files lie in a zip or in an OLE file; what else such a file may be is declined by its own sentence."""
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((f"application/{kind}" for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), None)
    if data[4:8] == b"ftyp" or data[:4] in (b"RIFF", b"\x1aE\xdf\xa3"):
        raise InputError(_(_SOUND if data[8:12] in (b"M4A ", b"WAVE") else _VIDEO).format(name=name))
    if data[:3] == b"ID3" or data[:4] in (b"OggS", b"fLaC"):
        raise InputError(_(_SOUND).format(name=name))
    if data[:2] == b"MZ" or data[:4] in (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe") or data[:2] == b"#!":
        raise InputError(_(_PROGRAM).format(name=name))
    if data.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        raise InputError(_(_PACKED).format(name=name))
    return None


def _zipped(name: str, data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as book:
            parts = book.namelist()
            said = _said(book) if "mimetype" in parts else ""
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        raise InputError(_(_OTHER).format(name=name)) from None
    if any(part.endswith(_MACROS) for part in parts):
        raise InputError(_(_PROGRAM).format(name=name))
    if said.startswith(_ODF) and said in ENDINGS:
        return said
    found = next((f"{_OFFICE}.{kind}" for start, kind in _PARTS if any(part.startswith(start) for part in parts)), None)
    if found is None:
        raise InputError(_(_PACKED).format(name=name))
    return found


def _said(book: ZipFile) -> str:
    """What the file says it is, no further than such a word goes."""
    with book.open("mimetype") as part:
        return part.read(_WORD).decode("ascii", "replace")


def _is_text(data: bytes) -> bool:
    """Plain words without control characters, and no page or script that a browser would run."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text) and not text.lstrip().startswith("<")
