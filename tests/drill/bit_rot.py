"""Damage at rest: single bits, whole pages, cut files, wrong files, a log of another shop; sealed, encrypted, and neither."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from db.core import file, seal, soundness
from db.core.errors import UserError
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "Damage at rest"
RULES: Final = ("R6",)
_KEY: Final = bytes(range(32))
_HEAD: Final = 100  # bytes of SQLite's head, whose counters may say anything
_PAGE: Final = 4096


def lines(ground: Ground) -> Iterator[Line]:
    """Bits and pages of a sealed, an encrypted and a plain file; then what is no shop file at all."""
    for kind in ("sealed", "encrypted", "unclean"):
        yield _found(ground, kind, "one bit turned", ground.many(12, 600), _turned)
        yield _found(ground, kind, "a page wiped", ground.many(4, 200), _wiped)
        yield _found(ground, kind, "cut off", ground.many(3, 50), _cut)
    yield _wrong_files(ground)


def _found(ground: Ground, kind: str, what: str, tries: int, spoil: Callable[[Ground, Path], None]) -> Line:
    """How often the damage was found at the start; of an unclean plain file single bits and pages are counted, not judged."""
    shop = _shop(ground, kind, what)
    good = shop.read_bytes()
    found = 0
    for _number in range(tries):
        spoil(ground, shop)
        found += not is_sound(shop, _KEY if kind == "encrypted" else None)
        shop.write_bytes(good)
    judged = kind != "unclean" or what == "cut off"
    return Line(f"{kind}: {what}", tries, found, "" if judged else f"{found / tries:.0%} of them", judged=judged)


def _shop(ground: Ground, kind: str, what: str) -> Path:
    place = ground.place(f"{kind}-{what}")
    if kind == "encrypted":
        shop = place / "shop.crm"
        file.create(shop, shop_name="順發水電材料行", key=_KEY)
        with file.opened(shop, _KEY):
            pass
    else:
        shop = shops.copy(shops.lifelike(), place)
        with file.opened(shop):
            pass
    seal.lay(shop) if kind != "unclean" else seal.lift(shop)
    assert is_sound(shop, _KEY if kind == "encrypted" else None)
    return shop


def is_sound(shop: Path, key: bytes | None) -> bool:
    """Whether the program, at its start, finds nothing wrong with this file."""
    try:
        with file.opened(shop, key):
            pass
    except UserError:
        return False
    return soundness.look(shop, key).ok


def _turned(ground: Ground, shop: Path) -> None:
    spoilt = bytearray(shop.read_bytes())
    spoilt[ground.random.randrange(_HEAD, len(spoilt))] ^= 1 << ground.random.randrange(8)
    shop.write_bytes(spoilt)


def _wiped(ground: Ground, shop: Path) -> None:
    spoilt = bytearray(shop.read_bytes())
    at = ground.random.randrange(1, len(spoilt) // _PAGE) * _PAGE
    spoilt[at : at + _PAGE] = bytes(_PAGE)
    shop.write_bytes(spoilt)


def _cut(ground: Ground, shop: Path) -> None:
    whole = shop.read_bytes()
    shop.write_bytes(whole[: ground.random.randrange(1, len(whole) - 1)])


def _wrong_files(ground: Ground) -> Line:
    """Nothing, text, a picture, another program's database, a folder: refused in a sentence, untouched."""
    held, wrong = 0, [b"", b"hello" * 999, b"\x89PNG\r\n\x1a\n" + bytes(9999), b"SQLite format 3\x00" + bytes(8176)]
    for number, content in enumerate(wrong):
        shop = ground.place(f"wrong-{number}") / "shop.crm"
        shop.write_bytes(content)
        held += not is_sound(shop, None) and shop.read_bytes() == content
    folder = ground.place("wrong-folder") / "shop.crm"
    folder.mkdir()
    held += not is_sound(folder, None)
    shutil.rmtree(folder)
    return Line("what is no shop file", len(wrong) + 1, held)
