"""Small dialogs about passwords: change one's own, set another after the paper opened, prove who it is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from db.core import session
from db.core.errors import UserError
from db.services import keys, options, spare_password
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column
from ui.kit.dialogs import button_row
from ui.kit.fields import LineEdit
from ui.kit.labels import name_label, plain_label, set_text
from ui.kit.page import Shell
from ui.locking.password_boxes import NewPassword, password_box
from ui.locking.proving import Proof

_WIDE = 26  # letters


class PasswordDialog(QDialog):
    """Asks for the password there is (`old`), the spare password (`paper`), a new one, or several of them, and does `act` with
    what was typed, beside the window; `then` hears the answer.
    """

    def __init__(
        self, parent: QWidget | None, title: str, words: str, yes: str, act: Callable[..., Any], then: Callable[[Any], object],
        *, old: str = "", paper: bool = False, new: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._act, self._then = act, then
        self._proof: Proof | None = None
        self.setWindowTitle(title)
        self.setMinimumWidth(round(theme.px() * _WIDE))
        self._body = body = column(self, margin=20, spacing=8)
        body.addWidget(plain_label(title, "title", wrap=True))
        body.addWidget(plain_label(words, "muted", wrap=True))
        self.old = password_box(old or _("Your password"))
        self.paper = LineEdit()
        self.paper.setAccessibleName(_("Spare password"))
        self.new = NewPassword(options.text("shop_name"), session.actor())
        self._asked: list[QWidget] = []
        for box, is_asked in ((self.old, bool(old)), (self.paper, paper)):
            if is_asked:
                body.addWidget(name_label(box.accessibleName(), box))
                body.addWidget(box)
                self._asked.append(box)
            else:
                box.setParent(None)
        if new:
            body.addWidget(self.new)
            self._asked.append(self.new)
            self.new.entered.connect(self.accept)
            self.new.changed.connect(self._fit)
        self.problem = plain_label("", "amber", wrap=True)
        self.problem.hide()
        body.addWidget(self.problem)
        self.buttons = button_row(self, yes)
        body.addWidget(self.buttons)
        self.finished.connect(self.deleteLater)
        (self.new.first if self._asked[0] is self.new else self._asked[0]).setFocus()

    def accept(self) -> None:
        """Try it; what is wrong is said here."""
        if self._proof is not None:
            return
        if self.new in self._asked and (problem := self.new.problem()):
            self._say(problem)
            return
        typed = [self.old.text()] if self.old in self._asked else []
        typed += [self.new.password()] if self.new in self._asked else []
        typed += [self.paper.text()] if self.paper in self._asked else []
        self._proof = Proof(partial(self._act, *typed), self._done, self._failed)

    def _done(self, answer: Any) -> None:
        self._proof = None
        super().accept()
        self._then(answer)

    def _failed(self, error: BaseException) -> None:
        self._proof = None
        if not isinstance(error, UserError):
            raise error
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        set_text(self.problem, sentence)
        self.problem.show()
        self._fit()

    def _fit(self) -> None:
        """Grow with the words about the password, once they have their letters: a second line is read whole."""

        def fit() -> None:
            self._body.activate()
            self.resize(self.width(), max(self.height(), self._body.totalHeightForWidth(self.width())))

        QTimer.singleShot(0, self, fit)


def change_own(shell: Shell) -> None:
    """改密碼: the old one, and a new one twice."""
    words = _(
        "From then on the shop opens with the new one; backups made before still open with the old one."
        " The spare password on paper stays as it is."
    )
    done = lambda _answer: shell.toast(_("The password is changed."))  # noqa: E731 - what is said when it worked
    PasswordDialog(
        _parent(shell),
        _("Change your password"),
        words,
        _("Change"),
        keys.change_password,
        done,
        old=_("Your password now"),
        new=True,
    ).open()


def after_paper(shell: Shell, paper: str) -> None:
    """Who came in with the `paper`, as it was typed, sets a new password."""
    words = _("The spare password let you in. Set a new password now, or the paper is needed each time.")
    done = lambda _answer: shell.toast(_("The password is changed. The paper stays valid; put it away again."))  # noqa: E731 - the same
    act = partial(keys.reset_password, paper=paper)
    PasswordDialog(_parent(shell), _("A new password"), words, _("Set it"), act, done, new=True).open()


def try_paper(shell: Shell) -> None:
    """試一試紙上的備用密碼: typed in, it opens nothing, but it is certain that it would."""
    words = _("Fetch the paper and type it in. Nothing is opened or changed; you only see that it is still the right one.")
    done = lambda _answer: shell.toast(_("The spare password is right. Put the paper away again."))  # noqa: E731 - the same
    act = spare_password.try_out
    PasswordDialog(_parent(shell), _("Try the spare password"), words, _("Try it"), act, done, paper=True).open()


def prove(shell: Shell, title: str, words: str, yes: str, act: Callable[[str], Any], then: Callable[[Any], object]) -> None:
    """Ask for the password of who acts, and do `act` with it beside the window."""
    PasswordDialog(_parent(shell), title, words, yes, act, then, old=_("Your password")).open()


def _parent(shell: Shell) -> QWidget | None:
    return shell if isinstance(shell, QWidget) else None
