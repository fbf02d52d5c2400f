"""Papers are read back as a reader shows them; one demo shop for all questions, made once and opened as a copy by each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.services import demo
from tests.reports.papers import opened
from tests.services.november_quotes import drawn

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture
def read_pdf(qapp: object) -> Callable[[bytes], list[str]]:
    """The words of every page of a PDF."""

    def read(pdf: bytes) -> list[str]:
        with opened(pdf) as document:
            return [document.getAllText(page).text().replace("\r\n", "\n") for page in range(document.pageCount())]

    return read


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop of 400 customers on Friday, 2026/11/20; copy it, never open it."""
    path = tmp_path_factory.mktemp("demo") / "demo.crm"
    clock.fix(NOON)
    demo.create(path, 400, doubles=1, draw=drawn)
    clock.fix(None)
    return path


@pytest.fixture
def demo_shop(demo_file: Path, tmp_path: Path) -> Iterator[None]:
    """The demo shop, open, on its day."""
    clock.fix(NOON)
    file.open_shop(Path(shutil.copy(demo_file, tmp_path / "demo.crm")))
    yield
    file.close()
