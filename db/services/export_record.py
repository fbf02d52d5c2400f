"""What one person took out of the house: exports, prints, looks at numbers, as the history has them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from db.core import actions, clock
from db.core.connection import rows as read

_TAKEN: Final = (
    "customers.export", "products.export", "sales.export", "quotes.export", "papers.export", "reports.export", "tasks.export",
    "imports.export", "attachments.export", "lists.copy", "lists.look_through", "papers.print", "contacts.reveal", "backups.copy",
    "history.export",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that left. `at` as the shop's clock showed it; `count` rows, None where it has none."""

    at: str
    action: str
    file: str
    count: int | None
    purpose: str


def of(name: str, days: int = 90) -> list[Taken]:
    """What this person took within so many days, newest first."""
    since = clock.utc_in(-timedelta(days=days))
    marks = ", ".join("?" * len(_TAKEN))
    found = read(
        "SELECT at, action, coalesce(json_extract(detail, '$.file'), json_extract(detail, '$.name'), ''),"
        " json_extract(detail, '$.count'), coalesce(json_extract(detail, '$.why'), '') FROM unit"
        f" WHERE actor = ? AND at >= ? AND action IN ({marks}) ORDER BY id DESC",
        name, since, *_TAKEN,
    )  # fmt: skip
    return [
        Taken(clock.shown(at), actions.label(action), str(file), count, str(purpose))
        for at, action, file, count, purpose in found
    ]
