"""A process that makes one quote and says how long that took from its first line, what is imported included.

`ours`: the program's quote. `bare FILE`: the words kept there as JSON, on a bare canvas with the one font they need.
"""

import json
import sys
import time
from pathlib import Path

_START = time.perf_counter()


def _ours() -> bytes:
    from reports import quote_pdf
    from tests.reports import papers

    return quote_pdf.make(papers.quote(papers.items(10))).pdf


def _bare(kept: str) -> bytes:
    from tests.bench import bare_canvas

    bare_canvas.load()
    return bare_canvas.drawn(json.loads(Path(kept).read_text()), 22.0)


if __name__ == "__main__":
    made = _ours() if sys.argv[1] == "ours" else _bare(sys.argv[2])
    sys.stdout.write(json.dumps({"seconds": time.perf_counter() - _START, "bytes": len(made)}) + "\n")
