"""What does not belong into free text: identity numbers, card numbers, health and the like (§6); found, never blocked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.core.values.text import half_width
from resources.i18n import N_, _

KINDS: Final = {
    "identity": N_("an identity number"),
    "card": N_("a card number"),
    "special": N_("something about health, crime or sex life"),
}
_IDENTITY: Final = re.compile(r"(?<![A-Z0-9])([A-Z])([12389A-D])(\d{8})(?!\d)", re.IGNORECASE)
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # in the order of their numbers, from 10 on
_WEIGHTS: Final = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_CARD: Final = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_ISSUED: Final = re.compile(r"4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|6(?:011|2|5)\d{12,14}")
_SPECIAL: Final = re.compile(  # §6: medical records, medical treatment, genes, sexual life, health checks, criminal records
    r"病歷|糖尿病|高血壓|癌症|腫瘤|化療|洗腎|愛滋|HIV|憂鬱症|躁鬱|精神病|思覺失調|癲癇|肝炎|梅毒|懷孕|流產|健檢|健康檢查"
    r"|基因檢測|性生活|性傾向|前科|坐過牢|吸毒|毒品|通緝",
    re.IGNORECASE,
)
_TEXTS: Final = (  # (what it is, SQL: customer, text)
    (N_("Note"), "SELECT id, note FROM customer WHERE note <> '' AND merged_into IS NULL"),
    (N_("Talks"), "SELECT customer, text FROM interaction WHERE text <> ''"),
    (N_("Watch list"), "SELECT customer, reason || ' ' || evidence || ' ' || owner_note FROM blacklist"),
    (N_("Own fields"), "SELECT id, extra FROM customer WHERE extra <> '{}' AND merged_into IS NULL"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a customer in which something was found; `kinds` of KINDS."""

    customer: int
    where: str  # English id
    kinds: tuple[str, ...]


def kinds(text: str) -> tuple[str, ...]:
    """What of KINDS stands in a text."""
    plain = half_width(text)
    found = []
    if any(_adds_up(one) for one in _IDENTITY.finditer(plain)):
        found.append("identity")
    if any(_is_card(one.group()) for one in _CARD.finditer(plain)):
        found.append("card")
    if _SPECIAL.search(plain):
        found.append("special")
    return tuple(found)


def warning(text: str) -> str:
    """A sentence beside the box; "" where nothing was found."""
    if not (found := kinds(text)):
        return ""
    named = _(", ").join(_(KINDS[one]) for one in found)
    return _("This looks like {what}. Keep only what the work needs (§5, §6); it can be saved as it is.").format(what=named)


def places() -> list[Place]:
    """Every text of the shop in which something was found; all of it is read: for the worker."""
    return list(_places())


def _places() -> Iterator[Place]:
    for where, sql in _TEXTS:
        for customer, text in read(sql):
            if found := kinds(text):
                yield Place(customer, where, found)


def _adds_up(found: "re.Match[str]") -> bool:
    """The check digit of identity numbers, those of residents (old and new) too."""
    first, second, rest = found[1].upper(), found[2].upper(), found[3]
    digit = str((_LETTERS.index(second) + 10) % 10) if second.isalpha() else second
    digits = [int(one) for one in f"{_LETTERS.index(first) + 10}{digit}{rest}"]
    return sum(one * weight for one, weight in zip(digits, _WEIGHTS, strict=True)) % 10 == 0


def _is_card(text: str) -> bool:
    """Luhn's check of ISO/IEC 7812, of numbers as the card firms give them: an order number may add up, too."""
    digits = [int(one) for one in text if one.isdigit()]
    doubled = [one * 2 - 9 * (one > 4) if at % 2 else one for at, one in enumerate(reversed(digits))]
    return bool(_ISSUED.fullmatch("".join(map(str, digits)))) and sum(doubled) % 10 == 0
