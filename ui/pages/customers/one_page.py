"""The whole page of one customer: what must be seen first, facts at the left, everything that happened at the right."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from db.core.errors import NotFoundError
from db.services import cards, interactions, tasks
from db.services.cards import CustomerCard
from resources.i18n import _
from ui.attachments import taking
from ui.attachments.strip import AttachmentStrip
from ui.deeds import Deeds
from ui.kit import jobs, theme
from ui.kit.card import column, ground, row
from ui.kit.clearing import clear
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import hairline, plain_label
from ui.kit.page import DropOffer, Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.customers import facts, forms, paper, promises
from ui.pages.customers.acting import Acting
from ui.pages.customers.card import CardSigns
from ui.pages.customers.one_head import first_line
from ui.pages.customers.parts import Parts
from ui.pages.customers.promises_view import PromisesPart
from ui.pages.customers.relations_view import RelationsPart
from ui.pages.customers.tag_menu import tag_menu
from ui.pages.customers.timeline_view import TimelinePart
from ui.pages.customers.trade_view import TradePart, offers
from ui.trying import tried

if TYPE_CHECKING:
    from db.core.events import Announcement

_LEFT_EM: Final = 27  # the facts' width in letters
_MARGINS: Final = (18, 12, 18, 8)


class CustomerPage(Page):
    """Reads the card when it is opened and whenever something of this customer was saved."""

    has_search = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.card: CustomerCard | None = None
        self._before: list[int] = []  # customers whose card one came from
        self._from = "customers"  # the page one came from
        self.signs = CardSigns(self)
        self.deeds = Deeds(shell, partial(jobs.start, quiet=True))
        self._acting = Acting(self.signs, self, shell, self.deeds)
        self.signs.edit.connect(lambda _one: self.edit())
        self.signs.blacklist.connect(lambda _one: self._blacklist())
        self.signs.tags_wanted.connect(lambda _one, at: self._tag_menu(at))
        self._head = column(spacing=8)
        self._head.setContentsMargins(*_MARGINS)
        self._facts = ScrollColumn(margins=(18, 12, 12, 16), spacing=10)
        self._facts.setFixedWidth(theme.px() * _LEFT_EM)
        self._known = column(spacing=10)
        self._sources = column(spacing=6)
        self.relations = RelationsPart(shell)
        self.attachments = AttachmentStrip(shell)
        self.promises = PromisesPart(shell)
        self.timeline = TimelinePart()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for part in (self._known, self.relations, self.attachments, hairline(), self._sources):
            if isinstance(part, QVBoxLayout):
                self._facts.body.addLayout(part)
            else:
                self._facts.body.addWidget(part)
        self._facts.body.addStretch(1)
        right = QFrame()
        right.setProperty("band", "side")
        beside = column(right, spacing=0)
        holder = column()
        holder.setContentsMargins(16, 12, 16, 0)
        holder.addWidget(self.promises)
        beside.addLayout(holder)
        beside.addWidget(self.timeline, 1)
        body = row(spacing=0)
        body.addWidget(self._facts)
        body.addWidget(right, 1)
        top = ground("card")
        top.setLayout(self._head)
        whole = column(self, spacing=0)
        whole.addWidget(top)
        whole.addWidget(hairline())
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        once("Alt+Left", self, self.go_back)
        once("Escape", self, self._escape)
        self.promises.more.connect(lambda: self.timeline.show_kind("task"))
        self.timeline.correct.connect(self.correct)
        self.timeline.delete.connect(self.delete)
        self.timeline.log.connect(lambda: self.shell.log(self.in_view()))
        theme.state.changed.connect(self._follow_letters)

    def _follow_letters(self) -> None:
        self._facts.setFixedWidth(theme.px() * _LEFT_EM)

    # the window's calls

    def open(self, **what: Any) -> None:
        """Show one customer (`customer`); `back`: the page to go back to."""
        if what.get("back", "customer") != "customer":
            self._from, self._before = str(what["back"]), []
        customer = what.get("customer")
        if customer is None:
            return
        if what.get("back") == "customer" and self.card and self.card.id != customer:
            self._before.append(self.card.id)
        self._show(int(customer))
        self.timeline.view.setFocus()

    def _show(self, customer: int) -> None:
        before = self.card
        try:
            self.card = cards.get(customer)
        except NotFoundError as error:
            self.card = None
            self.shell.toast(error.sentence)
            self.go_back()
            return
        if before and before.id == self.card.id:
            self._draw_again(self.card)
        else:
            self._draw(self.card)
            self._facts.verticalScrollBar().setValue(0)

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved: of this customer, or of somebody they belong to."""
        if self.card is None:
            return
        about = {self.card.id, *(one.other for one in self.card.relations)}
        if announcement is None or announcement.customers is None or announcement.customers & about:
            self._show(self.card.id)

    def again(self) -> dict[str, Any]:
        """The same customer."""
        return {"customer": self.card.id, "back": self._from} if self.card else {}

    def in_view(self) -> list[int]:
        """The customer of this page."""
        return [self.card.id] if self.card else []

    def paper(self) -> Work | None:
        """The card."""
        return paper.card(self.card.id) if self.card else None

    def focus_search(self) -> None:
        """Search in what happened."""
        self.timeline.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.timeline.search.selectAll()

    def edit(self) -> None:
        """F2."""
        if self.card:
            forms.change(self.shell, self, self.card.id, self.shell.open_card)

    def fold(self) -> None:
        """F4: the facts at the left."""
        self._facts.setVisible(self._facts.isHidden())

    def act(self, name: str) -> bool:
        """What the menu of customers asks."""
        if self.card is None:
            return False
        card, signs = self.card.id, self.signs
        doing: dict[str, Callable[[], object]] = {
            "tags": lambda: self._tag_menu(self),
            "blacklist": lambda: signs.blacklist.emit(card),
            "refuse": lambda: signs.opt_outs.emit(card),
            "merge": lambda: signs.merge.emit(card),
            "split": lambda: signs.split.emit(card),
            "archive": self._archive,
            "put_back": lambda: signs.put_back.emit(card),
            "card": lambda: signs.print_card.emit(card),
            "labels": lambda: signs.letters.emit(card, "labels"),
            "envelopes": lambda: signs.letters.emit(card, "envelopes"),
            "history": lambda: signs.history.emit(card),
        }
        if name in doing:
            doing[name]()
        return name in doing

    def _archive(self) -> None:
        from ui.pages.customers.archiving import archive_menu

        archive_menu(QMenu(self), partial(self.deeds.archive, self.in_view())).exec(self.mapToGlobal(self.rect().topLeft()))

    def _escape(self) -> None:
        """What is searched goes first."""
        if self.timeline.search.text():
            self.timeline.search.clear()
        else:
            self.go_back()

    def go_back(self) -> None:
        """To the card or the page one came from."""
        if self._before:
            self._show(self._before.pop())
        elif self._from == "customers" and self.card:
            self.shell.go("customers", customer=self.card.id)
        else:
            self.shell.go(self._from)

    def take_copied(self, data: QMimeData) -> bool:
        """A copied picture, or copied files, are kept with the customer."""
        return self.card is not None and self.attachments.paste(data)

    def offer_drop(self, data: QMimeData, at: QPoint) -> DropOffer | None:
        """Photos and papers are kept with the customer, among their files whatever it is."""
        if self.card is None:
            return None
        strip = self.attachments
        is_there = strip.rect().contains(strip.mapFrom(self, at))
        return taking.offer(self.shell, self, self.card.id, self.card.form.name, data, any_file=is_there)

    # what is drawn

    def _draw_again(self, card: CustomerCard) -> None:
        """The facts keep their place; Qt shows new labels a moment later, and only then they are as high as they will be."""
        at = self._facts.verticalScrollBar().value()
        self._facts.hold(on=True)
        self._draw(card)
        QTimer.singleShot(0, self._facts, partial(self._let_go, at))

    def _let_go(self, at: int) -> None:
        self._facts.settle()
        self._facts.hold(on=False)
        self._facts.verticalScrollBar().setValue(at)

    def _draw(self, card: CustomerCard) -> None:
        parts = Parts(self.signs, card, whole=True)
        clear(self._head)
        self._head.addLayout(first_line(card, parts, self.signs, self.shell, self.go_back))
        for band in parts.bands():
            self._head.addWidget(band)
        self._draw_facts(card, parts)
        self.relations.show_relations(card.id, card.relations)
        self.attachments.show_customer(card.id)
        self.promises.show_customer(card.id)
        self.timeline.show_customer(card.id)
        self.say(card.form.name)

    def _draw_facts(self, card: CustomerCard, parts: Parts) -> None:
        clear(self._known)
        if card.phone:
            self._known.addLayout(parts.number())
        if card.opt_outs:
            self._known.addWidget(parts.refusals())
        if minding := parts.mind():
            self._known.addWidget(minding)
        self._known.addWidget(TradePart(self.signs, card, whole=True))
        if not card.archived_at:
            self._known.addWidget(offers(self.signs, card.id))
        if liked := promises.liked(card):
            self._known.addWidget(plain_label(liked, "green", wrap=True, selectable=True))
        self._known.addLayout(parts.grid(facts.known(card, relations=False)))
        clear(self._sources)
        for part in parts.sources():
            self._sources.addWidget(part)

    # what is done to what happened

    def correct(self, kind: str, key: int) -> None:
        """A talk, a reminder or what was asked for in its form; a sale, a quote or a payment as it stands."""
        match kind:
            case "talk":
                self.shell.log(talk=key)
            case "task":
                self.shell.remind(task=key)
            case "sale":
                self.shell.open_sale(key)
            case "quote":
                self.shell.quote(quote=key)
            case "payment":
                self.shell.go("sales", tab="payments", payment=key)
            case "wanted":
                from ui.ordering import wanted

                wanted.note(self.shell, self, row=key)

    def delete(self, kind: str, key: int) -> None:
        """A talk or a reminder, with the way back."""
        if kind not in ("talk", "task"):
            return
        done = tried(lambda: interactions.delete(key) if kind == "talk" else tasks.delete([key]), self.shell.asks)
        if done:
            self.shell.toast_undo(_("Talk deleted") if kind == "talk" else _("Reminder deleted"), done[1])

    def _tag_menu(self, at: QWidget) -> None:
        below = at.rect().topLeft() if at is self else at.rect().bottomLeft()
        tag_menu(QMenu(self), self.in_view(), self.shell, self.deeds).exec(at.mapToGlobal(below))

    def _blacklist(self) -> None:
        from ui.watch_list import entry_dialog

        entry_dialog.put(self.shell, list(self.in_view()))
