"""The card of one product beside the list: picture, prices, what it is made of, who bought it last, whom to call again."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from db.core.values import dates
from db.services import options, staff
from db.services.products import ProductRow
from resources.i18n import _, ngettext
from ui.kit import counter, theme
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.days import near
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, button, hairline, plain_label, value_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.lines.reading import number
from ui.pages.products import columns
from ui.pages.products.presenter import Card

if TYPE_CHECKING:
    from db.services.product_buyers import Bought, Recall

_MARGINS: Final = (16, 14, 14, 14)
_PICTURE_EM: Final = 9.0
_LETTERS: Final = 11  # of a name on a button


class ProductPanel(QWidget):
    """Shows one product; its buttons are signs of what is asked for."""

    edit = Signal(int)
    more = Signal(int, object)  # the button the menu opens at
    look = Signal(int)  # at another product
    open_card = Signal(int)  # of a customer

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self.setProperty("ground", "card")
        self._area = ScrollColumn(margins=_MARGINS, spacing=8)
        column(self, spacing=0).addWidget(self._area)
        counter.state.changed.connect(self._draw)
        self.show_card(None)

    def show_card(self, card: Card | None) -> None:
        """Show this product, or a word about choosing one."""
        self.card = card
        self._draw()

    def _draw(self) -> None:
        body, card = self._area.body, self.card
        clear(body)
        if card is None:
            body.addWidget(plain_label(_("Choose a product to see its prices and who bought it."), "muted", wrap=True))
        else:
            self._head(body, card)
            body.addWidget(self._buttons(card.row.id))
            body.addLayout(_grid(_prices(card.row)))
            body.addLayout(_grid(_facts(card.row)))
            self._related(body, card)
            self._bought(body, card.bought)
            self._recalls(body, card.recalls)
        body.addStretch(1)

    def _head(self, body: QVBoxLayout, card: Card) -> None:
        if card.picture:
            body.addWidget(_picture(card.picture))
        body.addWidget(plain_label(card.row.name, "title", wrap=True, selectable=True))
        said = [card.row.spec, card.row.code, card.row.barcode]
        if any(said):
            body.addWidget(plain_label(" ・ ".join(filter(None, said)), "small", wrap=True, selectable=True))
        if chips := columns.chips_of(card.row):
            holder = QWidget()
            line = FlowLayout(holder)
            for one in chips:
                line.addWidget(Pill(one.text, one.hue))
            body.addWidget(holder)

    def _buttons(self, product: int) -> QWidget:
        made = QWidget()
        line = row(made, spacing=6)
        line.addWidget(button(_("Edit"), lambda: self.edit.emit(product), icon="pencil", key="F2"))
        menu = button("⋯", lambda: self.more.emit(product, menu), hint=_("More"))
        line.addWidget(menu)
        line.addStretch(1)
        return made

    def _related(self, body: QVBoxLayout, card: Card) -> None:
        if card.newest:
            body.addLayout(self._to_product(_("Newest model"), [(card.newest, None)]))
        if card.parts:
            body.addLayout(self._to_product(_("Parts of the bundle"), card.parts))
        if card.row.note:
            body.addWidget(plain_label(counter.hidden(card.row.note), "muted", wrap=True, selectable=True))

    def _to_product(self, title: str, shown: "Sequence[tuple[ProductRow, Decimal | None]]") -> QVBoxLayout:
        made = column(spacing=2)
        made.addWidget(plain_label(title, "small"))
        for one, quantity in shown:
            words = _short(one.name) + ("" if quantity is None else f" × {number(quantity)}")
            link = button(words, partial(self.look.emit, one.id), kind="link", hint=one.name)
            made.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _bought(self, body: QVBoxLayout, bought: "Sequence[Bought]") -> None:
        self._part(body, _("Who bought it last"))
        if not bought:
            body.addWidget(plain_label(_("Nobody yet."), "muted"))
        roc = options.shows_republic_years()
        for one in bought:
            told = _("quoted") if one.where == "quote" else ""
            self._line(body, one.customer, one.name, near(one.on, roc), " ・ ".join(filter(None, (told, _at(one)))))

    def _recalls(self, body: QVBoxLayout, recalls: "Sequence[Recall]") -> None:
        if recalls:
            self._part(body, _("To call again about it"))
        roc = options.shows_republic_years()
        for one in recalls:
            sold = _("sold {day}").format(day=near(one.sold_on, roc)) if one.sold_on else ""
            self._line(body, one.customer, one.name, dates.shown(one.due_on, roc), sold)

    @staticmethod
    def _part(body: QVBoxLayout, title: str) -> None:
        body.addSpacing(4)
        body.addWidget(hairline())
        body.addWidget(plain_label(title, "small"))

    def _line(self, body: QVBoxLayout, customer: int, name: str, when: str, below: str) -> None:
        """A customer and when; below at which price, or what is due."""
        made = QWidget()
        lines = column(made, spacing=0)
        first = row(spacing=6)
        first.addWidget(button(_short(name), partial(self.open_card.emit, customer), kind="link", hint=name))
        first.addStretch(1)
        first.addWidget(plain_label(when, "small"))
        lines.addLayout(first)
        if below:
            told = ShortLabel(below, "muted")
            told.setContentsMargins(2, 0, 0, 0)
            lines.addWidget(told)
        body.addWidget(made)


def _short(name: str) -> str:
    """A name on a button, which finds no other room."""
    return name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…"


def _at(one: "Bought") -> str:
    """What it cost then: 2 支 × 340, less what came off; hidden at the counter."""
    if one.unit_price is None:
        return ""
    many = f"{number(one.quantity)}{f' {one.unit}' if one.unit else ''} × " if one.quantity is not None else ""
    off = f" − {one.discount}" if one.discount else ""
    return counter.hidden(f"{many}{number(one.unit_price)}{off}")


def _prices(row_: ProductRow) -> list[tuple[str, str, str]]:
    """Title, words, role of each price there is."""
    found = [
        (_("Retail price"), number(row_.price), ""),
        (_("Wholesale price"), counter.hidden(number(row_.wholesale_price)), ""),
        (_("Contractor price"), counter.hidden(number(row_.project_price)), ""),
    ]
    if staff.is_owner() and row_.cost is not None:
        under = columns.under_cost(row_) and not counter.state.is_on
        words = counter.hidden(number(row_.cost)) + (f" ・ {_('a price is below it')}" if under else "")
        found.append((_("Cost"), words, "red" if under else "muted"))
    return found


def _facts(row_: ProductRow) -> list[tuple[str, str, str]]:
    months = row_.recall_months
    again = ngettext("after {count} month", "after {count} months", months).format(count=months) if months else ""
    item = row_.recall_item if months else ""
    return [
        (_("Unit"), row_.unit, ""),
        (_("Category"), row_.category, ""),
        (_("In stock or to order"), row_.availability, ""),
        (_("Warranty (months)"), str(row_.warranty_months or ""), ""),
        (_("Contact again"), " ・ ".join(filter(None, (again, item))), ""),
    ]


def _grid(facts: Sequence[tuple[str, str, str]]) -> QLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(4)
    made.setColumnStretch(1, 1)
    for at, (title, words, role) in enumerate(one for one in facts if one[1]):
        made.addWidget(plain_label(title, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        made.addWidget(value_label(words, role), at, 1)
    return made


def _picture(data: bytes) -> QWidget:
    made = plain_label()
    side = round(theme.px() * _PICTURE_EM)
    kept = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = QImage.fromData(data)
    made.setPixmap(QPixmap.fromImage(image.scaled(QSize(2 * side, side), *kept)) if not image.isNull() else QPixmap())
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
