"""The lock, its set-up, the people and the doors in light and dark, both languages and large letters: nothing is clipped."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from db.services import customers, keys, people
from db.services.customer_form import CustomerForm, PointForm
from db.services.people import PersonForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import settings
from ui.kit.reason_dialog import ReasonDialog
from ui.locking import setup
from ui.people import forms, leaving

ROOMS = ((1366, 689), (1280, 720))
LOOKS = (("standard", "zh_TW", "dark"), ("extra", "en", "light"))


class Look:
    """Looks at what is in view in both rooms, and keeps what was cut."""

    def __init__(self, window: Window, name: str) -> None:
        self.window, self.name = window, name
        self.cut: dict[str, list[str]] = {}

    def at(self, what: str, inside: QWidget | None = None) -> None:
        """In both rooms; a picture for whoever looks, where a folder for it is named."""
        for room in ROOMS:
            self.window.window.resize(*room)
            for _time in range(10):
                self.window.settle(0.02)
                if not (found := self.window.clipped(inside)):
                    break
            else:
                self.cut[f"{what} {room}"] = found
            assert (self.window.window.width(), self.window.window.height()) == room, what
        if folder := os.environ.get("SHUKEBU_PICTURES"):
            shown = QApplication.activeModalWidget() or self.window.window
            shown.grab().save(f"{folder}/{what}-{self.name}.png")


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, shop: Path, answers: Answers) -> Iterator[Look]:
    size, language, scheme = request.param
    for key, value in (("size", size), ("language", language), ("scheme", scheme)):
        settings.put(key, value)
    customers.add(CustomerForm(name="財團法人台灣省私立永和國民小學", points=[PointForm("mobile", "0912-345-678")]))
    made = Look(Window(answers), "-".join(request.param))
    yield made
    assert not made.cut, made.cut


def _guard() -> int:
    made = keys.begin("password", "濾心半年要換一次喔", "王老闆")
    made.prepare()
    made.finish()
    clerk = people.add(PersonForm("歐陽娜娜", "staff"))
    people.set_pin(clerk, "4711")
    return clerk


def _leave(dialog: Any) -> None:
    dialog.reject()


def test_a_shop_that_gets_its_lock(look: Look) -> None:
    window = look.window.window
    setup.open_dialog(window)
    look.window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, setup.SetupDialog)
    look.at("setup", dialog)
    _leave(dialog)
    window.go("settings", section="security")
    look.at("security-open", window.page)


def test_a_shop_that_has_one(look: Look) -> None:
    clerk = _guard()
    window = look.window.window
    window.guard.begin()
    window.go("settings", section="security")
    look.at("security", window.page)
    forms.change(window, people.get(clerk), lambda: None)
    dialog = QApplication.activeModalWidget()
    look.at("person", dialog)
    _leave(dialog)
    leaving.open_dialog(window, people.get(clerk), lambda: None)
    dialog = QApplication.activeModalWidget()
    look.at("leaving", dialog)
    _leave(dialog)
    asked = ReasonDialog(
        window, "客戶資料要帶出去", "會記下您的名字、時間和用途；印出來的名單上也會寫。", ["核對"], "PIN", "帶出去"
    )
    asked.open()
    look.at("reason", asked)
    _leave(asked)
    window.go("history")
    look.at("history", window.page)
    window.guard.lock()
    look.at("lock", window.guard.page)
    assert window.guard.page is not None
    window.guard.page._other_way()
    look.at("lock-paper", window.guard.page)
