"""What is printed of a month: its letter on one sheet, or every monthly report answered and drawn into one PDF."""

from typing import TYPE_CHECKING

from db.core.progress import Progress
from resources.i18n import _

if TYPE_CHECKING:
    from ui.kit.page import Shell

KIND = "reports"  # what printer is remembered for it


def print_all(shell: "Shell") -> None:
    """Answer them all on the worker, and show the paper."""
    shell.print_out(_made, _("Monthly reports"), KIND)


def _made(progress: Progress) -> bytes:
    from reports import catalogue, report_pdf

    return report_pdf.make_all(catalogue.of_month(progress), _("Monthly reports"), progress).pdf


def print_letter(shell: "Shell") -> None:
    """老闆月報: one sheet of the last month."""
    shell.print_out(_letter, _("The owner’s monthly letter"), KIND)


def _letter(_progress: Progress) -> bytes:
    from reports import catalogue, owner_letter_pdf

    catalogue.named("month_letter")  # the owner's
    return owner_letter_pdf.make().pdf
