"""A paper saved as a file: it leaves the shop, so the history says it."""

from contextlib import AbstractContextManager
from pathlib import Path

from db.core import trouble
from db.core.journal import Unit, unit
from reports import excel


def write(path: Path, pdf: bytes) -> None:
    """The PDF, wholly there or not at all, in one `papers.export` unit. UserErrors say why not."""
    trouble.refuse_read_only()
    excel.replace(path, lambda part: part.write_bytes(pdf), noted(path))


def noted(path: Path) -> AbstractContextManager[Unit]:
    """The unit in which a paper goes to this file."""
    return unit("papers.export", file=path.name, name=path.stem)
