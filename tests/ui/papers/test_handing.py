"""What a paper is handed on as, where something goes wrong: what lay there stays whole, and it is said."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.exceptions import capture_exceptions
from shiboken6 import isValid

from db.services import quote_paper, settings
from reports import quote_excel, quote_pdf
from tests.screens.asks import Answers
from tests.screens.papers import Papers
from tests.screens.window import Window
from tests.screens.work import worker_busy
from tests.services.november_quotes import builder, written
from ui import papers
from ui.papers.paper import Paper

OLD = b"as it lay there"


@pytest.fixture
def screen(shop: Path, answers: Answers) -> Papers:
    settings.save({"shop_name": "順發水電材料行", "invoices": "exclusive"})
    written(builder())
    window = Window(answers)

    def excel(path: Path) -> object:
        return quote_excel.write(path, quote_paper.of(1))

    paper = Paper(
        "報價單", "報價單", lambda wish: quote_pdf.make(quote_paper.of(1), wish.layout), 1, "請看報價。", "quote", excel=excel
    )
    papers.look(window.window, paper)
    return Papers(window)


def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room for three bytes more."""

    def write(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.parametrize(("button", "lies"), [("存成 PDF", "報價單.pdf"), ("複製成圖片", "報價單-1.png")])
def test_a_full_disk_leaves_what_lay_there(
    screen: Papers, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, lies: str
) -> None:
    old = tmp_path / lies
    old.write_bytes(OLD)
    if "圖片" in button:
        screen.dialog.paper = _of_many_pages()
        screen.dialog._draw()
        screen.window.wait_for(lambda: screen.dialog.view.pages.pages > 1)
    answers.answers = [old if "PDF" in button else tmp_path]
    _full(monkeypatch)
    with capture_exceptions() as caught:  # of a job: the window says its sentence
        screen.press(button)
        screen.window.settle()
    assert "空間不夠" in screen.said() + "".join(str(error) for _type, error, _trace in caught)
    assert old.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir() if one.is_file() and one.suffix in (".part", old.suffix)] == [lies]


def _of_many_pages() -> Paper:
    form = quote_paper.of(1)
    many = replace(form, lines=form.lines * 20)
    return Paper("報價單", "報價單", lambda wish: quote_pdf.make(many, wish.layout), 1, "請看報價。", "quote")


def test_an_excel_file_is_written_by_the_worker(screen: Papers, answers: Answers, tmp_path: Path) -> None:
    with _worker_held(screen, answers, tmp_path / "a.xlsx"):
        assert not (tmp_path / "a.xlsx").exists()  # the window goes on meanwhile
    assert (tmp_path / "a.xlsx").exists() and "a.xlsx" in screen.said()


def test_what_is_handed_on_after_the_dialog_was_closed_is_there(screen: Papers, answers: Answers, tmp_path: Path) -> None:
    dialog = screen.dialog
    with _worker_held(screen, answers, tmp_path / "a.xlsx"):
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (tmp_path / "a.xlsx").exists() and not isValid(dialog)


@contextmanager
def _worker_held(screen: Papers, answers: Answers, path: Path) -> Iterator[None]:
    """Excel is asked for while the worker has something else to do; afterwards it is done."""
    dialog = screen.dialog
    with worker_busy():
        answers.answers = [path]
        next(one for one in dialog.findChildren(QAbstractButton) if one.text() == "存成 Excel").click()
        yield
    screen.window.settle()
