"""A damaged shop file at the start: says so, and offers the newest backup that works, or the list of all of them."""

from pathlib import Path
from typing import Any

from db.core.errors import DamagedError, UserError
from db.core.progress import Progress
from db.services import backup_contents, backups
from db.services.backup_contents import Contents
from db.services.backups import Backup
from resources.i18n import _
from ui.kit import jobs
from ui.kit.dialogs import Asks
from ui.restoration import words
from ui.restoration.dialog import RestorationDialog


class Rescue:
    """Asks before there is a window."""

    def __init__(self, asks: Asks, shop: Path, error: DamagedError) -> None:
        self._asks, self._shop, self._error = asks, shop, error

    def offer(self) -> bool:
        """Whether a sound file lies in the shop's place now; the damaged one is kept beside it."""
        newest = self._answer(lambda _progress: self._newest())
        while True:
            ways = [_("Fetch this backup back")] * (newest is not None) + [_("Have a look first")]
            choice = self._asks.choose(_("The shop file is damaged"), self._error.sentence, ways, detail=self._detail(newest))
            if choice is None:
                return False
            if self._fetch(newest[0]) if newest is not None and choice == 0 else self._look():
                return True

    def _detail(self, newest: tuple[Backup, Contents] | None) -> str:
        if newest is None:
            return _("There is no backup on this computer that works. Is there one on a USB stick?")
        backup, contents = newest
        sentence = _("The newest backup that works is of {when}.").format(when=words.moment(backup))
        return "\n".join([sentence, words.lacking(contents.loss), _("The damaged file is kept as well.")])

    def _newest(self) -> tuple[Backup, Contents] | None:
        for backup in backups.kept(self._shop):
            contents = backup_contents.look_into(backup, self._shop)
            if contents.sound:
                return backup, contents
        return None

    def _fetch(self, backup: Backup) -> bool:
        def work(_progress: Progress) -> Path | None:
            return backups.restore(backup.path, self._shop)

        try:
            self._answer(work)
        except UserError as error:
            self._asks.error(error)
            return False
        return True

    def _look(self) -> bool:
        dialog = RestorationDialog(self._asks, self._shop, lambda: backups.put_in_place(self._shop))
        dialog.exec()
        return dialog.done_with is not None

    @staticmethod
    def _answer(work: jobs.Work) -> Any:
        """The worker's answer, waited for; its error is raised here."""
        answers: list[object] = []
        errors: list[BaseException] = []
        jobs.start(work, answers.append, errors.append, quiet=True)
        jobs.runner().wait()
        if errors:
            raise errors[0]
        return answers[0]
