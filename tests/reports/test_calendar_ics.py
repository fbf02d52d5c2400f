"""The calendar's file: read back by another reader, lines as RFC 5545 wants them."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from db.core import audit, clock, file
from db.core.errors import UserError
from db.services import customers, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from reports import calendar_ics


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
