"""Long work: answers on the window's thread, progress, cancel, errors."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from db.core import file
from db.core.errors import CancelledError, InputError
from db.core.progress import Progress
from ui.kit import jobs
from ui.kit.progress import ProgressStrip, time_left


def test_the_answer_comes_to_the_windows_thread() -> None:
    seen: list[Any] = []
    jobs.start(lambda _progress: threading.get_ident(), lambda answer: seen.append((answer, threading.get_ident())))
    jobs.runner().wait()
    ((worker, window),) = seen
    assert window == threading.get_ident() != worker


def test_errors_come_to_failed() -> None:
    failures: list[BaseException] = []

    def work(_progress: Progress) -> None:
        raise InputError("no")

    jobs.start(work, lambda _answer: None, failures.append)
    jobs.runner().wait()
    assert [type(error) for error in failures] == [InputError]


def test_cancel_stops_at_the_next_report() -> None:
    started, failures, done = threading.Event(), [], []

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress("counting", 1, 2)

    job = jobs.start(work, done.append, failures.append)
    started.wait(5)
    job.cancel()
    jobs.runner().wait()
    assert [type(error) for error in failures] == [CancelledError]
    assert done == []


def test_a_job_cancelled_before_its_turn_is_not_begun() -> None:
    gate, begun, failures = threading.Event(), [], []
    jobs.start(lambda _progress: gate.wait(5), lambda _answer: None)
    jobs.start(lambda _progress: begun.append(1), lambda _answer: None, failures.append).cancel()
    gate.set()
    jobs.runner().wait()
    assert (begun, [type(error) for error in failures]) == ([], [CancelledError])


def test_the_shop_is_not_closed_under_a_job(shop: Path) -> None:
    gate, working = threading.Event(), threading.Event()

    def work(_progress: Progress) -> None:
        working.set()
        gate.wait(5)

    jobs.start(work, lambda _answer: None)
    working.wait(5)
    with pytest.raises(RuntimeError):
        file.close()
    assert file.is_open()
    gate.set()
    jobs.runner().rest()
    file.close()
    assert not file.is_open()


def test_one_after_the_other() -> None:
    order: list[int] = []
    for number in range(5):
        jobs.start(lambda _progress, number=number: order.append(number), lambda _answer: None)
    jobs.runner().wait()
    assert order == [0, 1, 2, 3, 4]


def test_the_strip_shows_what_and_how_far_and_cancels() -> None:
    strip, failures = ProgressStrip(), []
    jobs.runner().started.connect(strip.watch)
    going = threading.Event()

    def work(progress: Progress) -> None:
        progress("把 12,000 位客戶存起來", 30, 100)
        going.wait(5)
        while True:
            progress("把 12,000 位客戶存起來", 31, 100)

    jobs.start(work, lambda _answer: None, failures.append, title="匯入")
    _until(lambda: strip.bar.value() == 30)
    assert strip.what.text() == "把 12,000 位客戶存起來"
    assert strip.bar.maximum() == 100
    assert not strip.isVisible()  # it shows after half a second
    strip.stop.click()
    going.set()
    jobs.runner().wait()
    assert [type(error) for error in failures] == [CancelledError]


def test_a_strip_that_went_before_its_job_is_forgotten() -> None:
    strip, going = ProgressStrip(), threading.Event()
    job = jobs.start(lambda _progress: going.wait(5), lambda _answer: None, title="匯入")
    strip.watch(job)
    strip.deleteLater()
    QApplication.sendPostedEvents(strip, QEvent.Type.DeferredDelete)
    going.set()
    jobs.runner().wait()  # pytest-qt fails the test for an error in a slot


def test_what_came_before_a_fraction_does_not_count_for_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    strip, now = ProgressStrip(), [1000.0]
    monkeypatch.setattr("ui.kit.progress.time.monotonic", lambda: now[0])
    job = jobs.Job(lambda _progress: None, "匯入", quiet=False)
    strip.watch(job)
    for seconds, done, total in ((0, 0, 0), (60, 0, 100), (70, 50, 100)):
        now[0] = 1000.0 + seconds
        job.progressed.emit("存檔中", done, total)
    assert strip.left.text() == "還要 10 秒"


def test_time_left_in_words() -> None:
    assert time_left(1, 1, 2) == ""
    assert time_left(10, 1, 100) == ""
    assert time_left(10, 50, 100) == "還要 10 秒"
    assert time_left(60, 20, 100) == "大約還要 4 分鐘"


def _until(claim: Any) -> None:
    from PySide6.QtTest import QTest

    for _turn in range(200):
        if claim():
            return
        QTest.qWait(10)
    raise AssertionError("it never came true")


def test_a_second_job_is_shown_after_the_first() -> None:
    strip, going = ProgressStrip(), threading.Event()
    jobs.runner().started.connect(strip.watch)

    def work(progress: Progress) -> None:
        progress("寫成備份", 5, 10)
        going.wait(5)

    jobs.start(lambda _progress: None, lambda _none: None, title="匯入")
    jobs.runner().wait()
    assert strip.isHidden()
    jobs.start(work, lambda _none: None, title="備份")
    _until(strip.isVisible)
    _until(lambda: strip.bar.value() == 5)
    assert strip.what.text() == "寫成備份"
    assert strip.stop.isEnabled()
    going.set()
    jobs.runner().wait()
    assert strip.isHidden()


def test_of_two_jobs_at_once_the_later_is_shown_until_it_ends() -> None:
    strip, first, second = ProgressStrip(), threading.Event(), threading.Event()
    jobs.runner().started.connect(strip.watch)

    def work(progress: Progress) -> None:
        progress("第二件", 1, 2)
        second.wait(5)

    jobs.start(lambda _progress: first.wait(5), lambda _none: None, title="第一件")
    jobs.start(work, lambda _none: None, title="第二件")
    first.set()  # the first one's end must not hide the second
    _until(strip.isVisible)
    _until(lambda: strip.bar.value() == 1)
    assert strip.what.text() == "第二件"
    second.set()
    jobs.runner().wait()


def test_what_is_asked_for_while_the_worker_ends_is_not_begun(qtbot: Any) -> None:
    begun: list[bool] = []

    def meanwhile() -> None:
        jobs.start(lambda _progress: begun.append(True), lambda _answer: None, lambda _error: None)

    QTimer.singleShot(0, meanwhile)  # such as a count the window does a moment after a save
    jobs.start(lambda _progress: time.sleep(0.05), lambda _answer: None)
    jobs.shut_down()
    assert not any(thread.name.startswith("worker") for thread in threading.enumerate())
    assert begun == []


def test_what_comes_for_a_widget_that_is_gone_is_dropped(qtbot: Any) -> None:
    seen: list[Any] = []
    gone, there = QLabel(), QLabel()

    def refused(_progress: Progress) -> None:
        raise InputError("no")

    for one in (gone, there):
        jobs.start(lambda _progress: "told", one.setText)
        jobs.start(lambda _progress: None, lambda _answer, one=one: seen.append(one), of=one)
        jobs.start(refused, seen.append, lambda _error, one=one: seen.append(one), of=one)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    jobs.runner().wait()
    assert there.text() == "told"
    assert seen == [there, there]
