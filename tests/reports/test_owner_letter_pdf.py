"""老闆月報: one A4 in every case, and every number in it is that of the question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.core import clock
from db.core.connection import value
from db.services import month_letter
from db.services.month_letter import Moves, Named, Thing
from db.services.receivables import AgedRow
from reports import catalogue, owner_letter_pdf
from tests.services.november import add, go_to

LONG = "財團法人台灣區塑膠製品及其加工機械設備研究發展暨品質檢驗中心附設職業訓練所永和分處第二辦公室" * 3


@pytest.mark.usefixtures("shop")
def test_an_empty_shop_has_one_page_and_is_told_what_to_begin_with(read_pdf: Callable[[bytes], list[str]]) -> None:
    go_to(2)
    made = owner_letter_pdf.make()
    assert made.pages == 1
    assert "匯入客戶名單" in "".join(read_pdf(made.pdf))


@pytest.mark.usefixtures("shop")
def test_the_longest_names_and_many_of_them_fit_on_one_page(read_pdf: Callable[[bytes], list[str]]) -> None:
    go_to(2)
    people = tuple(Named(at, f"{LONG}{at}", 10**12) for at in range(5_000))
    aged = tuple(AgedRow(at, f"{LONG}{at}", "", "", 0, 0, 0, 0, 10**12, 10**12, 9_999, None, None, "") for at in range(500))
    letter = replace(
        month_letter.of(),
        best=people[:5],
        moves=Moves(people, people, people),
        owing=aged,
        owed=10**14,
        overdue=10**14,
        open_quotes=99_999,
        quoted=10**13,
        things=tuple(Thing("debt", f"{LONG}{LONG}") for _turn in range(3)),
        months=tuple((date(2026, 10, 1), -(10**12) if turn % 2 else 10**12) for turn in range(13)),
    )
    made = owner_letter_pdf.of(letter, LONG)
    assert made.pages == 1
    assert "還有" in "".join(read_pdf(made.pdf))


def test_the_paper_says_what_the_question_says(demo_shop: None, read_pdf: Callable[[bytes], list[str]]) -> None:
    answer = catalogue.answered("month_letter").answer
    text = "".join(read_pdf(owner_letter_pdf.make().pdf)).replace(" ", "")
    money = next(line for line in answer.lines if line.key == "money")
    for cell in (money.cells[1], money.cells[2], money.cells[4]):
        assert isinstance(cell, int) and f"{cell:,}" in text
    october = value("SELECT sum(total) FROM sale WHERE happened_on BETWEEN '2026-10-01' AND '2026-10-31'")
    assert money.cells[1] == october
    assert len([note for note in answer.notes if note.text.replace(" ", "")[:12] in text]) == 3


def test_behind_each_number_stand_its_rows(demo_shop: None) -> None:
    question = catalogue.named("month_letter")
    asked = question.asked()
    answer = question.ask(asked)
    assert question.behind is not None
    for line in answer.lines:
        if line.key not in ("money", "owed", "overdue", "quoted", "expected"):
            behind = question.behind(asked, line.key, "now")
            assert behind is not None and len(behind.ids) == line.cells[1], line.key


def test_a_month_that_is_not_over_is_compared_with_the_same_days(demo_shop: None) -> None:
    answer = catalogue.answered("month_letter", {"period": "this_month"}).answer
    money = next(line for line in answer.lines if line.key == "money")
    before = value("SELECT sum(total) FROM sale WHERE happened_on BETWEEN '2026-10-01' AND '2026-10-20'")
    assert money.cells[2] == before
    assert any("同樣天數" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    ("day", "is_due"), [((2026, 11, 1), False), ((2026, 11, 2), True), ((2026, 11, 30), True), ((2026, 12, 1), True)]
)
def test_the_letter_is_offered_from_the_first_open_day_on(shop: Path, day: tuple[int, int, int], is_due: bool) -> None:
    clock.fix(datetime(*day, 4, tzinfo=UTC))
    add()
    assert month_letter.is_due() == is_due
