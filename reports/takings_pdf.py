"""今日收款表: the money of one day, each payment and how much came in which way."""

from collections.abc import Iterator

from db.core.values import dates, money
from db.services import options, payments
from db.services.letterhead import Letterhead
from db.services.payments import PaymentRow, Takings
from reports import document, receipt_pdf
from reports.document import Column, Document, Fact, Row, Sign, Sum
from reports.layout import Made
from reports.paper_layouts import LAYOUTS, PaperLayout
from resources.i18n import _


def make(day: str = "", layout: PaperLayout = LAYOUTS["standard"]) -> Made:
    """The takings of an ISO day, "" today."""
    return document.draw(of(payments.takings(day), Letterhead.of_shop(), options.shows_republic_years()), layout)


def of(takings: Takings, letterhead: Letterhead, republic_years: bool = False) -> Document:
    """What stands on the sheet."""
    day = dates.shown(takings.day, republic_years)
    return Document(
        title=_("Takings of the day"),
        letterhead=letterhead,
        facts=(Fact(_("Date"), day, is_strong=True),),
        columns=(
            Column("#"),
            Column(_("Customer"), is_wide=True),
            Column(_("Paid by")),
            Column(_("Slip")),
            Column(_("Amount"), "right"),
        ),
        rows=tuple(_rows(takings.rows)),
        totals=(
            *(Sum(receipt_pdf.method_word(method), money.shown(amount)) for method, amount in takings.by_method.items()),
            Sum(_("Money in NT$"), money.shown(takings.total), is_grand=True),
        ),
        signs=(Sign(_("Counted by")), Sign(_("Checked by"))),
        summary=day,
    )


def _rows(rows: tuple[PaymentRow, ...]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        words = (receipt_pdf.counter_word(bool(row.counters)), receipt_pdf.method_word(row.method), row.reference, row.cheque_no)
        method = "　".join(filter(None, words))
        yield Row((str(number), row.name, method, row.sale_number, money.shown(row.amount)), details=(row.note,))
