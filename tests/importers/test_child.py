"""The reading child answers, keeps its limits, and whatever happens to it becomes a sentence."""

import os
import random
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from db.core.errors import CancelledError, UserError
from importers import child
from importers.child import Child
from importers.messages import (
    Choice,
    Chunk,
    Clean,
    Declined,
    Done,
    Found,
    Ignored,
    Message,
    Opened,
    Step,
    Survey,
    Wanted,
    dumps,
    loads,
)  # fmt: skip
from importers.values import Changes, CleanTable, ColumnGuess, Marks, NotRecord, Options, Source, Table
from tests.importers import files

TABLE = Table(
    "S", "customers", 1, ["姓名"], [[date(2020, 1, 2), datetime(2020, 1, 2, 3, 4), time(5, 6), "\ud800\n", 1.5, None, True]],  # noqa: DTZ001
    [2, 3], [NotRecord(4, "blank")], marks=Marks({2: "red"}, [3], [(2, 0, "話")], [9], [1]),
)  # fmt: skip
CLEAN = CleanTable(
    "S",
    "customers",
    [2],
    changes=Changes([0], ["電話"], ["9"], ["09"], ["phone.leading_zero"]),
    failed={3: "why"},
    raw={3: ["a"]},
)


@pytest.mark.parametrize(
    "message",
    [
        Survey(Source(Path("客戶.xls"), password="x"), [Choice("S", 3, "sales")]),  # noqa: S106
        Clean(Source(text="a\tb"), [Wanted("S", 0, [ColumnGuess(0, "姓名", "name", samples=["王"])], Options())]),
        Opened("xlsx", None, None, 0, False, ["S", None], "ab"),
        Found(0, False, 2, TABLE, [ColumnGuess(0, "姓名", None)], 1, [[date(2020, 1, 2), "王"]]),
        Ignored(None, "no table"),
        Chunk(0, 4000, 9000, CLEAN),
        Step("讀", 1, 2),
        Done(),
        Declined("damaged", "壞了"),
    ],
)
def test_messages_cross_the_pipe_unchanged(message: Message) -> None:
    line = dumps(message)
    assert line.count(b"\n") == 1
    assert loads(line) == message


def test_lines_that_are_no_message_are_refused() -> None:
    for line in (b"[]\n", b'{"message": "Popen"}\n', b"\xff\n"):
        with pytest.raises(ValueError):
            loads(line)


def _list(folder: Path, records: int) -> Path:
    rows = [["姓名", "手機", "生日"]] + [[f"王小明{number}", f"09{number:08}", date(1980, 5, 11)] for number in range(records)]
    path = folder / "客戶.xlsx"
    path.write_bytes(files.xlsx([list(row) for row in rows]))
    return path


def test_file_is_surveyed_and_cleaned_in_one_child(tmp_path: Path) -> None:
    source = Source(_list(tmp_path, 4_010))
    steps: list[str] = []
    with Child() as reading:
        opened, found = reading.ask(Survey(source), lambda what, _done, _total: steps.append(what))
        assert isinstance(opened, Opened) and isinstance(found, Found)
        assert (opened.format, opened.sheets, len(opened.digest)) == ("xlsx", ["名單"], 64)
        assert (found.table.kind, found.table.header_row, found.records) == ("customers", 1, 4_010)
        assert (len(found.table.columns[0]), len(found.table.row_numbers), len(found.preview)) == (200, 4_010, 200)
        assert found.table.columns[2][0] == date(1980, 5, 11)
        wanted = Wanted("名單", found.index, found.guesses, Options(today="2026-01-01"))
        chunks = [answer for answer in reading.ask(Clean(source, [wanted])) if isinstance(answer, Chunk)]
    assert [(chunk.first, len(chunk.table.row_numbers)) for chunk in chunks] == [(0, 4_000), (4_000, 10)]
    assert chunks[1].table.row_numbers[0] == 4_002
    assert chunks[1].table.fields["name"][-1] == "王小明4009"
    assert len(set(steps)) > 1


def test_a_file_saved_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "客戶.csv"
    path.write_text("姓名,手機\n王小明,0912-345-678\n", encoding="utf-8")
    with Child() as reading:
        before, *_found = reading.ask(Survey(Source(path)))
        path.write_text("姓名,手機\n王大明,0912-345-678\n", encoding="utf-8")
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9))  # as the clock would have it
        after, found = reading.ask(Survey(Source(path)))
        again, *_found = reading.ask(Survey(Source(path)))
    assert isinstance(before, Opened) and isinstance(after, Opened) and isinstance(found, Found)
    assert before.digest != after.digest == again.digest
    assert found.table.columns[0] == ["王大明"]


def test_sheet_is_looked_at_again_as_the_user_says() -> None:
    source = Source(text="甲\t乙\n姓名\t電話\n王小明\t02-23456789\n陳美玲\t04-23456789\n")
    with Child() as reading:
        answers = list(reading.ask(Survey(source, [Choice(None, 2, "customers")])))
    [found] = [answer for answer in answers if isinstance(answer, Found)]
    assert (found.table.header_row, found.table.headers) == (2, ["姓名", "電話"])


def test_address_book_is_people_however_little_it_says() -> None:
    source = Source(text="BEGIN:VCARD\nTEL:02-23456789\nEND:VCARD\n")
    with Child() as reading:
        opened, found = reading.ask(Survey(source))
    assert isinstance(opened, Opened) and isinstance(found, Found)
    assert opened.cards
    assert (found.table.kind, found.records) == ("customers", 1)


def test_refusal_is_an_answer_and_the_child_lives_on(tmp_path: Path) -> None:
    locked, good = tmp_path / "鎖.xlsx", _list(tmp_path, 3)
    locked.write_bytes(files.locked(good.read_bytes(), "1234"))
    with Child() as reading:
        for password, code in ((None, "password_needed"), ("4321", "password_wrong")):
            with pytest.raises(UserError) as caught:
                list(reading.ask(Survey(Source(locked, password=password))))
            assert caught.value.code == code
        first = reading._process
        assert len(list(reading.ask(Survey(Source(locked, password="1234"))))) == 2  # noqa: S106
        assert reading._process is first


def test_text_without_a_list_under_a_workbooks_name_is_a_spoilt_workbook(tmp_path: Path) -> None:
    texts = {
        "a.xls": "Attachment not found!",
        "b.xls": "日期\t摘要\t支出\n114/1/2\t買菜\t300\n",
        "c.txt": "Attachment not found!",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Child() as one:
        with pytest.raises(UserError) as error:
            list(one.ask(Survey(Source(tmp_path / "a.xls"))))
        assert error.value.code == "damaged"
        assert [found.table.reason for found in one.ask(Survey(Source(tmp_path / "b.xls"))) if isinstance(found, Found)] == [
            "ledger"
        ]
        assert any(isinstance(answer, Ignored) for answer in one.ask(Survey(Source(tmp_path / "c.txt"))))


def test_sentence_is_in_the_owners_language(tmp_path: Path) -> None:
    (tmp_path / "名片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with Child() as reading, pytest.raises(UserError) as caught:
        list(reading.ask(Survey(Source(tmp_path / "名片.jpg"))))
    assert caught.value.sentence.startswith("熟客簿讀不了圖片裡的字")


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    def cancel(_what: str, _done: int, _total: int) -> None:
        raise CancelledError("stop")

    with Child() as reading:
        with pytest.raises(CancelledError):
            list(reading.ask(Survey(Source(_list(tmp_path, 3))), cancel))
        assert reading._process is None


def _instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Another program takes the child's place: one that behaves as a hostile file makes readers behave."""
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", program])


def test_crash_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import os, sys; sys.stdin.readline(); os.abort()")
    with Child() as reading, pytest.raises(UserError) as caught:
        list(reading.ask(Survey(Source(text="a"))))
    assert caught.value.code == "reading_crashed"


def test_silence_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(child, "_SILENCE", 0.3)
    with Child() as reading, pytest.raises(UserError) as caught:
        list(reading.ask(Survey(Source(text="a"))))
    assert caught.value.code == "reading_too_long"


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are a job object there")
def test_memory_is_limited() -> None:
    program = "from importers import limits; limits.apply(); bytes(limits.MEMORY)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path(child.__file__).parent.parent
    )
    assert "MemoryError" in ended.stderr


def test_child_loads_no_more_than_it_needs() -> None:
    heavy = (
        "PySide6",
        "peewee",
        "sqlcipher3",
        "openpyxl",
        "xlrd",
        "msoffcrypto",
        "reportlab",
        "pypinyin",
        "rapidfuzz",
        "email",
        "ctypes",
    )
    program = (
        f"import sys, importers.child, importers.answering, importers.cleaning; print([m for m in {heavy} if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(child.__file__).parent.parent
    )
    assert ended.stdout.strip() == "[]"


def test_spoilt_files_are_read_or_refused_with_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Bytes changed, cut out and doubled in files of every kind: never a crash, never a trace in the log."""
    seeds = {
        "xlsx": files.xlsx(),
        "ods": files.ods(files.ods_content(files.ods_row("姓名", "電話") + files.ods_row("王", "02"))),
        "xls": files.biff2([["name", "phone"], ["Wang", "0912345678"]]),
        "html": files.HTML.encode("cp950"),
        "xml": files.XML_2003.encode(),
        "mht": files.mhtml(),
        "csv": "姓名,電話\n王小明,0912345678\n".encode("cp950"),
        "vcf": "BEGIN:VCARD\nN:王;小明\nTEL;CELL:0912345678\nEND:VCARD\n".encode(),
    }
    chance = random.Random(20260101)
    answered = 0
    with Child() as reading:
        for kind, seed in seeds.items():
            for number in range(12):
                path = tmp_path / f"{number}.{kind}"
                path.write_bytes(_spoilt(seed, chance))
                try:
                    answered += len(list(reading.ask(Survey(Source(path))))) > 0
                except UserError as error:
                    assert error.code not in ("reading_failed", "reading_crashed", "reading_too_long"), path.name
                    answered += 1
    assert answered == 12 * len(seeds)
    assert not caplog.records


def _spoilt(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 40)]
            case 3:
                data[at : at + 4] = b"\xff\xff\xff\x7f"
        data = data or bytearray(b"\x00")
    return bytes(data)
