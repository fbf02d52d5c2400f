"""全部月報印成一份: every question of the month answered and drawn into one PDF."""

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

    keys = [key for key, one in catalogue.QUESTIONS.items() if one.is_monthly and catalogue.may_ask(one)]
    answered = []
    for at, key in enumerate(keys):
        progress(_("Working it out…"), at, len(keys))
        answered.append(catalogue.answered(key))
    return report_pdf.make_all([one for one in answered if not one.answer.is_sample]).pdf
