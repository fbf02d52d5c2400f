"""Logo and seals as papers print them: small, without what a camera wrote, refused with a sentence where they can't be."""

from pathlib import PurePath
from typing import Final

from db.core.errors import InputError
from db.services import attachment_kinds, letterhead
from resources.i18n import N_, _
from ui.attachments.pictures import decoded, jpeg, shrunk, written

_DRAWN: Final = frozenset({".svg", ".svgz", ".ai", ".eps", ".pdf", ".cdr"})
_VECTORS: Final = N_("“{name}” is a drawing that can't be printed here. Please save it as PNG and choose that.")
_NO_PICTURE: Final = N_("“{name}” is no picture. Please choose a PNG or JPEG file.")


def prepared(name: str, data: bytes) -> bytes:
    """PNG or JPEG bytes for letterhead.put, of a picture however many bytes it has; what is transparent stays so.

    InputError: damaged, too many pixels, no picture.
    """
    if PurePath(name).suffix.lower() in _DRAWN:
        raise InputError(_(_VECTORS).format(name=name))
    kind = attachment_kinds.of(name, data)
    if kind not in attachment_kinds.PICTURES:
        raise InputError(_(_NO_PICTURE).format(name=name))
    image = shrunk(decoded(name, kind, data), letterhead.LONGEST)
    made = written(image, b"PNG", 0)
    while len(made) > letterhead.MOST:
        made = written(image, b"PNG", 0) if image.hasAlphaChannel() else jpeg(image)
        image = shrunk(image, max(image.width(), image.height()) * 3 // 4)
    return made
