"""What tables, columns and fixed values of products, quotes, sales and payments are called."""

from collections.abc import Mapping
from typing import Final

from db.services import customer_costs, deliveries, invoices, payments, quote_form, quote_rows, suggestion_kinds, terms
from resources.i18n import N_

DELIVERY_HUES: Final = {"asked": "violet", "ordered": "grey", "arrived": "amber", "told": "blue", "handed": "green"}
TABLES: Final = {
    "product_part": N_("Part of a bundle"),
    "quote": N_("Quote"),
    "quote_line": N_("Line of a quote"),
    "issued_quote": N_("Issued version of a quote"),
    "quote_template": N_("Quote template"),
    "wanted": N_("Asked for, not in stock"),
    "payment": N_("Payment"),
    "customer_cost": N_("Spent on a customer"),
    "knowledge_rule": N_("What follows what"),
    "suggestion": N_("Suggestion"),
}
COLUMNS: Final = {
    "wholesale_price": N_("Wholesale price"),
    "project_price": N_("Contractor price"),
    "recall_months": N_("Contact again after (months)"),
    "recall_item": N_("What is renewed then"),
    "warranty_months": N_("Warranty (months)"),
    "availability": N_("In stock or to order"),
    "next_model": N_("Next model"),
    "part": N_("Part"),
    "price_level": N_("Which price"),
    "tax_mode": N_("Tax"),
    "credit_limit": N_("Credit limit"),
    "credit_days": N_("Days until payment"),
    "closing_day": N_("Closing day of the month"),
    "contact_name": N_("Contact person"),
    "version": N_("Version number"),
    "state": N_("Where it stands"),
    "quoted_on": N_("Date of the quote"),
    "valid_until": N_("Valid until"),
    "project": N_("Name of the job"),
    "site_address": N_("Address of delivery or site"),
    "payment_terms": N_("Terms of payment"),
    "delivery_terms": N_("Time of delivery"),
    "warranty_terms": N_("Terms of warranty"),
    "terms": N_("Other terms"),
    "net": N_("Before tax"),
    "tax": N_("Tax amount"),
    "decided_on": N_("Decided on"),
    "chance": N_("How sure we were"),
    "discount": N_("Discount"),
    "issued_on": N_("Issued on"),
    "is_replaced": N_("Replaced by a correction"),
    "pages": N_("Pages"),
    "quote": N_("Quote"),
    "is_owed": N_("Counts in what is owed"),
    "invoice_no": N_("Invoice number"),
    "invoice_on": N_("Date of the invoice"),
    "invoice_kind": N_("Kind of invoice"),
    "kept_here": N_("Paid, not yet taken along"),
    "serial_no": N_("Serial number"),
    "delivery": N_("State of the order"),
    "promised_on": N_("Promised for"),
    "asked_on": N_("Asked on"),
    "paid_on": N_("Paid on"),
    "method": N_("Paid by"),
    "reference": N_("Last five digits"),
    "bank": N_("Bank"),
    "cheque_no": N_("Cheque number"),
    "cleared_on": N_("Cashed on"),
    "bought": N_("What was bought"),
    "months": N_("Months later"),
    "offer": N_("What is offered"),
    "phrase": N_("What to say"),
    "is_on": N_("In use"),
    "answer": N_("Answer"),
    "answered_on": N_("Answered on"),
}
ELSEWHERE: Final = {
    ("quote", "number"): N_("Quote number"),
    ("issued_quote", "number"): N_("Quote number"),
    ("sale", "number"): N_("Slip number"),
    ("quote", "title"): N_("Heading of the paper"),
    ("quote_template", "name"): N_("What it is called"),
    ("knowledge_rule", "title"): N_("What it is called"),
    ("quote_line", "name"): N_("What it is called"),
    ("wanted", "name"): N_("What it is called"),
    ("sale", "due_on"): N_("To be paid until"),
    ("payment", "due_on"): N_("Due date of the cheque"),
    ("quote", "staff"): N_("Handled by"),
    ("sale", "staff"): N_("Handled by"),
    ("payment", "staff"): N_("Handled by"),
    ("product", "price"): N_("Retail price"),
}
LINES: Final = {
    "item": N_("Item"),
    "heading": N_("Subheading"),
    "subtotal": N_("Subtotal"),
    "discount": N_("Discount"),
    "option": N_("Option, not in the total"),
    "alternative": N_("Alternative, not in the total"),
    "note": N_("Line of text"),
}
VALUES: Final = {
    "state": quote_rows.STATES,
    "tax_mode": terms.TAX_MODES,
    "delivery": dict(deliveries.STATES) | {"dropped": N_("No longer wanted")},
    "method": dict(payments.METHODS),
    "invoice_kind": dict(invoices.KINDS),
    "price_level": terms.LEVELS,
}
ORIGINS: Final = {"quote": N_("quote not answered yet"), "recall": N_("time to renew")}
IN_TABLE: Final[dict[tuple[str, str], Mapping[str, str]]] = {
    ("quote", "title"): quote_form.TITLES,
    ("quote_line", "kind"): LINES,
    ("sale_line", "kind"): LINES,
    ("customer_cost", "kind"): dict(customer_costs.KINDS),
    ("suggestion", "kind"): suggestion_kinds.NAMES,
    ("suggestion", "answer"): dict(suggestion_kinds.ANSWERS),
}  # fixed values of a column whose name other tables use for something else
DAYS: Final = (
    "quoted_on", "valid_until", "decided_on", "issued_on", "invoice_on", "promised_on", "asked_on", "paid_on", "cleared_on",
    "answered_on",
)  # fmt: skip
FLAGS: Final = ("is_replaced", "is_owed", "is_on")
PRICES: Final = ("wholesale_price", "project_price")
SUMS: Final = ("net", "tax", "credit_limit")
