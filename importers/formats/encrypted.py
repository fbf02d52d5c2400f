"""Workbooks with a password: Excel's silent one first, then the owner's."""

import io
import re
import struct

from importers.declined import decline
from importers.formats.kind import is_cut_short

_SILENT = "VelvetSweatshop"  # what Excel itself encrypts write-protected files with
_GLOBALS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)  # BOF of a workbook's first part
_WRITE_PROTECTED, _PASSWORD = 0x86, 0x2F


def is_locked_xls(data: bytes) -> bool:
    """Does the record after the beginning of this .xls say that the rest is encrypted?"""
    found = _GLOBALS.search(data)
    place = found.start() + 4 + data[found.start() + 2] if found else len(data)
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        if kind != _WRITE_PROTECTED:
            return bool(kind == _PASSWORD)
        place += 4 + length
    return False


def opened(data: bytes, password: str | None) -> bytes:
    """The file without its encryption; raises the UserError that asks for the password, or says it is wrong."""
    for one in (_SILENT, password):
        if one and (plain := _decrypted(data, one)):
            return plain
    raise decline("password_wrong" if password else "password_needed")


def _decrypted(data: bytes, password: str) -> bytes:
    """The plain bytes, or none where this is not the password."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
    except Exception as broken:
        raise decline("half_copied" if is_cut_short(data) else "damaged") from broken
    plain = io.BytesIO()
    try:
        if office.format == "ooxml":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError):
        return b""
    except Exception as broken:
        raise decline("half_copied" if is_cut_short(data) else "damaged") from broken
    return plain.getvalue()
