"""Pictures as they are kept: turned upright, not larger than needed, without the place and the camera that stood in them."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from db.core.errors import InputError
from db.services import attachments
from db.services.attachment_kinds import ENDINGS, PICTURES
from db.services.attachments import Given
from resources.i18n import N_, _

LONGEST: Final = 2560  # pixels of the longer side
THUMBNAIL: Final = 240
_QUALITY: Final = 90
_MOST: Final = 120_000_000  # pixels; more is no photo of a phone
_CALLED: Final = frozenset({*(ENDINGS[kind] for kind in PICTURES), ".jpeg", ".heif", ".tiff"})  # how files of pictures end
_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132  # EXIF 2.32: the part, DateTimeOriginal, DateTime
_UNREADABLE: Final = N_("The picture “{name}” is damaged or was cut off. Please copy it from the phone once more.")
_HEIC: Final = N_(
    "“{name}” is a HEIC photo of an iPhone that can't be read here. On the iPhone choose Settings, Camera, Formats,"
    " “Most Compatible” for new photos, or send this one to yourself by LINE and save it from there."
)


def prepared(name: str, data: bytes, label: str = "") -> Given:
    """The file as it is kept: a picture made anew as JPEG with its thumbnail, anything else as it is.

    InputError with a sentence for what is too big, damaged, or not kept.
    """
    kind = attachments.look(name, data)
    if kind == "text/plain" and PurePath(name).suffix.lower() in _CALLED:
        raise InputError(_(_UNREADABLE).format(name=name))
    if kind not in PICTURES:
        return Given(name, data)
    image = shrunk(decoded(name, kind, data), LONGEST)
    called = f"{PurePath(name).stem or _('Picture')}.jpg"
    return Given(called, jpeg(image), jpeg(shrunk(image, THUMBNAIL)), _taken(kind, data), label)


def decoded(name: str, kind: str, data: bytes) -> QImage:
    """The picture in these bytes, upright. InputError: it can't be read."""
    image = _heic(name, data) if kind == "image/heic" else _read(data)
    if image is None or image.isNull():
        raise InputError(_(_UNREADABLE).format(name=name))
    return image


def jpeg(image: QImage) -> bytes:
    """The picture as a JPEG that says nothing but itself; what is transparent becomes white."""
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(QColor("white"))
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return written(plain, b"JPG")


def written(image: QImage, kind: bytes, quality: int = _QUALITY) -> bytes:
    """The picture's bytes in Qt's format of this name; of a PNG a quality of 0 packs it best and loses nothing."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(data.data())


def _read(data: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _MOST:
        return None
    if max(size.width(), size.height()) > 2 * LONGEST:  # half as large as it will be is enough to be read
        reader.setScaledSize(size.scaled(2 * LONGEST, 2 * LONGEST, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _heic(name: str, data: bytes) -> QImage:
    """Through libheif (pi-heif: it decodes alone, so it carries no x265 and stays under the LGPL; 1 to 2.4 MB a system)."""
    try:
        import pi_heif
    except ImportError:
        raise InputError(_(_HEIC).format(name=name)) from None
    try:
        photo = pi_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=True)
        width, height = photo.size
        if width * height > _MOST:
            raise ValueError
        kind = QImage.Format.Format_RGBA8888 if photo.mode == "RGBA" else QImage.Format.Format_RGB888
        return QImage(bytes(photo.data), width, height, photo.stride, kind).copy()
    except (ValueError, OSError, RuntimeError, EOFError, MemoryError, SyntaxError):
        raise InputError(_(_HEIC).format(name=name)) from None


def shrunk(image: QImage, longest: int) -> QImage:
    if max(image.width(), image.height()) <= longest:
        return image
    room = QSize(longest, longest)
    return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _taken(kind: str, data: bytes) -> str | None:
    """The day the camera says (ISO), read before it is thrown away with the rest; None where it says none."""
    from PIL import Image

    with suppress(Exception):  # what a camera wrote is not ours; a photo without a day is kept all the same
        found: Any = Image.Exif()
        if kind == "image/heic":
            import pi_heif

            found.load(pi_heif.open_heif(BytesIO(data)).info["exif"])
        else:
            with Image.open(BytesIO(data)) as opened:
                found = opened.getexif()
        said = found.get_ifd(_EXIF).get(_TAKEN) or found.get(_CHANGED)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date().isoformat() if said else None  # noqa: DTZ007 - a day alone
    return None
