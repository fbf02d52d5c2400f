"""What is agreed with a customer: which price they pay, how tax is counted, credit, and the day a monthly account is closed."""

import re
from dataclasses import dataclass
from typing import Final

from db.core.errors import InputError
from db.core.values import money
from db.core.values.text import clean_text, half_width
from resources import i18n
from resources.i18n import N_, _

LEVELS: Final = {"": N_("Retail"), "wholesale": N_("Wholesale"), "project": N_("Contractor")}  # what stands in price_level
TAX_MODES: Final = {
    "exclusive": N_("Tax added"),
    "inclusive": N_("Tax included"),
    "zero": N_("Zero-rated"),
    "exempt": N_("Tax-exempt"),
    "none": N_("No invoice, no tax"),
}  # what stands in tax_mode; "": as the shop decides
CLOSING_DAYS: Final = (5, 10, 15, 20, 25, 31)
_LAST: Final = N_("Last day of the month")
_AROUND: Final = re.compile(r"^(每月|月結|淨)|[天日號]$")  # 每月25日, 月結30天
_MONTHS_END: Final = frozenset({"月底", "月末", "月結"})


@dataclass(frozen=True, slots=True)
class Term:
    """One of them. `words`: what may stand there, and how it is said; without any a number from 0 to `most`."""

    key: str
    label: str  # English id
    words: tuple[tuple[str, str], ...] = ()
    most: int = 0

    @property
    def is_text(self) -> bool:
        """Whether its column holds a word; "" is none. The others hold whole numbers; null is none."""
        return not self.most

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(value, words) as a form offers them; none for a number that is typed."""
        return (("", _(LEVELS[""]) if self.key == "price_level" else "—"), *((one, _(said)) for one, said in self.words if one))

    @property
    def is_chosen(self) -> bool:
        """Whether it is one of some values."""
        return bool(self.words)


TERMS: Final = {
    one.key: one
    for one in (
        Term("price_level", N_("Which price"), tuple(LEVELS.items())),
        Term("tax_mode", N_("Tax"), tuple(TAX_MODES.items())),
        Term("credit_limit", N_("Credit limit"), most=999_999_999),
        Term("credit_days", N_("Days until payment"), most=365),
        Term(
            "closing_day",
            N_("Closing day of the month"),
            (*((str(day), str(day)) for day in CLOSING_DAYS[:-1]), (str(CLOSING_DAYS[-1]), _LAST)),
            most=31,
        ),
    )
}


def parse(key: str, typed: str) -> str | int | None:
    """What the column of this term holds for what was typed or stands in a cell; "" or None for nothing. InputError."""
    term = TERMS[key]
    text = clean_text(typed).strip()
    if not text:
        return "" if term.is_text else None
    found = _word(term, text)
    if found is None and not term.is_text:
        number = _number(text)
        found = None if number is None else str(number)
        if number is not None and (str(number) not in dict(term.words) if term.words else not 0 <= number <= term.most):
            found = None
    if found is None:
        raise InputError(_refusal(term).format(field=_(term.label), value=text), field=key)
    return found if term.is_text else int(found)


def shown(key: str, stored: str | int | None) -> str:
    """A term in words, as it is read back: 批發, 20,000, 月底; "" where nothing is agreed."""
    if stored is None or stored == "":
        return ""
    words = dict(TERMS[key].words).get(str(stored))
    if words:
        return _(words) if not words.isdecimal() else words
    return money.shown(int(stored)) if str(stored).isdecimal() else str(stored)


def _word(term: Term, text: str) -> str | None:
    """The value one of whose words this is, in either language."""
    if term.key == "closing_day" and text in _MONTHS_END:
        return str(CLOSING_DAYS[-1])
    known = {said.casefold(): value for value, id_ in term.words for said in (value, id_, _(id_), i18n.written(id_)) if said}
    return known.get(text.casefold())


def _number(text: str) -> int | None:
    number = money.parse_decimal(_AROUND.sub("", _AROUND.sub("", half_width(text).replace(" ", ""))))
    return int(number) if number is not None and number == int(number) else None


def _refusal(term: Term) -> str:
    if not term.words:
        return _("{field} is a whole number up to {most}, not “{value}”.").replace("{most}", f"{term.most:,}")
    choices = "、".join(said for value, said in term.choices if value)
    return _("{field} can be {choices}, not “{value}”.").replace("{choices}", choices)
