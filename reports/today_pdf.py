"""Today on one sheet: whom to call, the phone in large letters, goods, cheques, quotes; boxes to tick and lines to write on."""

from collections.abc import Sequence
from typing import Final

from db.core.values import dates
from db.services import settings
from db.services.today import OFFERS, Today, TodayRow
from reports.layout import MARGIN, MUTED, Made, Page, cut
from resources.i18n import N_, _, ngettext

MOST: Final = 18  # rows that find room on one sheet: the ten calls, two suggestions and
_TRADE: Final = 6  # so many of goods, cheques and quotes
_ROW: Final = 84.0  # points a row where there is room
_WRITING: Final = 22.0  # from one line to write on to the next
_TWO: Final = 70.0  # points of a row that holds two of them
_BOX: Final = 9.0
_TICKS: Final = {
    "own": (N_("It is done"), N_("Another day")),
    "birthday": (N_("Reached"), N_("Skip")),
    "greet": (N_("Reached"), N_("Skip")),
    "arrived": (N_("Told"), N_("Another day")),
    "promised": (N_("Came in"), N_("Another day")),
    "cheque": (N_("Cashed"), N_("Another day")),
    "offer": (N_("Into a quote"), N_("No thanks"), N_("Another day")),
    "reach": (N_("Reached"), N_("No thanks"), N_("Another day")),
}
_CALL: Final = (N_("Reached"), N_("No answer"), N_("Another day"))
_ON_SCREEN_ONLY: Final = frozenset({"review", "double"})  # the watch list is never printed, doubles are for the screen


def of(plan: Today) -> Made:
    """This plan on one A4; those who find no room are counted in the last line."""
    day = dates.shown(plan.day, settings.shows_republic_years())
    page = Page(_("To do on {day}").format(day=day), settings.text("shop_name"))
    page.begin()
    trade = plan.trade[:_TRADE]
    calls = plan.rows[: MOST - len(trade) - min(plan.offers, OFFERS)]
    wanted = [row for row in (*calls, *trade, *plan.beside) if row.kind not in _ON_SCREEN_ONLY]
    high = min((page.top - page.bottom - 16) / max(min(len(wanted), MOST), 1), _ROW)
    for at, row in enumerate(wanted[:MOST]):
        _row(page, row, page.top - at * high, high)
    more = plan.total - len(calls) - len(trade) + max(len(wanted) - MOST, 0)
    if more:
        left = ngettext("{count} more is in Shukebu.", "{count} more are in Shukebu.", more).format(count=f"{more:,}")
        page.text(MARGIN, page.bottom + 4, left, 10.5, colour=MUTED)
    if not wanted:
        page.text(MARGIN, page.top - 16, _("No calls due today."), 12)
    return page.finish()


def _row(page: Page, row: TodayRow, top: float, high: float) -> None:
    """Name and phone, the boxes at the right; why, and what was said last; below lines to write on, as wide as the paper."""
    ticks = _TICKS.get(row.kind, _CALL)
    left = _boxes(page, [_(words) for words in ticks], top - 12)
    phone = cut(page.printable(row.phone), page.inner / 3, 14, bold=True)
    wide = page.measure(phone, 14, bold=True)
    name = cut(page.printable(f"{row.name} {row.title}".strip()), left - MARGIN - wide - 24, 12.5, bold=True)
    page.text(MARGIN, top - 12, name, 12.5, bold=True)
    page.text(MARGIN + page.measure(name, 12.5, bold=True) + 12, top - 12, phone, 14, bold=True)
    last = " ".join(row.last_text.split())
    why = " ・ ".join(part for part in (row.why, _("Last said: {text}").format(text=last) if last else "") if part)
    page.text(MARGIN, top - 26, cut(page.printable(why), page.inner, 10.5), 10.5)
    lines = 2 if high >= _TWO else 1
    for at in range(lines):
        page.rule(top - high + 5 * lines + at * _WRITING)


def _boxes(page: Page, words: Sequence[str], line: float) -> float:
    """Boxes with their words, ending at the right edge; where they begin."""
    left = page.width - MARGIN
    for text in reversed(words):
        left -= page.measure(text, 10.5)
        page.text(left, line, text, 10.5)
        left -= _BOX + 4
        page.canvas.setStrokeColorRGB(*MUTED)
        page.canvas.setLineWidth(0.8)
        page.canvas.rect(left, line - 1, _BOX, _BOX)
        left -= 14
    return left
