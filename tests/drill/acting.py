"""A process that does the daily acts and can be killed at any moment: `python -m tests.drill.acting` forks one for every order.

Orders come as JSON lines: {"act", "shop", "acks", "kill_at", ...}. It answers {"pid"} when the act begins and {"status"} when it
ended. What was saved is written to `acks`, a line each, the moment the program would tell the user. `kill_at`: the act kills
itself at its n-th write, to the database or of a file.
"""

import contextlib
import itertools
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from db.core import file
from db.core.errors import UserError
from db.services import backups, customers, interactions, merging, moving, quote_life, quotes
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from importers.commit import commit
from importers.plan import Plan
from importers.session import ImportSession
from importers.values import Source
from reports import fonts, quote_pdf

Told = Callable[[object], None]  # what the user is told: it is saved
_WRITES: Final = ("INSERT", "UPDATE", "DELETE", "REPLACE", "COMMIT", "CREATE", "ALTER", "DROP", "VACUUM", "--")
_FILES: Final = frozenset({"os.rename", "os.remove", "os.link", "shutil.copyfile"})
_plan: Plan | None = None


def prepare(path: str) -> int:
    """Plan the import of this list, once for all kills; how many records it has."""
    global _plan  # noqa: PLW0603 - forked processes find it
    _plan = ImportSession([Source(path=Path(path))], ask="add").plan()
    return _plan.totals.records


def act(order: dict[str, Any], told: Told) -> None:
    """Do what the order says, in this process."""
    if order["act"] == "migration":
        with file.opened(Path(order["shop"])):
            told("opened")
        return
    with file.opened(Path(order["shop"]), bytes.fromhex(order["key"]) if "key" in order else None):
        for done in ACTS[order["act"]](order):
            told(done)


def _import(_order: dict[str, Any]) -> Iterator[object]:
    assert _plan is not None
    yield commit(_plan, back_up=lambda: backups.make("import")).unit


def _quotes(order: dict[str, Any]) -> Iterator[object]:
    for number in range(order["count"]):
        form = quotes.new(order["customers"][number % len(order["customers"])])
        form.lines = [LineForm(name=name, quantity=Decimal(2), unit_price=Decimal(450)) for name in ("濾心", "工資")]
        yield quote_life.issue(quotes.add(form), quote_pdf.make).number


def _talks(order: dict[str, Any]) -> Iterator[object]:
    for number in range(order["count"]):
        yield interactions.add(InteractionForm(order["customers"][number % len(order["customers"])], f"第 {number} 次"))


def _backup(order: dict[str, Any]) -> Iterator[object]:
    for number in range(order["count"]):
        interactions.add(InteractionForm(order["customers"][0], f"備份前 {number}"))
        yield backups.make("command").path.name


def _move(order: dict[str, Any]) -> Iterator[object]:
    (stick := file.current_path().parent / "stick").mkdir(exist_ok=True)
    for number in range(order["count"]):
        interactions.add(InteractionForm(order["customers"][0], f"搬家前 {number}"))
        yield moving.pack(stick).path.name


def _merge(order: dict[str, Any]) -> Iterator[object]:
    for kept, gone in zip(order["customers"][::2], order["customers"][1::2], strict=True):
        yield merging.merge(kept, gone)


def _erase(order: dict[str, Any]) -> Iterator[object]:
    from db.services import erasing

    for customer in order["customers"]:
        erasing.erase(customer, "request", quote_pdf.make)
        yield customer


def _change(order: dict[str, Any]) -> Iterator[object]:
    for customer in order["customers"]:
        form = customers.form(customer)
        form.note = f"{form.note}\n{'改' * 200}"
        customers.change(customer, form)
        yield customer


ACTS: Final[dict[str, Callable[[dict[str, Any]], Iterator[object]]]] = {
    "import": _import, "quotes": _quotes, "talks": _talks, "backup": _backup, "keyed backup": _backup, "merge": _merge,
    "move": _move,    "erase": _erase, "change": _change,
}  # fmt: skip


def _die_at(number: int) -> None:
    """Kill this process at its n-th write."""
    left = itertools.count(1)

    def written(*_what: object) -> None:
        if next(left) >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    opened = driver.connect

    def connect(*arguments: Any, **options: Any) -> Any:
        connection = opened(*arguments, **options)
        connection.set_trace_callback(lambda sql: written() if sql.lstrip().upper().startswith(_WRITES) else None)
        return connection

    driver.connect = connect
    sys.addaudithook(lambda event, _arguments: written() if event in _FILES else None)


def _child(order: dict[str, Any]) -> int:
    handle = os.open(order["acks"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    if order.get("kill_at"):
        _die_at(order["kill_at"])
    if order.get("largest"):  # bytes a file may grow to
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    try:
        act(order, lambda what: os.write(handle, f"{json.dumps(what)}\n".encode()))
    except UserError as error:
        with contextlib.suppress(OSError):
            os.write(handle, f"{json.dumps({'refused': error.code, 'said': error.sentence})}\n".encode())
        return 3
    return 0


def main() -> None:
    """Take orders until the end of the input."""
    fonts.load()
    for line in sys.stdin:
        order = json.loads(line)
        if order["act"] == "prepare":
            _answer({"records": prepare(order["path"])})
            continue
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                status = _child(order)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(status)
        _answer({"pid": pid})
        _answer({"status": os.waitpid(pid, 0)[1]})


def _answer(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
