"""What a quote is typed into: its head, its remembered texts, its lines, and the line that says what is known beside them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.services import blacklist, products
from db.services.lines import LineForm
from resources.i18n import _, ngettext
from ui.kit import counter
from ui.kit.card import Card, column
from ui.kit.labels import plain_label, set_text
from ui.kit.page import Shell
from ui.kit.stops import in_order
from ui.knowledge.hints import Hints
from ui.lines.grid import LinesGrid
from ui.pages.quote.beside import BesideLine
from ui.pages.quote.head import HeadBoxes
from ui.pages.quote.presenter import QuotePresenter
from ui.pages.quote.terms import TermsRow
from ui.watch_list import words as watch_words


class Editor(QWidget):
    """`changed` after every change; `finished`: Enter where nothing more is to be typed."""

    changed = Signal()
    finished = Signal()

    def __init__(self, shell: Shell, presenter: QuotePresenter) -> None:
        super().__init__()
        self._shell, self._presenter = shell, presenter
        self._is_filling = False
        self.boxes = HeadBoxes(presenter)
        self.terms = TermsRow(shell, presenter)
        self.grid = LinesGrid()
        self.beside = BesideLine(shell, presenter, self.grid)
        self.hints = Hints(shell, self.grid, lambda: presenter.customer)
        self.problem = plain_label("", "red", wrap=True)
        self.problem.hide()
        table = Card(margin=1, spacing=0)
        table.body.addWidget(self.grid)
        whole = column(self, spacing=8)
        for part in (self.boxes, self.terms, self.problem):
            whole.addWidget(part)
        whole.addWidget(table, 1)
        whole.addWidget(self.beside)
        whole.addWidget(self.hints)
        in_order(self.boxes, self.terms, self.grid, self.beside, self.hints)
        self.boxes.changed.connect(self._changed)
        self.boxes.given.connect(self._given)
        self.boxes.entered.connect(self._to_lines)
        self.terms.changed.connect(self._terms_changed)
        self.grid.changed.connect(self._changed)
        self.grid.finished.connect(self.finished)
        self.grid.said.connect(self.say)
        counter.state.changed.connect(self.warn)

    # what stands there

    def lines(self) -> list[LineForm]:
        """The lines as they are typed."""
        return self.grid.forms()

    def begin(self, lines: Sequence[LineForm]) -> None:
        """A quote with these lines: the presenter's head, and nothing of before can be taken back."""
        self._is_filling = True
        self.grid.set_forms(lines)
        self._is_filling = False
        self.show_form()
        self.say("")
        self.hints.begin()

    def show_form(self) -> None:
        """The head as the presenter has it."""
        form = self._presenter.form
        self.boxes.show_form()
        self.terms.show_form()
        self.grid.set_customer(self._presenter.customer)
        self.grid.set_mode(form.tax_mode)
        self.warn()
        self.beside.read()

    def take(self, lines: Sequence[LineForm]) -> None:
        """Lines of another quote below what stands here already; Ctrl+Z takes them out again."""
        self.show_form()
        self.grid.add_forms(lines)
        self.grid.setFocus()
        self._changed()

    def take_code(self, code: str) -> bool:
        """A product that was scanned; False: it is none of ours."""
        found = products.by_code(code)
        if found is not None:
            self.grid.take_product(found.id)
        return found is not None

    def settle(self) -> None:
        """What is still being typed counts, too."""
        self.grid.settle()
        self.boxes.valid.settle()

    def faults(self) -> list[str]:
        """What can't be read, a sentence each."""
        return [*filter(None, [self.boxes.valid.why]), *self.grid.faults()]

    def focus(self) -> None:
        """Where one begins to type: who it is for, then what."""
        if self._presenter.customer is None:
            self.boxes.customer.focus()
        else:
            self.grid.setFocus()
            self.grid.select(len(self.lines()))

    def _to_lines(self) -> None:
        """Into the empty last line."""
        self.grid.setFocus()
        self.grid.open(len(self.lines()), "name")

    def say(self, sentence: str) -> None:
        """What is in the way; "" nothing any more."""
        set_text(self.problem, sentence)
        self.problem.setVisible(bool(sentence))

    # the customer

    def undo(self) -> bool:
        """What was typed into the lines, then into the head; whether there was anything."""
        if self.grid.presenter.can_undo:
            self.grid.undo()
        elif self._presenter.take_back():
            self.show_form()
            self._changed()
        else:
            return False
        return True

    def _given(self, before: int | None) -> None:
        """Somebody was chosen: whoever is on the watch list is looked at first."""
        customer = self._presenter.customer
        said = watch_words.warning(customer) if customer else ""
        if customer and said and not self._is_wanted(said):
            self._presenter.choose(None)
        self.show_form()
        if count := len(self._prices_now(before)):
            told = ngettext("{count} price is that of another level.", "{count} prices are those of another level.", count)
            reprice = partial(self._reprice, before)
            self._shell.toast(told.format(count=count), _("Take this customer's prices"), reprice)

    def _prices_now(self, before: int | None) -> dict[int, Decimal | None]:
        return self._presenter.prices_now([one.form for one in self.grid.presenter.entries], before)

    def _reprice(self, before: int | None) -> None:
        self.grid.presenter.reprice(self._prices_now(before))

    def _is_wanted(self, said: str) -> bool:
        return self._shell.asks.confirm(_("Look before you quote"), said, _("Quote all the same"), no=_("Cancel"))

    def warn(self) -> None:
        """What is to be minded about the customer, as it may be seen now."""
        customer = self._presenter.customer
        self.boxes.warn(watch_words.warning(customer) if customer and blacklist.of(customer) else "")

    def _terms_changed(self) -> None:
        """The date, for one, moves the last day."""
        self.boxes.show_form()
        self._changed()

    def _changed(self) -> None:
        if self._is_filling:
            return
        if self.grid.presenter.mode != self._presenter.form.tax_mode:
            self.grid.set_mode(self._presenter.form.tax_mode)
        if self.problem.text():
            self.say("")
        self.changed.emit()
