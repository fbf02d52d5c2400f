"""The command line in the user's words."""

import json
from pathlib import Path
from typing import Any

import pytest

from ui import commandline


def run(capsys: pytest.CaptureFixture[str], path: Path, *words: object) -> tuple[int, Any]:
    """Run a command on this file; its exit status and JSON."""
    status = commandline.main(["--file", str(path), *map(str, words), "--json"])
    return status, json.loads(capsys.readouterr().out)
