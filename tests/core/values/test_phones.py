"""Phones as found in cells."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values import phones
from db.core.values.phones import Phone


def _only(text: str, area: str = "") -> Phone:
    (phone,) = phones.parse(text, area)
    return phone


@pytest.mark.parametrize(
    ("text", "normal", "shown", "kind"),
    [
        ("+886-912-345-678", "0912345678", "0912-345-678", "mobile"),
        ("886912345678", "0912345678", "0912-345-678", "mobile"),
        ("９１２３４５６７８", "0912345678", "0912-345-678", "mobile"),
        ("912345678.0", "0912345678", "0912-345-678", "mobile"),
        ("+886 (0)912 345 678", "0912345678", "0912-345-678", "mobile"),
        ("0972-906738", "0972906738", "0972-906-738", "mobile"), ("'0912345678", "0912345678", "0912-345-678", "mobile"),
        ("9.12345678E+08", "0912345678", "0912-345-678", "mobile"),
        ("０９１２－３４５－６７８", "0912345678", "0912-345-678", "mobile"),
        ("0912 345 678", "0912345678", "0912-345-678", "mobile"),
        ("(02)2345-6789 轉 12", "0223456789#12", "02-2345-6789 #12", "phone"),
        ("02-2345-6789分機12", "0223456789#12", "02-2345-6789 #12", "phone"),
        ("02 2345 6789 ext 12", "0223456789#12", "02-2345-6789 #12", "phone"),
        ("0223456789", "0223456789", "02-2345-6789", "phone"), ("223456789", "0223456789", "02-2345-6789", "phone"),
        ("(02)23831115 ", "0223831115", "02-2383-1115", "phone"), ("0800-000-123", "0800000123", "0800-000-123", "phone"),
        ("070-1012-3456", "07010123456", "070-1012-3456", "phone"), ("(03)5374281~5", "035374281", "03-537-4281~5", "phone"),
        ("(049)2345678", "0492345678", "049-234-5678", "phone"), ("(082)333290", "082333290", "082-333-290", "phone"),
        ("0836-22345", "083622345", "0836-22345", "phone"), ("04-12345678", "0412345678", "04-1234-5678", "phone"),
        ("+1 650 253 0000", "+16502530000", "+16502530000", "phone"),
        ("+81 3 1234 5678", "+81312345678", "+81312345678", "phone"), ("(037)037728208", "037728208", "037-728-208", "phone"),
        ("(02)0229900185", "0229900185", "02-2990-0185", "phone"),
        ("0086-13812345678", "+8613812345678", "+8613812345678", "phone"),
        ("02-2321-4567 ?", "0223214567", "02-2321-4567", "phone"),
    ],
)  # fmt: skip
def test_numbers_that_are_sure(text: str, normal: str, shown: str, kind: str) -> None:
    phone = _only(text)
    assert (phone.normal, phone.shown, phone.kind, phone.problem) == (normal, shown, kind, "")
    assert phone.text == text.strip()


@pytest.mark.parametrize(
    ("text", "normal", "problem"),
    [
        ("(02)2836", "022836", "too short"), ("0912-34", "091234", "too short"), ("(02)278887822", "02278887822", "too long"),
        ("09123456789", "09123456789", "too long"), ("2345-6789", "23456789", "no area code"),
        ("8358141", "8358141", "no area code"), ("9.12E+08", "912", "lost digits"), ("121.5654", "", "coordinate"),
        ("25.0330", "", "coordinate"), ("尚無資料", "", "unreadable"), ("1234", "1234", "too short"),
        ("801-555-7712", "8015557712", "unreadable"),
    ],
)  # fmt: skip
def test_doubtful_numbers_stay_as_given_and_say_why(text: str, normal: str, problem: str) -> None:
    phone = _only(text)
    assert (phone.normal, phone.shown, phone.problem) == (normal, text, problem)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("02-2345-6789 / 0912345678", [("0223456789", ""), ("0912345678", "")]),
        ("02-2700-6006；02-2700-6007", [("0227006006", ""), ("0227006007", "")]),
        ("02-27006006 02-27006007", [("0227006006", ""), ("0227006007", "")]),
        ("手機:0912-345-678 公司:02-2345-6789#12", [("0912345678", ""), ("0223456789#12", "公司")]),
        ("王小姐 0912345678", [("0912345678", "王小姐")]), ("0912345678(媽媽)", [("0912345678", "媽媽")]),
        ("0912345678、02-23456789 (公司)", [("0912345678", ""), ("0223456789", "公司")]),
        ("0912345678或0922333444", [("0912345678", ""), ("0922333444", "")]), ("2239-5319轉210、212", [("22395319#210", "")]),
        ("02-2345-6789/6790", [("0223456789", "")]), ("02-2875-7027\n轉570", [("0228757027#570", "")]),
        ("801-555-7712x4563;801-555-9999", [("8015557712#4563", ""), ("8015559999", "")]),
        ("02-23456789\n0912345678", [("0223456789", ""), ("0912345678", "")]), ("", []), ("  ", []),
    ],
)  # fmt: skip
def test_several_in_a_cell(text: str, found: list[tuple[str, str]]) -> None:
    assert [(phone.normal, phone.label) for phone in phones.parse(text)] == found


def test_kinds_by_label_and_shape() -> None:
    assert [phone.kind for phone in phones.parse("TEL:(02)2345-6789 FAX:(02)2345-6780 手機:0912345678")] == [
        "phone",
        "fax",
        "mobile",
    ]


def test_rest_of_a_range_and_further_extensions_stay_readable() -> None:
    assert _only("2239-5319轉210、212").shown == "2239-5319 #210、212"
    assert _only("02-2345-6789/6790").shown == "02-2345-6789、6790"


def test_area_of_the_shop_is_put_for_matching_only() -> None:
    assert _only("2345-6789", "02") == Phone("2345-6789", "0223456789", "2345-6789", "phone", "", "")
    assert _only("8358141", "03").normal == "038358141"
    assert _only("8358141", "02").problem == "no area code"  # Taipei's numbers have eight digits
    assert _only("0912345678", "02").normal == "0912345678"


@pytest.mark.parametrize(
    ("text", "repair"),
    [("912345678", "leading_zero"), ("+886912345678", "country_code"), ("０９１２３４５６７８", "full_width"),
    ("'0912345678", "apostrophe"), ("0912345678", ""), ("0223456789.0", "float")],
)  # fmt: skip
def test_repairs_are_named(text: str, repair: str) -> None:
    assert _only(text).repair == repair


@pytest.mark.parametrize(
    ("parts", "text"),
    [(("02", "23456789", "12"), "(02)23456789#12"), (("2", "2345-6789", ""), "(02)2345-6789"), (("02", "0223456789", ""),
    "0223456789"), (("", "23456789", ""), "23456789"),
     (("02", "", "12"), ""), (("2.0", "23456789.0", "12.0"), "(02)23456789#12")],
)  # fmt: skip
def test_number_in_columns_of_its_own(parts: tuple[str, str, str], text: str) -> None:
    assert phones.joined(*parts) == text


WHOLE = st.one_of(
    st.from_regex(r"09[0-9]{8}", fullmatch=True),
    st.from_regex(r"02[2-9][0-9]{7}", fullmatch=True),
    st.from_regex(r"0[35678][2-9][0-9]{6}", fullmatch=True),
)


@given(WHOLE, st.sampled_from(["", "#12", "#8"]))
def test_shown_form_is_read_back(number: str, extension: str) -> None:
    shown = phones.shown(number + extension)
    assert phones.normal(shown) == number + extension
    assert _only(shown).shown == shown


@given(st.text(alphabet="0123456789-()+#~轉分機/ 、;e.'王Ａ９\n", max_size=30))
def test_no_digit_is_lost(text: str) -> None:
    kept = "".join(phone.text + phone.label for phone in phones.parse(text)).translate(str.maketrans("９", "9"))
    assert sorted(re.sub(r"\D", "", kept)) == sorted(re.sub(r"\D", "", text.translate(str.maketrans("９", "9"))))
