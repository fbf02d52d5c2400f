"""What is agreed with a customer, in the words of another program: 批發價 is wholesale, 每月25日 the closing day."""

import re
from typing import Final

from db.core.errors import InputError
from db.core.values.text import half_width
from db.services import terms
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.lexicon import words

LISTS: Final = (("", "retail"), ("wholesale", "wholesale"), ("project", "project"))  # a level, and its words
FIELDS: Final = ("price_level", "credit_limit", "credit_days", "closing_day")
_LEVELS: Final = {word: level for level, name in LISTS for word in words("contents", name)}
_MONTHS_END: Final = re.compile(
    r"^(每個?月)?(月底|月末|底|(28|29|30|31)[日號]?)(結帳|結)?$"
)  # an account of the 30th closes with the month
_RULE: Final = "terms.read"


def clean(work: Work) -> None:
    """Each term as its column holds it, as text; words that are no such term stay in the note."""
    for field in FIELDS:
        if guess := work.first(field):
            column = texts.column(work, guess)
            work.made.fields[field] = [_one(work, field, guess.header, record, text) for record, text in enumerate(column)]


def _one(work: Work, field: str, header: str, record: int, text: str) -> str | None:
    if not text:
        return None
    found = read(field, text)
    if found is None or (found != text and not work.is_on(_RULE, header)):
        work.note(record, f"{header}: {text}")
        return None
    if found != text:
        work.repaired(record, header, text, terms.shown(field, found), _RULE)
    return found or None


def read(field: str, text: str) -> str | None:
    """The term that is meant: 25 for 每月25日, 31 for 月底, wholesale for 批發價; "" says none, None is no such term."""
    plain = half_width(text).strip().casefold()
    if field == "price_level" and plain in _LEVELS:
        return _LEVELS[plain]
    if field == "closing_day":
        plain = _MONTHS_END.sub("月底", plain)
    try:
        return str(terms.parse(field, plain.removesuffix(".0")))
    except InputError:
        return None
