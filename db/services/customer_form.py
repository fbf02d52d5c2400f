"""What a customer's form holds: plain values, read from the shop file and written back by `customers`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from db.core.values.dates import PartialDate
from resources.i18n import N_

OwnValue = str | int | None
PHONES = ("mobile", "phone", "fax")  # kinds of contact points, as the form groups them
CALLED: Final = ("mobile", "phone")  # those one can call
HANDLES = ("line_id", "line_name", "line_uid", "fb", "ig")
_COMPANIES: Final = ("公司", "工程", "企業", "商行", "商店", "工廠")
_OF_COMPANIES: Final = ("行", "社", "廠", "店")  # at the end of four letters and more: three are a person's name
_LONGEST_PERSON: Final = 3  # letters
KINDS: Final = {"person": N_("Person"), "company": N_("Company")}  # English ids of their words
GENDERS: Final = {"male": N_("Male"), "female": N_("Female")}
BIRTHDAY: Final = ("birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap")  # the columns of a birthday


@dataclass(slots=True)
class PointForm:
    """A phone, mail address or handle. `id`: the row it was read from; None: a new one."""

    kind: str  # phone mobile fax email line_id line_name line_uid fb ig
    text: str
    label: str = ""
    is_primary: bool = False
    id: int | None = None
    normal: str = ""  # filled when read; recomputed when saved


@dataclass(slots=True)
class AddressForm:
    """A postal address; city, district and zip are found in the text where they stay empty."""

    text: str
    zip: str = ""
    city: str = ""
    district: str = ""
    label: str = ""
    is_primary: bool = False
    id: int | None = None


@dataclass(slots=True)
class ContactForm:
    """A person at a company, with their own numbers."""

    name: str
    title: str = ""
    note: str = ""
    points: list[PointForm] = field(default_factory=list)
    id: int | None = None


@dataclass(slots=True)
class CustomerForm:
    """Every value of a customer a person can edit; lists keep the order they are shown in."""

    name: str = ""
    kind: str = "person"  # person, company
    code: str = ""
    short_name: str = ""
    company: str = ""
    title: str = ""
    gender: str = ""  # male, female, or nothing
    tax_id: str = ""
    birthday: PartialDate | None = None
    website: str = ""
    category: str = ""
    source: str = ""
    referrer: str = ""
    staff: str = ""
    customer_since: str = ""  # ISO date
    preferred_channel: str = ""
    note: str = ""
    price_level: str = ""  # this and the four below: terms.TERMS, as they are typed
    tax_mode: str = ""
    credit_limit: str = ""  # whole dollars
    credit_days: str = ""
    closing_day: str = ""
    points: list[PointForm] = field(default_factory=list)
    addresses: list[AddressForm] = field(default_factory=list)
    contacts: list[ContactForm] = field(default_factory=list)
    own: dict[str, OwnValue] = field(default_factory=dict)  # {"f7": value}
    tags: list[str] = field(default_factory=list)  # names
    seen: str = ""  # the customer as this form read it; a save over something newer is refused

    def points_of(self, *kinds: str) -> list[PointForm]:
        """The contact points of these kinds, in order."""
        return [point for point in self.points if point.kind in kinds]

    def placed_points(self) -> Iterator[tuple[str, PointForm]]:
        """Every point with its place in the form: points:0, and contacts:1:points:0 of the second person there."""
        yield from ((f"points:{at}", point) for at, point in enumerate(self.points))
        for place, one in enumerate(self.contacts):
            yield from ((f"contacts:{place}:points:{at}", point) for at, point in enumerate(one.points))


SCALARS = (
    "name", "kind", "code", "short_name", "company", "title", "gender", "tax_id", "website", "category", "source", "referrer",
    "staff", "preferred_channel", "note",
)  # fmt: skip
AGREED: Final = ("price_level", "tax_mode", "credit_limit", "credit_days", "closing_day")  # terms.TERMS


def is_company(name: str) -> bool:
    """Whether a new customer of this name begins as a company: by how it ends."""
    plain = name.strip()
    return plain.endswith(_COMPANIES) or (len(plain) > _LONGEST_PERSON and plain.endswith(_OF_COMPANIES))
