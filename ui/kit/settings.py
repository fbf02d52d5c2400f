"""What this machine remembers of the window: language, letter size, scheme, geometry, columns. An INI file in the data folder."""

from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from db.core.file import data_folder


def _file() -> QSettings:
    return QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)


def get(key: str, default: str = "") -> str:
    """A remembered word."""
    return str(_file().value(key, default))


def put(key: str, value: Any) -> None:
    """Remember a word, or bytes."""
    file = _file()
    file.setValue(key, value)
    file.sync()


def forget(key: str) -> None:
    """Remember no longer what stands under this key, nor what stands below it."""
    file = _file()
    file.remove(key)
    file.sync()


def get_bytes(key: str) -> QByteArray:
    """Remembered bytes, such as a geometry; empty when there are none."""
    value = _file().value(key)
    return value if isinstance(value, QByteArray) else QByteArray()
