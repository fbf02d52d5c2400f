"""Options of commands: the choices are what the program knows, and none is passed over in silence."""

from pathlib import Path

import pytest

from db.core import file
from db.core.connection import value
from db.services import customers, payments
from db.services.customer_form import AddressForm, CustomerForm
from reports import envelopes_pdf, label_sheets, paper_layouts
from tests.screens.command import run
from ui.commands import grammar, labels, sales


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop of one customer."""
    with file.opened(shop_path):
        customers.add(
            CustomerForm(name="陳美惠", code="C-1", tags=["老主顧"], addresses=[AddressForm("新北市永和區中正路 1 號")])
        )
    return shop_path


def test_what_can_be_chosen_is_what_there_is() -> None:
    """The commands carry copies, as what knows them takes long to load."""
    assert tuple(paper_layouts.LAYOUTS) == grammar.LAYOUTS
    assert tuple(label_sheets.SHEETS) == labels.SHEETS
    assert tuple(envelopes_pdf.KINDS) == labels.ENVELOPES
    assert tuple(key for key, _words in payments.METHODS) == sales.METHODS


_PAID = ("pay", "paid.json")
_LABELS = ("labels", "--segment", "tag:老主顧", "--out", "out.pdf")
_PRODUCTS = ("export", "--products", "--out", "out.xlsx")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((*_PAID, "--method", "card"), "--method"), ((*_PAID, "--on", "11/5"), "--on"), ((*_PAID, "--note", "x"), "--note"),
        ((*_PAID, "--cheque-no", "x"), "--cheque-no"), ((*_PRODUCTS, "--segment", "tag:老主顧"), "--segment"),
        ((*_PRODUCTS, "--for", "post"), "--for"), ((*_PRODUCTS, "--format", "csv"), ".csv"),
        ((*_LABELS, "--envelopes", "dl", "--start", "3"), "--start"), ((*_LABELS, "--upright"), "--upright"),
        ((*_LABELS, "--envelopes", "dl", "--sheet", "3x8"), "--sheet"),
    ],
)  # fmt: skip
def test_an_option_that_would_say_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], path: Path, words: tuple[str, ...], named: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("paid.json").write_text('{"customer": "C-1", "amount": 5}', encoding="utf-8")
    status, answer = run(capsys, path, *words)
    assert (status, answer["error"] in ("usage", "input"), named in answer["message"]) == (2, True, True)
    assert not list(tmp_path.glob("out.*"))
    with file.opened(path):
        assert value("SELECT count(*) FROM payment") == 0


def test_without_them_the_same_is_done(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paid.json").write_text('{"customer": "C-1", "amount": 5}', encoding="utf-8")
    assert [run(capsys, path, *words)[0] for words in (_PAID, _LABELS, _PRODUCTS)] == [0, 0, 0]
    assert run(capsys, path, *_LABELS, "--envelopes", "dl", "--upright")[0] == 0
    with file.opened(path):
        assert value("SELECT method FROM payment") == "cash"
