"""成交: which options and which alternative were taken, what is on order, and the deposit, on one page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QWidget

from db.services import payments, sales
from resources.i18n import N_, _
from ui.kit.boxes import Box, Field
from ui.kit.card import column
from ui.kit.choice import Choice as Radio
from ui.kit.clearing import clear
from ui.kit.form import FormRules, Notice, Values
from ui.kit.labels import plain_label, set_button_text, set_text, tip
from ui.paying import means
from ui.paying.means_boxes import MoneyForm, asked_fields, method_field
from ui.quoting import words
from ui.quoting.accepting import Accepted, Accepting, Choice

if TYPE_CHECKING:
    from ui.kit.page import Shell

_MOST: Final = 30  # goods with a tick each; the rest have one together
_LONGEST: Final = 40  # letters beside a tick


def ask(shell: "Shell", quote: int) -> None:
    """Open the dialog."""
    done: list[Accepted] = []
    accepting = Accepting(quote)
    rules = FormRules(
        lambda values: done.append(accepting.save(values)),
        means.warn,
        lambda values: [Notice(text) for text in accepting.asides(values)],
    )
    dialog = AcceptDialog(shell if isinstance(shell, QWidget) else None, accepting, rules)
    dialog.accepted.connect(lambda: _afterwards(shell, accepting, done[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.fit()


def _afterwards(shell: "Shell", accepting: Accepting, done: Accepted) -> None:
    """What comes next: the receipt of the deposit, else the sale it became."""
    said = _("{number} accepted: sale {sale}").format(number=words.number(accepting.row), sale=sales.get(done.sale).number)
    if done.payment is None:
        shell.toast(said, _("Open the sale"), lambda: shell.open_sale(done.sale))
        return
    ways = [_("Receipt for the deposit"), _("Open the sale")]
    answer = shell.asks.choose(_("Accepted"), said, ways, no=_("Done"))
    if answer == 0:
        from ui.paying import receipt

        receipt.look(shell, done.payment)
    elif answer == 1:
        shell.open_sale(done.sale)


class AcceptDialog(MoneyForm):
    """The form; its sum follows what is taken."""

    def __init__(self, parent: QWidget | None, accepting: Accepting, rules: FormRules) -> None:
        self._accepting = accepting
        self.sum = plain_label("", "head")
        values = _opened(accepting)
        title = _("Accepted: {quote}").format(quote=words.titled(accepting.row))
        fields = _fields(accepting)
        super().__init__(parent, title, fields, values, rules, save=_("Make it a sale"), aside=self.sum)
        if "taken" in self.boxes:
            self.boxes["taken"].changed.connect(self._follow_taken)
        for box in self.boxes.values():
            box.changed.connect(self._tell)
        self._tell()

    def _follow_taken(self) -> None:
        cast(GoodsBox, self.boxes["ordered"]).offer(self._accepting.goods(self.boxes["taken"].value()))

    def doubts(self, values: Values) -> list[str]:
        """More than the sale comes to."""
        return self._accepting.asides(values)

    def _tell(self) -> None:
        set_text(self.sum, self._accepting.told(self.values()))


def _opened(accepting: Accepting) -> Values:
    return {"taken": [], "ordered": accepting.usual(), **means.opened()}


def _fields(accepting: Accepting) -> list[Field]:
    choices, goods = accepting.choices(), accepting.goods(())
    taken = [Field("taken", N_("What was taken"), make=lambda value: TakenBox(choices, value))] if choices else []
    return [
        *taken,
        Field("amount", N_("Deposit"), "amount", hint=_("none, if empty")),
        method_field(leaving_out=[payments.NO_MONEY]),
        *asked_fields(),
        Field("ordered", N_("To be ordered"), make=lambda value: GoodsBox(goods, value)),  # it grows: below what stays in place
    ]


class TakenBox(Box):
    """Options to be ticked, and of an item and its alternatives one; the value is the places that were taken."""

    def __init__(self, choices: Sequence[Choice], value: Any) -> None:
        super().__init__()
        self.ticks: dict[int, QCheckBox] = {}
        self.radios: dict[int, Radio] = {}
        layout = column(self, spacing=6)
        for choice in choices:
            layout.addWidget(self._of_item(choice, value) if choice.title else self._option(*choice.ways[0], value))

    def _option(self, at: int, said: str, value: Any) -> QCheckBox:
        made = self.ticks[at] = _tick(said)
        made.setChecked(at in (value or ()))
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def _of_item(self, choice: Choice, value: Any) -> QWidget:
        holder = QWidget()
        layout, group = column(holder, spacing=2), QButtonGroup(holder)
        for at, said in choice.ways:
            is_chosen = at in (value or ()) or at < 0
            radio = Radio(said, "", is_chosen, group, self.changed.emit)
            if at >= 0:
                self.radios[at] = radio
            layout.addWidget(radio)
        return holder

    def value(self) -> list[int]:
        """The places that were taken."""
        chosen = [at for at, made in self.radios.items() if made.radio.isChecked()]
        return sorted([*(at for at, made in self.ticks.items() if made.isChecked()), *chosen])

    def fill(self, value: Any) -> None:
        """These were taken."""
        for at, made in self.ticks.items():
            made.setChecked(at in value)
        for at, radio in self.radios.items():
            if at in value:
                radio.radio.setChecked(True)
        self.changed.emit()

    def widget_for_label(self) -> QWidget:
        """The first thing to choose."""
        return next(iter(self.findChildren(QAbstractButton)), self)


class GoodsBox(Box):
    """What is bought, each with a tick where it must be ordered first; many have one tick for the rest."""

    def __init__(self, goods: Sequence[tuple[int, str]], value: Any) -> None:
        super().__init__()
        self.ticks: dict[int, QCheckBox] = {}
        self._chosen = set(value or ())
        self._rest: list[int] = []
        self._column = column(self, spacing=4)
        self.offer(goods)

    def offer(self, goods: Sequence[tuple[int, str]]) -> None:
        """Other goods; what was ticked of those that stay, stays."""
        clear(self._column)
        self.ticks = {at: _tick(said) for at, said in goods[:_MOST]}
        self._rest = [at for at, _said in goods[_MOST:]]
        if self._rest:
            self.ticks[self._rest[0]] = _tick(_("The {count} others, too").format(count=len(self._rest)))
        for at, made in self.ticks.items():
            made.setChecked(at in self._chosen)
            made.toggled.connect(lambda on, at=at: self._mark(at, on=on))
            self._column.addWidget(made)
        self.grown.emit()

    def _mark(self, at: int, *, on: bool) -> None:
        places = self._rest if at in self._rest else [at]
        self._chosen = self._chosen.union(places) if on else self._chosen.difference(places)
        self.changed.emit()

    def value(self) -> list[int]:
        """The places that are to be ordered."""
        return sorted(self._chosen & {*self.ticks, *self._rest})

    def fill(self, value: Any) -> None:
        """These are to be ordered."""
        self._chosen = set(value)
        for at, made in self.ticks.items():
            made.setChecked(at in self._chosen)

    def widget_for_label(self) -> QWidget:
        """The first of them."""
        return next(iter(self.ticks.values()), self)


def _tick(said: str) -> QCheckBox:
    made = QCheckBox()
    set_button_text(made, said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
    tip(made, said)
    return made
