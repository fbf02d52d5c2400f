"""The boxes of 記銷售: who buys, perhaps over the counter, and the lines with what is kept of each."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from db.core.errors import InputError
from db.core.values import money
from db.core.values.amounts import PRICED
from db.services import deliveries, walk_in
from db.services.lines import LineForm
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit import counter, theme
from ui.kit.boxes import Box, Field, chosen, make_combo
from ui.kit.card import column, row
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.kit.fields import LineEdit, NumberEdit
from ui.kit.labels import ShortLabel, button, name_label, plain_label, set_text
from ui.kit.page import Shell
from ui.knowledge.hints import Hints
from ui.lines.grid import LinesGrid
from ui.lines.keeping import KeepAsProduct
from ui.lines.told import told
from ui.paying import means
from ui.selling import presenter

_PAUSE: Final = 150  # milliseconds after the last key
_LINES: Final = 5.5  # rows of the grid seen at once
_WIDTHS: Final = {"serial_no": 8.0, "warranty_months": 5.2, "promised_on": 7.4}  # letters
_HANDED: Final = ""  # taken along at once


class BuyerBox(CustomerBox):
    """A customer, or the one who stands for all who leave no name."""

    def __init__(self, ids: Sequence[int] = ()) -> None:
        self.walk_in = button(f"{_('Walk-in customer')} F8", self._take_walk_in, kind="link")
        super().__init__(ids)
        if layout := self.layout():
            layout.addWidget(self.walk_in)

    def _take_walk_in(self) -> None:
        self.choose(walk_in.customer())

    def _draw(self) -> None:
        super()._draw()
        self.walk_in.setVisible(not self.value())


class LinesBox(Box):
    """The grid, what it comes to, and below it what is kept of the line that has the cursor."""

    def __init__(self, shell: Shell, value: Any) -> None:
        super().__init__()
        self.grid = LinesGrid()
        self.grid.setMinimumHeight(round(theme.row_height() * _LINES))
        self.facts = LineFacts(self.grid)
        self.tax, self.sum = plain_label("", "muted"), plain_label("", "number")
        below = row(spacing=12)
        below.addWidget(self.facts.prices, 1)
        for part in (KeepAsProduct(shell, self.grid), self.tax, self.sum):
            below.addWidget(part)
        body = column(self, spacing=6)
        body.addWidget(self.grid)
        body.addWidget(self.facts)
        body.addLayout(below)
        self.hints = Hints(shell, self.grid, lambda: self.facts.customer)
        body.addWidget(self.hints)
        self.grid.set_forms(presenter.forms(value or ()))
        self.grid.changed.connect(self._was_changed)
        self.grid.finished.connect(self._to_last)
        counter.state.changed.connect(self._tell)
        self._tell()

    def _was_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _to_last(self) -> None:
        """Nothing more is sold: what is kept of the last line can still be typed."""
        self.grid.select(len(self.grid.presenter.entries) - 1)

    def _tell(self) -> None:
        totals = self.grid.totals()
        net, tax = (hidden(money.shown(amount)) for amount in (totals.net, totals.tax))
        set_text(self.tax, _("net {net} + tax {tax}").format(net=net, tax=tax) if totals.tax else "")
        set_text(self.sum, _("Total {amount}").format(amount=hidden(money.shown(totals.total))))

    def set_customer(self, customer: int | None) -> None:
        """Whose prices the products bring, and are looked up."""
        self.grid.set_customer(customer)
        self.facts.customer = customer
        self.hints.begin()

    def set_mode(self, mode: str) -> None:
        """How tax is counted."""
        self.grid.set_mode(mode or "none")
        self._tell()

    def settle(self) -> None:
        """Take over what is still being typed."""
        self.grid.settle()
        self.facts.settle()

    def faults(self) -> list[str]:
        """What can't be read, of the grid and of what is kept of its line."""
        return [*self.grid.faults(), *self.facts.faults()]

    def value(self) -> list[dict[str, Any]]:
        """The lines as a draft keeps them."""
        return presenter.plain(self.grid.forms())

    def fill(self, value: Any) -> None:
        """These lines."""
        self.grid.set_forms(presenter.forms(value or ()))
        self._was_changed()

    def widget_for_label(self) -> QWidget:
        """The grid."""
        return self.grid

    def first_line_height(self) -> int:
        """The head of the grid."""
        return theme.row_height()


class LineFacts(QWidget):
    """Serial number, warranty, whether it is on order and until when, of the line the cursor is on; its last prices."""

    def __init__(self, grid: LinesGrid) -> None:
        super().__init__()
        self._grid = grid
        self.customer: int | None = None
        self.edits: dict[str, LineEdit] = {}
        self.prices = ShortLabel("", "small")
        self.problem = plain_label("", "amber-small", wrap=True)
        self.problem.hide()
        both = column(self, spacing=2)
        line = row(spacing=6)
        both.addLayout(line)
        both.addWidget(self.problem)
        self._add(line, "serial_no", N_("Serial no."), LineEdit())
        self._add(line, "warranty_months", N_("Warranty"), NumberEdit())
        self.edits["warranty_months"].setPlaceholderText(_("months"))
        self.state = self._state_box()
        line.addWidget(self.state)
        self._add(line, "promised_on", N_("Promised for"), NumberEdit())
        line.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._tell_prices)
        grid.current_changed.connect(self._follow)
        counter.state.changed.connect(self._tell_prices)
        self._follow()

    def _add(self, line: Any, key: str, title: str, edit: LineEdit) -> None:
        self.edits[key] = edit
        edit.setFixedWidth(round(theme.px() * _WIDTHS[key]))
        edit.setAccessibleName(_(title))
        edit.editingFinished.connect(partial(self._take, key))
        line.addWidget(name_label(_(title), edit))
        line.addWidget(edit)

    def _state_box(self) -> QComboBox:
        words = [(key, _(said)) for key, said in deliveries.STATES if key in ("ordered", "arrived", "told")]
        made = make_combo(Field("delivery", N_("State"), choices=((_HANDED, _("Taken along")), *words)), "")
        made.activated.connect(lambda _at: self._put(delivery=chosen(made)))
        return made

    def _follow(self) -> None:
        """Another line has the cursor, or it changed."""
        form = self._line()
        self.setEnabled(form is not None)
        for key, edit in self.edits.items():
            if not edit.hasFocus():
                value = getattr(form, key) if form else None
                edit.write(written(value) if key == "promised_on" else "" if value is None else str(value))
        self.state.setCurrentIndex(max(self.state.findData(form.delivery if form else _HANDED), 0))
        self._say()
        self._soon.start()

    def _line(self) -> LineForm | None:
        """The line the cursor is on, where it sells something."""
        form = self._grid.current_line()
        return form if form is not None and form.kind in PRICED else None

    def _tell_prices(self) -> None:
        form = self._line()
        found = presenter.told(self.customer, form) if form else []
        self.prices.show_text(told(form.name, found, written) if form else "")

    def _take(self, key: str) -> None:
        self._say()
        with suppress(InputError):  # it is said, and stays in the box
            self._put(**{key: presenter.fact(key, self.edits[key].text())})

    def _say(self) -> None:
        """What can't be read, below the boxes."""
        said = [means.refused(partial(presenter.fact, key, edit.text())) for key, edit in self.edits.items()]
        said.append(means.unread_day(self.edits["promised_on"].text()))
        set_text(self.problem, "\n".join(filter(None, said)))
        self.problem.setVisible(bool(self.problem.text()))

    def faults(self) -> list[str]:
        """What stands in the boxes and can't be read."""
        return [self.problem.text()] if self.problem.text() else []

    def _put(self, **values: Any) -> None:
        form = self._line()
        if form is not None and replace(form, **values) != form:
            self._grid.replace_current(replace(form, **values))

    def settle(self) -> None:
        """Take over what is still being typed."""
        for key, edit in self.edits.items():
            if edit.hasFocus():
                self._take(key)
