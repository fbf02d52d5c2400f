"""Reports by command: what there is, what is asked beside, files of every kind, sentences where it can't be."""

import csv
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.core import clock, file
from db.services import customers
from db.services.customer_form import CustomerForm
from reports import catalogue
from resources.i18n import _
from tests.screens.command import run
from tests.services.bought import sold
from ui import commandline

Capture = pytest.CaptureFixture[str]
Reader = Callable[[bytes], list[str]]


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop of thirty customers, most of them sent by friends."""
    with file.opened(shop_path):
        for at in range(30):
            customers.add(
                CustomerForm(name=f"客人{at}", source="朋友介紹" if at % 3 else "路過", kind="person" if at % 2 else "company")
            )
    return shop_path


def test_the_list_says_every_report_and_what_it_asks(capsys: Capture, path: Path) -> None:
    status, answer = run(capsys, path, "report", "--list")
    assert status == 0
    assert [one["key"] for one in answer["reports"]] == list(catalogue.QUESTIONS)
    sources = next(one for one in answer["reports"] if one["key"] == "sources")
    assert sources["title"] == "客人從哪裡來？"
    assert [one["key"] for one in sources["parameters"]] == ["who"]
    assert sources["parameters"][0]["choices"][1] == {"key": "person", "label": _("People")}


def test_without_a_file_the_answer_is_said(capsys: Capture, path: Path) -> None:
    status, answer = run(capsys, path, "report", "sources")
    assert (status, answer["report"], answer["records"], answer["sentence"].startswith("最多人是從「朋友介紹」")) == (
        0,
        "sources",
        30,
        True,
    )
    assert commandline.main(["--file", str(path), "report", "sources"]) == 0
    assert "朋友介紹  20  67\xa0%" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "json"])
def test_a_file_of_every_kind(capsys: Capture, path: Path, tmp_path: Path, ending: str, read_pdf: Reader) -> None:
    out = tmp_path / f"來源.{ending}"
    assert run(capsys, path, "report", "sources", "--out", out) == (0, {"file": str(out), "rows": 2})
    match ending:
        case "pdf":
            assert "朋友介紹" in "".join(read_pdf(out.read_bytes()))
        case "xlsx":
            assert openpyxl.load_workbook(out).worksheets[0]["B2"].value == 20
        case "csv":
            with out.open(encoding="utf-8-sig", newline="") as lines:
                assert list(csv.reader(lines))[1][:2] == ["朋友介紹", "20"]
        case "json":
            assert json.loads(out.read_text(encoding="utf-8"))["lines"][0]["cells"][1] == 20


def test_what_is_asked_beside_it_is_an_option(capsys: Capture, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    for words in (
        ("report", "sources", "--who", "company", "--out", out),
        ("report", "--out", out, "sources", "--who", "company"),
    ):
        assert run(capsys, path, *words)[0] == 0
        said = json.loads(out.read_text(encoding="utf-8"))
        assert (said["parameters"], said["records"]) == ({"who": "company"}, 15)


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("nothing",), "input", "nothing"),
        ((), "usage", "--list"),
        (("sources", "--who", "nobody"), "usage", "nobody"),
        (("sources", "--period", "all"), "usage", "--period"),
        (("sources", "--out", "x.docx"), "input", "x.docx"),
        (("all", "--out", "x.xlsx"), "input", ".pdf"),
        (("all",), "usage", "--out"),
        (("customers",), "usage", "--out"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    capsys: Capture, path: Path, words: tuple[str, ...], code: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    status, answer = run(capsys, path, "report", *words)
    assert (status, answer["error"], named in answer["message"]) == (2, code, True)
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "data"}


def test_all_monthly_reports_are_one_paper(capsys: Capture, path: Path, tmp_path: Path, read_pdf: Reader) -> None:
    out = tmp_path / "月報.pdf"
    with file.opened(path):
        sold(1, "2026-10-08", "濾心")
    status, answer = run(capsys, path, "report", "all", "--out", out)
    assert (status, answer["file"]) == (0, str(out))
    assert 3 <= answer["rows"] < len(catalogue.monthly())  # without a quote nothing is said of quotes
    pages = read_pdf(out.read_bytes())
    assert "資料太少" not in "".join(pages)  # one sale says nothing of what sells
    numbers = [re.search(r"第 ?(\d+) ?頁，共 ?(\d+) ?頁", page) for page in pages]
    assert [(found[1], found[2]) for found in numbers if found] == [(str(at), str(len(pages))) for at in range(1, len(pages) + 1)]


def test_an_empty_shop_gets_its_own_empty_report_never_the_sample(capsys: Capture, shop_path: Path, tmp_path: Path) -> None:
    for key in ("quotes_won", "sources"):
        out = tmp_path / f"{key}.json"
        assert run(capsys, shop_path, "report", key, "--out", out)[0] == 0
        assert json.loads(out.read_text(encoding="utf-8"))["sentence"] == "資料太少，看不出來。"


def test_what_is_the_owners_is_refused_to_others(capsys: Capture, path: Path) -> None:
    from db.services import settings

    with file.opened(path):
        settings.save({"staff": "小美"})
    owners = [key for key, one in catalogue.QUESTIONS.items() if one.is_for_owner]
    assert owners
    status, answer = run(capsys, path, "--user", "小美", "report", owners[0])
    assert (status, answer["error"]) == (3, "refused")
    listed = run(capsys, path, "report", "--list", "--user", "小美")[1]["reports"]
    assert not {one["key"] for one in listed} & set(owners)


@pytest.mark.parametrize("beside", [True, False], ids=["before the command", "after it"])
def test_a_choice_that_is_the_owners_is_refused_and_not_changed(capsys: Capture, path: Path, beside: bool) -> None:
    from db.services import settings

    with file.opened(path):
        settings.save({"staff": "小美"})
    who = ("--user", "小美")

    def asked(*words: str) -> tuple[int, Any]:
        return run(capsys, path, *who, "report", *words) if beside else run(capsys, path, "report", *words, *who)

    status, answer = asked("who_buys_what", "--measure", "money")
    assert (status, answer["error"]) == (3, "refused")
    assert asked("who_buys_what", "--measure", "sales")[1]["parameters"]["measure"] == "sales"
    assert asked("who_buys_what")[0] == 0
    status, answer = asked("who_buys_what", "--measure", "apples")
    assert (status, answer["error"]) == (2, "usage")


def test_who_stays_away_is_worked_out_at_the_door_of_the_command(capsys: Capture, path: Path) -> None:
    with file.opened(path):
        for ago in range(71, 300, 32):
            sold(1, (clock.today() - timedelta(days=ago)).isoformat(), "濾心")
    status, answer = run(capsys, path, "report", "late")
    assert (status, [line["cells"][0] for line in answer["lines"]]) == (0, ["客人0"])
