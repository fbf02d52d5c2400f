"""Where a shop file lies, and whether that is a place to warn of: a network folder, a folder that is synced, a stick."""

import sys
from pathlib import Path
from typing import Final, Literal

from resources.i18n import _

Place = Literal["local", "network", "synced", "removable"]

_SYNCED: Final = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "box sync", "synologydrive")
_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "webdav", "fuse.davfs"})
_REMOVABLE_FOLDERS: Final = ("/media/", "/run/media/", "/Volumes/")
_WINDOWS_KINDS: Final[dict[int, Place]] = {2: "removable", 4: "network"}  # GetDriveTypeW


def of(path: Path, mounts: str | None = None) -> Place:
    """What kind of place this is. `mounts`: the text of /proc/mounts, read where it is there."""
    folder = path.absolute().parent
    if any(part.lower().startswith(_SYNCED) for part in folder.parts):
        return "synced"
    if sys.platform == "win32":
        import ctypes

        if str(folder).startswith("\\\\"):
            return "network"
        return _WINDOWS_KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"), "local")
    if _file_system(folder, mounts) in _NETWORK:
        return "network"
    return "removable" if str(folder).startswith(_REMOVABLE_FOLDERS) else "local"


def warning(path: Path) -> str:
    """The sentence to show for a place that is not good for the shop file; empty: the place is fine."""
    match of(path):
        case "network":
            return _("The shop file lies in a network folder. That can damage it; please keep it on this computer.")
        case "synced":
            return _(
                "The shop file lies in a folder that is synced (such as OneDrive)."
                " That can damage it; please move it out of there."
            )
        case "removable":
            return _(
                "The shop file lies on a stick. Sticks get lost and break;"
                " please keep it on this computer and back up to the stick."
            )
        case _:
            return ""


def _file_system(folder: Path, mounts: str | None) -> str:
    """The kind of file system of the mount a folder lies on; empty where the system does not say."""
    table = Path("/proc/mounts")
    text = mounts if mounts is not None else table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    best, kind = -1, ""
    for line in text.splitlines():
        _device, point, found, *_rest = line.split(" ")
        point = point.replace("\\040", " ")
        if (folder == Path(point) or Path(point) in folder.parents) and len(point) > best:
            best, kind = len(point), found
    return kind
