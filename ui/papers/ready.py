"""Papers that are made already: a list as it stands on the screen, one card, the labels of a list."""

from typing import TYPE_CHECKING

from ui.papers import look
from ui.papers.paper import Paper

if TYPE_CHECKING:
    from ui.kit.page import Shell


def look_at_pdf(shell: "Shell", name: str, pdf: bytes, kind: str = "list") -> None:
    """Show a PDF before it is printed."""
    look(shell, of_pdf(name, pdf, kind))


def of_pdf(name: str, pdf: bytes, kind: str) -> Paper:
    """A paper that is as it is."""
    from reports.layout import Made

    return Paper(name, name, lambda _wish: Made(pdf, 0, frozenset()), kind=kind, sheets=())
