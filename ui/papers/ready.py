"""Papers that are made already: a list as it stands on the screen, one card, the labels of a list."""

from typing import TYPE_CHECKING

from db.services import errands
from db.services.errands import FREE, Errand
from resources.i18n import _
from ui import doors, papers
from ui.papers.paper import Paper

if TYPE_CHECKING:
    from ui.kit.jobs import Work
    from ui.kit.page import Shell


def look(shell: "Shell", name: str, work: "Work", kind: str) -> None:
    """Make the PDF on the worker and show it before it is printed, once the door is open to a paper of this kind."""
    from ui.kit import jobs

    errand = doors.errand_of(shell, kind)
    if errand is not None:
        drawn = errands.carried(errand, work)
        jobs.start(drawn, lambda pdf: look_at_pdf(shell, name, pdf, kind, errand), title=_("Preparing the pages…"))


def look_at_pdf(shell: "Shell", name: str, pdf: bytes, kind: str = "list", errand: Errand = FREE) -> None:
    """Show a PDF before it is printed."""
    papers.look(shell, of_pdf(name, pdf, kind, errand))


def of_pdf(name: str, pdf: bytes, kind: str, errand: Errand = FREE) -> Paper:
    """A paper that is as it is."""
    from reports.layout import Made

    return Paper(name, name, lambda _wish: Made(pdf, 0, frozenset()), kind=kind, sheets=(), errand=errand)
