"""Odd shops for all questions: made once, opened as a copy by each test."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from tests.reports.answers.shops import SHOPS

_SATURDAY = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def odd_files(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every shop of `SHOPS` as a file, on Saturday, 2026/11/21; copy them, never open them."""
    folder = tmp_path_factory.mktemp("odd")
    clock.fix(_SATURDAY)
    for name, fill in SHOPS.items():
        with file.opened(Path(shutil.copy(blank_file, folder / f"{name}.crm"))):
            fill()
    clock.fix(None)
    return {name: folder / f"{name}.crm" for name in SHOPS}


@pytest.fixture
def odd_shop(request: pytest.FixtureRequest, odd_files: dict[str, Path], tmp_path: Path) -> Iterator[None]:
    """The odd shop of this name, open, on its day."""
    clock.fix(_SATURDAY)
    file.open_shop(Path(shutil.copy(odd_files[request.param], tmp_path / "odd.crm")))
    yield
    file.close()
