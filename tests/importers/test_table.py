"""Finding lists: headers anywhere, rows that are no records, several lists on a sheet, and what is no list at all."""

from datetime import date

import pytest

from importers import table
from tests.importers.sheets import found, sheet


def reasons(one: table.Table) -> dict[int, str]:
    return {other.row: other.reason for other in one.not_records}


def test_header_after_title_blank_and_note_rows() -> None:
    one = found("順發水電行客戶名單,,", "製表日期：2019/3/1,,", ",,", "姓名,電話,地址", "王小明,0912345678,台北市中山路1號")
    assert (one.kind, one.header_row, one.row_numbers) == ("customers", 4, [5])
    assert reasons(one) == {1: "title", 2: "title", 3: "blank"}


def test_rows_are_numbered_as_excel_does() -> None:
    one = found("姓名,電話", "王小明,0912345678", first_row=7)
    assert (one.header_row, one.row_numbers) == (7, [8])


def test_header_of_two_lines_is_named_by_the_lower_one() -> None:
    one = found("姓名,聯絡方式,,地址", ",電話,手機,", "王小明,02-23456789,0912345678,台北市中山路1號")
    assert one.headers == ["姓名", "電話", "手機", "地址"]
    assert (one.header_row, one.row_numbers, reasons(one)) == (2, [3], {1: "header"})


def test_a_group_line_tells_equal_headers_apart() -> None:
    one = found("客戶,公司,,住家,", "姓名,電話,地址,電話,地址", "王小明,02-23456789,台北市A路1號,03-3456789,桃園市B路1號")
    assert one.headers == ["姓名", "公司 電話", "公司 地址", "住家 電話", "住家 地址"]


def test_a_first_record_with_gaps_is_no_second_header() -> None:
    one = found("姓名,電話,地址", "王小明,,", "李四,0912345678,台北市")
    assert (one.header_row, len(one.row_numbers)) == (1, 2)


def test_totals_notes_blanks_and_repeated_headers_are_no_records() -> None:
    one = found(
        "客戶,電話,金額",
        "王一,0912345678,10",
        "小計,,10",
        "客戶,電話,金額",
        "李二,0922345678,20",
        ",,",
        "張三,0932345678,30",
        "合計：3 位,,60",
        "※以上資料請保密,,",
    )
    assert one.row_numbers == [2, 5, 7]
    assert reasons(one) == {3: "subtotal", 4: "repeated_header", 6: "blank", 8: "subtotal", 9: "note"}


def test_a_total_without_a_label_is_no_record() -> None:
    one = found("公司,聯絡人,營業額", ["大發公司", "王一", 100.0], ["小發公司", "李二", 50.0], ["", "", ""], ["", "", 150.0])
    assert one.row_numbers == [2, 3]
    assert reasons(one) == {4: "blank", 5: "subtotal"}


def test_a_record_of_only_a_name_stays_a_record() -> None:
    assert found("姓名,電話,地址", "王小明,0912345678,台北市", "李四,,").row_numbers == [2, 3]


def test_a_record_of_only_an_address_stays_a_record() -> None:
    assert found("姓名,電話,地址", "王小明,0912345678,台北市", ",,高雄市中山路1號").row_numbers == [2, 3]


def test_headings_between_the_records() -> None:
    one = found("姓名,電話,地址", "王一,0912345678,a路1號", "台中區,,", "李二,0922345678,b路1號", "第2頁,第2頁,第2頁")
    assert one.row_numbers == [2, 4]


def test_no_header_at_all() -> None:
    one = found("王小明,0912-345-678,台北市中山路1號", "李大同,0922-345-678,台北市中山路2號")
    assert (one.kind, one.header_row, one.headers, one.row_numbers) == ("customers", None, ["@A", "@B", "@C"], [1, 2])


def test_a_title_over_a_list_without_header() -> None:
    one = found("老客戶電話,", ",", "王小明,0912345678", "陳美惠,0922345678")
    assert (one.header_row, one.row_numbers, reasons(one)) == (None, [3, 4], {1: "title", 2: "blank"})
    assert found("王小明,", "陳美惠,0922345678", "林大同,0932345678").row_numbers == [1, 2, 3]


def test_columns_without_header_or_data_are_left_out() -> None:
    one = found(",姓名,,電話,備用", ",王一,,0912345678,x", ",李二,,0922345678,y")
    assert one.headers == ["姓名", "電話", "備用"]


def test_the_same_header_twice_is_numbered() -> None:
    assert found("姓名,電話,電話", "王一,02-23456789,0912345678").headers == ["姓名", "電話", "電話 (2)"]


@pytest.mark.parametrize("gap", [",", ",,"])
def test_two_lists_side_by_side(gap: str) -> None:
    lists = table.find(
        sheet(f"姓名,電話{gap}姓名,電話", f"王一,0912345678{gap}李二,0922345678", f"張三,0932345678{gap}趙四,0942345678")
    )
    assert [one.columns[0] for one in lists] == [["王一", "張三"], ["李二", "趙四"]]


def test_two_lists_one_below_the_other() -> None:
    first, second = table.find(
        sheet(
            "姓名,電話,地址",
            "王一,0912345678,台北市",
            ",,",
            "廠商名稱,統一編號,聯絡人,傳真",
            "大發公司,04595257,張三,02-23456789",
        )
    )
    assert (first.row_numbers, second.header_row, second.row_numbers) == ([2], 4, [5])


def test_cards_are_declined() -> None:
    one = found("姓名,王一", "電話,0912345678", "地址,台北市", ",", "姓名,李二", "電話,0922345678", "地址,新北市")
    assert (one.kind, one.reason) == ("unknown", "cards")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["月份,項目,金額", "一月,餐飲費,3600", "二月,交通費,1500"], "ledger"),
        (["ID,frequency,recency,T", "1,2,30.43,38.86", "2,1,1.71,38.86"], "summary"),
        (["都道府県,発電所数,最大出力計", "北海道,98,2032077", "青森,12,34343"], "statistics"),
        (["age,gender,occupation,feedback", *["20,Female,Student,Positive", "20,Male,Student,Negative"] * 5], "survey"),
    ],
)
def test_what_names_nobody_is_declined_with_a_reason(rows: list[str], reason: str) -> None:
    one = found(*rows)
    assert (one.kind, one.reason) == ("unknown", reason)


def test_prose_and_empty_sheets_are_no_tables() -> None:
    assert table.find(sheet("請先閱讀本說明", "本表由總務處製作，請勿外流")) == []
    assert table.find(sheet(",", "")) == []


def test_a_header_without_records_is_empty() -> None:
    one = found("姓名,電話", ",")
    assert (one.kind, one.reason) == ("unknown", "empty")


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (["訂單編號,訂單日期,客戶名稱,商品名稱,數量,金額", "A1,2024/1/2,王一,水龍頭,2,500"], "sales"),
        (
            ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID", "5,85A,LIGHT,6,2010-12-01,2.55,178"],
            "sales",
        ),
        (["條碼,名稱,規格,單位,進貨價", "6911316600478,棒糖,12支,袋,3.77"], "products"),
        (["品名,單價,規格", "水龍頭,250,銀"], "products"),
        (["日期,客戶,電話,內容,下次聯絡", "2024/1/5,王小明,0912345678,問冷氣,2024/1/10"], "interactions"),
        (
            ["last name,first name,email,phone,total amount,activity_date_time", "李,小明,a@b.co,0912345678,100,2018-01-01"],
            "customers",
        ),
        (["公司,聯絡人,營業額", "大發,王一,3000"], "customers"),
        (["CustomerID,Gender,Age,Spending Score", "1,Male,19,39", "2,Female,20,81"], "unknown"),
        (
            ["條碼,商品名稱,成本,售價,供應商", "4711234500000,醬油,40,60,統一企業", "4711234500001,米酒,40,60,台灣菸酒"],
            "products",
        ),
        (["預約日期,顧客姓名,顧客電話,服務項目,金額", "2025-11-01,王小明,0912345678,剪髮,500"], "sales"),
    ],
)
def test_the_kind_of_list(rows: list[str], kind: str) -> None:
    assert found(*rows).kind == kind


def test_the_user_names_header_and_kind() -> None:
    (one,) = table.find(sheet("甲,乙", "姓名,電話", "王一,0912345678"), header_row=2, kind="customers")
    assert (one.header_row, one.row_numbers) == (2, [3])
    (none,) = table.find(sheet("姓名,電話", "王一,0912345678"), header_row=0)
    assert (none.header_row, none.row_numbers) == (None, [1, 2])


def test_dates_and_numbers_never_make_a_header() -> None:
    one = found(["王一", date(1980, 1, 2), 912345678.0], ["李二", date(1981, 1, 2), 922345678.0])
    assert one.header_row is None


def test_the_title_of_every_printed_page_is_no_record() -> None:
    page = ["順發水電 客戶通訊錄,,", "頁次：{},,", "編號,姓名,電話", "{0}1,王小明,091234567{0}", "{0}2,陳美惠,092234567{0}"]
    one = found(*(line.format(number) for number in (1, 2) for line in page))
    assert one.row_numbers == [4, 5, 9, 10]
    assert reasons(one) == {1: "title", 2: "title", 6: "title", 7: "title", 8: "repeated_header"}


def test_groups_over_two_names_say_what_those_are() -> None:
    made = found(
        "基本資料,基本資料,電話,電話,電話,地址,地址",
        "編號,名稱,公司,住家,手機,公司,送貨",
        "A1,大發五金行,04-22334455,04-22334456,0912345678,台中市中區中山路1號,台中市西區民權路2號",
        "A2,宏昌企業社,02-29551234,,0922345678,新北市板橋區文化路2號,",
    )
    assert made.headers == ["編號", "名稱", "公司電話", "住家電話", "手機", "公司地址", "送貨地址"]


def test_a_count_below_the_list_is_no_record() -> None:
    made = found("卡號,姓名,手機", "1,王一,0912345678", "2,李二,0922345678", "總筆數：2,,")
    assert [(one.row, one.reason) for one in made.not_records] == [(4, "subtotal")]
