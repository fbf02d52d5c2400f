"""The customers page: the list, the card at the right, and the forms over it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QPushButton

from db.services import lists
from db.services.lists import Selection
from resources.i18n import _
from ui.kit import jobs, settings, theme
from ui.kit.first_paint import FirstPaint
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button
from ui.kit.page import DropOffer, Shell
from ui.pages.customers import columns
from ui.pages.customers.acting import Acting
from ui.pages.customers.card import CardPanel
from ui.pages.customers.customer_list import CustomerList
from ui.pages.customers.outgoing import Outgoing
from ui.pages.customers.presenter import CustomersPresenter
from ui.pages.customers.verbs import Verbs
from ui.pages.customers.views import Views
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QPoint

    from db.core.events import Announcement
    from db.core.progress import Progress

_CARD_AFTER: Final = 40  # milliseconds the cursor rests on a row before its card is read


class CustomersPage(CustomerList):
    """The list, what can be done with it, and the window's calls."""

    def __init__(self, shell: Shell) -> None:
        self.card = CardPanel()
        self.views = Views(self, shell)
        super().__init__(
            shell,
            name="customers-demo" if is_demo() else "customers",  # an own field's key means another one there
            columns=columns.of_shop(),
            fetch=lambda ids: lists.rows(ids, self.shown_columns()),
            search_hint=_("Last digits of a phone, name, address, tax ID…"),
            empty_icon="users",
            sort="last_contact",
            descending=True,
            buttons=self._top_buttons(shell),
            beside_chips=(self.views.button,),
            bulk=self._bulk_buttons(),
            panel=self.card,
        )
        self._space_rows()
        theme.state.changed.connect(self._space_rows)
        self._first_paint = FirstPaint(self)
        self._first_paint.then(self._get_ready)
        self._is_ready = False
        self.presenter = CustomersPresenter(self, shell, self._on_worker)
        self.verbs = Verbs(self, self.presenter, shell)
        self.outgoing = Outgoing(self, shell)
        self._wanted: int | None = None
        self._card_soon = QTimer(self, singleShot=True, interval=_CARD_AFTER)
        self._card_soon.timeout.connect(lambda: self.presenter.pick(self._wanted))
        self._connect()
        self.presenter.start()

    def _top_buttons(self, shell: Shell) -> list[QPushButton]:
        self._more = button("⋯", self._open_more, hint=_("More"))
        return [
            button(_("Print"), lambda: shell.do("print"), icon="printer", key="Ctrl+P"),
            button(_("New customer"), self.add, key="Ctrl+N"),
            self._more,
            button(_("Write down a talk"), lambda: shell.do("log"), kind="primary", key="Ctrl+J"),
        ]

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(action(_("Import Excel"), lambda: self.shell.go("importing"), key="Ctrl+O", icon="upload", parent=menu))
        menu.addAction(action(_("Export…"), self.export, icon="file-spreadsheet", parent=menu))
        menu.addAction(action(_("List for the road…"), lambda: self.act("going_out"), icon="clipboard-list", parent=menu))
        menu.addAction(action(_("Address labels…"), lambda: self.act("labels"), icon="tag", parent=menu))
        menu.addAction(action(_("Envelopes…"), lambda: self.act("envelopes"), icon="mail", parent=menu))
        menu.exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _bulk_buttons(self) -> list[QPushButton]:
        tags = button(_("Tags"), lambda: self.verbs.open_tags(self.selected(), tags), icon="tag")
        more = button("⋯", lambda: self.verbs.open(self._chosen_menu(), more), hint=_("More"))
        return [
            tags,
            button(_("Change a field…"), lambda: self.verbs.set_field(self.selected(), self.view.count_chosen())),
            button(_("Remind me…"), lambda: self.verbs.remind(self.selected(), self.view.count_chosen())),
            more,
        ]

    def _on_worker(self, work: Work, then: Callable[[Any], None], *, title: str = "") -> None:
        """Rows stand there before anything is counted."""
        self._first_paint.then(lambda: jobs.start(work, then, title=title, quiet=not title))

    def _get_ready(self) -> None:
        """Load on the worker what cards, forms and the search stand on: the window goes on meanwhile."""

        def work(_progress: "Progress") -> bool:
            from db.core import search as _search  # noqa: F401
            from db.services import cards as _cards  # noqa: F401
            from db.services import drafts

            return bool(drafts.left())

        jobs.start(work, self._ready, quiet=True)

    def _ready(self, has_drafts: bool) -> None:
        self._is_ready = True
        self._card_soon.start()
        if has_drafts:
            from ui.pages.customers import forms

            forms.offer_drafts(self.shell, self.open_customer)

    def _space_rows(self) -> None:
        """One line a row, or two where the owner likes it roomy."""
        self.view.lines = 2 if settings.get("rows") == "two" else 1
        self.view.resize_rows()

    def _connect(self) -> None:
        self.search.searched.connect(self.begin_afresh)
        self.search.searched.connect(self.presenter.search)
        self.search.entered.connect(self._entered)
        self.chips.chosen.connect(self.begin_afresh)
        self.chips.chosen.connect(self.presenter.choose_chip)
        self.view.sort_changed.connect(self.presenter.sort)
        self.view.columns_changed.connect(self.model.forget)  # a row holds what its columns show
        self.view.current_changed.connect(self._cursor_moved)
        self.view.activated_id.connect(self.shell.open_card)
        self.view.menu_actions = self._fill_menu
        once(Qt.Key.Key_Delete, self.view, self.verbs.put_away, alone=True)
        self.card.edit.connect(self.edit_customer)
        self.card.tags_wanted.connect(lambda customer, at: self.verbs.open_tags(Selection((customer,)), at))
        self.card.blacklist.connect(lambda customer: self.verbs.blacklist(Selection((customer,))))
        self.show_history = Acting(self.card, self, self.shell, self.presenter).show_history

    # the window's calls

    def open(self, **what: Any) -> None:
        """Show one customer (`customer`), search (`text`), show who meets `conditions` (of the list `known` by this key), begin
        a new one (`add`: what was typed), or go on with `query` (of the list `known`), if asked to.
        """
        self._tell_empty_again()
        if not what:
            self.search.setFocus()
        if "query" in what:
            self.go_on(what["query"], str(what["known"]))
        if what.get("customer"):
            self.open_customer(int(what["customer"]))
        if "text" in what:
            self.search.set_words(str(what["text"]))
        if "conditions" in what:
            self.ask(str(what["conditions"]), str(what.get("known", "")))
        if "add" in what:
            self.add_with(str(what["add"]))

    def open_customer(self, customer: int) -> None:
        """Show this customer's card, and put the cursor on them where the list has them, now or once it is read again."""
        self._held = customer
        if not self.view.choose(customer):
            self.presenter.pick(customer)

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        if announcement is None or announcement.tables & {"own_field", "sale"}:
            self._follow_fields()
        self.model.forget()
        self.presenter.refresh(announcement)

    def _follow_fields(self) -> None:
        """The shop's own fields are columns, too; which are shown at first follows whether anything was sold."""
        wanted = columns.of_shop()
        if [(one.key, one.title, one.at_first) for one in wanted] != [
            (one.key, one.title, one.at_first) for one in self.model.columns
        ]:
            self.view.show_columns(wanted)

    def add(self) -> None:
        """Ctrl+N."""
        self.add_with("")

    def add_with(self, text: str) -> None:
        """A new customer, with what was searched in its place."""
        from ui.pages.customers import forms

        forms.add(self.shell, self, text, self.open_customer)

    def edit(self) -> None:
        """F2: who stands on the card, or is about to."""
        if self.card.card and not self._card_soon.isActive():
            self.edit_customer(self.card.card.id)
        elif self._wanted is not None:
            self.edit_customer(self._wanted)

    def edit_customer(self, customer: int) -> None:
        """The form of this customer."""
        from ui.pages.customers import forms

        forms.change(self.shell, self, customer, self.open_customer)

    def in_view(self) -> list[int]:
        """The chosen customers, else the one whose card is open."""
        return list(self.view.chosen()) or ([self.card.card.id] if self.card.card else [])

    def paper(self) -> Work | None:
        """The chosen customers' list, or the card while it has the keyboard."""
        return self.outgoing.paper()

    def export(self, who: Selection | None = None) -> None:
        """To a file: these customers, else those chosen or the list as it stands."""
        self.outgoing.export(who)

    def take_copied(self, data: "QMimeData") -> bool:
        """Cells copied in Excel onto the chosen rows."""
        if self.focusWidget() is not self.view or not self.view.count_chosen():
            return False
        from ui.bulk.pasting import paste

        at = self.view.currentIndex().column()
        return paste(
            self, self.shell, data.text(), self.view.chosen(), self.model.columns[at].key, self.presenter.write, self.export
        )

    def offer_drop(self, data: "QMimeData", at: "QPoint") -> DropOffer | None:
        """Photos and papers dropped on a card are kept with its customer."""
        card = self.card.card
        if card is None or not self.card.isVisible() or not self.card.rect().contains(self.card.mapFrom(self, at)):
            return None
        from ui.attachments import taking

        return taking.offer(self.shell, self.card, card.id, card.form.name, data, any_file=False)

    def act(self, name: str) -> bool:
        """What the menu of customers asks for the chosen ones, else for the card in view; False: there is nobody."""
        if name == "export":
            self.export()
            return True
        if name == "going_out":
            self.outgoing.go_out()
            return True
        if name in ("labels", "envelopes"):
            self.outgoing.letters(name)
            return True
        who = self.selected() if self.view.count_chosen() else Selection(tuple(self.in_view()))
        if not (who.chosen or who.query) or (self.is_empty and not self.card.isVisible()):
            return False
        self.verbs.act(name, who, max(self.view.count_chosen(), 1), self.card if self.card.isVisible() else self.search)
        return True

    # small things

    def _entered(self, text: str) -> None:
        """Enter behind a code (a scanner types so) or a number only one has opens the card; behind a name it goes to the list."""
        from db.services import callers

        typed = text.strip()
        if typed and (found := callers.of_code(typed)):
            self.search.set_words("")  # the next code that is read is not written behind this one
            self.shell.open_card(found)
        elif callers.is_number(typed) and len(of := callers.of_number(typed)) == 1:
            self.shell.open_card(of[0])
        elif typed and self.is_empty:
            self.add_with(typed)
        elif typed and self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus()

    def _cursor_moved(self, customer: int | None) -> None:
        if customer is None and self._held:
            return
        if customer != self._held:
            self._held = None
        if customer is not None:
            self._at = self.view.currentIndex().row()
        self._wanted = customer
        if self._is_ready:
            self._card_soon.start()

    def _fill_menu(self, menu: QMenu) -> None:
        count = self.view.count_chosen()
        if count == 1:
            one = self.view.chosen()[0]
            menu.addAction(
                action(_("Open the card"), partial(self.shell.open_card, one), key="Return", icon="users", parent=menu)
            )
            menu.addAction(action(_("Edit"), partial(self.edit_customer, one), key="F2", icon="pencil", parent=menu))
        self.verbs.fill(menu, self.selected(), count)

    def _chosen_menu(self) -> QMenu:
        menu = QMenu(self)
        self.verbs.fill(menu, self.selected(), self.view.count_chosen())
        return menu
