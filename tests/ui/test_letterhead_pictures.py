"""Logo and seals: shrunk where they are big, refused with a sentence where they can't be printed."""

import random
import struct
import zlib

import pytest
from PySide6.QtGui import QColor, QImage

from db.core.errors import InputError
from db.services import letterhead
from ui.attachments import letterhead_pictures
from ui.attachments.pictures import written


def _png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 0, 0, 0))
    return written(image, b"PNG", 0)


@pytest.mark.usefixtures("shop")
def test_a_big_logo_is_made_small_and_stays_transparent() -> None:
    made = letterhead_pictures.prepared("logo.png", _png(5000, 2500))
    image = QImage.fromData(made)
    assert (image.width(), image.height(), image.hasAlphaChannel()) == (letterhead.LONGEST, letterhead.LONGEST // 2, True)
    letterhead.put("logo", made)
    assert letterhead.picture("logo") == made


def test_a_photo_fits_on_every_paper() -> None:
    grain = random.Random(1).randbytes(1600 * 1600 * 4)
    image = QImage(grain, 1600, 1600, QImage.Format.Format_RGB32)
    assert len(letterhead_pictures.prepared("店面.png", written(image, b"PNG", 0))) <= letterhead.MOST


def test_thirty_megabytes_are_made_small() -> None:
    image = QImage(random.Random(1).randbytes(4000 * 2600 * 4), 4000, 2600, QImage.Format.Format_RGB32)
    heavy = written(image, b"BMP")
    assert len(heavy) > 30_000_000
    assert len(letterhead_pictures.prepared("店面.bmp", heavy)) <= letterhead.MOST


def _bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(30_000_000)),
        ("logo.png", _bomb()),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("logo.txt", "店名".encode()),
    ],
    ids=["svg", "svg called png", "30 MB", "bomb", "cut off", "text"],
)
def test_what_cant_be_printed_is_refused_in_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        letterhead_pictures.prepared(name, data)
    assert name in refused.value.sentence
