"""Which rows below a header are records, and which are blank, notes, totals or the header once more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import itemgetter
from typing import Final

from importers.headers import meaning, plain
from importers.lexicon import words
from importers.profile import as_text, is_empty
from importers.values import Cell

_TOTAL: Final = re.compile(
    r"(?:本頁|本月|本日|全部|以上|年度|[一-龥]{0,4}?)(?:合\s*計|總\s*計|小\s*計|共\s*計|总\s*计|合\s*计|小\s*计|总\s*数|總\s*和|總\s*數|総\s*計|平\s*均|加\s*總)"
    r"[\s:：]*(?:NT\$|\$)?[\d,.\s]*(?:元|筆|位|人|家|件|個)?"
    r"|[一-龥]{0,4}(?:筆數|人數|件數|戶數|家數)\s*[:：]\s*[\d,]+\s*(?:筆|位|人|家|件|個|戶)?"
    r"|共\s*[\d,]+\s*(?:筆|位|人|家|件|個|戶|元).*|計|(?:sub|grand)?[\s-]*total[\s:]*[\d,.]*|sum[\s:]*[\d,.]*|average|count",
    re.IGNORECASE,
)
_TOTAL_HEADS: Final = frozenset("合總小共本全平以总総計tTsSgGaAcC 　年月")
_NOTE: Final = re.compile(
    r"\s*(?:[※＊*＃#★☆●◎▲△■□◆]|註|注[\s:：1-9]|備\s*註|備\s*考|附\s*註|說\s*明|資料來源|資料時間|資料日期|製表|列印|印表|製作|更新日期|最後更新|截至|本表|以上|"
    r"以下空白|注意|note|source|remark|as of|updated|generated|printed|\(\d\)|[1-9][.、)])",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r".{1,6}(?:區|縣|市|組|班|類|部|路線)|[一二三四五六七八九十甲乙丙丁A-Z][、.．].{1,12}|【.+】|〔.+〕|第.{1,3}頁"
)  # a heading between records
_RULE: Final = re.compile(r"[\s\-=_—─━*.~]+")
_NAMING: Final = words("fields", "naming")
_LONG_NOTE: Final = 30


@dataclass(slots=True)
class Shape:
    """The body of a list: positions of its records, and of every other row with the reason."""

    records: list[int] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Body:
    """What is known of all rows when one is judged."""

    names: Sequence[str]  # by column
    naming: Sequence[int]  # columns that say who or what a record is
    labels: Sequence[str]  # the names that are not empty
    usual: int  # filled cells of the middle row


def filled_cells(row: Sequence[Cell]) -> int:
    """How many cells are not quite empty; counted in C, blanks count as filled."""
    return len(row) - row.count(None) - row.count("")


def has_something(row: Sequence[Cell]) -> bool:
    """Whether any cell of the row is filled."""
    return not all(map(is_empty, row))


def sort_out(body: Sequence[Sequence[Cell]], names: Sequence[str], titles: Sequence[Sequence[Cell]] = ()) -> Shape:
    """Tell records from blank rows, repeated headers, totals and notes. Rows may be of any length; `titles` stand above."""
    shape = Shape()
    naming = [column for column, name in enumerate(names) if meaning(name).concept in _NAMING and plain(name) != "單位"]
    counts = list(map(filled_cells, body))
    totals = _totals(body)
    usual = sorted(counts)[len(counts) // 2] if counts else 0
    last = next((number for number in range(len(body) - 1, -1, -1) if has_something(body[number])), -1)
    about = _Body(names, naming, labels := [name for name in names if name], usual)
    previous_blank = False
    for number in range(last + 1):
        row = body[number]
        reason = ""
        if not counts[number]:
            reason = "blank"
        elif counts[number] <= max(2, usual // 2) or previous_blank or number == last or not totals.isdisjoint(row[:4]):
            reason = _reason(row, about, number == last or previous_blank)
        elif labels and labels[0] in row[:3]:
            reason = "repeated_header" if _is_header(row, names, labels) else ""
        previous_blank = reason == "blank" or (previous_blank and reason in {"note", "subtotal"})
        if reason:
            shape.others.append((number, reason))
        else:
            shape.records.append(number)
    _repeated_titles(body, titles, shape)
    _unlabelled_totals(body, naming, shape)
    return shape


def _repeated_titles(body: Sequence[Sequence[Cell]], titles: Sequence[Sequence[Cell]], shape: Shape) -> None:
    """A printed list has its title on every page, above the header that comes again."""
    above = {_without_digits(row) for row in titles}
    reasons = dict(shape.others)
    for header in [number for number, reason in shape.others if reason == "repeated_header"]:
        number = header - 1
        while number >= 0 and (reasons.get(number) == "blank" or _without_digits(body[number]) in above):
            reasons.setdefault(number, "title")
            number -= 1
    shape.records = [number for number in shape.records if number not in reasons]
    shape.others = sorted(reasons.items())


def _without_digits(row: Sequence[Cell]) -> str:
    """The words of a row, so that 頁次：1 and 頁次：2 are the same."""
    return re.sub(r"\d+", "", " ".join(as_text(cell).strip() for cell in row if not is_empty(cell)))


def _totals(body: Sequence[Sequence[Cell]]) -> set[Cell]:
    """The words for a total that stand in the first columns."""
    texts = list(filter(str.__instancecheck__, chain.from_iterable(map(itemgetter(slice(4)), body))))
    likely = set(compress(texts, map(_TOTAL_HEADS.__contains__, map(itemgetter(slice(1)), texts))))
    return {text for text in likely if _TOTAL.fullmatch(text.strip())}


def _is_header(row: Sequence[Cell], names: Sequence[str], labels: Sequence[str]) -> bool:
    same = sum(1 for name, cell in zip(names, row, strict=False) if name and " ".join(as_text(cell).split()) == name)
    return same >= max(2, 0.6 * len(labels))


def _reason(row: Sequence[Cell], body: "_Body", at_end: bool) -> str:
    """Why this row is no record; "" when it is one."""
    cells = [(column, cell) for column, cell in enumerate(row) if not is_empty(cell)]
    texts = [as_text(cell).strip() for _column, cell in cells]
    if not texts or (all(map(_RULE.fullmatch, texts)) and (len(texts) == 1 or all(len(text) > 2 for text in texts))):
        return "blank"
    if body.labels and _is_header(row, body.names, body.labels):
        return "repeated_header"
    if any(map(_TOTAL.fullmatch, texts[:4])) and all(
        _TOTAL.fullmatch(text) or _is_number(text) or _RULE.fullmatch(text) for text in texts
    ):
        return "subtotal"
    return "note" if _is_note(cells[0][0], texts, body, at_end) else ""


def _is_note(column: int, texts: Sequence[str], body: "_Body", at_end: bool) -> bool:
    """Whether a row of one filled cell, or of one text all over a merged row, is a note or a heading between the records."""
    text = texts[0]
    if len(set(texts)) > 1 or body.usual < 2:
        return at_end and len(texts) == 2 and body.usual > 3 and bool(_NOTE.match(text))
    if len(text) > _LONG_NOTE or (_NOTE.match(text) and (at_end or column not in body.naming or len(text) > 6)):
        return True
    if len(body.labels) > 2 and _PART.fullmatch(text):
        return True
    told = column < len(body.names) and meaning(body.names[column]).concept not in {"", "index", "category", "note"}
    return body.usual > 2 and (len(texts) > 2 or (bool(body.naming) and not told and not _is_number(text)))


def _is_number(text: str) -> bool:
    return bool(
        re.fullmatch(r"[-+]?(?:NT\$|\$)?\s*[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?\s*(?:元|%|筆|位|人|家|件|個)?", text, re.IGNORECASE)
    )


def _unlabelled_totals(body: Sequence[Sequence[Cell]], naming: Sequence[int], shape: Shape) -> None:
    """Rows of numbers that name nobody: the last one, and any whose number is the sum of those above."""
    if not naming or len(shape.records) < 2:
        return
    last = shape.records[-1]
    nameless = shape.records
    for column in naming:
        nameless = [number for number in nameless if is_empty(_cell(body[number], column))]
    totals = {
        number for number in nameless if _numbers(body[number]) and (number == last or _is_sum(body, number, shape.records))
    }
    if totals and len(nameless) < 0.5 * len(shape.records):
        shape.records = [number for number in shape.records if number not in totals]
        shape.others = sorted([*shape.others, *((number, "subtotal") for number in totals)])


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _numbers(row: Sequence[Cell]) -> dict[int, float]:
    found: dict[int, float] = {}
    for column, cell in enumerate(row):
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            found[column] = float(cell)
        elif isinstance(cell, str) and cell and _is_number(cell.strip()):
            digits = re.sub(r"[^\d.\-]", "", cell)
            found[column] = float(digits) if re.search(r"\d", digits) and digits.count(".") < 2 else 0.0
    return found


def _is_sum(body: Sequence[Sequence[Cell]], number: int, records: Sequence[int]) -> bool:
    above = [_numbers(body[other]) for other in records if other < number]
    return any(
        value and abs(sum(row.get(column, 0.0) for row in above) - value) < 0.01
        for column, value in _numbers(body[number]).items()
    )
