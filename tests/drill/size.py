"""A shop of ten years: started, searched and backed up within the seconds that are promised; in small only counted."""

from collections.abc import Iterator
from contextlib import closing
from statistics import median
from time import monotonic
from typing import Final

from db.core import file, search
from db.core.connection import connect
from db.services import backups, lists
from tests.bench import shops as bench_shops
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "A shop of ten years"
RULES: Final = ("R20",)
_OPEN, _FOUND, _COPIED = 3.0, 0.2, 10.0  # seconds


def lines(ground: Ground) -> Iterator[Line]:
    """50,000 customers with 500,000 talks; in small a demo shop, which only shows that the drill runs."""
    made = bench_shops.busy(50_000, 500_000, 1_000) if ground.size == "full" else shops.lifelike()
    shop = shops.copy(made, ground.place("size"))
    began = monotonic()
    with file.opened(shop):
        first = lists.first(lists.ListQuery())
        opened = monotonic() - began
        words = ("678", "陳", "志明", "0912", "中山")
        found = median(_seconds(lambda word=word: search.find(word, 50)) for word in words)
        copied = _seconds(lambda: backups.make("close"))
    with closing(connect(shop, mode="ro")) as connection:
        customers, talks = (
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("customer", "interaction")
        )
    said = f"{customers:,} customers, {talks:,} talks"
    judged = ground.size == "full"
    yield Line(
        "opened with its first rows within 3 s", 1, int(bool(first) and opened <= _OPEN), f"{opened:.2f} s, {said}", judged
    )
    yield Line("found within 0.2 s", 1, int(found <= _FOUND), f"{found * 1000:.1f} ms", judged)
    yield Line("backed up and looked over within 10 s", 1, int(copied <= _COPIED), f"{copied:.1f} s", judged)


def _seconds(act: object) -> float:
    began = monotonic()
    act()  # type: ignore[operator]
    return monotonic() - began
