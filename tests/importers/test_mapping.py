"""Guessing columns: header words in four languages, contents, decoys, address books, own fields and their types."""

from datetime import date

import pytest

from importers import cleaning, mapping
from importers.headers import meaning
from importers.values import Options
from tests.importers.sheets import fields, found


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("客戶電話", "phone"),
        ("醫事機構代碼", "code"),
        ("电话", "phone"),
        ("邮箱", "email"),
        ("Email *", "email"),
        ("E-Mail Address", "email"),
        ("CompanyName", "company"),
        ("customer_name", "name"),
        ("旅宿名稱", "name"),
        ("商品名稱", "product"),
        ("分公司統一編號", "tax_id"),
        ("Birthday (yyyy-mm-dd)", "birthday"),
        ("電話番号", "phone"),
        ("生年月日", "birthday"),
        ("傳真機號碼", "fax"),
        ("縣市名稱", "city"),
        ("工廠登記編號", "licence"),
        ("Phone 1 - Value", "phone"),
        ("商務 - 街", "address"),
        ("不知道是什麼", ""),
    ],
)
def test_header_words(header: str, concept: str) -> None:
    assert meaning(header).concept == concept


def test_the_transfer_agents_phone_is_a_decoy() -> None:
    row = "台灣水泥公司,(02)25317099,66365566,台北市中山北路2段113號,台北市重慶南路1段83號"
    got = fields("公司名稱,總機電話,過戶電話,住址,過戶地址", row)
    assert got == {"公司名稱": "name", "總機電話": "phone", "過戶電話": None, "住址": "address", "過戶地址": None}


def test_a_column_called_contact_that_names_nobody_is_none() -> None:
    rows = [f"{30 + number},admin.,{('cellular', 'unknown')[number % 2]},no" for number in range(20)]
    assert found("age,job,contact,y", *rows).kind == "unknown"


def test_coordinates_are_no_phones() -> None:
    got = fields("公司名稱,經度,緯度,電話", "大發公司,311855,2772300,02-23456789", "小發公司,311843,2772245,02-23456780")
    assert (got["經度"], got["緯度"], got["電話"]) == (None, None, "phone")


def test_contents_win_over_a_wrong_header() -> None:
    assert fields("姓名,聯絡人電話", "王一,a@b.com", "李二,c@d.com")["聯絡人電話"] == "email"
    assert fields("姓名,甲", "王一,0912345678", "李二,0922345678")["甲"] == "mobile"


def test_home_and_office_over_numbers_are_phones() -> None:
    assert fields("First Name,Last Name,Home,Office", "Bob,Floria,801-555-7712,801-555-9999")["Office"] == "phone"


def test_the_branch_leads_with_its_own_tax_id() -> None:
    got = fields(
        "公司統一編號,公司名稱,分公司統一編號,分公司名稱",
        "16740494,全聯公司,27744314,北門分公司",
        "16740494,全聯公司,53649293,信義分公司",
    )
    assert got == {"公司統一編號": None, "公司名稱": "company", "分公司統一編號": "tax_id", "分公司名稱": "name"}


def test_a_company_alone_is_the_name() -> None:
    assert fields("公司,聯絡人,電話", "大發,王一,02-23456789")["公司"] == "name"
    assert fields("姓名,公司,電話", "王一,大發,02-23456789")["公司"] == "company"


def test_sales_columns() -> None:
    got = fields("訂單編號,訂單日期,客戶編號,姓名,品名,數量,單價,金額", "A1,2024/1/2,C1,王一,水龍頭,2,250,500")
    assert list(got.values()) == ["order_no", "date", "code", "customer", "product", "quantity", "unit_price", "amount"]


def test_a_price_list_with_three_prices_and_what_follows_a_sale() -> None:
    got = fields(
        "貨號,品名,規格,單位,零售價,批發價,工程價,成本,更換週期(月),耗材,保固(年),供貨狀態",
        "F-1,濾水器,三道,組,6800,5800,5200,3900,6,濾心,1,通常有貨",
    )
    assert list(got.values()) == [
        "code", "name", "spec", "unit", "price", "wholesale_price", "project_price", "cost", "recall_months", "recall_item",
        "warranty_months", "availability",
    ]  # fmt: skip


def test_a_wholesale_price_is_the_price_of_a_sale_where_there_is_no_other() -> None:
    got = fields("訂單編號,訂單日期,姓名,品名,數量,批發價", "A1,2024/1/2,王一,水龍頭,2,250")
    assert got["批發價"] == "unit_price"
    got = fields("訂單編號,訂單日期,姓名,品名,數量,單價,批發價", "A1,2024/1/2,王一,水龍頭,2,250,200")
    assert (got["單價"], got["批發價"]) == ("unit_price", None)


def test_a_day_is_no_number_of_months_and_stock_is_no_word() -> None:
    got = fields("貨號,品名,售價,保固期限,供貨狀態", "F-1,濾水器,6800,2027/1/2,12")
    assert (got["保固期限"], got["供貨狀態"]) == (None, None)


def test_numbered_groups_of_google() -> None:
    got = fields(
        "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value,Labels",
        "小明,王,Mobile,0912345678,02-23456789,* myContacts",
    )
    assert list(got.values()) == ["first_name", "last_name", "phone_label", "phone", "phone", "tags"]


def test_outlook_in_chinese() -> None:
    got = fields("名字,姓氏,公司,商務 - 街,商務電話,電子郵件地址", "小明,王,大發,忠孝東路1號,02-23456789,a@b.com")
    assert list(got.values()) == ["first_name", "last_name", "company", "address", "phone", "email"]


def test_a_pupils_list_keeps_pupil_parent_and_emergency_apart() -> None:
    row = "王小明,99/5/3,王大明,0912345678,李二,0922345678"
    got = fields("姓名,出生年月日,家長姓名,家長電話,緊急聯絡人,緊急聯絡電話", row)
    assert list(got.values()) == ["name", "birthday", "contact", "phone", None, None]


@pytest.mark.parametrize(("cells", "field"), [(["個", "組", "台"], "unit"), (["大安區公所", "中山區公所", "信義區公所"], "name")])
def test_the_two_meanings_of_danwei(cells: list[str], field: str) -> None:
    header = "品名,單位,單價" if field == "unit" else "項次,單位,電話"
    rows = [[f"{n + 1}", cell, "100" if field == "unit" else "02-23456789"] for n, cell in enumerate(cells)]
    assert fields(header, *rows)["單位"] == field


def test_passwords_are_dropped() -> None:
    guess = mapping.guess(found("姓名,電話,密碼", "王一,0912345678,secret"))[2]
    assert (guess.field, guess.own_title, guess.why, guess.samples) == (None, None, "password", [])


def test_opening_balances_are_own_numbers() -> None:
    guesses = mapping.guess(found("姓名,點數,儲值金,堂數,欠款,累計消費", "王一,1,2,3,4,5"))[1:]
    assert all(guess.is_opening and guess.own_kind == "number" and guess.field is None for guess in guesses)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2.5", "1,200", ""], "number"),
        (["007", "012", "100", ""], "text"),
        (["2020/1/2", "2021/3/4", "", "2020/5/6"], "date"),
        (["是", "否", "是", ""], "yes_no"),
        (["紅", "藍", "紅", "藍", "紅", "藍", "紅"], "choice"),
        (["隨便寫", "什麼都有", "一段話", ""], "text"),
    ],
)
def test_own_fields_are_typed_by_their_contents(cells: list[str], kind: str) -> None:
    rows = [[f"王{n}", f"0912345{n:03}", cell] for n, cell in enumerate(cells)]
    assert mapping.guess(found("姓名,電話,某欄", *rows))[2].own_kind == kind


def test_a_code_left_over_is_text_not_a_number() -> None:
    assert mapping.guess(found("客戶編號,姓名,會員卡號", "1,王一,55667788"))[2].own_kind == "text"


def test_every_column_ends_somewhere() -> None:
    for guess in mapping.guess(found("姓名,電話,業務,雜項,經度", "王一,0912345678,阿德,x,121.5")):
        assert guess.field or guess.own_title


def test_dates_of_excel_among_republic_years_are_asked() -> None:
    guess = mapping.guess(found("姓名,生日", ["王一", date(1978, 5, 3)], ["李二", "101/5/3"], ["張三", "99/1/2"]))[1]
    assert (guess.field, guess.date_order, guess.confidence) == ("birthday", "ask", "look")


@pytest.mark.parametrize(
    ("cells", "order", "confidence"),
    [
        (["3/4/1980", "5/6/1975", "7/8/1988", "1/2/1990"], "ask", "look"),
        (["3/4/1980", "5/16/1975", "7/8/1988"], "mdy", "sure"),
        (["3/4/1980", "16/5/1975", "7/8/1988"], "dmy", "sure"),
        (["3/3/1980", "5/5/1975"], "mdy", "sure"),
        (["3/4/80", "5/6/75", "7/8/88", "1/2/90"], "ask", "look"),
        (["3/4/80", "5/16/75", "7/8/88"], "mdy", "sure"),
        (["3/4/80", "16/5/75", "7/8/88"], "dmy", "sure"),
        (["1980/3/4", "1975/5/6"], "ymd", "sure"),
        (["69/3/4", "64/5/6"], "roc", "look"),
        (["690304", "640506"], "roc", "look"),
        (["1980/3/4", "64/5/6"], "ymd", "look"),
        (["69/3/4", "101/5/6"], "roc", "sure"),
        (["690304", "1010506"], "roc", "sure"),
        (["69/3/4", "民國64年5月6日"], "roc", "sure"),
    ],
)
def test_dates_readable_both_ways_are_asked_once_a_column(cells: list[str], order: str, confidence: str) -> None:
    guess = mapping.guess(found("姓名,生日", *([name, cell] for name, cell in zip("王李張陳", cells, strict=False))))[1]
    assert (guess.field, guess.date_order, guess.confidence) == ("birthday", order, confidence)


@pytest.mark.parametrize(("told", "order"), [("25/12/1980", "dmy"), ("12/25/1980", "mdy")])
def test_one_day_beyond_the_twelfth_says_the_order_of_a_long_column(told: str, order: str) -> None:
    cells = ["3/4/1980", "不詳"] * 750
    cells[1001] = told  # between those a sample would take
    guess = mapping.guess(found("姓名,生日", *([f"王{at}", cell] for at, cell in enumerate(cells))))[1]
    assert (guess.field, guess.date_order, guess.confidence) == ("birthday", order, "sure")


def test_a_header_that_says_whose_years_they_are_is_believed() -> None:
    assert mapping.guess(found("姓名,民國生日", "王一,78/5/3"))[1].doubt == ""


def test_of_years_of_two_digits_the_doubtful_are_shown_first() -> None:
    guess = mapping.guess(found("姓名,手機,裝機日期", "王一,0912345678,2020/3/4", "李二,0922345678,88/5/6"))[2]
    assert (guess.own_kind, guess.doubt, guess.confidence, guess.samples[0]) == ("date", "two_digit_years", "look", "88/5/6")


def test_a_date_column_of_the_shops_own_is_asked_too() -> None:
    guess = mapping.guess(found("姓名,手機,裝機日期", "王一,0912345678,3/4/2020", "李二,0922345678,5/6/2021"))[2]
    assert (guess.own_kind, guess.date_order, guess.confidence) == ("date", "ask", "look")


def test_sure_means_known_by_its_header() -> None:
    guesses = mapping.guess(found("姓名,手機", "王小明,0912345678"))
    assert [guess.confidence for guess in guesses] == ["sure", "sure"]


def test_a_title_without_anybody_named_is_the_name() -> None:
    got = fields(
        "id,title,addr,tel", "1,老王小吃店,台南市中西區民族路1號,06-2224500", "2,老李小吃店,台南市中西區民族路2號,06-2224501"
    )
    assert got["title"] == "name"


def test_a_title_of_salutations_leaves_the_place_to_the_job() -> None:
    got = fields("Title,First Name,Last Name,Job Title", "Mr.,John,Smith,Buyer", "Ms.,Mary,Jones,Owner")
    assert (got["Title"], got["Job Title"]) == ("prefix", "title")


def test_a_name_of_order_numbers_is_the_order() -> None:
    got = fields(
        "Name,Email,Total,Created at,Lineitem name,Lineitem quantity,Billing Name",
        "#1001,a@x.com,105,2024-01-01,Mug,2,John Smith",
        "#1002,b@x.com,105,2024-01-02,Mug,2,Mary Jones",
    )
    assert (got["Name"], got["Billing Name"], got["Created at"]) == ("order_no", "customer", "date")


def test_who_sends_a_parcel_and_a_pets_birthday_are_decoys() -> None:
    got = fields(
        "收件人姓名,收件人手機,寄件人姓名,寵物生日", "王小明,0912345678,順發水電,2019/5/3", "陳美惠,0922345678,順發水電,2019/5/4"
    )
    assert got == {"收件人姓名": "name", "收件人手機": "mobile", "寄件人姓名": None, "寵物生日": None}


def test_a_bank_account_is_no_phone() -> None:
    guess = mapping.guess(found("姓名,電話,銀行帳號", "王一,0912345678,012-345678901234", "李二,0922345678,004-123456789"))[2]
    assert (guess.field, guess.own_title) == (None, "銀行帳號")


def test_a_short_list_without_a_header_is_known_by_its_names() -> None:
    lines = ["王小明,0912345678", "李大華 先生,(02)2345-6789轉12", "陳太太,0922345678", "張三(已搬家),0933345678"]
    assert mapping.guess(found(*lines))[0].field == "name"


def test_who_gets_the_flowers_is_not_who_orders_them() -> None:
    rows = [
        "F1,張先生,0912-777-001,林小姐,0922-777-002,台北市松仁路1號,玫瑰,1800",
        "F2,陳小姐,0912-777-003,王經理,0922-1,台北市仁愛路4號,蘭,2",
    ]
    found = fields("訂單編號,訂購人,訂購人電話,收件人,收件人電話,收件地址,品項,金額", *rows)
    assert [found[header] for header in ("訂購人", "訂購人電話", "收件人", "收件人電話", "收件地址")] == [
        "customer",
        "phone",
        None,
        None,
        None,
    ]
    own = fields(
        "訂單編號,買家,收件人,收件人電話,品項,金額", "1,張一,張一,0912-777-001,玫瑰,1800", "2,陳二,陳二,0922-777-002,蘭,20"
    )
    assert own["收件人電話"] == "phone"


def test_a_shop_that_owes_is_the_customer_of_its_sales() -> None:
    found = fields(
        "店家,電話,日期,品項,數量,金額", "阿珠小吃,0912-888-111,115/10/1,米,2,2700", "林記便當,02-2999-1234,115/10/3,糯米,5,400"
    )
    assert (found["店家"], found["電話"]) == ("customer", "phone")


def test_a_babys_birthday_is_not_the_mothers() -> None:
    assert fields("媽媽姓名,手機,寶寶生日", "許瑋甯,0912-100-100,115/09/28", "郭雪,0912-100-101,115/10/28")["寶寶生日"] is None


@pytest.mark.parametrize("cell", [20261220, "20261220", 1151220])
def test_days_typed_as_numbers_are_dates(cell: str | int) -> None:
    (_name, _phone, due) = mapping.guess(
        found(["姓名", "電話", "到期日"], *[[f"王{a}明", f"0912-345-67{n}", cell] for n, a in enumerate("一二三")])
    )
    assert due.own_kind == "date"


def test_two_known_words_under_one_header_are_led_by_the_first() -> None:
    assert fields("學生/家長,電話", "王小寶,0912-345-678", "李小花,0912-345-679")["學生/家長"] == "name"


def test_a_list_price_gives_way_to_the_price_paid() -> None:
    found = fields("訂單編號,買家,商品名稱,商品原價,商品活動價格,數量", "1,張一,玫瑰,300,250,2", "2,陳二,蘭,500,450,1")
    assert (found["商品活動價格"], found["商品原價"]) == ("unit_price", None)


def test_sales_without_a_day_of_their_own_take_the_first_column_of_days_to_be_looked_at() -> None:
    rows = ["B1,王小明,0912-333-001,2030/1/1,2026/1/1,2026/1/3,5000", "B2,陳美,0912-333-002,2030/1/1,2026/2/1,2026/2/2,4000"]
    guesses = {one.header: one for one in mapping.guess(found("訂單編號,訂房人,電話,保固到期,入住日期,退房日期,總金額", *rows))}
    assert (guesses["入住日期"].field, guesses["入住日期"].confidence) == ("date", "look")
    assert (guesses["保固到期"].field, guesses["退房日期"].field) == (None, None)


@pytest.mark.parametrize(
    ("header", "field"),
    [("Cust No.", "code"), ("Add.", "address"), ("社員編號", "code"), ("入社日期", "customer_since"), ("採購", "contact")],
)
def test_more_words_of_lists(header: str, field: str) -> None:
    cell = {"code": "C1", "address": "台北市中山路1號", "customer_since": "78/3/2", "contact": "王大明"}[field]
    assert fields(f"姓名,電話,{header}", f"大發公司,0912-345-678,{cell}", f"小發公司,0912-345-679,{cell}2")[header] == field


def test_a_person_and_a_number_in_one_cell_are_a_number_with_a_label() -> None:
    one = found("名稱,連絡人/電話", "王公館,王太太 0912-345-678", "大發公司,陳經理 02-2345-6789#12")
    made = cleaning.clean(one, mapping.guess(one), Options(today="2026-11-21"))
    assert (made.points.normal, made.points.label) == (["0912345678", "0223456789#12"], ["王太太", "陳經理"])


def test_own_days_without_a_year_stay_text() -> None:
    (*_others, last) = mapping.guess(found("姓名,電話,上次來", "王一,0912-345-678,11月2日", "王二,0912-345-679,10月3日"))
    assert last.own_kind == "text"
