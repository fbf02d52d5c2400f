"""Which field of ours a column is; a column nobody knows becomes a field of the shop's own, typed by its contents."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, get_args

from db.core.values import dates
from importers import profile
from importers.headers import Meaning, is_lunar, plain
from importers.kinds import Seen
from importers.lexicon import load, words
from importers.profile import Profile, as_text
from importers.understanding import has, understand
from importers.values import DATES, Cell, ColumnGuess, Confidence, Kind, OwnKind, Table

FIELDS: Final[dict[Kind, frozenset[str]]] = {kind: words("fields", kind) for kind in get_args(Kind)}
SEVERAL: Final = words("fields", "several")  # fields that take more than one column
_RENAMED: Final[dict[Kind, dict[str, str]]] = load("fields")["renamed"]  # what a header's word means in this kind of list
_LESSER: Final = words("headers", "lesser")  # of several columns of one field these come last: 小計, 原價
_CHOICES: Final = 12
_MOSTLY: Final = 0.5
_COMPACT: Final = 100_000  # 20261220 and 1151220 typed as a number
_YES: Final = words("contents", "yes")
_NO: Final = words("contents", "no")
_COUNTED: Final = re.compile(r"[-+]?(?:NT\$|\$)?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?\s*[元點堂次節張格分]?")  # 35點, 8堂
_NOT_THE_DAY: Final = re.compile(r"生日|到期|效期|期限|截止|下次|出生|birth|expir|due|next", re.IGNORECASE)
_PLAIN_NUMBER: Final = re.compile(r"[-+]?(?:NT\$|\$)?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?\s*元?")
_CODES: Final = words("fields", "codes")
_DESIGNATION: Final = re.compile(r"號碼?$|編號$|代[碼號]$|\bid$|_id$|\bcode$|\bno\.?$", re.IGNORECASE)  # a number that is a name
_DATED: Final = re.compile(r"日期?$|date$", re.IGNORECASE)
_LABEL_NOISE: Final = re.compile(
    r"(電話|手機|傳真|地址|住址|號碼|行動|市話|phone|number|address|email|e-mail|mail|mobile|fax|tel|no\.?|電子郵件|信箱|[\d\s_\-:：.()（）*])+",
    re.IGNORECASE,
)


_LONG_YEAR: Final = re.compile(r"民\s*國|1\d\d(?:[/.\-年]\d{1,2}[/.\-月]|(?:0[1-9]|1[0-2])[0-3]\d(?!\d))")
_SHORT_YEAR: Final = re.compile(r"'?\d\d(?:[/.\-年／．－]|\d{4}(?:\.0)?$)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|3[2-9]|[4-9]\d)(?!\d)", re.ASCII)


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
    if table.kind in {"sales", "interactions"} and "date" not in taken:
        _dated(seen)
    return [_guessed(column, table) for column in seen]


def _dated(seen: Sequence[Seen]) -> None:
    """Sales and talks without a day of their own (入住日期, 送達日期): the first of days is it, to be looked at."""
    for column in seen:
        days = column.profile.share("date") + column.profile.share("compact_date")
        if (
            column.concept in {"!", "!date"}
            and column.meaning.concept in {"", "date"}
            and days > 0.9
            and not _NOT_THE_DAY.search(column.header)
        ):
            column.concept, column.confidence = "date", "look"
            return


def _by_strength(seen: Sequence[Seen]) -> list[Seen]:
    """The columns that may take a single field first: those named exactly, then those named like the name, then by position."""
    called = [column for column in seen if column.concept == "name"]
    names = (
        {column.meaning.prefix for column in called if column.meaning.prefix}
        if not any(one.meaning.exact for one in called)
        else set()
    )

    def strength(column: Seen) -> tuple[bool, bool, bool, int]:
        kin = bool(column.meaning.prefix) and column.meaning.prefix in names
        empty = not column.profile.filled
        partial = plain(column.header) in _LESSER or is_lunar(column.header)
        return empty or partial, not (kin or (column.meaning.exact and not names)), not column.meaning.exact, column.index

    return sorted(seen, key=strength)


def _field(column: Seen, kind: Kind, seen: Sequence[Seen]) -> str:
    """The field of ours for this concept in a list of this kind; "" for an own field."""
    concept = column.concept
    if concept == "name" and not column.profile.filled and has(seen, "last_name", "first_name"):
        return ""
    if concept == "company" and kind != "products" and not _has_name(seen):
        concept = "name"
    if kind == "sales":
        if concept in {"wholesale_price", "project_price"}:
            concept = "price"
        if concept in {"note"} and plain(column.header) == "description" and not has(seen, "product"):
            concept = "product"
        if concept in {"name", "price", "barcode"} and has(
            seen, {"name": "customer", "price": "unit_price", "barcode": "product_code"}[concept]
        ):
            return ""
        if concept == "unpaid" and column.profile.share("number") < _MOSTLY:  # 未收: V
            return ""
    if kind == "products" and concept == "name" and has(seen, "product"):
        return ""
    if kind in {"sales", "interactions"} and concept == "customer_since" and not has(seen, "date"):
        concept = "date"
    if kind == "interactions" and concept == "note" and has(seen, "text"):
        return "text"
    concept = _RENAMED[kind].get(concept, concept)
    return concept if concept in FIELDS[kind] else ""


def _has_name(seen: Iterable[Seen]) -> bool:
    return has(seen, "name", "last_name", "first_name", "customer_name")


def _guessed(column: Seen, table: Table) -> ColumnGuess:
    concept, cells = column.concept, table.columns[column.index]
    samples = list(column.profile.values)[:5]
    made = ColumnGuess(column.index, column.header, None, samples=samples, why=column.why, confidence=_confidence(column))
    if concept in {"password", "!password"}:
        return replace(made, why="password", confidence="sure", samples=[])
    if not concept.startswith("!"):
        made.field = concept
        made.label = label_of(column.meaning, column.header) if concept in SEVERAL else ""
        if concept in DATES:
            made.date_order, made.doubt = date_order(cells, column.header)
            _show_doubt(made)
        return made
    opening = concept in {"!opening", "!unpaid"}
    kind, order = own_kind(cells, column.profile, opening=opening, dated=bool(_DATED.search(column.header)))
    made.doubt = date_order(cells, column.header)[1] if kind == "date" else ""
    if kind == "number" and (column.meaning.concept in _CODES or _DESIGNATION.search(column.header)):
        kind = "text"
    made.own_title, made.own_kind, made.is_opening, made.date_order = column.header, kind, opening and kind == "number", order
    if column.why not in {"decoy", "contents"}:
        made.why = "index" if concept == "!index" else "header" if opening else "nobody"
    made.confidence = "sure" if opening or not column.profile.filled else "likely"
    _show_doubt(made)
    return made


def _show_doubt(made: ColumnGuess) -> None:
    """What is asked about is shown first."""
    if made.doubt:
        made.confidence = "look"
        is_shown = dates.is_doubtful if made.doubt == "two_digit_years" else _is_either_way
        made.samples = sorted(made.samples, key=lambda text: not is_shown(text))


def _is_either_way(text: str) -> bool:
    return dates.is_either_way([text])


def _confidence(column: Seen) -> Confidence:
    if column.confidence == "look":
        return "look"
    return "sure" if column.why in {"header", "both"} and column.confidence == "sure" else "likely"


def label_of(said: Meaning, header: str) -> str:
    """What a phone, mail or address column adds to its values: 公司 of 公司電話, Home of Home Phone; a number nothing."""
    if said.group:
        return said.prefix
    if said.exact and not said.prefix:
        return ""
    left = _LABEL_NOISE.sub(" ", header).strip()
    return left if said.prefix and left and len(left) <= 12 else ""


def date_order(cells: Sequence[Cell], header: str = "") -> tuple[str, str]:
    """The order of a date column, decided once a column, and what the owner is asked about it ("": nothing).

    Excel makes 1978-05-03 of 78/5/3 and leaves 105/3/2 as text: real dates among texts of the Republic's years are to be asked.
    So is a column of 3/4/1980 and the like, where no day beyond the 12th says which number is the month; and one of 78/5/3,
    where neither 105/3/2 nor 民國 says whose years they are: the Republic's until it is answered.
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    texts += [as_text(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell > 60000][
        :500
    ]
    order = dates.order_of(texts[:: max(1, len(texts) // 400)])
    real = any(
        hasattr(cell, "year") and 1930 <= cell.year <= 2029
        for cell in cells
        if not isinstance(cell, (str, int, float, type(None)))
    )
    if real and ("民國" in header or (order == "roc" and any(not re.match(r"\s*\d{4}", text) for text in texts))):
        return "ask", "excel_years"
    if order in {"roc", "mdy", "dmy"} and dates.is_either_way(texts):
        return "ask", "either_way"
    if told := _told_by_days(texts):
        return told, ""
    is_said = "民國" in header or "西元" in header or order not in {"roc", "ymd"}
    return order, "two_digit_years" if not is_said and _has_short_years(texts) and not _has_long_years(texts) else ""


def _has_short_years(texts: Iterable[str]) -> bool:
    """Whether 78/5/3 or 780503 stands among them."""
    return any(_SHORT_YEAR.match(text) and dates.is_doubtful(text) for text in texts)


def _has_long_years(texts: Iterable[str]) -> bool:
    """Whether a year of three digits stands among them: all of them are the Republic's then."""
    return any(_LONG_YEAR.match(text) for text in texts)


def _told_by_days(texts: Sequence[str]) -> str:
    """Of a column whose every date ends in its year: mdy or dmy where a day beyond the 12th says so; else "".

    All of it is looked at, as one day may be the only one to say so; words (不詳) say nothing.
    """
    first = second = 0
    for text in texts:
        if found := _YEAR_LAST.match(text):
            first, second = max(first, int(found[1])), max(second, int(found[2]))
        elif dates.parse(text):
            return ""
    return "mdy" if first <= 12 < second else "dmy" if second <= 12 < first else ""


def own_kind(cells: Sequence[Cell], have: Profile, *, opening: bool = False, dated: bool = False) -> tuple[OwnKind, str]:
    """The type of a field of the shop's own, from all its contents, and the order of its dates."""
    different = [cell for _type, cell in set(zip(map(type, cells), cells, strict=True))]  # 1 is not TRUE
    texts = {as_text(cell).strip() for cell in different if not profile.is_empty(cell)} - profile.EMPTY_WORDS
    if not texts:
        return ("number" if opening else "text"), ""
    folded = {text.casefold() for text in texts}
    if len(folded) <= 4 and folded <= _YES | _NO and (folded & _YES or folded & _NO) and not folded <= {"0", "1"}:
        return "yes_no", ""
    if have.share("date") > 0.9 or (dated and have.share("compact_date") > 0.9):
        order = date_order(cells)[0]
        if all(is_date(cell, order) for cell in cells if not profile.is_empty(cell)):
            return "date", order
    number = _COUNTED if opening else _PLAIN_NUMBER
    if all(number.fullmatch(text) and not re.match(r"0\d", text) for text in texts):
        return "number", ""
    few = len(texts) <= _CHOICES and have.filled >= 3 * len(texts) and max(map(len, texts)) <= 20
    return ("choice" if few else "text"), ""


def is_date(cell: Cell, order: str) -> bool:
    """Whether this cell is a date and no time of day is lost in reading it as one."""
    if isinstance(cell, str):
        found = dates.parse(cell, order)
        return cell.strip() in profile.EMPTY_WORDS or (":" not in cell and found is not None and found.solar is not None)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell >= _COMPACT:
        return dates.parse(as_text(cell), order) is not None
    return hasattr(cell, "year") and ":" not in as_text(cell)
