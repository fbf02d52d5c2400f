"""The month on paper, as it is on the screen; what the counter hides stays hidden."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.core.progress import Progress
from db.services.calendar import Day
from resources.i18n import _
from ui.pages.calendar import words

if TYPE_CHECKING:
    from reports.month_pdf import Cell


def month(title: str, number: int, days: Sequence[Day], progress: Progress) -> bytes:
    """The PDF's bytes."""
    from db.services import settings
    from reports import month_pdf

    cells = [_cell(one, number) for one in days]
    weekdays = [_(word) for word in words.WEEK]
    return month_pdf.make(title, weekdays, cells, shop=settings.text("shop_name"), progress=progress).pdf


def _cell(one: Day, number: int) -> "Cell":
    from reports.month_pdf import Cell

    lines = [words.entry(each) for each in one.entries]
    return Cell(str(one.day.day), words.in_cell(one), lines, bool(one.closed), one.day.month != number)
