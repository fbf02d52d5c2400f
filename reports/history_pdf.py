"""The heads of the history of one month on paper: kept outside the computer they show whether the history was written anew."""

from datetime import date
from typing import Final

from db.core.progress import Progress, silent
from db.core.values import dates
from db.services import chain_proof, options
from reports import list_pdf
from reports.layout import Made
from reports.list_pdf import ListColumn
from resources.i18n import _, ngettext

_GROUP: Final = 8  # letters of a head written together


def make(month: date, progress: Progress = silent) -> Made:
    """The month's days, how much had been done by then, and the head to compare. RefusedError without the right "history"."""
    roc = options.shows_republic_years()
    found = chain_proof.month(month)
    lines = [[dates.shown(one.day, roc), f"{one.units:,}", _grouped(one.head)] for one in found]
    return list_pdf.make(
        _("Proof of the history, {year}/{month}").format(year=month.year, month=month.month),
        [ListColumn(_("Day")), ListColumn(_("Deeds so far"), "right"), ListColumn(_("Check number"))],
        lines,
        shop=options.text("shop_name"),
        note=ngettext("{count} day. Keep this paper outside the shop’s computer.",
                      "{count} days. Keep this paper outside the shop’s computer.", len(found)).format(count=len(found)),
        is_public=True,
        progress=progress,
    )  # fmt: skip


def _grouped(head: str) -> str:
    return " ".join(head[at : at + _GROUP] for at in range(0, len(head), _GROUP))
