"""Days that are promised in what is typed."""

from datetime import date

import pytest

from db.services import promises

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("要換龍頭，下週五回電", date(2026, 11, 27)),
        ("明天再打", date(2026, 11, 22)),
        ("後天去量", date(2026, 11, 23)),
        ("三天後打給他", date(2026, 11, 24)),
        ("兩週後聯絡", date(2026, 12, 5)),
        ("下個月再來看", date(2026, 12, 21)),
        ("12/3 送貨", date(2026, 12, 3)),
        ("１２／３ 送貨", date(2026, 12, 3)),
        ("12月3日通知她", date(2026, 12, 3)),
        ("禮拜三回覆", date(2026, 11, 25)),
        ("下下週一來拿", date(2026, 11, 30)),
        ("三十天後再打", date(2026, 12, 21)),
        ("十五天後回電", date(2026, 12, 6)),
        ("二十一天後回電", date(2026, 12, 12)),
        ("下下個月再打", date(2027, 1, 21)),
        ("下個月 5 號再打".replace(" ", ""), date(2026, 12, 5)),
        ("下個月底再打", date(2026, 12, 31)),
        ("月底再打", date(2026, 11, 30)),
        ("這個月底再打", date(2026, 11, 30)),
        ("月初再聯絡", date(2026, 12, 1)),
        ("半年後再打", date(2027, 5, 21)),
        ("半個月後再打", date(2026, 12, 6)),
        ("一年後回來保養，再打", date(2027, 11, 21)),
        ("120天後再打", date(2027, 3, 21)),
        ("這週日再打", date(2026, 11, 22)),
        ("本週日回電", date(2026, 11, 22)),
        ("下下週再打", date(2026, 12, 5)),
        ("半年前買的，115/12/1 再聯絡", date(2026, 12, 1)),
    ],
)
def test_a_promise_is_heard(text: str, day: date) -> None:
    found = promises.made_in(text)
    assert found is not None
    assert (found.day, found.is_sure) == (day, True)


def test_a_day_that_is_only_named_is_not_sure() -> None:
    found = promises.made_in("問 12/25 有沒有開")
    assert found is not None
    assert (found.words, found.day, found.is_sure) == ("12/25", date(2026, 12, 25), False)


def test_a_sure_one_comes_before_one_that_is_only_named() -> None:
    found = promises.made_in("12/25 開店，下週三先回電")
    assert found is not None
    assert found.day == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天來過再打",
        "11/20 回電",
        "電話 0912-345-678",
        "6800/2",
        "13/45 再打",
        "1.5 吋",
        "一百天後再打",
        "三四天後再打",
        "1000天後再打",
        "2.5天後再打",
        "上週五來過，再打",
        "每週五打電話",
        "三週一次，再打",
        "下下下個月再打",
        "以後天冷再打",
        "半天後再打",
        "😀" * 3000,
    ],
)
def test_what_is_no_day_to_come_is_no_promise(text: str) -> None:
    assert promises.made_in(text) is None


def test_a_very_long_text_is_looked_through_at_its_beginning() -> None:
    found = promises.made_in("明天再打" + "長" * 100_000)
    assert found is not None
    assert found.day == date(2026, 11, 22)
