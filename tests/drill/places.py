"""Places that fail: read-only ones, a file somebody else holds, a stick that is pulled out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from db.core import file
from db.core.connection import database
from db.core.errors import BusyError, UserError
from db.services import backups, customers, dump, interactions
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "Read-only, held by another, pulled out"
RULES: Final = ("R3", "R4", "R5")
_HOLDER: Final = (
    "import sys, time; from pathlib import Path; from db.core import file; file.open_shop(Path(sys.argv[1]));"
    " print('open', flush=True); time.sleep(60)"
)


def lines(ground: Ground) -> Iterator[Line]:
    """Each of them."""
    yield _read_only(ground)
    yield _second(ground)
    yield _held_by_a_tool(ground)
    yield _pulled_out(ground)


def _read_only(ground: Ground) -> Line:
    """A file or folder that can't be written to is looked at; a write is refused in a sentence; no byte of it changes.

    Root may write anywhere: there the file is opened as one to read only, which is what the program does with such a place.
    """
    held = 0
    for name in ("file", "folder", "both", "log"):
        shop = shops.copy(shops.lifelike(), ground.place(f"read-only-{name}"))
        with file.opened(shop):
            before = dump.dump()
        shop.chmod(0o444 if name in {"file", "both"} else 0o644)
        shop.parent.chmod(0o555 if name in {"folder", "both"} else 0o755)
        bytes_before = shop.read_bytes()
        try:
            file.open_shop(shop, read_only=os.geteuid() == 0)
            refused = _refused(lambda: interactions.add(InteractionForm(1, "寫不進去")))
            same = dump.dump() == before
        finally:
            file.close()
            shop.parent.chmod(0o755)
        held += refused and same and shop.read_bytes() == bytes_before
    return Line("a place that can't be written to", 4, held)


def _refused(act: Any) -> bool:
    try:
        act()
    except UserError:
        return True
    return False


def _second(ground: Ground) -> Line:
    """A second program finds it held; the first killed with -9 holds it no longer."""
    held, tries = 0, ground.many(2, 25)
    for number in range(tries):
        shop = shops.copy(shops.lifelike(), ground.place(f"second-{number}"))
        with subprocess.Popen([sys.executable, "-c", _HOLDER, str(shop)], stdout=subprocess.PIPE, text=True) as first:
            first.stdout.readline()  # type: ignore[union-attr]
            try:
                file.open_shop(shop)
                was_held = False
                file.close()
            except BusyError:
                was_held = True
            first.kill()
            first.wait()
        with file.opened(shop):
            held += was_held and file.check().ok
        shutil.rmtree(shop.parent)
    return Line("a second program with the same file", tries, held)


def _held_by_a_tool(ground: Ground) -> Line:
    """Another tool holds the file for writing: nothing is half saved, it is said, and goes on once it let go."""
    held, tries = 0, ground.many(2, 25)
    for number in range(tries):
        shop = shops.copy(shops.empty(), ground.place(f"tool-{number}"))
        with file.opened(shop), closing(driver.connect(str(shop), isolation_level=None, timeout=0)) as tool:
            before = dump.dump()
            tool.execute("BEGIN IMMEDIATE")
            database.execute("PRAGMA busy_timeout = 50").fetchall()
            refused = _refused(lambda: customers.add(CustomerForm(name="王小明")))
            tool.execute("ROLLBACK")
            held += refused and dump.dump() == before and customers.add(CustomerForm(name="王小明")) > 0
        shutil.rmtree(shop.parent)
    return Line("held by another tool", tries, held)


def _pulled_out(ground: Ground) -> Line:
    """A stick that is gone: the copy is refused in a sentence, no half copy counts, the shop goes on."""
    held, tries = 0, ground.many(2, 30)
    for number in range(tries):
        place = ground.place(f"stick-{number}")
        shop, stick = shops.copy(shops.lifelike(), place / "shop"), place / "stick"
        stick.mkdir()
        with file.opened(shop):
            whole = backups.to_folder(stick)
            before = {path.name for path in stick.iterdir()}
            gone = place / "pulled"
            stick.rename(gone)
            refused = _refused(lambda to=stick: backups.to_folder(to))
            gone.rename(stick)
            after = {path.name for path in stick.iterdir()}
            backups.verify(whole.path)
            held += refused and before == after and interactions.add(InteractionForm(1, "還在")) > 0
        shutil.rmtree(place)
    return Line("a stick that was pulled out", tries, held)
