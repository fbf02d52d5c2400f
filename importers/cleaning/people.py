"""Who a record is: names joined and without titles, company or person, contacts, gender."""

import re
from typing import Final

from db.core.values import names
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.lexicon import words
from importers.profile import SURNAMES
from importers.values import ColumnGuess

_COMPANY: Final = re.compile(
    r"公司|企業|商行|商號|工程行|企業社|工作室|工作坊|有限|股份|工廠|行號|事務所|協會|基金會|診所|醫院|藥局|學校|大學|國小|國中|高中|幼兒園|旅行社|餐廳|飯店|旅館|銀行|工會|分店|門市|管理委員會|"
    r"\b(?:Inc|Ltd|Corp|LLC|GmbH|Co)\b|株式会社|有限会社"
)
_MALE: Final = words("contents", "male")
_FEMALE: Final = words("contents", "female")
_SPACED: Final = re.compile(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}")
_TWO_NAMES: Final = re.compile(r"([\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,4}) ?[(（]([A-Za-z][A-Za-z .,'\-]*)[)）]")
_SEVERAL: Final = re.compile(r"\s*[\n、;；/]\s*")
_ROLE: Final = re.compile(r"^(董事長|理事長|總經理|校長|院長|所長|園長|店長|負責人|代表人|發言人|代理發言人|經理人|會計|主委)")
_FINAL_TITLE: Final = frozenset(title[-1] for title in names.TITLES) | {")", "）"}


def clean(work: Work) -> None:
    """Name, company, contacts, title and gender of every record into their fields."""
    _named(work)
    if work.table.kind == "customers":
        _companies(work)
        _contacts(work)
        _kinds(work)
    else:
        for field in ("company", "title"):
            _keep(work, field)
        _more_contacts(work)


def _keep(work: Work, field: str) -> None:
    if guess := work.first(field):
        work.made.fields[field] = [text or None for text in texts.column(work, guess)]


def _named(work: Work) -> None:
    """The name: the full one, else family and given name joined; titles and prefixes go to the title."""
    target = "customer" if work.table.kind in {"sales", "interactions"} else "name"
    guess = work.first(target)
    full = texts.column(work, guess) if guess else [""] * work.count
    parts = {part: texts.column(work, one) for part in ("last_name", "first_name", "middle_name") if (one := work.first(part))}
    if parts:
        full = _joined(work, guess, full, parts)
    header = guess.header if guess else next((one.header for one in work.columns("last_name", "first_name")), "")
    if not guess and not parts:
        return
    titles: list[str | None] = [None] * work.count
    if work.table.kind != "products":
        full = _with_one_name(work, header, full)
        full = _unspaced(work, header, full)
        full = _untitled(work, header, full, titles)
    if prefix := work.first("prefix"):
        titles = [text or title for text, title in zip(texts.column(work, prefix), titles, strict=True)]
    work.made.fields[target] = [text or None for text in full]
    if any(titles):
        work.made.fields["title"] = titles


def _joined(work: Work, guess: ColumnGuess | None, full: list[str], parts: dict[str, list[str]]) -> list[str]:
    """Names of several columns as one; a full name that says something else keeps the parts in the note."""
    blank = [""] * work.count
    columns = (parts.get("last_name", blank), parts.get("first_name", blank), parts.get("middle_name", blank))
    made = []
    for record, (whole, last, first, middle) in enumerate(zip(full, *columns, strict=True)):
        joined = names.join(last, f"{first} {middle}" if first and middle and first.isascii() else first + middle)
        if whole and joined and any(part and part.casefold() not in whole.casefold() for part in (last, first, middle)):
            work.note(record, f"{'/'.join(one.header for one in work.columns('last_name', 'first_name'))}: {joined}")
        made.append(whole or joined)
    return made


def _with_one_name(work: Work, header: str, full: list[str]) -> list[str]:
    """王大明 (David Wang) is 王大明, called David Wang: that is the short name where there is none, else a line of the note."""
    if not any("(" in text or "（" in text for text in full) or not work.is_on("name.second", header):
        return full
    made, column = list(full), work.first("short_name")
    takes = work.table.kind == "customers"
    briefs = work.made.fields.setdefault("short_name", [None] * work.count) if takes else [None] * work.count
    for record, text in enumerate(full):
        if found := _TWO_NAMES.fullmatch(text):
            made[record] = found[1].strip()
            work.repaired(record, header, text, f"{made[record]} / {found[2]}", "name.second")
            if takes and not briefs[record]:
                briefs[record] = found[2]
            else:
                work.note(record, f"{header}: {found[2]}")
    if takes and column is None and not any(briefs):
        del work.made.fields["short_name"]
    return made


def _unspaced(work: Work, header: str, full: list[str]) -> list[str]:
    """劉 德 華 and 王 明, spaced to fill a column, are 劉德華 and 王明."""
    if not work.is_on("name.blanks", header):
        return full
    made = full
    for record, text in enumerate(full):
        if " " in text[:3] and _SPACED.fullmatch(text):
            made = list(full) if made is full else made
            made[record] = text.replace(" ", "")
            work.repaired(record, header, text, made[record], "name.blanks")
    return made


def _untitled(work: Work, header: str, full: list[str], titles: list[str | None]) -> list[str]:
    """王小明先生 is 王小明, 先生; 王先生 stays, there is no more of a name."""
    if not work.is_on("name.title", header):
        return full
    made = full
    for record, text in enumerate(full):
        if text[-1:] in _FINAL_TITLE or (text.isascii() and "." in text[:5]):
            name, title = names.split_title(text)
            if title and len(name) > 1 and not _COMPANY.search(name) and (not name[0] > "\u3400" or len(name) <= 4):
                if made is full:
                    made = list(full)
                made[record], titles[record] = name, title
                work.repaired(record, header, text, name, "name.title")
    return made


def _companies(work: Work) -> None:
    """A company beside a name is the employer; alone it is the name."""
    guess = work.first("company")
    if not guess:
        return
    companies = texts.column(work, guess)
    given = work.made.fields.get("name") or [None] * work.count
    work.made.fields["name"] = [name or company or None for name, company in zip(given, companies, strict=True)]
    work.made.fields["company"] = [company or None for company in companies]


def _contacts(work: Work) -> None:
    """People of a company, each cell with as many as it names; where nothing else names the record, the first is its name."""
    called = work.made.fields.setdefault("name", [None] * work.count)
    columns = work.columns("contact")
    if columns and (short := work.made.fields.get("short_name")):  # 小林商號 is its name, 林小弟 its owner
        called[:] = [name or brief for name, brief in zip(called, short, strict=True)]
    guess = work.first("title")
    titles: list[str | None] = [text or None for text in texts.column(work, guess)] if guess else [None] * work.count
    with_contact: set[int] = set()
    for number, column in enumerate(columns):
        role = _ROLE.match(column.header)
        for record, text in enumerate(texts.column(work, column)):
            if not text:
                continue
            for one in _people(work, column, record, text):
                title = (titles[record] if number == 0 and record not in with_contact else None) or (role[1] if role else "")
                if not called[record]:
                    called[record] = one
                    with_contact.add(record) if title != titles[record] else None
                else:
                    _add_contact(work, record, one, title)
                    with_contact.add(record)
    if guess:
        kept = work.made.fields.get("title") or [None] * work.count
        _titles(work, guess, titles, kept, with_contact)


def _titles(work: Work, guess: ColumnGuess, titles: list[str | None], kept: list[str | None], taken: set[int]) -> None:
    """The title column belongs to the contact where there is one, else to the customer."""
    for record, title in enumerate(titles):
        if title and record not in taken:
            if kept[record] and kept[record] != title:
                work.note(record, f"{guess.header}: {title}")
            else:
                kept[record] = title
    work.made.fields["title"] = kept


def _more_contacts(work: Work) -> None:
    for column in work.columns("contact"):
        for record, text in enumerate(texts.column(work, column)):
            if text:
                for one in _people(work, column, record, text):
                    _add_contact(work, record, one, "")


def _people(work: Work, column: ColumnGuess, record: int, text: str) -> list[str]:
    """The people of one cell: 劉雪蓉 and 陳仕閎 on two lines, 王小明、李四."""
    people = [part for part in _SEVERAL.split(text) if part]
    if len(people) > 1 and work.is_on("contact.several", column.header):
        work.repaired(record, column.header, text, " / ".join(people), "contact.several")
        return people
    return [text]


def _add_contact(work: Work, record: int, name: str, title: str) -> None:
    if not title and "：" not in name and ":" not in name:  # 信義：楊小姐 names a branch as well
        split, found = names.split_title(name)
        name, title = (split, found) if found and len(split) > 1 else (name, "")
    made = work.made.contacts
    made.record.append(record)
    made.name.append(name)
    made.title.append(title)


def _kinds(work: Work) -> None:
    """Companies are told by their tax id, their name, or by having contacts."""
    called = work.made.fields["name"]
    tax_ids = work.made.fields.get("tax_id") or [None] * work.count
    companies = work.made.fields.get("company") or [None] * work.count
    search = _COMPANY.search
    work.made.fields["kind"] = [
        "company" if (name and (name == company or search(name))) or (tax and not _is_person(name)) else "person"
        for name, company, tax in zip(called, companies, tax_ids, strict=True)
    ]


def is_company(name: str) -> bool:
    """Whether a name is a company's by its words: 大發公司, 小林商行."""
    return bool(_COMPANY.search(name))


def _is_person(name: str | None) -> bool:
    return bool(name) and len(name or "") <= 4 and (name or " ")[0] in SURNAMES


def genders(work: Work) -> None:
    """男 M male 先生 are male; a word that says neither stays in the note."""
    if not (guess := work.first("gender")):
        return
    made: list[str | None] = []
    for record, text in enumerate(texts.column(work, guess)):
        word = text.casefold()
        gender = "male" if word in _MALE else "female" if word in _FEMALE else None
        if text and gender is None:
            work.note(record, f"{guess.header}: {text}")
        made.append(gender)
    work.made.fields["gender"] = made
