"""收工 on one sheet of paper: what was done today, what is left, and tomorrow's list."""

from collections.abc import Iterator
from typing import Final

from db.core.values import dates, money
from db.services import closing, settings
from db.services.closing import Closing
from db.services.today import Today
from reports import receipt_pdf
from reports.layout import MARGIN, MUTED, Made, Page, cut
from resources.i18n import _, ngettext

_LINE: Final = 16.0
_HEAD: Final = 24.0
_MOST: Final = 12  # lines of a part; the rest is counted
_ON_SCREEN_ONLY: Final = frozenset({"review", "double"})  # the watch list is never printed, doubles are for the screen

_Line = tuple[str, str, str]  # the name, the phone or the channel, what is said


def make() -> Made:
    """The page of today, one A4."""
    return of(closing.of_today())


def of(day: Closing) -> Made:
    """This day on one A4."""
    page = Page(_("{day}, closing").format(day=dates.shown(day.day, settings.shows_republic_years())), settings.text("shop_name"))
    page.begin()
    y = page.top - 14
    for line in figures(day):
        page.text(MARGIN, y, line, 11.5)
        y -= _LINE
    for title, lines, beyond in _parts(day):
        y = _part(page, y - 8, title, lines, beyond)
    return page.finish()


def figures(day: Closing) -> list[str]:
    """The day in numbers, one line each."""
    quoted = ngettext("{count} quote issued, ${money}", "{count} quotes issued, ${money}", day.quotes)
    sold = ngettext("{count} sale, ${money}", "{count} sales, ${money}", day.sales)
    return [
        ngettext("{count} talk written down", "{count} talks written down", day.talk_count).format(count=day.talk_count),
        ngettext("{count} new customer", "{count} new customers", day.new_customers).format(count=day.new_customers),
        quoted.format(count=day.quotes, money=money.shown(day.quoted)),
        sold.format(count=day.sales, money=money.shown(day.sold)),
        taken(day),
        _("Reminders: {done} done, {left} left").format(done=day.done, left=day.left.total),
    ]


def taken(day: Closing) -> str:
    """The money that came in, and by what ways."""
    total = _("Money in: ${money}").format(money=money.shown(day.takings.total))
    ways = "、".join(f"{receipt_pdf.method_word(key)} {money.shown(sum_)}" for key, sum_ in day.takings.by_method.items())
    return f"{total}（{ways}）" if ways else total


def _parts(day: Closing) -> Iterator[tuple[str, list[_Line], int]]:
    """Each part's heading, its lines, and how many were not read for it."""
    yield _("Talked to today"), [(one.name, one.channel, one.text) for one in day.talks], day.talk_count - len(day.talks)
    yield _("Left from today"), _calls(day.left), day.left.folded
    coming = _("On {day}").format(day=dates.shown(day.coming.day, settings.shows_republic_years()))
    yield coming, _calls(day.coming), day.coming.folded


def _calls(plan: Today) -> list[_Line]:
    return [(f"□　{row.name}", row.phone, row.why) for row in (*plan.rows, *plan.trade) if row.kind not in _ON_SCREEN_ONLY]


def _part(page: Page, y: float, title: str, lines: list[_Line], beyond: int) -> float:
    """A heading and its lines as far as there is room; where it ends. A long name leaves room for the phone."""
    if not lines or y < page.bottom + 3 * _HEAD:
        return y
    y -= _HEAD
    page.text(MARGIN, y, title, 13, bold=True)
    page.rule(y - 5, 0.6)
    y -= 6
    fit = min(_MOST, int((y - page.bottom) // _LINE) - 1)
    for name, *said in lines[:fit]:
        y -= _LINE
        line = "　".join((cut(page.printable(name), page.inner / 2, 11), *map(page.printable, said)))
        page.text(MARGIN, y, cut(line, page.inner, 11), 11)
    if more := max(len(lines) - fit, 0) + beyond:
        y -= _LINE
        words = ngettext("and {count} more", "and {count} more", more).format(count=f"{more:,}")
        page.text(MARGIN, y, words, 10.5, colour=MUTED)
    return y
