"""今日收款表: the money of a day on one page."""

from typing import TYPE_CHECKING

from db.core import clock
from db.core.errors import UserError
from db.services import days
from resources.i18n import _
from ui import papers
from ui.kit.days import written
from ui.kit.page import Shell
from ui.papers import Paper, Wish

if TYPE_CHECKING:
    from reports.layout import Made


def look(shell: Shell, day: str = "") -> None:
    """Show the sheet of this ISO day, today's where none is named."""
    papers.look(shell, paper(day or clock.today().isoformat()))


def ask(shell: Shell) -> None:
    """The sheet of another day, which is typed."""
    title = _("Takings of which day?")
    typed = shell.asks.text(title, _("Day"), yes=_("See the sheet"))
    if typed is None:
        return
    try:
        look(shell, days.iso(typed) or "")
    except UserError as error:
        shell.asks.error(error)


def paper(day: str) -> Paper:
    """The sheet of an ISO day as a paper; it is drawn on the worker."""

    def make(wish: Wish) -> "Made":
        from reports import takings_pdf

        return takings_pdf.make(day, wish.layout)

    title = " ".join((_("Takings of the day"), written(day)))
    return Paper(title.replace("/", "-"), title, make, kind="takings", sheets=("standard", "a5", "plain"), again=("takings", day))
