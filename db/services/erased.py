"""The ledger of erased people, in the file and beside it: an older copy that is fetched back erases them again."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from db.core import copying, file
from db.core.connection import rows

BESIDE: Final = ".erased"  # shop.crm.erased: one line of JSON a person


@dataclass(frozen=True, slots=True)
class Entry:
    """One erased row: its id and when it was made, which names nobody; `marks` are keyed hashes."""

    customer: int
    born: str
    at: str  # UTC
    reason: str
    keeps_name: bool
    marks: str  # JSON


def ledger(shop: Path) -> list[Entry]:
    """The ledger beside a shop file; a line that can't be read is left out."""
    path = _beside(shop)
    return [one for line in path.read_text("utf-8").splitlines() if (one := _read(line))] if path.exists() else []


def here() -> list[Entry]:
    """The ledger within the open file."""
    found = rows("SELECT customer, born, at, reason, keeps_name, marks FROM erased ORDER BY id")
    return [Entry(customer, born, at, reason, bool(keeps), marks) for customer, born, at, reason, keeps, marks in found]


def write(shop: Path | None = None) -> None:
    """Bring the ledger beside the open file up to date; what stood there stays."""
    shop = shop or file.current_path()
    known = {(one.customer, one.born): one for one in (*ledger(shop), *here())}
    with copying.replacing(_beside(shop)) as part:
        part.write_text("".join(json.dumps(asdict(one)) + "\n" for one in known.values()), "utf-8")


def missing(entries: Iterable[Entry]) -> list[Entry]:
    """Those of the ledger who stand in the open file unerased: an older copy was fetched back."""
    there = dict(rows("SELECT id, created_at FROM customer WHERE erased_on IS NULL"))
    return [one for one in entries if there.get(one.customer) == one.born]


def _beside(shop: Path) -> Path:
    return shop.with_name(shop.name + BESIDE)


def _read(line: str) -> Entry | None:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None
