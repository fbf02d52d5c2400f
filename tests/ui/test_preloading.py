"""The other pages' modules come while the owner looks at the first, and hold nothing up."""

import importlib
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from ui import preloading
from ui.kit import jobs

NAMES = ("first_at_leisure", "second_at_leisure", "third_at_leisure")
AT_LEISURE = preloading._AT_LEISURE
going = threading.Event()


@pytest.fixture(autouse=True)
def _modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three modules nobody has loaded; the first takes its time."""
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text('"""A module."""\n', encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / f"{NAMES[0]}.py").write_text(f"from {__name__} import going\n\ngoing.wait(5)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(preloading, "_AT_LEISURE", NAMES)
    going.clear()


def _loaded() -> list[str]:
    return [name for name in NAMES if name in sys.modules]


def test_one_after_the_other_is_loaded() -> None:
    going.set()
    preloading.begin()
    jobs.runner().wait()
    assert _loaded() == list(NAMES)


def test_the_rest_waits_for_the_one_being_loaded_only() -> None:
    preloading.begin()
    QTimer.singleShot(20, going.set)
    jobs.runner().rest()
    assert _loaded() == [NAMES[0]]


def test_the_almanacs_are_among_them_before_open_days_are_asked() -> None:
    assert {"lunar_python", "holidays.countries.taiwan"} <= set(AT_LEISURE)
    assert all(importlib.import_module(name) for name in AT_LEISURE)
