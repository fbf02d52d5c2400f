"""出門清單 from the list, from Today's button and the menu: on paper and into the phone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.core import clock
from db.core.connection import run
from db.services import blacklist, customers, keep_in_touch, lists, opt_outs, tasks
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.lists import ListQuery
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.papers import Papers
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from ui.going_out.dialog import GoingOutDialog


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    phone = [PointForm("mobile", "0912-345-678")]
    customers.add(CustomerForm(name="陳美惠", points=phone, addresses=[AddressForm("新北市永和區中正路 1 號")]))
    customers.add(CustomerForm(name="王大同"))
    customers.add(CustomerForm(name="林志明", addresses=[AddressForm("新北市中和區景平路 1 號")]))
    return Window(answers)


def _dialog(window: Window) -> GoingOutDialog:
    return next(one for one in window.window.findChildren(GoingOutDialog) if one.isVisible())


def test_the_list_as_it_stands_and_who_has_no_address(window: Window) -> None:
    window.choose("客戶", "出門清單…")
    said = window.texts(_dialog(window))
    assert "3 位客戶" in said
    assert "其中 1 位沒有地址" in said
    _dialog(window).reject()


def test_only_the_chosen_ones(window: Window) -> None:
    Customers(window).choose("陳美惠", "林志明")
    window.window.do("going_out")
    window.settle()
    assert "2 位客戶" in window.texts(_dialog(window))
    _dialog(window).reject()


def _keep(window: Window) -> None:
    """Keep the paper that is looked at as a file."""
    papers = Papers(window)
    papers.press("存成 PDF")
    papers.press("關閉")


def test_the_same_people_for_the_phone(window: Window, answers: Answers, tmp_path: Path) -> None:
    window.window.do("going_out")
    window.settle()
    answers.answers = [tmp_path / "出門.vcf"]
    _dialog(window).save_cards()
    window.settle()
    text = (tmp_path / "出門.vcf").read_text("utf-8")
    assert text.count("BEGIN:VCARD") == 3
    assert "0912-345-678" in text
    _dialog(window).reject()


def test_who_refused_everything_stays_out_until_it_is_for_the_owner_himself(
    window: Window, answers: Answers, tmp_path: Path, read_pdf: Callable[[bytes], list[str]]
) -> None:
    wang, chen = (lists.ids(ListQuery(text=name))[0] for name in ("王大同", "陳美惠"))
    opt_outs.put([wang], ["all"])
    opt_outs.put([chen], ["line"])  # a visit is no message
    window.window.do("going_out")
    window.settle()
    dialog = _dialog(window)
    assert (dialog.count.text(), dialog.refused.text()) == ("共 2 位客戶", "有 1 位不要再收訊息，沒有放進去。")
    answers.answers = [tmp_path / "出門.pdf"]
    window.click("列印", dialog)
    _keep(window)
    words = "".join(read_pdf((tmp_path / "出門.pdf").read_bytes()))
    assert "王大同" not in words
    assert "有 1 位不要再收訊息" in words
    window.window.do("going_out")
    window.settle()
    dialog = _dialog(window)
    dialog.with_refusing.setChecked(True)
    assert (dialog.count.text(), dialog.refused.isVisible()) == ("共 3 位客戶", False)
    dialog.reject()


def test_it_is_printed(window: Window, answers: Answers, tmp_path: Path) -> None:
    window.window.do("going_out")
    window.settle()
    answers.answers = [tmp_path / "出門.pdf"]
    window.click("列印", _dialog(window))
    _keep(window)
    assert (tmp_path / "出門.pdf").read_bytes().startswith(b"%PDF")


def test_from_today_only_who_waits_for_us_is_ticked_and_the_watch_list_never_goes_along(shop: Path, answers: Answers) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    people = {name: customers.add(CustomerForm(name=name)) for name in ("去量尺寸", "定期聯絡", "黑名單要看")}
    tasks.add(TaskForm("去量尺寸", "2026-11-21"), [people["去量尺寸"]])
    keep_in_touch.put([people["定期聯絡"]], 30)
    run("UPDATE customer_figures SET keep_in_touch_on = '2026-11-21' WHERE customer = ?", people["定期聯絡"])
    blacklist.put([people["黑名單要看"]], "欠款", "warn", review_on="2026-11-20")
    screen = TodayScreen(Window(answers))
    assert set(screen.names()) == set(people)
    screen.window.window.do("going_out")
    screen.window.settle()
    dialog = _dialog(screen.window)
    names = {dialog.who.item(at).text(): dialog.who.item(at) for at in range(dialog.who.count())}
    assert set(names) == {"去量尺寸", "定期聯絡"}
    assert (dialog.who.ticked(), dialog.count.text()) == ({people["去量尺寸"]}, "共 1 位客戶")
    names["定期聯絡"].setCheckState(Qt.CheckState.Checked)
    assert dialog.count.text() == "共 2 位客戶"
    for item in names.values():
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go.isEnabled()
    dialog.reject()
