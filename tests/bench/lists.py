"""The Excel list that imports are measured on: 100,000 rows of 15 columns, every fifth cell in need of repair."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from tests.bench import shops

HEADERS = (
    "客戶編號",
    "客戶名稱",
    "稱謂",
    "行動電話",
    "電話",
    "傳真",
    "電子郵件",
    "統一編號",
    "生日",
    "郵遞區號",
    "地址",
    "類別",
    "業務員",
    "點數",
    "備註",
)
_SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高"
_GIVEN = "美惠志明淑芬俊傑雅婷家豪怡君建宏麗華文雄秀英宗翰佩珊承恩子涵宜蓁冠宇柏翰詩涵品妍"
_ROADS = ("中正路", "文心路三段", "忠孝東路四段", "民生路", "建國路", "成功路二段")
_PLACES = (
    ("407", "台中市西屯區"),
    ("100", "台北市中正區"),
    ("234", "新北市永和區"),
    ("700", "台南市中西區"),
    ("800", "高雄市新興區"),
)
_DIRTY = 0.2
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

Cells = list[str | int | float | None]


@cache
def dirty(rows: int = 100_000, seed: int = 5) -> Path:
    """The list as an .xlsx; made once a run."""
    import openpyxl

    path = shops.folder() / f"list-{rows}-{seed}.xlsx"
    dice = Random(seed)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("客戶")
    sheet.append(list(HEADERS))
    for number in range(rows):
        sheet.append(_record(dice, number))
    book.save(path)
    return path


def _record(dice: Random, number: int) -> Cells:
    name = dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(_GIVEN)
    zip_code, place = dice.choice(_PLACES)
    year, month, day = dice.randint(1945, 2005), dice.randint(1, 12), dice.randint(1, 28)
    cells: Cells = [
        f"C{number:06}",
        name,
        dice.choice(("先生", "小姐", "")),
        f"09{number % 100:02}-{number // 1000:03}-{number % 1000:03}",
        f"02-2{number // 10000:03}-{number % 10000:04}",
        None,
        f"c{number}@example.tw",
        None,
        f"{year}/{month:02}/{day:02}",
        zip_code,
        f"{place}{dice.choice(_ROADS)}{dice.randint(1, 400)}號{dice.randint(2, 12)}樓",
        dice.choice(("零售", "批發", "工程")),
        dice.choice(("阿德", "小玲", "老王")),
        dice.randint(0, 2000),
        dice.choice(("怕吵", "週三公休", "月結", None)),
    ]
    for column, spoil in _SPOILS.items():
        if dice.random() < _DIRTY and cells[column] is not None:
            cells[column] = spoil(dice, str(cells[column]))
    return cells


def _full_width(_dice: Random, text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _blanks(_dice: Random, text: str) -> str:
    return f" {text}　"


def _mobile(dice: Random, text: str) -> str | int:
    digits = text.replace("-", "")
    return dice.choice((int(digits[1:]), f"'{digits}", f"+886 {digits[1:]}", digits.translate(_FULL_WIDTH)))


def _phone(_dice: Random, text: str) -> str:
    return text.replace("-", ")", 1).join(("(", ""))


def _roc(dice: Random, text: str) -> str:
    year, month, day = (int(part) for part in text.split("/"))
    return dice.choice((f"{year - 1911}.{month}.{day}", f"民國{year - 1911}年{month}月{day}日"))


def _nothing(dice: Random, _text: str) -> str:
    return dice.choice(("無資料", "-", "NULL"))


_SPOILS: dict[int, Callable[[Random, str], str | int]] = {
    0: _blanks,
    1: _blanks,
    2: _nothing,
    3: _mobile,
    4: _phone,
    6: _blanks,
    8: _roc,
    9: _full_width,
    10: _full_width,
    11: _blanks,
    12: _blanks,
    13: _full_width,
    14: _nothing,
}
