"""Talks of a file whose day to contact again is still to come: their reminders come and go with the import."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.core import audit, clock
from db.core.connection import rows, value
from db.services import settings
from importers.commit import commit
from tests.importers import made


def talks(records: list[dict[str, Any]]) -> int:
    """Import these talks; the unit."""
    unit = commit(made.plan(made.survey("紀錄.xlsx", made.table(records, "interactions")))).unit
    assert unit is not None
    return unit


def test_what_is_to_come_is_reminded_of_on_an_open_day_and_what_is_past_is_not(shop: Path) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    settings.save({"staff": ["小玲"]})
    unit = talks(
        [
            {"customer": "陳美惠", "date": "2026-11-01", "text": "要換龍頭\n下午打", "follow_up": "2026-11-22", "staff": "小玲"},
            {"customer": "陳美惠", "date": "2026-10-01", "text": "問濾心", "follow_up": "2026-10-08", "staff": "小玲"},
            {"customer": "王小明", "date": "2026-11-02", "text": "報價", "follow_up": "2026-12-01", "staff": "老王"},
            {"customer": "王小明", "date": "2026-11-03", "text": "路過"},
        ]
    )
    told = "SELECT c.name, i.text, t.title, t.due_on, t.staff, t.origin FROM task t JOIN interaction i ON i.id = t.interaction"
    assert rows(f"{told} JOIN customer c ON c.id = t.customer ORDER BY t.id") == [
        ("陳美惠", "要換龍頭\n下午打", "要換龍頭", "2026-11-23", "小玲", "follow_up"),  # Sunday is closed
        ("王小明", "報價", "報價", "2026-12-01", "", "follow_up"),
    ]
    assert value("SELECT follow_up_on FROM interaction WHERE text LIKE '要換%'") == "2026-11-22"  # as the file says
    audit.undo(unit)
    assert (value("SELECT count(*) FROM task"), value("SELECT count(*) FROM interaction")) == (0, 0)
