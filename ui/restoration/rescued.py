"""What could be read of a damaged file, saved as a workbook: the sentence, and the way there in the window."""

from pathlib import Path

from db.core.progress import Progress
from db.services import facts, rescuing
from reports import rescue_excel
from reports.rescue_excel import Written
from resources.i18n import _


def said(written: Written, out: Path) -> str:
    """How much it was."""
    customers, rows = written.counted.get("customer", 0), sum(written.counted.values())
    said = _("{customers} customers and {rows} rows in all were written to {file}; {lost} could not be read.").format(
        customers=f"{customers:,}", rows=f"{rows:,}", file=out, lost=f"{written.lost:,}"
    )
    if written.erased:
        away = _("{rows} rows are of people who were erased since this copy, and stay away.")
        said += "\n" + away.format(rows=f"{written.erased:,}")
    return said


def save(out: Path, source: Path, key: bytes | None, shop: Path, progress: Progress) -> str:
    """Write what can be read of `source`, the shop's file or a copy of it; how much it was. Long: for the worker."""
    progress(_("Reading what can be read…"), 0, 0)
    written = rescue_excel.write(out, rescuing.tables_with(key, source, shop))
    facts.note("backups.rescue", file=out.name, rows=sum(written.counted.values()))
    return said(written, out)
