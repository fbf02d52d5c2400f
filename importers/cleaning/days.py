"""Dates: Republic years, Excel's day numbers, the order a column decided; impossible ones are asked, never repaired."""

import re
from datetime import date, datetime
from typing import Final

from db.core.values import dates
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.headers import is_lunar, meaning
from importers.values import Cell, ColumnGuess

_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_YMD: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})", re.ASCII)
_YEARLESS: Final = re.compile(r"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_SERIAL: Final = re.compile(r"[2-5]\d{4}", re.ASCII)  # a day number that became text
_SERIALS: Final = (1_000, 80_000)  # Excel's day numbers of 1902 to 2119
_ROC: Final = re.compile(r"(?:民國)?(\d{2,3})[年/.\-](\d{1,2})[月/.\-](\d{1,2})日?", re.ASCII)
_BORN: Final = ("birth_year", "birth_month", "birth_day")
_BORN_PART: Final = re.compile(r"(?:(?:民國|西元)?\s*\d{1,4}(?:\.0)?\s*[年月日號]?)?", re.ASCII)
_SOLAR: Final = re.compile("國曆|國歷|陽曆|新曆")
_TIME: Final = re.compile(r"(\d{1,2}:\d{2})(?::(\d{2}))?")


def clean(work: Work) -> None:
    """Every date column into `fields`; a birthday may lack its year ("--05-03") and be lunar ("~1960-05-03")."""
    for field in ("birthday", "customer_since", "date", "follow_up", "invoice_on"):
        if guess := work.first(field):
            lunar = field == "birthday" and is_lunar(guess.header)
            work.made.fields[field] = _lunar(work, guess) if lunar else column(work, guess)
            if field != "birthday":
                _with_year(work, guess, work.made.fields[field])
    _beside(work)
    if work.table.kind in {"sales", "interactions"}:
        _times(work)
    if not work.first("birthday"):
        _born(work)


def column(work: Work, guess: ColumnGuess) -> list[str | None]:
    """One column as ISO dates, None where there is none or none that can be."""
    cells = work.table.columns[guess.index]
    given = texts.column(work, guess)
    known: dict[str, tuple[str | None, str]] = {}  # text -> date and the rule that made it
    made: list[str | None] = []
    usual = _YMD.fullmatch if guess.date_order in {"ymd", "west"} else _ISO.fullmatch
    for record, text in enumerate(given):
        cell = cells[record]
        if not text:
            made.append(None)
        elif (found := known.get(text)) and type(cell) is str:
            made.append(found[0])
            if found[1]:
                work.repaired(record, guess.header, text, found[0] or "", found[1])
        elif type(cell) is str and (plain := usual(text)) and (iso := _usual(plain, "ymd")):
            made.append(iso)
            known[text] = (iso, "")
        else:
            doubts, repairs = len(work.made.problems), len(work.made.changes)
            day = _day(work, guess, record, cell, text)
            made.append(day)
            if type(cell) is str and doubts == len(work.made.problems):
                known[text] = (day, work.made.changes.rule[-1] if repairs < len(work.made.changes) else "")
    return made


def _with_year(work: Work, guess: ColumnGuess, days: list[str | None]) -> None:
    """10/2 without a year is a birthday's, but no day of a sale or a talk: it is told in the note."""
    for record, day in enumerate(days):
        if day and day.startswith("-"):
            text = work.cell(record, guess.index).strip()
            if text in texts.DITTO:
                text = day.removeprefix("--").replace("-", "/")
            work.note(record, f"{guess.header}: {text}")
            work.doubt(record, guess.header, text, "no_year")
            days[record] = None


def _lunar(work: Work, guess: ColumnGuess) -> list[str | None]:
    """A column of lunar days: 44年8月15日, 67/閏4/9, 正月初九. A leap month is told in the note."""
    made: list[str | None] = []
    for record, text in enumerate(texts.column(work, guess)):
        cell = work.table.columns[guess.index][record]
        found = _lunar_day(work, guess, record, cell, text) if text else None
        if found is None:
            if text:
                work.doubt(record, guess.header, text, "not_a_date", kept=False)
            made.append(None)
            continue
        iso = f"~{found.iso}" if found.lunar else found.iso
        if found.leap:
            work.note(record, f"{guess.header}: {text}")
        if found.iso not in text:
            work.repaired(record, guess.header, text, iso, "date.lunar")
        made.append(iso)
    return made


def _lunar_day(work: Work, guess: ColumnGuess, record: int, cell: Cell, text: str) -> dates.PartialDate | None:
    if isinstance(cell, (date, datetime)):
        text = _real(work, guess, record, cell, text)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and _SERIALS[0] < cell < _SERIALS[1]:
        day = dates.serial(cell)
        text = day.isoformat() if day else text
    order = {"ask": "roc", "west": "ymd"}.get(guess.date_order, guess.date_order)
    return dates.parse(text if _SOLAR.search(text) else f"農曆{text.removeprefix('~')}", order or None)


def _beside(work: Work) -> None:
    """Who has no birthday but a lunar one in a field of its own beside it, has that one."""
    born = work.made.fields.get("birthday")
    guess = next((one for one in work.guesses if one.own_title and is_lunar(one.header) and _is_birthday(one)), None)
    if not born or not guess or all(born):
        return
    for record, text in enumerate(texts.plain(work.table.columns[guess.index])):
        if not born[record] and text.strip() and (found := dates.parse(f"農曆{text.strip()}", guess.date_order or None)):
            born[record] = f"~{found.iso}"


def _is_birthday(guess: ColumnGuess) -> bool:
    return meaning(guess.header).concept == "birthday"


def _day(work: Work, guess: ColumnGuess, record: int, cell: Cell, text: str) -> str | None:
    """One cell's date; None, and a doubt, where it is none."""
    if isinstance(cell, (date, datetime)):
        return _real(work, guess, record, cell, text)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and _SERIALS[0] < cell < _SERIALS[1]:
        day = dates.serial(cell)
        iso, rule = (day.isoformat() if day else None), "date.serial"
    elif _YEARLESS.fullmatch(text):
        return text
    elif guess.date_order in {"", "roc", "ymd"} and dates.is_either_way([text]):  # among dates that say nothing about it
        work.doubt(record, guess.header, text, "either_way", kept=False)
        return None
    elif _SERIAL.fullmatch(text) and guess.date_order != "roc":
        day = dates.serial(int(text))
        iso, rule = (day.isoformat() if day else None), "date.serial"
    else:
        iso, rule = _written(work, guess, text)
    if iso is None or (rule in {"date.roc", "date.serial"} and not work.is_on(rule, guess.header)):
        work.doubt(record, guess.header, text, "not_a_date", kept=False)
        return None
    if rule:
        work.repaired(record, guess.header, text, iso, rule)
    return iso


def _written(work: Work, guess: ColumnGuess, text: str) -> tuple[str | None, str]:
    """A written date, in the column's order, and the repair it took to read it."""
    order = {"ask": "roc", "west": "ymd"}.get(guess.date_order, guess.date_order)
    if guess.date_order == "ymd" and _ROC.fullmatch(
        text
    ):  # among western years, too, a short one is the Republic's: cell by cell
        order = "roc"
    if (plain := _ROC.fullmatch(text) if order == "roc" else _YMD.fullmatch(text)) and (iso := _usual(plain, order)):
        return iso, "date.roc" if order == "roc" else ""
    found = dates.parse(text, order or None)
    if found is None:
        return None, ""
    iso = ("~" if found.lunar else "") + found.iso
    if _ISO.fullmatch(text) or _YMD.fullmatch(text):
        return iso, ""
    if ":" in text:
        return iso, "" if _keeps_time(work, guess) else "date.time"
    if not found.year or guess.date_order == "west":
        return iso, "date.written"
    return iso, "" if str(found.year) in text else "date.roc"


def _usual(found: re.Match[str], order: str) -> str | None:
    """The date of three plain numbers; None for the last days of a month, which want a closer look."""
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    year += dates.REPUBLIC if order == "roc" else 0
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 28 else None


def _keeps_time(work: Work, guess: ColumnGuess) -> bool:
    """Whether the time of day is kept in a field of its own."""
    return work.table.kind in {"sales", "interactions"} and guess.field == "date"


def _real(work: Work, guess: ColumnGuess, record: int, cell: date | datetime, text: str) -> str:
    """A date cell of Excel's; where the owner said that Republic years were typed, 1978 is 78 again."""
    day = cell.date() if isinstance(cell, datetime) else cell
    if guess.date_order == "roc" and (twin := dates.republic_twin(day)) and work.is_on("date.roc", guess.header):
        work.repaired(record, guess.header, text, twin.isoformat(), "date.roc")
        return twin.isoformat()
    if ":" in text and not _keeps_time(work, guess):
        work.repaired(record, guess.header, text, day.isoformat(), "date.time")
    return day.isoformat()


def _times(work: Work) -> None:
    """The time of day, from a column of its own or from the date's cells."""
    guess = work.first("time") or work.first("date")
    if guess is None:
        return
    made: list[str | None] = []
    for record, text in enumerate(texts.plain(work.table.columns[guess.index])):
        found = _TIME.search(text)
        clock = _clock(text, found[1]) if found else None
        if guess.field == "time" and text.strip() and clock is None:
            work.doubt(record, guess.header, text, "not_a_time", kept=False)
        if found and found[2] not in {None, "00"}:
            work.repaired(record, guess.header, text, text.replace(f":{found[2]}", "", 1), "date.seconds")
        made.append(clock)
    if any(made):
        work.made.fields["time"] = made


def _clock(text: str, clock: str) -> str | None:
    """下午03:15 is 15:15, 上午12:30 is 00:30."""
    hour, minute = (int(part) for part in clock.split(":"))
    if re.search(r"下午|晚上|\bpm\b", text, re.IGNORECASE):
        hour = hour % 12 + 12
    elif re.search(r"上午|凌晨|\bam\b", text, re.IGNORECASE):
        hour %= 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _born(work: Work) -> None:
    """Year, month and day in columns of their own."""
    columns = {
        part: texts.column(work, guess) for part in ("birth_year", "birth_month", "birth_day") if (guess := work.first(part))
    }
    if not columns:
        return
    made: list[str | None] = []
    for record in range(work.count):
        given = [columns[part][record] if part in columns else "" for part in _BORN]
        iso = _born_on(given) if any(given) else None
        if iso is None and any(given):
            header = next(guess.header for part in ("birth_month", "birth_year", "birth_day") if (guess := work.first(part)))
            work.doubt(record, header, "/".join(given), "not_a_date", kept=False)
        made.append(iso)
    work.made.fields["birthday"] = made


def _born_on(given: list[str]) -> str | None:
    """1980, 5, 3 or only a year, 69年 (the Republic's where it is short), perhaps with its month; None for what says neither."""
    if not all(map(_BORN_PART.fullmatch, given)):
        return None
    year, month, day = (re.sub(r"\.0$|\D", "", text) for text in given)
    if month and day:
        found = dates.parse("/".join(part for part in (year, month, day) if part))
        return found.iso if found else None
    if not year or day or (month and not 1 <= int(month) <= 12):
        return None
    whole = int(year) if len(year) == len("1980") else int(year) + dates.REPUBLIC
    return f"{whole:04}" + (f"-{int(month):02}" if month else "")
