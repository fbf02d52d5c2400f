"""What Ctrl+Z offers after a quote was issued or accepted: neither is ever undone, but there is an act of its own for it."""

from typing import TYPE_CHECKING

from db.core import audit
from db.services import quote_rows
from resources.i18n import _
from ui.quoting import deeds, words

if TYPE_CHECKING:
    from db.core.audit import UnitRow
    from db.services.quote_rows import QuoteRow
    from ui.kit.page import Shell


def offer_void(shell: "Shell", unit: "UnitRow") -> bool:
    """What was issued stays issued: 作廢, or a change under the same number or as the next version. False: it is neither now."""
    row = _quote(unit)
    if row is None or row.state not in ("issued", "expired"):
        return False
    said = _("{number} was issued and can't become a draft again.").format(number=words.titled(row))
    ways = [_("Make void…"), _("Change…")]
    answer = shell.asks.choose(_("Issued is issued"), said, ways, no=_("Leave it"))
    if answer is not None:
        (deeds.void, deeds.change)[answer](shell, row.id)
    return True


def offer_reopening(shell: "Shell", unit: "UnitRow") -> bool:
    """An accepted quote waits for an answer again; its sale goes. False: it is none now."""
    row = _quote(unit)
    if row is None or row.state != "accepted":
        return False
    deeds.reopen(shell, row.id)
    return True


def _quote(unit: "UnitRow") -> "QuoteRow | None":
    """The quote this unit was about."""
    return next(iter(quote_rows.of_ids(audit.rows_of(unit.id, "quote"))), None)
