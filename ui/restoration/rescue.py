"""A damaged shop file at the start: says so, and offers the newest backup that works, or the list of all of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from db.core import guarded
from db.core.errors import DamagedError, UserError
from db.core.progress import Progress
from db.services import backup_contents, backups, looking
from db.services.backup_contents import Contents
from db.services.backups import Backup
from db.services.restoring import Fetching
from reports import quote_pdf
from resources.i18n import _
from ui.kit.dialogs import Asks
from ui.looking import looks
from ui.restoration import rescued, words
from ui.restoration.dialog import RestorationDialog
from ui.restoration.waiting import Waiting


class Rescue:
    """Asks, while the shop is not open; `key`: what an encrypted one and its copies open with."""

    def __init__(self, asks: Asks, shop: Path, error: DamagedError, key: bytes | None = None) -> None:
        self._asks, self._shop, self._error, self._key = asks, shop, error, key

    def offer(self) -> bool:
        """Whether a sound file lies in the shop's place now; the damaged one is kept beside it."""
        newest = Waiting(_("Looking for the newest backup that works…")).answer(self._newest)
        name = newest[1].shop if newest else ""
        sentence = words.untouched(name) if name else self._error.sentence  # which can but name the file
        while True:
            ways = self._ways(newest[0] if newest else None)
            choice = self._asks.choose(words.damaged(name), sentence, list(ways), detail=self._detail(newest))
            if choice is None or list(ways.values())[choice]():
                looks.end_all()
                return choice is not None

    def _ways(self, newest: Backup | None) -> dict[str, Callable[[], bool]]:
        """What can be done: whether a sound file lies there then. Who has no key of a guarded shop reads nothing of it."""
        ways: dict[str, Callable[[], bool]] = {}
        if newest:
            ways = {
                _("Fetch this backup back"): partial(self._fetch, newest),
                _("Have a look first"): partial(self._look, newest),
            }
        ways[_("All backups…")] = self._choose
        if self._key is not None or not guarded.is_guarded(self._shop):
            ways[_("Save what can be read…")] = self._save
        return ways

    def _save(self) -> bool:
        """As a workbook, for the day no copy works; then it is asked again."""
        proposed = Path.home() / f"{_('What could be read')}.xlsx"
        out = self._asks.save_file(_("Save what can be read…"), "Excel (*.xlsx)", proposed)
        if out is None:
            return False
        key = self._key if guarded.is_encrypted(self._shop) else None
        try:
            said = Waiting(_("Reading what can be read…")).answer(partial(rescued.save, out, self._shop, key, self._shop))
        except UserError as error:
            self._asks.error(error)
        else:
            self._asks.tell(_("What could be read"), said)
        return False

    def _detail(self, newest: tuple[Backup, Contents] | None) -> str:
        if newest is None:
            return _("There is no backup on this computer that works. Is there one on a USB stick?")
        backup, contents = newest
        sentence = _("The newest backup that works is of {when}.").format(when=words.moment(backup))
        return "\n".join([sentence, words.lacking(contents.loss), _("The damaged file is kept as well.")])

    def _newest(self, progress: Progress) -> tuple[Backup, Contents] | None:
        there = backups.kept(self._shop)
        for done, backup in enumerate(there):
            progress(words.moment(backup), done, len(there))
            contents = backup_contents.look_into(backup, self._shop, self._key)
            if contents.sound:
                return backup, contents
        return None

    def _fetch(self, backup: Backup) -> bool:
        fetching = Fetching(backup, self._shop, quote_pdf.make, key=self._key, is_damaged=True)
        try:
            waiting = Waiting(_("Fetching back the backup of {when}…").format(when=words.moment(backup)))
            waiting.answer(fetching.prepare)
            fetching.put_in_place()
        except UserError as error:
            self._asks.error(error)
            return False
        return True

    def _look(self, backup: Backup) -> bool:
        """Show what it holds in a window of its own; then it is asked again."""
        try:
            laid = Waiting(_("Opening the backup to look at it…")).answer(
                lambda progress: looking.lay(backup.path, self._shop, progress)
            )
        except UserError as error:
            self._asks.error(error)
        else:
            looks.show(laid, backup)
        return False

    def _choose(self) -> bool:
        dialog = RestorationDialog(self._asks, self._shop, Fetching.put_in_place, is_damaged=True, key=self._key)
        dialog.exec()
        return dialog.done_with is not None
