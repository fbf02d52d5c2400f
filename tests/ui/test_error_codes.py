"""One catalogue of error sentences: nothing else stands in an error dialog, each has a code, says that the data is safe."""

import json
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QPushButton

from db.core import audit
from db.core.errors import InputError
from db.core.progress import silent
from db.services import customers
from db.services.customer_form import CustomerForm, PointForm
from resources import error_codes
from resources.i18n import _
from tests import error_sentences
from tests.error_sentences import HANDED_ON
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui import diagnosis
from ui.kit.dialogs import Asks
from ui.pages.errors.page import ErrorsPage


def test_every_sentence_of_the_code_is_catalogued_and_no_other() -> None:
    sentences, unknown = error_sentences.found()
    assert len(sentences) > 250
    assert {one["sentence"] for one in error_sentences.catalogued()} == set(sentences)  # python -m tests.error_sentences
    assert [one for one in unknown if one.split(": ", 1)[1] not in HANDED_ON] == []


def test_a_code_is_one_sentence_that_says_the_data_is_safe() -> None:
    codes = [one["code"] for one in error_sentences.catalogued()]
    assert len(set(codes)) == len(codes)
    for one in error_codes.entries():
        assert one.todo
        assert one.safe or any(
            word in one.sentence for word in ("沒有", "沒蓋掉", "不變", "沒變", "完好", "沒被", "不會", "還在")
        ), one


def test_a_sentence_with_its_blanks_filled_is_known() -> None:
    said = _("{name} may not do this here. Nothing was changed. Please ask the owner.").format(name="阿德")
    found = error_codes.of(said)
    assert found is not None
    assert found.code.startswith("SKB-1")
    assert error_codes.of("不是我們的句子。") is None


def test_an_error_shows_its_code_and_copies_it(shop: Path, qapp: object, monkeypatch: object) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> int:
        seen.append(box.informativeText())
        box.show()
        button = next(one for one in box.findChildren(QPushButton) if one.accessibleName() == "複製代碼")
        button.click()
        seen.append("open" if box.isVisible() else "closed")
        box.close()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)  # type: ignore[attr-defined]
    Asks().error(InputError(_("A password needs at least {count} letters or digits.").format(count=8)))
    assert seen[0].startswith("店裡的資料沒有被更動。\n錯誤代碼 SKB-2")
    assert seen[1] == "open"
    assert qapp.clipboard().text() == seen[0].rpartition(" ")[2]  # type: ignore[attr-defined]


def test_the_page_finds_a_code(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    window.window.go("errors", text=error_codes.entries()[0].code)
    window.settle()
    page = window.window.page
    assert isinstance(page, ErrorsPage)
    assert [one.code for one in page.shown()] == [error_codes.entries()[0].code]
    assert error_codes.entries()[0].sentence in window.texts()
    assert window.clipped() == []


def test_the_diagnosis_names_nobody(shop: Path, tmp_path: Path) -> None:
    customers.add(CustomerForm(name="王小明", points=[PointForm("mobile", "0912-345-678")], note="怕狗"))
    diagnosis.make(tmp_path / "診斷包.zip", silent)
    with zipfile.ZipFile(tmp_path / "診斷包.zip") as package:
        text = package.read("diagnosis.json").decode()
    known = json.loads(text)
    assert known["check"]["ok"] and known["counts"]["customer"] == 1 and known["storage"]["journal_mode"] == "wal"
    assert not any(one in text for one in ("王小明", "0912", "怕狗", str(tmp_path)))
    assert audit.units(1)[0].action == "diagnosis.make"
