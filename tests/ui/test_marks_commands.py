"""Tags, the watch list, merging and splitting by command: one JSON object each."""

import json
from pathlib import Path
from typing import Any

import pytest

import main as program
from db.core import file
from db.services import blacklist, customers, shops, tags
from db.services.customers import CustomerForm, PointForm

Run = Any


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a shop with 陳美惠 (1), 美惠姐 (2) and 林志明 (3); its exit status and the object it said."""
    path = tmp_path / "順發.crm"
    shops.create(path, "順發水電")
    with file.opened(path):
        for name, title in (("陳美惠", ""), ("美惠姐", "女士"), ("林志明", "")):
            customers.add(CustomerForm(name=name, title=title, points=[PointForm("mobile", "0912-345-678")]))

    def command(*words: object) -> tuple[int, dict[str, Any]]:
        status = program.main(["--json", "--file", str(path), *map(str, words)])
        out, err = capsys.readouterr()
        assert err == ""
        return status, json.loads(out)

    command.path = path  # type: ignore[attr-defined]
    return command


def test_a_tag_is_put_on_and_taken_off(run: Run) -> None:
    status, said = run("tag", "add", "老主顧", 1, 3)
    assert (status, said["customers"], said["tag"]) == (0, 2, "老主顧")
    assert said["unit"]
    assert run("tag", "add", "老主顧", 1)[1]["unit"] is None
    assert [row["count"] for row in run("tag", "list")[1]["tags"] if row["name"] == "老主顧"] == [2]
    assert run("tag", "remove", "老主顧", 1)[1]["customers"] == 1
    with file.opened(run.path):
        assert (tags.names_of(1), tags.names_of(3)) == ([], ["老主顧"])


def test_a_customer_who_is_not_there_is_a_sentence(run: Run) -> None:
    status, said = run("tag", "add", "老主顧", 99)
    assert (status, said["error"]) == (2, "not_found")


def test_the_watch_list(run: Run) -> None:
    _status, said = run("blacklist", "put", 1, "欠款 12,000", "--level", "stop", "--review", "116/3/1", "--evidence", "支票影本")
    assert (said["level"], said["review_on"], said["evidence"], said["name"]) == ("stop", "2027-03-01", "支票影本", "陳美惠")
    assert [row["reason"] for row in run("blacklist", "list")[1]["entries"]] == ["欠款 12,000"]
    assert run("blacklist", "lift", 1)[1]["customers"] == 1
    assert run("blacklist", "list")[1]["entries"] == []
    with file.opened(run.path):
        assert blacklist.warning(1) == ""


def test_merged_and_split(run: Run) -> None:
    _status, said = run("merge", 1, 2, "--take", "name")
    assert (said["kept"], said["gone"]) == (1, 2)
    plan = run("split", 2, "--plan")[1]
    assert (plan["unit"], plan["kept"], sorted(plan["back"])) == (None, 1, ["name", "short_name", "title"])
    _status, said = run("split", 2)
    assert said["unit"]
    with file.opened(run.path):
        assert [customers.form(one).name for one in (1, 2)] == ["陳美惠", "美惠姐"]
    assert run("split", 2)[0] == 3


def test_a_field_nobody_knows_is_refused(run: Run) -> None:
    status, said = run("merge", 1, 2, "--take", "shoe_size")
    assert (status, said["error"]) == (2, "input")
    with file.opened(run.path):
        assert customers.follow(2) == 2
