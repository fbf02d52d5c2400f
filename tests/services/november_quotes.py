"""A quote as shops write them: the bathroom of 宏達室內裝修, and a stand-in that draws papers as plain bytes."""

from dataclasses import dataclass
from decimal import Decimal

from db.services import customers, quotes
from db.services.customer_form import ContactForm, CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.quote_form import QuoteForm
from db.services.quote_paper import QuotePaper


@dataclass(frozen=True)
class Sheet:
    """A paper that was drawn."""

    pdf: bytes
    pages: int = 1
    missing: frozenset[str] = frozenset()


def drawn(paper: QuotePaper) -> Sheet:
    """What the paper shows, as bytes that say the same for the same values."""
    return Sheet(repr(paper).encode())


def builder(**more: object) -> int:
    """The customer; the id."""
    person = ContactForm("林志明", "經理", points=[PointForm("phone", "02-2345-6789 #12")])
    return customers.add(
        CustomerForm(name="宏達室內裝修有限公司", kind="company", tax_id="04595257", contacts=[person], **more)  # type: ignore[arg-type]
    )


def bathroom() -> list[LineForm]:
    """18,221 before tax: two fans, six sockets, the work, 5 % off for an old customer; an option outside."""
    return [
        LineForm("heading", name="一、主臥浴室"),
        LineForm(name="浴室換氣暖風機", spec="PTC 220V", quantity=Decimal(2), unit="台", unit_price=Decimal(6800)),
        LineForm(name="防水插座", quantity=Decimal(6), unit="組", unit_price=Decimal(180)),
        LineForm(name="安裝工資", quantity=Decimal(1), unit="式", unit_price=Decimal(4500)),
        LineForm("discount", name="老客戶", discount="5%"),
        LineForm("heading", name="二、選配"),
        LineForm("option", name="恆溫淋浴龍頭", quantity=Decimal(1), unit="組", unit_price=Decimal(3900)),
    ]


def written(customer: int, lines: list[LineForm] | None = None) -> int:
    """A draft of this customer; the id."""
    form: QuoteForm = quotes.new(customer)
    form.lines = bathroom() if lines is None else lines
    return quotes.add(form)
