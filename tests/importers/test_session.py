"""The whole way from files to the shop and back, as an owner goes it."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from db.core import audit
from db.core.connection import rows, value
from db.core.errors import ChangedSinceError, UserError
from db.core.journal import unit
from db.core.search import find
from db.models import ContactPoint
from db.services import imports
from importers import settling
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from resources import i18n

TOWNS = ("中和", "永和", "板橋")


@pytest.fixture
def old_list(tmp_path: Path) -> Path:
    """Three sheets, titles over the header in row 4, lost zeros, 〃, a subtotal, red rows, a comment."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, town in enumerate(TOWNS):
        sheet = book.create_sheet(town)
        for line in (["順發水電材料行"], ["2015 年客戶名單"], [], ["客戶編號", "客戶名稱", "行動電話", "通訊地址", "備註"]):
            sheet.append(line)
        for row in range(6):
            digits = 912_000_000 + number * 100 + row
            address = f"新北市{town}區中正路{row + 1}號" if row != 3 else "〃"
            sheet.append([f"{number}{row:03}", f"{'王林張'[number]}{'大小明美惠文'[row]}華", digits, address, None])
        sheet.append(["小計", None, None, None, 6])
        sheet["B5"].comment = Comment("老主顧", "店主")
        for column in "ABCDE":
            sheet[f"{column}6"].fill = PatternFill("solid", fgColor="FFFF0000")
    book["中和"].append(["0099", "陳美惠", "0912-345-678", "新北市中和區景平路1號", None])
    path = tmp_path / "2015客戶.xlsx"
    book.save(path)
    return path


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A member list in Big5: card numbers with zeros, points, a new address, Republic dates."""
    path = tmp_path / "2019會員.csv"
    lines = "會員卡號,姓名,手機,地址,生日,點數\r\n000123,陳美惠,0912-345-678,台北市大安區大安路一段1號,78/5/3,350\r\n"
    lines += "000124,趙子龍,0933-111-222,台北市信義區松仁路2號,79/6/4,20\r\n"
    path.write_bytes(lines.encode("cp950"))
    return path


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """An address book: 媽媽, the dentist, and one who is a customer."""
    people = (("媽媽", "0955-000-001"), ("牙醫", "02-2700-0000"), ("陳美惠", "0912-345-678"))
    text = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL;TYPE=CELL:{phone}\r\nEND:VCARD\r\n" for name, phone in people)
    path = tmp_path / "通訊錄.vcf"
    path.write_text(text, encoding="utf-8")
    return path


def session_of(*paths: Path) -> ImportSession:
    return ImportSession([Source(path=path) for path in paths])


def test_three_sheets_are_mapped_once_and_come_in_repaired(shop: Path, old_list: Path) -> None:
    session = session_of(old_list)
    (survey,) = session.survey()
    assert [(table.sheet, table.header_row, table.rows) for table in survey.tables] == [
        ("中和", 4, 7),
        ("永和", 4, 6),
        ("板橋", 4, 6),
    ]
    assert len(session.same_layout(survey.tables[0])) == 3
    assert survey.age == "2015-12-31"
    plan = session.plan()
    assert (plan.totals.records, plan.totals.add) == (19, 19)
    assert commit(plan).added == 19
    assert value("SELECT count(*) FROM contact_point WHERE normal LIKE '0912%' AND length(normal) = 10") == 19
    assert rows("SELECT DISTINCT text FROM address WHERE text LIKE '%〃%'") == []
    assert value("SELECT count(*) FROM customer WHERE note LIKE '%老主顧%'") == 3
    worn = dict(rows("SELECT tag.name, count(*) FROM customer_tag JOIN tag ON tag.id = customer_tag.tag GROUP BY tag.name"))
    assert {name: worn[name] for name in ("中和", "永和", "板橋")} == {"中和": 7, "永和": 6, "板橋": 6}
    assert sum(worn.values()) == 19 + 3  # the three that are coloured
    assert [value("SELECT name FROM customer WHERE id = ?", found) for found in find("205")] == ["張文華"]


def test_several_files_are_one_session_and_the_newest_leads(shop: Path, old_list: Path, members: Path) -> None:
    plan = session_of(members, old_list).plan()
    outcome = commit(plan)
    assert (outcome.added, outcome.updated) == (20, 1)
    ((customer, code, extra),) = rows("SELECT id, code, extra FROM customer WHERE name = '陳美惠'")
    assert (code, extra) == ("000123", '{"f1":350}')
    assert value("SELECT note FROM customer WHERE id = ?", customer) == "另一個編號：0099"
    assert find("0099") == [customer]
    assert rows("SELECT title, kind, is_opening FROM own_field") == [("點數", "number", 1)]
    kept = [text for (text,) in rows("SELECT text FROM address WHERE customer = ? ORDER BY position", customer)]
    assert len(kept) == 2
    assert "大安" in kept[0]
    assert "景平" in kept[1]
    files = rows(
        "SELECT r.file FROM address a JOIN import_run r ON r.id = a.came_from WHERE customer = ? ORDER BY position", customer
    )
    assert files == [("2019會員.csv",), ("2015客戶.xlsx",)]


def test_what_gives_way_to_the_newest_file_waits(shop: Path, tmp_path: Path) -> None:
    for year, birthday in (("2015", "1960/1/2"), ("2019", "1960/1/3")):
        (tmp_path / f"{year}.csv").write_text(f"姓名,手機,統編,生日\n王大同,0911-222-333,04595257,{birthday}\n", encoding="utf-8")
    plan = session_of(tmp_path / "2019.csv", tmp_path / "2015.csv").plan()
    asked = [line.n for line in plan.lines(range(plan.count)) if line.action == "ask"]
    for n in asked:
        plan.answer(n, "merge")
    plan.refresh()
    commit(plan)
    assert value("SELECT birth_day FROM customer") == 3
    assert [(row[0], row[1]) for row in rows("SELECT column, reason FROM waiting")] == [("生日", "differs")]
    assert "1960/01/02" in value("SELECT cells FROM waiting")


def test_what_gives_way_is_named_where_it_stands_beside_what_is_kept(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "2015客戶.csv").write_text(
        "姓名,手機,點數\n王大同,0911-222-333,\n張三,0911-222-444,5\n陳美惠,0912-345-678,1630\n", encoding="utf-8"
    )
    (tmp_path / "2019會員.csv").write_text("姓名,手機,點數\n陳美惠,0912-345-678,350\n", encoding="utf-8")
    outcome = commit(session_of(tmp_path / "2019會員.csv", tmp_path / "2015客戶.csv").plan())
    assert value("SELECT extra FROM customer WHERE name = '陳美惠'") == '{"f1":350}'
    (left,) = outcome.left_over
    assert (left.file, left.row, left.column, left.cells["點數"], left.kept) == ("2015客戶.csv", 4, "點數", "1630", "350")
    (waits,) = imports.waiting()
    assert (waits.file, waits.row, waits.customer_name, waits.text, settling.kept(waits)) == (
        "2015客戶.csv", 4, "陳美惠", "1630", "350",
    )  # fmt: skip


def test_what_gives_way_between_two_files_waits_for_a_customer_of_the_shop_too(shop: Path, tmp_path: Path) -> None:
    for name, points in (("2013.csv", 1), ("2015.csv", 2), ("2019.csv", 3)):
        (tmp_path / name).write_text(f"姓名,手機,點數\n陳美惠,0912-345-678,{points}\n", encoding="utf-8")
    commit(session_of(tmp_path / "2013.csv").plan())
    outcome = commit(session_of(tmp_path / "2015.csv", tmp_path / "2019.csv").plan())
    assert [(one.file, one.cells["點數"], one.kept) for one in outcome.left_over] == [("2015.csv", "2", "3")]


def test_a_lost_character_waits_and_is_settled_by_typing_it(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "名單.csv"
    path.write_text(
        "姓,名,手機,地址,備註\n陳,?明,0912-345-678,台北市大\ufffd區信義路1號,好嗎?明天\n林,大同,0922-333-444,,\n",
        encoding="utf-8",
    )
    session = session_of(path)
    plan = session.plan()
    assert session.files[0].lost_characters >= 1
    assert {"row": 2, "column": "姓", "value": "陳?明", "reason": "lost character"} in plan.json()["tables"][0]["problems"]
    outcome = commit(plan)
    assert (outcome.added, sorted((one.row, one.cells[str(one.column)]) for one in outcome.left_over)) == (
        2, [(2, "台北市大\ufffd區信義路1號"), (2, "陳?明")],
    )  # fmt: skip
    for waits in imports.waiting():
        assert (waits.customer_name[0], waits.reasons) == ("陳", ("lost_character",))
        typed = "陳大明" if waits.text == "陳?明" else "台北市大安區信義路1號"
        imports.settle(waits.id, settling.field_of(str(waits.column)), typed)
    assert rows("SELECT c.name, a.text FROM customer c JOIN address a ON a.customer = c.id") == [
        ("陳大明", "台北市大安區信義路1號")
    ]
    assert imports.waiting() == []
    assert session_of(path).plan().totals.skip == 2


def test_address_book_takes_only_people_who_are_customers(shop: Path, old_list: Path, cards: Path) -> None:
    session = session_of(old_list, cards)
    session.survey()
    assert session.files[1].cards
    plan = session.plan()
    assert [batch.survey.name for batch in plan.pick_known()] == ["通訊錄.vcf"]
    plan.refresh()
    commit(plan)
    assert find("媽媽") == find("牙醫") == []
    assert value("SELECT count(*) FROM customer WHERE name = '陳美惠'") == 1


def test_undo_refuses_for_what_was_changed_since_and_takes_back_the_rest(shop: Path, old_list: Path, members: Path) -> None:
    outcome = commit(session_of(old_list, members).plan())
    assert outcome.unit
    point, customer = rows("SELECT p.id, c.id FROM contact_point p JOIN customer c ON c.id = p.customer WHERE c.name = '陳美惠'")[
        0
    ]
    with unit("customers.change"):
        ContactPoint.update(text="0912-345-999", normal="0912345999").where(ContactPoint.id == point).execute()
    with pytest.raises(ChangedSinceError):
        audit.undo(outcome.unit)
    audit.undo(outcome.unit, rest=True)
    assert rows("SELECT id, name FROM customer") == [(customer, "陳美惠")]
    assert value("SELECT text FROM contact_point WHERE id = ?", point) == "0912-345-999"


def test_same_files_again_change_nothing(shop: Path, old_list: Path, members: Path) -> None:
    commit(session_of(old_list, members).plan())
    plan = session_of(old_list, members).plan()
    assert plan.totals.skip == plan.totals.records == 21
    assert commit(plan).unit is None
    older = session_of(old_list).plan()
    assert commit(older).unit is None


def test_same_file_in_another_language_changes_nothing(
    shop: Path, old_list: Path, members: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(session_of(old_list, members).plan())
    tags = rows("SELECT name FROM tag ORDER BY name")
    monkeypatch.setattr(i18n, "_language", "en")
    monkeypatch.setattr(i18n, "_words", i18n._catalogue("en"))
    plan = session_of(old_list, members).plan()
    assert plan.totals.skip == plan.totals.records == 21
    assert commit(plan).unit is None
    assert rows("SELECT name FROM tag ORDER BY name") == tags


def test_a_row_that_waits_whole_waits_as_it_stands_in_the_file(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,電話,生日\n陳美惠,(02)2345-6789,1980/5/3\n陳美慧,(02)2345-6789,1980/5/3\n", encoding="utf-8")
    plan = session_of(path).plan()
    plan.edit(1, "birthday", "1980/5/4")
    outcome = commit(plan)
    assert [one.cells for one in outcome.left_over] == [{"姓名": "陳美慧", "電話": "(02)2345-6789", "生日": "1980/5/4"}]


def test_a_row_put_aside_in_the_wizard_waits_as_it_stands_in_the_file(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = "姓名,電話,生日,地址\n陳美惠,(02)2345-6789,1980/5/3,台北市中山路1號\n陳美慧,02-23456789,1980/5/3,北市中山路1號\n"
    path.write_text(lines, encoding="utf-8")
    plan = ImportSession([Source(path=path)], ask="add").plan()
    plan.edit(1, "birthday", "1980/5/4")
    plan.answer(1, "aside")
    plan.refresh()
    assert plan.totals.ask == 1
    (waits,) = commit(plan).left_over
    assert waits.cells == {"姓名": "陳美慧", "電話": "02-23456789", "生日": "1980/5/4", "地址": "北市中山路1號"}


def test_rows_of_a_file_that_was_saved_anew_wait_as_they_were_read(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,電話\n陳美惠,0912-345-678\n陳美慧,0912-345-678\n", encoding="utf-8")
    plan = ImportSession([Source(path=path)], ask="add").plan()
    path.write_text("姓名,電話\n甲,1\n乙,2\n", encoding="utf-8")
    plan.answer(1, "aside")
    plan.refresh()
    assert commit(plan).left_over[0].cells == {"姓名": "陳美慧", "電話": "0912-345-678"}


def test_rows_of_a_file_that_is_gone_by_now_wait_as_they_were_read(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,電話\n陳美惠,0912-345-678\n陳美慧,0912-345-678\n", encoding="utf-8")
    plan = ImportSession([Source(path=path)], ask="add").plan()
    path.unlink()
    plan.answer(1, "aside")
    plan.refresh()
    assert commit(plan).left_over[0].cells == {"姓名": "陳美慧", "電話": "0912-345-678"}


def test_a_row_that_waits_is_read_once(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,電話\n陳美惠,0912-345-678\n陳美慧,0912-345-678\n", encoding="utf-8")
    plan = session_of(path).plan()
    assert plan.batches[0].clean.raw == {1: ["陳美慧", "0912-345-678"]}
    read: list[str] = []
    plan.keep_given(lambda what, _done, _total: read.append(what))
    assert read == []


def test_plan_needs_no_shop_file(old_list: Path) -> None:
    assert session_of(old_list).plan().totals.add == 19


def test_only_the_sheet_asked_for(old_list: Path) -> None:
    session = ImportSession([Source(path=old_list)], sheet="永和")
    assert [table["sheet"] for table in session.plan().json()["tables"]] == ["永和"]


def test_header_said_by_the_user(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n姓名,電話\n王小明,02-2345-6789\n", encoding="utf-8")
    session = session_of(path)
    session.survey()
    table = session.files[0].tables[0]
    table.said_header = 2
    session.find_again(session.files[0], table)
    session.close()
    assert [(one.header_row, one.rows) for one in session.files[0].tables] == [(2, 1)]


def test_header_beyond_the_sheet_is_said(members: Path) -> None:
    session = session_of(members)
    session.survey()
    (table,) = session.files[0].tables
    table.said_header = 99_999
    with pytest.raises(UserError, match=r"^這張表只有 [\d,]+ 列。$") as refused:
        session.find_again(session.files[0], table)
    session.close()
    assert refused.value.code == "input"
    assert session.files[0].tables == [table]


def test_file_that_cannot_be_used_says_so_and_others_go_on(tmp_path: Path, members: Path) -> None:
    broken = tmp_path / "照片.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    session = session_of(broken, members)
    session.survey()
    assert session.files[0].error
    assert session.plan().totals.add == 2


def test_pasted_cells_are_a_source(shop: Path) -> None:
    session = ImportSession([Source(text="姓名\t手機\n王小明\t0912345678\n")])
    plan = session.plan()
    assert session.files[0].name == "貼上的表格"
    commit(plan)
    assert rows("SELECT c.name, p.normal FROM customer c JOIN contact_point p ON p.customer = c.id") == [("王小明", "0912345678")]


def test_the_same_file_under_two_names_is_taken_once(tmp_path: Path, members: Path) -> None:
    copy = tmp_path / "2019會員 - 複製.csv"
    copy.write_bytes(members.read_bytes())
    session = session_of(members, copy, members)
    assert [survey.name for survey in session.survey()] == ["2019會員.csv"]
    assert session.met_again == ["2019會員 - 複製.csv", "2019會員.csv"]
    assert session.plan().totals.records == 2
    session.look_again(session.files[0])
    assert (len(session.files), session.met_again) == (1, [])
    session.close()


def test_two_blocks_of_one_sheet_are_not_told_apart_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "老主顧"
    for line in (["姓名", "電話", None, "姓名", "電話"], ["王一", "0912-888-001", None, "王二", "0912-888-002"]):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    session = session_of(tmp_path / "a.xlsx")
    session.survey()
    session.close()
    assert [table.options.sheet_choice for table in session.files[0].tables] == ["none", "none"]


def test_terms_of_another_program_come_in_and_change_with_a_newer_list(shop: Path, tmp_path: Path) -> None:
    head = "客戶名稱,電話,價格等級,信用額度,付款天數,結帳日\n"
    for name, line in (("一.csv", "批發價,50000,月結30天,25日"), ("二.csv", "工程,60000,45天,月底")):
        path = tmp_path / name
        path.write_text(f"{head}宏達室內裝修,02-2345-6789,{line}\n陳美惠,0912-345-678,零售,,,\n", encoding="utf-8-sig")
        commit(session_of(path).plan())
    found = rows("SELECT name, price_level, credit_limit, credit_days, closing_day FROM customer ORDER BY id")
    assert found == [("宏達室內裝修", "project", 60_000, 45, 31), ("陳美惠", "", None, None, None)]
