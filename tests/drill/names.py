"""Names of files and pictures a stranger gives: nothing lands outside its place, nothing is run, nothing large is drawn."""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from db.core import file
from db.core.connection import rows
from db.core.errors import UserError
from db.services import attachment_kinds, attachments, customers
from db.services.attachments import Given
from db.services.customer_form import CustomerForm
from tests.drill import shops
from tests.drill.drilling import Ground, Line
from ui.kit import file_names

TITLE: Final = "Names of files, and pictures"
RULES: Final = ("R16", "R17", "S12")
_NAMES: Final = (
    "..\\x.pdf", "../x.pdf", "/etc/passwd", "C:\\Windows\\x.pdf", "\\\\server\\share\\x.pdf", "//server/x.pdf", "CON", "con.pdf",
    "NUL.txt", "LPT1", "COM9.pdf", "AUX", "PRN.x", "a.pdf.exe", "a.pdf ", "a.pdf.", " .pdf", "...", ".", "..", "a/b.pdf",
    "a:b.pdf", "a|b.pdf", "a?b*.pdf", 'a"b.pdf', "a<b>.pdf", "\u202egpj.exe", "a\nb.pdf", "a\tb.pdf", "a\0b.pdf",
    "x" * 300, "長" * 300, "",
    "   ", "~$x.xlsx", "desktop.ini", "a%00.pdf", "%2e%2e%2fx", "$(rm -rf)", "`x`", ";x", "&x", "-rf", "--help",
    "\ufeffx", "x\u200d",
)  # fmt: skip
_LONGEST: Final = 200
_RESERVED: Final = frozenset({"CON", "NUL", "AUX", "PRN", "LPT1", "COM9"})
_PDF: Final = b"%PDF-1.4\n%%EOF\n"
_RUN: Final = {"x.exe": b"MZ" + bytes(99), "x.svg": b"<svg xmlns='x'/>", "x.html": b"<html>"}
_SCRIPTS: Final = {
    "x.bat": b"@echo off",
    "x.sh": b"#!/bin/sh\nrm",
    "x.vbs": b"MsgBox 1",
    "x.js": b"alert(1)",
}  # elsewhere: mere text


def lines(ground: Ground) -> Iterator[Line]:
    """Names of attachments and of what is written; kinds that are not kept; pictures."""
    shop = shops.copy(shops.empty(), ground.place("shop"))
    with file.opened(shop):
        one = customers.add(CustomerForm(name="王小明"))
        yield _attached(one, ground.folder)
        yield _written(ground.place("written"))
        yield _refused(one)
        yield _pictures()


def _attached(customer: int, folder: Path) -> Line:
    """Bytes go into the file under their hash: no name makes a path."""
    before, held = {path for path in folder.rglob("*") if path.is_file()}, 0
    for number, name in enumerate(_NAMES):
        try:
            attachments.add(customer, [Given(name, _PDF + str(number).encode())])
            held += 1
        except UserError as error:
            held += bool(error.sentence)
    strange = {path for path in folder.rglob("*") if path.is_file() and path.name[:8] != "shop.crm"} - before
    hashed = all(len(name) == 64 for (name,) in rows("SELECT hash FROM blob"))
    return Line("names of attachments", len(_NAMES), held if hashed and not strange else 0)


def _written(place: Path) -> Line:
    """The name of a file that is written stays within its folder, and is one Windows takes."""
    held = 0
    for name in _NAMES:
        path = file_names.unused(place, file_names.cleaned(name), ".pdf")
        inside = path.resolve().parent == place.resolve()
        path.write_bytes(_PDF)
        held += (
            inside
            and len(path.name) < 200
            and not path.stem.endswith((" ", "."))
            and path.stem.upper() not in {"CON", "NUL", "AUX"}
        )
    return Line("names of files that are written", len(_NAMES), held)


def _refused(customer: int) -> Line:
    """What could be run is not kept, whatever it is called; a script is mere text, whose copies end in .txt."""
    tried = [(called, content) for name, content in _RUN.items() for called in (name, "x.pdf", "x.jpg")]
    held = sum(_is_refused(customer, Given(*one)) for one in tried)
    held += sum(
        _is_refused(customer, Given(*one)) or attachment_kinds.ENDINGS[attachment_kinds.of(*one)] == ".txt"
        for one in _SCRIPTS.items()
    )
    return Line("what could be run, also under another name", len(tried) + len(_SCRIPTS), held)


def _is_refused(customer: int, given: Given) -> bool:
    try:
        attachments.add(customer, [given])
    except UserError:
        return True
    return False


def _pictures() -> Line:
    """A picture is made anew: no place and camera in it; one too large by its head is refused before it is drawn."""
    from ui.attachments import pictures

    exif = Image.Exif()
    exif[0x010F] = "Canary"
    into = io.BytesIO()
    Image.new("RGB", (800, 600), "red").save(into, "JPEG", exif=exif)
    anew = pictures.prepared("a.jpg", into.getvalue())
    held = int(b"Canary" not in anew.data and anew.data[:2] == b"\xff\xd8")
    for bomb in (_png(50_000, 50_000), _png(30_000, 30_000), b"\x89PNG\r\n\x1a\n" + bytes(99), b"\xff\xd8\xff" + bytes(99)):
        try:
            pictures.prepared("b.png", bomb)
        except UserError:
            held += 1
    return Line("pictures: made anew, or refused by their head", 5, held)


def _png(width: int, height: int) -> bytes:
    """A PNG that says it is this large."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(999))) + part(b"IEND", b"")
