"""The settings: the shop's options, own fields, starter sets, this computer."""

from pathlib import Path
from typing import Any, cast

import pytest

from db.core import audit
from db.core.errors import InputError
from db.services import own_fields, settings, tags
from tests.screens.asks import Answers
from tests.screens.window import Window
from tests.screens.work import Held, at_once
from ui.kit import theme
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.presenter import SettingsPresenter
from ui.pages.settings.sections import OptionsCard


class View:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.refusals: dict[str, str] = {}
        self.said: list[str] = []
        self.units: list[int | None] = []
        self.drawn = 0

    def refused(self, key: str, sentence: str) -> None:
        self.refusals[key] = sentence

    def saved(self, text: str, unit: int | None) -> None:
        self.said.append(text)
        self.units.append(unit)

    def redraw(self) -> None:
        self.drawn += 1


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(shop: Path, view: View) -> SettingsPresenter:
    return SettingsPresenter(view, at_once)


def _field(title: str, kind: str = "text", options: str = "") -> dict[str, Any]:
    return {"title": title, "kind": kind, "options": options, "is_opening": ""}


def test_every_declared_option_is_drawn(presenter: SettingsPresenter) -> None:
    drawn = [item.option.key for group, _title in settings.GROUPS for item in presenter.options(group)]
    assert sorted(drawn) == sorted(settings.OPTIONS)


def test_saved_at_once_and_told(presenter: SettingsPresenter, view: View) -> None:
    presenter.save("shop_name", "順發水電材料行")
    assert settings.text("shop_name") == "順發水電材料行"
    assert view.said == ["「店名」存好了。"]
    presenter.save("shop_name", "順發水電材料行")
    assert len(view.said) == 1


def test_what_cannot_be_read_is_said_beside_the_box(presenter: SettingsPresenter, view: View) -> None:
    presenter.save("opened_on", "很久以前")
    assert "很久以前" in view.refusals["opened_on"]
    presenter.save("opened_on", "104/3/1")
    assert view.refusals["opened_on"] == ""
    assert settings.text("opened_on") == "2015-03-01"


@pytest.mark.parametrize(("key", "typed", "before"), [("contact_interval", "30", 60), ("name_order", "zhuyin", "strokes")])
def test_what_many_customers_hang_on_is_saved_on_the_worker(shop: Path, view: View, key: str, typed: str, before: object) -> None:
    held = Held()
    presenter = SettingsPresenter(view, held)
    presenter.save(key, typed)
    assert (settings.get(key), view.said) == (before, [])
    held.work()
    assert str(settings.get(key)) == typed
    assert len(view.said) == 1
    presenter.save(key, "幾天")
    held.work()
    assert view.refusals[key]


def test_own_fields_are_added_renamed_and_put_away(presenter: SettingsPresenter) -> None:
    presenter.save_field(None, _field("業務員", "choice", "阿德\n小玲\n"))
    (field,) = presenter.fields()
    assert field.options == ("阿德", "小玲")
    presenter.save_field(field, _field("負責店員", "choice", "阿德"))
    assert presenter.fields()[0].title == "負責店員"
    presenter.put_field_away(presenter.fields()[0])
    assert presenter.fields()[0].archived
    presenter.put_field_away(presenter.fields()[0])
    assert not presenter.fields()[0].archived


def test_a_name_taken_keeps_the_form_open(presenter: SettingsPresenter) -> None:
    presenter.save_field(None, _field("業務員"))
    with pytest.raises(InputError):
        presenter.save_field(None, _field("業務員"))


def test_fields_move(presenter: SettingsPresenter) -> None:
    for title in ("甲", "乙", "丙"):
        presenter.save_field(None, _field(title))
    presenter.move_field(presenter.fields()[2], -1)
    assert [field.title for field in presenter.fields()] == ["甲", "丙", "乙"]


def test_a_starter_set_is_laid_out_once(presenter: SettingsPresenter, view: View) -> None:
    trade = presenter.trades()[0]
    presenter.take_starter(trade.key, with_products=False)
    assert set(trade.tags) <= {tag.name for tag in tags.rows()}
    assert set(trade.own_fields) <= {field.title for field in own_fields.rows()}
    presenter.take_starter(trade.key, with_products=False)  # it is there already
    assert view.units == [audit.units(1)[0].id, None]


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    made = Window(answers)
    made.window.go("settings")
    made.settle()
    return made


def _page(window: Window) -> SettingsPage:
    return cast(SettingsPage, window.window.page)


def test_a_box_is_saved_when_it_is_left(window: Window) -> None:
    card = cast(OptionsCard, _page(window).cards["shop"])
    box: Any = card.boxes["phone"]
    box.edit.setText("０２２３４５６７８９")
    box.edit.editingFinished.emit()
    window.settle()
    assert settings.text("phone") == "02-2345-6789"
    assert "存好了" in window.toast()
    window.press_toast()
    assert settings.text("phone") == ""


@pytest.mark.parametrize("section", ["shop", "show", "lists", "fields", "trade", "machine"])
def test_nothing_is_clipped(window: Window, section: str) -> None:
    own_fields.add("業務員", "choice", ["阿德", "小玲"])
    _page(window).show_section(section)
    window.settle(0.3)
    assert window.clipped(_page(window)) == []


def test_letters_and_language_change_at_once(window: Window) -> None:
    _page(window).dress("size", "extra")
    window.settle()
    assert theme.px() == 18
    _page(window).dress("language", "en")
    window.settle()
    assert "Customers" in [spec.text() for spec in window.window.sidebar.findChildren(type(window.button("Settings")))]


def test_chips_follow_the_letters(window: Window) -> None:
    _page(window).show_section("show")
    window.settle()
    chip = window.button("特大", _page(window))
    wide = []
    for size in ("large", "extra", "standard", "large"):
        _page(window).dress("size", size)
        window.settle()
        wide.append(chip.minimumWidth())
    assert wide[2] < wide[0] == wide[3] < wide[1]


def test_letters_and_colours_stand_where_things_are_shown_and_a_language_keeps_the_section(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    window.window.go("settings", section="show")
    window.settle()
    words = window.texts()
    assert words.index("文字大小") < words.index("淺色或深色") < words.index("年份")
    window.click("這台電腦")
    window.click("English")
    assert cast(SettingsPage, window.window.page).section == "machine"


def test_an_option_beside_the_letters_says_why_it_is_refused(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    window.window.go("settings", section="show")
    window.settle()
    cast(SettingsPage, window.window.page).refused("calendar", "不行")
    assert "不行" in window.texts()
