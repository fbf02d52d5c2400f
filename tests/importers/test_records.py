"""Records by column: a table cleaned in pieces is the table cleaned whole."""

from operator import attrgetter, itemgetter
from typing import Any

import pytest

from importers import answering
from importers.answering import Answering
from importers.messages import Chunk, Clean, Found, Survey, Wanted
from importers.records import append
from importers.values import Addresses, Changes, CleanTable, Contacts, Options, Points, Problem, Source

_LINES = [
    "姓名,手機,公司電話,地址,生日,聯絡人,統編,等級,備註",
    "王小明,912345678,(02)2345-6789轉12,北市中山路1號,78/5/3,陳秘書,04595257,VIP,",
    "陳美惠 小姐,0922-333-44,,同上,2021/13/45,,12345678,一般,好",
    ",,,,1980/1/2,,,VIP,沒有名字",
    "林志明,０９３３１１１２２２,04-2345678,台中市民權路2號,05/11,,,VIP,〃",
]


def _cleaned(monkeypatch: pytest.MonkeyPatch, chunk: int) -> CleanTable:
    monkeypatch.setattr(answering, "CHUNK", chunk)
    source = Source(text="\n".join([_LINES[0], *_LINES[1:] * 6]).replace(",", "\t"))
    child = Answering()
    (found,) = [answer for answer in child.answer(Survey(source)) if isinstance(answer, Found)]
    wanted = Wanted(found.table.sheet, found.index, found.guesses, Options(today="2026-11-22", area="02"))
    made = [answer.table for answer in child.answer(Clean(source, [wanted])) if isinstance(answer, Chunk)]
    assert len(made) == -(-24 // chunk)
    for piece in made[1:]:
        append(made[0], piece)
    return made[0]


@pytest.mark.parametrize("chunk", [1, 5, 7])
def test_in_pieces_is_as_whole(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    whole, pieces = _cleaned(monkeypatch, 100), _cleaned(monkeypatch, chunk)
    assert {one.record for one in whole.changes} > {0, 23}
    assert whole.problems and whole.raw and whole.points.record and whole.failed
    for name in CleanTable.__slots__:
        assert _by_record(getattr(pieces, name)) == _by_record(getattr(whole, name)), name


def _by_record(part: Any) -> Any:
    """What is kept by column, record after record: a table is read column by column, a chunk at a time."""
    if isinstance(part, (Points, Addresses, Contacts, Changes)):
        return sorted(zip(*(getattr(part, name) for name in part.__slots__), strict=True), key=itemgetter(0))
    if isinstance(part, list) and part and isinstance(part[0], Problem):
        return sorted(part, key=attrgetter("record"))
    return part
