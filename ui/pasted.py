"""What was dropped on the window or pasted into it: files, or a table's cells."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData


def files(data: QMimeData) -> list[Path]:
    """The local files among what was dropped; folders are opened one level."""
    found: list[Path] = []
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.exists():
            found.extend(sorted(inner for inner in path.iterdir() if inner.is_file()) if path.is_dir() else [path])
    return found


def cells(text: str) -> str:
    """The clipboard's text if it is a table (two lines at least, or tabs between cells), else nothing."""
    lines = [line for line in text.splitlines() if line.strip()]
    return text if len(lines) > 1 or (lines and "\t" in lines[0]) else ""


def may_bring(data: QMimeData) -> bool:
    """Whether what is dragged over the window may be dropped: files, or the cells of a table."""
    return any(url.isLocalFile() for url in data.urls()) or bool(cells(data.text()))


def brought(data: QMimeData) -> dict[str, Any]:
    """What the import is opened with: the files that are there, else the cells; nothing where there are neither."""
    if paths := files(data):
        return {"paths": paths}
    return {"text": text} if (text := cells(data.text())) else {}
