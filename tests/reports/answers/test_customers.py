"""The questions of customers: what they say, that their sums agree with all sales, and what opens behind a number."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.core.journal import unit
from db.models import Sale
from db.services import (
    customer_costs,
    customers,
    late_buyers,
    losing,
    month_letter,
    opt_outs,
    profits,
    standings,
    tastes,
    walk_in,
)
from db.services.customer_costs import CostForm
from reports import catalogue
from reports.catalogue import Answered
from reports.question import Behind
from tests.services.bought import somebody
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
    assert found.answer.column("why")[0] == "買過 3 次"
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


def test_away_for_less_than_a_whole_year_is_not_back() -> None:
    one = buyer("林先生", "2025-12-01", "2026-11-01")
    other = buyer("王小姐", "2025-11-01", "2026-11-01")  # on the day the year is over
    third = buyer("陳太太", "2025-10-31", "2026-11-01")
    found = _asked("returners").answer
    assert [line.key for line in found.lines] == [str(third)]
    assert {str(one), str(other)}.isdisjoint(line.key for line in found.lines)


def test_who_can_be_called_is_called_first(shop_of_many: list[int]) -> None:
    worth_most, called = shop_of_many[10], somebody("有電話")
    buy(worth_most, "2024-03-05", amount=9_000)
    for day in ("2024-01-05", "2024-02-04", "2024-03-05", "2024-04-04"):
        buy(called, day)
    found = _asked("late")
    assert (found.answer.lines[0].key, found.answer.lines[1].key) == (str(called), str(worth_most))
    first = late_buyers.first()
    assert first is not None and first.customer == called
    said = {thing.kind: thing.sentence for thing in month_letter.of().things}
    assert said["slipping"].startswith("打給有電話 0912-345-678：通常 30 天買一次")
    opt_outs.add(called, ["phone"])
    assert _asked("late").answer.lines[0].key == str(worth_most)


def test_who_is_left_out_of_a_list_is_said(shop_of_many: list[int]) -> None:
    losing.close(shop_of_many[10:13], "moved", date(2026, 11, 1))
    customers.archive([shop_of_many[13]])
    late, sure = _asked("late").answer, _asked("still_there").answer
    assert (len(late.lines), {line.key: line.cells[1] for line in sure.lines}["lost"]) == (6, 9)
    assert any("3 位" in note.text and "結案" in note.text for note in late.notes)
    assert any("3 位" in note.text and "走掉" in note.text for note in sure.notes)
    for key in ("late", "still_there", "good_customers", "rhythms"):
        assert any("1 位" in note.text and "收起來" in note.text for note in _asked(key).answer.notes), key


def test_the_reasons_of_the_lost_are_the_shops_own_without_a_sale() -> None:
    gone = [buyer(f"客{at}") for at in range(22)]
    losing.close(gone, "price", date(2026, 11, 1))
    buy(gone[0], "2026-11-20")
    found = _asked("lost_reasons")
    assert not found.answer.is_sample
    assert found.sentence == "走掉的 22 位裡，最多的原因是「價格」：22 位；這些人裡後來又來買的有 1 位。"
    assert list(_behind(found, "price", "back").ids) == gone[:1]
    assert _asked("lost_reasons", period="last_year").sentence == "這段時間沒有客人用「走掉了…」結案。"


def test_an_unknown_cost_is_no_loss() -> None:
    gifted, earned, lost = buyer("甲", "2026-11-01", amount=50_000), buyer("乙", "2026-11-01", cost=60), buyer("丙")
    for one in (gifted, earned, lost):
        customer_costs.add(CostForm(one, "90", "marketing"))
    buy(walk_in.customer(), "2026-11-02", cost=10)
    found = _asked("profits", order="least").answer
    remains = {line.key: line.cells[-1] for line in found.lines}
    assert remains == {str(lost): -90, str(earned): -50, "others": None}
    assert profits.losing() == [lost, earned]
    assert found.total is not None and found.total[found.place("money")] == 50_000 + 100 + 100


def test_of_who_came_equally_often_nobody_comes_most_often() -> None:
    for at in range(40):
        buyer(f"客{at}", *(["2026-10-01", "2026-11-01"] if at >= 33 else [f"2026-09-{at % 28 + 1:02}"]))
    standings.fill()
    found = _asked("good_customers")
    assert [heading.key for heading in found.answer.headings] == ["lately", "f1", "f5", "total"]
    assert found.answer.total is not None and found.answer.total[1:] == (33, 7, 40)
    assert len(_behind(found, "", "f5").ids) == 7


def test_the_letter_counts_as_the_other_questions_do() -> None:
    new, back = buyer("新客", "2026-10-05", "2026-10-06"), buyer("回頭", "2025-01-05", "2026-10-07")
    only_returned, older = buyer("退貨"), buyer("老客", "2026-09-30", "2026-10-01")
    with unit("imports.run"):
        Sale.create(customer=only_returned, total=-100, happened_on="2026-10-08")
        Sale.create(customer=older, total=70)  # of a day nobody knows
    found = catalogue.answered("month_letter")
    now = {line.key: line.cells[1] for line in found.answer.lines}
    assert [now[key] for key in ("money", "sales", "customers", "new", "back")] == [300, 4, 3, 1, 1]
    before = {line.key: line.cells[2] for line in found.answer.lines}
    assert (before["new"], before["owed"]) == (1, None)
    assert list(_behind(found, "new", "now").ids) == [new]
    assert list(_behind(found, "back", "now").ids) == [back]
    assert found.question.behind is not None and found.question.behind(found.asked, "owed", "before") is None


@pytest.mark.parametrize("key", ["late", "stages", "kept", "tiers", "still_there", "back_test", "pairs", "next_model"])
def test_an_empty_shop_sees_a_sample(key: str) -> None:
    found = _asked(key)
    assert found.answer.is_sample
    assert found.sentence
