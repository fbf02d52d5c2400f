"""Commands that only read answer also while the shop's window is open; those that write say that it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from db.core import file
from db.core.errors import BusyError
from db.services import customers, shops
from db.services.customer_form import CustomerForm
from resources import path as shipped


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    """Another process, as from a terminal."""
    program = shipped().parent / "main.py"
    return subprocess.run(
        [sys.executable, str(program), *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    ("words", "sought"),
    [
        (("find", "陳"), "陳美惠"),
        (("show", "1"), "陳美惠"),
        (("history",), "customers.add"),
        (("dump",), "陳美惠"),
        (("tag", "list"), "tags"),
        (("figures", "1"), "recruitment"),
        (("fit",), "interval"),
        (("today",), "rows"),
    ],
)
def test_what_only_reads_answers_while_the_window_is_open(tmp_path: Path, words: tuple[str, ...], sought: str) -> None:
    path = tmp_path / "順發.crm"
    shops.create(path, "順發水電")
    with file.opened(path):
        customers.add(CustomerForm(name="陳美惠"))
        answered = _run("--file", path, "--json", *words)
        assert (answered.returncode, answered.stderr) == (0, "")
        assert sought in answered.stdout
        customers.add(CustomerForm(name="王小明"))  # it is still this process's to write


def test_a_noun_alone_says_what_can_be_done_with_it() -> None:
    answered = _run("--json", "knowledge")
    assert (answered.returncode, json.loads(answered.stdout)["error"]) == (2, "usage")
    assert "list、add、off、on" in json.loads(answered.stdout)["message"]


def test_what_writes_says_that_the_window_is_open(tmp_path: Path) -> None:
    path = tmp_path / "順發.crm"
    shops.create(path, "順發水電")
    with file.opened(path):
        customers.add(CustomerForm(name="陳美惠"))
        answered = _run("--file", path, "--json", "tag", "add", "熟客", "1")
        assert (answered.returncode, json.loads(answered.stdout)["error"]) == (BusyError.status, BusyError.code)
