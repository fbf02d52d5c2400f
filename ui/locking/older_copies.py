"""Backups of before the shop was encrypted, which anybody can read: encrypted too, or deleted."""

from collections.abc import Callable

from db.core import file
from db.services import plain_copies
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.page import Shell


def count() -> int:
    """How many lie beside the open shop."""
    return len(plain_copies.found(file.current_path()))


def words(count: int) -> str:
    """That they can be read."""
    said = ngettext(
        "{count} older backup is not encrypted: who takes it can read it.",
        "{count} older backups are not encrypted: who takes them can read them.",
        count,
    )
    return said.format(count=count)


def offer(shell: Shell, done: Callable[[], object] = lambda: None) -> None:
    """The last step of encrypting a shop: what is to become of them."""
    if not (found := count()):
        return
    answer = shell.asks.choose(
        _("Older backups"),
        words(found),
        [_("Encrypt them, too"), _("Delete them…")],
        detail=_("Copies on sticks stay readable: back up to the stick again, and delete the older ones there."),
        no=_("Later"),
    )
    if answer is not None:
        (encrypt, delete)[answer](shell, done)


def encrypt(shell: Shell, done: Callable[[], object]) -> None:
    """All of them, on the worker."""

    def told(made: int) -> None:
        said = ngettext("{count} older backup is encrypted now.", "{count} older backups are encrypted now.", made)
        shell.toast(said.format(count=made))
        done()

    jobs.start(plain_copies.encrypt, told, title=_("Encrypting older backups…"))


def delete(shell: Shell, done: Callable[[], object]) -> None:
    """All of them, once the owner says so."""
    gone = _("Backups that are not encrypted are deleted and can't be fetched back any more.")
    if shell.asks.confirm(_("Delete older backups?"), gone, _("Delete"), danger=True):
        plain_copies.delete()
        done()
