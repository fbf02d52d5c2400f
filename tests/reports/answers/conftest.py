"""Odd shops for all questions: made once, opened as a copy by each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from db.core import clock, file
from tests.reports.answers.shops import SHOPS

_SATURDAY = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def odd_file(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A shop of `SHOPS` by its name as a file, on Saturday, 2026/11/21, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("odd")

    @cache
    def made(name: str) -> Path:
        clock.fix(_SATURDAY)
        with file.opened(Path(shutil.copy(blank_file, folder / f"{name}.crm"))):
            SHOPS[name]()
        return folder / f"{name}.crm"

    return made


@pytest.fixture
def odd_shop(request: pytest.FixtureRequest, odd_file: Callable[[str], Path], tmp_path: Path) -> Iterator[None]:
    """The odd shop of this name, open, on its day."""
    clock.fix(_SATURDAY)
    file.open_shop(Path(shutil.copy(odd_file(request.param), tmp_path / "odd.crm")))
    yield
    file.close()
