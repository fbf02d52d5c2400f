"""today by command: whom to call, on which day; birthdays are worked out first."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.core import clock, file
from db.core.connection import run
from db.core.values.dates import PartialDate
from db.services import customers, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from ui import commandline


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop on Saturday 2026/11/21: a birthday nobody worked out, and something to do on Wednesday."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    with file.opened(shop_path):
        phone = [PointForm("mobile", "0912-345-678")]
        customers.add(CustomerForm(name="壽星", points=phone, birthday=PartialDate(1980, 11, 23), tags=["老主顧"]))
        tasks.add(TaskForm("送型錄", "2026-11-25"), [customers.add(CustomerForm(name="張家豪", points=phone))])
        run("UPDATE customer_figures SET birthday_on = NULL")
    return shop_path


def _asked(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> Any:
    assert commandline.main(["--file", str(path), "today", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_birthdays_never_worked_out_are_told(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    answer = _asked(capsys, path)
    assert [(row["kind"], row["name"]) for row in answer["rows"]] == [("birthday", "壽星")]


def test_another_day_is_asked_for(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    answer = _asked(capsys, path, "--on", "2026/11/25")
    assert (answer["day"], [row["name"] for row in answer["rows"]]) == ("2026-11-25", ["張家豪", "壽星"])


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_nobody_lives_to_see_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str], path: Path, day: str) -> None:
    assert commandline.main(["--file", str(path), "today", "--on", day, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "input"


def test_a_place_where_nothing_can_be_written_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "nowhere" / "x.pdf", tmp_path / "file" / "x.pdf"):
        assert commandline.main(["--file", str(path), "today", "--out", str(out), "--json"]) == 3
        assert json.loads(capsys.readouterr().out)["error"] == "refused"
    out = tmp_path / "今天.pdf"
    assert _asked(capsys, path, "--out", str(out))["file"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")
