"""診斷包: what a technician needs to know of this installation, without anything of a customer in it."""

import json
import platform
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from db.core import checking, connection, file
from db.core.progress import Progress
from db.services import facts
from resources.i18n import _
from ui import about
from ui.kit import jobs
from ui.kit.page import Shell

_BUG: Final = re.compile(r"\bE-[0-9A-F]{6}\b")
_LAST: Final = 50  # error numbers, the newest ones


def offer(shell: Shell) -> None:
    """Ask where, and write it."""
    name = f"{_('Shukebu diagnosis')}.zip"
    target = shell.asks.save_file(_("Diagnosis package"), "ZIP (*.zip)", Path.home() / name)
    if target is not None:
        said = _("Saved: {path}").format(path=target)
        jobs.start(lambda progress: make(target, progress), lambda _made: shell.toast(said), title=_("Saving…"))


def make(target: Path, progress: Progress) -> None:
    """Write the package: versions, settings of storage, counts, what the check says, error numbers; a line of history."""
    progress(_("Looking the file over…"), 0, 1)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("diagnosis.json", json.dumps(_known(), ensure_ascii=False, indent=1))
    facts.note("diagnosis.make")


def _known() -> dict[str, Any]:
    """Numbers and fixed English words only; no name, path or text of the shop."""
    return {
        "program": about.number(),
        "system": {"name": platform.system(), "release": platform.release(), "machine": platform.machine()},
        "python": platform.python_version(),
        "errors": list(_numbers(file.data_folder() / "log" / "shukebu.log"))[-_LAST:],
        **(_of_file() if file.is_open() else {}),
    }


def _of_file() -> dict[str, Any]:
    database = connection.database
    result = checking.check()
    names = (
        "user_version",
        "journal_mode",
        "page_size",
        "page_count",
        "freelist_count",
        *(one for one, *_ in connection.PRAGMAS),
    )
    return {
        "storage": {name: connection.value(f"PRAGMA {name}") for name in names} | {"encrypted": database.key is not None},
        "read_only": database.is_read_only,
        "sqlite": connection.value("SELECT sqlite_version()"),
        "check": {"ok": result.ok, "problems": [_without_names(one) for one in result.problems], "chain": result.chain["ok"]},
        "counts": result.counts,
        "units": result.chain["units"],
    }


def _without_names(problem: str) -> str:
    """What SQLite says of damage may hold a value; its numbers and English words stay."""
    return re.sub(r"[^\x20-\x7e]+", "…", problem)[:200]


def _numbers(log: Path) -> Iterator[str]:
    if log.exists():
        yield from _BUG.findall(log.read_text("utf-8", errors="replace"))
