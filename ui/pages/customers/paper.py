"""The customers page on paper: the list as it stands, or one card."""

from collections.abc import Sequence
from functools import partial

from db.core.progress import Progress
from db.services import lists
from db.services.lists import CustomerRow
from resources.i18n import _, ngettext
from ui.kit.dialogs import Asks
from ui.kit.jobs import Work
from ui.kit.page import Shell
from ui.kit.table import Column


def asked(asks: Asks, ids: Sequence[int]) -> tuple[Sequence[int], int]:
    """The customers without those who refuse everything, and how many they are; the owner may print them for himself."""
    from db.services import opt_outs  # what writes need not be loaded before something is printed

    kept, left_out = opt_outs.but_for(ids, "all")
    own = _("It is for myself only: put them in, too")
    if left_out and asks.choose(_("Print"), opt_outs.left_out(left_out), [_("Print without them"), own]) == 1:
        return ids, 0
    return kept, left_out


def listed(ids: Sequence[int], columns: Sequence[Column], which: str = "", left_out: int = 0) -> Work:
    """The work that makes the PDF of these customers, in this order and with these columns; so many were left out.

    `which` names the chip and what was searched in the heading.
    """

    def work(progress: Progress) -> bytes:
        from db.services import opt_outs
        from reports import customer_list
        from reports.customer_list import PrintedColumn

        shown = [PrintedColumn(column.words, partial(_words, column), column.right) for column in columns]
        title = _("Customers: {which}").format(which=which) if which else ""
        said = ngettext("{count} customer", "{count} customers", len(ids)).format(count=f"{len(ids):,}")
        told = " ・ ".join(filter(None, (said, opt_outs.left_out(left_out))))
        return customer_list.make(ids, title, told, progress, shown).pdf

    return work


def _words(column: Column, row: CustomerRow) -> str:
    return column.on_paper(row)


def print_card(shell: Shell, customer: int) -> None:
    """One card, called by the customer's name."""
    name = next((row.name for row in lists.rows([customer], ())), "")
    shell.print_out(card(customer), name, "card")


def card(customer: int) -> Work:
    """The work that makes the PDF of one card."""

    def work(_progress: Progress) -> bytes:
        from reports import card_pdf

        return card_pdf.make(customer).pdf

    return work
