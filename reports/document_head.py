"""The head of a paper: the shop, what the paper is, whom it is for; short again on every further page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reports.brush import Brush, Line, Strip
from reports.layout import cut
from resources.i18n import _

if TYPE_CHECKING:
    from reports.document import Document, Fact

_LOGO: Final = 46.0
_LOW_LOGO: Final = 36.0
_GAP: Final = 12.0
_FACT_LINES: Final = 3  # of one fact at most: a head is no place for a novel
_PARTY: Final = 0.62  # of the width for whom it is for, less where numbers and days need more
_FACTS: Final = 0.5  # of the width for number and days at most
_TITLE: Final = 0.45  # of the width for what the paper is called; a longer one is smaller
_LABELS: Final = (3.5, 8.5)  # letters the words before a fact may take, at least and at most


def first(brush: Brush, document: "Document") -> Strip:
    """The whole head of the first page."""
    parts = [*([_shop(brush, document)] if brush.layout.has_letterhead else [_number(brush)]), _facts(brush, document)]

    def paint(y: float) -> None:
        for part in parts:
            part.paint(y)
            y += part.height

    return Strip(sum(part.height for part in parts), paint)


def again(brush: Brush, document: "Document") -> Strip:
    """One line on the pages after the first: the shop, the paper, whom it is for."""
    layout, inks = brush.layout, brush.inks
    names = (document.letterhead.name, document.title) if layout.has_letterhead else ()
    said = brush.page.printable("　".join(part for part in (*names, document.summary) if part))

    def paint(y: float) -> None:
        words = Line(brush.page_words, layout.small, colour=inks.muted)
        brush.draw(brush.inner, y + 1, words, "right")
        size = layout.body
        brush.draw(0, y, Line(cut(said, brush.inner - words.width - _GAP, size, bold=True), size, True, inks.text))
        brush.rule(y + size * 1.6, 1.0, inks.accent)

    return Strip(layout.body * 1.6 + 8, paint)


def _number(brush: Brush) -> Strip:
    """Where the form has its own head only the page is said."""
    size = brush.layout.small
    return Strip(
        size * brush.layout.leading,
        lambda y: brush.draw(brush.inner, y, Line(brush.page_words, size, colour=brush.inks.muted), "right"),
    )


def _shop(brush: Brush, document: "Document") -> Strip:
    """The logo, the shop's name and where it is reached; the paper's title at the right."""
    layout, inks, shop = brush.layout, brush.inks, document.letterhead
    title = _title(brush, document)
    page_height = Line("", layout.small, leading=brush.layout.leading).height
    logo_height = (_LOW_LOGO if layout.is_low else _LOGO) if shop.logo else 0.0
    logo = logo_height + _GAP if shop.logo else 0.0
    room = brush.inner - logo - max(title.width, 100.0) - 2 * _GAP
    lines = _shop_lines(brush, document, room)
    height = max(sum(line.height for line in lines), logo_height, title.height + page_height)

    def paint(y: float) -> None:
        if shop.logo:
            brush.picture(0, y, logo_height, logo_height, shop.logo)
        brush.draw_all(logo, y, lines)
        brush.draw(brush.inner, y, title, "right")
        brush.draw(brush.inner, y + title.height, Line(brush.page_words, layout.small, colour=inks.muted), "right")
        brush.rule(y + height + 5, 1.4, inks.accent)

    return Strip(height + (9 if layout.is_low else 16), paint)


def _title(brush: Brush, document: "Document") -> Line:
    """What the paper is called, no wider than leaves room for the shop."""
    said, size = brush.page.printable(document.title), brush.layout.body * 2.1
    size *= min(1.0, brush.inner * _TITLE / max(brush.page.measure(said, size, bold=True), 1.0))
    return Line(said, size, True, brush.inks.accent, brush.layout.leading)


def _shop_lines(brush: Brush, document: "Document", room: float) -> list[Line]:
    """The shop in words; its phone is what a customer looks for."""
    layout, inks, shop = brush.layout, brush.inks, document.letterhead
    phone = _("Phone {number}").format(number=shop.phone).replace(" ", "\N{NO-BREAK SPACE}") if shop.phone else ""
    others = [
        _("Fax {number}").format(number=shop.fax) if shop.fax else "",
        f"LINE\N{NO-BREAK SPACE}{shop.line_id}" if shop.line_id else "",
        shop.email,
    ]
    tax = _("Tax ID {number}").format(number=shop.tax_id) if shop.tax_id else ""
    quiet = ["　".join(filter(None, (tax, shop.address))), "　".join(filter(None, others))]
    if layout.is_low:
        return [
            *brush.lines("　".join(filter(None, (shop.name, phone))), room, layout.body * 1.3, bold=True, most=2),
            *brush.lines("　".join(filter(None, quiet)), room, layout.small, colour=inks.muted, most=2),
        ]
    return [
        *brush.lines(shop.name, room, layout.body * 1.45, bold=True, most=2),
        *brush.lines(phone, room, layout.body * 1.15, bold=True, most=1),
        *(line for text in quiet for line in brush.lines(text, room, layout.small, colour=inks.muted, most=2)),
    ]


def _facts(brush: Brush, document: "Document") -> Strip:
    """Whom it is for at the left, number and days at the right."""
    left = _left(brush, document.facts)
    party = _paired(brush, document.party, left - _GAP)
    facts = _paired(brush, document.facts, brush.inner - left)
    height = max(_height(party), _height(facts))

    def paint(y: float) -> None:
        _paint(brush, 0.0, y, party, _label(brush, document.party))
        _paint(brush, left, y, facts, _label(brush, document.facts))

    return Strip(height + (5 if brush.layout.is_low else 12), paint)


def _left(brush: Brush, facts: Sequence["Fact"]) -> float:
    """The width for whom it is for: numbers and days at the right stand in one line."""
    widths = (brush.page.measure(fact.value, brush.layout.body, fact.is_strong) for fact in facts if fact.value.isascii())
    needed = _label(brush, facts) + max(widths, default=0.0) + 1
    return min(brush.inner * _PARTY, brush.inner - min(needed, brush.inner * _FACTS))


def _paired(brush: Brush, facts: Sequence["Fact"], room: float) -> list[tuple[Line, list[Line]]]:
    layout, inks = brush.layout, brush.inks
    label = _label(brush, facts)
    return [
        (
            Line(cut(brush.page.printable(fact.label), label - _GAP / 2, layout.body), layout.body, colour=inks.muted),
            brush.lines(fact.value, room - label, layout.body, bold=fact.is_strong, most=_FACT_LINES),
        )
        for fact in facts
        if fact.value.strip()
    ]


def _label(brush: Brush, facts: Sequence["Fact"]) -> float:
    """The room of the words before the facts, with what parts them."""
    least, most = (brush.layout.body * letters for letters in _LABELS)
    widths = [brush.page.measure(fact.label, brush.layout.body) for fact in facts if fact.value.strip()]
    return min(max(widths, default=least), most) + _GAP


def _height(facts: list[tuple[Line, list[Line]]]) -> float:
    return sum(line.height for _label_, lines in facts for line in lines)


def _paint(brush: Brush, x: float, y: float, facts: list[tuple[Line, list[Line]]], room: float) -> None:
    for label, lines in facts:
        brush.draw(x, y, label)
        y = brush.draw_all(x + room, y, lines)
