"""Today by command: whom to call and why, as JSON or on one sheet of paper."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from db.core.errors import InputError
from resources.i18n import _
from ui.commands.answering import Answer, shop_read
from ui.commands.grammar import Adds

_FIRST, _LAST = 1901, 2099  # years whose lunar days are known


def add_to(command: Adds) -> None:
    """The command of this module."""
    added = command("today", today, _("whom to call today, and why"))
    added.add_argument("--out", type=Path)
    added.add_argument("--on", default="", metavar="DAY")


def today(args: Namespace) -> Answer:
    """{"day", "rows": [{"kind", "customer", "name", "phone", "why"}], "more", "file"}."""
    from datetime import date

    from db.core.progress import silent
    from db.services import coming, days
    from db.services import today as plans
    from reports import excel, today_pdf

    if args.out and args.out.suffix.casefold() != ".pdf":
        raise InputError(_("“{name}” must end in {ending}.").format(name=args.out.name, ending=".pdf"))
    with shop_read(args):
        coming.refresh_birthdays(silent)  # as the window does once a day: in a copy they may never have been worked out
        wanted = days.iso(args.on)
        day = date.fromisoformat(wanted) if wanted else None
        if day and not _FIRST <= day.year <= _LAST:
            raise InputError(
                _("“{value}” is too far away. Please ask for a day between {first} and {last}.").format(
                    value=args.on, first=_FIRST, last=_LAST
                )
            )
        plan = plans.plan(day=day)
        if args.out:
            pdf = today_pdf.of(plan).pdf
            excel.replace(args.out, lambda part: part.write_bytes(pdf))
    rows = [_row(row) for row in (*plan.rows, *plan.beside)]
    lines = [f"{row['name']}  {row['phone']}  {row['why']}" for row in rows]
    data = {"day": plan.day.isoformat(), "rows": rows, "more": plan.more, "file": str(args.out) if args.out else None}
    return Answer(data, "\n".join(lines))


def _row(row: Any) -> dict[str, Any]:
    return {key: getattr(row, key) for key in ("kind", "customer", "name", "phone", "why")}
