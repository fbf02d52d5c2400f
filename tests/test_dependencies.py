"""S14: what the program stands on is pinned with hashes, listed with its licences, and the same in both lists."""

import configparser
import json
import re
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parent.parent
_PIN: Final = re.compile(r"^([\w.-]+)==(\S+) \\$", re.MULTILINE)


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pinned() -> dict[str, str]:
    return {_name(name): version for name, version in _PIN.findall((ROOT / "docs/requirements.lock").read_text("utf-8"))}


def test_all_that_is_required_is_pinned_within_what_is_asked_for() -> None:
    asked = configparser.ConfigParser()
    asked.read(ROOT / "setup.cfg")
    pinned = _pinned()
    required = [Requirement(line) for line in asked["options"]["install_requires"].split("\n") if line.strip()]
    assert len(required) > 10
    assert [one.name for one in required if not one.specifier.contains(pinned.get(_name(one.name), "0"))] == []


def test_every_pin_has_a_hash_and_a_licence() -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / "docs/requirements.lock").read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert [one for one in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", one)] == []
    listed = json.loads((ROOT / "docs/sbom.json").read_text("utf-8"))["components"]
    assert {_name(one["name"]): one["version"] for one in listed} == _pinned()
    assert [one["name"] for one in listed if not one["licenses"][0]["expression"]] == []
