"""Everything a quote's paper shows, as plain values: what draws it asks nobody anything."""

from dataclasses import dataclass
from decimal import Decimal

from db.services.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a paper is for, as printed; "" is left out."""

    name: str
    tax_id: str = ""
    contact: str = ""  # with the title, never doubled
    phone: str = ""
    fax: str = ""
    address: str = ""
    site_address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as printed; kinds of db/core/values/amounts.py; `amount` in whole dollars, None where nothing stands."""

    kind: str = "item"
    name: str = ""
    spec: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    discount: str = ""  # "", dollars "100", or percent "5%"
    amount: int | None = None
    note: str = ""
    picture: bytes = b""  # PNG or JPEG, small; b"" none
    serial_no: str = ""
    warranty_months: int | None = None


@dataclass(frozen=True, slots=True)
class QuotePaper:
    """A quote as it is printed. Days are ISO; `number` with -R2, "" where none is given yet."""

    letterhead: Letterhead
    party: Party
    lines: tuple[PaperLine, ...]
    net: int
    tax: int
    total: int
    tax_mode: str  # of db/core/values/amounts.py
    number: str = ""
    version: int = 1
    is_draft: bool = True
    shows_version: bool = True  # 紙上印第幾版
    republic_years: bool = False
    title: str = "quote"  # quote, estimate
    quoted_on: str = ""
    valid_until: str = ""
    project: str = ""
    payment_terms: str = ""
    delivery_terms: str = ""
    warranty_terms: str = ""
    terms: str = ""
    note: str = ""
    staff: str = ""
