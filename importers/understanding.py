"""What every column of a list seems to be: its header's words and its contents weighed against each other."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from db.core.values import dates
from importers import profile
from importers.headers import is_lunar, meaning, plain
from importers.kinds import Seen, judge
from importers.lexicon import words
from importers.profile import Profile, as_text
from importers.values import DATES, NUMBERS, Cell, Kind

_RECIPIENTS: Final = words("headers", "recipients")
_OF_RECIPIENT: Final = frozenset({"phone", "mobile", "email", "address", "street", "city", "district", "postal_code"})
_NUMBERS: Final = NUMBERS - {"unpaid"}  # which may be a tick, too: 未收 V
_STANDS_FOR: Final = {"invoice_no": "order_no", "invoice_on": "date"}  # alone it holds an order together, or is its day
_MISTAKEN: Final = frozenset(
    {"phone", "mobile", "fax", "email", "address", "name", "title", "company", "city", "birthday"}
)  # what a decoy's header sounds like


def kind_of(headers: Sequence[str], columns: Sequence[Sequence[Cell]], headerless: bool) -> tuple[Kind, str]:
    """The kind of list these columns make, and the reason where it is none."""
    return judge(understand(headers, columns, headerless), headerless)


def understand(headers: Sequence[str], columns: Sequence[Sequence[Cell]], headerless: bool = False) -> list[Seen]:
    """Every column's meaning by its header, corrected by its contents."""
    seen = [Seen(index, header, meaning(header), profile.of(columns[index])) for index, header in enumerate(headers)]
    for column in seen:
        _weigh(column, columns[column.index])
    if headerless:
        _without_headers(seen)
    _by_contents(seen)
    _by_company(seen)
    _by_recipient(seen, columns)
    for lesser, main in _STANDS_FOR.items():
        if has(seen, lesser) and not has(seen, main):
            for column in seen:
                column.concept = main if column.concept == lesser else column.concept
    if has(seen, "last_name") and not has(seen, "first_name"):
        for column in seen:
            column.concept = (
                "first_name" if column.concept == "name" and plain(column.header) in {"名字", "名"} else column.concept
            )
    if has(seen, "birth_month"):
        for column in seen:
            column.concept = "birth_day" if column.concept == "birthday" and not column.profile.share("date") else column.concept
    return seen


def _weigh(column: Seen, cells: Sequence[Cell]) -> None:
    """Header and contents together: agreeing is sure, contents win where the header can't be right, decoys lose."""
    said, have = column.meaning, column.profile
    column.concept, column.why = said.concept, "header"
    if said.decoy and said.concept in _MISTAKEN:
        column.concept, column.why = "", "decoy"
        return
    if said.concept in {"coordinate", "licence", "kana", "pack", "country", "region"}:
        column.concept, column.why = "", "decoy" if said.concept in {"coordinate", "licence"} else "nobody"
        return
    short = have.share("company") < 0.3 and max(map(len, have.values), default=0) <= 3
    if plain(column.header) == "單位" and (short or not have.filled):
        column.concept = "unit"
    if said.concept == "index" and not _is_running(cells):
        column.concept = "code"
    if not have.filled or not column.concept:
        return
    better = None if _is_lunar_birthday(column) else _contradicted(column.concept, have)
    if better == "" and plain(column.header) in {"聯絡方式", "連絡方式", "聯繫方式"}:
        better = "channel"
    if better is not None:
        column.concept, column.why, column.confidence = better, "contents", "look"
    elif _agrees(column.concept, have):
        column.why = "both"
    elif not said.exact:
        column.confidence = "likely"


def _is_lunar_birthday(column: Seen) -> bool:
    """正月初九, 67/閏4/9 under 農曆生日: days only this calendar has."""
    if column.concept != "birthday" or not is_lunar(column.header):
        return False
    read = sum(count for text, count in column.profile.values.items() if dates.parse(f"農曆{text}"))
    return 2 * read > column.profile.filled


def _contradicted(concept: str, have: Profile) -> str | None:  # noqa: PLR0911 - one line a rule
    """What the column is instead, "" for nothing we know; None when the contents do not speak against the header."""
    reach = have.share("phone") + have.share("mobile")
    if concept in {"phone", "mobile", "fax", "address", "line_id", "contact"} and have.share("email") >= 0.6:
        return "email"
    if concept in {"phone", "mobile", "fax"} and reach + have.share("number") + have.share("code") + have.share("digits") < 0.15:
        return "address" if have.share("address") > 0.5 else ""
    if concept == "email" and have.share("email") < 0.15:
        return "address" if have.share("address") > 0.5 else ""
    if concept == "tax_id" and have.share("number") + have.share("tax_id") + have.share("code") < 0.3:
        return ""
    dated = have.share("date") + have.share("compact_date") + have.share("serial")
    if concept in DATES and dated + (have.share("month_day") if concept == "birthday" else 0) < 0.3:
        return ""
    if concept == "line_id" and have.share("yes_no") > 0.8:
        return ""
    if _of_no_product(concept, have, dated):
        return ""
    if concept in {"name", "contact", "customer_name"} and have.share("number") > 0.8:
        return ""
    if concept == "contact" and have.filled >= 10 and have.variety < 0.2 and not _naming(have):
        return ""
    if concept == "title" and have.share("gender") + have.share("salutation") > 0.6:
        return "prefix"
    if concept == "name" and have.share("order_no") > 0.8:
        return "order_no"
    if concept in {"address", "street"} and have.share("url") > 0.6:
        return "website"
    return None


def _of_no_product(concept: str, have: Profile, dated: float) -> bool:
    """Whether contents speak against a number, a span of months or a word of a product."""
    if concept in _NUMBERS:
        return have.share("number") < 0.5
    if concept in {"recall_months", "warranty_months"}:
        return dated >= 0.3
    return concept in {"availability", "recall_item"} and have.share("number") + have.share("yes_no") > 0.5


def _agrees(concept: str, have: Profile) -> bool:
    wanted = {
        "phone": ("phone", "mobile"),
        "mobile": ("mobile", "phone"),
        "fax": ("phone",),
        "email": ("email",),
        "tax_id": ("tax_id",),
        "address": ("address", "street"),
        "birthday": ("date", "compact_date"),
        "date": ("date", "compact_date"),
        "customer_since": ("date", "compact_date"),
        "gender": ("gender",),
        "name": ("person", "company", "latin_name", "titled"),
        "contact": ("person", "latin_name"),
        "company": ("company",),
        "website": ("url",),
    }.get(concept)
    return wanted is not None and sum(have.share(thing) for thing in wanted) >= 0.5


def _is_running(cells: Sequence[Cell]) -> bool:
    """Whether a column only counts its rows: 1 2 3, or 0 1 2."""
    texts = [as_text(cell).strip() for cell in cells if not profile.is_empty(cell)][:200]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
    return len(numbers) >= 0.9 * len(texts) and all(b > a for a, b in pairwise(numbers))


def _by_contents(seen: Sequence[Seen]) -> None:
    """Columns whose header says nothing, known by what stands in them."""
    for column in seen:
        if column.concept or column.meaning.decoy or column.why in {"decoy", "contents"}:
            continue
        have = column.profile
        for concept, share in (
            ("email", have.share("email")),
            ("mobile", have.share("mobile")),
            ("phone", have.share("phone")),
            ("address", have.share("address")),
        ):
            if have.filled >= 1 and share >= 0.6 and not (concept == "address" and has(seen, "address")) and have.variety > 0.3:
                column.concept, column.why, column.confidence = concept, "contents", "likely"
                break
    if not has(seen, "name", "last_name", "first_name", "company", "customer_name", "contact", "short_name", "product"):
        free = [column for column in seen if not column.concept and column.why != "decoy" and column.profile.variety > 0.5]
        best = max(free, key=lambda column: _naming(column.profile), default=None)
        if best and _naming(best.profile) >= 0.6 and has(seen, "phone", "mobile", "email", "tax_id", "address"):
            best.concept, best.why, best.confidence = "name", "contents", "look"


def _by_company(seen: Sequence[Seen]) -> None:
    """A title is a person's: where nobody is named, or only a maker beside goods, it is the name itself (title, addr, tel)."""
    goods = has(seen, "product_code", "barcode") and has(seen, "price", "cost") and not has(seen, "product")
    if goods or not has(seen, "name", "last_name", "first_name", "company", "customer_name", "contact", "product"):
        for column in seen:
            if column.concept == "title" and plain(column.header) == "title" and column.profile.variety > 0.5:
                column.concept, column.confidence = ("product" if goods else "name"), "likely"


def _by_recipient(seen: Sequence[Seen], columns: Sequence[Sequence[Cell]]) -> None:
    """Where one orders (訂購人) and another gets it (收件人), the getter's phone and address are not the customer's."""
    people = [column for column in seen if column.concept in {"name", "customer_name"} and column.profile.filled]
    getters = [column for column in people if _is_recipients(column.header)]
    buyers = [column for column in people if column not in getters]
    if not (getters and buyers):
        return
    given = zip(columns[buyers[0].index], columns[getters[0].index], strict=True)
    both = [(one, other) for one, other in given if not (profile.is_empty(one) or profile.is_empty(other))]
    if 2 * sum(1 for one, other in both if one == other) > len(both):
        return
    for column in seen:
        if _is_recipients(column.header) and column.concept in _OF_RECIPIENT | {"customer_name", "name"}:
            column.concept, column.why = "", "decoy"


def _is_recipients(header: str) -> bool:
    text = plain(header)
    return any(text.startswith(word) for word in _RECIPIENTS)


def _naming(have: Profile) -> float:
    return (
        have.share("person") + have.share("company") + 0.8 * have.share("latin_name") - have.share("address") - have.share("long")
    )


def has(seen: Iterable[Seen], *concepts: str) -> bool:
    """Whether any column is one of these."""
    return any(column.concept in concepts for column in seen)


def _without_headers(seen: Sequence[Seen]) -> None:
    """A sheet without any header: everything by contents, left to right."""
    for column in seen:
        column.why, column.confidence = "contents", "likely"
        column.concept = next(
            (concept for concept in _reached_by(column.profile) if not _is_taken(seen, concept)), column.concept
        )
    for concept, thing in (("name", "company"), ("name", "person"), ("contact", "person"), ("name", "latin_name")):
        found = next((column for column in _left(seen) if column.profile.filled and _is_mostly(column.profile, thing)), None)
        if found and not has(seen, concept):
            found.concept = concept
    dated = [column for column in _left(seen) if column.profile.share("date") >= 0.8]
    dated.sort(key=lambda column: min(column.profile.values, default=""))
    days = ("birthday", "customer_since") if len(dated) > 1 or has(seen, "gender") else ("customer_since",)
    for column, concept in zip(dated, days, strict=False):
        column.concept = concept
    if first := next((column for column in _left(seen) if _is_a_code(column.profile)), None):
        first.concept = "code"


def _left(seen: Sequence[Seen]) -> list[Seen]:
    """The columns that are nothing yet."""
    return [column for column in seen if not column.concept]


def _reached_by(have: Profile) -> list[str]:
    """What a column's contents say it is, the surest first."""
    reached = have.share("mobile") >= 0.6
    shares = (
        ("email", have.share("email")),
        ("tax_id", 0 if reached else have.share("eight") - 0.1),
        ("mobile", have.share("mobile")),
        ("phone", have.share("phone")),
        ("gender", have.share("gender")),
        ("address", have.share("address")),
    )
    return [concept for concept, share in shares if have.filled and share >= 0.6]


def _is_taken(seen: Sequence[Seen], concept: str) -> bool:
    return concept in {"tax_id", "gender"} and has(seen, concept)


def _is_mostly(have: Profile, thing: str) -> bool:
    return have.share(thing) >= 0.6 and have.share("long") < 0.3


def _is_a_code(have: Profile) -> bool:
    return have.share("code") >= 0.8 and have.variety == 1 and have.share("number") < 0.5
