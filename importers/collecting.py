"""The search for cycles, held back while hundreds of thousands of plain values are made: it would walk them over and over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """No search for cycles in here, nor ever after through what was made meanwhile; nested, the outermost one ends it.

    What the import makes goes when nobody holds it any more, as it has no cycles (tests/importers/test_collecting.py); walking
    it once would keep every thread waiting for a tenth of a second and more. What was garbage before is taken away first: it
    would stay for ever. What other threads made meanwhile stays out of the search, too: of the window some forms at most.
    """
    was_on = gc.isenabled()
    if was_on:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
