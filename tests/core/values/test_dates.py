"""Dates of every shape a Taiwanese list has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values import dates
from db.core.values.dates import PartialDate
from resources import i18n

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("民國112年5月3日", "2023-05-03"), ("112.05.03", "2023-05-03"), ("112/5/3", "2023-05-03"), ("1120503",
        "2023-05-03"), ("112-5-3", "2023-05-03"),
        ("990503", "2010-05-03"), ("1130229", "2024-02-29"), ("1120229", None), ("940704", "2005-07-04"), ("1010419",
        "2012-04-19"),
        ("民國元年1月1日", "1912-01-01"), ("民國七十八年五月三日", "1989-05-03"), ("中華民國 115 年 11 月 21 日", "2026-11-21"),
        ("2019/11/03", "2019-11-03"), ("2019-01-01 00:25:33", "2019-01-01"), ("2019-01-01T08:00:00Z", "2019-01-01"),
        ("20191103", "2019-11-03"),
        ("2015年3月10日 上午10:00", "2015-03-10"), ("1990/6/10", "1990-06-10"), ("19900610.0", "1990-06-10"),
        ("'2019/1/2", "2019-01-02"),
        ("2024/01/05(五)", "2024-01-05"), ("2022/03/31（四）", "2022-03-31"), ("2025.02.15 星期六", "2025-02-15"),
        ("１１５／１１／２１", "2026-11-21"), ("１１５。１１。２１", "2026-11-21"), ("1151121", "2026-11-21"),
        ("西元2019年1月2日", "2019-01-02"),
        ("11/21", "--11-21"), ("5月3日", "--05-03"), ("0503", "--05-03"), ("2/29", "--02-29"),
        ("今天", "2026-11-21"), ("明天", "2026-11-22"), ("昨天", "2026-11-20"), ("後天", "2026-11-23"), ("週五",
        "2026-11-27"), ("下週五", "2026-11-27"),
        ("本週五", "2026-11-20"), ("禮拜天", "2026-11-22"), ("星期六", "2026-11-21"), ("上週一", "2026-11-09"),
        ("13/5/2020", "2020-05-13"), ("5/13/2020", "2020-05-13"), ("5/3/78", "1978-05-03"), ("78/5/3", "1989-05-03"),
        ("0/0/00", None), ("20200230", None), ("2019/13/01", None), ("1985", None), ("無", None), ("", None),
        ("農曆廿三", None), ("0912345678", None),
        ("12345", None), ("99/99/99", None), ("2019/2/29", None), ("1900/2/29", None), ("3.14", "--03-14"),
    ],
)  # fmt: skip
def test_parse(text: str, iso: str | None) -> None:
    found = dates.parse(text)
    assert (found.iso if found else None) == iso
    assert found is None or not (found.lunar or found.leap)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("農曆8月15日", PartialDate(None, 8, 15, lunar=True)), ("農曆八月十五", PartialDate(None, 8, 15, lunar=True)),
        ("閏四月初三", PartialDate(None, 4, 3, lunar=True, leap=True)),
        ("民國78年農曆8月15日", PartialDate(1989, 8, 15, lunar=True)),
        ("(農)臘月三十", PartialDate(None, 12, 30, lunar=True)), ("正月初一 農曆", PartialDate(None, 1, 1, lunar=True)),
        ("農曆2月30日", PartialDate(None, 2, 30, lunar=True)), ("國曆8/15", PartialDate(None, 8, 15)),
    ],
)  # fmt: skip
def test_lunar_birthdays(text: str, expected: PartialDate) -> None:
    assert dates.parse(text) == expected
    assert expected.lunar is (expected.solar is None and expected.lunar)


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("78/5/3", "ymd", "1978-05-03"), ("78/5/3", "roc", "1989-05-03"), ("3/4/2020", "mdy", "2020-03-04"), ("3/4/2020",
        "dmy", "2020-04-03"),
        ("780503", "ymd", "1978-05-03"), ("780503", "roc", "1989-05-03"), ("05/03/20", "dmy", "2020-03-05"), ("3/4",
        "dmy", "--04-03"),
    ],
)  # fmt: skip
def test_the_column_decides_the_order(text: str, order: str, iso: str) -> None:
    found = dates.parse(text, order)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/25/2020", "4/1/2020"], "mdy"), (["25/3/2020", "1/4/2020"], "dmy"), (["78/5/3", "102/1/1"], "roc"),
        (["1990/1/1", "2001/12/31"], "ymd"),
        (["940704", "1010419"], "roc"), (["20190101"], "roc"), (["", "無"], ""), ([], ""), (["1/2/2020", "3/4/2020"], "mdy"),
    ],
)  # fmt: skip
def test_order_of_a_column(texts: list[str], order: str) -> None:
    assert dates.order_of(texts) == order


def test_what_excel_made_of_republic_years_is_asked() -> None:
    assert dates.is_doubtful("78/5/3")
    assert dates.is_doubtful("780503")
    assert not dates.is_doubtful("102/5/3")
    assert not dates.is_doubtful("1989/5/3")
    assert dates.republic_twin(date(1978, 5, 3)) == date(1989, 5, 3)
    assert dates.republic_twin(date(2005, 5, 3)) == date(1916, 5, 3)
    assert dates.republic_twin(date(1912, 5, 3)) is None
    assert dates.republic_twin(date(1976, 2, 29)) is None  # 1987 has no such day


@pytest.mark.parametrize(
    ("typed", "day"),
    [("11/21", date(2026, 11, 21)), ("1/5", date(2027, 1, 5)), ("1221", date(2026, 12, 21)), ("9/30", date(2026, 9, 30)),
    ("明天", date(2026, 11, 22)),
     ("１１５／１２／１", date(2026, 12, 1)), ("2/29", None), ("農曆1月1日", None), ("abc", None)],
)  # fmt: skip
def test_what_is_typed_into_a_date_box(typed: str, day: date | None) -> None:
    assert dates.entry(typed) == day


@pytest.mark.parametrize(
    ("number", "day"),
    [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (60, date(1900, 2, 28)), (61, date(1900, 3, 1)),
    (43_831.75, date(2020, 1, 1)), (0, None), (-5, None), (1e9, None)],
)  # fmt: skip
def test_serial_numbers(number: float, day: date | None) -> None:
    assert dates.serial(number) == day


def test_serial_numbers_from_1904() -> None:
    assert dates.serial(42_369, from_1904=True) == date(2020, 1, 1)


@given(st.dates(date(1912, 1, 1), date(2026, 11, 21)))
def test_every_day_survives_every_way_of_writing(day: date) -> None:
    year = day.year - 1911
    for text in (
        *(day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{year:03}{day:%m%d}"),
        *(dates.shown(day), dates.shown(day, roc=True), f"{year}/{day.month}/{day.day}", f"民國{year}年{day.month}月{day.day}日"),
    ):  # fmt: skip
        if not dates.is_doubtful(text):
            assert dates.parse(text, "roc") == dates.of(day), text


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for order in (None, "ymd", "mdy", "dmy", "roc"):
        found = dates.parse(text, order)
        assert found is None or (found.lunar or found.year is None or found.solar is not None)


def test_shown() -> None:
    assert dates.shown(date(2026, 11, 21)) == "2026/11/21"
    assert dates.shown("2026-11-21", roc=True) == "115/11/21"
    assert dates.shown("--08-15") == "08/15"
    assert dates.shown("not a date") == "not a date"
    i18n.use("en")
    assert dates.shown(PartialDate(1989, 8, 15, lunar=True)) == "lunar 1989/08/15"
    assert dates.shown(PartialDate(None, 4, 3, lunar=True, leap=True)) == "lunar leap month 04/03"


def test_either_way_is_a_column_whose_days_never_tell() -> None:
    assert dates.is_either_way(["3/4/1980", "5-6-75", "", "不詳", "1980-03-04"])
    assert not dates.is_either_way(["3/4/1980", "13/4/1980"])
    assert not dates.is_either_way(["3/4/1980", "1980/3/4"])
    assert not dates.is_either_way(["78/5/3", "3/4/05"])  # the year stands in front, or may
    assert not dates.is_either_way(["3/3/1980"])
    assert not dates.is_either_way([])
