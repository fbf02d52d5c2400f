"""log and task by command: the JSON, days in words, what can't be used."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock, file
from db.services import customers, tags
from db.services.customer_form import CustomerForm
from tests.screens.command import run
from ui import commandline


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A shop of two on Saturday 2026/11/21; Sunday is closed."""
    clock.fix(datetime(2026, 11, 21, 2, 24, tzinfo=UTC))
    with file.opened(shop_path):
        for name in ("陳美惠", "張家豪"):
            customers.add(CustomerForm(name=name))
    return shop_path


def test_log_says_talk_and_reminder(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    status, answer = run(capsys, path, "log", "1", "要換龍頭", "--follow-up", "明天", "--channel", "LINE", "--on", "昨天 14:30")
    assert (status, answer["talk"], answer["task"], answer["follow_up_on"]) == (0, 1, 1, "2026-11-23")
    _status, shown = run(capsys, path, "show", "1")
    talk = next(one for one in shown["timeline"] if one["kind"] == "talk")
    assert (talk["happened_on"], talk["text"]) == ("2026-11-20", "要換龍頭")
    assert run(capsys, path, "undo", str(answer["unit"]))[0] == 0
    assert run(capsys, path, "task", "list", "--until", "12/31")[1]["count"] == 0


def test_log_says_what_the_text_promises_and_takes_it_only_when_told(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    promised = {"words": "下週五", "day": "2026-11-27", "is_sure": True}
    _status, told = run(capsys, path, "log", "1", "下週五回電")
    assert (told["promise"], told["task"], told["follow_up_on"]) == (promised, None, None)
    _status, taken = run(capsys, path, "log", "1", "下週五回電", "--follow-up", "auto")
    assert (taken["promise"], taken["task"], taken["follow_up_on"]) == (promised, 1, "2026-11-27")
    _status, none = run(capsys, path, "log", "1", "要換龍頭", "--follow-up", "auto")
    assert (none["promise"], none["task"]) == (None, None)


def test_log_for_several_is_one_unit(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    _status, answer = run(capsys, path, "log", "1", "2", "颱風天不開")
    assert (answer["talks"], answer["task"], answer["follow_up_on"]) == ([1, 2], None, None)


def test_a_reminder_is_added_put_off_listed_and_done(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    _status, added = run(capsys, path, "task", "add", "1", "送型錄", "--due", "今天", "--repeat", "1w", "--user", "小玲")
    assert (added["task"], added["due_on"], added["done_on"]) == (1, "2026-11-21", None)
    _status, moved = run(capsys, path, "task", "put-off", "1", "明天")
    assert moved["due_on"] == "2026-11-23"
    _status, done = run(capsys, path, "task", "done", "1")
    assert done["done_on"] == "2026-11-21"
    _status, listed = run(capsys, path, "task", "list", "--until", "2026/11/28")
    assert [(one["name"], one["title"], one["due_on"]) for one in listed["tasks"]] == [("陳美惠", "送型錄", "2026-11-28")]


def test_the_shops_own_reminder(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    run(capsys, path, "task", "add", "-", "繳電費", "--due", "今天", "--at", "9:30", "--staff", "阿德")
    _status, listed = run(capsys, path, "task", "list")
    assert [(one["customer"], one["due_time"], one["staff"]) for one in listed["tasks"]] == [(None, "09:30", "阿德")]


@pytest.mark.parametrize(
    ("words", "status", "error"),
    [
        (("log", "99", "x"), 2, "not_found"),
        (("log", "1", " "), 2, "input"),
        (("log", "1", "x", "--follow-up", "哪天"), 2, "input"),
        (("log", "x"), 2, "usage"),
        (("task", "done", "9"), 2, "not_found"),
        (("task", "add", "abc", "x", "--due", "明天"), 2, "not_found"),
        (("task", "add", "1", "x", "--due", "明天", "--repeat", "often"), 2, "input"),
        (("task",), 2, "usage"),
    ],
)
def test_what_can_not_be_used(
    capsys: pytest.CaptureFixture[str], path: Path, words: tuple[str, ...], status: int, error: str
) -> None:
    found, answer = run(capsys, path, *words)
    assert (found, answer["error"]) == (status, error)


def test_a_code_stands_for_its_customer(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    with file.opened(path):
        one = customers.add(CustomerForm(name="宏達公司", code="C-00046"))
    assert run(capsys, path, "log", "C-00046", "報價")[0] == 0
    assert run(capsys, path, "tag", "add", "月結", "C-00046")[0] == 0
    assert run(capsys, path, "blacklist", "put", "C-00046", "欠款")[0] == 0
    status, task = run(capsys, path, "task", "add", "C-00046", "送型錄", "--due", "明天")
    assert (status, bool(task["task"])) == (0, True)
    status, shown = run(capsys, path, "show", "C-00046")
    assert (status, shown["id"], shown["tags"]) == (0, one, ["月結"])
    assert run(capsys, path, "merge", "C-00046", "1")[0] == 0
    assert run(capsys, path, "show", "C-99999")[1]["error"] == "not_found"


@pytest.mark.parametrize(
    "words",
    [
        ("log", "1", "x", "--channel", "飛鴿"),
        ("log", "1", "x", "--on", "2027/1/1"),
        ("log", "1", "x", "--follow-up", "昨天"),
        ("tag", "add", "", "1"),
        ("tag", "remove", "沒有", "1"),
    ],
)
def test_what_makes_no_sense_is_refused(capsys: pytest.CaptureFixture[str], path: Path, words: tuple[str, ...]) -> None:
    status, said = run(capsys, path, *words)
    assert (status, said["error"]) in ((2, "input"), (2, "not_found"))


@pytest.mark.parametrize("words", [("today", "--out", "x.xlsx"), ("export", "--format", "vcf", "--out", "x.xlsx")])
def test_a_name_that_promises_another_kind_of_file_is_refused(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    target = tmp_path / "x.xlsx"
    status, said = run(capsys, path, *words[:-1], str(target))
    assert (status, said["error"], target.exists()) == (2, "input", False)


def test_the_list_of_reminders_is_of_all_that_are_open(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    run(capsys, path, "task", "add", "1", "送型錄", "--due", "2027/3/1")
    assert run(capsys, path, "task", "list")[1]["count"] == 1
    assert run(capsys, path, "task", "list", "--until", "今天")[1]["count"] == 0


def test_a_day_that_is_not_in_this_year_is_said(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    status, answer = run(capsys, path, "log", "1", "來店", "--on", "2/29")
    assert status == 2
    assert "今年沒有 2/29 這一天。請連年份一起寫" in answer["message"]


def test_who_wears_a_tag_is_found_by_its_name(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    with file.opened(path):
        tags.attach([1], ["老客戶"])
    status, answer = run(capsys, path, "find", "--segment", "老客戶")
    assert (status, "「老客戶」是標籤，不是名單" in answer["message"], "tag:老客戶" in answer["message"]) == (2, True, True)
    assert run(capsys, path, "find", "--segment", "tag:老客戶")[1]["count"] == 1


def test_a_customer_is_shown_with_what_happened_in_words(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    run(capsys, path, "log", "1", "要換龍頭", "--channel", "LINE", "--on", "昨天 14:30", "--follow-up", "明天")
    assert commandline.main(["--file", str(path), "show", "1"]) == 0
    said = capsys.readouterr().out
    assert "2026/11/20 14:30  聯絡  LINE  要換龍頭" in said
    assert "2026/11/23  提醒  提醒，還沒做" in said
    assert "timeline" not in said
