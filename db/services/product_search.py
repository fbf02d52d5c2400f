"""Which products a text means: by code and barcode, by name and specification, by the zhuyin or pinyin of the name."""

from functools import lru_cache
from typing import Final, NamedTuple

from db.core import file
from db.core.connection import rows as read
from db.core.values import names
from db.core.values.text import normal

_EXACT, _HEAD, _NAME, _INSIDE, _SPELT, _SPELT_INSIDE, _BESIDE = range(7)  # the better, the smaller
_SQL: Final = "SELECT id, is_active, code, barcode, name, spec, category FROM product"
_AS_OF: Final = "SELECT (SELECT max(id) FROM change), (SELECT count(*) FROM product)"


class _Known(NamedTuple):
    """A product as it is looked through: everything in normal form but the name its spellings come from."""

    id: int
    is_active: int
    codes: tuple[str, ...]
    name: str
    plain: str
    beside: str


_shelf: tuple[object, list[_Known]] = (None, [])  # as of which change of which file, and its products


def ids(text: str, count: int | None = None, inactive: bool = False) -> list[int]:
    """The products in which every word of the text is found, best first; those no longer sold come last, if at all."""
    words = normal(text).split()
    ranked: list[tuple[bool, int, str, int]] = []
    for known in _known() if words else ():
        if not (known.is_active or inactive):
            continue
        ranks = [_rank(word, known) for word in words]
        if None not in ranks:
            ranked.append((not known.is_active, max(rank for rank in ranks if rank is not None), known.plain, known.id))
    return [number for *_order, number in sorted(ranked)[:count]]


def _known() -> list[_Known]:
    """Every product, made ready once and again when anything in the file changed: every key asks for them."""
    global _shelf  # noqa: PLW0603 - there is one open file
    as_of = (file.current_path(), *read(_AS_OF)[0])
    if _shelf[0] != as_of:
        _shelf = (
            as_of,
            [
                _Known(
                    number,
                    active,
                    tuple(normal(code) for code in codes if code),
                    name,
                    normal(name),
                    normal(f"{spec}\n{category}"),
                )
                for number, active, *codes, name, spec, category in read(_SQL)
            ],
        )
    return _shelf[1]


def _rank(word: str, known: _Known) -> int | None:
    """How well a word fits a product; None: not at all."""
    if word in known.codes:
        return _EXACT
    if any(code.startswith(word) for code in known.codes):
        return _HEAD
    if word in known.plain:
        return _NAME if known.plain.startswith(word) else _INSIDE
    spelt = _spelt(known.name)
    wanted = _spellings(word)
    if any(one.startswith(other) for one in spelt for other in wanted):
        return _SPELT
    if any(other in one for one in spelt for other in wanted) or _composes(word, known.plain):
        return _SPELT_INSIDE
    return _BESIDE if word in known.beside else None


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
