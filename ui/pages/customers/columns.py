"""The columns of the customer list."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from db.core import clock
from db.core.values import money
from db.services import lists, open_days, options
from db.services.customer_form import KINDS
from db.services.lists import CustomerRow, OwnColumn
from resources.i18n import N_, _, ngettext
from ui.kit import counter
from ui.kit.cells import Cell, Chip, hue
from ui.kit.days import coming, near, written
from ui.kit.table import Column

_WIDE_FROM: Final = 0x2E80  # letters as wide as they are high
_SIDES: Final = 2.4  # of a head, with the sign of the order, in letters


def chips_of(row: CustomerRow) -> tuple[Chip, ...]:
    """The marks of a row: what must be seen first, then the tags; at the counter the ⚠ before the name is enough."""
    marks = [Chip(tag.name, hue(tag.colour), secret=tag.is_careful) for tag in row.tags]
    if row.archived:
        marks.insert(0, Chip(_("Put away"), "grey"))
    if row.to_be_told:
        marks.insert(0, Chip(_("To be told"), "amber"))
    if row.watch and not counter.state.is_on:
        from ui.watch_list.words import chip

        marks.insert(0, chip(row.watch))
    return tuple(marks)


def _name(row: CustomerRow) -> Cell:
    return Cell(row.name, note=row.title, below=row.code, sign="red" if row.watch else "")


def _printed_contact(row: CustomerRow) -> str:
    """The day itself: paper is still read tomorrow."""
    return f"{written(row.last_contact_on)} {row.last_contact}".strip()


def _last_contact(row: CustomerRow) -> Cell:
    when = near(row.last_contact_on, options.shows_republic_years())
    return Cell(f"{when} {row.last_contact}".strip(), below=row.last_text, secret=("below",))


def _next_contact(row: CustomerRow) -> Cell:
    """The day something was promised, or it is time to be in touch; red from today on."""
    if not row.next_contact_on:
        return Cell()
    if late := open_days.days_late(row.next_contact_on):
        return Cell(ngettext("{count} day overdue", "{count} days overdue", late).format(count=late), tone="red")
    is_due = row.next_contact_on <= clock.today().isoformat()
    return Cell(_("today"), tone="red") if is_due else Cell(coming(row.next_contact_on))


def _muted(of: Callable[[CustomerRow], str]) -> Callable[[CustomerRow], Cell]:
    return lambda row: Cell(of(row), tone="muted")


def _said(row: CustomerRow) -> Cell:
    return Cell(row.last_text, tone="muted", secret=("text",))


def _since(row: CustomerRow) -> Cell:
    return Cell(_day(row.since) if row.since else "", tone="muted")


def _email(row: CustomerRow) -> Cell:
    return Cell(row.email, tone="muted", secret=("text",))


def _note(row: CustomerRow) -> Cell:
    return Cell(row.note, tone="muted", secret=("text",))


def _birthday(row: CustomerRow) -> Cell:
    if not row.birthday:
        return Cell()
    from db.core.values import dates

    when = dates.PartialDate(*json.loads(row.birthday))
    return Cell(written(when), tone="muted")


def _amount(dollars: int) -> Cell:
    """Nothing is said of nothing; what was paid ahead is less than that."""
    text = money.shown(dollars) if dollars else ""
    return Cell(text, tone="muted" if dollars < 0 else "ink", secret=("text",), hides_empty=True)


def _last_bought(row: CustomerRow) -> Cell:
    return Cell(near(row.last_bought_on, options.shows_republic_years()), tone="muted", secret=("text",), hides_empty=True)


def _times(row: CustomerRow) -> Cell:
    return Cell(f"{row.times_bought:,}" if row.times_bought else "", tone="muted", secret=("text",), hides_empty=True)


def _stage(row: CustomerRow) -> Cell:
    from db.services.stage_names import STAGE_NAMES

    return Cell(_(STAGE_NAMES.get(row.stage, row.stage)), tone="muted", secret=("text",), hides_empty=True)


def _more(key: str, title: str, cell: Callable[[CustomerRow], Cell], width: float = 7.0) -> Column:
    return Column(key, title, cell, width=width, leaves=5, at_first=False)


_BEFORE: Final = (
    Column("name", N_("Customer"), _name, width=11),
    Column("phone", N_("Phone"), lambda row: Cell(row.phone, secret=("text",)), width=9.6),
    Column("last_contact", N_("Last contact"), _last_contact, width=8.6, printed=_printed_contact),
)
_NEXT: Final = Column("next_contact", N_("Next contact"), _next_contact, width=6.5, leaves=1)
_BETWEEN: Final = (
    _more("city", N_("City"), _muted(lambda row: row.city), 6),
    Column("last_text", N_("What was said"), _said, 14, sorts=False, leaves=4, at_first=False),
    _more("code", N_("Code"), _muted(lambda row: row.code), 6.5),
    _more("address", N_("Address"), _muted(lambda row: row.address), 15),
    _more("company", N_("Works at"), _muted(lambda row: row.company), 9),
    _more("source", N_("Source"), _muted(lambda row: row.source)),
    _more("staff", N_("Looked after by"), _muted(lambda row: row.staff)),
    _more("since", N_("Customer since"), _since, 7.5),
    _more("birthday", N_("Birthday"), _birthday, 8.5),
    Column("email", N_("E-mail"), _email, 12, sorts=False, leaves=5, at_first=False),
    _more("tax_id", N_("Tax ID"), _muted(lambda row: row.tax_id), 6.5),
    _more("kind", N_("Kind"), _muted(lambda row: _(KINDS.get(row.kind, row.kind))), 5),
    Column("note", N_("Note"), _note, 14, sorts=False, leaves=5, at_first=False),
)
_TAGS: Final = Column("tags", N_("Tags"), lambda row: Cell(chips=chips_of(row)), width=9, leaves=3)
_TRADE: Final = (
    Column("owing", N_("Owes"), lambda row: _amount(row.owing), width=6.4, right=True, leaves=1),
    Column("bought", N_("Bought so far"), lambda row: _amount(row.bought), width=6.8, right=True, leaves=2),
)
_BOUGHT: Final = (
    Column("stage", N_("Stage"), _stage, 5.4, sorts=False, leaves=5, at_first=False),
    _more("last_bought", N_("Last bought"), _last_bought, 6.8)._replace(printed=lambda row: written(row.last_bought_on)),
    _more("times_bought", N_("Times bought"), _times, 5.4)._replace(right=True),
)
COLUMNS: Final = (*_BEFORE, _NEXT, *_TRADE, *_BETWEEN, *_BOUGHT, _TAGS)


def of_shop() -> list[Column]:
    """The columns there are to choose from: what is owed and was bought where an owner looks first, other own fields later.

    Before anything was sold here the shop's own numbers say it; later they are part of what is added up.
    """
    own = lists.own_columns()
    owing, spent = [field for field in own if field.says_owing], [field for field in own if field.says_spent][:1]
    others = [field for field in own if field not in (*owing, *spent)]
    sells = lists.has_sales()
    trade = [one._replace(at_first=sells) for one in _TRADE]
    told = [_own(field)._replace(at_first=not sells) for field in (*owing, *spent)]
    first = (*trade, *told) if sells else (*told, *trade)
    return [*_BEFORE, _NEXT, *first, _TAGS, *_BETWEEN, *_BOUGHT, *map(_own, others)]


def _own(field: OwnColumn) -> Column:
    words = _WORDS.get(field.kind, str)
    secret = ("text",) if field.kind == "number" else ()

    def cell(row: CustomerRow) -> Cell:
        stored = _values(row.extra).get(field.key)
        text = "" if stored is None else words(stored)
        return Cell(text, tone="ink" if field.is_opening else "muted", secret=secret, hides_empty=bool(secret))

    return Column(
        field.key,
        field.title,
        cell,
        width=max(7 if field.kind in _WORDS else 9, _head_width(field.title)),
        right=field.kind == "number",
        leaves=1,
        at_first=field.says_owing or field.says_spent,
        is_own=True,
    )


def _head_width(title: str) -> float:
    """The room an owner's own word takes in the head, in letters; a very long one is cut."""
    return min(sum(1.0 if ord(letter) > _WIDE_FROM else 0.6 for letter in title) + _SIDES, 14)


@lru_cache(maxsize=512)  # every column of a row asks
def _values(extra: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(extra)
    return found


def _number(stored: Any) -> str:
    return f"{stored:,}" if isinstance(stored, int) else str(stored)


def _day(stored: Any) -> str:
    from db.core.values import dates

    day = dates.parse(str(stored))
    return written(day) if day else str(stored)


def _yes_no(stored: Any) -> str:
    return _("Yes") if stored in {1, "1"} else _("No")


_WORDS: Final[dict[str, Callable[[Any], str]]] = {"number": _number, "date": _day, "yes_no": _yes_no}
