"""How quotes are told: the chip of their state, what may be done with them, what a version says otherwise."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from db.core import clock
from db.core.values import money
from db.services import quotes
from db.services.quote_rows import CHANCES
from db.services.quote_versions import Difference, Version
from db.services.quotes import QuoteRow
from db.services.today_trade import SOON_DAYS
from resources.i18n import N_, _, ngettext
from ui import trade_words
from ui.kit.cells import Chip
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.lines import reading

_HUES: Final = {
    "draft": "grey", "issued": "blue", "accepted": "green", "refused": "violet", "expired": "amber", "void": "grey",
}  # fmt: skip
_SHORT: Final = quotes.STATES | {"issued": N_("Waiting"), "refused": N_("Not taken")}  # as a chip holds them; English ids
_POSSIBLE: Final = {
    "draft": ("change", "again", "template", "discard"),
    "revised": ("change", "look", "versions", "again", "give_up", "void"),
    "issued": ("look", "accept", "refuse", "change", "again", "versions", "template", "void"),
    "expired": ("again", "look", "accept", "refuse", "change", "versions", "template", "void"),
    "accepted": ("look", "again", "versions", "template", "reopen"),
    "refused": ("look", "again", "change", "reopen", "versions", "template", "void"),
    "void": ("look", "again", "versions"),
}  # by state, what is done most first; "revised": a draft that was issued before
_LINE: Final = N_("Line {line}: {field}")
_FIELDS: Final = {"kind": N_("Kind of line"), "name": N_("What it is called"), "line": N_("Lines that came or went")}
_SUMS: Final = ("net", "tax", "total")
_COUNTED: Final = ("quantity", "unit_price")


def possible(row: QuoteRow) -> tuple[str, ...]:
    """What may be done with a quote as it stands, what is done most first: names of functions of ui/quoting/deeds.py."""
    return _POSSIBLE["revised" if row.state == "draft" and row.number else row.state]


def chip(state: str) -> Chip:
    """The state as a coloured word."""
    return Chip(_(_SHORT[state]), _HUES[state])


def hope(chance: int | None) -> str:
    """How sure somebody is of a quote; that nobody said."""
    return _(CHANCES[chance]) if chance in CHANCES else _("Can't say yet")


def hoped(row: QuoteRow) -> str:
    """What was said of a quote that waits, as it may be seen now; "" where nothing was."""
    return hidden(hope(row.chance)) if row.state == "issued" and row.chance is not None else ""


def number(row: QuoteRow) -> str:
    """The number as printed; of a draft that has none, that it has none."""
    return row.printed_number or _("Draft without a number")


def titled(row: QuoteRow) -> str:
    """「1151121-001 宏達室內裝修」: a quote in the head of a question."""
    return f"{number(row)} {row.name}"


def amount(dollars: int) -> str:
    """A sum as it may be seen now."""
    return hidden(f"${money.shown(dollars)}")


def unpriced() -> str:
    """What a draft comes to that comes to nothing yet."""
    return _("no prices yet")


def left(row: QuoteRow) -> str:
    """How long a quote that waits holds; "" of all others."""
    if row.state != "issued" or not row.valid_until:
        return ""
    count = (date.fromisoformat(row.valid_until) - clock.today()).days
    return ngettext("{count} day left", "{count} days left", count).format(count=count) if count else _("ends today")


def ends_soon(row: QuoteRow) -> bool:
    """Whether a quote that waits ends within a few days."""
    return row.state == "issued" and bool(row.valid_until) and str(row.valid_until) <= _soon()


def _soon() -> str:
    return (clock.today() + timedelta(days=SOON_DAYS)).isoformat()


def version(one: Version) -> str:
    """「第 2 版」."""
    return _("Version {number}").format(number=one.version)


def told(one: Version) -> str:
    """A version in a choice: which, when, and whether anybody had it."""
    said = [version(one), written(one.issued_on)]
    return "　".join([*said, _("replaced")] if one.is_replaced else said)


def differences(found: Iterable[Difference]) -> list[tuple[str, str, str]]:
    """Each as (what, before, after) in words."""
    return [(_what(one), _said(one, one.before), _said(one, one.after)) for one in found]


def _what(one: Difference) -> str:
    words = _(_FIELDS.get(one.field) or trade_words.COLUMNS.get(one.field) or _OTHERS[one.field])
    return f"{_(_LINE).format(line=one.line, field=words)}　{one.name}".rstrip() if one.line and one.field != "line" else words


_OTHERS: Final = {
    "title": N_("Heading of the paper"), "total": N_("Total"), "spec": N_("Specification"), "quantity": N_("Quantity"),
    "unit": N_("Unit"), "unit_price": N_("Unit price"), "note": N_("Note"),
}  # fmt: skip


def _said(one: Difference, value: str) -> str:
    """A value of one version, as people write it."""
    if not value:
        return _("(nothing)")
    if one.field in _SUMS:
        return money.shown(int(value))
    if one.field in _COUNTED:
        return reading.number(Decimal(value))
    if one.field in trade_words.DAYS:
        return written(value)
    known = {
        "tax_mode": trade_words.VALUES["tax_mode"],
        "kind": trade_words.LINES,
        "title": trade_words.IN_TABLE["quote", "title"],
    }
    return _(known[one.field][value]) if one.field in known else value
