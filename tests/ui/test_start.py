"""The start is light: what is not needed for the first list is not loaded."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = ["openpyxl", "reportlab", "pypinyin", "rapidfuzz", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork"]
_PROGRAM = """
import json, sys
from pathlib import Path
from ui.app import Application
application = Application([])
application.open(Path(sys.argv[1]))
window = application.show()
application.qt.processEvents()
window.grab()
print(json.dumps(sorted(sys.modules)))
"""


def test_heavy_modules_wait(shop_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(shop_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "ui.pages.customers.page" in loaded
    assert [name for name in HEAVY if name in loaded] == []
