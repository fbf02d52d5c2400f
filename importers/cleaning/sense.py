"""Values that cannot be right: asked, never repaired and never counted as repaired."""

from functools import lru_cache
from typing import Final

from importers.cleaning.work import Work

_YOUNGEST: Final = 3
_OLDEST: Final = 110


def clean(work: Work) -> None:
    """Birthdays, days of joining, and records that name nobody."""
    if work.table.kind == "customers":
        _birthdays(work)
        _joined(work)
        _nameless(work)
    elif work.table.kind == "products":
        _needs(work, ("name", "code", "barcode"), "no_product")


def _birthdays(work: Work) -> None:
    """In the future, under 3, over 110, or a company's: not saved, asked."""
    column = work.made.fields.get("birthday")
    today = work.options.today
    if not column:
        return
    written = work.columns("birthday") or [
        guess for part in ("birth_year", "birth_month", "birth_day") for guess in work.columns(part)
    ]
    header = written[0].header if written else ""
    kinds = work.made.fields.get("kind") or ["person"] * work.count
    oldest, youngest = _years_before(today, _OLDEST), _years_before(today, _YOUNGEST)
    for record, born in enumerate(column):
        if not born or (oldest <= born <= youngest and kinds[record] != "company"):
            continue
        reason = "birthday_of_company" if kinds[record] == "company" else about_birthday(born, today)
        if reason:
            given = "/".join(filter(None, (work.cell(record, guess.index).strip() for guess in written)))
            work.doubt(record, header, given, reason, kept=False)
            column[record] = None


def about_birthday(born: str, today: str) -> str:
    """What is odd about this birthday on this day (ISO): in_the_future, too_young, too_old; "" for nothing."""
    day = born.lstrip("~")
    if not today or day.startswith("-"):
        return ""
    if day > _years_before(today, _YOUNGEST):
        return "in_the_future" if day > today else "too_young"
    return "too_old" if day < _years_before(today, _OLDEST) else ""


@lru_cache(maxsize=8)
def _years_before(today: str, years: int) -> str:
    return f"{int(today[:4]) - years:04}{today[4:]}" if today else ""


def _joined(work: Work) -> None:
    """A customer since a day to come, or since before there was a shop."""
    column, guess = work.made.fields.get("customer_since"), work.first("customer_since")
    if not column or not guess:
        return
    for record, day in enumerate(column):
        if day and work.options.today and day > work.options.today:
            work.doubt(record, guess.header, work.cell(record, guess.index).strip(), "in_the_future", kept=False)
            column[record] = None
        elif day and work.options.opened_on and day < work.options.opened_on:
            work.doubt(record, guess.header, work.cell(record, guess.index).strip(), "before_the_shop")


def _nameless(work: Work) -> None:
    """Without a name a phone, mail or code still names a customer; without any of them the record can't be one."""
    called = work.made.fields.setdefault("name", [None] * work.count)
    others = [work.made.fields[field] for field in ("short_name", "code", "tax_id") if field in work.made.fields]
    odd = [record for record, name in enumerate(called) if not name or (name.isascii() and not any(map(str.isalnum, name)))]
    if not odd:
        return
    first: dict[int, str] = {}
    for record, text in zip(work.made.points.record, work.made.points.text, strict=True):
        first.setdefault(record, text)
    for record in odd:
        name = called[record]
        header = next((guess.header for guess in work.columns("name", "last_name", "company", "contact")), "")
        if not any(column[record] for column in others) and record not in first:
            work.fail(record, "no_name")
            if name:
                work.doubt(record, header, name, "no_letters")
        elif name:
            work.doubt(record, header, name, "no_letters")
        else:
            called[record] = next((str(column[record]) for column in others if column[record]), None) or first[record]
            work.doubt(record, header, "", "unnamed")


def _needs(work: Work, fields: tuple[str, ...], reason: str) -> None:
    columns = [work.made.fields[field] for field in fields if field in work.made.fields]
    for record in range(work.count):
        if not any(column[record] for column in columns):
            work.fail(record, reason)
