"""Tab in the forms of talks and reminders: what comes while one types does not come last."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from db.core import clock
from db.services import customers, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.talks import opened
from tests.screens.window import Window


def test_tab_stops_at_the_boxes_as_they_stand_one_below_the_other(shop: Path, answers: Answers) -> None:
    who = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    tasks.add(TaskForm("送型錄", clock.today().isoformat()), [who])
    window = Window(answers)
    talk = opened(window, who)
    talk.type("11/27 再打")
    said = []
    for _stop in range(40):
        talk.key(Qt.Key.Key_Tab)
        at = talk.dialog.focusWidget()
        said.append(at.text().split("（")[0].split()[0] if isinstance(at, QAbstractButton) else type(at).__name__)
        if at is talk.log.text.edit:
            break
    assert said[0] == "送型錄"
    assert said[said.index("11/27") - 1] == "有興趣"
    assert "QScrollArea" not in said
    assert said[-1] == "TalkText"
    window.leave_dialogs()
