"""The command line: its JSON is a contract, its exit status says what happened, and it never loads Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import main as program
from db.core import admission, file
from db.core.connection import rows
from db.services import customers, lists, shops
from db.services.customers import CustomerForm, PointForm
from resources import path as shipped

LIST = """客戶編號,姓名,行動電話,生日,備註
C1,陳美惠,912345678,1984/5/3,喜歡和成
C2,王小明先生,0922-111-222,,
C3,林志明,0933-44,2031/1/1,
"""


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    """A new shop."""
    path = tmp_path / "順發.crm"
    shops.create(path, "順發水電")
    return path


@pytest.fixture
def old_list(tmp_path: Path) -> Path:
    """An old list with a short phone and a birthday to come."""
    path = tmp_path / "名單.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def _run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = program.main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def _json(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """The one object on stdout."""
    _status, out, err = _run(capsys, "--json", *words)
    assert err == ""
    answer: dict[str, Any] = json.loads(out)
    return answer


def _import(capsys: pytest.CaptureFixture[str], shop: Path, listed: Path) -> dict[str, Any]:
    return _json(capsys, "--file", shop, "import", listed)


def test_new_makes_a_file_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "店.crm"
    assert _json(capsys, "--file", path, "new", "--shop-name", "順發") == {"file": str(path)}
    status, out, err = _run(capsys, "--file", path, "new", "--json")
    assert (status, json.loads(out)["error"], err) == (2, "input", "")


def test_a_plan_changes_nothing_and_needs_no_file(capsys: pytest.CaptureFixture[str], old_list: Path, tmp_path: Path) -> None:
    answer = _json(capsys, "import", old_list, "--plan")
    (table,) = answer["tables"]
    assert (answer["file"], table["kind"], table["header_row"], table["rows"], table["add"]) == ("名單.csv", "customers", 1, 3, 3)
    assert [column["field"] for column in table["columns"]] == ["code", "name", "mobile", "birthday", "note"]
    assert table["first"]["mobile"] == ["0912-345-678"]
    assert {problem["row"] for problem in table["problems"]} == {4}
    assert not file.data_folder().exists()
    assert "unit" not in answer


def test_an_import_adds_up_says_ack_and_is_taken_back(
    capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path
) -> None:
    before = _json(capsys, "--file", shop_file, "dump")
    status, out, err = _run(capsys, "--file", shop_file, "import", old_list)
    assert (status, err) == (0, "")
    unit = int(out.strip().splitlines()[-1].removeprefix("ACK "))
    after = _json(capsys, "--file", shop_file, "dump")
    assert [one["name"] for one in after["customers"]] == ["陳美惠", "王小明", "林志明"]
    assert after["customers"][0]["birthday"] == "1984-05-03"
    assert _json(capsys, "--file", shop_file, "undo", unit) == {
        "undone": unit,
        "unit": unit + 2,
    }  # between: what was left over was written
    assert _json(capsys, "--file", shop_file, "dump") == before
    assert _json(capsys, "--file", shop_file, "find", "陳")["count"] == 0


def test_what_is_left_over_is_written_beside_the_shop_and_waits_in_it(
    capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path
) -> None:
    answer = _import(capsys, shop_file, old_list)
    left = Path(answer["left_over"])
    assert left.parent == shop_file.parent
    assert left.suffix == ".xlsx"
    assert left.stat().st_size > 0
    with file.opened(shop_file):
        assert rows('SELECT row, "column" FROM waiting') == [(4, "生日")]
    assert old_list.read_text(encoding="utf-8") == LIST


def test_the_same_list_again_changes_nothing(capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path) -> None:
    _import(capsys, shop_file, old_list)
    again = _import(capsys, shop_file, old_list)
    assert (again["unit"], again["tables"][0]["skip"]) == (None, 3)
    _status, out, _err = _run(capsys, "--file", shop_file, "import", old_list)
    assert "ACK" not in out


def test_several_files_are_one_unit(capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path, tmp_path: Path) -> None:
    second = tmp_path / "2019.csv"
    second.write_text("姓名,手機,地址\n陳美惠,0912345678,新北市永和區中正路1號\n", encoding="utf-8")
    answer = _json(capsys, "--file", shop_file, "import", old_list, second)
    assert len(answer["files"]) == 2
    history = _json(capsys, "--file", shop_file, "history")["units"]
    assert [unit["action"] for unit in history] == ["imports.export", "imports.run", "file.create"]
    assert history[1]["id"] == answer["unit"]
    assert set(history[0]) == {"id", "action", "label", "at", "by", "changes", "undoable", "undone_by"}


def test_what_is_no_list_is_declined(capsys: pytest.CaptureFixture[str], shop_file: Path, tmp_path: Path) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("親愛的客戶您好\n\n本店將於下週搬遷\n", encoding="utf-8")
    planned, out, _err = _run(capsys, "--file", shop_file, "import", letter, "--plan", "--json")
    assert planned == 0
    assert all(table["kind"] == "unknown" for table in json.loads(out)["tables"])
    status, out, _err = _run(capsys, "--file", shop_file, "import", letter, "--json")
    assert (status, json.loads(out)["error"]) == (2, "not_a_list")


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_stand_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], shop_file: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    common = ["--file", str(shop_file), "--user", "小玲", "--json"]
    words = ["history", "--limit", "5"]
    status, out, _err = _run(capsys, *(common + words if place == "before" else words + common))
    assert status == 0
    assert len(json.loads(out)["units"]) == 1


def test_who_acts_stands_in_the_history(capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path) -> None:
    _json(capsys, "import", old_list, "--user", "小玲", "--file", shop_file)
    assert _json(capsys, "history", "--file", shop_file)["units"][0]["by"] == "小玲"


def test_the_file_may_stand_in_the_environment(
    capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUKEBU_FILE", str(shop_file))
    assert _json(capsys, "check")["ok"] is True
    monkeypatch.setenv("SHUKEBU_FILE", str(shop_file.with_name("fort.crm")))
    assert _json(capsys, "import", old_list, "--plan")["error"] == "not_found"  # a file that was named must be there


def test_find_and_show(capsys: pytest.CaptureFixture[str], shop_file: Path) -> None:
    with file.opened(shop_file):
        one = customers.add(CustomerForm(name="陳美惠", code="C-1", points=[PointForm("phone", "02-2345-6789 #12")]))
    assert _json(capsys, "--file", shop_file, "find", "6789") == {
        "count": 1,
        "customers": [{"id": one, "code": "C-1", "name": "陳美惠", "phones": ["0223456789#12"]}],
        "more": False,
    }
    shown = _json(capsys, "--file", shop_file, "show", one)
    assert (shown["name"], shown["phones"]) == ("陳美惠", ["0223456789#12"])
    assert [(event["kind"], event["title"]) for event in shown["timeline"]] == [("came", "hand")]
    status, out, _err = _run(capsys, "--file", shop_file, "show", "99", "--json")
    assert (status, json.loads(out)["error"]) == (2, "not_found")


def test_an_undo_over_later_work_is_refused_with_its_rows(
    capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path
) -> None:
    unit = _import(capsys, shop_file, old_list)["unit"]
    with file.opened(shop_file):
        filled = customers.form(1)
        filled.note = "改過"
        customers.change(1, filled)
    status, out, _err = _run(capsys, "--file", shop_file, "undo", unit, "--json")
    answer = json.loads(out)
    assert (status, answer["error"]) == (3, "changed_since")
    assert {(row["table"], row["row"]) for row in answer["rows"]} == {("customer", 1)}


def test_undo_without_a_number_takes_back_the_last(capsys: pytest.CaptureFixture[str], shop_file: Path) -> None:
    with file.opened(shop_file):
        customers.add(CustomerForm(name="王一"))
        customers.add(CustomerForm(name="王二"))
    for left in (["王一"], []):
        _json(capsys, "--file", shop_file, "undo")
        assert [one["name"] for one in _json(capsys, "--file", shop_file, "dump")["customers"]] == left
    status, _out, err = _run(capsys, "--file", shop_file, "undo")
    assert (status, err.count("\n")) == (2, 1)


def test_backup_check_and_restore(capsys: pytest.CaptureFixture[str], shop_file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "隨身碟"
    stick.mkdir()
    copy = Path(_json(capsys, "--file", shop_file, "backup", stick)["file"])
    assert copy.parent == stick
    with file.opened(shop_file):
        customers.add(CustomerForm(name="後來的"))
    answer = _json(capsys, "--file", shop_file, "restore", copy)
    assert (answer["file"], Path(answer["kept"]).exists()) == (str(shop_file), True)
    checked = _json(capsys, "--file", shop_file, "check")
    assert (checked["ok"], checked["problems"], checked["counts"]["customer"], checked["chain"]["ok"]) == (True, [], 0, True)


def test_a_damaged_file_is_exit_4(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "壞.crm"
    path.write_bytes(b"no database" * 1000)
    status, out, _err = _run(capsys, "--file", path, "check", "--json")
    assert (status, json.loads(out)["error"], json.loads(out)["ok"]) == (4, "damaged", False)


def test_demo_prints_its_doubles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "示範.crm"
    answer = _json(capsys, "--file", path, "demo", "--customers", 60, "--seed", 3, "--doubles", 10)
    assert (answer["file"], answer["customers"], len(answer["doubles"])) == (str(path), 60, 6)
    assert all(pair["a"] < pair["b"] <= 60 for pair in answer["doubles"])


def test_a_report_is_written(capsys: pytest.CaptureFixture[str], shop_file: Path, tmp_path: Path) -> None:
    with file.opened(shop_file):
        customers.add(CustomerForm(name="陳美惠"))
    for ending in ("pdf", "xlsx", "csv"):
        out = tmp_path / f"名單.{ending}"
        assert _json(capsys, "--file", shop_file, "report", "customers", "--out", out) == {
            "file": str(out),
            "rows": 1,
            "left_out": 0,
        }
        assert out.stat().st_size > 0


@pytest.mark.parametrize(
    "words",
    [
        ["frob"], [], ["import"], ["undo", "9" * 20], ["history", "--limit", "-1"],
        ["demo", "--customers", "0"], ["demo", "--doubles", "-5"], ["demo", "--doubles", "nan"], ["find", "x", "--fil", "y"],
    ],
)  # fmt: skip
def test_words_that_make_no_sense_are_one_sentence(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    status, out, err = _run(capsys, "--user", "x", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    status, out, err = _run(capsys, "--json", *words)
    assert (status, json.loads(out)["error"], err) == (2, "usage", "")


def test_words_that_are_no_text_do_no_harm(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shop, listed = tmp_path / "shop.crm", tmp_path / "\udca4\udca4.csv"  # a name in Big5, as old Linux disks have it
    listed.write_text(LIST, encoding="utf-8")
    assert _json(capsys, "--file", shop, "new", "--shop-name", "順\udcff發") == {"file": str(shop)}
    assert _json(capsys, "--file", shop, "--user", "阿\udcff德", "import", listed)["unit"] == 2
    assert [row["by"] for row in _json(capsys, "--file", shop, "history")["units"]] == ["阿德", "阿德", "老闆"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_answer_nobody_takes_is_no_crash(shop_file: Path) -> None:
    command = [sys.executable, str(shipped().parent / "main.py"), "--file", str(shop_file), "dump"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (5, 1)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_missing_shop_is_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, err = _run(capsys, "--file", tmp_path / "沒有.crm", "find", "x")
    assert (status, out, err.count("\n")) == (2, "", 1)


def _modules(*words: str, stdin: str = "") -> set[str]:
    """The modules a run of the program has loaded at its end."""
    code = "import sys, atexit; atexit.register(lambda: sys.stderr.write(chr(10) + chr(10).join(sys.modules)));"
    code += "import main; sys.exit(main.main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=shipped().parent,
        env=os.environ,
        check=True,
    )
    return set(done.stderr.splitlines())


def test_the_command_line_never_loads_qt_nor_what_it_does_not_need(shop_file: Path) -> None:
    loaded = _modules("--file", str(shop_file), "find", "陳")
    assert not {name for name in loaded if name.startswith(("PySide6", "openpyxl", "reportlab", "rapidfuzz", "importers"))}


def test_the_reading_child_loads_the_reader_only() -> None:
    loaded = _modules("read-workbook")
    assert "importers.child" in loaded
    heavy = (
        "PySide6",
        "peewee",
        "sqlcipher3",
        "argparse",
        "openpyxl",
        "reportlab",
        "rapidfuzz",
        "db.services",
        "db.models",
        "ui",
    )
    assert not {name for name in loaded if name.startswith(heavy)}


def test_damage_met_while_reading_is_exit_4(
    capsys: pytest.CaptureFixture[str], shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.opened(shop_file):
        customers.add(CustomerForm(name="陳美惠"))
        (page,) = rows("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")[0]
    with shop_file.open("r+b") as handle:
        handle.seek((page - 1) * 4096)
        handle.write(b"\xff" * 4096)
    monkeypatch.setattr(admission, "_QUICK", 0)  # as with a file too big to be read through at every start
    for command in (["dump"], ["show", "1"], ["find", "陳"], ["check"]):
        status, out, err = _run(capsys, "--file", shop_file, "--json", *command)
        assert (status, json.loads(out)["error"], err) == (4, "damaged", "")
    assert json.loads(out)["ok"] is False


def test_a_bug_is_logged_without_names(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("陳美惠 0912345678")

    monkeypatch.setattr(lists, "ids", broken)
    status, out, err = _run(capsys, "--file", shop_file, "--json", "find", "x")
    assert (status, json.loads(out)["error"], err) == (1, "bug", "")
    (log,) = (file.data_folder() / "log").iterdir()
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "ui/commandline.py" in text
    assert "陳美惠" not in text
    assert "0912" not in text
    caplog.clear()


def test_find_in_a_list_known_by_name(capsys: pytest.CaptureFixture[str], shop_file: Path, old_list: Path) -> None:
    _import(capsys, shop_file, old_list)
    found = _json(capsys, "--file", shop_file, "find", "--segment", "最近匯入")
    assert {one["name"] for one in found["customers"]} == {"陳美惠", "王小明", "林志明"}
    assert _json(capsys, "--file", shop_file, "find", "--segment", "最近匯入", "陳")["count"] == 1
    status, _out, err = _run(capsys, "--file", shop_file, "find", "--segment", "沒有這個")
    assert status != 0
    assert "老主顧 90 天沒聯絡" in err  # which there are
