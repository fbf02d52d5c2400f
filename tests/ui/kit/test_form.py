"""The form: warnings beside boxes, notices, drafts, errors that keep it open."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core.errors import BusyError, InputError, NoSpaceError
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.fields import LineEdit
from ui.kit.form import FormDialog, FormRules, Notice

PARTS = (Field("kind", "Kind", "choice", choices=(("mobile", "手機"), ("phone", "電話"))), Field("text", "Number", "number"))
FIELDS = (
    Field("name", "Name"),
    Field("points", "Phone", "rows", parts=PARTS, add="再加一支"),
    Field("kind", "Kind", "choice", choices=(("person", "個人"), ("company", "公司"))),
    Field("vip", "VIP", "yes_no", own=True),
    Field("note", "Note", "lines", group="More"),
)


class Page:
    """What the form is asked by and asks."""

    def __init__(self) -> None:
        self.saved: list[dict[str, Any]] = []
        self.kept: list[dict[str, Any]] = []
        self.discarded = 0
        self.errors: list[Exception] = []

    def save(self, values: dict[str, Any]) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.saved.append(values)

    def warn(self, values: dict[str, Any]) -> dict[str, str]:
        return {f"points:{at}": "少 4 碼" for at, row in enumerate(values["points"]) if len(row["text"]) < 8}

    def notices(self, values: dict[str, Any]) -> list[Notice]:
        return [Notice("這支電話已經是「陳美惠」的。", (("家人共用，繼續", None),))] if values["name"] == "王" else []

    def discard(self) -> None:
        self.discarded += 1


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def form(page: Page) -> FormDialog:
    values = {"name": "陳美惠", "points": [{"kind": "mobile", "text": "0912-345-678", "id": 7}], "seen": "abc"}
    rules = FormRules(page.save, page.warn, page.notices, page.kept.append, page.discard)
    made = FormDialog(None, "陳美惠", FIELDS, values, rules)
    made.show()
    return made


def _line(form: FormDialog, key: str) -> LineEdit:
    found = form.boxes[key].widget_for_label()
    assert isinstance(found, LineEdit)
    return found


def test_values_come_back_with_what_is_not_shown(form: FormDialog, page: Page) -> None:
    form.save()
    (saved,) = page.saved
    assert saved["points"] == [{"kind": "mobile", "text": "0912-345-678", "id": 7}]
    assert saved["seen"] == "abc"
    assert saved["vip"] == ""
    assert not form.isVisible()


def test_a_doubtful_value_is_said_beside_and_does_not_block(form: FormDialog, page: Page) -> None:
    _line(form, "points").setText("０９１２")
    form.look_over()
    assert form._warnings["points"].text() == "少 4 碼"
    form.save()
    assert page.saved[0]["points"][0]["text"] == "0912"


def test_a_notice_can_be_put_away(form: FormDialog) -> None:
    _line(form, "name").setText("王")
    form.look_over()
    assert form._notices.count() == 1
    form._answer(Notice("這支電話已經是「陳美惠」的。"), None)
    assert form._notices.count() == 0


def test_rows_are_added_and_removed(form: FormDialog) -> None:
    box = form.boxes["points"]
    box.add_row()  # type: ignore[attr-defined]
    assert len(box.value()) == 1  # an empty row is none
    box.rows[1].main().setText("02-2345-6789")  # type: ignore[attr-defined]
    assert [row["text"] for row in box.value()] == ["0912-345-678", "02-2345-6789"]
    box._remove(box.rows[0])  # type: ignore[attr-defined]
    assert [row["text"] for row in box.value()] == ["02-2345-6789"]


def test_a_draft_is_kept_once_something_was_typed(form: FormDialog, page: Page) -> None:
    form.look_over()
    assert page.kept == []
    QTest.keyClicks(_line(form, "name"), "x")
    form.look_over()
    assert page.kept[-1]["name"].endswith("x")
    form.reject()
    assert page.discarded == 1


def test_an_error_keeps_the_form_and_its_text(form: FormDialog, page: Page) -> None:
    page.errors = [InputError("客戶要有名字。", field="name")]
    form.save()
    assert form.isVisible()
    assert form.problem.text() == "客戶要有名字。"
    form.save()
    assert len(page.saved) == 1


def test_a_full_disk_is_said_over_the_fields_and_nothing_is_held_up(page: Page) -> None:
    def full(_values: object = None) -> None:
        raise NoSpaceError("D: 槽剩下 0 MB")

    form = FormDialog(None, "陳美惠", FIELDS, {"name": "陳"}, FormRules(page.save, keep=full, discard=full))
    form.show()
    _line(form, "name").setText("陳美惠")
    form.look_over()
    assert form.problem.text() == "D: 槽剩下 0 MB"
    form.save()
    assert [values["name"] for values in page.saved] == ["陳美惠"]
    assert not form.isVisible()


def test_a_full_disk_is_not_said_any_more_once_there_is_room(page: Page) -> None:
    full = [NoSpaceError("D: 槽剩下 0 MB")]

    def keep(_values: object) -> None:
        if full:
            raise full[0]

    form = FormDialog(None, "陳美惠", FIELDS, {"name": "陳"}, FormRules(page.save, keep=keep, discard=lambda: None))
    form.show()
    _line(form, "name").setText("陳美惠")
    form.look_over()
    assert form.problem.isVisible()
    full.clear()
    form.look_over()
    assert not form.problem.isVisible()
    page.errors = [InputError("客戶要有名字。", field="name")]
    form.save()
    form.look_over()
    assert form.problem.isVisible()  # what saving complained of stays said


def test_a_bug_while_saving_leaves_the_draft(form: FormDialog, page: Page) -> None:
    form.fill({"name": "林志明"})
    page.errors.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        form.save()
    assert page.kept[-1]["name"] == "林志明"
    assert page.discarded == 0


def test_a_busy_file_saves_when_the_job_ends(form: FormDialog, page: Page) -> None:
    page.errors = [BusyError("忙")]
    form.save()
    assert form.isVisible()
    assert page.saved == []
    jobs.runner().wait()
    assert len(page.saved) == 1
    assert not form.isVisible()


def test_ctrl_enter_held_down_saves_once(form: FormDialog, page: Page) -> None:
    page.errors = [InputError("還不行"), InputError("還不行")]
    form.show()
    form.activateWindow()
    for repeats in (False, True, True):
        QTest.simulateEvent(form, True, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "", repeats)
    assert len(page.errors) == 1


def test_a_draft_can_be_typed_in_again(form: FormDialog) -> None:
    form.fill({"name": "王小明", "points": [{"text": "0988"}, {"text": "0977"}], "kind": "company", "vip": "1", "note": "怕吵"})
    values = form.values()
    assert (values["name"], values["kind"], values["vip"], values["note"]) == ("王小明", "company", "1", "怕吵")
    assert [row["text"] for row in values["points"]] == ["0988", "0977"]


def test_a_form_closed_while_it_waits_for_a_job_is_let_go(form: FormDialog, page: Page) -> None:
    gate = threading.Event()
    jobs.start(lambda _progress: gate.wait(), lambda _answer: None)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page.errors = [BusyError("忙")]
    form.save()
    form.save()  # Ctrl+Enter once more waits no second time
    form.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    jobs.runner().wait()
    assert page.saved == []
