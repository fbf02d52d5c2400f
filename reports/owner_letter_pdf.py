"""老闆月報 on one A4: what was sold, who came and who left, who owes, which quotes wait, three things to do."""

from collections.abc import Sequence
from typing import Final

from db.core.values import money
from db.services import month_letter, options
from db.services.month_letter import BEST, Letter, Named
from reports.layout import INK, MARGIN, MUTED, Made, Page, cut, wrap
from reports.shown import shown
from resources.i18n import _, ngettext

_GAP: Final = 24.0  # points between the two columns
_LINE: Final = 18.0
_HEAD: Final = 12.0
_TEXT: Final = 11.5
_NAMES: Final = 4  # lines of names of those who came or left
_CHART: Final = 118.0  # points high
_DARK, _LIGHT = (0.36, 0.42, 0.44), (0.78, 0.81, 0.82)  # bars: apart also on a fax
_BOX: Final = 10.0
_WRITING: Final = 26.0  # from one line to write on to the next


def make(month: str = "last_month") -> Made:
    """The letter of a month, one A4: last_month, or this_month so far."""
    return of(month_letter.of(month), options.text("shop_name"))


def of(letter: Letter, shop: str = "") -> Made:
    """This letter on one A4."""
    page = Page(_("The owner’s monthly letter"), shop)
    draw(letter, page)
    return page.finish()


def draw(letter: Letter, page: Page) -> None:
    """This letter on the next page, an A4 upright; whoever finds no room is counted."""
    page.title, page.note = _("The owner’s monthly letter"), shown(letter.period.first, "month")
    page.turn(False)
    page.begin()
    y = _money(page, letter, page.top)
    y = _bars(page, letter, y)
    middle = (page.inner - _GAP) / 2
    left, right = MARGIN, MARGIN + middle + _GAP
    y = min(_best(page, letter, left, y, middle), _owing(page, letter, right, y, middle))
    y = min(
        _people(page, _came(letter), letter.moves.new, left, y, middle),
        _people(page, _left(letter), letter.moves.lost, right, y, middle),
    )
    y = _quotes(page, letter, y)
    _own_words(page, _things(page, letter, y))


def _money(page: Page, letter: Letter, y: float) -> float:
    """The sum in large letters, below it what it is compared with."""
    page.text(MARGIN, y - 20, f"NT$ {money.shown(letter.now.money)}", 24, bold=True)
    counted = ngettext("{count} sale", "{count} sales", letter.now.sales).format(count=f"{letter.now.sales:,}")
    buyers = ngettext("{count} customer", "{count} customers", letter.now.customers).format(count=f"{letter.now.customers:,}")
    page.text_right(page.width - MARGIN, y - 18, _(", ").join((counted, buyers)), 12)
    compared = (
        (_("the month before"), letter.before.money),
        (_("the same month a year ago"), letter.year_ago.money),
    )
    words = [_against(name, letter.now.money, amount) for name, amount in compared]
    if letter.period.is_going_on:
        words.append(_("of all only the same days"))
    page.text(MARGIN, y - 40, cut(page.printable(" ・ ".join(words)), page.inner, 11.5), 11.5)
    return y - 52


def _against(name: str, now: int, before: int) -> str:
    """上個月 368,400（多 12 %）; without a percent where there was nothing."""
    if before <= 0:
        return _("{name}: {amount}").format(name=name, amount=money.shown(before))
    share = now / before - 1
    words = _("{name}: {amount} ({share} more)") if share >= 0 else _("{name}: {amount} ({share} less)")
    return words.format(name=name, amount=money.shown(before), share=shown(abs(share), "share"))


def _bars(page: Page, letter: Letter, y: float) -> float:
    """Thirteen months; this one and the one a year ago dark, their sums above them."""
    highest = max((amount for _month, amount in letter.months), default=0)
    if highest <= 0:
        return y
    each = page.inner / len(letter.months)
    floor = y - _CHART
    for at, (month, amount) in enumerate(letter.months):
        high = max(amount, 0) / highest * (_CHART - 26)
        dark = at in (0, len(letter.months) - 1)
        page.canvas.setFillColorRGB(*(_DARK if dark else _LIGHT))
        page.canvas.rect(MARGIN + at * each + each * 0.18, floor + 12, each * 0.64, high, stroke=0, fill=1)
        _centred(page, MARGIN + (at + 0.5) * each, floor, f"{month.month}" if at % 12 else shown(month, "month"), 9, MUTED)
        if dark or amount == highest:
            _centred(page, MARGIN + (at + 0.5) * each, floor + 15 + high, money.shown(amount), 9, INK)
    return floor - 10


def _centred(page: Page, x: float, y: float, text: str, size: float, colour: tuple[float, float, float]) -> None:
    page.text(max(MARGIN, x - page.measure(text, size) / 2), y, text, size, colour=colour)


def _head(page: Page, x: float, y: float, text: str, room: float) -> float:
    page.text(x, y - 16, cut(page.printable(text), room, _HEAD, bold=True), _HEAD, bold=True)
    page.canvas.setStrokeColorRGB(*_LIGHT)
    page.canvas.setLineWidth(0.6)
    page.canvas.line(x, y - 21, x + room, y - 21)
    return y - 21


def _row(page: Page, x: float, y: float, room: float, name: str, amount: str) -> float:
    """A name and what stands at its right, on one line."""
    wide = page.measure(amount, _TEXT)
    page.text(x, y - 15, cut(page.printable(name), room - wide - 10, _TEXT), _TEXT)
    page.text(x + room - wide, y - 15, amount, _TEXT)
    return y - _LINE


def _best(page: Page, letter: Letter, x: float, y: float, room: float) -> float:
    end = y - 21 - BEST * _LINE - 8
    y = _head(page, x, y, _("Bought most"), room)
    for one in letter.best:
        y = _row(page, x, y, room, one.name, money.shown(one.money))
    if not letter.best:
        _row(page, x, y, room, _("Nobody bought anything."), "")
    return end


def _owing(page: Page, letter: Letter, x: float, y: float, room: float) -> float:
    """The five who owe most, all together in the head."""
    end = y - 21 - BEST * _LINE - 8
    said = _("Owed: {amount}, {late} of it late").format(amount=money.shown(letter.owed), late=money.shown(letter.overdue))
    y = _head(page, x, y, said if letter.owed else _("Who owes"), room)
    for row in letter.owing[:BEST]:
        late = ngettext("{count} day late", "{count} days late", row.late).format(count=f"{row.late:,}") if row.late else ""
        y = _row(page, x, y, room, " ".join(filter(None, (row.name, late))), money.shown(row.total))
    if not letter.owing:
        _row(page, x, y, room, _("Nobody owes anything."), "")
    return end


def _came(letter: Letter) -> str:
    words = _("New customers: {count} (the month before {before}), came back: {back}")
    new, before, back = len(letter.moves.new), len(letter.moves_before.new), len(letter.moves.back)
    return words.format(count=f"{new:,}", before=f"{before:,}", back=f"{back:,}")


def _left(letter: Letter) -> str:
    words = _("Customers lost: {count} (the month before {before})")
    return words.format(count=f"{len(letter.moves.lost):,}", before=f"{len(letter.moves_before.lost):,}")


def _people(page: Page, head: str, people: Sequence[Named], x: float, y: float, room: float) -> float:
    """Their names, as many as find room in a few lines; the others are counted."""
    end = y - 21 - _NAMES * _LINE - 8
    y = _head(page, x, y, head, room)
    for line in _named(page, people, room):
        page.text(x, y - 15, line, _TEXT)
        y -= _LINE
    return end


def _named(page: Page, people: Sequence[Named], room: float) -> list[str]:
    names = [cut(page.printable(one.name), room / 2, _TEXT) for one in people[:60]]
    for told in range(len(names), -1, -1):
        left = len(people) - told
        more = ngettext("{count} more customer", "{count} more customers", left).format(count=f"{left:,}") if left else ""
        lines = wrap(_(", ").join(filter(None, (*names[:told], more))), room, _TEXT, most=_NAMES + 1)
        if len(lines) <= _NAMES:
            return lines
    return []


def _quotes(page: Page, letter: Letter, y: float) -> float:
    y = _head(page, MARGIN, y, _("Quotes that wait for an answer"), page.inner)
    if not letter.open_quotes:
        return _row(page, MARGIN, y, page.inner, _("No quote is waiting."), "") - 8
    words = ngettext("{count} quote, together {amount}", "{count} quotes, together {amount}", letter.open_quotes)
    said = words.format(count=f"{letter.open_quotes:,}", amount=money.shown(letter.quoted))
    if letter.expected is not None:
        said = _("{quotes}; about {expected} will come in").format(quotes=said, expected=money.shown(letter.expected))
    return _row(page, MARGIN, y, page.inner, said, "") - 8


def _things(page: Page, letter: Letter, y: float) -> float:
    """Three things to do, each with a box to tick; a long one takes two lines."""
    y = _head(page, MARGIN, y, _("Three things to do"), page.inner)
    for thing in letter.things:
        lines = wrap(page.printable(thing.sentence), page.inner - 2 * _BOX, 12, most=3)
        if len(lines) > 2:
            lines = [lines[0], cut(f"{lines[1]}{lines[2]}…", page.inner - 2 * _BOX, 12)]
        page.canvas.setStrokeColorRGB(*MUTED)
        page.canvas.setLineWidth(0.8)
        page.canvas.rect(MARGIN, y - 19, _BOX, _BOX)
        for line in lines:
            page.text(MARGIN + 2 * _BOX, y - 18, line, 12)
            y -= 18
        y -= 6
    if not letter.things:
        page.text(MARGIN, y - 18, _("Nothing presses: a good month."), 12)
        y -= 24
    return y


def _own_words(page: Page, y: float) -> None:
    """Lines to write on as far as the page has room."""
    y -= 12
    if y - 21 - _WRITING < page.bottom:
        return
    y = _head(page, MARGIN, y, _("My notes"), page.inner) - _WRITING
    while y > page.bottom:
        page.rule(y)
        y -= _WRITING
