"""The questions of customers: what they say, that their sums agree with all sales, and what opens behind a number."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.services import customer_costs, losing, standings, tastes
from db.services.customer_costs import CostForm
from reports import catalogue
from reports.catalogue import Answered
from reports.question import Behind
from tests.services.buying import buy, buyer

pytestmark = pytest.mark.usefixtures("shop", "saturday")
_MANY = 30


@pytest.fixture(scope="module")
def many(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """A file with thirty customers, and who they are; copy it, never open it."""
    path = tmp_path_factory.mktemp("many") / "many.crm"
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    with file.opened(Path(shutil.copy(blank_file, path))):
        found = _thirty()
    clock.fix(None)
    return path, found


def _thirty() -> list[int]:
    """The first ten come every month until now, the next ten stopped long ago, the rest came once."""
    months = [f"2026-{month:02}-10" for month in range(1, 12)]
    steady = [buyer(f"熟客{at}", *months, amount=1000, cost=600) for at in range(10)]
    gone = [buyer(f"走了{at}", "2024-01-05", "2024-02-05", "2024-03-05", amount=500, cost=300) for at in range(10)]
    once = [buyer(f"一次{at}", "2026-11-12", amount=200) for at in range(10)]
    standings.fill()
    return steady + gone + once


@pytest.fixture
def shop_of_many(shop: Path, many: tuple[Path, list[int]]) -> list[int]:
    """The thirty of `_thirty`, their file open."""
    file.close()
    file.open_shop(Path(shutil.copy(many[0], shop)))
    return list(many[1])


def _asked(key: str, **given: str) -> Answered:
    return catalogue.answered(key, given)


def _behind(found: Answered, line: str, column: str) -> Behind:
    assert found.question.behind is not None
    behind = found.question.behind(found.asked, line, column)
    assert behind is not None
    return behind


def test_who_stays_away_is_named_with_the_reason(shop_of_many: list[int]) -> None:
    found = _asked("late")
    assert {int(line.key) for line in found.answer.lines} == set(shop_of_many[10:20])
    assert "通常 30 天買一次" in str(found.answer.column("why")[0])
    assert found.answer.column("bought")[0] == "濾心"
    assert found.sentence.startswith("全部 10 位比平常久沒來")
    assert len(_behind(found, "", "").ids) == 10


def test_who_was_closed_with_a_reason_is_waited_for_no_more(shop_of_many: list[int]) -> None:
    losing.close(shop_of_many[10:14], "moved", date(2026, 11, 1))
    losing.close(shop_of_many[14:15], "price")
    assert len(_asked("late").answer.lines) == 5
    found = _asked("lost_reasons")
    assert [(line.key, line.cells[1]) for line in found.answer.lines] == [("moved", 4), ("price", 1)]
    assert found.sentence == "資料太少，看不出來。"
    assert list(_behind(found, "moved", "customers").ids) == sorted(shop_of_many[10:14])
    buy(shop_of_many[10], "2026-11-20")
    assert tastes.returned(shop_of_many[10])
    assert "搬家" in tastes.went_wrong(shop_of_many[10])


def test_a_lost_customer_who_buys_again_and_stays_away_is_late_once_more(shop_of_many: list[int]) -> None:
    losing.close(shop_of_many[10], "price")
    assert str(shop_of_many[10]) not in {line.key for line in _asked("late").answer.lines}
    losing.reopen(shop_of_many[10])
    assert str(shop_of_many[10]) in {line.key for line in _asked("late").answer.lines}


def test_the_four_words_are_all_who_bought(shop_of_many: list[int]) -> None:
    found = _asked("still_there")
    counts = {line.key: line.cells[1] for line in found.answer.lines}
    assert counts["lost"] == 10
    assert sum(count for count in counts.values() if isinstance(count, int)) == _MANY
    assert "已流失 10 位" in found.sentence


def test_the_board_and_its_moves_agree(shop_of_many: list[int]) -> None:
    board, moves = _asked("stages"), _asked("stage_moves")
    came = sum(int(str(cell)) for cell in board.answer.column("came"))
    assert board.answer.total is not None
    assert board.answer.total[1] == _MANY
    assert came == 10  # those who came once were not there a month ago
    assert moves.answer.lines == ()
    assert moves.sentence == "這一個月沒有人換階段。"


def test_what_remains_is_the_owners(shop_of_many: list[int]) -> None:
    customer_costs.add(CostForm(shop_of_many[0], "5000", "marketing"))
    found = _asked("profits", order="least")
    assert (found.answer.lines[0].key, found.answer.lines[0].cells[-1]) == (str(shop_of_many[0]), 11 * 400 - 5000)
    assert found.question.is_for_owner


def test_rhythms_count_everybody_once(shop_of_many: list[int]) -> None:
    found = _asked("rhythms")
    counts = {line.key: line.cells[1] for line in found.answer.lines}
    assert (counts["0"], counts["30"], counts["60"], found.answer.records) == (10, 10, 10, _MANY)
    assert list(_behind(found, "0", "customers").ids) == shop_of_many[20:]


def test_who_came_back_is_told_with_what_they_liked() -> None:
    one = buyer("陳美惠", "2024-05-01", "2024-06-01", what="換氣扇")
    buy(one, "2026-11-01")
    found = _asked("returners")
    (line,) = found.answer.lines
    assert line.key == str(one)
    assert found.answer.column("liked") == ["換氣扇"]
    assert found.answer.column("away") == [883]


@pytest.mark.parametrize("key", ["late", "stages", "kept", "tiers", "still_there", "back_test", "pairs", "next_model"])
def test_an_empty_shop_sees_a_sample(key: str) -> None:
    found = _asked(key)
    assert found.answer.is_sample
    assert found.sentence
