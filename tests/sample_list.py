"""Make the sample list that ships with the program: an old shop's Excel list with everything that goes wrong in one.

`python -m tests.sample_list` writes `resources/samples/老客戶名單.xlsx` anew.
"""

import random
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from resources import path

_SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高"
_GIVEN = [
    "志明",
    "美惠",
    "家豪",
    "淑芬",
    "俊傑",
    "雅婷",
    "建宏",
    "怡君",
    "文雄",
    "麗華",
    "宗翰",
    "佳穎",
    "國雄",
    "秀英",
    "冠宇",
    "欣怡",
]
_COMPANIES = ["宏達室內裝修有限公司", "永和早餐店", "大和民宿", "建安工程行", "日光ＣＡＦＥ", "順天水電行"]
_ROADS = {"中和": ["中和區景平路", "中和區中山路二段", "中和區連城路"], "永和": ["永和區中正路", "永和區得和路", "永和區永貞路"]}
_HEADERS = ["客戶編號", "客戶名稱", "聯絡電話", "出生年月日", "統編", "通訊地址", "業務員", "點數", "備註"]
_NOTES = ["怕吵，先打電話", "週三公休", "要開三聯式", None, None, None, "〃", None]
_RED = PatternFill("solid", fgColor="FFFF9999")
_HEADER_ROW = 4


def _phone(pick: random.Random, n: int) -> object:
    mobile = f"09{pick.randrange(10**8):08d}"
    shapes: list[object] = [
        int(mobile),
        f"{mobile[:4]}-{mobile[4:7]}-{mobile[7:]}",
        mobile,
        f"02-2{pick.randrange(10**3):03d}-{pick.randrange(10**4):04d}#12 / {mobile}",
    ]
    return "無資料" if n % 17 == 16 else "0912-34" if n % 23 == 22 else shapes[n % len(shapes)]


def _birthday(pick: random.Random, n: int) -> object:
    year, month, day = pick.randrange(45, 92), pick.randrange(1, 13), pick.randrange(1, 28)
    shapes = [
        f"{year}.{month}.{day}",
        f"民國{year}年{month}月{day}日",
        f"{year + 1911}/{month}/{day}",
        f"{year:03d}{month:02d}{day:02d}",
        None,
    ]
    return shapes[n % len(shapes)]


def _record(pick: random.Random, n: int, town: str) -> list[object]:
    is_company = n % 9 == 8
    name = (
        _COMPANIES[n // 9 % len(_COMPANIES)]
        if is_company
        else pick.choice(_SURNAMES) + pick.choice(_GIVEN) + ("先生" if n % 11 == 3 else "")
    )
    street = (
        "〃" if n % 13 == 12 else f"新北市{pick.choice(_ROADS[town])}{pick.randrange(1, 300)}號{pick.choice(['', '3樓', '之2'])}"
    )
    code = f"{town[0]}{n + 1:03d}"
    birthday = None if is_company else _birthday(pick, n)
    return [
        code,
        name,
        _phone(pick, n),
        birthday,
        4595257 if is_company and n < 9 else None,
        street,
        pick.choice(["阿德", "小玲"]),
        pick.randrange(0, 1500),
        _NOTES[n % 8],
    ]


def _fill(sheet: Worksheet, pick: random.Random, town: str, count: int) -> None:
    sheet.append(["順發水電材料行 客戶名單"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADERS))
    sheet["A1"].font = Font(size=16, bold=True)
    sheet.append([f"{town}店　製表：阿德"])
    sheet.append([])
    sheet.append(_HEADERS)
    for n in range(count):
        sheet.append(_record(pick, n, town))
        if n % 10 == 4:
            for cell in sheet[sheet.max_row]:
                cell.fill = _RED
    sheet.append([None, "小計", f"共 {count} 位"])
    sheet.cell(_HEADER_ROW + 2, 2).comment = Comment("她先生是里長", "阿德")


def make(target: Path) -> Path:
    """Write the sample list to `target` and return it."""
    pick = random.Random(115)
    book = Workbook()
    book.remove(book.active)
    for town, count in (("中和", 40), ("永和", 26)):
        _fill(book.create_sheet(town), pick, town, count)
    notes = book.create_sheet("說明")
    notes.append(["紅底的是欠錢的，要注意"])
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


if __name__ == "__main__":
    make(path("samples", "老客戶名單.xlsx"))
