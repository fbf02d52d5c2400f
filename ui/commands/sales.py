"""Sales, payments and statements by command."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.core import clock
from db.core.errors import InputError
from resources.i18n import _
from ui.commands import trade_file
from ui.commands.answering import Answer, say_missing, shop
from ui.commands.grammar import LAYOUTS, Adds, refuse_beside
from ui.commands.trade_file import Body

if TYPE_CHECKING:
    from db.services.payments import PaymentForm
    from db.services.sales import SaleForm

METHODS: Final = ("cash", "transfer", "card", "line_pay", "cheque", "allowance")
_INVOICE: Final = frozenset({"number", "date", "kind"})
_TEXTS: Final = ("order_no", "note", "tax_mode", "project", "site_address", "kept_here", "staff")
_SALE: Final = frozenset({"customer", "date", "time", "due", "lines", "total", "paid", "invoice", *_TEXTS})
_PAID: Final = frozenset({"amount", "method", "date", "reference", "bank", "cheque_no", "due", "note", "staff"})
_OF_WORDS: Final = ("--method", "--on", "--sale", "--reference", "--bank", "--cheque-no", "--due", "--note")
_PAYMENT: Final = _PAID | {"customer", "sale"}


def add_to(command: Adds) -> None:
    """The commands of this module."""
    command("sale", sale, _("write down a sale")).add_argument("path", type=Path, metavar="FILE.json")
    paid = command("pay", pay, _("write down a payment: of a file, or of a customer and an amount"))
    paid.add_argument("who", metavar="FILE.json|CUSTOMER")
    paid.add_argument("amount", nargs="?")
    paid.add_argument("--method", choices=METHODS, help=_("how it was paid"))
    paid.add_argument("--on", default="", metavar="DAY", help=_("the day it was, without it today"))
    paid.add_argument("--sale", default="", metavar="NUMBER", help=_("the sale it is for; without it the oldest that are owed"))
    paid.add_argument("--reference", default="", help=_("the last five digits of a transfer"))
    paid.add_argument("--bank", default="", help=_("the bank of a cheque"))
    paid.add_argument("--cheque-no", default="", help=_("the number of a cheque"))
    paid.add_argument("--due", default="", metavar="DAY", help=_("the day of a cheque"))
    paid.add_argument("--note", default="")
    made = command("statement", statement, _("a statement of account as a PDF"))
    made.add_argument("customer", metavar="CUSTOMER")
    made.add_argument("--from", dest="first", default="", metavar="DAY", help=_("without it since the account was closed last"))
    made.add_argument("--to", dest="last", default="", metavar="DAY")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--layout", choices=LAYOUTS, default=LAYOUTS[0], help=_("the paper"))


def sale(args: Namespace) -> Answer:
    """Write down a sale: {"unit", "sale", "number", "net", "tax", "total", "paid", "due_on", "owing"} (of the customer, then)."""
    from db.core.journal import saving
    from db.services import customers, receivables, sales

    with shop(args):
        body = trade_file.read(args.path, _SALE)
        form = _sale_form(body, customers.meant(body.needed("customer")))
        _check_total(body, form)
        paid = [_payment(one, form.customer, one.whole("amount") or 0) for one in body.listed("paid", _PAID)]
        number, unit = saving(lambda: sales.add(form, paid))
        row = sales.get(number)
        data: dict[str, Any] = {"unit": unit, "sale": row.id, "number": row.number}
        data |= {"net": row.net, "tax": row.tax, "total": row.total, "paid": _paid_for(row.id), "due_on": row.due_on}
        data["owing"] = receivables.of(row.customer).owed
    return Answer(data, _("Sale {number}: {total}").format(number=row.number, total=f"{row.total or 0:,}"), unit)


def pay(args: Namespace) -> Answer:
    """Write down a payment: {"unit", "payment", "amount", "owing"} (what the customer owes then)."""
    from db.core.journal import saving
    from db.services import payments, receivables

    with shop(args):
        form = _of_file(args) if args.amount is None else _of_words(args)
        number, unit = saving(lambda: payments.add(form))
        row = payments.get(number)
        owing = receivables.of(row.customer).owed
    said = _("{amount} received; still owed: {owing}").format(amount=f"{row.amount:,}", owing=f"{owing:,}")
    return Answer({"unit": unit, "payment": row.id, "amount": row.amount, "owing": owing}, said, unit)


def statement(args: Namespace) -> Answer:
    """A statement as a PDF: {"pdf", "customer", "name", "first", "last", "opening", "charged", "received", "closing", ...}."""
    from dataclasses import asdict

    from db.services import customers
    from reports import paper_file, paper_layouts, statement_pdf

    if args.out.suffix.casefold() != ".pdf":
        raise InputError(_("“{name}” must end in .pdf.").format(name=args.out.name))
    with shop(args):
        customer = customers.meant(args.customer)
        paper = statement_pdf.of_customer(customer, *_days(args, customer))
        made = statement_pdf.make([paper], paper_layouts.LAYOUTS[args.layout])
        paper_file.write(args.out, made.pdf)
    say_missing(made)
    found = paper.statement
    words = _("{name}: to pay {amount}. {file}") if found.closing >= 0 else _("{name}: paid {amount} too much. {file}")
    said = words.format(name=found.name, amount=f"{abs(found.closing):,}", file=args.out)
    return Answer({"pdf": str(args.out), "pages": made.pages, "missing": made.missing, **asdict(found)}, said)


def _sale_form(body: Body, customer: int) -> "SaleForm":
    from db.services import quotes
    from db.services.sales import SaleForm

    form = SaleForm(customer, trade_file.lines(body, customer), happened_on=body.text("date"), due_on=body.text("due"))
    form.happened_time, form.total = _time(body), body.whole("total")
    for key in _TEXTS:
        setattr(form, key, body.text(key))
    form.tax_mode = form.tax_mode or quotes.tax_mode_of(customer)
    invoices = body.listed("invoice", _INVOICE)
    if len(invoices) > 1:
        body.refuse(_("A sale has one invoice, not {count}.").format(count=len(invoices)))
    for invoice in invoices:
        form.invoice_no, form.invoice_on, form.invoice_kind = (invoice.text(key) for key in ("number", "date", "kind"))
    return form


def _check_total(body: Body, form: "SaleForm") -> None:
    """What the file says it comes to is what its lines come to: their slip is counted from them."""
    from db.core.values.amounts import TAX_MODES
    from db.services import lines

    if form.total is None or form.tax_mode not in TAX_MODES:  # an unknown one is refused with the sale
        return
    counted = lines.totals(lines.checked(form.lines), form.tax_mode)
    if all(amount is None for amount in counted.amounts):
        return
    if form.total != counted.total:
        sentence = _("The lines come to {counted}, not to {total}. Leave “total” out, or put the lines right.")
        body.refuse(sentence.format(counted=f"{counted.total:,}", total=f"{form.total:,}"))
    form.total = None


def _time(body: Body) -> str:
    from db.services import days

    return days.time(body.text("time")) or ""


def _payment(body: Body, customer: int, amount: int) -> "PaymentForm":
    from db.services.payments import PaymentForm

    texts: dict[str, Any] = {key: body.text(key) for key in ("reference", "bank", "cheque_no", "note", "staff")}
    return PaymentForm(customer, amount, body.text("method") or METHODS[0], body.text("date"), due_on=body.text("due"), **texts)


def _of_file(args: Namespace) -> "PaymentForm":
    from db.services import customers

    refuse_beside("FILE.json", {option: getattr(args, option[2:].replace("-", "_")) for option in _OF_WORDS})
    body = trade_file.read(Path(args.who), _PAYMENT)
    body.needed("amount")
    form = _payment(body, customers.meant(body.needed("customer")), body.whole("amount") or 0)
    form.sale = _named(body.text("sale"))
    return form


def _of_words(args: Namespace) -> "PaymentForm":
    from db.services import customers

    said = {"amount": args.amount, "method": args.method, "date": args.on, "reference": args.reference, "bank": args.bank}
    body = Body(said | {"cheque_no": args.cheque_no, "due": args.due, "note": args.note}, _PAYMENT)
    form = _payment(body, customers.meant(args.who), body.whole("amount") or 0)
    form.sale = _named(args.sale)
    return form


def _named(number: str) -> int | None:
    """The sale of this slip's number."""
    from db.services import numbers

    return numbers.sale(number) if number.strip() else None


def _paid_for(sale_id: int) -> int:
    from db.services import payments

    return sum(one.amount for one in payments.of_sale(sale_id))


def _days(args: Namespace, customer: int) -> tuple[str, str]:
    """From the first day to the last; without them, the account that runs up to today."""
    from db.services import days, statements

    last = days.iso(args.last) or clock.today().isoformat()
    first = days.iso(args.first) or statements.begun(customer, date.fromisoformat(last))
    if first > last:
        raise InputError(_("The first day is after the last."))
    return first, last
