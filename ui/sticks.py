"""The sticks that are in the computer now: where they are, what they are called, how much room they have."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

from db.core import place

_MOUNTS: Final = ("/mnt/",)  # where Linux without a desktop has them, beside the folders `place` knows


@dataclass(frozen=True, slots=True)
class Volume:
    """One mounted volume as the system tells it. `free`: bytes."""

    root: Path
    label: str
    free: int
    is_writable: bool


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick or external disk. `free`: bytes."""

    folder: Path
    name: str
    free: int


def look(shop: Path) -> list[Stick]:
    """The sticks there are, but for the one the shop file lies on. May wait for a slow disk: for the worker."""
    mounted = [one for one in QStorageInfo.mountedVolumes() if one.isValid() and one.isReady()]
    volumes = (
        Volume(Path(one.rootPath()), one.name(), one.bytesAvailable(), not one.isReadOnly() and one.bytesTotal() > 0)
        for one in mounted
    )
    return among(volumes, Path(QStorageInfo(str(shop.parent)).rootPath()))


def among(volumes: Iterable[Volume], home: Path) -> list[Stick]:
    """Which of these volumes are sticks one can write to, by name; `home` is the volume the shop file lies on."""
    found = [
        Stick(one.root, one.label or one.root.name or str(one.root), one.free)
        for one in volumes
        if one.is_writable and one.root != home and _is_removable(one.root)
    ]
    return sorted(found, key=lambda stick: (stick.name, str(stick.folder)))


def _is_removable(root: Path) -> bool:
    return str(root).startswith(_MOUNTS) or place.of(root / "backup") == "removable"
