"""搬到新電腦 through the window: the wizard, the door that takes the file in, and the old computer afterwards."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from db.core import file, moved
from db.core.errors import UserError
from db.services import backups, customers, moving, shops
from db.services.customer_form import CustomerForm
from reports import moving_pdf
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.kit import settings
from ui.moving.dialog import MoveDialog
from ui.sticks import Stick
from ui.talks.log import LogDialog


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def own() -> Path:
    """The owner's shop, open, with one customer."""
    path = file.data_folder() / "shop.crm"
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    customers.add(CustomerForm(name="陳美惠"))
    return path


def picture(part: QWidget, name: str) -> None:
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        part.grab().save(f"{folder}/{name}.png")


def wizard(window: Window, stick: Path) -> MoveDialog:
    window.window.files.sticks = lambda _shop: [Stick(stick, "KINGSTON", 8 << 30)]
    window.choose("檔案" if window.window.menuBar().actions()[0].text().startswith("檔") else "File", _entry(window))
    (dialog,) = (one for one in window.window.findChildren(MoveDialog) if one.isVisible())
    window.settle()
    return dialog


def _entry(window: Window) -> str:
    return "搬到新電腦…" if "檔案" in window.menus() else "Move to another computer…"


@pytest.mark.parametrize(("language", "scheme"), [("zh_TW", "light"), ("en", "dark")])
def test_three_steps_and_nothing_is_clipped(own: Path, stick: Path, answers: Answers, language: str, scheme: str) -> None:
    settings.put("language", language)
    settings.put("scheme", scheme)
    window = Window(answers)
    window.window.redress()
    window.settle()
    dialog = wizard(window, stick)
    assert window.clipped(dialog) == []
    assert ("沒有加密" if language == "zh_TW" else "not encrypted") in window.texts(dialog)
    picture(dialog, f"move-1-{language}")
    dialog.pack(stick)
    picture(dialog, f"move-2-{language}")
    window.settle()
    assert len(list(stick.glob("*.crmmove"))) == 1
    assert window.clipped(dialog) == []
    picture(dialog, f"move-3-{language}")
    dialog.reject()


def test_locked_afterwards_it_says_so_and_is_unlocked_again(own: Path, stick: Path, answers: Answers) -> None:
    window = Window(answers)
    dialog = wizard(window, stick)
    window.click("寫到 KINGSTON（還有 8.0 GB 空位）", dialog)
    window.settle()
    assert "好了，可以拔了" in window.texts(dialog)
    dialog.locks.radio.click()
    window.click("完成", dialog)
    window.settle()
    band = window.window.safety_band
    assert "已搬到新電腦，這台只能看。" in window.texts(band)
    picture(window.window, "moved")
    with pytest.raises(UserError):
        customers.add(CustomerForm(name="不行"))
    for command in ("log", "add", "quote"):
        window.window.command(command)
        assert "已經搬到另一台電腦" in answers.asked[-1]  # before anything is typed
    assert not window.window.findChildren(LogDialog)
    answers.answers = [0]
    band.unlock.click()
    window.settle()
    customers.add(CustomerForm(name="可以"))
    assert window.window.safety_band.isHidden()
    assert moved.of(own) is None


def test_who_has_not_said_is_asked_at_the_next_start(own: Path, stick: Path, answers: Answers) -> None:
    moving.pack(stick)
    file.close()
    file.open_shop(own)
    answers.answers = [1]
    window = Window(answers)
    window.wait_for(lambda: answers.offered)
    window.settle()
    assert answers.offered[-1] == ["這台繼續用", "這台鎖起來"]
    assert "這台只能看" in window.texts(window.window.safety_band)


def test_the_new_computer_takes_it_in_with_one_click(own: Path, stick: Path, answers: Answers) -> None:
    packed = moving.pack(stick).path
    file.close()
    for left in own.parent.glob("shop.crm*"):
        left.unlink()
    window = Window(answers)
    picture(window.window, "welcome")
    assert window.clipped() == []
    answers.answers = [[packed]]
    window.click("從另一台電腦搬來…")
    window.settle()
    assert Customers(window).names() == ["陳美惠"]
    assert moved.of(own) is None
    assert window.toast() == "搬好了，資料都在這裡。"


def test_a_shop_that_is_there_gives_way_only_where_the_owner_wants_it(own: Path, stick: Path, answers: Answers) -> None:
    packed = moving.pack(stick).path
    moving.stay_here()
    customers.add(CustomerForm(name="林志明"))
    window = Window(answers)
    answers.answers = [[packed], None]
    window.choose("檔案", "從另一台電腦搬來…")
    assert backups.put_aside(own) == []
    answers.answers = [[packed], 0]
    window.choose("檔案", "從另一台電腦搬來…")
    window.settle()
    assert Customers(window).names() == ["陳美惠"]
    assert len(backups.put_aside(own)) == 1


def test_one_page_says_what_to_do(own: Path, read_pdf: Callable[[bytes], list[str]]) -> None:
    made = moving_pdf.make("熟客簿搬家-20261123.crmmove")
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        Path(folder, "move.pdf").write_bytes(made.pdf)
    assert (made.pages, made.missing) == (1, frozenset())
    assert "在新電腦上" in read_pdf(made.pdf)[0]
    assert "個人資料" not in read_pdf(made.pdf)[0]
