"""The calendar's file: read back by another reader, lines as RFC 5545 wants them."""

from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr

from db.core import audit, clock, file
from db.core.connection import run
from db.core.errors import BusyError, UserError
from db.core.journal import unit
from db.services import customers, repeats, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from reports import calendar_ics
from tests.reports.busy import saving_elsewhere


@pytest.fixture
def written(shop: Path, tmp_path: Path) -> tuple[list[int], bytes]:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    known = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    ids = tasks.add(TaskForm("回電：龍頭, 兩組; 「急」\\", "2026-11-27"), [known])
    ids += tasks.add(TaskForm("到府量尺寸" * 12, "2026-11-28", "14:30"), [known])
    path = tmp_path / "提醒.ics"
    assert calendar_ics.write(path, ids) == 2
    return ids, path.read_bytes()


def test_lines_end_and_fold_as_calendars_want(written: tuple[list[int], bytes]) -> None:
    raw = written[1]
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


def test_another_reader_finds_the_same(written: tuple[list[int], bytes]) -> None:
    book = vobject.readOne(written[1].decode())
    first, second = book.vevent_list
    assert first.summary.value == "回電：龍頭, 兩組; 「急」\\（陳美惠）"
    assert first.dtstart.value == date(2026, 11, 27)
    assert first.dtend.value == date(2026, 11, 28)
    assert second.summary.value == f"{'到府量尺寸' * 12}（陳美惠）"
    assert second.dtstart.value.astimezone(ZoneInfo("Asia/Taipei")).isoformat() == "2026-11-28T14:30:00+08:00"
    assert b"0912" not in written[1]


def test_a_reminder_stays_the_same_event(written: tuple[list[int], bytes], tmp_path: Path) -> None:
    ids, raw = written
    before = [event.uid.value for event in vobject.readOne(raw.decode()).vevent_list]
    tasks.put_off(ids, "2026-12-01")
    calendar_ics.write(tmp_path / "again.ics", ids)
    after = vobject.readOne((tmp_path / "again.ics").read_text("utf-8")).vevent_list
    assert [event.uid.value for event in after] == before
    assert len(set(before)) == 2
    assert after[0].dtstart.value == date(2026, 12, 1)


def test_the_history_says_that_it_left(written: tuple[list[int], bytes]) -> None:
    assert audit.units(1)[0].action == "tasks.export"


def test_a_file_opened_for_reading_only_hands_nothing_over(shop_path: Path, tmp_path: Path) -> None:
    file.open_shop(shop_path, read_only=True)
    with pytest.raises(UserError):
        calendar_ics.write(tmp_path / "提醒.ics", [])
    assert not (tmp_path / "提醒.ics").exists()


@pytest.mark.parametrize("time", ["", "23:45"])
def test_the_last_day_there_is_keeps_no_other_reminder_in_the_shop(shop: Path, tmp_path: Path, time: str) -> None:
    ids = [*tasks.add(TaskForm("以後再說", "2199-12-31", time)), *tasks.add(TaskForm("收款", "2026-11-23"))]
    with unit("tasks.change"):  # of a shop that could still type it
        run("UPDATE task SET due_on = '9999-12-31' WHERE id = ?", ids[0])
    last, other = events(tmp_path / "r.ics", ids)
    assert (f"{last.dtstart.value:%Y-%m-%d}", hasattr(last, "dtend")) == ("9999-12-31", False)
    assert other.dtend.value == date(2026, 11, 24)


def test_a_reminder_does_not_make_the_day_busy(written: tuple[list[int], bytes]) -> None:
    assert {event.transp.value for event in vobject.readOne(written[1].decode()).vevent_list} == {"TRANSPARENT"}


def test_while_another_job_saves_nothing_leaves(shop: Path, tmp_path: Path) -> None:
    ids = tasks.add(TaskForm("收款", "2026-11-23"))
    with saving_elsewhere(), pytest.raises(BusyError):
        calendar_ics.write(tmp_path / "r.ics", ids)
    assert [one.name for one in tmp_path.iterdir() if "r.ics" in one.name] == []
    calendar_ics.write(tmp_path / "r.ics", ids)
    assert audit.units(1)[0].action == "tasks.export"


# what repeats


def events(path: Path, ids: list[int]) -> list[Any]:
    """What another reader finds in the file of these reminders."""
    calendar_ics.write(path, ids)
    return list(vobject.readOne(path.read_text("utf-8")).vevent_list)


def open_ones() -> list[int]:
    return [row.id for row in tasks.open_until(date.max)]


@pytest.mark.parametrize(
    ("repeat", "due", "said"),
    [
        ("7d", "2026-11-23", "FREQ=DAILY;INTERVAL=7"),
        ("1w", "2026-11-23", "FREQ=WEEKLY"),
        ("1m", "2026-11-23", "FREQ=MONTHLY"),
        ("1m", "2027-01-29", "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("3m", "2026-11-30", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("1m", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("1y", "2026-12-31", "FREQ=YEARLY"),
        ("1y", "2028-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
    ],
)
def test_a_repeat_falls_on_the_days_the_shop_counts(shop: Path, tmp_path: Path, repeat: str, due: str, said: str) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    (event,) = events(tmp_path / "r.ics", tasks.add(TaskForm("收款", due, repeat=repeat)))
    assert event.rrule.value == said
    planned = date.fromisoformat(due)
    wanted, kept = [planned], repeats.anchored(repeat, planned)
    while len(wanted) < 15 and (day := repeats.following(kept, planned, wanted[-1])):
        wanted.append(day)
    found = rrulestr(said, dtstart=datetime.combine(event.dtstart.value, time()))
    assert [one.date() for one in islice(found, 15)] == wanted


def test_the_shops_next_reminder_is_the_same_row_of_events(shop: Path, tmp_path: Path) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    tasks.add(TaskForm("倒垃圾", "2026-11-23", "18:00", repeat="1w"))
    tasks.add(TaskForm("倒垃圾", "2026-11-26", "18:00", repeat="1w"))
    before = events(tmp_path / "r.ics", open_ones())
    tasks.done(open_ones()[:1])
    after = events(tmp_path / "r.ics", open_ones())
    assert {event.uid.value for event in before} == {event.uid.value for event in after}
    assert len(before) == len({event.uid.value for event in before}) == 2
    assert sorted(event.dtstart.value.date().day for event in after) == [26, 30]


def test_one_that_was_put_off_stands_by_itself_and_its_next_ones_keep_their_day(shop: Path, tmp_path: Path) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    ids = tasks.add(TaskForm("收款", "2026-11-30", repeat="1m"))
    (before,) = events(tmp_path / "r.ics", ids)
    tasks.put_off(ids, "2026-12-02")
    alone, row = events(tmp_path / "r.ics", ids)
    assert (alone.dtstart.value, hasattr(alone, "rrule")) == (date(2026, 12, 2), False)
    assert (row.dtstart.value, row.uid.value) == (date(2026, 12, 30), before.uid.value)
    assert row.rrule.value == before.rrule.value


def test_what_comes_once_has_no_rule(written: tuple[list[int], bytes]) -> None:
    assert b"RRULE" not in written[1]
