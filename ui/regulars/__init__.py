"""挑老主顧: the dialog of the window."""

from PySide6.QtWidgets import QWidget

from ui.kit.page import Shell


def pick(shell: Shell, parent: QWidget) -> None:
    """Open it."""
    from ui.regulars.dialog import RegularsDialog

    RegularsDialog(shell, parent).open()
