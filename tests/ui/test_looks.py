"""Every page in both languages, light and dark, all sizes: nothing is clipped."""

from pathlib import Path

import pytest

from db.services import blacklist, customers, interactions, tags
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import navigation
from ui.kit import settings

LONG = "財團法人台灣省私立永和國民小學附設幼兒園家長會"
PAGES = [spec.key for spec in navigation.PAGES]


@pytest.fixture
def people(shop: Path) -> None:
    points = [PointForm("phone", "02-2345-6789#123", "總務處分機"), PointForm("email", "a.very.long.address@mail.example.com.tw")]
    address = AddressForm("新北市永和區中正路一二三巷四十五弄六十七號之八十九樓後面鐵皮屋")
    long = customers.add(CustomerForm(name=LONG, kind="company", points=points, addresses=[address], note="怕吵" * 40))
    for name in ("陳美惠", "歐陽娜娜"):
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")]))
    tags.attach([long], ["老主顧", "工程", "批發", "月結"])
    blacklist.put([long], "去年的工程款一直沒有付清，打電話也不接")
    interactions.add(InteractionForm(long, "問浴室換氣扇有沒有貨，週五要來看，請先把型錄找好", "LINE"))


@pytest.mark.parametrize("size", ["standard", "large", "extra"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("room", [(1366, 689), (1280, 720)], ids=str)
def test_nothing_is_clipped(people: None, answers: Answers, size: str, language: str, room: tuple[int, int]) -> None:
    settings.put("size", size)
    settings.put("language", language)
    settings.put("scheme", "dark" if size == "standard" else "light")
    window = Window(answers, room)
    clipped = {}
    for key in PAGES:
        window.window.go(key)
        window.settle()
        assert not window.window.grab().isNull()
        assert (window.window.width(), window.window.height()) == room, key
        if found := window.clipped():
            clipped[key] = found
    assert clipped == {}


@pytest.mark.parametrize("size", ["large", "extra"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_nothing_is_clipped_in_the_form(people: None, answers: Answers, size: str, language: str) -> None:
    settings.put("size", size)
    settings.put("language", language)
    window = Window(answers)
    window.window.page.edit()
    window.settle()
    form = window.dialog()
    assert window.clipped(form) == []
    form.reject()


@pytest.mark.parametrize("size", ["large", "extra"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_a_form_stays_inside_the_window(people: None, answers: Answers, size: str, language: str) -> None:
    settings.put("size", size)
    settings.put("language", language)
    window = Window(answers)
    window.window.page.edit()
    window.settle()
    form = window.dialog()
    assert form.height() <= 689 - 40
    assert form.minimumSizeHint().height() <= 689 - 40
    assert form.save_button.isVisible()
    assert form.save_button.mapTo(form, form.save_button.rect().bottomRight()).y() < form.height()
    form.reject()
