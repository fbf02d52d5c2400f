"""Reminders and days of trade as an iCalendar file (RFC 5545), opened by Google Calendar, phones and Outlook."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from db.core import clock, trouble
from db.services import errands, repeats, sheet_marks, tasks
from db.services.calendar import Entry
from db.services.tasks import TaskRow
from reports import excel
from reports.content_lines import folded, plain
from resources.i18n import _

_ZONE: Final = "Asia/Taipei"
_LONG: Final = timedelta(minutes=30)  # an hour given is when it begins
_HEAD: Final = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Shukebu//Shukebu//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19800101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def write(path: Path, chosen: Iterable[int], trade: Sequence[Entry] = ()) -> int:
    """Write these reminders and days of trade; how many. Names and what is to be done leave the program, no phone does.

    The same reminder is the same event each time, a repeating one the same row of events whichever comes next: taking the file
    in again moves what is there instead of doubling it.
    """
    trouble.refuse_read_only()
    rows = [tasks.get(one) for one in chosen]
    contents = made(rows, trade)
    count = len(rows) + len(trade)
    noted = errands.taking("tasks.export", file=path.name, count=count)
    excel.replace(path, lambda part: part.write_bytes(contents), noted)
    return count


def made(rows: Iterable[TaskRow], trade: Iterable[Entry] = ()) -> bytes:
    """The file's bytes."""
    shop = sheet_marks.shop().hex()[:12]
    reminders = (line for row in rows for line in _events(row, shop))
    days = (line for one in trade for line in _traded(one, shop))
    lines = [*_HEAD, *reminders, *days, "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _events(row: TaskRow, shop: str) -> Iterator[str]:
    """One event; of a repeating reminder a row of them, and where this one was moved its next ones beside it."""
    due = date.fromisoformat(row.due_on)
    if not row.kept_repeat:
        yield from _event(row, f"reminder-{row.id}-{shop}", due)
        return
    planned = date.fromisoformat(row.first_due_on or row.due_on)
    following = repeats.following(row.kept_repeat, planned, due)
    if planned != due:
        yield from _event(row, f"reminder-{row.id}-{shop}", due)
    first = due if planned == due else following
    if first is not None:
        yield from _event(row, f"repeat-{_chain(row, planned)}-{shop}", first, repeats.rule(row.kept_repeat, first))


def _chain(row: TaskRow, planned: date) -> str:
    """What stays the same from one reminder to the next it leaves behind: no id does."""
    return sha256(repr((row.customer, row.title, row.kept_repeat, repeats.beat(row.kept_repeat, planned))).encode()).hexdigest()[
        :12
    ]


def _traded(one: Entry, shop: str) -> Iterator[str]:
    """A promised day, a cheque or the end of a quote: a whole day, the same event though its day moves."""
    noun, key = one.about or (one.kind, 0)
    yield from _written(f"{one.kind}-{noun}-{key}-{shop}", date.fromisoformat(one.day), None, one.title, one.name)


def _event(row: TaskRow, uid: str, day: date, rule: str = "") -> Iterator[str]:
    yield from _written(uid, day, row.due_time, row.title, row.name, rule, row.staff)


def _written(
    uid: str, day: date, time: str | None, title: str, name: str | None, rule: str = "", staff: str = ""
) -> Iterator[str]:
    stamp = clock.utc_now()[:19].replace("-", "").replace(":", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@shukebu"
    yield f"DTSTAMP:{stamp}Z"
    yield from _times(day, time)
    if rule:
        yield f"RRULE:{rule}"
    yield f"SUMMARY:{plain(f'{title}（{name}）' if name else title)}"
    if staff:
        yield f"DESCRIPTION:{plain(_('For {name}').format(name=staff))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(day: date, time: str | None) -> Iterator[str]:
    """When it begins and ends; the last day there is has no end that can be said."""
    begin = datetime.fromisoformat(f"{day}T{time or '00:00'}")
    form = f";TZID={_ZONE}:%Y%m%dT%H%M%S" if time else ";VALUE=DATE:%Y%m%d"
    yield f"DTSTART{begin:{form}}"
    if day < date.max:
        yield f"DTEND{begin + (_LONG if time else timedelta(days=1)):{form}}"
