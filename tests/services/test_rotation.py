"""Three years of copies: close together at first, further apart the older they are; no clock takes any away."""

# ruff: noqa: DTZ001 - the shop's own clock

from datetime import datetime, timedelta

import pytest

from db.services import rotation
from db.services.rotation import TIERS, Copy

_MB = 1 << 20


def _years(size: int = _MB, step: timedelta = timedelta(minutes=30)) -> list[Copy]:
    """What is kept after three years of a copy every half-hour from nine to nine, six days a week."""
    kept: list[Copy] = []
    at, seq = datetime(2024, 1, 1, 9), 0
    while at < datetime(2027, 1, 1):
        if 9 <= at.hour < 21 and at.weekday() < 6:
            seq += 1
            kept.append(Copy(seq, at, size))
            staying = rotation.staying(kept, size)
            kept = [one for one in kept if one.seq in staying]
        at += step
    return kept


def test_after_three_years_every_span_has_its_copies() -> None:
    kept = _years(step=timedelta(hours=3))
    newest = kept[-1].at
    for tier in TIERS:
        assert len({tier.span(one.at) for one in kept}) >= min(tier.count, len(kept))
    assert newest - kept[0].at > timedelta(days=300)
    assert len(kept) <= sum(tier.count for tier in TIERS)
    assert [one.seq for one in kept] == sorted(one.seq for one in kept)


def test_the_newest_three_stay_whatever_they_take() -> None:
    size = 4 << 30
    copies = [Copy(seq, datetime(2026, 11, 21, 9) + timedelta(minutes=seq), size) for seq in range(1, 40)]
    assert {37, 38, 39} <= rotation.staying(copies, 100)


def test_where_room_is_short_the_close_ones_go_first() -> None:
    start = datetime(2026, 11, 21, 9)
    copies = [Copy(seq, start - timedelta(minutes=30 * (200 - seq)), 100 * _MB) for seq in range(1, 201)]
    roomy, tight = rotation.staying(copies, 1 << 40), rotation.staying(copies, _MB)
    assert tight < roomy
    assert sum(one.size for one in copies if one.seq in tight) <= 5 << 30
    assert {one.at.date() for one in copies if one.seq in tight} == {one.at.date() for one in copies}


@pytest.mark.parametrize("jump", [timedelta(days=-366), timedelta(days=3653), datetime(1970, 1, 1) - datetime(2026, 11, 21)])
def test_a_clock_that_jumps_takes_none_of_the_last_days_away(jump: timedelta) -> None:
    start = datetime(2026, 11, 21, 9)
    before = [Copy(seq, start - timedelta(days=10 - seq), _MB) for seq in range(1, 11)]
    after = [*before, Copy(11, start + jump, _MB), Copy(12, start + timedelta(hours=1), _MB)]
    assert {one.seq for one in after} == rotation.staying(after, _MB)
