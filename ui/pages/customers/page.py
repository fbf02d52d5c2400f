"""The customers page: the list, the card at the right, and the forms over it."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.services import lists
from db.services.lists import CustomerRow
from resources.i18n import _, ngettext
from ui.kit import jobs, settings, theme
from ui.kit.first_paint import FirstPaint
from ui.kit.jobs import Work
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.pages.customers import columns, paper
from ui.pages.customers.card import CardPanel
from ui.pages.customers.presenter import CustomersPresenter, Elsewhere, tag_names
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from db.core.events import Announcement
    from db.core.progress import Progress
    from db.services.cards import CustomerCard
    from ui.pages.customers.provenance import Place

_CARD_AFTER = 40  # milliseconds the cursor rests on a row before its card is read


class CustomersPage(ListPage):
    """Draws what the presenter decides."""

    def __init__(self, shell: Shell) -> None:
        self.card = CardPanel()
        super().__init__(
            shell,
            name="customers-demo" if is_demo() else "customers",  # an own field's key means another one there
            columns=columns.of_shop(),
            fetch=lists.rows,
            search_hint=_("Last digits of a phone, name, address, tax ID…"),
            empty_icon="users",
            sort="last_contact",
            descending=True,
            buttons=(
                button(_("Import Excel"), lambda: shell.go("importing"), key="Ctrl+O"),
                button(_("Print"), lambda: shell.do("print"), key="Ctrl+P"),
                button(_("New customer"), self.add, kind="primary", key="Ctrl+N"),
            ),
            bulk=(
                button(_("Tags"), self._bulk_tags, icon="tag"),
                button(_("Put away"), self._bulk_archive, icon="archive"),
            ),
            panel=self.card,
        )
        self._space_rows()
        theme.state.changed.connect(self._space_rows)
        self._first_paint = FirstPaint(self)
        self._first_paint.then(self._get_ready)
        self._is_ready = False
        self.presenter = CustomersPresenter(self, shell, self._on_worker)
        self._wanted: int | None = None
        self._at = 0  # the row the cursor is on
        self._held: int | None = None  # opened or saved just now: the card stays, whatever the list shows
        self._card_soon = QTimer(self, singleShot=True, interval=_CARD_AFTER)
        self._card_soon.timeout.connect(lambda: self.presenter.pick(self._wanted))
        self._connect()
        self.presenter.start()

    def _on_worker(self, work: Work, then: Callable[[Any], None]) -> None:
        """Rows stand there before anything is counted."""
        self._first_paint.then(lambda: jobs.start(work, then, quiet=True))

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
        self.search.searched.connect(self._afresh)
        self.search.searched.connect(self.presenter.search)
        self.search.entered.connect(self._entered)
        self.chips.chosen.connect(self._afresh)
        self.chips.chosen.connect(self.presenter.choose_chip)
        self.view.sort_changed.connect(self.presenter.sort)
        self.view.current_changed.connect(self._cursor_moved)
        self.view.activated_id.connect(self.edit_customer)
        self.view.menu_actions = self._fill_menu
        card = self.card
        card.edit.connect(self.edit_customer)
        card.tags_wanted.connect(lambda customer, at: self._tag_menu([customer], at))
        card.untag.connect(lambda customer, name: self.presenter.untag([customer], name))
        card.blacklist.connect(lambda customer: self._blacklist([customer]))
        card.lift.connect(self.presenter.lift)
        card.archive.connect(lambda customer, reason: self.presenter.archive([customer], reason))
        card.put_back.connect(lambda customer: self.presenter.put_back([customer]))
        card.print_card.connect(lambda customer: self.shell.print_out(paper.card(customer)))
        card.history.connect(self._show_history)
        card.provenance.connect(self._tell_provenance)

    # the view, as the presenter sees it

    def show_list(self, ids: "array[int]", first: Sequence[CustomerRow], status: str, elsewhere: Elsewhere | None = None) -> None:
        """Show these customers, and quietly who matches elsewhere."""
        self.view.show_ids(ids, list(first))
        self.show_rows()
        if self.view.current_id() is None and ids and not self._held:
            self.view.selectRow(min(self._at, len(ids) - 1))
        elif self._held:
            self.view.choose(self._held)
        if elsewhere:
            words = ngettext("{count} more is not in “{list}”.", "{count} more are not in “{list}”.", elsewhere.people)
            told = words.format(count=f"{elsewhere.people:,}", list=elsewhere.chip)
            self.show_aside(told, button(_("Look at everybody"), self.presenter.show_everybody, kind="link"))
        else:
            self.hide_aside()
        if status:
            self.say(status)

    def show_nothing(self, text: str, put_away: int, elsewhere: Elsewhere | None = None) -> None:
        """Say that nothing matches (here), or that this will be the customers' place."""
        self.view.show_ids(array("q"))
        self.hide_aside()
        if elsewhere:
            words = ngettext(
                "Nobody in “{list}” matches; {count} customer does in all.",
                "Nobody in “{list}” matches; {count} customers do in all.",
                elsewhere.people,
            )
            told = words.format(list=elsewhere.chip, count=f"{elsewhere.people:,}")
            everybody = button(_("Look at everybody"), self.presenter.show_everybody, kind="primary")
            self.show_empty(told, [everybody, button(_("New customer"), lambda: self.add_with(text))])
        elif text:
            buttons = [button(_("New customer"), lambda: self.add_with(text))]
            if put_away:
                words = ngettext("Look among those put away too ({count})", "Look among those put away too ({count})", put_away)
                buttons.append(button(words.format(count=put_away), self.presenter.search_put_away))
            self.show_empty(_("“{text}” was not found.").format(text=text), buttons)
        elif self.presenter.query.chip != "all":
            self.show_empty(_("Nobody is in this list."), [])
        else:
            self._tell_empty()
        self.say("")

    def _tell_empty(self) -> None:
        """Where nobody is yet: what is being done about it, else the first steps."""
        job = jobs.runner().shown
        if job and job.title:
            self.show_empty(f"{job.title.rstrip('…')}…", [])
            job.ended.connect(self._tell_empty_again)
        else:
            self.show_empty(_("Your customers will be here. Drop a file on the window, or:"), self._first_steps())

    def _tell_empty_again(self) -> None:
        if self.is_empty and not self.presenter.query.text.strip() and self.presenter.query.chip == "all":
            self._tell_empty()

    def _first_steps(self) -> list[QPushButton]:
        return [
            button(_("Import my Excel"), lambda: self.shell.go("importing"), kind="primary"),
            button(_("Type in the first customer"), self.add),
        ]

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters."""
        self.chips.active = active
        self.chips.show_chips(chips)

    def show_card(self, card: "CustomerCard | None") -> None:
        """Show this card at the right."""
        self.card.show_card(card)

    # the window's calls

    def open(self, **what: Any) -> None:
        """Show one customer (`customer`), search (`text`) or begin a new one (`add`: what was typed), if asked to."""
        self._tell_empty_again()
        if not what:
            self.search.setFocus()
        if "customer" in what:
            self.open_customer(int(what["customer"]))
        if "text" in what:
            self.search.set_words(str(what["text"]))
        if "add" in what:
            self.add_with(str(what["add"]))

    def open_customer(self, customer: int) -> None:
        """Show this customer's card, and put the cursor on them where the list has them, now or once it is read again."""
        self._held = customer
        if not self.view.choose(customer):
            self.presenter.pick(customer)

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        if announcement is None or "own_field" in announcement.tables:
            self._follow_fields()
        self.model.forget()
        self.presenter.refresh(announcement)

    def _follow_fields(self) -> None:
        """The shop's own fields are columns, too."""
        wanted = columns.of_shop()
        if [(one.key, one.title) for one in wanted] != [(one.key, one.title) for one in self.model.columns]:
            self.view.show_columns(wanted)

    def add(self) -> None:
        """Ctrl+N."""
        self.add_with("")

    def add_with(self, text: str) -> None:
        """A new customer, with what was searched in its place."""
        from ui.pages.customers import forms

        forms.add(self.shell, self, text, self.open_customer)

    def edit(self) -> None:
        """F2."""
        if self.card.card:
            self.edit_customer(self.card.card.id)

    def edit_customer(self, customer: int) -> None:
        """The form of this customer."""
        from ui.pages.customers import forms

        forms.change(self.shell, self, customer, self.open_customer)

    def in_view(self) -> list[int]:
        """The chosen customers, else the one whose card is open."""
        return list(self.view.chosen()) or ([self.card.card.id] if self.card.card else [])

    def paper(self) -> Work | None:
        """The chosen customers' list, or the card while it has the keyboard."""
        chosen = self.view.chosen()
        if self.card.card and self.card.isAncestorOf(self.focusWidget() or self):
            return paper.card(self.card.card.id)
        if self.is_empty:
            return None
        shown = [self.model.columns[at] for at in self.view.shown_columns()]
        if len(chosen) > 1:
            return paper.listed(chosen, shown)
        return paper.listed(self.model.ids, shown, self.presenter.which, self.status)

    def act(self, name: str) -> bool:
        """What the menu of customers asks for the chosen ones, else for the card in view; False: there is nobody."""
        who = list(self.view.chosen()) or ([self.card.card.id] if self.card.card else [])
        if not who or (self.is_empty and not self.card.isVisible()):
            return False
        at = self.card if self.card.isVisible() else self.search
        corner = at.mapToGlobal(at.rect().topLeft())
        match name:
            case "tags":
                self._tags_of(QMenu(self), who).exec(corner)
            case "blacklist":
                self._blacklist(who)
            case "archive":
                self._reasons(QMenu(self), who).exec(corner)
            case "put_back":
                self.presenter.put_back(who)
            case "card":
                self.shell.print_out(paper.card(who[0]))
            case "history":
                self._show_history(who[0])
        return True

    # small things

    def _entered(self, text: str) -> None:
        if self.is_empty and text.strip():
            self.add_with(text.strip())
        elif text.strip() and self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus()

    def _show_history(self, customer: int) -> None:
        name = next((row.name for row in lists.rows([customer])), "")
        self.shell.go("history", customer=customer, name=name)

    def _tell_provenance(self, label: str, place: "Place") -> None:
        from ui.pages.customers import provenance

        self.shell.asks.tell(_("Where it came from, and its history"), label, provenance.told(place))

    def _afresh(self) -> None:
        """Another list is asked for: it begins at its first row."""
        self._held, self._at = None, 0

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
        chosen = list(self.view.chosen())
        if len(chosen) == 1:
            menu.addAction(action(_("Edit"), lambda: self.edit_customer(chosen[0]), key="F2", icon="pencil", parent=menu))
        menu.addMenu(self._tags_of(menu, chosen))
        menu.addAction(action(_("Put on the watch list…"), lambda: self._blacklist(chosen), icon="ban", parent=menu))
        menu.addMenu(self._reasons(menu, chosen))

    def _bulk_tags(self) -> None:
        self._tag_menu(list(self.view.chosen()), self.bulk)

    def _bulk_archive(self) -> None:
        chosen = list(self.view.chosen())
        menu = self._reasons(QMenu(self), chosen)
        menu.exec(self.bulk.mapToGlobal(QPoint(self.bulk.width() // 2, -menu.sizeHint().height())))

    def _reasons(self, parent: QMenu, who: list[int]) -> QMenu:
        from ui.pages.customers.archiving import archive_menu

        return archive_menu(parent, lambda reason: self.presenter.archive(who, reason))

    def _tag_menu(self, who: list[int], at: object) -> None:
        menu = self._tags_of(QMenu(self), who)
        widget = at if isinstance(at, QWidget) else self.bulk
        below = widget.mapToGlobal(widget.rect().bottomLeft())
        menu.exec(below)

    def _tags_of(self, parent: QMenu, who: list[int]) -> QMenu:
        menu = QMenu(_("Tags"), parent)
        worn = self._worn(who)
        for name in tag_names():
            entry = action(name, self._toggle(who, name, name in worn), parent=menu)
            entry.setCheckable(True)
            entry.setChecked(name in worn)
            menu.addAction(entry)
        menu.addSeparator()
        menu.addAction(action(_("New tag…"), lambda: self._new_tag(who), icon="plus", parent=menu))
        return menu

    def _worn(self, who: list[int]) -> set[str]:
        """The tags all of them wear (looked up for the first hundred)."""
        rows = lists.rows(who[:100])
        return set.intersection(*({tag.name for tag in row.tags} for row in rows)) if rows else set()

    def _toggle(self, who: list[int], name: str, worn: bool) -> Callable[[], None]:
        return lambda: self.presenter.untag(who, name) if worn else self.presenter.tag(who, name)

    def _new_tag(self, who: list[int]) -> None:
        name = self.shell.asks.text(_("New tag"), _("What should the tag be called?"), yes=_("Add tag"))
        if name and name.strip():
            self.presenter.tag(who, name.strip())

    def _blacklist(self, who: list[int]) -> None:
        from ui.pages.customers import forms

        forms.blacklist(self.shell, self, who, lambda values: self.presenter.blacklist(who, values))
