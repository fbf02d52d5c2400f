"""Which products a text means: by code and barcode, by name and specification, by the zhuyin or pinyin of the name."""

from functools import lru_cache
from typing import Final

from db.core.connection import rows as read
from db.core.values import names
from db.core.values.text import normal

_EXACT, _HEAD, _NAME, _INSIDE, _SPELT, _SPELT_INSIDE, _BESIDE = range(7)  # the better, the smaller
_SQL: Final = "SELECT id, is_active, code, barcode, name, spec, category FROM product"


def ids(text: str, count: int | None = None, inactive: bool = False) -> list[int]:
    """The products in which every word of the text is found, best first; those no longer sold come last, if at all."""
    words = normal(text).split()
    ranked: list[tuple[bool, int, str, int]] = []
    for number, is_active, code, barcode, name, spec, category in read(_SQL) if words else ():
        if not (is_active or inactive):
            continue
        codes = tuple(normal(one) for one in (code, barcode) if one)
        ranks = [_rank(word, codes, name, _beside(spec, category)) for word in words]
        if None not in ranks:
            ranked.append((not is_active, max(rank for rank in ranks if rank is not None), normal(name), number))
    return [number for *_order, number in sorted(ranked)[:count]]


def _rank(word: str, codes: tuple[str, ...], name: str, beside: str) -> int | None:
    """How well a word fits a product; None: not at all."""
    if any(word == code for code in codes):
        return _EXACT
    if any(code.startswith(word) for code in codes):
        return _HEAD
    plain = normal(name)
    if word in plain:
        return _NAME if plain.startswith(word) else _INSIDE
    spelt = _spelt(name)
    wanted = _spellings(word)
    if any(one.startswith(other) for one in spelt for other in wanted):
        return _SPELT
    if any(other in one for one in spelt for other in wanted) or _composes(word, plain):
        return _SPELT_INSIDE
    return _BESIDE if word in beside else None


@lru_cache(maxsize=65_536)
def _spelt(name: str) -> tuple[str, ...]:
    return tuple(names.readings(name))


@lru_cache(maxsize=64)
def _spellings(word: str) -> tuple[str, ...]:
    return (word, *names.found_by(word))


@lru_cache(maxsize=64)
def _half_composed(word: str) -> tuple[str, tuple[str, ...]]:
    settled, spelt = names.half_composed(word)
    return settled, tuple(spelt)


def _composes(word: str, name: str) -> bool:
    """龍ㄊ: settled in part while it is being composed."""
    settled, spelt = _half_composed(word)
    if not settled or settled not in name:
        return False
    rest = name[name.index(settled) :]
    return any(one.startswith(other) for one in _spelt(rest) for other in spelt)


@lru_cache(maxsize=65_536)
def _beside(spec: str, category: str) -> str:
    return normal(f"{spec}\n{category}")
