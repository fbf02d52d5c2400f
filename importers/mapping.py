"""Which column is what: by the words over it and by what stands in it; a column nobody knows becomes a field of the shop's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from db.core.values import dates
from importers import profile
from importers.headers import Meaning, meaning, plain
from importers.kinds import Seen, judge
from importers.profile import Profile, as_text
from importers.values import Cell, ColumnGuess, Confidence, Kind, OwnKind, Table

PARTS: Final = frozenset(
    "area_code extension prefix middle_name birth_year birth_month birth_day phone_label email_label address_label street district time".split()
)  # joined to another column's value when cleaned
_CUSTOMER: Final = frozenset(
    "code name last_name first_name company short_name contact title gender phone mobile fax email line_id line_name line_uid fb ig tax_id address city "
    "postal_code birthday website category source referrer staff customer_since tags note blacklist".split()
) | (PARTS - {"time"})
_REACH: Final = frozenset(
    "company contact title phone mobile fax email line_id line_name tax_id address city district postal_code street area_code extension "
    "phone_label email_label address_label".split()
)
FIELDS: Final[dict[Kind, frozenset[str]]] = {
    "customers": _CUSTOMER,
    "sales": _REACH
    | set(
        "order_no date time customer last_name first_name code product product_code spec quantity unit unit_price amount note".split()
    ),
    "products": frozenset("code name spec unit price cost category barcode note".split()),
    "interactions": _REACH | set("date time customer last_name first_name code channel text outcome follow_up staff".split()),
    "unknown": frozenset(),
}
SEVERAL: Final = frozenset("contact phone mobile fax email line_id line_name fb ig address street city postal_code district note tags text area_code extension "
                           "phone_label email_label address_label".split())  # fields that take more than one column  # fmt: skip
_RENAMED: Final[dict[Kind, dict[str, str]]] = {
    "customers": {"customer_name": "name", "text": "note"},
    "sales": {"name": "customer", "customer_name": "customer", "price": "unit_price", "barcode": "product_code", "text": "note"},
    "products": {"product": "name", "product_code": "code", "unit_price": "price", "text": "note"},
    "interactions": {"name": "customer", "customer_name": "customer", "note": "text"},
    "unknown": {},
}
_DATES: Final = frozenset({"birthday", "date", "customer_since", "follow_up"})
_CHOICES: Final = 12
_YES: Final = frozenset("是 有 y yes true v ✓ ✔ ○ o 1 同意 要".split())
_NO: Final = frozenset("否 無 n no false x ✗ 0 不同意 不要".split())
_PLAIN_NUMBER: Final = re.compile(r"[-+]?(?:NT\$|\$)?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?\s*元?")
_CODES: Final = frozenset("code tax_id phone mobile fax licence postal_code barcode order_no product_code".split())
_DATED: Final = re.compile(r"日期?$|date$", re.IGNORECASE)
_LABEL_NOISE: Final = re.compile(
    r"(電話|手機|傳真|地址|住址|號碼|行動|市話|phone|number|address|email|e-mail|mail|mobile|fax|tel|no\.?|電子郵件|信箱|[\d\s_\-:：.()（）*])+",
    re.IGNORECASE,
)


def guess(table: Table) -> list[ColumnGuess]:
    """One guess a column of a table of any kind, also of unknown ones (all own fields then)."""
    seen = understand(table.headers, table.columns, table.header_row is None)
    taken: dict[str, int] = {}
    for column in _by_strength(seen):
        field = _field(column, table.kind, seen)
        if field and (field in SEVERAL or field not in taken):
            taken.setdefault(field, column.index)
            column.concept = field
        else:
            column.concept = f"!{column.concept}"
    return [_guessed(column, table) for column in seen]


def kind_of(headers: Sequence[str], columns: Sequence[Sequence[Cell]], headerless: bool) -> tuple[Kind, str]:
    """The kind of list these columns make, and the reason where it is none."""
    return judge(understand(headers, columns, headerless), headerless)


def understand(headers: Sequence[str], columns: Sequence[Sequence[Cell]], headerless: bool = False) -> list[Seen]:
    """Every column's meaning by its header, corrected by its contents."""
    seen = [
        Seen(index, header, meaning(header), profile.of(columns[index]))
        for index, header in enumerate(headers)
    ]  # fmt: skip
    for column in seen:
        _weigh(column, columns[column.index])
    if headerless:
        _without_headers(seen)
    _by_contents(seen)
    if _has(seen, "last_name") and not _has(seen, "first_name"):
        for column in seen:
            column.concept = (
                "first_name" if column.concept == "name" and plain(column.header) in {"名字", "名"} else column.concept
            )
    if _has(seen, "birth_month"):
        for column in seen:
            column.concept = "birth_day" if column.concept == "birthday" and not column.profile.share("date") else column.concept
    return seen


def _weigh(column: Seen, cells: Sequence[Cell]) -> None:
    """Header and contents together: agreeing is sure, contents win where the header can't be right, decoys lose."""
    said, have = column.meaning, column.profile
    column.concept, column.why = said.concept, "header"
    if said.decoy and said.concept in {
        "phone",
        "mobile",
        "fax",
        "email",
        "address",
        "name",
        "title",
        "company",
        "city",
        "birthday",
    }:
        column.concept, column.why = "", "decoy"
        return
    if said.concept in {"coordinate", "licence", "kana", "pack", "country", "region"}:
        column.concept, column.why = "", "decoy" if said.concept in {"coordinate", "licence"} else "nobody"
        return
    if plain(column.header) == "單位" and have.filled and have.share("company") < 0.3:
        column.concept = "unit"
    if said.concept == "index" and not _is_running(cells):
        column.concept = "code"
    if not have.filled or not column.concept:
        return
    better = _contradicted(column.concept, have)
    if better == "" and plain(column.header) in {"聯絡方式", "連絡方式", "聯繫方式"}:
        better = "channel"
    if better is not None:
        column.concept, column.why, column.confidence = better, "contents", "look"
    elif _agrees(column.concept, have):
        column.why = "both"
    elif not said.exact:
        column.confidence = "likely"


def _contradicted(concept: str, have: Profile) -> str | None:  # noqa: PLR0911 - one line a rule
    """What the column is instead, "" for nothing we know; None when the contents do not speak against the header."""
    reach = have.share("phone") + have.share("mobile")
    if concept in {"phone", "mobile", "fax", "address", "line_id", "contact"} and have.share("email") >= 0.6:
        return "email"
    if concept in {"phone", "mobile", "fax"} and reach + have.share("number") + have.share("code") < 0.15:
        return "address" if have.share("address") > 0.5 else ""
    if concept == "email" and have.share("email") < 0.15:
        return "address" if have.share("address") > 0.5 else ""
    if concept == "tax_id" and have.share("number") + have.share("tax_id") < 0.3:
        return ""
    if concept in _DATES and have.share("date") + have.share("compact_date") + have.share("serial") < 0.3:
        return ""
    if concept == "line_id" and have.share("yes_no") > 0.8:
        return ""
    if concept in {"amount", "quantity", "unit_price", "price", "cost"} and have.share("number") < 0.5:
        return ""
    if concept in {"name", "contact", "customer_name"} and have.share("number") > 0.8:
        return ""
    if concept == "title" and have.share("gender") > 0.6:
        return "prefix"
    if concept in {"address", "street"} and have.share("url") > 0.6:
        return "website"
    return None


def _agrees(concept: str, have: Profile) -> bool:
    wanted = {
        "phone": ("phone", "mobile"), "mobile": ("mobile", "phone"), "fax": ("phone",), "email": ("email",), "tax_id": ("tax_id",), "address": ("address", "street"),
        "birthday": ("date", "compact_date"), "date": ("date", "compact_date"), "customer_since": ("date", "compact_date"), "gender": ("gender",),
        "name": ("person", "company", "latin_name", "titled"), "contact": ("person", "latin_name"), "company": ("company",), "website": ("url",),
    }.get(concept)  # fmt: skip
    return wanted is not None and sum(have.share(thing) for thing in wanted) >= 0.5


def _is_running(cells: Sequence[Cell]) -> bool:
    """Whether a column only counts its rows: 1 2 3, or 0 1 2."""
    texts = [as_text(cell).strip() for cell in cells if not profile.is_empty(cell)][:200]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
    return len(numbers) >= 0.9 * len(texts) and all(b > a for a, b in zip(numbers, numbers[1:], strict=False))


def _by_contents(seen: Sequence[Seen]) -> None:
    """Columns whose header says nothing, known by what stands in them."""
    for column in seen:
        if column.concept or column.why == "decoy" or column.why == "contents":
            continue
        have = column.profile
        for concept, share in (
            ("email", have.share("email")),
            ("mobile", have.share("mobile")),
            ("phone", have.share("phone")),
            ("address", have.share("address")),
        ):
            if have.filled >= 1 and share >= 0.6 and not (concept == "address" and _has(seen, "address")) and have.variety > 0.3:
                column.concept, column.why, column.confidence = concept, "contents", "likely"
                break
    if not _has(seen, "name", "last_name", "first_name", "company", "customer_name", "contact", "short_name", "product"):
        free = [column for column in seen if not column.concept and column.why != "decoy" and column.profile.variety > 0.5]
        best = max(free, key=lambda column: _naming(column.profile), default=None)
        if best and _naming(best.profile) >= 0.6 and _has(seen, "phone", "mobile", "email", "tax_id", "address"):
            best.concept, best.why, best.confidence = "name", "contents", "look"


def _naming(have: Profile) -> float:
    return (
        have.share("person") + have.share("company") + 0.8 * have.share("latin_name") - have.share("address") - have.share("long")
    )


def _has(seen: Iterable[Seen], *concepts: str) -> bool:
    return any(column.concept in concepts for column in seen)


def _without_headers(seen: Sequence[Seen]) -> None:
    """A sheet without any header: everything by contents, left to right."""
    for column in seen:
        have, column.why, column.confidence = column.profile, "contents", "likely"
        reached = have.share("mobile") >= 0.6
        for concept, share in (
            ("email", have.share("email")), ("tax_id", 0 if reached else have.share("eight") - 0.1), ("mobile", have.share("mobile")), ("phone", have.share("phone")),
            ("gender", have.share("gender")), ("address", have.share("address")),
        ):  # fmt: skip
            if have.filled and share >= 0.6 and not (concept in {"tax_id", "gender"} and _has(seen, concept)):
                column.concept = concept
                break
    for concept, thing in (("name", "company"), ("name", "person"), ("contact", "person"), ("name", "latin_name")):
        found = next(
            (
                column
                for column in seen
                if not column.concept
                and column.profile.filled
                and column.profile.share(thing) >= 0.6
                and column.profile.share("long") < 0.3
            ),
            None,
        )
        if found and not _has(seen, concept):
            found.concept = concept
    dated = [column for column in seen if not column.concept and column.profile.share("date") >= 0.8]
    dated.sort(key=lambda column: min(column.profile.values, default=""))
    for column, concept in zip(
        dated, ("birthday", "customer_since") if len(dated) > 1 or _has(seen, "gender") else ("customer_since",), strict=False
    ):
        column.concept = concept
    first = next(
        (
            column
            for column in seen
            if not column.concept
            and column.profile.share("code") >= 0.8
            and column.profile.variety == 1
            and column.profile.share("number") < 0.5
        ),
        None,
    )
    if first:
        first.concept = "code"


def _by_strength(seen: Sequence[Seen]) -> list[Seen]:
    """The columns that may take a single field first: those named exactly, then those named like the name column, then by position."""
    names = {column.meaning.prefix for column in seen if column.concept == "name" and column.meaning.prefix}

    def strength(column: Seen) -> tuple[bool, bool, bool, int]:
        kin = bool(column.meaning.prefix) and column.meaning.prefix in names
        empty = not column.profile.filled
        partial = plain(column.header) in {"subtotal", "小計"}
        return empty or partial, not (kin or (column.meaning.exact and not names)), not column.meaning.exact, column.index

    return sorted(seen, key=strength)


def _field(column: Seen, kind: Kind, seen: Sequence[Seen]) -> str:
    """The field of ours for this concept in a list of this kind; "" for an own field."""
    concept = column.concept
    if concept == "company" and kind == "customers" and not _has_name(seen):
        concept = "name"
    if kind == "sales":
        if concept in {"note"} and plain(column.header) == "description" and not _has(seen, "product"):
            concept = "product"
        if concept in {"name", "price", "barcode"} and _has(
            seen, {"name": "customer", "price": "unit_price", "barcode": "product_code"}[concept]
        ):
            return ""
    if kind == "products" and concept == "name" and _has(seen, "product"):
        return ""
    if kind == "interactions" and concept == "note" and _has(seen, "text"):
        return "text"
    concept = _RENAMED[kind].get(concept, concept)
    return concept if concept in FIELDS[kind] else ""


def _has_name(seen: Iterable[Seen]) -> bool:
    return _has(seen, "name", "last_name", "first_name", "customer_name")


def _guessed(column: Seen, table: Table) -> ColumnGuess:
    concept, cells = column.concept, table.columns[column.index]
    samples = list(column.profile.values)[:5]
    made = ColumnGuess(column.index, column.header, None, samples=samples, why=column.why, confidence=_confidence(column))
    if concept == "password" or concept == "!password":
        return replace(made, why="password", confidence="sure", samples=[])
    if not concept.startswith("!"):
        made.field = concept
        made.label = label_of(column.meaning, column.header) if concept in SEVERAL else ""
        if concept in _DATES:
            made.date_order, doubtful = date_order(cells, column.header)
            made.confidence = "look" if doubtful else made.confidence
        return made
    opening = concept == "!opening"
    kind, order = own_kind(cells, column.profile, opening=opening, dated=bool(_DATED.search(column.header)))
    if kind == "number" and concept.strip("!") in _CODES:
        kind = "text"
    made.own_title, made.own_kind, made.is_opening, made.date_order = column.header, kind, opening and kind == "number", order
    if column.why not in {"decoy", "contents"}:
        made.why = "index" if concept == "!index" else "header" if opening else "nobody"
    made.confidence = "sure" if opening or not column.profile.filled else "likely"
    return made


def _confidence(column: Seen) -> Confidence:
    if column.confidence == "look":
        return "look"
    return "sure" if column.why in {"header", "both"} and column.confidence == "sure" else "likely"


def label_of(said: Meaning, header: str) -> str:
    """What a phone, mail or address column adds to its values: 公司 of 公司電話, Home of Home Phone; a numbered group says nothing."""
    if said.group:
        return said.prefix
    if said.exact and not said.prefix:
        return ""
    left = _LABEL_NOISE.sub(" ", header).strip()
    return left if said.prefix and left and len(left) <= 12 else ""


def date_order(cells: Sequence[Cell], header: str = "") -> tuple[str, bool]:
    """The order of a date column, decided once on all of it, and whether the owner should look.

    Excel makes 1978-05-03 of 78/5/3 and leaves 105/3/2 as text: real dates among texts of the Republic's years are to be asked.
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    texts += [as_text(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell > 60000][
        :500
    ]
    order = dates.order_of(texts)
    real = any(
        hasattr(cell, "year") and 1930 <= cell.year <= 2029
        for cell in cells
        if not isinstance(cell, (str, int, float, type(None)))
    )
    if real and ("民國" in header or (order == "roc" and any(not re.match(r"\s*\d{4}", text) for text in texts))):
        return "ask", True
    return order, False


def own_kind(cells: Sequence[Cell], have: Profile, *, opening: bool = False, dated: bool = False) -> tuple[OwnKind, str]:
    """The type of a field of the shop's own, from all its contents, and the order of its dates."""
    texts = {as_text(cell).strip() for cell in cells if not profile.is_empty(cell)} - profile.EMPTY_WORDS
    if not texts:
        return ("number" if opening else "text"), ""
    folded = {text.casefold() for text in texts}
    if len(folded) <= 4 and folded <= _YES | _NO and (folded & _YES or folded & _NO) and not folded <= {"0", "1"}:
        return "yes_no", ""
    if have.share("date") > 0.9 or (dated and have.share("compact_date") > 0.9):
        order = date_order(cells)[0]
        if all(is_date(cell, order) for cell in cells if not profile.is_empty(cell)):
            return "date", order
    if all(_PLAIN_NUMBER.fullmatch(text) and not re.match(r"0\d", text) for text in texts):
        return "number", ""
    few = len(texts) <= _CHOICES and have.filled >= 3 * len(texts) and max(map(len, texts)) <= 20
    return ("choice" if few else "text"), ""


def is_date(cell: Cell, order: str) -> bool:
    """Whether this cell is a date and no time of day is lost in reading it as one."""
    if isinstance(cell, str):
        return cell.strip() in profile.EMPTY_WORDS or (":" not in cell and dates.parse(cell, order) is not None)
    return hasattr(cell, "year") and ":" not in as_text(cell)
