"""A process to be measured from outside: opens the window on a shop file, does one thing, and says what it saw.

`empty`: a bare main window, painted. `paint FILE`: the program's window, painted. `memory FILE`: the customers page, scrolled.
`flow FILE`: a morning's work; the longest time the window's thread did not answer.
"""

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def _answer(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
    os._exit(0)


def empty() -> None:
    """The peer: nothing but Qt."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("-"))
    window.show()
    application.processEvents()
    _answer(painted=True)


def _window(path: str) -> tuple[Any, Any]:
    gc.disable()  # as main.py does
    from ui.app import Application

    application = Application([])
    application.open(Path(path))
    return application.qt, application.show()


def paint(path: str) -> None:
    """The window with its first rows, up to the end of its first paint."""
    qt, window = _window(path)
    from ui.kit.first_paint import FirstPaint

    FirstPaint(window).then(lambda: _answer(painted=True, rows=window.page.model.rowCount()))  # asked last, told first
    while True:
        qt.processEvents()


def _settle(qt: Any, seconds: float) -> float:
    """Let the window live for so long; the longest time it did not answer."""
    longest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.perf_counter()
        qt.processEvents()
        longest = max(longest, time.perf_counter() - start)
        time.sleep(0.001)
    return longest


def memory(path: str) -> None:
    """Scroll through the whole list and ask for the process's size."""
    import resource

    qt, window = _window(path)
    _settle(qt, 6)
    bar = window.page.view.verticalScrollBar()
    for step in range(101):
        bar.setValue(bar.maximum() * step // 100)
        _settle(qt, 0.02)
    _answer(megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows=window.page.model.rowCount())


def flow(path: str) -> None:
    """Search, choose, sort, look at chips, open the card, change a customer and take it back."""
    qt, window = _window(path)
    page = window.page
    longest = {"start": _settle(qt, 3)}
    for text in ("6", "67", "678", "陳", "陳美", "中正路", ""):
        page.search.setText(text)
        longest[f"search {text}"] = _settle(qt, 0.6)
    for column in range(min(4, page.model.columnCount())):
        page.view.sortByColumn(column, page.view.horizontalHeader().sortIndicatorOrder())
        longest[f"sort {column}"] = _settle(qt, 1.0)
    for place in range(0, 20, 5):
        page.view.selectRow(place)
        longest[f"card {place}"] = _settle(qt, 0.3)
    page.view.selectAll()
    longest["choose all"] = _settle(qt, 0.5)
    bar = page.view.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 20)
        longest[f"scroll {step}"] = _settle(qt, 0.05)
    for key in ("records", "history", "settings", "customers"):
        window.go(key)
        longest[key] = _settle(qt, 0.5)
    worst = max(longest, key=lambda name: longest[name])
    _answer(milliseconds=longest[worst] * 1000, during=worst, all={name: round(value * 1000) for name, value in longest.items()})


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["SHUKEBU_DATA"] = tempfile.mkdtemp(prefix="shukebu-probe-")
    {"empty": empty, "paint": paint, "memory": memory, "flow": flow}[sys.argv[1]](*sys.argv[2:])
