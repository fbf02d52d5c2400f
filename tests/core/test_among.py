"""The condition for many ids: a range where they stand close together, a list where they do not."""

import pytest

from db.core.among import among
from db.core.connection import rows


@pytest.mark.parametrize("ids", [[], [7], [3, 5, 4], [1, 9], [1, 2, 3, 50]])
def test_everyone_asked_for_is_among_them(shop: object, ids: list[int]) -> None:
    which, parameters = among("value", ids)
    found = rows(f"SELECT value FROM json_each('{list(range(60))}') WHERE {which}", *parameters)
    assert set(ids) <= {row[0] for row in found}
    assert len(found) < 2 * len(ids) + 1


def test_those_close_together_are_a_range() -> None:
    assert among("id", {4, 2, 3}) == ("id BETWEEN ? AND ?", (2, 4))
    assert among("id", {90, 2}) == ("id IN (SELECT value FROM json_each(?))", ("[2, 90]",))
