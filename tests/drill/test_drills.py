"""Every drill, in small: what the program promises when things go wrong holds."""

import pytest

from tests.drill.__main__ import drills, run
from tests.drill.drilling import table


@pytest.mark.parametrize("name", drills())
def test_what_is_promised_holds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUKEBU_DATA", "")
    found = run(name, "small")
    assert found
    assert all(line.is_kept for line in found), "\n" + table(found)
