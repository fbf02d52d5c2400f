"""A process that makes one quote and says how long that took from its first line, what is imported included.

`ours`: the program's quote. `bare FILE`: the strokes kept there as JSON, on a bare canvas with only the fonts they need.
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
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from resources import path
    from tests.bench import strokes

    found = strokes.Strokes(*json.loads(Path(kept).read_text()))
    for name in strokes.fonts(found.calls):
        pdfmetrics.registerFont(TTFont(name, str(path("fonts", f"{name}.ttf")), asciiReadable=0))
    return strokes.replay(found)


if __name__ == "__main__":
    made = _ours() if sys.argv[1] == "ours" else _bare(sys.argv[2])
    sys.stdout.write(json.dumps({"seconds": time.perf_counter() - _START, "bytes": len(made)}) + "\n")
