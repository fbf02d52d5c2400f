"""要不要上鎖？ The shop gets a password in four steps: which lock, the password, its paper, two groups typed back."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.core import clock, session
from db.core.errors import ChangedSinceError, UserError
from db.core.keyring import Mode
from db.core.progress import Progress
from db.services import keys, options
from resources.i18n import N_, _
from ui.kit import jobs, theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.fields import LineEdit
from ui.kit.labels import button, name_label, plain_label, set_text
from ui.kit.page import Shell
from ui.locking import older_copies
from ui.locking.password_boxes import NewPassword
from ui.locking.proving import Proof

_SIZE: Final = (40, 31)  # letters
_LOCKED: Final = N_("The shop is locked from now on when nobody is there. Ctrl+Alt+L locks it at once.")
_RENEWED: Final = N_("The shop has a new key. Please destroy the old paper, and give the others a password again.")
_IN_A_ROW: Final = 3  # groups of the spare password, numbered as on the paper


def open_dialog(shell: Shell, mode: Mode | None = None) -> None:
    """Show it; `mode`: which lock is wanted already."""
    dialog = SetupDialog(shell)
    if mode is not None:
        dialog.choose(mode)
    dialog.open()


def renew_paper(shell: Shell, printed: keys.Printed) -> None:
    """The last two steps alone: another spare password on paper."""
    dialog = SetupDialog(shell)
    dialog.setWindowTitle(_("New spare password"))
    dialog.begun(printed)
    dialog.open()


class SetupDialog(QDialog):
    """Nothing counts before the last step; closing it at any step leaves the shop as it was."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self._shell = shell
        self.mode: Mode = "password"
        self.setup: keys.Printed | None = None
        self._proof: Proof | None = None
        self._is_anew = session.is_guarded()  # another key for a shop that has one
        self.setWindowTitle(_("Change the key") if self._is_anew else _("Lock the shop?"))
        self.resize(*(round(theme.px() * letters) for letters in _SIZE))
        self.steps = QStackedWidget()
        body = column(self, margin=22, spacing=12)
        body.addWidget(self.steps, 1)
        self.problem = plain_label("", "amber", wrap=True)
        self.problem.hide()
        body.addWidget(self.problem)
        for make in (self._which, self._password, self._paper, self._read_back):
            self.steps.addWidget(make())
        self.finished.connect(self.deleteLater)

    def _step(self, title: str, words: str) -> tuple[QWidget, QVBoxLayout]:
        step = QWidget()
        body = column(step, spacing=10)
        body.addWidget(plain_label(title, "title", wrap=True))
        body.addWidget(plain_label(words, "muted", wrap=True))
        return step, body

    def _foot(self, body: QVBoxLayout, label: str, do: Callable[[], object]) -> Any:
        body.addStretch(1)
        line = row(spacing=10)
        line.addWidget(button(_("Not now"), self.reject))
        line.addStretch(1)
        go = button(label, do, kind="primary")
        go.setAutoDefault(False)
        line.addWidget(go)
        body.addLayout(line)
        return go

    def _which(self) -> QWidget:
        step, body = self._step(_("Lock the shop?"), _("You decide; it can be changed at any time under Settings, Security."))
        self.choices = {}
        offered: tuple[tuple[Mode | None, str, str], ...] = (
            (None, _("No, only I use this computer"), _("No password. Everybody at this computer sees everything.")),
            (
                "password",
                _("Ask for a password when it opens"),
                _("Keeps the curious out. Who takes the file or the computer along can still read it with other programs."),
            ),
            (
                "encrypted",
                _("A password, and the whole file is encrypted (advised: a laptop, or staff)"),
                _("A stolen computer or stick shows nothing. Without password and spare password nobody can open it any more."),
            ),
        )
        for mode, title, words in offered:
            card = Card(margin=12, spacing=4)
            line = row(spacing=12)
            text = column(spacing=2)
            text.addWidget(plain_label(title, "head", wrap=True))
            text.addWidget(plain_label(words, "muted", wrap=True))
            line.addLayout(text, 1)
            do = self._not_wanted if mode is None else partial(self.choose, mode)
            take = button(_("Choose"), do, kind="primary" if mode == "encrypted" else "")
            take.setAccessibleName(title)
            take.setAutoDefault(False)
            self.choices[mode] = take
            line.addWidget(take)
            card.body.addLayout(line)
            body.addWidget(card)
        body.addStretch(1)
        later = row()
        later.addWidget(button(_("Ask me again in a week"), self.reject, kind="link"))
        later.addStretch(1)
        body.addLayout(later)
        return step

    def _not_wanted(self) -> None:
        from ui.locking import offer

        offer.never()
        self.reject()

    def choose(self, mode: Mode) -> None:
        """This lock is wanted: on to the password."""
        self.mode = mode
        self._show(1)
        self.name.setFocus()

    def _password(self) -> QWidget:
        step, body = self._step(
            _("A password only you know"), _("Eight letters or more; a short sentence is easy to keep in mind. Chinese is fine.")
        )
        self.name = LineEdit(session.shown(session.actor()) if self._is_anew else _("Owner"))
        self.name.setAccessibleName(_("What you are called on the lock page"))
        body.addWidget(name_label(self.name.accessibleName(), self.name))
        body.addWidget(self.name)
        self.password = NewPassword(options.text("shop_name"))
        self.password.entered.connect(self._begin)
        body.addWidget(self.password)
        self.on = self._foot(body, _("Go on"), self._begin)
        return step

    def _begin(self) -> None:
        """Wrap the new key, beside the window."""
        if problem := self.password.problem():
            self._say("" if self.password.has_said() else problem)
            return
        self._say("")
        self.on.setEnabled(False)
        mode, password, name = self.mode, self.password.password(), self.name.text()
        self._proof = Proof(lambda: keys.begin(mode, password, name), self.begun, self._failed)

    def begun(self, setup: keys.Printed) -> None:
        """The spare password is made: on to the paper."""
        self.setup = setup
        self.on.setEnabled(True)
        clear(self.groups)
        for at, group in enumerate(setup.paper.split("-")):
            label = plain_label(f"{at + 1}.  {group}", "title", selectable=True)
            self.groups.addWidget(label, *divmod(at, _IN_A_ROW), Qt.AlignmentFlag.AlignHCenter)
        for box, place in zip(self.typed, setup.asked, strict=True):
            box.setPlaceholderText(_("Group {number}").format(number=place + 1))
            box.setAccessibleName(box.placeholderText())
            box.clear()
        self._show(2)
        self.print_it.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.on.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._say(error.sentence)

    def _paper(self) -> QWidget:
        step, body = self._step(
            _("Print your spare password"),
            _("It opens the shop when the password is forgotten. Keep it with the seals and the bank book."),
        )
        card = Card(margin=18)
        self.groups = QGridLayout()
        card.body.addLayout(self.groups)
        body.addWidget(card)
        line = row(spacing=10)
        self.print_it = button(_("Print it"), self._print, icon="printer", kind="primary")
        line.addWidget(self.print_it)
        by_hand = _("Without a printer: copy it by hand, or take a photo, write it down at home and delete the photo.")
        line.addWidget(plain_label(by_hand, "muted", wrap=True), 1)
        body.addLayout(line)
        body.addWidget(
            plain_label(_("If the password and this paper are both lost, nobody can open the data any more."), "amber", wrap=True)
        )
        self._foot(body, _("I have it on paper"), self._to_typing)
        return step

    def _to_typing(self) -> None:
        self._show(3)
        self.typed[0].setFocus()

    def _print(self) -> None:
        from reports import paper_key_pdf
        from ui.papers import look
        from ui.papers.paper import Paper

        setup = self.setup
        if setup is None:
            return
        shop, day = options.text("shop_name"), clock.today()
        make = lambda wish: paper_key_pdf.make(  # noqa: E731 - a paper says how it is made
            setup.paper, shop, day, wish.republic_years, encrypted=setup.mode == "encrypted"
        )
        name = _("Spare password")
        look(self._shell, Paper(name, name, make, kind="spare_password", sheets=()))

    def _read_back(self) -> QWidget:
        step, body = self._step(
            _("Type two groups from the paper"), _("Then it is certain that the paper can be read. Nothing is locked before.")
        )
        self.typed: list[LineEdit] = []
        for _number in range(keys.ASKED):
            box = LineEdit()
            box.setMaximumWidth(round(theme.px() * 12))
            box.setEchoMode(QLineEdit.EchoMode.Normal)
            box.returnPressed.connect(self._next)
            body.addWidget(box)
            self.typed.append(box)
        back = button(_("Look at the paper once more"), lambda: self._show(2), kind="link")
        body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.lock = self._foot(body, _("It is right, go on"), self._finish)
        return step

    def _next(self) -> None:
        empty = next((box for box in self.typed if not box.text()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self._finish()

    def _finish(self) -> None:
        """Write it, on the worker, and let the file be opened anew."""
        setup = self.setup
        if setup is None or not self.lock.isEnabled():
            return
        try:
            setup.refuse_unread(tuple(box.text() for box in self.typed))
        except UserError as error:
            self._say(error.sentence)
            return
        self._say("")
        self.lock.setEnabled(False)

        def work(progress: Progress) -> None:
            setup.prepare(progress)

        jobs.start(work, lambda _done: self._put_in_place(setup), self._not_done, title=_("Locking the shop…"))

    def _put_in_place(self, setup: keys.Printed) -> None:
        try:
            jobs.runner().rest()
            setup.finish()
        except ChangedSinceError:  # something was saved meanwhile: once more
            self.lock.setEnabled(True)
            self._finish()
            return
        except UserError as error:
            self._not_done(error)
            return
        self.accept()
        self._shell.do("refresh")
        said = _("The new spare password is valid; please destroy the old paper.")
        if isinstance(setup, keys.Setup):
            said = _(_RENEWED if self._is_anew else _LOCKED)
        self._shell.toast(said)
        if setup.mode == "encrypted" and not self._is_anew:
            older_copies.offer(self._shell, lambda: self._shell.do("refresh"))

    def _not_done(self, error: BaseException) -> None:
        self.lock.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._say(error.sentence)

    def _show(self, step: int) -> None:
        self._say("")
        self.steps.setCurrentIndex(step)

    def _say(self, sentence: str) -> None:
        set_text(self.problem, sentence)
        self.problem.setVisible(bool(sentence))
