"""What the entries of 檔案 do: lists in and out, paper, copies of the shop, another computer, the end of the day."""

from typing import Any

from db.core import file, session
from db.core.errors import CancelledError
from resources.i18n import _
from ui.at_keyboard import AtKeyboard


class FileMenu(AtKeyboard):
    """The part of the commands of one window that concerns the shop as a whole."""

    def start_import(self) -> None:
        """匯入: to the wizard, and there to the choice of files; on the first page what its tile does."""
        if self._window.key in ("welcome", "importing"):
            self._window.page.bring()
        else:
            self._window.go("importing")

    def export(self) -> None:
        """匯出 what the page shows or has chosen; elsewhere all customers."""
        if file.is_open() and not self._window.page.act("export"):
            from db.services.lists import ListQuery, Selection
            from ui.exporting import dialog

            dialog.export(self._window, Selection(query=ListQuery()))

    def print(self) -> None:
        """列印 what the page shows; a page that has a paper of its own looks at it itself."""
        if self._window.page.look_at_paper():
            return
        try:
            work = self._window.page.paper()
        except CancelledError:  # asked what of it, and none
            return
        if work is None:
            self._window.toast(_("There is nothing to print on this page."))
        else:
            self._window.print_out(work)

    def print_again(self) -> None:
        """再印一次: one of the papers printed last."""
        from ui import print_again

        if file.is_open():
            print_again.open_list(self._window)

    def monthly_reports(self) -> None:
        """全部月報印成一份."""
        if file.is_open():
            from ui.reporting import monthly

            monthly.print_all(self._window)

    def month_letter(self) -> None:
        """老闆月報 of the last month."""
        if file.is_open():
            from ui.reporting import monthly

            monthly.print_letter(self._window)

    def backup(self) -> None:
        """備份到隨身碟."""
        if file.is_open():
            self._window.files.backup_to_stick()

    def restore(self) -> None:
        """用備份救回; also where there is no shop file (any more)."""
        self._window.files.restore()

    def move(self) -> None:
        """搬到新電腦."""
        from ui.moving import doors

        doors.move(self._window)

    def move_in(self) -> None:
        """從另一台電腦搬來; also where there is no shop file yet."""
        from ui.moving import doors

        doors.take_in(self._window)

    def folder(self) -> None:
        """打開資料所在資料夾."""
        self._window.files.show_folder()

    def lock(self) -> None:
        """上鎖; a shop without a password is shown how it gets one."""
        if session.is_guarded():
            self._window.guard.lock()
        elif file.is_open():
            from ui.locking import setup

            setup.open_dialog(self._window)

    def quit(self) -> None:
        """結束; the day's page may come before."""
        from ui import closing_offer

        if not closing_offer.shows_page(self._window):
            self._window.close()

    def closing(self) -> None:
        """收工: the day in one page."""
        self._go("closing")

    def _go(self, key: str, **what: Any) -> None:
        if file.is_open():
            self._window.go(key, **what)
