"""OpenDocument sheets with a password: AES as LibreOffice has written it since 2012 (OpenDocument 1.2 part 3, section 3)."""

import base64
import hashlib
import io
import zipfile
import zlib
from xml.etree import ElementTree  # manifests with declarations of their own were refused before

from importers import limits
from importers.declined import decline

_CHECKED = 1024  # bytes under the check sum


def content(data: bytes, password: str | None) -> bytes | None:
    """The content.xml of a file with a password, none of a file without; raises the UserError that asks for the password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            manifest = packed.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in packed.namelist() else b""
            if b"encryption-data" not in manifest:
                return None
            if not password:
                raise decline("password_needed")
            return _unlocked(packed.read("content.xml"), _described(manifest), password)
    except (*limits.BROKEN, ElementTree.ParseError) as broken:
        raise decline("damaged") from broken


def _described(manifest: bytes) -> dict[str, str]:
    """How content.xml was encrypted: the attributes of everything below its entry, by their bare names."""
    for entry in ElementTree.fromstring(manifest).iter():  # noqa: S314
        said = {key.rpartition("}")[2]: value for key, value in entry.items()}
        if said.get("full-path") == "content.xml":
            return {key.rpartition("}")[2]: value for part in entry.iter() for key, value in part.items()}
    raise decline("locked_otherwise")


def _unlocked(locked: bytes, said: dict[str, str], password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if not said.get("algorithm-name", "").endswith("aes256-cbc") or said.get("key-derivation-name") != "PBKDF2":
        raise decline("locked_otherwise")
    start = hashlib.sha256(password.encode()).digest()
    rounds = min(int(said.get("iteration-count", 1024)), 2_000_000)
    key = hashlib.pbkdf2_hmac("sha1", start, base64.b64decode(said["salt"]), rounds, 32)
    reading = Cipher(algorithms.AES(key), modes.CBC(base64.b64decode(said["initialisation-vector"]))).decryptor()
    packed = reading.update(locked) + reading.finalize()
    packed = packed[: -packed[-1]] if packed else packed  # W3C padding: the last byte says how many
    if base64.b64encode(hashlib.sha256(packed[:_CHECKED]).digest()).decode() != said.get("checksum"):
        raise decline("password_wrong")
    inflating = zlib.decompressobj(-15)
    plain = inflating.decompress(packed, limits.UNPACKED)
    if inflating.unconsumed_tail:
        raise decline("bomb")
    return plain
