"""The customers page on paper: the list as it stands, or one card."""

from collections.abc import Sequence

from db.core.progress import Progress
from ui.kit.jobs import Work


def listed(ids: Sequence[int], note: str = "") -> Work:
    """The work that makes the PDF of these customers, in this order; `note` says which they are, else how many."""

    def work(progress: Progress) -> bytes:
        from reports import customer_list

        return customer_list.make(ids, note=note, progress=progress).pdf

    return work


def card(customer: int) -> Work:
    """The work that makes the PDF of one card."""

    def work(_progress: Progress) -> bytes:
        from reports import card_pdf

        return card_pdf.make(customer).pdf

    return work
