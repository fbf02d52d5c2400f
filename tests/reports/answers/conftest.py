"""One demo shop for all questions: made once, opened as a copy by each test; nobody writes into it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.services import demo
from tests.services.november_quotes import drawn

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


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
