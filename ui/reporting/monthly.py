"""What is printed of a month: its letter on one sheet, or every monthly report answered and drawn into one PDF."""

from typing import TYPE_CHECKING

from db.core.errors import InputError
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

    keys = [key for key, one in catalogue.QUESTIONS.items() if one.is_monthly and catalogue.may_ask(one)]
    answered = []
    for at, key in enumerate(keys):
        progress(_("Working it out…"), at, len(keys))
        answered.append(catalogue.answered(key))
    told = [one for one in answered if not one.answer.is_sample]
    if not told:
        raise InputError(_("There is nothing to report yet. Write down a sale first."))
    return report_pdf.make_all(told, _("Monthly reports"), progress).pdf


def print_letter(shell: "Shell") -> None:
    """老闆月報: one sheet of the last month."""
    shell.print_out(_letter, _("The owner’s monthly letter"), KIND)


def _letter(_progress: Progress) -> bytes:
    from reports import owner_letter_pdf

    return owner_letter_pdf.make().pdf
