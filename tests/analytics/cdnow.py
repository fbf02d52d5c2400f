"""The sample of CDNOW's buyers that the authors of the models worked with, equal customers together.

Distributed by Bruce Hardie (brucehardie.com, notes 004 and 025) and with the package lifetimes (MIT). Weeks and dollars.
"""

import csv
from pathlib import Path

from db.analytics.bg_nbd import Group

_HERE = Path(__file__).parent


def visits() -> list[Group]:
    """2,357 customers, a tenth of those who bought first in the first quarter of 1997, over 39 weeks."""
    return [
        Group(int(line["frequency"]), float(line["recency"]), float(line["T"]), int(line["customers"]))
        for line in _lines("cdnow.csv")
    ]


def money() -> list[tuple[int, float]]:
    """(visits after the first, what one brought in the mean) of the 946 who came again."""
    return [
        (int(line["frequency"]), float(line["mean"]))
        for line in _lines("cdnow_money.csv")
        for _each in range(int(line["customers"]))
    ]


def summary(path: Path) -> Path:
    """The customers one a line, with the columns the command reads."""
    lines = [f"{one.x},{one.t_x},{one.age}" for one in visits() for _each in range(one.people)]
    path.write_text("\n".join(["frequency,recency,T", *lines]), encoding="utf-8")
    return path


def _lines(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8") as read:
        return list(csv.DictReader(read))
