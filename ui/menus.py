"""The menu bar people know: 檔案 編輯 檢視 客戶 買賣 說明, with every shortcut and the letters that Alt opens them by."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from db.core import file, session
from db.core.connection import database
from db.services import staff
from resources import i18n
from resources.i18n import LANGUAGES, _
from ui import looking
from ui.kit import counter, settings, theme
from ui.kit.labels import action, set_action_text
from ui.kit.page import Page


class Commands(Protocol):
    """What the menus call: the window."""

    def command(self, name: str, *arguments: Any) -> None:
        """Do what the menu entry `name` says."""

    @property
    def page(self) -> Page:
        """The page in view."""


Entry = tuple[str, str, str, str]  # title (translated), key, icon, command
_OWNERS: Final = ("month_letter",)  # entries that staff are not offered
DOES: Final = {  # what an entry ends in: it is grey for whom that would be refused (the key says why, and is noted)
    "start_import": "imports.run", "export": "customers.export", "restore": "backups.restore", "move": "file.move",
    "move_in": "file.move", "backup": "backups.copy", "log": "interactions.add", "remind": "tasks.add", "add": "customers.add",
    "edit": "customers.change", "pick_regulars": "customers.pick_regulars", "blacklist": "blacklist.put",
    "refuse": "opt_outs.set", "merge": "customers.merge", "split": "customers.split", "archive": "customers.archive",
    "put_back": "customers.put_back", "hand_over": "staff.hand_over", "quote": "quotes.add", "sell": "sales.add",
    "pay": "payments.add", "demo": "file.create", "diagnosis": "diagnosis.make",
}  # fmt: skip
WRITES: Final = frozenset(DOES) - {"export", "restore", "move", "move_in", "backup", "diagnosis", "demo"}  # into the shop
_TAKES: Final = ("export", "going_out", "labels", "envelopes")  # lists leave the house: the right to export
OF_THE_SHOP: Final = frozenset(  # what is done with the shop itself, never with a copy that is looked into
    {"start_import", "backup", "restore", "folder", "closing", "lock", "demo", "tour", "monthly_reports", "month_letter"}
    | {"move", "move_in"}
)
_SUBMENU: Final = 2  # parts of a submenu: its title and its entries


def fill(bar: QMenuBar, window: Commands) -> None:
    """Fill the menu bar anew."""
    bar.clear()
    _menu(bar, window, _("&File"), _file_entries())
    _menu(bar, window, _("&Edit"), _edit_entries())
    view = _menu(bar, window, _("&View"), _view_entries())
    _tick(view, window, _("Begin in counter mode"), "counter_at_start", counter.begins_on())
    _tick(view, window, _("Say who it is when a phone number is copied"), "watch", settings.get("watch_clipboard") == "1")
    view.addSeparator()
    sizes = [(key, _(title)) for key, (_px, title) in theme.SIZES.items()]
    _choices(view, "size", _("Letter size"), sizes, theme.state.size, window)
    rows = [(key, _(title)) for key, title in theme.ROWS.items()]
    _choices(view, "rows", _("Rows of the list"), rows, settings.get("rows", "one"), window)
    schemes = [(key, _(title)) for key, title in theme.SCHEMES.items()]
    _choices(view, "scheme", _("Light or dark"), schemes, settings.get("scheme", "system"), window)
    languages = [(key, i18n.NAMES[key]) for key in LANGUAGES]
    _choices(view, "language", _("Language"), languages, settings.get("language", LANGUAGES[0]), window)
    _menu(bar, window, _("&Customer"), _customer_entries())
    _menu(bar, window, _("&Trade"), _trade_entries())
    _menu(bar, window, _("&Help"), _help_entries())


def _file_entries() -> list[Entry | None]:
    return [
        (_("Import…"), "Ctrl+O", "upload", "start_import"),
        (_("Export…"), "Ctrl+E", "download", "export"),
        None,
        (_("Print what is on screen…"), "Ctrl+P", "printer", "print"),
        (_("Print again…"), "Ctrl+Shift+P", "printer", "print_again"),
        (_("The owner’s monthly letter"), "", "printer", "month_letter"),
        (_("Print all monthly reports"), "", "printer", "monthly_reports"),
        None,
        (_("Back up to a USB stick…"), "", "usb", "backup"),
        (_("Fetch back from a backup…"), "", "rotate-ccw", "restore"),
        (_("Open the folder of the data"), "", "folder-open", "folder"),
        (_("Move to another computer…"), "", "upload", "move"),
        (_("Move here from another computer…"), "", "download", "move_in"),
        None,
        (_("End of the day…"), "", "calendar", "closing"),
        (_("Lock"), "Ctrl+Alt+L", "lock", "lock"),
        (_("Quit"), "Ctrl+Q", "log-out", "quit"),
    ]


def _edit_entries() -> list[Entry | None]:
    return [
        (_("Take back"), "Ctrl+Z", "undo-2", "undo"),
        (_("Do again"), "Ctrl+Shift+Z; Ctrl+Y", "redo-2", "redo"),
        None,
        (_("Cut"), "Ctrl+X", "", "cut"),
        (_("Copy"), "Ctrl+C", "copy", "copy"),
        (_("Paste (a list from Excel, too)"), "Ctrl+V", "clipboard-list", "paste"),
        (_("Choose all"), "Ctrl+A", "", "choose_all"),
        None,
        (_("Find anything…"), "Ctrl+K", "search", "palette"),
        (_("Find in the list"), "Ctrl+F", "", "find"),
    ]


def _view_entries() -> list[Entry | None]:
    return [
        (_("Counter mode: hide phones and amounts"), "F9", "eye-off", "counter"),
        (_("Fold the card at the right"), "F4", "panel-right-close", "fold"),
        (_("Refresh"), "F5", "refresh-cw", "refresh"),
    ]


def _customer_entries() -> list[Entry | tuple[str, list[Entry]] | None]:
    return [
        (_("Write down a talk…"), "Ctrl+J", "pencil", "log"),
        (_("Remind me…"), "Ctrl+Shift+J", "calendar", "remind"),
        None,
        (_("New customer…"), "Ctrl+N", "user-plus", "add"),
        (_("Edit customer…"), "F2", "pencil", "edit"),
        None,
        (_("Pick regulars…"), "", "users", "pick_regulars"),
        (_("Tags…"), "", "tag", "tags"),
        (_("Look at a number in full…"), "Ctrl+Alt+N", "phone", "reveal"),
        (_("Put on the watch list…"), "", "ban", "blacklist"),
        (_("What may be sent…"), "", "mail", "refuse"),
        (_("Tidy the list"), _tidying_entries()),
        None,
        (_("Somebody else writes down…"), "Ctrl+Shift+U", "users", "staff"),
        (_("Hand over to somebody else…"), "", "users", "hand_over"),
        None,
        (_("On paper"), _paper_entries()),
        (_("What was changed"), "", "history", "history"),
        (_("Personal data helper…"), "", "shield-check", "privacy"),
    ]


def _tidying_entries() -> list[Entry]:
    return [
        (_("Find doubles…"), "", "users", "find_doubles"),
        (_("Merge with another customer…"), "", "users", "merge"),
        (_("Split again…"), "", "", "split"),
        (_("Put away…"), "", "archive", "archive"),
        (_("Put back"), "", "archive-restore", "put_back"),
        (_("Recycle bin…"), "", "archive", "bin"),
    ]


def _paper_entries() -> list[Entry]:
    return [
        (_("List for the road…"), "", "clipboard-list", "going_out"),
        (_("Address labels…"), "", "tag", "labels"),
        (_("Envelopes…"), "", "mail", "envelopes"),
        (_("Print this card…"), "", "printer", "card"),
    ]


def _trade_entries() -> list[Entry | None]:
    return [
        (_("New quote…"), "Ctrl+Shift+Q", "file-text", "quote"),
        (_("Write down a sale…"), "Ctrl+Shift+S", "pencil", "sell"),
        (_("Take money…"), "Ctrl+Shift+M", "", "pay"),
        None,
        (_("On order, not taken along yet"), "", "inbox", "orders"),
        (_("Who owes, monthly statements"), "", "users", "owed"),
        (_("Money taken today"), "", "calendar", "takings"),
        (_("Reports"), "", "chart-column", "reports"),
        None,
        (_("Products and prices"), "", "tag", "products"),
        (_("What follows what…"), "", "link", "knowledge"),
    ]


def _help_entries() -> list[Entry | None]:
    return [
        (_("Look at the demo shop"), "", "store", "demo"),
        None,
        (_("Help and keys"), "F1", "circle-help", "help"),
        (_("Show me round (two minutes)"), "", "store", "tour"),
        (_("Error codes"), "", "triangle-alert", "error_codes"),
        (_("Diagnosis package…"), "", "download", "diagnosis"),
        (_("About Shukebu"), "", "info", "about"),
    ]


def _menu(
    bar: QMenuBar | QMenu, window: Commands, title: str, entries: Sequence[Entry | tuple[str, list[Entry]] | None]
) -> QMenu:
    """A menu, or one within another."""
    menu = QMenu(title, bar)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif len(entry) == _SUBMENU:
            _menu(menu, window, *entry)
        else:
            _entry(menu, window, *entry)
    bar.addMenu(menu)
    return menu


def _entry(menu: QMenu, window: Commands, text: str, key: str, icon: str, name: str) -> None:
    made = action(text, partial(window.command, name), key=key, icon=icon, parent=menu)
    made.setObjectName(name)
    menu.addAction(made)
    if name == "reveal":
        made.setVisible(False)
        menu.aboutToShow.connect(lambda: made.setVisible(not session.may("contacts")))
    is_away = bool(looking.said()) and name in OF_THE_SHOP
    if is_away:
        made.setVisible(False)
        made.setEnabled(False)
    elif name in _OWNERS:
        menu.aboutToShow.connect(lambda: made.setVisible(not file.is_open() or staff.is_owner()))
    menu.aboutToShow.connect(lambda: _show(made, name, counter.quiet(_(window.page.folds) if name == "fold" else text)))
    menu.aboutToHide.connect(lambda: made.setEnabled(not is_away))


def _show(made: QAction, name: str, text: str) -> None:
    """What it is called now; who may not do it reads that instead of its key."""
    why_not = ""
    if database.is_read_only and name in WRITES:
        why_not = _("Only to look at")
    elif session.is_guarded() and not _may(name):
        why_not = _("Ask the owner")
    set_action_text(made, text, why_not)
    if made.isVisible():
        made.setEnabled(not why_not)


def _may(name: str) -> bool:
    return (name not in DOES or session.may_do(DOES[name])) and (name not in _TAKES or session.may("export"))


def _choices(menu: QMenu, name: str, title: str, choices: list[tuple[str, str]], chosen: str, window: Commands) -> None:
    """A submenu of which one is ticked; its entries are named such as size:large."""
    part = QMenu(title, menu)
    group = QActionGroup(part)
    for key, text in choices:
        entry = action(text, partial(window.command, name, key), parent=part)
        entry.setObjectName(f"{name}:{key}")
        entry.setCheckable(True)
        entry.setChecked(key == chosen)
        group.addAction(entry)
        part.addAction(entry)
    menu.addMenu(part)


def _tick(menu: QMenu, window: Commands, text: str, name: str, on: bool) -> None:
    """An entry that is on or off."""
    entry = action(text, partial(window.command, name), parent=menu)
    entry.setObjectName(name)
    entry.setCheckable(True)
    entry.setChecked(on)
    menu.addAction(entry)


def plain_title(menu: QMenu) -> str:
    """What a menu is called: 檔案(&F) is 檔案, &File is File."""
    return menu.title().partition("(&")[0].replace("&", "")


def actions_of(bar: QMenuBar) -> list[tuple[str, list[QAction]]]:
    """Each menu's title, without its letter, and its entries that have a key."""
    return [
        (plain_title(menu), [entry for entry in menu.actions() if entry.shortcuts()])
        for top in bar.actions()
        if isinstance(menu := top.menu(), QMenu)
    ]
