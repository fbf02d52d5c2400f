"""Quotes: what is being written, what was issued and is never changed again, and forms kept to start from."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference, Table
from db.models.contact import Contact
from db.models.customer import Customer
from db.models.fields import Flag, Json, Number, Scaled, Text
from db.models.product import Product


class Quote(Edited):
    """One quote over all its versions; amounts in whole dollars as they were last saved."""

    customer = Reference(Customer)
    contact = Reference(Contact, null=True)
    contact_name = Text()  # as printed
    number = Text()  # given when it is issued first; "" before
    version = Number(1)  # the one that is written or was issued last
    state = Text(default="draft")  # draft, issued, accepted, refused, void
    title = Text(default="quote")  # quote, estimate
    quoted_on = TextField()  # ISO date
    valid_until = TextField(null=True)  # ISO date
    tax_mode = Text(default="exclusive")  # exclusive, inclusive, zero, exempt, none
    project = Text()
    site_address = Text()
    payment_terms = Text()
    delivery_terms = Text()
    warranty_terms = Text()
    terms = Text()
    note = Text()
    staff = Text()
    net = Number()
    tax = Number()
    total = Number()
    decided_on = TextField(null=True)  # ISO date it was accepted, refused or made void
    reason = Text()  # why it was refused or made void
    chance = IntegerField(null=True)  # percent it was thought likely, one of quote_rows.CHANCES; null: nobody said

    class Meta:
        """In table quote."""

        table_name = "quote"
        indexes = ((("customer", "quoted_on"), False), (("state", "valid_until"), False))


class QuoteLine(Table):
    """One line of a quote; `amount` in whole dollars: what it counts, or would count."""

    quote = Reference(Quote, index=True)
    position = Number()
    kind = Text(default="item")  # item, heading, subtotal, discount, option, alternative, note
    product = Reference(Product, null=True)
    name = Text()
    spec = Text()
    quantity = Scaled(null=True)
    unit = Text()
    unit_price = Scaled(null=True)
    discount = Text()  # "", dollars "100", or percent "5%"
    amount = IntegerField(null=True)
    cost = Scaled(null=True)
    note = Text()
    warranty_months = IntegerField(null=True)

    class Meta:
        """In table quote_line."""

        table_name = "quote_line"


class IssuedQuote(Edited):
    """A version as it left the house; its PDF is a blob."""

    quote = Reference(Quote)
    version = IntegerField()
    number = Text()  # as printed, with -R2
    issued_on = TextField()  # ISO date
    is_replaced = Flag()  # the customer never had it
    blob_hash = Text()
    pages = IntegerField()
    body = Json()  # the form as plain values
    net = IntegerField()
    tax = IntegerField()
    total = IntegerField()

    class Meta:
        """In table issued_quote."""

        table_name = "issued_quote"
        indexes = ((("quote", "version"), False),)


class QuoteTemplate(Edited):
    """A form kept by name to start from."""

    name = Text(unique=True)
    body = Json()
    position = Number()

    class Meta:
        """In table quote_template."""

        table_name = "quote_template"


Quote.add_index(Quote.contact, where=Quote.contact.is_null(False), name="quote_contact")
Quote.add_index(Quote.number, unique=True, where=(Quote.number != ""), name="quote_number")
Quote.add_index(Quote.quoted_on, name="quote_quoted_on")
QuoteLine.add_index(QuoteLine.product, where=QuoteLine.product.is_null(False), name="quote_line_product")
IssuedQuote.add_index(IssuedQuote.number, unique=True, where=(IssuedQuote.is_replaced == 0), name="issued_quote_number")
