"""The long list: a hundred rows from anywhere, and the memory its page takes."""

import random
from collections.abc import Iterator

from db.core import file
from db.core.connection import rows as read
from db.services import lists
from tests.bench import shops
from tests.bench.measuring import Row, alternate, in_process, row, seconds

IDS = ("page", "memory")
_LONG = 1_000_000
_JUMPS = 40
_SHOWN = ("name", "phone", "last_contact", "next_contact", "tags")  # as the page shows it at first


def rows() -> Iterator[Row]:
    """A jump of the scrollbar, and memory at a million customers against a thousand."""
    path = shops.long_list(_LONG)
    with file.opened(path):
        ids = lists.ids(lists.ListQuery(sort="name", descending=False))
        dice = random.Random(5)
        blocks = [ids[start : start + 100] for start in dice.sample(range(len(ids) - 100), _JUMPS)]
        bare = (
            "SELECT c.id, c.code, c.name, c.title, c.kind, f.phone, f.last_contact_on, f.last_contact, f.last_text, f.city,"
            " (SELECT group_concat(tag) FROM customer_tag WHERE customer = c.id)"
            " FROM customer c JOIN customer_figures f ON f.customer = c.id WHERE c.id IN ({})"
        )
        what = f"any 100 rows of a list of {_LONG:,}, against the same rows by bare id IN (...)"
        both = alternate(
            lambda: seconds(lambda: [lists.rows(block, _SHOWN) for block in blocks]),
            lambda: seconds(lambda: [read(bare.format(",".join(map(str, block)))) for block in blocks]),
            runs=5,
        )
        yield row("page", what, both, 1.5, 1.2)
    what = "memory of the customers page, scrolled through, at 1,000,000 customers against 1,000 (MB)"
    yield row("memory", what, alternate(lambda: _memory(path), lambda: _memory(shops.long_list(1000)), runs=1), 1.3, 1.1)


def _memory(path: object) -> float:
    return float(in_process("tests.bench.window_probe", "memory", str(path))["megabytes"])
