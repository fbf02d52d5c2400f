"""The window: how soon it stands there, and how long it ever kept the owner waiting."""

from collections.abc import Iterator

from tests.bench import lists, shops
from tests.bench.measuring import Row, alternate, in_process, row, seconds

IDS = ("window", "blocked")
_PROBE = "tests.bench.window_probe"


def rows() -> Iterator[Row]:
    """First painted window, and the longest time the window's thread was blocked in a flow (peer: 100 ms)."""
    path = str(shops.lifelike(100_000))
    what = "first painted window with 100,000 customers, against an empty PySide6 window, both as whole processes"
    in_process(_PROBE, "paint", path)  # its bytecode is made
    in_process(_PROBE, "empty")
    ours = alternate(
        lambda: seconds(lambda: in_process(_PROBE, "paint", path)), lambda: seconds(lambda: in_process(_PROBE, "empty")), runs=5
    )
    yield row("window", what, ours, 1.7, 1.5)
    flow = in_process(_PROBE, "flow", path, str(lists.dirty()))
    what = (
        f"longest time the window's thread was blocked, 100,000 customers, against 100 ms ({flow['during']};"
        f" of its own work at most {flow['worked']:.0f} ms, {flow['working_at']})"
    )
    yield row("blocked", what, (flow["milliseconds"], 100.0), None, 1.0)
