"""The start is light: what is not needed for the first list is not loaded."""

import json
import subprocess
import sys
from pathlib import Path

from db.core import file
from db.services import customers
from db.services.customer_form import CustomerForm

HEAVY = [
    *("openpyxl", "reportlab", "pypinyin", "rapidfuzz", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork"),
    *("peewee", "decimal", "zoneinfo", "uuid", "socket", "pickle", "html", "email", "hashlib", "concurrent.futures"),
    *("importlib.metadata", "logging.handlers", "_strptime"),
    *("db.core.journal", "db.core.audit", "db.core.undo", "db.core.search", "db.core.chain", "db.core.copying", "db.models"),
    *("db.core.values.dates", "db.core.values.phones", "db.core.values.names", "db.services.customers", "db.services.cards"),
    *("ui.kit.form", "ui.kit.boxes", "ui.kit.toast", "ui.undoing", "ui.about", "ui.pages.customers.inside"),
]
_PROGRAM = """
import json, os, sys
from pathlib import Path
from ui.app import Application
from ui.kit.first_paint import FirstPaint
application = Application([])
application.open(Path(sys.argv[1]))
window = application.show()

def tell():
    print(window.page.model.rowCount(), json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)

FirstPaint(window).then(tell)
while True:
    application.qt.processEvents()
"""


def test_heavy_modules_wait(shop_path: Path) -> None:
    with file.opened(shop_path):
        customers.add(CustomerForm(name="王小明"))
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(shop_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    rows, _blank, names = done.stdout.splitlines()[-1].partition(" ")
    loaded = set(json.loads(names))
    assert rows == "1"
    assert "ui.pages.customers.page" in loaded
    assert [name for name in HEAVY if name in loaded] == []
