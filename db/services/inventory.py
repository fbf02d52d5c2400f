"""個資盤點: which data of people the file holds, how many, what for, and which of it nobody uses (§5, Rules §12(2)2)."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.core.connection import value
from db.services import options, settings
from db.services.notices import PURPOSES
from resources.i18n import N_, written

_MARK: Final = "："
_CODES: Final = {key: code for key, code, _words in PURPOSES}


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of data. `purposes`: keys of notices.PURPOSES, none: flagged; `count`: of how many it is known."""

    what: str  # English id, or with `own` the shop's title
    category: str  # of the statutory list, such as C001
    purposes: tuple[str, ...]
    count: int
    own: bool = False

    @property
    def codes(self) -> str:
        """069, 090."""
        return "、".join(_CODES[one] for one in self.purposes)

    @property
    def is_flagged(self) -> bool:
        """Whether it is held without a purpose."""
        return not self.purposes and self.count > 0

    @property
    def is_unused(self) -> bool:
        """Whether nothing of it is known of anybody: a field that could go."""
        return self.count == 0


_ALL, _SERVED, _SENT = ("contract", "service"), ("service",), ("contract", "service", "marketing")
_FIELDS: Final = (  # what, category, purposes, SQL of how many
    (N_("Names"), "C001", _ALL, "customer WHERE name <> ''"),
    (N_("Phones"), "C001", _SENT, "contact_point WHERE kind IN ('phone', 'mobile', 'fax')"),
    (N_("Mail addresses"), "C001", _SENT, "contact_point WHERE kind = 'email'"),
    (N_("LINE and other messengers"), "C001", _SENT, "contact_point WHERE kind NOT IN ('phone', 'mobile', 'fax', 'email')"),
    (N_("Addresses"), "C001", _SENT, "address"),
    (N_("Birthdays"), "C011", ("service", "marketing"), "customer WHERE birth_month IS NOT NULL"),
    (N_("Sex or form of address"), "C011", _SERVED, "customer WHERE gender <> '' OR title <> ''"),
    (N_("Employers, people of firms"), "C061", _ALL, "customer WHERE company <> ''"),
    (N_("Family and who introduced whom"), "C021", _SERVED, "relation"),
    (N_("Tax IDs of firms"), "C003", ("contract", "duty"), "customer WHERE tax_id <> ''"),
    (N_("Notes"), "C011", _SERVED, "customer WHERE note <> ''"),
    (N_("Talks"), "C102", _ALL, "interaction"),
    (N_("Quotes"), "C102", ("contract",), "quote"),
    (N_("What was bought"), "C091", ("contract", "duty"), "sale"),
    (N_("Payments"), "C093", ("contract", "duty"), "payment"),
    (N_("Photos and papers"), "C102", _ALL, "attachment"),
    (N_("Customers to be careful with"), "C102", ("contract",), "blacklist"),
)


def held() -> list[Held]:
    """Every kind of data, then the shop's own fields; counting is for the worker in a large shop.

    An own field nobody said the purpose of is flagged.
    """
    found = [Held(what, kind, uses, int(value(f"SELECT count(*) FROM {sql}") or 0)) for what, kind, uses, sql in _FIELDS]
    own, said = read("SELECT id, title FROM own_field WHERE archived_at IS NULL ORDER BY position, id"), _purposes()
    return [*found, *(Held(title, "", said.get(title, ()), _filled(field), own=True) for field, title in own)]


def give_purpose(title: str, purpose: str) -> None:
    """Say what an own field is for: a key of notices.PURPOSES; "" : nothing any more."""
    words = next((written(said) for key, _code, said in PURPOSES if key == purpose), "")
    others = [line for line in options.texts("field_purposes") if line.partition(_MARK)[0] != title]
    settings.save({"field_purposes": [*others, f"{title}{_MARK}{words}"] if words else others})


def _purposes() -> dict[str, tuple[str, ...]]:
    """By title what the shop said; a purpose in its own words counts as looking after customers."""
    keys = {written(words): key for key, _code, words in PURPOSES}
    lines = (line.replace(":", _MARK).partition(_MARK) for line in options.texts("field_purposes"))
    return {title.strip(): (keys.get(said.strip(), "service"),) for title, _mark, said in lines if said.strip()}


def _filled(field: int) -> int:
    return int(value(f"SELECT count(*) FROM customer WHERE json_extract(extra, '$.f{int(field)}') IS NOT NULL") or 0)
