"""說明: the keys, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QMenuBar, QScrollArea, QWidget

from db.core import file
from resources.i18n import _
from ui import menus
from ui.kit.card import column, ground
from ui.kit.dialogs import Asks
from ui.kit.labels import button, plain_label


def number() -> str:
    """The program's version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shukebu")
    except PackageNotFoundError:
        return ""


def show_about(asks: Asks) -> None:
    """Say what this is and where the data lies."""
    text = _("Shukebu {version}\nA customer book for small shops, on this computer only: no network, no account, no monthly fee.")
    detail = _("Your data lies in {folder}.\nMIT licence. Icons: Lucide (ISC). Letters: Noto Sans TC, Noto Emoji (SIL OFL).")
    asks.tell(_("About Shukebu"), text.format(version=number()), detail.format(folder=file.data_folder()))


def show_keys(bar: QMenuBar, parent: QWidget) -> None:
    """Every key of the menus, and the few of the lists."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Keys"))
    table = ground("paper")
    grid = QGridLayout(table)
    grid.setContentsMargins(4, 4, 16, 4)
    grid.setHorizontalSpacing(28)
    at = 0
    for title, words in _groups(bar):
        grid.addWidget(plain_label(title, "small"), at, 0, 1, 2)
        at += 1
        for word, key in words:
            grid.addWidget(plain_label(word), at, 0)
            grid.addWidget(plain_label(key, "muted"), at, 1, Qt.AlignmentFlag.AlignRight)
            at += 1
    area = QScrollArea()
    area.setWidget(table)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    buttons = QDialogButtonBox()
    buttons.addButton(button(_("Close"), dialog.accept, kind="primary"), QDialogButtonBox.ButtonRole.AcceptRole)
    layout = column(dialog, margin=16, spacing=12)
    layout.addWidget(area)
    layout.addWidget(buttons)
    dialog.resize(table.sizeHint().width() + 72, min(560, table.sizeHint().height() + 110))
    dialog.exec()


def _groups(bar: QMenuBar) -> list[tuple[str, list[tuple[str, str]]]]:
    found = [
        (title, [(entry.text(), entry.shortcut().toString()) for entry in entries])
        for title, entries in menus.actions_of(bar)
        if entries
    ]
    lists = [
        (_("Open the chosen customer"), "Enter"),
        (_("From the search box into the list"), "↓"),
        (_("Copy the chosen rows for Excel"), "Ctrl+C"),
        (_("Choose all"), "Ctrl+A"),
        (_("The green button of a form or of the import"), "Ctrl+Enter"),
        (_("Type over a value of the import's preview"), "F2"),
        (_("Go to a page"), "Ctrl+1 … Ctrl+4"),
    ]
    return [*found, (_("In lists"), lists)]
