"""訂貨: what customers wait for, from asking to handing over; who must be told stands on top."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from db.services import deliveries
from db.services.deliveries import DeliveryRow
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button, set_button_text
from ui.kit.page import Shell
from ui.ordering import deeds, wanted
from ui.ordering.deeds import NEXT, VERBS
from ui.pages.sales.held_list import HeldList
from ui.pages.sales.orders_columns import COLUMNS, much
from ui.pages.sales.orders_presenter import HANDED, OrdersPresenter


class OrdersTab(HeldList[DeliveryRow]):
    """Draws what the presenter reads; a line of a sale and what was only asked for move on alike."""

    presenter: OrdersPresenter

    def __init__(self, shell: Shell) -> None:
        self.next_button = button("", self.move_on, key="Alt+Right")
        self.tell_button = button(_("Copy the LINE text"), self.tell, icon="copy")
        self.promise_button = button(_("Promised day…"), self.promise)
        super().__init__(
            shell,
            name="orders",
            columns=COLUMNS,
            search_hint=_("Customer or item"),
            empty_icon="inbox",
            sort="state",
            buttons=(button(_("Asked for, not there…"), lambda: wanted.note(shell, self), icon="plus"),),
            beside_chips=(self.promise_button, self.tell_button, self.next_button),
            bulk=(*(self._mover(state) for state in ("arrived", "told", "handed")), button(_("Promised day…"), self.promise)),
        )
        self.presenter = OrdersPresenter(self, jobs.start)
        self.items_button = button(
            _("By item ▾"), self._open_items, kind="chip", hint=_("What is still to come, one line an item")
        )
        self.chips.add_tail(self.items_button)
        once("Alt+Right", self, self.move_on)
        once("Alt+Left", self, self.move_back)
        self.follow(self.presenter)
        self.view.chosen_changed.connect(self._follow)
        self.view.activated_id.connect(lambda _id: self.see())
        self.presenter.read()

    def _mover(self, state: str) -> QPushButton:
        return button(_(VERBS[state]), partial(self._move, state))

    def in_view(self) -> list[int]:
        """Whose things are chosen."""
        return list(dict.fromkeys(row.customer for row in self.chosen()))

    def edit(self) -> None:
        """F2: what was asked for is corrected in its form, what was sold in the sale's."""
        row = next(iter(self.chosen()), None)
        if row and row.kind == "wanted":
            wanted.note(self.shell, self, row=row.id)
        elif row:
            self.see()

    def paper(self) -> Work | None:
        """The list."""
        return self.held_paper(_("On order"))

    def chosen(self) -> list[DeliveryRow]:
        """What is chosen, in the list's order."""
        return self.held(self.view.chosen())

    # What the presenter asks for.

    def show_orders(self, rows: Sequence[DeliveryRow], text: str) -> None:
        """Show these, or that there is nothing."""
        begins, count = not self._rows, self.view.count_chosen()
        self.hold({_number(row): row for row in rows})
        if rows:
            self.show_rows()
            if begins and self.view.current_id() is None:
                self.view.selectRow(0)
            elif not begins and not count:  # the cursor alone chooses nothing
                self.view.clearSelection()
        else:
            self.show_none(text, _nothing(self.presenter.chip))
        self.say(_counted(len(rows), self.presenter.chip))
        self._follow()

    # What is done with what is chosen.

    def move_on(self) -> None:
        """One step on: on order, arrived, told, handed over."""
        self._choose_none(deeds.move_on(self.shell, self.chosen()))

    def move_back(self) -> None:
        """One step back."""
        rows = self.chosen()
        if len(rows) == 1 and (state := deeds.before(rows[0])):
            self._choose_none(deeds.move(self.shell, rows, state))

    def _move(self, state: str) -> None:
        if rows := self.chosen():
            self._choose_none(deeds.move(self.shell, rows, state))

    def _choose_none(self, done: bool) -> None:
        """After an act: another row, or the next step of the same, would slide under the button that was pressed."""
        if done:
            self.view.clearSelection()

    def tell(self) -> None:
        """The LINE text to the clipboard; of one customer everything of theirs that has arrived."""
        rows = self.chosen()
        if len(rows) == 1 and rows[0].state == "arrived":
            rows = [one for one in self.presenter.every if one.customer == rows[0].customer and one.state == "arrived"]
        if rows:
            self._choose_none(deeds.tell(self.shell, rows))

    def promise(self) -> None:
        """By when they are there."""
        if rows := self.chosen():
            deeds.promise(self.shell, rows)

    def see(self) -> None:
        """The card."""
        if rows := self.chosen():
            self.shell.open_card(rows[0].customer)

    def items_menu(self) -> QMenu:
        """What is still to come by item, how much and for how many; one that is chosen is looked for in the list."""
        menu = QMenu(self.items_button)
        for one in self.presenter.by_item():
            who = ngettext("{count} customer", "{count} customers", one.customers).format(count=one.customers)
            words = "　".join(filter(None, (f"{one.item} {one.spec}".strip(), much(one.quantity, one.unit), who)))
            menu.addAction(action(words, partial(self._look_for, f"{one.item} {one.spec}".strip()), parent=menu))
        if menu.isEmpty():
            menu.addAction(_("Nothing is still to come.")).setEnabled(False)
        return menu

    def _open_items(self) -> None:
        self.items_menu().exec(self.items_button.mapToGlobal(QPoint(0, self.items_button.height())))

    def _look_for(self, text: str) -> None:
        self.open(chip="all", text=text)

    def _follow(self) -> None:
        rows = self.chosen()
        states = {row.state for row in rows}
        moving = [NEXT[state] for state in states if state in NEXT] if len(states) == 1 else []
        self.next_button.setVisible(bool(moving))
        for state in moving:
            set_button_text(self.next_button, _(VERBS[state]))
        self.tell_button.setVisible(bool(states & {"arrived", "told"}))
        self.promise_button.setVisible(bool(states - {"handed"}))

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with what is chosen."""
        rows = self.chosen()
        for state, _words in deliveries.STATES:
            if state != "asked" and any(row.state != state for row in rows):
                menu.addAction(action(_(VERBS[state]), partial(self._move, state), parent=menu))
        menu.addSeparator()
        entries: list[tuple[str, Callable[[], object], str]] = [
            (_("Copy the LINE text"), self.tell, "copy"),
            (_("Promised day…"), self.promise, "calendar"),
            (_("See the card"), self.see, "users"),
        ]
        if len(rows) == 1 and rows[0].kind == "wanted":
            entries.append((_("Edit"), self.edit, "pencil"))
            if rows[0].state != HANDED:
                entries.append((_("No longer wanted"), lambda: deeds.drop(self.shell, rows[0]), "x"))
        for words, do, icon in entries:
            menu.addAction(action(words, do, icon=icon, parent=menu))


def _nothing(chip: str) -> str:
    if chip == HANDED:
        return _("Nothing was handed over yet that had been on order.")
    return _("Nobody waits for anything. What is sold but still on order, and what was only asked for, stands here.")


def _counted(count: int, chip: str) -> str:
    if chip != HANDED:
        return ngettext("{count} thing customers wait for", "{count} things customers wait for", count).format(count=count)
    if count == deliveries.MOST_HANDED:
        return _("The {count} latest that were handed over").format(count=count)
    return ngettext("{count} thing handed over", "{count} things handed over", count).format(count=count)


def _number(row: DeliveryRow) -> int:
    """One number for lines of sales and what was asked for."""
    return row.id * 2 + (row.kind == "wanted")
