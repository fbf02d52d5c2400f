"""One customer on paper: everything the shop knows but the watch list, and what was said and sold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from db.core.values import dates, money
from db.services import cards, settings, timeline
from db.services.cards import CustomerCard
from db.services.customer_form import AddressForm, ContactForm, PointForm
from db.services.timeline import TimelineRow
from reports import fonts
from reports.layout import MARGIN, MUTED, Made, Page, cut, wrap
from resources.i18n import N_, _

_SIZE: Final = 11.0
_LEADING: Final = 16.0
_PAD: Final = 5.0
_LABEL: Final = 96.0  # the width of the words at the left
_HEADING: Final = 13.0
_POINTS: Final = {
    "mobile": N_("Mobile"),
    "phone": N_("Phone"),
    "fax": N_("Fax"),
    "email": N_("E-mail"),
    "line_id": N_("LINE ID"),
    "line_name": N_("LINE name"),
    "line_uid": N_("LINE number"),
    "fb": N_("Facebook"),
    "ig": N_("Instagram"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the card: words at the left and one line of the value; a heading has no value."""

    label: str
    value: str = ""
    is_heading: bool = False
    is_last: bool = True  # of its value: a rule goes below


def make(customer: int) -> Made:
    """The customer's card as a PDF on A4; long notes and long histories go on over as many pages as they need."""
    card = cards.get(customer)
    form = card.form
    page = Page(f"{form.name} {form.title}".strip(), settings.text("shop_name"), form.code)
    lines = list(_lines(page, card))
    starts = _starts(lines, page)
    page.pages = len(starts)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        _page(page, lines[start:end])
    return page.finish()


def _lines(page: Page, card: CustomerCard) -> Iterator[_Line]:
    roc = settings.shows_republic_years()
    for label, value in _facts(card, roc):
        yield from _wrapped(page, label, value)
    happened = timeline.of(card.id, None, kinds=("talk", "sale"))
    if happened:
        yield _Line(page.printable(_("Talks")), is_heading=True)
    for row in happened:
        day = dates.shown(row.happened_on, roc) if row.happened_on else ""
        yield from _wrapped(page, day, _said(row))


def _facts(card: CustomerCard, roc: bool) -> Iterator[tuple[str, str]]:
    """(what, value) of everything that is filled in, in the order of the card on the screen."""
    form = card.form
    yield from ((_(_POINTS.get(point.kind, N_("Phone"))), _point(point)) for point in form.points)
    yield from ((_("Address"), _address(address)) for address in form.addresses)
    yield from ((_("People there"), _contact(contact)) for contact in form.contacts)
    yield _("Works at"), form.company
    yield _("Tax ID"), form.tax_id
    yield _("Birthday"), dates.shown(form.birthday, roc) if form.birthday else ""
    yield _("Customer since"), dates.shown(form.customer_since, roc) if form.customer_since else ""
    yield _("Source"), form.source
    yield _("Introduced by"), form.referrer
    yield _("Looked after by"), form.staff
    yield _("Tags"), "、".join(tag.name for tag in card.tags)
    yield _("Website"), form.website
    yield from ((own.field.title, own.text) for own in card.own)
    yield _("Note"), form.note


def _point(point: PointForm) -> str:
    return f"{point.text}　{point.label}".rstrip()


def _address(address: AddressForm) -> str:
    code = "" if not address.zip or address.text.lstrip("[(（【 ").startswith(address.zip) else f"{address.zip} "
    return f"{code}{address.text}　{address.label}".rstrip()


def _contact(contact: ContactForm) -> str:
    return "　".join([f"{contact.name} {contact.title}".strip(), *map(_point, contact.points), contact.note]).rstrip()


def _said(row: TimelineRow) -> str:
    amount = "" if row.amount is None else f"NT$ {money.shown(row.amount)}"
    return "　".join(part for part in (row.title, amount, row.text, row.outcome, row.staff) if part)


def _wrapped(page: Page, label: str, value: str) -> Iterator[_Line]:
    """The lines of one value; nothing where it is empty or not for paper."""
    ready, words = page.printable(value).strip(), page.printable(label)
    if not ready or fonts.KEPT_BACK in words:
        return
    lines = wrap(ready, page.inner - _LABEL, _SIZE)
    for number, line in enumerate(lines):
        yield _Line(words if number == 0 else "", line, is_last=number == len(lines) - 1)


def _height(line: _Line) -> float:
    if line.is_heading:
        return _HEADING + 3 * _PAD
    return _LEADING + (2 * _PAD if line.is_last else 0.0)


def _starts(lines: Sequence[_Line], page: Page) -> list[int]:
    """The first line of each page; a heading never stands alone at the end of one."""
    room = page.top - page.bottom
    starts, used = [0], 0.0
    for number, line in enumerate(lines):
        height = _height(line)
        needed = height + (_height(lines[number + 1]) if line.is_heading else 0.0)
        if used + needed > room:
            starts.append(number)
            used = 0.0
        used += height
    return starts


def _page(page: Page, lines: Sequence[_Line]) -> None:
    page.begin()
    y = page.top
    for line in lines:
        y -= _height(line)
        if line.is_heading:
            page.draw(MARGIN, y + _PAD, line.label, _HEADING, bold=True)
            page.rule(y, 1.0)
            continue
        base = y + (2 * _PAD if line.is_last else 0.0) + 1
        page.draw(MARGIN, base, cut(line.label, _LABEL - 8, _SIZE), _SIZE, colour=MUTED)
        page.draw(MARGIN + _LABEL, base, line.value, _SIZE)
        if line.is_last:
            page.rule(y + _PAD, 0.3)
