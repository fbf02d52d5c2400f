"""What the page of a quote says: its sums, its state, what it knows of the customer."""

from collections.abc import Callable
from typing import Final

from db.core.values import money
from db.core.values.amounts import Totals
from db.services import options
from db.services.margins import Margin
from db.services.quote_versions import Version
from db.services.quotes import Quote
from db.services.receivables import Owing
from resources.i18n import N_, _, ngettext
from ui.kit.counter import hidden
from ui.quoting import words as quoting

Day = Callable[[str], str]  # an ISO day as the shop writes it
TAX_MODES: Final = {
    "exclusive": N_("Before tax, 5% is added"),
    "inclusive": N_("Tax included"),
    "zero": N_("Zero-rated"),
    "exempt": N_("Tax-exempt"),
    "none": N_("No invoices needed"),
}


def state(quote: Quote | None) -> tuple[str, str]:
    """Where a quote stands, with its version, and in which hue."""
    chip = quoting.chip(quote.row.state if quote else "draft")
    later = quote is not None and quote.row.version > 1
    said = [chip.text, *([_("Version {number}").format(number=quote.row.version)] if quote and later else [])]
    return " ・ ".join(said), chip.hue


def sums(totals: Totals, mode: str) -> list[tuple[str, str]]:
    """What stands before the total: words and amount."""
    if mode == "exclusive":
        return [(_("Net"), shown(totals.net)), (_("Business tax 5%"), shown(totals.tax))]
    if mode == "inclusive":
        return [(_("Of it before tax"), shown(totals.net)), (_("Of it business tax 5%"), shown(totals.tax))]
    return []


def shown(amount: int) -> str:
    """Whole dollars as they may be seen now."""
    return hidden(money.shown(amount))


def follow_up() -> str:
    """What issuing means, for the status line."""
    said = _("Once issued it stays; a change makes version 2")
    count = int(options.text("quote_follow_up"))
    if not count:
        return said
    more = ngettext("reminder in {count} day", "reminder in {count} days", count)
    return f"{said} ・ {more.format(count=count)}"


def owing(found: Owing | None, total: int) -> tuple[str, str]:
    """How the customer stands, also with this quote on top, and its light; "" where there is nothing to say."""
    if found is None:
        return "", ""
    if found.limit is not None and found.owed + total > found.limit:
        over = _("with this one over the limit of {amount}").format(amount=money.shown(found.limit))
        return _(", ").join(part for part in (found.words, over) if part), "red"
    return (found.words, found.light) if found.words else ("", "")


def margin(found: Margin | None) -> str:
    """What is left over the cost: for the owner's eyes."""
    if found is None:
        return ""
    said = _("Margin {percent}% (only you see this)").format(percent=found.percent)
    if not found.unknown:
        return said
    more = ngettext("{count} line has no cost", "{count} lines have no cost", found.unknown).format(count=found.unknown)
    return f"{said}{_(', ')}{more}"


def note(quote: Quote | None, before: Version | None, day: Day) -> str:
    """Beside the number: whose it is and until when, or which version the customer has while the next is written."""
    if quote is None:
        return ""
    row = quote.row
    if row.state == "draft":
        if before is None:
            return ""
        if row.version == before.version:
            return _("Nobody had it yet; the number stays.")
        said = _("The customer has version {number} of {day}")
        return said.format(number=before.version, day=day(before.issued_on))
    until = _("valid until {day}").format(day=day(row.valid_until)) if row.valid_until else ""
    issued = _("issued {day}").format(day=day(before.issued_on)) if before else ""
    return " ・ ".join(part for part in (row.name, issued, until, row.reason) if part)
