"""Starts the window: dresses the program, opens the shop file or welcomes the owner, and lives until the window closes."""

import gc
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from db.core import file, guarded, lock, place, session
from db.core.errors import BusyError, DamagedError, UserError
from resources import i18n, path
from resources.i18n import _
from ui import bug_log, errors, preloading
from ui.kit import clipboard, counter, jobs, settings, theme
from ui.kit.dialogs import Asks
from ui.kit.first_paint import FirstPaint
from ui.looking import looks
from ui.main_window import MainWindow
from ui.safety import Safety
from ui.shop_files import shop_path

_WINDOW: Final = "window"  # beside it in the data folder lies the lock of the one window
_LEISURE: Final = 1500  # ms after the first paint: what was asked for at once has come
_LOOK_FOR_CALLS: Final = 700  # milliseconds between two looks for a second start
_PATIENCE: Final = 3.0  # seconds a second start waits for the window to hear it
_LOOK_FOR_REST: Final = 60_000  # ms between two looks whether there is time to tidy the search index
_FIRST_REST: Final = 8_000  # ms after the start: what can be offered is to stand on Today while the owner still reads it


class Application:
    """The program's window and what belongs to the process around it."""

    def __init__(self, arguments: list[str]) -> None:
        instance = QApplication.instance()
        self.qt = instance if isinstance(instance, QApplication) else QApplication([*arguments, "-style", "fusion"])
        self.qt.setApplicationName("Shukebu")
        self.qt.setDesktopFileName("shukebu")
        self.qt.setWindowIcon(QIcon(str(path("icons", "shukebu.svg"))))
        self._translator = QTranslator()
        self.dress()
        self.crashes = errors.Crashes(Asks(), file.data_folder() / "log")
        self.qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    def dress(self) -> None:
        """Apply the machine's language, scheme and size of the letters."""
        i18n.use(settings.get("language", i18n.DEFAULT))
        QLocale.setDefault(QLocale(i18n.language()))
        self.qt.removeTranslator(self._translator)
        if i18n.language() != "en":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._translator.load(f"qtbase_{i18n.language()}", folder)
            self.qt.installTranslator(self._translator)
        theme.apply(self.qt, settings.get("scheme", "system"), settings.get("size", "large"))

    def _follow_system(self) -> None:
        if settings.get("scheme", "system") == "system":
            self.dress()

    def open(self, shop: Path) -> bool:
        """Open the shop file where there is one; False when the program should end (another has it, or it can't be)."""
        try:
            file.settle(shop)
            if not shop.exists() or guarded.is_guarded(shop):  # the window asks who is there
                return True
            file.open_shop(shop)
        except BusyError:
            self._call(shop)
            return False
        except DamagedError as error:
            return self._rescue(shop, error)
        except UserError as error:
            self.crashes.asks.error(error)
            return False
        return True

    def _is_first(self, place: Path) -> bool:
        """Whether no other window of this data folder is there: the welcome and the demo shop have no file of the owner's."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            lock.take(place)
        except BusyError:
            self._call(place)
            return False
        except OSError:  # a folder that can't be written to is only looked at: any number of windows may
            return True
        lock.was_called(place)  # a call nobody heard is of yesterday
        looks.sweep()
        return True

    def _call(self, path: Path) -> None:
        """Bring the window that holds this lock to the front, which says so itself; one that is busy or none may not hear it."""
        if lock.call_to_front(path, _PATIENCE):
            return
        sentence = _(
            "Shukebu is at work with this shop already. Its window comes to the front as soon as it is free;"
            " without a window, please wait until it is done and start again. Nothing was changed."
        )
        self.crashes.asks.error(BusyError(sentence), _("Shukebu is open already"))

    def _rescue(self, shop: Path, error: DamagedError) -> bool:
        """Offer the newest sound backup, or all of them; False when the owner leaves it for now."""
        from ui.restoration.rescue import Rescue

        return Rescue(self.crashes.asks, shop, error).offer() and self.open(shop)

    def run(self, shop: Path) -> int:
        """Show the window and live until it closes; the exit status."""
        handler = None
        self.crashes.install()
        place = file.data_folder() / _WINDOW
        try:
            if (shop == shop_path() and not self._is_first(place)) or not self.open(shop):
                return 0
            window = self.show(shop)
            handler = bug_log.log_to(file.data_folder() / "log")
            FirstPaint(window).then(lambda: Safety(window))
            calls = QTimer(window, interval=_LOOK_FOR_CALLS)
            calls.timeout.connect(lambda: window.to_front() if _is_called(place) else None)
            calls.start()
            idle = QTimer(window, interval=_LOOK_FOR_REST)
            idle.timeout.connect(_tidy)
            idle.start()
            QTimer.singleShot(_FIRST_REST, window, _tidy)
            return self.qt.exec()
        finally:
            looks.end_all()
            jobs.shut_down()
            clipboard.let_go()
            file.close(sealed=True)
            lock.free(place)
            self.crashes.remove()
            if handler:
                handler.close()

    def show(self, shop: Path | None = None) -> MainWindow:
        """Make and show the window, on the page that fits; locked where the shop asks who is there."""
        counter.state.is_on = counter.begins_on()
        window = MainWindow(self.dress)
        self.crashes.asks = window.asks
        if shop and not file.is_open() and guarded.is_guarded(shop):
            window.go("welcome")
            window.guard.ask(shop, lambda: window.go("today" if _has_customers() else "customers"))
        else:
            window.go("today" if file.is_open() and _has_customers() else "customers")
        window.show()
        FirstPaint(window).then(_collect)
        FirstPaint(window).then(window.listen)
        FirstPaint(window).then(lambda: QTimer.singleShot(_LEISURE, window, preloading.begin))
        if file.is_open() and (warning := place.warning(file.current_path())):  # what can't be written to has its band
            window.toast(warning)
        return window


def _is_called(place: Path) -> bool:
    """Whether another start asked for this window, by the data folder or by the file that is open."""
    return lock.was_called(place) or (file.is_open() and lock.was_called(file.current_path()))


def _has_customers() -> bool:
    from db.services import today

    return today.has_customers()


def _collect() -> None:
    """Let Python look for garbage again (main.py let it rest); what the start made stays and is not looked through."""
    gc.freeze()
    gc.enable()


def _tidy() -> None:
    """While nothing else is done: merge what many saves have left in the search index; once a day where customers stand, what
    can be offered to them, and the rules of the tags, which may ask for both.
    """
    from db.core import search
    from db.services import standings, suggestions, tag_rules

    if file.is_open() and not jobs.runner().jobs and session.person().role != "nobody":
        daily = (standings.fill_when_due, suggestions.fill_once_a_day, tag_rules.apply_once_a_day)
        for work in (lambda _progress: search.tidy(), *daily):
            jobs.start(work, lambda _done: None, quiet=True)


def _has_screen() -> bool:
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def main(shop: Path | None = None) -> int:
    """Open the window on this shop file, the owner's own by default."""
    if not _has_screen():  # Qt would abort the process
        sys.stderr.write(_("There is no screen here. “./run” does the main job without a window.") + "\n")
        return 2
    return Application(sys.argv[:1]).run(shop or shop_path())
