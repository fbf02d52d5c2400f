"""只救回這一位: seek somebody in a copy, see what comes back, and fetch just them into the open shop."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QDialog, QVBoxLayout, QWidget

from db.core.errors import UserError
from db.core.journal import saving
from db.services import fetching
from db.services.fetching import Difference, Found, Plan
from db.services.looking import Laid
from resources.i18n import N_, _
from ui.kit import jobs, theme
from ui.kit.card import Card, column, foot, row
from ui.kit.cells import Cell
from ui.kit.choice import Choice
from ui.kit.clearing import clear
from ui.kit.dialogs import Asks
from ui.kit.fields import SearchBox
from ui.kit.labels import button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.scroll import ScrollColumn
from ui.kit.table import Column, TableModel
from ui.looking import fetch_words

_PAUSE: Final = 250  # ms after the last key
_AROUND: Final = 90  # pixels of the screen left free
COLUMNS: Final = (
    Column("name", N_("Customer"), lambda one: Cell(one.name, bold=True), 9.0, sorts=False),
    Column("phone", N_("Phone"), lambda one: Cell(one.phone), 9.0, sorts=False),
    Column("city", N_("City"), lambda one: Cell(one.city, tone="muted"), 5.0, sorts=False, leaves=1),
)


class FetchDialog(QDialog):
    """Over a copy that was laid out, which goes with the dialog. `done(name, unit)` once somebody was fetched back."""

    def __init__(self, asks: Asks, laid: Laid, when: str, done: Callable[[str, int | None], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._asks, self._laid, self._done = asks, laid, done
        self._found: dict[int, Found] = {}
        self.plan: Plan | None = None
        self._taken: set[str] = set()
        self.choices: dict[tuple[str, bool], Choice] = {}
        self._is_closed = False
        self.setWindowTitle(_("Fetch one customer back"))
        room = self.screen().availableSize()
        self.resize(min(round(theme.px() * 58), room.width() - _AROUND), min(round(theme.px() * 36), room.height() - _AROUND))
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("Whom do you want to fetch back?"), "title"))
        body.addWidget(
            plain_label(
                _("From the backup of {when}. Only this one customer changes; you can take it back.").format(when=when), "muted"
            )
        )
        halves = row(spacing=14)
        halves.addLayout(self._seek(), 1)
        halves.addWidget(self._card(), 1)
        body.addLayout(halves, 1)
        cancel = button(_("Cancel"), self.reject)
        self.go = button(_("Fetch this customer back"), self.fetch, kind="primary")
        body.addLayout(foot(cancel, self.go))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.seek)
        self.finished.connect(self._closed)
        self._show(None)
        self.box.setFocus()
        self.seek()

    def _seek(self) -> QVBoxLayout:
        made = column(spacing=8)
        self.box = SearchBox(_("Name, phone, address…"))
        self.box.searched.connect(lambda _text: self._soon.start())
        made.addWidget(self.box)
        self.model = TableModel(COLUMNS, self._rows, self)
        self.view = ListView("fetching", self.model)
        self.view.setAccessibleName(_("Customers in the backup"))
        self.view.current_changed.connect(lambda _id: self._look())
        self.box.left_down.connect(self.view.setFocus)
        made.addWidget(self.view, 1)
        return made

    def _card(self) -> Card:
        card = Card(margin=14, spacing=8)
        self.standing = plain_label("", "head", wrap=True)
        self.coming = plain_label("", wrap=True)
        card.body.addWidget(self.standing)
        card.body.addWidget(self.coming)
        self.fields = ScrollColumn(spacing=4)
        card.body.addWidget(self.fields, 1)
        return card

    def _rows(self, ids: Sequence[int]) -> list[Found]:
        return [self._found[one] for one in ids if one in self._found]

    def seek(self) -> None:
        """Show who in the copy matches what is typed."""
        text = self.box.wanted()
        self._start(lambda _progress: fetching.find(self._laid, text), self._show_found)

    def _show_found(self, found: list[Found]) -> None:
        self._found = {one.id: one for one in found}
        self.view.show_ids(array("q", self._found))
        if found and self.view.current_id() not in self._found:
            self.view.choose(found[0].id)
        self._look()

    def _look(self) -> None:
        customer = self.view.current_id()
        if customer is None or customer not in self._found:
            self._show(None)
        elif self.plan is None or self.plan.customer != customer:
            self._start(lambda _progress: fetching.plan(self._laid, customer), self._show)

    def _show(self, plan: Plan | None, refused: str = "") -> None:
        """What would come back of the one in view."""
        self.plan, self.choices = plan, {}
        self._taken.clear()
        nobody = "" if self._found else _("Nobody in the backup is called so.")
        set_text(self.standing, fetch_words.standing(plan) if plan else refused or nobody)
        set_text(self.coming, fetch_words.comes_back(plan) if plan else "")
        self.coming.setVisible(bool(self.coming.text()))
        clear(self.fields.body)
        if plan and plan.differences:
            self.fields.body.addWidget(plain_label(_("What differs: which should stand there?"), "muted", wrap=True))
        for one in plan.differences if plan else ():
            self._ask(one)
        self.fields.body.addStretch(1)
        self.go.setEnabled(plan is not None and not plan.is_needless)

    def _ask(self, one: Difference) -> None:
        self.fields.body.addWidget(plain_label(fetch_words.field(one), "head"))
        group = QButtonGroup(self.fields.body.parentWidget())
        for there in (False, True):
            words = fetch_words.said(one, there=there)
            made = Choice(words, "", not there, group, partial(self._take, one.key, there=there))
            self.choices[one.key, there] = made
            self.fields.body.addWidget(made)

    def _take(self, key: str, *, there: bool) -> None:
        (self._taken.add if there else self._taken.discard)(key)

    def fetch(self) -> None:
        """Fetch the one in view back."""
        if self.plan is None:
            return
        plan, taken = self.plan, frozenset(self._taken)
        self.go.setEnabled(False)

        def then(answer: tuple[int, int | None]) -> None:
            self.accept()
            self._done(plan.name, answer[1])

        self._start(lambda _progress: saving(lambda: fetching.fetch(self._laid, plan.customer, taken)), then)

    def _start(self, work: jobs.Work, then: Callable[..., object]) -> None:
        def told(answer: Any) -> None:
            if not self._is_closed:
                then(answer)

        jobs.start(work, told, self._broken, quiet=True)

    def _broken(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self._is_closed:
            self._show(None, error.sentence)

    def _closed(self) -> None:
        self._is_closed = True
        jobs.start(lambda _progress: self._laid.clear(), lambda _none: None, quiet=True)  # after what reads it
        self.deleteLater()
