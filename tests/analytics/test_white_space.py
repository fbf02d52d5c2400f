"""Blanks: where look-alikes buy, with the counts that speak for it."""

from db.analytics import white_space
from db.analytics.white_space import Blank, Share

KIND = "餐飲"


def _shop(of: int, buying: int) -> dict[int, set[str]]:
    """So many who buy taps and pipes, so many of them lamps as well."""
    return {one: {"龍頭", "管材", *(("照明",) if one < buying else ())} for one in range(of)}


def test_who_lacks_what_look_alikes_buy() -> None:
    found = white_space.blanks(_shop(12, 10), dict.fromkeys(range(12), KIND))
    assert found == [
        Blank(10, "照明", ("管材", "龍頭"), 10, 12),
        Blank(11, "照明", ("管材", "龍頭"), 10, 12),
    ]
    assert round(found[0].share, 2) == 0.83


def test_few_look_alikes_or_few_buyers_say_nothing() -> None:
    assert white_space.blanks(_shop(9, 8), dict.fromkeys(range(9), KIND)) == []
    assert white_space.blanks(_shop(40, 8), dict.fromkeys(range(40), KIND)) == []


def test_look_alikes_are_of_the_same_kind() -> None:
    bought = _shop(12, 10)
    assert white_space.blanks(bought, {one: "餐飲" if one < 10 else "水電" for one in bought}) == []


def test_who_buys_one_category_has_no_look_alikes() -> None:
    bought = {**_shop(12, 12), 12: {"龍頭"}}
    assert white_space.blanks(bought, dict.fromkeys(bought, KIND)) == []


def test_shares_have_every_cell() -> None:
    found = white_space.shares({1: {"龍頭"}, 2: {"龍頭", "照明"}, 3: {"管材"}}, {1: "a", 2: "a", 3: "b"})
    assert found["a", "龍頭"] == Share(2, 2)
    assert found["a", "照明"] == Share(1, 2)
    assert found["b", "照明"] == Share(0, 1)
    assert len(found) == 6


def test_nobody_buys_anything() -> None:
    assert white_space.shares({}, {}) == {}
    assert white_space.blanks({}, {}) == []
