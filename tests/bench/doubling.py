"""Duplicates over a whole shop, against SQL finding equal keys; recall and precision on a seed nothing was tuned on."""

import time
from collections.abc import Iterator

from db.core import file
from db.core.connection import rows as read
from db.services import demo, duplicates
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("duplicates", "duplicates_recall", "duplicates_precision")
_CUSTOMERS = 100_000
_KEYS = (
    "SELECT count(*) FROM contact_point a JOIN contact_point b ON b.normal = a.normal AND b.customer > a.customer"
    " WHERE a.normal <> ''",
    "SELECT count(*) FROM customer a JOIN customer b ON b.tax_id = a.tax_id AND b.id > a.id WHERE a.tax_id <> ''",
)


def rows() -> Iterator[Row]:
    """100,000 customers with two percent of doubles planted by a seed of this moment."""
    shop = demo.create(shops.folder() / "doubles.crm", _CUSTOMERS, seed=int(time.time()), doubles=2)
    with file.opened(shop.path):
        both = alternate(lambda: seconds(duplicates.pairs), lambda: seconds(_equal_keys))
        found = {(pair.a, pair.b) for pair in duplicates.pairs(0.8)}
    planted = set(shop.doubles)
    right = len(found & planted)
    yield row("duplicates", "all pairs of 100,000 customers scored, against SQL finding equal keys", both, 25, 15)
    yield row("duplicates_recall", "planted doubles missed, of a tenth of them", (1 - right / len(planted), 0.1), 1.0, None)
    yield row(
        "duplicates_precision", "pairs that are no doubles, of a twentieth of all", (1 - right / len(found), 0.05), 1.0, None
    )


def _equal_keys() -> None:
    for sql in _KEYS:
        read(sql)
