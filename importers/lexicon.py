"""Words kept as data (words/*.json): what says empty, yes, no, same as above; surnames; the fields of each kind of list."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """One file of words as it stands: headers, contents or fields."""
    words: dict[str, Any] = json.loads(Path(__file__).with_name("words").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return words


def words(file: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(load(file)[name])
