"""The search: any piece of a customer's line, against looking through one normalised column."""

import random
from collections.abc import Iterator

from db.core import file, search
from db.core.connection import rows as read
from tests.bench import shops
from tests.bench.measuring import Row, alternate, p95, row, seconds

IDS = ("search",)
_SHOWN = 50
_QUERIES = 300


def rows() -> Iterator[Row]:
    """p95 at 100,000 customers."""
    with file.opened(shops.lifelike(100_000)):
        words = _pieces()

        def ours() -> float:
            return p95([seconds(lambda word=word: search.find(word, _SHOWN)) for word in words])

        def peer() -> float:
            scan = "SELECT customer FROM customer_search WHERE instr(line, ?) LIMIT ?"
            return p95([seconds(lambda word=word: read(scan, word, _SHOWN)) for word in words[::10]])

        what = "p95 of finding any 1 to 6 characters among 100,000 customers, against instr over one column"
        yield row("search", what, alternate(ours, peer), 0.1, 0.03)


def _pieces() -> list[str]:
    """Pieces of one to six characters out of lines that are there."""
    dice = random.Random(3)
    words: list[str] = []
    lines = [line for (line,) in read("SELECT line FROM customer_search ORDER BY random() LIMIT 2000")]
    while len(words) < _QUERIES:
        field = dice.choice(dice.choice(lines).split())
        start = dice.randrange(len(field))
        piece = field[start : start + dice.randint(1, 6)]
        if piece.isprintable():
            words.append(piece)
    return words
