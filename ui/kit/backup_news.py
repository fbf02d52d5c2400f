"""How the backups stand, told to whatever part of the window says it, each time it was looked at."""

from PySide6.QtCore import QObject, Signal


class BackupNews(QObject):
    """`told` with a BackupState, or None where there is no shop of the owner's."""

    told = Signal(object)


news = BackupNews()
