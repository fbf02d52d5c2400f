"""A process to be measured from outside: opens the window on a shop file, does one thing, and says what it saw.

`empty`: a bare main window, painted. `paint FILE`: the program's window, painted. `memory FILE`: the customers page, scrolled.
`flow FILE LIST`: a morning's work and the import of a list; the longest time the window's thread did not answer, and how much
of it that thread worked itself: the rest it waited for Python's lock, for the disk, or for the machine.
"""

import gc
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn


def _answer(**what: object) -> NoReturn:
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

    FirstPaint(window).then(lambda: _answer(painted=True, page=window.key))  # asked last, told first
    while True:
        qt.processEvents()


class _Blocked(NamedTuple):
    """How long the window's thread did not answer, and how long it worked itself meanwhile; in seconds."""

    wall: float = 0.0
    worked: float = 0.0

    def shown(self) -> list[int]:
        """In milliseconds."""
        return [round(self.wall * 1000), round(self.worked * 1000)]


class _Watch:
    """Lets the window live, and keeps the longest time it did not answer, by what was done."""

    def __init__(self, qt: Any) -> None:
        self._qt = qt
        self.longest: dict[str, _Blocked] = {}
        self.busiest: dict[str, float] = {}

    def do(self, what: str, act: Callable[[], object], seconds: float = 0.5, until: Callable[[], bool] = lambda: True) -> None:
        """Do this on the window's thread, then live for so long, and on until `until`."""
        self._measure(what, act)
        end = time.monotonic() + seconds
        while time.monotonic() < end or not until():
            self._measure(what, self._live)

    def _live(self) -> None:
        """Let events in, and let go of Python's lock for a moment: what waits to get it back is a window that does not answer."""
        self._qt.processEvents()
        time.sleep(0.001)

    def _measure(self, what: str, act: Callable[[], object]) -> None:
        start, worked = time.perf_counter(), time.thread_time()
        act()
        blocked = _Blocked(time.perf_counter() - start, time.thread_time() - worked)
        self.longest[what] = max(blocked, self.longest.get(what, _Blocked()))
        self.busiest[what] = max(blocked.worked, self.busiest.get(what, 0.0))

    def answer(self) -> NoReturn:
        """Say what took longest, and what kept the window's own thread busy longest."""
        worst = max(self.longest, key=lambda name: self.longest[name])
        busiest = max(self.busiest, key=lambda name: self.busiest[name])
        _answer(
            milliseconds=self.longest[worst].wall * 1000,
            during=worst,
            worked=self.busiest[busiest] * 1000,
            working_at=busiest,
            all={name: [*blocked.shown(), round(self.busiest[name] * 1000)] for name, blocked in self.longest.items()},
        )


def _nothing() -> None:
    pass


def memory(path: str) -> None:
    """Scroll through the whole list and ask for the process's size."""
    qt, window = _window(path)
    watch = _Watch(qt)
    window.go("customers")
    watch.do("start", _nothing, 6)
    bar = window.page.view.verticalScrollBar()
    for step in range(101):
        watch.do("scroll", partial(bar.setValue, bar.maximum() * step // 100), 0.02)
    _answer(megabytes=_most_memory(), rows=window.page.model.rowCount())


def _most_memory() -> float:
    """The most this process took, in MB; of Linux's two answers the one that does not begin with the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def flow(path: str, list_path: str) -> None:
    """A morning's work: search, sort, look at cards, choose, scroll, every page; then a long list is imported and taken back."""
    with tempfile.TemporaryDirectory(prefix="shukebu-flow-") as folder:
        _flow(Path(shutil.copy(path, folder)), Path(list_path))


def _flow(shop: Path, long_list: Path) -> None:
    qt, window = _window(str(shop))
    watch = _Watch(qt)
    watch.do("start", _nothing, 3)
    watch.do("customers", partial(window.go, "customers"), 2)
    page = window.page
    for text in ("6", "67", "678", "陳", "陳美", "中正路", ""):
        watch.do(f"search {text}", partial(page.search.setText, text), 0.6)
    for column in range(min(4, page.model.columnCount())):
        order = page.view.horizontalHeader().sortIndicatorOrder()
        watch.do(f"sort {column}", partial(page.view.sortByColumn, column, order), 1.0)
    for place in range(0, 20, 5):
        watch.do("card", partial(page.view.selectRow, place), 0.3)
    watch.do("choose all", page.view.selectAll)
    bar = page.view.verticalScrollBar()
    for step in range(20):
        watch.do("scroll", partial(bar.setValue, bar.maximum() * step // 20), 0.05)
    _day(window, watch)
    for key in ("records", "history", "settings", "customers"):
        watch.do(key, partial(window.go, key))
    _import(window, watch, long_list)
    watch.answer()


def _day(window: Any, watch: _Watch) -> None:
    """What an owner does between two calls: filters, a long card, the palette, a talk written down, the other pages."""
    long_ago = {"all": [{"field": "last_contact", "is": "not_last_days", "value": 90}]}
    watch.do("filter", partial(window.page.presenter.ask, json.dumps(long_ago)), 1.0)
    watch.do("no filter", partial(window.page.presenter.ask, ""), 1.0)
    watch.do("whole card", partial(window.open_card, 1), 1.0)
    watch.do("palette", window.doing.palette, 0.3)
    palette = next(one for one in window.children() if type(one).__name__ == "Palette")
    for text in ("6", "67", "678"):
        watch.do(f"palette {text}", partial(palette.box.set_words, text), 0.3)
    watch.do("palette left", palette.close)
    watch.do("talk", partial(window.log, [1]), 1.0)
    talk = next(one for one in window.children() if type(one).__name__ == "LogDialog")
    watch.do("talk typed", partial(talk.fill, {"text": "要換龍頭，下週五回電"}), 0.5)
    watch.do("talk saved", talk.save, 1.0)
    for key in ("today", "calendar", "marks", "closing", "bin"):
        watch.do(key, partial(window.go, key), 1.0)


def _import(window: Any, watch: _Watch, path: Path) -> None:
    """Drop the list on the window, look at every step, import it and take it back."""
    from ui.kit import jobs

    def rests() -> bool:
        return not jobs.runner().jobs

    watch.do("wizard opened", partial(window.go, "importing", paths=[path]), until=rests)
    presenter = window.page.presenter
    for step in ("files", "columns", "tidy", "doubles", "review"):
        watch.do(f"wizard {step}", partial(presenter.choose_step, step), until=rests)
    bar = window.page.review.table.verticalScrollBar()
    for twentieth in range(20):
        watch.do("wizard scroll", partial(bar.setValue, bar.maximum() * twentieth // 20), 0.05)
    watch.do("wizard import", presenter.forward, until=rests)
    watch.do("waiting", partial(window.go, "records", waiting=True), until=rests)
    watch.do("history of it", partial(window.go, "history"), until=rests)
    watch.do("wizard result", partial(window.go, "customers"), 2, until=rests)
    watch.do("undo", partial(window.command, "undo"), 2, until=rests)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["SHUKEBU_DATA"] = tempfile.mkdtemp(prefix="shukebu-probe-")
    probes: dict[str, Callable[..., None]] = {"empty": empty, "paint": paint, "memory": memory, "flow": flow}
    probes[sys.argv[1]](*sys.argv[2:])
