"""What the window says of one sale: its head, its lines, what it comes to, what was paid, what follows; owns no widget."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from db.core.values import money
from db.services import deliveries, invoices, payments, recalls, sale_lists, sales
from db.services.lines import LineForm
from db.services.payments import NO_MONEY, PaymentRow
from db.services.sale_lists import SaleItem
from db.services.sales import SaleRow
from resources.i18n import _
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.trade_words import LINES, VALUES


class SoldLine(NamedTuple):
    """One line with its place from 1."""

    id: int
    form: LineForm

    @property
    def name(self) -> str:
        """What was bought; a subtotal or discount without words says what it is."""
        return self.form.name or (_(LINES[self.form.kind]) if self.form.kind in ("subtotal", "discount") else "")

    @property
    def beside(self) -> str:
        """Specification, serial number, how long it is under warranty."""
        form = self.form
        serial = _("Serial number {number}").format(number=form.serial_no) if form.serial_no else ""
        months = form.warranty_months
        warranty = _("{count} months of warranty").format(count=months) if months else ""
        return " ・ ".join(filter(None, (form.spec, form.note.replace("\n", " "), serial, warranty)))

    @property
    def state(self) -> str:
        """Where it is."""
        return _(dict(deliveries.STATES).get(self.form.delivery, "")) if self.form.delivery else ""

    @property
    def promised(self) -> str:
        """For when it was promised."""
        return _("promised for {day}").format(day=written(self.form.promised_on)) if self.form.promised_on else ""


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale as it is shown."""

    row: SaleRow
    item: SaleItem
    lines: tuple[SoldLine, ...]
    payments: tuple[PaymentRow, ...]
    returns: tuple[SaleItem, ...]

    @property
    def title(self) -> str:
        """Whose it is, and its number."""
        kind = _("Return") if self.item.is_return else _("Sale")
        return " ".join(filter(None, (kind, self.item.number)))


def of(sale: int) -> Sold:
    """A sale by its id. NotFoundError: there is none."""
    row = sales.get(sale)
    lines = tuple(SoldLine(at, form) for at, form in enumerate(row.lines, 1))
    back = tuple(sale_lists.rows(sale_lists.returns_of(sale)))
    return Sold(row, sale_lists.rows([sale])[0], lines, tuple(payments.of_sale(sale)), back)


def facts(sold: Sold) -> list[tuple[str, str]]:
    """What is known of it besides its lines: (what, words), in the order it is read."""
    row = sold.row
    invoice = " ・ ".join(
        filter(None, (row.invoice_no, written(row.invoice_on), _(dict(invoices.KINDS).get(row.invoice_kind) or "")))
    )
    said = [
        (_("Date"), " ".join(filter(None, (written(row.happened_on), row.happened_time or "")))),
        (_("To be paid until"), written(row.due_on) if sold.item.left else ""),
        (_("Order number"), row.order_no),
        (_("Name of the job"), row.project),
        (_("Address of delivery or site"), row.site_address),
        (_("Invoice"), invoice),
        (_("Paid, not yet taken along"), row.kept_here),
        (_("Note"), row.note),
        (_("Handled by"), row.staff),
    ]
    return [one for one in said if one[1]]


def money_lines(sold: Sold) -> Iterator[tuple[str, str]]:
    """Net and tax where they are known, the total, each payment, what is left; the amounts as they may be seen now."""
    row = sold.row
    if row.tax:
        yield _("Before tax"), _amount(row.net or 0)
        yield _("Tax amount"), _amount(row.tax)
    if row.total is not None:
        yield _("Total"), _amount(row.total)
    for one in sold.payments:
        yield f"{written(one.paid_on)} {_given(one)}{method(one)}", _amount(one.amount)
    for back in sold.returns:
        yield f"{written(back.on)} {_('Return')} {back.number}", _amount(back.total or 0)
    if row.is_owed and (row.total or 0) > 0:
        if (settled := _settled(sold)) > 0:
            yield _("Paid (the oldest owed comes first)"), _amount(settled)
        yield _("Still to pay"), _amount(sold.item.left)


def _settled(sold: Sold) -> int:
    """What was paid of it without naming a sale."""
    named = sum(one.amount for one in sold.payments) - sum(one.total or 0 for one in sold.returns)
    return (sold.row.total or 0) - named - sold.item.left


def _given(payment: PaymentRow) -> str:
    """Before the way it was paid: what is allowed was neither paid nor given back."""
    if payment.method == NO_MONEY:
        return ""
    return f"{_('Given back') if payment.amount < 0 else _('Paid')} "


def method(payment: PaymentRow) -> str:
    """How it was paid, in words."""
    return _(VALUES["method"][payment.method])


def follows(sale: int) -> list[str]:
    """What is arranged because of it, a sentence each: 「已安排 2027/05/21 再聯絡：…」."""
    words = _("Contact again on {day}: {what}")
    return [words.format(day=written(due_on), what=title) for title, due_on in recalls.arranged(sale)]


def said(sale: int) -> str:
    """A sale that was just written down, in one line."""
    sold = of(sale)
    amount = _amount(sold.row.total) if sold.row.total is not None else ""
    left = _("{amount} left").format(amount=_amount(sold.item.left)) if sold.item.left else ""
    return "　".join(filter(None, (sold.item.number, sold.item.name, amount, left)))


def _amount(dollars: int) -> str:
    return hidden(money.shown(dollars))
