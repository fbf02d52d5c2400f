"""Cleaning: every repair a named rule that is counted and can be switched off; doubts are said; nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import cleaning, labels, mapping, table
from importers.values import Cell, Marks, Options
from tests.importers.kept import lost
from tests.importers.sheets import TODAY, clean, cleaned, found, phones, sheet


def problems(made: cleaning.CleanTable) -> list[tuple[str, str, bool]]:
    return [(problem.value, problem.reason, problem.kept) for problem in made.problems]


@pytest.mark.parametrize(
    ("cell", "normal", "rule"),
    [
        (912345678.0, "0912345678", "phone.leading_zero"),
        ("912345678.0", "0912345678", ""),
        ("'0912345678", "0912345678", ""),
        ("９１２３４５６７８", "0912345678", "text.full_width"),
        ("+886-912-345-678", "0912345678", "phone.country"),
        ("(02)2345-6789轉12", "0223456789#12", "phone.extension"),
        ("2239-5319\n轉210", "0222395319#210", "phone.extension"),
        ("0912-345-678", "0912345678", ""),
    ],
)
def test_phones_spoilt_by_excel(cell: Cell, normal: str, rule: str) -> None:
    made = cleaned("姓名,電話", ["王一", cell], area="02")
    assert [point[2] for point in phones(made)] == [normal]
    assert not rule or made.repairs[rule] == 1


def test_several_phones_in_a_cell_keep_their_labels() -> None:
    made = cleaned("姓名,電話", "王一,公司02-23456789、手機0912345678")
    assert phones(made) == [(0, "phone", "0223456789"), (0, "mobile", "0912345678")]
    assert made.points.label == ["公司", ""]
    assert made.repairs["phone.several"] == 1


def test_the_same_number_in_two_columns_is_one() -> None:
    assert phones(cleaned("姓名,電話,手機", "王一,0912345678,0912-345-678")) == [(0, "mobile", "0912345678")]


def test_area_code_and_extension_columns_are_joined() -> None:
    made = cleaned("公司名稱,區碼,電話,分機,傳真區碼,傳真", ["大發公司", "02", 23456789.0, "12", "03", "3456789"])
    assert phones(made) == [(0, "phone", "0223456789#12"), (0, "fax", "033456789")]


def test_a_foreign_number_loses_no_zero_that_it_never_had() -> None:
    made = cleaned("CompanyName,Phone", "Cooperativa,(98) 598 76 54")
    assert (made.points.text, "phone.leading_zero" in made.repairs) == (["(98) 598 76 54"], False)


def test_what_is_no_phone_waits_and_the_rest_is_flagged() -> None:
    made = cleaned("姓名,電話,手機", "王一,同戶籍電話,0912-34", "李二,0223456789,0922345678", "張三,0223456780,0932345678")
    assert problems(made) == [("同戶籍電話", "not_a_phone", False), ("0912-34", "too_short", True)]
    assert made.raw[0] == ["王一", "同戶籍電話", "0912-34"]


def test_the_shops_own_phone_is_asked() -> None:
    made = cleaned("姓名,電話", "王一,02-23456789", "李二,0912345678", shop_phone="(02)2345-6789")
    assert problems(made) == [("02-23456789", "shop_phone", True)]


def test_mails_several_and_broken() -> None:
    made = cleaned("姓名,Email", "王一,A@b.com;c@d.com", "李二,ab.com", "張三,mailto:e@f.com", "趙四,g@h.com")
    assert [point[2] for point in phones(made)] == ["a@b.com", "c@d.com", "e@f.com", "g@h.com"]
    assert problems(made) == [("ab.com", "not_an_email", False)]


def test_names_lose_their_title_but_not_their_only_character() -> None:
    made = cleaned("姓名,電話", "王小明先生,0912345678", "王先生,0922345678", "李老師,0932345678")
    assert made.fields["name"] == ["王小明", "王先生", "李老師"]
    assert made.fields["title"] == ["先生", None, None]
    assert made.repairs == {"name.title": 1}


def test_last_and_first_names_are_joined_in_their_own_order() -> None:
    made = cleaned("last name,first name,email", "李,小明,a@b.co", "Floria,Bob,c@d.co")
    assert made.fields["name"] == ["李小明", "Bob Floria"]


def test_a_full_name_is_used_once() -> None:
    made = cleaned("first_name,last_name,full_name,email", "Reuben,Girard,Reuben Girard,a@b.co", "Al,Bundy,The Boss,c@d.co")
    assert made.fields["name"] == ["Reuben Girard", "The Boss"]
    assert made.fields["note"] == [None, "first_name/last_name: Al Bundy"]


def test_contacts_of_a_company() -> None:
    made = cleaned("機構名稱,contact,電話", "心路基金會,劉雪蓉\n陳仕閎,2239-5319轉210、212", "大龍公司,余小姐,0223456789")
    assert list(zip(made.contacts.record, made.contacts.name, strict=True)) == [(0, "劉雪蓉"), (0, "陳仕閎"), (1, "余小姐")]
    assert made.fields["kind"] == ["company", "company"]


def test_roles_and_titles_go_to_the_contact() -> None:
    made = cleaned("公司名稱,董事長,聯絡人,職稱,電話", "大發公司,張一,李二,經理,02-23456789")
    assert list(zip(made.contacts.name, made.contacts.title, strict=True)) == [("張一", "董事長"), ("李二", "")] or list(
        zip(made.contacts.name, made.contacts.title, strict=True)
    ) == [("張一", "經理"), ("李二", "")]


def test_genders() -> None:
    made = cleaned("姓名,性別,電話", "王一,男,0912345678", "李二,F,0922345678", "張三,不便說,0932345678")
    assert (made.fields["gender"], made.fields["note"]) == (["male", "female", None], [None, None, "性別: 不便說"])


@pytest.mark.parametrize(
    ("cell", "kept", "rule"),
    [
        ("04595257", "04595257", ""),
        (4595257.0, "04595257", "tax_id.leading_zero"),
        ("22099131.0", "22099131", "tax_id.point_zero"),
        ("２２０９９１３１", "22099131", "text.full_width"),
    ],
)
def test_tax_ids(cell: Cell, kept: str, rule: str) -> None:
    made = cleaned("公司名稱,統一編號,電話", ["大發公司", cell, "02-23456789"])
    assert (made.fields["tax_id"], list(made.repairs), problems(made)) == ([kept], [rule] if rule else [], [])


def test_a_wrong_tax_id_is_kept_and_said() -> None:
    made = cleaned("公司名稱,統一編號", "大發公司,12345678", "小發公司,123")
    assert made.fields["tax_id"] == ["12345678", "123"]
    assert problems(made) == [("12345678", "check_digit", True), ("123", "not_eight_digits", True)]


def test_addresses() -> None:
    made = cleaned(
        "姓名,地址", "王一,[116]臺北市文山區指南路64號", "李二,115台北市南港區三重路19號", "張三,花蓮縣豐濱鄉光豐路４１號"
    )
    assert made.addresses.zip == ["116", "115", "977"]
    assert made.addresses.text == ["臺北市文山區指南路64號", "臺北市南港區三重路19號", "花蓮縣豐濱鄉光豐路41號"]
    assert made.repairs == {"address.zip": 2, "address.tai": 1, "text.full_width": 1}


def test_city_district_and_street_become_one_address() -> None:
    made = cleaned("姓名,縣市,區域別,地址,郵遞區號", "王一,台北市,大安區,忠孝東路1號,106", "李二,,,台北市大安區和平路2號,")
    assert made.addresses.text == ["台北市大安區忠孝東路1號", "臺北市大安區和平路2號"]
    assert (made.addresses.city, made.addresses.zip[0]) == (["臺北市", "臺北市"], "106")


def test_address_lines_of_the_west_are_one_address() -> None:
    made = cleaned("First Name,Last Name,Address 1,Address 2,City,Postal Code", "Bob,Floria,1 Main St,Floor 2,Acton,04001")
    assert (made.addresses.text, made.addresses.zip) == (["1 Main St Floor 2, Acton"], ["04001"])


@pytest.mark.parametrize(
    ("cell", "kept", "rule"),
    [
        ("民國70年1月2日", "1981-01-02", "date.roc"),
        ("70.1.2", "1981-01-02", "date.roc"),
        ("700102", "1981-01-02", "date.roc"),
        ("1990/6/10", "1990-06-10", ""),
        (33034.0, "1990-06-10", "date.serial"),
        ("5/3", "--05-03", "date.written"),
        (datetime.fromisoformat("1990-06-10"), "1990-06-10", ""),
        ("--05-03", "--05-03", ""),
        ("5月3日", "--05-03", "date.written"),
        ("0/0/00", None, "text.empty_word"),
    ],
)
def test_birthdays_of_every_shape(cell: Cell, kept: str | None, rule: str) -> None:
    made = cleaned("姓名,生日", ["王一", cell], ["李二", "民國71年3月4日"])
    assert made.fields["birthday"][0] == kept
    assert not rule or any(change.record == 0 and change.rule == rule for change in made.changes)


@pytest.mark.parametrize("good", [("1975/12/31", "1988/6/1"), ("64.12.31", "77.6.1")])
def test_a_birthday_readable_both_ways_among_plain_ones_waits_and_they_stay(good: tuple[str, str]) -> None:
    made = cleaned("姓名,生日", ["王一", good[0]], ["李二", "3/4/80"], ["張三", good[1]], ["林四", "3/3/80"])
    assert made.fields["birthday"] == ["1975-12-31", None, "1988-06-01", "1980-03-03"]
    assert problems(made) == [("3/4/80", "either_way", False)]


def test_chinese_names_spaced_to_fill_a_column_are_whole_names() -> None:
    made = cleaned("姓名,手機", "劉 德 華,0912345678", "王　明,0922345678", "David Wang,0933345678", "大 發 五 金 行,0944345678")
    assert made.fields["name"] == ["劉德華", "王明", "David Wang", "大 發 五 金 行"]
    assert made.repairs["name.blanks"] == 2


def test_an_address_that_says_same_as_the_one_before_is_that_one() -> None:
    made = cleaned("姓名,發票地址,送貨地址", "大發行,台北市大安區和平東路1號,同左", "小林行,,同左")
    assert made.addresses.text == ["臺北市大安區和平東路1號", "臺北市大安區和平東路1號", "同左"]
    assert made.repairs["address.same"] == 1


def test_the_label_of_a_numbered_address_stays_with_it() -> None:
    headers = "Name,Address 1 - Label,Address 1 - Formatted,Address 2 - Label,Address 2 - Formatted"
    made = cleaned(headers, "王一,* Home,台北市大安區和平東路1號,Work,台中市西區民權路2號", "李二,,台北市中正區南昌路3號,,")
    assert dict(zip(made.addresses.text, made.addresses.label, strict=True)) == {
        "臺北市大安區和平東路1號": "Home",
        "臺中市西區民權路2號": "Work",
        "臺北市中正區南昌路3號": "",
    }
    assert "note" not in made.fields


def test_points_and_lessons_with_their_units_are_numbers() -> None:
    made = cleaned("姓名,手機,剩餘點數", "王一,0912345678,35點", "李二,0922345678,1200 點", "張三,0933345678,0")
    assert made.own["剩餘點數"] == [35, 1200, 0]


def test_a_shop_is_called_by_its_short_name_before_its_owners() -> None:
    made = cleaned("客戶簡稱,客戶全名,負責人,電話", "小林商號,,林小弟,02-25221234", "大發,大發有限公司,林大發,02-25221235")
    assert made.fields["name"] == ["小林商號", "大發有限公司"]
    assert made.contacts.name == ["林小弟", "林大發"]


def test_1978_of_78_is_asked_once_a_column_and_answered_for_all() -> None:
    one = found("姓名,生日", ["王一", date(1978, 5, 3)], ["李二", "101/5/3"], ["張三", "99/1/2"])
    made, guesses = clean(one)
    assert made.fields["birthday"] == ["1978-05-03", "2012-05-03", "2010-01-02"]
    roc = [replace(guess, date_order="roc") if guess.field == "birthday" else guess for guess in guesses]
    assert cleaning.clean(one, roc, Options(today=TODAY)).fields["birthday"][0] == "1989-05-03"


@pytest.mark.parametrize(
    ("name", "born", "reason"),
    [
        ("王一", "2030/1/1", "in_the_future"),
        ("王一", "2025-01-01", "too_young"),
        ("王一", "1900-01-01", "too_old"),
        ("大發有限公司", "1990-01-01", "birthday_of_company"),
    ],
)
def test_impossible_birthdays_are_asked_never_repaired(name: str, born: str, reason: str) -> None:
    made = cleaned("姓名,生日,電話", f"{name},{born},0912345678", "李二,1980-01-01,0922345678")
    assert (made.fields["birthday"][0], problems(made), made.repairs) == (None, [(born, reason, False)], {})


@pytest.mark.parametrize(("cell", "shown"), [("999/9/9", "999/9/9"), (date(2910, 9, 9), "2910/09/09")])
def test_what_is_asked_is_named_as_it_stands_in_the_file(cell: Cell, shown: str) -> None:
    made = cleaned("姓名,生日,電話", ["王一", cell, "0912345678"], "李二,70/1/1,0922345678")
    assert problems(made) == [(shown, "in_the_future", False)]
    assert made.raw[0][1] == shown


def test_a_birthday_in_three_columns_is_named_whole() -> None:
    made = cleaned("姓名,出生年,出生月,出生日數,電話", "王一,999,9,9,0912345678", "李二,70,1,1,0922345678")
    assert problems(made) == [("999/9/9", "in_the_future", False)]


def test_joined_before_there_was_a_shop() -> None:
    made = cleaned("姓名,入會日期", "王一,1999-01-01", "李二,2015-01-01", opened_on="2010-05-01")
    assert problems(made) == [("1999-01-01", "before_the_shop", True)]


def test_empty_words_ditto_marks_and_stray_characters() -> None:
    made = cleaned(
        "姓名,地址,類別,電話", "王 一\r,台中市A路1號,老客,尚無資料", "李二,同上,〃,NULL", '張三  ,\u3000台中市B路2號,",-'
    )
    assert made.fields["name"] == ["王一", "李二", "張三"]
    assert made.fields["category"] == ["老客", "老客", "老客"]
    assert made.addresses.text == ["臺中市A路1號", "臺中市A路1號", "臺中市B路2號"]
    assert made.repairs["text.ditto"] == 3
    assert made.repairs["text.empty_word"] == 3


def test_ditto_at_the_start_of_a_chunk() -> None:
    one = found("姓名,類別,電話", "王一,老客,0912345678", "李二,同上,0922345678", "張三,〃,0932345678")
    part = replace(
        one, columns=[column[2:] for column in one.columns], row_numbers=one.row_numbers[2:], above=cleaning.above(one.columns, 2)
    )
    assert cleaning.clean(part, mapping.guess(one), Options(today=TODAY)).fields["category"] == ["老客"]


def test_own_fields_keep_their_types() -> None:
    made = cleaned(
        "姓名,電話,點數,同意寄信,卡別,訂閱日",
        '王一,0912345678,"1200",是,A-1,2020/1/2'.replace('"', ""),
        "李二,0922345678,12.5,否,B-2,2021/3/4",
    )
    assert made.own == {
        "點數": [1200, "12.5"],
        "同意寄信": [1, 0],
        "卡別": ["A-1", "B-2"],
        "訂閱日": ["2020-01-02", "2021-03-04"],
    }


def test_tags_blacklist_and_notes() -> None:
    made = cleaned(
        "姓名,電話,標籤,是否黑名單,備註,注意事項", "王一,0912345678,熟客、工程,Y,老客人,怕狗", "李二,0922345678,工程,N,,"
    )
    assert made.tags == {"熟客": [0], "工程": [0, 1]}
    assert made.fields["blacklist"] == ["黑名單", None]
    assert made.fields["note"] == ["老客人\n注意事項: 怕狗", None]


def test_a_password_is_named_once_and_kept_nowhere() -> None:
    made = cleaned("姓名,電話,密碼", "王一,09-12,s3cret", "李二,0922345678,t0psecret")
    assert [problem.header for problem in made.problems if problem.reason == "password"] == ["密碼"]
    assert "s3cret" not in repr(made)


def test_sales_keep_day_time_and_decimals() -> None:
    made = cleaned(
        "訂單編號,訂單日期,客戶,品名,數量,單價,金額",
        ["A1", datetime.fromisoformat("2024-01-02 08:26"), "王一", "水龍頭", 1.5, "NT$3.7765", "1,200"],
    )
    assert (made.fields["date"], made.fields["time"]) == (["2024-01-02"], ["08:26"])
    assert (made.fields["quantity"], made.fields["unit_price"], made.fields["amount"]) == (["1.5"], ["3.7765"], [1200])


def test_whether_a_product_is_sold_is_read_as_lists_write_it() -> None:
    made = cleaned(
        "貨號,品名,售價,販售狀態", "F1,濾水器,6800,在賣", "F2,濾心,350,停產", "F3,燈管,90,Y", "F4,龍頭,9,看情況", "F5,燈,9,"
    )
    assert made.fields["is_active"] == [1, 0, 1, None, None]
    assert [one.reason for one in made.problems] == ["not_yes_or_no"]
    made = cleaned("貨號,品名,售價,停賣", "F1,濾水器,6800,V", "F2,濾心,350,否", "F3,燈管,90,停賣")
    assert made.fields["is_active"] == [0, 1, 0]


def test_months_are_read_as_lists_write_them() -> None:
    made = cleaned(
        "貨號,品名,售價,更換週期,保固(年)",
        "F1,濾水器,6800,6,1", "F2,濾心,350,6個月,半年", "F3,燈管,90,半年,兩年半", "F4,龍頭,1850,1年,18個月",
        "F5,膠帶,25,0,", "F6,馬桶,6800,看水質,終身",
    )  # fmt: skip
    assert made.fields["recall_months"] == [6, 6, 6, 12, None, None]
    assert made.fields["warranty_months"] == [12, 6, 30, 18, None, None]
    assert [(one.value, one.reason, one.kept) for one in made.problems] == [
        ("看水質", "not_a_number", False), ("終身", "not_a_number", False),
    ]  # fmt: skip
    assert "1年" in made.changes.before


def test_a_cell_of_nothing_but_digits_stops_no_file() -> None:
    made = cleaned("貨號,品名,售價,保固", f"F1,濾水器,6800,{'9' * 5000}", "F2,濾心,350,12")
    assert made.fields["warranty_months"] == [None, 12]


def test_a_day_number_that_became_text() -> None:
    made = cleaned("顧客名,メールアドレス,登録日", "須賀ひとみ,a@b.com,2018/01/04", "岡田敏也,c@d.com,42782")
    assert (made.fields["customer_since"], made.repairs) == (["2018-01-04", "2017-02-16"], {"date.serial": 1})


def test_cents_are_rounded_and_said() -> None:
    made = cleaned("訂單編號,訂單日期,客戶,金額", "A1,2024/1/2,王一,10.5", "A2,2024/1/3,王一,20")
    assert (made.fields["amount"], problems(made)) == ([11, 20], [("10.5", "rounded", True)])


def test_a_record_that_names_nobody_fails_and_a_phone_alone_is_a_name() -> None:
    made = cleaned("姓名,電話,備註", "王一,0912345678,a", ",,只有備註", ",0922345678,b", "@%#,,c")
    assert made.failed == {1: "no_name", 3: "no_name"}
    assert made.fields["name"][2] == "0922-345-678"


def test_codes_keep_their_zeros_and_lose_point_zero() -> None:
    made = cleaned("客戶編號,姓名", "00012,王一", "13.0,李二", ["14", "張三"])
    assert made.fields["code"] == ["00012", "13", "14"]


def test_marks_become_what_the_options_say() -> None:
    marks = Marks(fills={2: "red"}, strikes=[3], comments=[(2, 1, "欠錢")], hidden_rows=[3])
    made = cleaned("姓名,電話", "王一,0912345678", "李二,0922345678", marks=marks)
    assert sorted(map(tuple, made.tags.values())) == [(0,), (1,)]
    assert "欠錢" in made.fields["note"][0]
    assert made.fields["note"][1]
    skipped = cleaned("姓名,電話", "王一,0912345678", "李二,0922345678", marks=marks, hidden_choice="skip", fill_choice="none")
    assert (skipped.failed, skipped.tags) == ({1: "hidden"}, {})


@pytest.mark.parametrize("scope", ["{rule}", "{rule}:{header}"])
@pytest.mark.parametrize(
    ("header", "cell", "rule", "kept"),
    [
        ("電話", "912345678", "phone.leading_zero", "912345678"),
        ("電話", "02-23456789、02-23456780", "phone.several", "02-23456789、02-23456780"),
        ("姓名", "王小明先生", "name.title", "王小明先生"),
        ("地址", "台北市大安區忠孝東路1號", "address.tai", "台北市大安區忠孝東路1號"),
        ("統一編號", "4595257", "tax_id.leading_zero", "4595257"),
        ("備註", "無資料", "text.empty_word", "無資料"),
        ("備註", "有  兩格", "text.spaces", "有  兩格"),
    ],
)
def test_every_rule_can_be_switched_off(scope: str, header: str, cell: str, rule: str, kept: str) -> None:
    headers = list(dict.fromkeys(["姓名", "電話", "地址", "統一編號", "備註", header]))
    one = found(headers, [cell if name == header else {"姓名": "王一", "電話": "0912345678"}.get(name, "") for name in headers])
    assert clean(one)[0].repairs[rule] == 1
    made = clean(one, rules_off=[scope.format(rule=rule, header=header)])[0]
    assert rule not in made.repairs
    assert kept in repr(made.fields) + repr(made.points.text) + repr(made.addresses.text)


def test_every_rule_and_doubt_has_words() -> None:
    made = cleaned("姓名,電話,地址,生日,Email", "王小明先生,912345678,台北市大安區A路1號,民國70年1月2日,a@b.c d@e.f")
    assert all(rule in labels.RULES for rule in made.repairs)
    assert all(problem.reason in labels.DOUBTS for problem in made.problems)


def test_chunks_say_the_same_as_the_whole() -> None:
    rows = [[f"王{n}先生", 912345000.0 + n, f"民國{60 + n % 30}年1月2日", "台北市大安區A路1號"] for n in range(30)]
    one = found("姓名,電話,生日,地址", *rows)
    guesses, options = mapping.guess(one), Options(today=TODAY)
    whole = cleaning.clean(one, guesses, options)
    parts = [
        replace(
            one,
            columns=[column[start : start + 7] for column in one.columns],
            row_numbers=one.row_numbers[start : start + 7],
            above=[None] * 4,
        )
        for start in range(0, 30, 7)
    ]
    chunks = [cleaning.clean(part, guesses, options) for part in parts]
    assert [name for chunk in chunks for name in chunk.fields["name"]] == whole.fields["name"]
    assert sum(chunk.repairs["date.roc"] for chunk in chunks) == whole.repairs["date.roc"] == 30


HEADERS = [
    "客戶編號",
    "姓名",
    "公司",
    "統編",
    "電話",
    "手機",
    "Email",
    "地址",
    "縣市",
    "郵遞區號",
    "生日",
    "入會日期",
    "性別",
    "標籤",
    "點數",
    "雜項",
    "備註",
    "聯絡人",
    "職稱",
    "傳真",
    "區碼",
    "分機",
    "品名",
    "LINE",
    "農曆生日",
    "姓",
    "名",
    "簡稱",
    "區域",
    "公司電話",
    "公司地址",
    "出生年",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "Address 1 - Label",
    "Address 1 - Formatted",
    "Address 1 - City",
    "黑名單",
    "介紹人",
]
CELLS = st.one_of(
    st.none(),
    st.text(alphabet="王小明先生台北市大安區路1234567890-()#、/ ,;.@abcＡ１\r\n\t　公司轉分機民國年月日同上", max_size=14),
    st.sampled_from(
        [
            "0912-345-678",
            "02-2345-6789轉12",
            "9.12E+08",
            "78/5/3",
            "1120503",
            "a@b.co;c@d.co",
            "台北市大安區忠孝東路1號",
            "同上",
            "〃",
            "NULL",
            "12345678",
            "4595257.0",
            "王小明 先生",
            "王 大 明 (David Wang)",
            "* Home",
            "67/閏4/9",
            "八月十五",
            "男",
            "Y",
            "V",
            "1,200元",
            "(公司)0223456789",
        ]
    ),
    st.integers(-5, 999_999_999_999),
    st.floats(0, 1e9, allow_nan=False),
    st.dates(date(1890, 1, 1), date(2030, 1, 1)),
    st.booleans(),
)


def test_an_area_code_too_long_to_be_one_goes_into_the_note() -> None:
    made = cleaned("姓名,區碼,電話", "王小明,1100000,23456789")
    assert phones(made) == [(0, "phone", "23456789")]
    assert made.fields["note"] == ["電話: 1100000"]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_nothing_in_the_file_is_lost(data: st.DataObject) -> None:
    headers = data.draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7, unique=True))
    rows: Sequence[Sequence[Cell]] = data.draw(st.lists(st.tuples(*[CELLS] * len(headers)), min_size=1, max_size=5))
    for one in table.find(sheet(headers, *rows), header_row=1, kind="customers"):
        made, guesses = clean(one, area="02")
        assert lost(one, guesses, made) == []
        assert sum(made.repairs.values()) == len(made.changes)
        assert all(len(column) == len(one.row_numbers) for column in (*made.fields.values(), *made.own.values()))


@pytest.mark.parametrize(
    ("year", "born"), [("1980", "1980"), ("69", "1980"), ("民國69年", "1980"), ("1980.0", "1980"), ("大約中年", None)]
)
def test_a_year_of_birth_alone_is_a_year_of_either_count_or_waits(year: str, born: str | None) -> None:
    made = cleaned("姓名,出生年", f"王小明,{year}")
    assert made.fields["birthday"] == [born]
    assert [(one.value, one.kept) for one in made.problems] == ([] if born else [(f"{year}//", False)])


def test_a_label_without_anything_to_label_goes_to_the_note() -> None:
    heads = "姓名,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted"
    made = cleaned(heads, "王小明,* Home,0912-345-678,Work,0912-345-678,Warehouse,", "陳美,* Home,,,,Shop,台中市西區1號")
    assert made.points.label == ["Home"]
    assert made.addresses.label == ["Shop"]
    assert made.fields["note"] == ["Phone 2 - Label: Work\nAddress 1 - Label: Warehouse", "Phone 1 - Label: * Home"]


@pytest.mark.parametrize("name", ["王 大 明 (David Wang)", "王大明（David Wang）", "王大明(David Wang)"])
def test_a_second_name_in_brackets_is_the_short_name(name: str) -> None:
    made = cleaned(["姓名"], [name], ["陳美惠"])
    assert made.fields["name"] == ["王大明", "陳美惠"]
    assert made.fields["short_name"] == ["David Wang", None]


def test_a_second_name_beside_a_short_name_goes_to_the_note() -> None:
    made = cleaned("姓名,簡稱", "王 大 明 (David Wang),大明", "陳美惠(家長),")
    assert made.fields["name"][0] == "王大明"
    assert made.fields["short_name"] == ["大明", None]
    assert made.fields["note"] == ["姓名: David Wang", None]


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("44年8月15日", "~1955-08-15"),
        ("67/4/9", "~1978-04-09"),
        ("民國105年正月初九", "~2016-01-09"),
        ("三十八年十月廿五", "~1949-10-25"),
        ("8月30", "~--08-30"),
        (date(1955, 8, 15), "~1955-08-15"),
        ("國曆44/9/30", "1955-09-30"),
    ],
)
def test_only_lunar_birthdays_are_birthdays_of_that_calendar(cell: Cell, born: str) -> None:
    assert cleaned(["姓名", "農曆生日"], ["李阿滿", cell], ["李建國", "67年2月30日"]).fields["birthday"] == [born, "~1978-02-30"]


def test_a_leap_month_is_told_in_the_note() -> None:
    made = cleaned("姓名,農曆生日", "李建國,67/閏4/9")
    assert (made.fields["birthday"], made.fields["note"]) == (["~1978-04-09"], ["農曆生日: 67/閏4/9"])


@pytest.mark.parametrize("headers", ["姓名,國曆生日,農曆生日", "姓名,生日,農曆生日"])
def test_beside_a_solar_birthday_the_lunar_one_is_a_field_of_its_own(headers: str) -> None:
    made = cleaned(headers, "李阿滿,44/9/30,44/8/15", "陳三,,50/1/2")
    assert made.fields["birthday"] == ["1955-09-30", "~1961-01-02"]
    assert made.own["農曆生日"] == ["1955-08-15", "1961-01-02"]


def test_the_lunar_column_in_front_of_the_solar_one_is_not_the_birthday() -> None:
    made = cleaned("姓名,農曆生日,國曆生日", "李阿滿,44/2/30,44/3/23")
    assert (made.fields["birthday"], made.own["農曆生日"]) == (["1955-03-23"], ["44/2/30"])


def test_a_sale_without_a_year_has_no_day_and_tells_what_was_written() -> None:
    made = cleaned("日期,客戶名,品名,金額", "2026/10/1,王一,燈,100", "10/2,王二,燈,100", "同上,王三,燈,100")
    assert made.fields["date"] == ["2026-10-01", None, None]
    assert made.fields["note"] == [None, "日期: 10/2", "日期: 10/02"]
    assert [(one.reason, one.kept) for one in made.problems] == [("no_year", True)] * 2


def test_what_is_agreed_is_read_from_the_words_of_another_program() -> None:
    made = cleaned(
        ["姓名", "電話", "價格等級", "信用額度", "付款天數", "月結日"],
        ["宏達", "02-2345-6789", "批發價", "50,000元", "月結30天", "每月25日"],
        ["建成", "02-2345-6780", "工程", "NT$20000", "45", "月底"],
        ["美惠", "0912-345-678", "零售", "", "", "30"],
        ["阿明", "0912-345-679", "看心情", "很多", "", "13"],
    )
    assert made.fields["price_level"] == ["wholesale", "project", None, None]
    assert made.fields["credit_limit"] == ["50000", "20000", None, None]
    assert made.fields["credit_days"] == ["30", "45", None, None]
    assert made.fields["closing_day"] == ["25", "31", "31", None]
    assert made.fields["note"][3] == "價格等級: 看心情\n信用額度: 很多\n月結日: 13"
