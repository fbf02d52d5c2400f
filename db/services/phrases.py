"""常用句: the shop's ready texts for LINE, filled with what is known of a customer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.values import names
from db.services import options

_BRACES: Final = re.compile(r"\{([^{}]+)\}")
_ENDS: Final = "。！？!?\n"  # of a sentence
_PARTS: Final = re.compile(
    r"[^，。！？；,!?;\n]*[，。！？；,!?;\n]|[^，。！？；,!?;\n]+$"
)  # what a comma, a full stop sets apart
OWN: Final = ("{姓名}", "{稱呼}", "{上次品名}")  # of each customer
MARKETING: Final = ("登記名稱", "資料來源", "拒收")  # what an advertising text must say (telling.in_marketing)
_CALLED: Final = {"male": "先生", "female": "小姐"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One ready text; `key` is its place in the shop's list."""

    key: str
    title: str
    text: str


def rows() -> list[Phrase]:
    """The shop's ready texts, or those every shop starts with."""
    lines = options.texts("phrases") or _at_first()
    return [Phrase(str(at), *_parts(line)) for at, line in enumerate(lines)]


def named(title: str) -> Phrase | None:
    """The ready text with this in its title, else the shop's first; None: it has none."""
    ready = rows()
    return next((one for one in ready if title and title in one.title), ready[0] if ready else None)


def filled(text: str, customer: int | None, more: Mapping[str, str] | None = None) -> str:
    """The text with what is known put in; what is not known stays in braces, for the owner to type over.

    `more`: what is known of the thing it is about, by its word (phrase_facts.about).
    """
    if not _BRACES.search(text):
        return text
    known = {"店名": options.text("shop_name"), "店家電話": options.text("phone"), "帳號": options.text("bank_account")}
    if customer is not None:
        known |= _of(customer)
    if is_advertising(text):
        from db.services import telling  # which few texts ask for

        known |= telling.in_marketing(customer)
    known |= more or {}
    return _BRACES.sub(lambda found: known.get(found[1]) or found[0], text)


def is_advertising(text: str) -> bool:
    """Whether a ready text says what only advertising must say."""
    return any(f"{{{word}}}" in text for word in MARKETING)


def holes(text: str) -> list[str]:
    """Every {…} that is still to be filled in, in their order."""
    return [found[0] for found in _BRACES.finditer(text)]


def without(text: str, hole: str) -> str:
    """The text without the parts of its sentences in which this {…} stands."""
    kept = ""
    for part in _PARTS.findall(text):
        if hole not in part:
            kept += part
        elif part[-1] in _ENDS and kept and kept[-1] not in _ENDS:
            kept = kept.rstrip("，,、；;：: ") + part[-1]
    return kept


def _at_first() -> list[str]:
    from db.services import starters  # loads the models, which the first page need not wait for

    return starters.words("phrases")


def _parts(line: str) -> tuple[str, str]:
    """到貨：{稱呼}您好… -> its title and its text; a line without a title is called by its beginning."""
    title, colon, text = line.partition("：")
    return (title, text) if colon and len(title) <= 12 and "{" not in title else (line[:10], line)


def _of(customer: int) -> dict[str, str]:
    name, short_name, title, gender, kind = _row(customer)
    bought = value(
        "SELECT l.name FROM sale_line l JOIN sale s ON s.id = l.sale WHERE s.customer = ?"
        " ORDER BY s.happened_on DESC, l.sale DESC, l.position LIMIT 1",
        customer,
    )
    return {"姓名": name, "稱呼": called(name, short_name, title, gender, kind), "上次品名": str(bought or "")}


def _row(customer: int) -> tuple[str, str, str, str, str]:
    found = read("SELECT name, short_name, title, coalesce(gender, ''), kind FROM customer WHERE id = ?", customer)
    return found[0] if found else ("", "", "", "", "person")


def called(name: str, short_name: str, title: str, gender: str, kind: str) -> str:
    """How a customer is spoken to: 陳小姐, 林經理; a company by its short name, anybody else by the name."""
    if kind == "company":
        return short_name or name
    polite = title or _CALLED.get(gender, "")
    family = names.surname(name)
    return family + polite if polite and family and name != family else name
