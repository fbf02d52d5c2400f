"""記銷售: who, what, how it is paid; Enter walks through, and the next sale is ready as soon as one is written down."""

from functools import partial
from typing import Final, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.core.errors import NotFoundError
from db.services import invoices
from resources.i18n import N_, _
from ui import papers
from ui.kit import counter, theme
from ui.kit.boxes import Field, LineBox
from ui.kit.card import row
from ui.kit.counter import hidden
from ui.kit.form import FormRules, Notice, Values, offering_again
from ui.kit.form_size import room
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, button
from ui.kit.page import Shell
from ui.paying.means_boxes import MoneyForm, asked_fields, method_field
from ui.selling import facts, presenter
from ui.selling.boxes import BuyerBox, LinesBox
from ui.selling.presenter import ON_ACCOUNT, Caution, Saved
from ui.talks.left import SALE, Slot
from ui.talks.presenter import people
from ui.trade_words import VALUES
from ui.trying import tried

_WIDE: Final = 66  # letters
_MORE: Final = N_("More about it")


def sell(shell: Shell, parent: QWidget, customer: int | None = None) -> None:
    """Open the form for this customer, and close it once the sale is written down; without one the next is ready then."""
    _open(shell, parent, presenter.opened(customer), stays=customer is None)


def sell_again(shell: Shell, parent: QWidget, sale: int) -> None:
    """A new sale like this one."""
    if found := tried(lambda: presenter.like(sale), shell.asks):
        counter.opening(shell, lambda: _open(shell, parent, found[0]))


def correct(shell: Shell, parent: QWidget, sale: int) -> None:
    """Open a sale that was written down."""
    if found := tried(lambda: presenter.of_sale(sale), shell.asks):
        counter.opening(shell, lambda: _open(shell, parent, found[0]))


def go_on(shell: Shell, parent: QWidget, typed: Values, slot: str = "") -> None:
    """What was typed before, kept in this slot."""
    if typed.get("sale") is not None and tried(lambda: presenter.of_sale(typed["sale"]), shell.asks) is None:
        typed = typed | {"sale": None, "seen": ""}  # it was deleted meanwhile: what was typed is a new one
    _open(shell, parent, presenter.opened(None), typed=typed, slot=slot)


def _open(
    shell: Shell, parent: QWidget, values: Values, *, stays: bool = False, typed: Values | None = None, slot: str = ""
) -> None:
    dialog = SaleForm(shell, parent.window(), values | ({"sale": typed["sale"]} if typed else {}), Slot(SALE, slot), stays=stays)
    if typed:
        dialog.fill(typed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.begin()


class SaleForm(MoneyForm):
    """The form of one sale after the other (`stays`), of one alone, or of one to be corrected."""

    def __init__(self, shell: Shell, parent: QWidget, values: Values, slot: Slot, *, stays: bool) -> None:
        self._shell, self._stays = shell, stays
        self._saved: list[Saved] = []
        self._is_new = values["sale"] is None
        rules = FormRules(
            lambda filled: self._saved.append(presenter.save(filled)),
            presenter.warn,
            lambda filled: [_notice(one) for one in presenter.cautions(filled)],
            lambda filled: slot.keep(filled | {"named": presenter.named(filled)}),
            slot.discard,
            offering_again(shell, presenter.named, lambda typed: go_on(shell, parent, typed)),
        )
        title = _("Write down a sale") if self._is_new else _("Correct a sale")
        self._done = DoneLine(shell, self)
        fields = _fields(shell, values, is_new=self._is_new)
        hint = _("Enter in an empty line goes to the money") if self._is_new else ""
        super().__init__(parent, title, fields, values, rules, hint=hint)
        if isinstance(whole := self.layout(), QVBoxLayout):
            whole.insertWidget(whole.count() - 1, self._done)  # over the row of buttons
        self._connect()
        if self._is_new:
            counter.veils(self, self.look_over)

    def _connect(self) -> None:
        self.buyer, self.lines = cast(BuyerBox, self.boxes["customers"]), cast(LinesBox, self.boxes["lines"])
        self.buyer.changed.connect(self._follow_customer)
        self.buyer.picked.connect(self._type_lines)
        self.boxes["tax_mode"].changed.connect(lambda: self.lines.set_mode(self.boxes["tax_mode"].value()))
        self.lines.grid.finished.connect(self._to_money)
        once("F8", self, self.buyer.walk_in.click)
        if self._is_new:
            cast(LineBox, self.boxes["amount"]).edit.returnPressed.connect(self.save)
        self.lines.set_customer(presenter.who(self.values()))
        self.lines.set_mode(self.boxes["tax_mode"].value())

    def begin(self) -> None:
        """Put the cursor where the first thing is missing."""
        self.fit()
        if self.buyer.value():
            self._type_lines()
        else:
            self.buyer.focus()

    def fit(self, spare: int = 0) -> None:
        """As wide as the grid of lines wants it."""
        super().fit(spare)
        width = min(theme.px() * _WIDE, room(self).width() - 40)
        self.resize(QSize(width, self.height()))

    def _follow_customer(self) -> None:
        """Their prices, their tax, and how they pay."""
        customer = presenter.who(self.values())
        self.lines.set_customer(customer)
        if customer is not None and self._is_new:
            for key, value in presenter.of_customer(customer).items():
                self.boxes[key].fill(value)

    def _follow_method(self) -> None:
        super()._follow_method()
        self.show_field("amount", on=self.boxes["method"].value() != ON_ACCOUNT)

    def doubts(self, values: Values) -> list[str]:
        """More money than it comes to, less than nothing, a day to come."""
        return presenter.doubts(values)

    def _type_lines(self) -> None:
        grid = self.lines.grid
        grid.setFocus()
        grid.open(len(grid.forms()), "name")

    def _to_money(self) -> None:
        if self._is_new and self.boxes["method"].value() != ON_ACCOUNT:
            self.boxes["amount"].focus()
        else:
            self.save_button.setFocus()

    # the end

    def save(self) -> None:
        """What is still being typed counts."""
        self.lines.settle()
        if faults := self.lines.faults():
            self._shell.asks.error("\n".join(faults))
            return
        if self._are_meant(presenter.unpriced(self.lines.grid.forms())):
            super().save()

    def _are_meant(self, bare: list[str]) -> bool:
        """Whether lines that cost nothing are to stand so; asked where there are any."""
        text = _("Without quantity and price it counts for nothing. A serial number belongs into the box below the lines.")
        return not bare or self._shell.asks.confirm(
            _("Write this down without quantity and price?"), hidden("、".join(bare)), _("Write it down"), detail=text
        )

    def accept(self) -> None:
        """It is written down: the next one's turn, or the end."""
        if self._stays:
            self._done.tell(self._saved[-1])
            self._begin_anew()
            return
        super().accept()
        _tell(self._shell, self._saved[-1], is_new=self._is_new)

    def _begin_anew(self) -> None:
        """An empty form; a day that was typed stays for the next one."""
        fresh = presenter.opened(None) | {"happened_on": self.values()["happened_on"]}
        self._before = dict(fresh)
        for key, box in self.boxes.items():
            box.fill(fresh[key])
        self.take_as_opened()
        self.look_over()
        self.buyer.focus()


class DoneLine(QWidget):
    """What was written down last, with its slip and the way back."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__()
        self._shell, self._parent = shell, parent
        self._saved: Saved | None = None
        self.said = ShortLabel("", "green")
        self.slip_button = button(_("Sales slip"), self._slip, kind="small")
        self.undo_button = button(_("Take back"), self._take_back, kind="small")
        line = row(self, spacing=8)
        line.setContentsMargins(22, 6, 22, 6)
        line.addWidget(self.said, 1)
        for part in (self.slip_button, self.undo_button):
            line.addWidget(part)
        counter.state.changed.connect(self._say)
        self.hide()

    def tell(self, saved: Saved) -> None:
        """This sale was written down."""
        self._saved = saved
        self._say()
        self.undo_button.setVisible(saved.unit is not None)
        self.show()

    def _say(self) -> None:
        """As it may be read now."""
        if self._saved is None:
            return
        try:
            self.said.show_text(_("Written down: {sale}").format(sale=_said(self._saved.sale)))
        except NotFoundError:  # it was deleted meanwhile
            self.hide()

    def _slip(self) -> None:
        from ui.selling.papers import slip

        if self._saved and (paper := tried(partial(slip, self._saved.sale), self._shell.asks)):
            papers.show(self._shell, paper[0])

    def _take_back(self) -> None:
        from ui.undoing import Undoing

        if self._saved and self._saved.unit is not None:
            Undoing(self._shell).take_back(self._saved.unit)
            self.hide()


def _notice(caution: Caution) -> Notice:
    """As it may be read now."""
    return Notice((counter.warned if caution.warns else counter.hidden)(caution.text))


def _said(sale: int) -> str:
    """What was sold, and what it arranged."""
    return " ・ ".join([facts.said(sale), *facts.follows(sale)])


def _tell(shell: Shell, saved: Saved, *, is_new: bool) -> None:
    """What was written down, in the window's message: with the way back, or to the sale where money came with it."""
    words = _("Written down: {sale}") if is_new else _("Corrected: {sale}")
    said = words.format(sale=_said(saved.sale) if is_new else facts.said(saved.sale))
    if saved.unit is not None or not is_new:
        shell.toast_undo(said, saved.unit)
    else:
        shell.toast(said, _("Open the sale"), partial(shell.open_sale, saved.sale))


def _fields(shell: Shell, values: Values, *, is_new: bool) -> list[Field]:
    modes = [("", "—")] if not values["tax_mode"] else []
    modes += [(key, _(words)) for key, words in VALUES["tax_mode"].items()]
    kinds = (("", "—"), *((key, _(words)) for key, words in invoices.KINDS))
    staff = tuple((one, one) for one in people())
    return [
        Field("customers", N_("Customer"), make=BuyerBox),
        Field("lines", N_("What was sold"), make=partial(LinesBox, shell)),
        *(_money_fields() if is_new else []),
        Field("invoice_no", N_("Invoice number"), "number", hint="AB-12345678"),  # with the money: typed for every sale, or never
        Field("tax_mode", N_("Tax"), "choice", choices=modes),
        Field("happened_on", N_("Date"), "number", hint=_("today")),
        Field("invoice_kind", N_("Kind of invoice"), "choice", group=_MORE, choices=kinds),
        Field("invoice_on", N_("Date of the invoice"), "number", group=_MORE),
        Field("kept_here", N_("Paid, not yet taken along"), group=_MORE, hint=_("what stays here, and where")),
        Field("due_on", N_("To be paid until"), "number", group=_MORE, hint=_("as agreed with the customer")),
        Field("project", N_("Name of the job"), group=_MORE),
        Field("site_address", N_("Address of delivery or site"), group=_MORE),
        Field("order_no", N_("Order number"), "number", group=_MORE),
        *([Field("staff", N_("Handled by"), "choice", group=_MORE, choices=staff)] if staff else []),
        Field("note", N_("Note"), "lines", group=_MORE),
    ]


def _money_fields() -> list[Field]:
    return [
        method_field((ON_ACCOUNT, _("On account"))),
        Field("amount", N_("Paid now"), "amount", hint=_("all of it; 0: nothing yet")),
        *asked_fields(),
    ]
