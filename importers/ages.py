"""How old a list is, guessed from its name, else from its file's time stamp."""

import re
from datetime import date, datetime

from db.core import clock
from importers.values import Source

_DAY = re.compile(r"(?<!\d)(19[89]\d|20\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(19[89]\d|20\d\d)[-_.年]?(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")
_ROC_DAY = re.compile(r"(?<!\d)(1[0-4]\d|[89]\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ROC_YEAR = re.compile(r"(?:民國\s*|(?<!\d))(1[0-4]\d|[89]\d)年")


def from_name(name: str) -> str:
    """The ISO date a file's name speaks of ("2015客戶" is 2015-12-31, "1100305" is 2021-03-05), or ""."""
    for pattern, since in ((_DAY, 0), (_ROC_DAY, 1911), (_MONTH, 0), (_YEAR, 0), (_ROC_YEAR, 1911)):
        if found := pattern.search(name):
            year, *rest = (int(part) for part in found.groups())
            return _iso(year + since, *rest)
    return ""


def guess(source: Source) -> str:
    """The ISO date of a source: by its name, else its file's time stamp, else today."""
    name = source.name or (source.path.name if source.path else "")
    if said := from_name(name):
        return said
    if source.path is not None and source.path.exists():
        return datetime.fromtimestamp(source.path.stat().st_mtime).astimezone().date().isoformat()
    return clock.today().isoformat()


def _iso(year: int, month: int = 12, day: int = 31) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 31 April: the month is right
        return date(year, month, 28).isoformat()
