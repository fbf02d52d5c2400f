"""The page that lies over everything while nobody is in: who it is, the password, and the way for who forgot it."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QVBoxLayout, QWidget

from db.core import session, tries
from db.core.errors import DamagedError, UserError
from db.services import entry
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import Card, column, row
from ui.kit.chips import chip
from ui.kit.fields import LineEdit
from ui.kit.icons import icon
from ui.kit.labels import button, plain_label, set_button_text, set_text
from ui.locking.proving import Proof

_WIDE: Final = 26  # letters
_SECOND: Final = 1000  # ms
_MOST_NAMES: Final = 6


class LockPage(QFrame):
    """Says nothing but the names of who may come in. `came_in`: the file is open and somebody acts; what was typed, where the
    paper let them in.
    `damaged`: the owner's password is right, but the file can't be read (the error, the key).
    """

    came_in = Signal(str)
    damaged = Signal(object, object)

    def __init__(self, shop: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._by_paper = shop, False
        self._proof: Proof | None = None
        self.setProperty("ground", "paper")
        self.setAutoFillBackground(True)
        self.people = entry.who(shop)
        self.name = next((one.name for one in self.people), session.owner())
        self._second = QTimer(self, interval=_SECOND)
        self._second.timeout.connect(self._count_down)
        around = column(self, margin=16)
        around.addStretch(1)
        line = row()
        line.addStretch(1)
        line.addWidget(self._card())
        line.addStretch(1)
        around.addLayout(line)
        around.addStretch(2)
        self._count_down()

    def _card(self) -> QWidget:
        card = Card(spacing=12)
        card.setFixedWidth(round(theme.px() * _WIDE))
        body: QVBoxLayout = card.body
        sign = plain_label()
        sign.setPixmap(icon("lock", "accent_text").pixmap(QSize(36, 36)))
        body.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = plain_label(_("Locked now"), "title")
        body.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(self._names())
        self.words = plain_label("", "muted", wrap=True)
        body.addWidget(self.words)
        self.box = LineEdit()
        self.box.returnPressed.connect(self.try_it)
        self.box.textEdited.connect(lambda _text: self._say(""))
        show = button(_("Show"), self._show, kind="link")
        show.setCheckable(True)
        typed = row(spacing=6)
        typed.addWidget(self.box, 1)
        typed.addWidget(show)
        self.show_letters = show
        body.addLayout(typed)
        self.problem = plain_label("", "amber", wrap=True)
        body.addWidget(self.problem)
        self.go = button(_("Come in"), self.try_it, kind="primary")
        body.addWidget(self.go)
        self.other = button("", self._other_way, kind="link")
        body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        self._ask(by_paper=False)
        return card

    def _names(self) -> QWidget:
        """One press for each person; a shop of one needs none."""
        holder = QWidget()
        body, group = row(holder, spacing=6), QButtonGroup(holder)
        body.addStretch(1)
        for one in self.people[:_MOST_NAMES]:
            made = chip(session.shown(one.name), partial(self._choose, one.name), on=one.name == self.name)
            group.addButton(made)
            body.addWidget(made)
        body.addStretch(1)
        holder.setVisible(len(self.people) > 1)
        self.names = holder
        return holder

    def _choose(self, name: str) -> None:
        self.name = name
        self._say("")
        self.box.clear()
        self.box.setFocus()

    def _ask(self, by_paper: bool) -> None:
        """For the password, or for the paper's words."""
        self._by_paper = by_paper
        self.names.setVisible(not by_paper and len(self.people) > 1)
        name = _("Spare password") if by_paper else _("Password")
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText("XXXX-XXXX-XXXX-…" if by_paper else name)
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if by_paper else QLineEdit.EchoMode.Password)
        self.show_letters.setVisible(not by_paper)
        self.show_letters.setChecked(False)
        says = _("Please type the nine groups of the printed spare password. Hyphens and capital letters do not matter.")
        set_text(self.words, says if by_paper else "")
        self.words.setVisible(by_paper)
        set_button_text(self.other, _("I have the password") if by_paper else _("I forgot the password"))
        self._say("")
        self.box.clear()
        self.box.setFocus()

    def _other_way(self) -> None:
        self._ask(by_paper=not self._by_paper)

    def _show(self) -> None:
        shown = self.show_letters.isChecked()
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.box.setFocus()

    def begin(self) -> None:
        """The keyboard is here."""
        self.box.setFocus()

    def try_it(self) -> None:
        """Try what was typed; the window answers meanwhile."""
        typed, name, by_paper = self.box.text(), self.name, self._by_paper
        if not typed or not self.go.isEnabled():
            return
        self._say("")
        self.go.setEnabled(False)
        work = partial(entry.by_paper, self._shop, typed) if by_paper else partial(entry.by_password, self._shop, name, typed)
        self._proof = Proof(work, self._proved, self._failed)

    def _proved(self, fittings: list[entry.Fitting]) -> None:
        try:
            entry.come_in_with(self._shop, fittings, "" if self._by_paper else self.name)
        except UserError as error:
            self._failed(error)
            if isinstance(error, DamagedError) and (owners := [one for one in fittings if one.is_owner]):
                self.damaged.emit(error, owners[0].key)
            return
        self.go.setEnabled(True)
        paper = self.box.text() if self._by_paper else ""
        self.box.clear()
        self.came_in.emit(paper)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.go.setEnabled(True)
        self._say(error.sentence)
        self.box.selectAll()
        self.box.setFocus()
        self._count_down()

    def _say(self, sentence: str) -> None:
        set_text(self.problem, sentence)
        self.problem.setVisible(bool(sentence))

    def _count_down(self) -> None:
        """While the next try has to wait it is said how long."""
        left = int(tries.wait(self._shop) + 0.999)
        if left > 0:
            self._second.start()
            self._say(_("Too many wrong passwords. The next one can be tried in {count} seconds.").format(count=left))
        elif self._second.isActive():
            self._second.stop()
            self._say("")
        if self._proof is None or left > 0 or not self.go.isEnabled():
            self.go.setEnabled(left <= 0)
