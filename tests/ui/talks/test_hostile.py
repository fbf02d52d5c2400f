"""Names and words that look like something else go through 記一筆 and 提醒我 as they stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from db.services import blacklist, customers, interactions, settings, tasks
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from tests.screens.asks import Answers
from tests.screens.window import Window

NAMES = ("王<b>小明</b>", "A&B<co", "\u202eRTL", "𠮷😀👨‍👩‍👧", "長" * 10_000, "{name} {0} %s", "x" * 300)


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    made = Window(answers)
    yield made
    made.leave_dialogs()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_never_read_as_anything_else(window: Window, name: str) -> None:
    settings.save({"staff": name, "channels": ["電話", name], "phrases": f"{name}：{{稱呼}}"})
    who = customers.add(CustomerForm(name=name))
    blacklist.put([who], name)
    interactions.add(InteractionForm(who, name, name, happened_on="2026/1/5", follow_up_on="2026/1/7"))
    window.window.log([who])
    window.settle()
    dialog = window.dialog()
    assert dialog.width() <= window.window.width()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel) if label.text())
    dialog.boxes["text"].fill(name)
    dialog.boxes["settled"].tick_all()
    dialog.save()
    assert len(interactions.of(who)) == 2
    assert interactions.of(who)[0].text == interactions.of(who)[1].text
    assert [task.done_on is None for task in tasks.of(who)] == [False]
    window.window.remind([who])
    window.settle()
    assert window.dialog().width() <= window.window.width()


def test_a_long_reminder_pushes_nothing_out_of_the_form(window: Window) -> None:
    who = customers.add(CustomerForm(name="陳美惠"))
    tasks.add(tasks.TaskForm("回電：換氣扇 " * 20, "2026-01-05"), [who])
    window.window.log([who])
    window.settle()
    settled = window.dialog().boxes["settled"]
    assert settled.mapTo(window.dialog(), settled.rect().topRight()).x() < window.dialog().width()
    (tick,) = settled.findChildren(QCheckBox)
    title, end, day = tick.text().partition("…")
    assert (title.startswith("回電：換氣扇 回電"), end, bool(day)) == (True, "…", True)
    assert tick.fontMetrics().horizontalAdvance(tick.text()) < tick.width()
