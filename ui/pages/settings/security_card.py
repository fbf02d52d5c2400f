"""安全: how the shop is locked, in one sentence, and what can be done about it."""

from collections.abc import Callable
from typing import Any, Final

from db.core import session
from db.core.errors import UserError
from db.core.keyring import Mode
from db.core.progress import Progress
from db.core.values import dates
from db.services import keys, spare_password
from resources.i18n import N_, _
from ui.kit import jobs
from ui.kit.card import Card, row
from ui.kit.labels import button, hairline, plain_label
from ui.kit.page import Shell
from ui.kit.pill import Pill
from ui.locking import older_copies

_SAID: Final[dict[Mode | None, tuple[str, str, str]]] = {
    None: ("amber", N_("Not locked"), N_("Everybody at this computer can open the shop and see everything.")),
    "password": (
        "amber",
        N_("Password, file not encrypted"),
        N_("The program asks for the password. Who takes the file along can read it with other programs."),
    ),
    "encrypted": (
        "green",
        N_("Password, file encrypted"),
        N_("The file and its backups show nothing without the password or the spare password."),
    ),
}


class SecurityCard(Card):
    """Drawn for how the shop is guarded now; `changed` draws the section anew."""

    def __init__(self, shell: Shell, changed: Callable[[], object]) -> None:
        super().__init__(spacing=10)
        self._shell, self._changed = shell, changed
        mode = keys.mode()
        hue, title, words = _SAID[mode]
        if mode == "encrypted" and older_copies.count():
            hue, words = "amber", N_("The file and its newer backups show nothing without the password or the spare password.")
        head = row(spacing=10)
        head.addWidget(plain_label(_("Lock and password"), "head"))
        head.addWidget(Pill(_(title), hue))
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(plain_label(_(words), "muted", wrap=True))
        for label, do, hint in self._acts(mode):
            self.body.addWidget(hairline())
            line = row(spacing=12)
            line.addWidget(plain_label(hint, "muted", wrap=True), 1)
            line.addWidget(button(label, do, kind="primary" if mode is None else ""))
            self.body.addLayout(line)

    def _acts(self, mode: Mode | None) -> list[tuple[str, Callable[[], object], str]]:
        is_owner = session.person().role == "owner"
        if mode is None:
            return [(_("Lock the shop…"), self._set_up, _("A password, and if you like the whole file encrypted."))]
        found: list[tuple[str, Callable[[], object], str]] = [(_("Change password…"), self._change, _("Your own password."))]
        if not is_owner:
            return found
        anew = _("For a paper that is hard to read. Backups made before still open with the old one.")
        found.append((_("New spare password…"), self._paper, anew))
        found.append((_("Try the spare password…"), self._try_paper, self._tried()))
        if mode == "password":
            found.append((_("Encrypt the file…"), self._encrypt, _("Advised for a laptop, or where staff work.")))
            found.append((_("No longer ask…"), self._unguard, _("Nobody is asked for a password any more.")))
        else:
            hint = _(
                "For a password or paper that got into other hands: writes the file anew under a new key."
                " Only your password and a new paper open it; others get a password from you again."
                " Backups made before open as they did."
            )
            found.append((_("Change the key…"), self._rekey, hint))
            found.append((_("No longer encrypt…"), self._decrypt, _("The password is still asked for.")))
            found += self._older()
        return found

    def _older(self) -> list[tuple[str, Callable[[], object], str]]:
        """What to do with backups of before the file was encrypted."""
        if not (count := older_copies.count()):
            return []
        delete = _("They are gone then; the newer, encrypted ones stay.")
        return [
            (_("Encrypt older backups"), lambda: older_copies.encrypt(self._shell, self._done), older_copies.words(count)),
            (_("Delete older backups…"), lambda: older_copies.delete(self._shell, self._done), delete),
        ]

    def _tried(self) -> str:
        day = spare_password.last_tried()
        said = dates.shown(day) if day else ""
        due = _("It was last tried more than a year ago ({day}). Please look whether the paper is still there.")
        return (due if spare_password.is_due() else _("Once a year, so that it is certain. Last: {day}")).format(day=said)

    def _try_paper(self) -> None:
        from ui.locking import password_dialog

        password_dialog.try_paper(self._shell)

    def _set_up(self, mode: Mode | None = None) -> None:
        from ui.locking import setup

        setup.open_dialog(self._shell, mode)

    def _change(self) -> None:
        from ui.locking import password_dialog

        password_dialog.change_own(self._shell)

    def _paper(self) -> None:
        from ui.locking import password_dialog, setup

        words = _(
            "A new paper is printed. Once you have typed two groups of it, the shop opens with the new one only; backups made"
            " before still open with the old one."
        )
        then = lambda printed: setup.renew_paper(self._shell, printed)  # noqa: E731 - what follows the password
        password_dialog.prove(self._shell, _("New spare password"), words, _("Make it"), keys.new_paper, then)

    def _encrypt(self) -> None:
        words = _(
            "The file is written anew; this takes a moment. Backups made before stay readable;"
            " afterwards you are asked what is to become of them."
        )
        self._prove(_("Encrypt the file"), words, _("Encrypt"), keys.prepare_encrypted, keys.finish_encrypted)

    def _rekey(self) -> None:
        from ui.locking import password_dialog

        words = _("First your password as it is now; then a new password and a new paper.")
        then = lambda _none: self._set_up("encrypted")  # noqa: E731 - what follows the password
        password_dialog.prove(self._shell, _("Change the key"), words, _("Go on"), keys.prove, then)

    def _decrypt(self) -> None:
        words = _("From then on who takes the file or the computer along can read everything in it.")
        self._prove(_("No longer encrypt"), words, _("No longer encrypt"), keys.prepare_plain, keys.finish_plain)

    def _unguard(self) -> None:
        from ui.locking import password_dialog

        words = _("Everybody at this computer then opens the shop and sees everything, phones and sums too.")
        act = keys.unguard
        password_dialog.prove(
            self._shell, _("No longer ask for a password"), words, _("No longer ask"), act, lambda _a: self._done()
        )

    def _prove(self, title: str, words: str, yes: str, prepare: Callable[..., Any], finish: Callable[[Any], object]) -> None:
        """The password first, then the long part on the worker, then the window's part."""
        from ui.locking import password_dialog

        def then(password: str) -> None:
            work: Callable[[Progress], Any] = lambda progress: prepare(password, progress)  # noqa: E731 - one line of work
            jobs.start(work, lambda prepared: self._finish(finish, prepared), title=title)

        password_dialog.prove(self._shell, title, words, yes, lambda password: password, then)

    def _finish(self, finish: Callable[[Any], object], prepared: Any) -> None:
        jobs.runner().rest()
        try:
            finish(prepared)
        except UserError as error:
            self._shell.asks.error(error)
        self._done()
        if keys.mode() == "encrypted":
            older_copies.offer(self._shell, self._done)

    def _done(self) -> None:
        self._shell.do("refresh")
        self._changed()
