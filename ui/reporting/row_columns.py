"""The columns of the rows behind a number, noun by noun."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from db.core.values import money
from db.services import interactions, lists, payment_lists, payments, quote_rows, sale_lists, tasks
from db.services.lists import CustomerRow
from db.services.payments import PaymentRow
from db.services.sale_lists import SaleItem
from reports.question import Cell as Number
from reports.question import Kind
from reports.shown import shown
from resources.i18n import N_, _
from ui.kit.cells import Cell
from ui.kit.days import near, written
from ui.kit.page import Shell
from ui.kit.table import Column


class Noun(NamedTuple):
    """How the rows of one noun are listed, and what opens one of them. `whose`: the customer of a row."""

    columns: tuple[Column, ...]
    fetch: Callable[[Sequence[int]], Sequence[Any]]
    open: Callable[[Shell, Any], object]
    whose: Callable[[Any], int | None]
    is_page: bool = False  # what is opened takes the page's place


def _amount(dollars: int | None) -> Cell:
    said = "" if dollars is None else money.shown(dollars)
    return Cell(said, tone="red" if (dollars or 0) < 0 else "ink", secret=("text",))


def _day(iso: str | None) -> Cell:
    return Cell(written(iso), tone="muted")


def _customer(row: CustomerRow) -> Cell:
    return Cell(row.name, note=row.title, sign="red" if row.watch else "")


def _contact(row: CustomerRow) -> Cell:
    return Cell(f"{near(row.last_contact_on)} {row.last_contact}".strip(), tone="muted")


def _goods(row: SaleItem) -> Cell:
    return Cell(row.what or row.note.replace("\n", " "))


def _method(row: PaymentRow) -> Cell:
    return Cell(_(dict(payments.METHODS)[row.method]))


_CUSTOMERS: Final = (
    Column("name", N_("Customer"), _customer, 11.0, sorts=False),
    Column("phone", N_("Phone"), lambda row: Cell(row.phone, secret=("text",)), 9.6, sorts=False),
    Column("last_contact", N_("Last contact"), _contact, 8.6, sorts=False, leaves=1),
    Column("last_bought", N_("Last bought"), lambda row: _day(row.last_bought_on), 6.8, sorts=False, leaves=2),
    Column("bought", N_("Bought so far"), lambda row: _amount(row.bought), 6.8, right=True, sorts=False),
)
_SALES: Final = (
    Column("on", N_("Date"), lambda row: _day(row.on), 6.8, sorts=False),
    Column("number", N_("Slip number"), lambda row: Cell(row.number, tone="muted"), 8.4, sorts=False, leaves=2),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 10.4, sorts=False),
    Column("what", N_("What was sold"), _goods, 16.0, sorts=False, leaves=1),
    Column("total", N_("Amount"), lambda row: _amount(row.total), 6.8, right=True, sorts=False),
)
_QUOTES: Final = (
    Column("number", N_("Quote number"), lambda row: Cell(row.printed_number or _("Draft")), 9.0, sorts=False),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 10.4, sorts=False),
    Column("total", N_("Total"), lambda row: _amount(row.total), 6.8, right=True, sorts=False),
    Column("quoted_on", N_("Date of the quote"), lambda row: _day(row.quoted_on), 6.8, sorts=False),
    Column("state", N_("State"), lambda row: Cell(_(quote_rows.STATES[row.state])), 6.0, sorts=False),
    Column("reason", N_("Why"), lambda row: Cell(row.reason, tone="muted"), 8.0, sorts=False, leaves=1),
)
_PAYMENTS: Final = (
    Column("on", N_("Date"), lambda row: _day(row.paid_on), 6.8, sorts=False),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 11.0, sorts=False),
    Column("amount", N_("Amount"), lambda row: _amount(row.amount), 7.0, right=True, sorts=False),
    Column("method", N_("Paid by"), _method, 7.0, sorts=False),
    Column("note", N_("Note"), lambda row: Cell(row.note, tone="muted", secret=("text",)), 9.0, sorts=False, leaves=1),
)
_TASKS: Final = (
    Column("due_on", N_("Due on"), lambda row: _day(row.due_on), 6.8, sorts=False),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 10.4, sorts=False),
    Column("title", N_("What to do"), lambda row: Cell(row.title, secret=("text",)), 16.0, sorts=False),
    Column("done_on", N_("Done on"), lambda row: _day(row.done_on), 6.8, sorts=False),
    Column("staff", N_("Handled by"), lambda row: Cell(row.staff, tone="muted"), 5.4, sorts=False, leaves=1),
)
_TALKS: Final = (
    Column("on", N_("Date"), lambda row: _day(row.happened_on), 6.8, sorts=False),
    Column("customer", N_("Customer"), lambda row: Cell(row.name, bold=True), 10.4, sorts=False),
    Column("channel", N_("How"), lambda row: Cell(row.channel), 6.0, sorts=False),
    Column("text", N_("What was said"), lambda row: Cell(row.text, secret=("text",)), 16.0, sorts=False),
    Column("staff", N_("Handled by"), lambda row: Cell(row.staff, tone="muted"), 5.4, sorts=False, leaves=1),
)


def part(parts: Mapping[int, Number], kind: Kind) -> Column:
    """What the number holds of each row, where that is not all of it."""

    def cell(row: Any) -> Cell:
        return Cell(shown(parts.get(row.id), kind), bold=True, secret=("text",) if kind == "money" else ())

    return Column("part", N_("Of it here"), cell, 6.8, right=True, sorts=False)


def _customers(ids: Sequence[int]) -> list[CustomerRow]:
    return lists.rows(ids, ("name", "phone", "last_contact", "last_bought", "bought"))


NOUNS: Final[dict[str, Noun]] = {
    "customers": Noun(_CUSTOMERS, _customers, lambda shell, row: shell.open_card(row.id), lambda row: row.id, True),
    "sales": Noun(_SALES, sale_lists.rows, lambda shell, row: shell.open_sale(row.id), lambda row: row.customer),
    "quotes": Noun(_QUOTES, quote_rows.of_ids, lambda shell, row: shell.quote(quote=row.id), lambda row: row.customer, True),
    "payments": Noun(
        _PAYMENTS, payment_lists.rows, lambda shell, row: shell.open_card(row.customer), lambda row: row.customer, True
    ),
    "tasks": Noun(_TASKS, tasks.of_ids, lambda shell, row: shell.remind(task=row.id), lambda row: row.customer),
    "talks": Noun(_TALKS, interactions.of_ids, lambda shell, row: shell.log(talk=row.id), lambda row: row.customer),
}
