"""The questions of what could be sold besides: what they say, and that every number opens exactly what it counts."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from db.core import session
from db.services import (
    baskets,
    customers,
    knowledge,
    products,
    settings,
    standings,
    suggestion_answers,
    suggestions,
    white_spaces,
)
from db.services.knowledge import RuleForm
from db.services.products import ProductForm
from reports import catalogue
from reports.catalogue import Answered
from reports.question import TOTAL, Cell, Line
from tests.services.bought import sold, somebody

pytestmark = pytest.mark.usefixtures("shop", "saturday")  # 2026-11-21


@pytest.fixture
def heaters() -> dict[str, int]:
    """Six have the old heater, two the middle one and the old; one went on to the newest. One of them has an old lamp, too."""
    newest = products.add(ProductForm("熱水器", spec="3 代", price=Decimal(12_000)))
    middle = products.add(ProductForm("熱水器", spec="2 代", next_model=newest))
    old = products.add(ProductForm("熱水器", spec="1 代", next_model=middle))
    for at in range(6):
        one = somebody(f"客人{at}")
        sold(one, "2024-11-20", old)
        if at < 2:
            sold(one, "2025-11-20", middle)
    sold(one, "2026-11-01", newest)
    lamp = products.add(ProductForm("燈管", next_model=products.add(ProductForm("LED 燈管"))))
    sold(1, "2025-01-01", lamp)
    return {"old": old, "middle": middle, "lamp": lamp}


def _asked(key: str, **given: str) -> Answered:
    return catalogue.answered(key, given)


def _ids(found: Answered, line: str, column: str) -> list[int]:
    assert found.question.behind is not None
    behind = found.question.behind(found.asked, line, column)
    return list(behind.ids) if behind else []


def _named(found: Answered, line: Line | None) -> Mapping[str, Cell]:
    cells = line.cells if line else found.answer.total or ()
    return {heading.key: cell for heading, cell in zip(found.answer.headings, cells, strict=True)}


def test_who_has_an_old_model_counts_once_in_all_and_at_the_model_they_have_last(heaters: dict[str, int]) -> None:
    found = _asked("next_model")
    told = {line.key: _named(found, line) for line in found.answer.lines}
    assert {key: one["customers"] for key, one in told.items()} == {
        str(heaters["old"]): 3,
        str(heaters["middle"]): 2,
        str(heaters["lamp"]): 1,
    }
    assert _named(found, None)["customers"] == len(_ids(found, TOTAL, "customers")) == 5
    for key, one in told.items():
        assert len(_ids(found, key, "customers")) == one["customers"]
        assert one["new"] == ("LED 燈管" if key == str(heaters["lamp"]) else "熱水器 3 代")
        assert _ids(found, key, "price") == []
    assert found.answer.records == 6


def test_of_what_is_bought_together_every_number_opens_its_sales() -> None:
    tap, tape = (products.add(ProductForm(name)) for name in ("水龍頭", "止洩帶"))
    one = somebody("陳美惠")
    both = [sold(one, "2026-10-01", tap, tape) for _sale in range(6)]
    taps = [sold(one, "2026-10-02", tap) for _sale in range(3)]
    for _sale in range(20):
        sold(one, "2026-10-03", "電池")
    baskets.refresh()
    sold(one, "2026-11-21", tap, tape)  # since: not of those that were counted
    found = _asked("pairs")
    line = next(line for line in found.answer.lines if line.cells[0] == "水龍頭 → 止洩帶")
    told = _named(found, line)
    assert (told["of"], told["together"], told["share"]) == (9, 6, 6 / 9)
    assert set(_ids(found, line.key, "of")) == {*both, *taps}
    assert set(_ids(found, line.key, "together")) == set(both)
    assert found.sentence.startswith("止洩帶 → 水龍頭")
    assert found.answer.records == 29


def test_what_a_kind_lacks_opens_who_lacks_it_and_a_blank_those_like_them() -> None:
    taps, lamps, filters = (products.add(ProductForm(name, category=name)) for name in ("龍頭", "燈具", "淨水"))
    people = [somebody(f"餐廳{at}", category="餐廳 >/-") for at in range(24)]
    for at, one in enumerate(people):
        sold(one, "2026-10-01", taps, lamps, *([filters] if at < 18 else []))
    matrix = _asked("white_space")
    (line,) = matrix.answer.lines
    assert _named(matrix, line)["in:淨水"] == 18 / 24
    assert _ids(matrix, line.key, "in:淨水") == people[18:]
    assert _ids(matrix, line.key, "customers") == people
    blanks = _asked("white_space", show="blanks")
    assert [int(one.key.partition(">")[0]) for one in blanks.answer.lines] == people[18:]
    told = _named(blanks, blanks.answer.lines[0])
    assert (told["because"], told["alike"], told["buying"]) == ("燈具、龍頭", 24, 18)
    key = blanks.answer.lines[0].key
    assert (_ids(blanks, key, "alike"), _ids(blanks, key, "buying")) == (people, people[:18])
    sold(people[18], "2026-11-20", filters)
    assert _ids(blanks, key, "buying") == []  # not a blank any more: nothing stands behind it
    assert white_spaces.customers("nobody") == []


def test_rules_of_things_never_sold_are_not_told_and_every_number_opens_its_customers() -> None:
    nappies = knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    knowledge.add(RuleForm(bought="輪胎", months=12, offer="定位"))
    off = knowledge.add(RuleForm(bought="奶瓶", months=1, offer="圍兜", is_on=False))
    mothers = [somebody(f"媽媽{at}") for at in range(5)]
    for one in mothers:
        sold(one, "2026-08-21", "奶瓶")
    found = _asked("rules_used")
    assert [line.key for line in found.answer.lines] == [str(nappies)]
    assert found.answer.records == 1
    assert found.sentence == "「奶瓶 → 尿布」找到最多：5 位客人；到現在有 0 位用上。"
    standings.fill()
    suggestions.fill()
    rows = {one.customer: one for one in suggestions.ranked()}
    for at, one in enumerate(mothers[:4]):
        (suggestion_answers.dismiss if at == 3 else suggestion_answers.accept)(rows[one])
    bought = sold(mothers[0], "2026-11-21", "尿布", price=300)
    found = _asked("rules_used")
    told = _named(found, found.answer.lines[0])
    assert (told["finds"], told["accepted"], told["dismissed"], told["share"], told["money"]) == (4, 3, 1, 0.75, 300)
    opened = {column: _ids(found, str(nappies), column) for column in ("finds", "accepted", "dismissed", "money")}
    assert opened == {"finds": mothers[1:], "accepted": mothers[:3], "dismissed": [mothers[3]], "money": [bought]}
    assert str(off) not in {line.key for line in found.answer.lines}


def test_of_all_kinds_each_customer_counts_once_and_staff_see_no_money() -> None:
    one, other = somebody("陳美惠"), somebody("王大同")
    for kind, at in (("rule", one), ("cross", one), ("cross", other)):
        suggestion_answers.accept(suggestions.SuggestionRow(at, kind, "x", "尿布", "", 0))  # type: ignore[arg-type]
    for at in range(20):
        suggestion_answers.dismiss(suggestions.SuggestionRow(somebody(f"客人{at}"), "up", "y", "", "", 0))
    sale = sold(one, "2026-11-21", "尿布", price=500)
    found = _asked("suggestions_used")
    total = _named(found, None)
    assert (total["accepted"], total["dismissed"], total["money"]) == (2, 20, 500)
    assert (_ids(found, TOTAL, "accepted"), _ids(found, TOTAL, "money")) == ([one, other], [sale])
    assert found.sentence == "有 2 位客人用上了推薦（9\u00a0%），最多的是「常一起買」：2 位。"
    settings.save({"staff": ["小玲"]})
    session.act_as("小玲")
    assert "money" not in [heading.key for heading in _asked("suggestions_used").answer.headings]
    session.act_as("")


def test_nothing_to_offer_is_said_and_no_sample_stands_in_its_place() -> None:
    sold(somebody("陳美惠"), "2026-11-20", "電池")
    suggestions.fill()
    found = _asked("suggestions")
    assert (found.answer.is_sample, found.answer.records, found.sentence) == (False, 0, "今天沒有特別該推薦的。")


def test_goods_are_asked_for_at_first_and_the_sentence_speaks_of_the_first_line() -> None:
    knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    late = somebody("常客")
    for month in range(1, 9):
        sold(late, f"2026-{month:02}-01", "濾心", price=9_000)
    mother = somebody("陳美惠")
    sold(mother, "2026-08-21", "奶瓶")
    standings.fill()
    suggestions.fill()
    found = _asked("suggestions")
    assert [line.key for line in found.answer.lines] == [str(mother)]
    assert found.sentence == "最值得向陳美惠推薦的是尿布：買過奶瓶 3 個月了。"
    found = _asked("suggestions", kind="")
    assert [line.key for line in found.answer.lines] == [str(late), str(mother)]
    assert found.sentence.startswith("最上面的是常客（打個電話問候）：通常")
    assert _ids(found, str(late), "name") == [late]
    assert _ids(found, str(late), "worth") == []
    assert [line.key for line in _asked("suggestions", kind="calls").answer.lines] == [str(late)]
    customers.archive([late], "moved")
    assert len(_asked("suggestions", kind="").answer.lines) == 1
