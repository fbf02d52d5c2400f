"""labels by command: the sheet of a list, who is left out, what the history says of it."""

from pathlib import Path
from typing import Any

import pytest

from db.core import audit, file
from db.core.errors import RefusedError
from db.services import customers, letters, opt_outs
from db.services.customer_form import AddressForm, CustomerForm
from reports import letters_file, paper_file
from reports.layout import Made
from tests.screens.command import run
from ui.papers.pages import Opened

_STREET = AddressForm("234 新北市永和區中正路 100 號")


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop of whose 老主顧 one may be written to, one refuses letters and one has no address."""
    with file.opened(shop_path):
        customers.add(CustomerForm(name="陳美惠", addresses=[_STREET], tags=["老主顧"]))
        opt_outs.put([customers.add(CustomerForm(name="王大同", addresses=[_STREET], tags=["老主顧"]))], ["post"])
        customers.add(CustomerForm(name="李四", tags=["老主顧"]))
        customers.add(CustomerForm(name="路人", addresses=[_STREET]))
    return shop_path


def _asked(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> tuple[int, Any]:
    return run(capsys, path, "labels", *words)


def test_the_list_is_written_and_the_history_says_so(capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path) -> None:
    out = tmp_path / "貼紙.pdf"
    status, answer = _asked(capsys, path, "--segment", "tag:老主顧", "--out", str(out), "--start", "24")
    assert status == 0
    assert answer == {
        "file": str(out), "labels": 1, "pages": 1, "put_away": 0, "watched": 0, "refusing": 1, "no_address": 1,
    }  # fmt: skip
    assert out.read_bytes().startswith(b"%PDF")
    with file.opened(path):
        (noted,) = audit.units(1)
    assert (noted.action, noted.detail["count"], noted.detail["left_out"]) == ("customers.export", 1, 2)


@pytest.mark.parametrize(("words", "size"), [(("dl",), (220, 110)), (("15k", "--upright"), (120, 235))])
def test_envelopes_instead(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, words: tuple[str, ...], size: tuple[int, int]
) -> None:
    out = tmp_path / "信封.pdf"
    status, answer = _asked(capsys, path, "--segment", "tag:老主顧", "--out", str(out), "--envelopes", *words)
    assert (status, answer["labels"], answer["pages"]) == (0, 1, 1)
    found = Opened(out.read_bytes()).size(0)
    assert (round(found.width() / 72 * 25.4), round(found.height() / 72 * 25.4)) == size


@pytest.mark.parametrize(
    "words",
    [
        ("--segment", "沒有這份", "--out", "x.pdf"),
        ("--segment", "tag:老主顧", "--out", "x.docx"),
        ("--segment", "tag:老主顧", "--out", "x.pdf", "--start", "25"),
        ("--segment", "tag:老主顧", "--out", "x.pdf", "--sheet", "5x5"),
        ("--segment", "tag:老主顧", "--out", "x.pdf", "--envelopes", "c4"),
        ("--segment", "tag:老主顧"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_written(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, answer = _asked(capsys, path, *words)
    assert status == 2
    assert answer["message"]
    assert list(tmp_path.glob("x.*")) == []


def test_a_file_opened_for_reading_only_hands_nothing_over(path: Path, tmp_path: Path) -> None:
    file.open_shop(path, read_only=True)
    with pytest.raises(RefusedError):
        letters_file.write(tmp_path / "a.pdf", Made(b"%PDF", 1, frozenset()), letters.of([1]))
    with pytest.raises(RefusedError):
        paper_file.write(tmp_path / "a.pdf", b"%PDF")
    assert not (tmp_path / "a.pdf").exists()
