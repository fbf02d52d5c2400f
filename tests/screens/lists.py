"""Lists as an owner's look at their worst: long names, many sheets, many columns, doubles, values nobody can read."""

from pathlib import Path
from typing import Any

import openpyxl

LONG = "新北市永和區中正路一二三巷四十五弄六十七號之八十九樓後面鐵皮屋請走左邊的小門上樓"
FILE = "2015到2019年所有客戶名單（含舊系統匯出、已整理、請勿刪除）最後版本.xlsx"
HEAD = [
    "姓名", "聯絡電話", "生日", "地址", "業務員", "統一編號", "電子郵件", "備註", "上次維修的機型與保固到期日期", "點數", "LINE",
    "等級",
]  # fmt: skip
SHEETS = ["中和門市老客戶", "台中", "高雄經銷商與批發商名單", "線上", "2015", "2016", "2017", "2018", "已停用的舊客戶"]


def worst(folder: Path) -> Path:
    """A workbook of many sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, title in enumerate(SHEETS):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        for line in _people(at):
            sheet.append(line)
    book.create_sheet("說明與注意事項").append(["這份名單請勿外流"])
    path = folder / FILE
    book.save(path)
    return path


def _people(at: int) -> list[list[Any]]:
    place = f"{at + 1}{LONG}"
    return [
        [f"財團法人台灣省私立永和國民小學附設幼兒園家長會{at}", f"02-2345-67{at}9#123、0912-345-67{at}", "73.5.3", place, "阿德",
         "12345670", f"a.very.long.address.{at}@mail.example.com.tw", "怕吵" * 30, "TC-1200SLX 保固到 115.3.1", at, f"line{at}",
         "金"],
        ["陳美惠", f"93345678{at}", "民國78年5月3日", "新北市永和區中正路120號3樓", "小玲", "", "無", "", "", 10, "", ""],
        ["陳美慧", f"93345678{at}", "2044/5/3", "新北市永和區中正路120號", "小玲", "", "", "同上", "", 10, "", ""],
        ["", "", "", "台中市", "", "", "", "", "", "", "", ""],
        [f"李淑芬{at}", "0912-34", "99/99/99", "台北市大安區和平東路1號", "阿德", "1234", "x@", "", "", "", "", ""],
    ]  # fmt: skip
