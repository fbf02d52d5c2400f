"""What every test stands on: no screen, the owner's language, a fresh shop file, and no warning left in the log."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("SHUKEBU_LANGUAGE", "zh_TW")

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from db.core import clock, events, file, session, wrapping
from resources import i18n

settings.register_profile("shukebu", deadline=None)  # a slow machine is no failure
settings.load_profile("shukebu")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a test lands in the owner's folders."""
    monkeypatch.setenv("SHUKEBU_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying a password costs next to nothing here; what it costs is asserted where it is meant."""
    monkeypatch.setattr(wrapping, "COST", wrapping.Cost(memory=8, rounds=1, lanes=1))


@pytest.fixture(autouse=True)
def _as_found() -> Iterator[None]:
    """What belongs to the process is as before: the file, the clock, who acts, who listens, the language."""
    language, listeners = i18n.language(), list(events._listeners)
    yield
    file.close()
    clock.fix(None)
    session.guard(False)
    session.act_as("")
    events._listeners[:] = listeners
    i18n.use(language)


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test; one that expects it clears `caplog`."""
    yield
    loud = [record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated, empty shop file; copy it, never open it."""
    path = tmp_path_factory.mktemp("blank") / "blank.crm"
    file.create(path)
    return path


@pytest.fixture
def shop_path(blank_file: Path, tmp_path: Path) -> Path:
    """An empty shop file of this test's own, not open."""
    return Path(shutil.copy(blank_file, tmp_path / "shop.crm"))


@pytest.fixture
def shop(shop_path: Path) -> Iterator[Path]:
    """An empty shop file, open; closed after the test."""
    file.open_shop(shop_path)
    yield shop_path
    file.close()


@pytest.fixture
def saturday() -> None:
    """It is Saturday, 2026/11/21, ten in the morning."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
