"""The first start: two questions, three ways to begin."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import file
from db.core.errors import UserError
from db.services import settings as shop_settings
from db.services import tags
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.screens.work import at_once
from ui import shop_files
from ui.kit import settings, theme
from ui.pages.welcome.page import WelcomePage
from ui.pages.welcome.presenter import WelcomePresenter


class View:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.used: list[tuple[Path, str, dict[str, Any]]] = []
        self.complaints: list[UserError] = []
        self.waits: list[bool] = []

    def use(self, path: Path, page: str, **what: Any) -> None:
        self.used.append((path, page, what))

    def wait(self, waiting: bool) -> None:
        self.waits.append(waiting)

    def complain(self, error: UserError) -> None:
        self.complaints.append(error)


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(view: View, tmp_path: Path) -> WelcomePresenter:
    return WelcomePresenter(view, at_once, tmp_path / "shop.crm", tmp_path / "demo.crm")


def test_begin_makes_the_shop_with_its_name_and_tags(presenter: WelcomePresenter, view: View) -> None:
    presenter.begin("  順發水電材料行 ", "customers")
    assert view.used == [(presenter.own, "customers", {})]
    with file.opened(presenter.own):
        assert shop_settings.text("shop_name") == "順發水電材料行"
        assert "老主顧" in [tag.name for tag in tags.rows()]


def test_a_shop_that_is_there_is_used_again(presenter: WelcomePresenter, view: View) -> None:
    presenter.begin("甲", "customers")
    presenter.begin("乙", "importing")
    assert [page for _path, page, _what in view.used] == ["customers", "importing"]
    with file.opened(presenter.own):
        assert shop_settings.text("shop_name") == "甲"


def test_files_dropped_before_there_is_a_shop_are_imported(presenter: WelcomePresenter, view: View, tmp_path: Path) -> None:
    presenter.brought([tmp_path / "名單.xlsx"])
    presenter.begin("順發", "importing")
    assert view.used[-1][2] == {"paths": [tmp_path / "名單.xlsx"]}


def test_cells_pasted_before_there_is_a_shop_are_imported(presenter: WelcomePresenter, view: View) -> None:
    presenter.brought([], "姓名\t電話\n陳美惠\t0912345678", "順發")
    assert view.used[-1][1:] == ("importing", {"text": "姓名\t電話\n陳美惠\t0912345678"})


def test_a_shop_without_a_name_gets_a_plain_one(presenter: WelcomePresenter) -> None:
    presenter.begin("", "customers")
    with file.opened(presenter.own):
        assert shop_settings.text("shop_name") == "我的店"


def test_the_demo_shop_is_made_once_in_its_own_file(presenter: WelcomePresenter, view: View) -> None:
    presenter.look_around()
    assert view.waits == [True, False]
    made = presenter.sample.stat().st_mtime_ns
    presenter.look_around()
    assert presenter.sample.stat().st_mtime_ns == made
    assert [path for path, _page, _what in view.used] == [presenter.sample, presenter.sample]
    assert not presenter.own.exists()


def test_the_page_asks_two_things_and_offers_three_ways(answers: Answers) -> None:
    window = Window(answers)
    page = window.window.page
    assert isinstance(page, WelcomePage)
    words = window.texts()
    assert "資料只存在這台電腦：不上網、不用帳號、不用月費。" in words
    assert page.sizes["large"].isChecked()
    assert list(page.ways) == ["importing", "demo", "customers"]
    assert window.clipped(page) == []
    page.name.setText("順發水電材料行")
    page.ways["customers"].click()
    window.settle()
    assert window.window.key == "customers"
    assert file.current_path() == shop_files.shop_path()


def test_cells_pasted_wait_for_the_name(answers: Answers) -> None:
    window = Window(answers)
    QApplication.clipboard().setText("姓名\t電話\n陳美惠\t0912345678")
    window.choose("編輯", "貼上（也可以貼 Excel 名單）")
    assert "複製的格子" in window.texts()


def test_ctrl_o_begins_with_the_import(answers: Answers) -> None:
    window = Window(answers)
    window.press(Qt.Key.Key_O)
    assert window.window.key == "importing"
    answers.asked.clear()
    window.press(Qt.Key.Key_O)
    assert answers.asked == ["選擇要匯入的檔案"]


def test_the_keyboard_is_seen_on_every_tile(answers: Answers) -> None:
    window = Window(answers)
    page = window.window.page
    assert isinstance(page, WelcomePage)
    for tile in (page.sizes["large"], page.ways["importing"]):
        plain = tile.grab().toImage()
        tile.setFocus()
        assert tile.grab().toImage() != plain
    QTest.keyClick(page.ways["importing"], Qt.Key.Key_Return)
    window.settle()
    assert window.window.key == "importing"


def test_the_letters_follow_the_sample_at_once(answers: Answers) -> None:
    window = Window(answers)
    page = window.window.page
    assert isinstance(page, WelcomePage)
    page.sizes["extra"].click()
    window.settle()
    assert (settings.get("size"), theme.px()) == ("extra", 18)
