"""A list of the screen on paper: the same columns and rows."""

from collections.abc import Callable, Sequence
from typing import Any

from db.core.progress import Progress
from resources.i18n import ngettext
from ui.kit.jobs import Work
from ui.kit.table import Column


def listed(title: str, columns: Sequence[Column], rows: Callable[[], Sequence[Any]]) -> Work:
    """The work that makes the PDF of these rows; they are read on the worker."""

    def work(progress: Progress) -> bytes:
        from db.services import settings
        from reports import list_pdf
        from reports.list_pdf import ListColumn

        found = rows()
        return list_pdf.make(
            title,
            [ListColumn(column.words, "right" if column.right else "left") for column in columns],
            [[column.on_paper(row) for column in columns] for row in found],
            shop=settings.text("shop_name"),
            note=ngettext("{count} line", "{count} lines", len(found)).format(count=f"{len(found):,}"),
            progress=progress,
        ).pdf

    return work
