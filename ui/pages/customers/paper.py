"""The customers page on paper: the list as it stands, or one card."""

from collections.abc import Sequence
from functools import partial

from db.core.progress import Progress
from db.services.lists import CustomerRow
from resources.i18n import _
from ui.kit.jobs import Work
from ui.kit.table import Column


def listed(ids: Sequence[int], columns: Sequence[Column], which: str = "", note: str = "") -> Work:
    """The work that makes the PDF of these customers, in this order and with these columns.

    `which` names the chip and what was searched in the heading; `note` says how many they are, unless that can be counted.
    """

    def work(progress: Progress) -> bytes:
        from reports import customer_list
        from reports.customer_list import PrintedColumn

        shown = [PrintedColumn(column.words, partial(_words, column), column.right) for column in columns]
        title = _("Customers: {which}").format(which=which) if which else ""
        return customer_list.make(ids, title, note, progress, shown).pdf

    return work


def _words(column: Column, row: CustomerRow) -> str:
    return column.cell(row).spoken


def card(customer: int) -> Work:
    """The work that makes the PDF of one card."""

    def work(_progress: Progress) -> bytes:
        from reports import card_pdf

        return card_pdf.make(customer).pdf

    return work
