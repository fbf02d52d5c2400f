"""A plan made true: one unit, all of it, with its history, or nothing."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from db.core import audit, audited, file, tally
from db.core.connection import database, rows, value
from db.core.errors import CancelledError
from db.core.journal import unit
from db.models import Customer
from db.services import imports
from importers.commit import commit
from importers.plan import Plan
from resources import i18n
from tests.importers import made

ROOT: Final = Path(__file__).parent.parent.parent
CHEN: dict[str, Any] = {
    "name": "陳美惠",
    "mobile": "0912-345-678",
    "address": "新北市永和區中正路120號",
    "own": {"點數": 350},
    "tags": ["紅底"],
}
WANG: dict[str, Any] = {
    "name": "王小明",
    "phone": "02-2345-6789#12",
    "email": "ming@example.tw",
    "birthday": "--05-03",
    "code": "000123",
}


def shop_as_dumped() -> dict[str, Any]:
    """Every audited table, time stamps left out."""
    found = {}
    for table in audited.TABLES:
        names = [name for name in audited.columns(database.connection(), table.name) if name not in audited.STAMPS]
        listed = ", ".join(f'"{name}"' for name in names)
        found[table.name] = rows(f"SELECT {listed} FROM {table.name} ORDER BY id")
    return found


def test_import_then_undo_is_as_before(shop: Path) -> None:
    before = shop_as_dumped()
    outcome = commit(made.one([CHEN, WANG, {**CHEN, "note": "怕吵"}]))
    assert (outcome.added, outcome.updated, outcome.waiting) == (2, 1, 0)
    assert rows("SELECT name, code, birth_month, birth_day, note, came_row FROM customer") == [
        ("陳美惠", "", None, None, "怕吵", 2),
        ("王小明", "000123", 5, 3, "", 3),
    ]
    assert rows("SELECT customer, kind, normal, came_row FROM contact_point ORDER BY id") == [
        (2, "phone", "0223456789" + "12", 3),
        (2, "email", "ming@example.tw", 3),
        (1, "mobile", "0912345678", 2),
    ]
    assert rows("SELECT row, customer FROM import_line") == [(4, 1)]
    assert outcome.unit
    audit.undo(outcome.unit)
    assert shop_as_dumped() == before


def test_same_file_again_changes_nothing(shop: Path) -> None:
    rows_of_file = [CHEN, WANG, {"name": "只有名字"}, {"name": "只有名字"}, {"name": "陳美慧", "mobile": "0912-345-678"}]
    first = commit(made.one(rows_of_file))
    assert (first.added, first.waiting) == (4, 1)
    after = shop_as_dumped()
    plan = made.one(rows_of_file)
    assert plan.totals.skip == 5
    assert commit(plan).unit is None
    assert shop_as_dumped() == after


def test_corrected_list_changes_only_what_differs(shop: Path) -> None:
    commit(made.one([CHEN, WANG, {"name": "只有名字", "note": "a"}]))
    corrected = [
        {**CHEN, "address": "台北市大安路1號"},
        {**WANG, "email": "new@example.tw"},
        {"name": "只有名字", "note": "b"},
        {"name": "新來的"},
    ]
    plan = made.one(corrected, "客戶(修正).xlsx")
    assert (plan.totals.add, plan.totals.update) == (1, 3)
    outcome = commit(plan)
    assert outcome.unit
    assert rows("SELECT text FROM address WHERE customer = 1 ORDER BY position") == [
        ("台北市大安路1號",),
        ("新北市永和區中正路120號",),
    ]
    assert rows("SELECT text FROM contact_point WHERE customer = 2 AND kind = 'email' ORDER BY position") == [
        ("new@example.tw",),
        ("ming@example.tw",),
    ]
    assert value("SELECT note FROM customer WHERE id = 3") == "a\nb"
    assert value("SELECT count(*) FROM customer") == 4


def test_own_fields_are_made_and_typed(shop: Path) -> None:
    file, batches = made.survey("會員.csv", made.table([CHEN, {**WANG, "own": {"點數": 20, "會員等級": "金"}}]))
    for guess in file.tables[0].guesses:
        if guess.own_title == "點數":
            guess.own_kind, guess.is_opening = "number", True
        elif guess.own_title:
            guess.own_kind = "choice"
    commit(made.plan((file, batches)))
    assert rows("SELECT id, title, kind, options, is_opening FROM own_field") == [
        (1, "點數", "number", "[]", 1),
        (2, "會員等級", "choice", '["金"]', 0),
    ]
    assert rows("SELECT extra FROM customer ORDER BY id") == [('{"f1":350}',), ('{"f1":20,"f2":"金"}',)]
    commit(made.plan(made.survey("二.csv", made.table([{**CHEN, "own": {"點數": 400, "生肖": "牛"}}]))))
    assert value("SELECT extra FROM customer WHERE id = 1") == '{"f1":400,"f3":"牛"}'


def test_unsure_rows_wait_once_and_come_back_as_left_over(shop: Path) -> None:
    plan = made.one([CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}])
    outcome = commit(plan)
    (left,) = outcome.left_over
    assert (left.row, left.reasons, left.cells) == (
        3,
        ("same_mobile", "other_name"),
        {"name": "陳美慧", "mobile": "0912-345-678"},
    )
    assert left.sentence == "手機相同; 姓名不同"
    waiting = 'SELECT sheet, row, "column", customer, reason FROM waiting'
    assert rows(waiting) == [("客戶", 3, None, 1, "same_mobile other_name")]
    again = made.one([CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}])
    assert again.totals.ask == 0
    assert commit(again).left_over == []
    assert len(rows(waiting)) == 1


def test_dates_of_a_waiting_row_are_shown_as_everywhere(shop: Path) -> None:
    row = {"name": "陳美慧", "mobile": "0912-345-678", "note": "2020-01-02 來過"}
    outcome = commit(made.one([CHEN, row | {"birthday": "1989-05-03"}, row | {"name": "陳美蕙", "birthday": "~1989-05-03"}]))
    first, second = outcome.left_over
    assert (first.cells["birthday"], first.cells["note"]) == ("1989/05/03", "2020-01-02 來過")
    assert second.cells["birthday"] == "農曆 1989/05/03"


@pytest.mark.parametrize(("ask", "expected"), [("add", (2, 0, 0)), ("skip", (1, 1, 0)), ("", (1, 0, 1))])
def test_ask_says_what_becomes_of_unsure_rows(shop: Path, ask: str, expected: tuple[int, int, int]) -> None:
    file = made.survey("a.csv", made.table([CHEN, {"name": "陳美慧", "mobile": "0912-345-678"}]))
    outcome = commit(made.plan(file, ask=ask))
    assert (outcome.added, outcome.skipped, outcome.waiting) == expected


def test_value_that_gives_way_waits_and_is_named(shop: Path) -> None:
    plan = made.one([{**CHEN, "category": "零售"}, {**CHEN, "category": "批發", "note": "x"}])
    assert plan.json()["tables"][0]["problems"] == [{"row": 3, "column": "category", "value": "批發", "reason": "differs"}]
    commit(plan)
    (waits,) = imports.waiting()
    assert (waits.row, waits.column, waits.text, waits.customer) == (3, "category", "批發", 1)
    assert list(waits.cells.items()) == [("category", "批發"), ("name", "陳美惠")]
    assert value("SELECT category FROM customer") == "零售"


def test_cancel_leaves_nothing(shop: Path) -> None:
    plan = made.one([CHEN, WANG])
    before = shop_as_dumped()
    for stop in range(3):
        calls = iter(range(100))

        def progress(what: str, done: int, total: int, stop: int = stop, calls: Any = calls) -> None:
            if next(calls) == stop:
                raise CancelledError("stopped")

        with pytest.raises(CancelledError):
            commit(plan, progress)
        assert shop_as_dumped() == before
        assert value("SELECT count(*) FROM import_run") == 0
    assert commit(plan).added == 2


def test_backup_is_made_before_anything_is_written(shop: Path) -> None:
    seen: list[int] = []
    commit(made.one([CHEN]), back_up=lambda: seen.append(value("SELECT count(*) FROM customer")))
    assert seen == [0]


def test_the_backup_tells_how_far_it_is(shop: Path) -> None:
    told: list[str] = []
    during: list[str] = []

    def back_up() -> None:
        told.clear()
        tally.passed(0)
        during.extend(told)

    commit(made.one([CHEN]), lambda what, _done, _total: told.append(what), back_up)
    assert during == ["先備份一份"]


def test_a_value_the_shop_keeps_does_not_wait_when_it_is_said_again(shop: Path) -> None:
    commit(made.one([{**CHEN, "category": "零售"}]))
    plan = made.one([{**CHEN, "category": "批發"}], digest="saved anew")
    plan.lead(0, "category", "shop")
    plan.refresh()
    outcome = commit(plan)
    assert (outcome.skipped, outcome.left_over) == (1, [])
    assert value("SELECT category FROM customer") == "零售"


def test_what_is_written_into_the_shop_is_in_its_own_language(shop: Path) -> None:
    i18n.use("en")
    commit(made.one([{**CHEN, "code": "000123"}, WANG], ask="add"))
    assert value("SELECT note FROM customer WHERE name = '王小明'") == "另一個編號：000123"


def test_unticked_rows_and_put_back(shop: Path) -> None:
    plan = made.one([CHEN, WANG])
    plan.tick(1, ticked=False)
    plan.refresh()
    assert commit(plan).added == 1
    audit_free = made.one([CHEN, WANG])
    assert [line.action for line in audit_free.lines([0, 1])] == ["skip", "add"]


def test_provenance_names_file_sheet_and_row(shop: Path) -> None:
    commit(made.one([CHEN], "2015客戶.xls"))
    commit(
        made.plan(
            made.survey(
                "2019會員.csv",
                made.table([{"name": "陳美惠", "mobile": "0912-345-678", "title": "小姐"}], sheet=None, first_row=38),
            )
        )
    )
    origin = audit.origin("customer", 1, "title")
    assert origin
    assert (origin.file, origin.sheet, origin.row) == ("2019會員.csv", None, 38)
    origin = audit.origin("customer", 1, "name")
    assert origin
    assert (origin.file, origin.sheet, origin.row) == ("2015客戶.xls", "客戶", 2)


def test_merged_phone_keeps_its_own_source(shop: Path) -> None:
    old = made.survey("2015客戶.xls", made.table([{"name": "陳美惠", "code": "7", "mobile": "0911-111-111"}]), age="2015-12-31")
    new = made.survey("2019會員.csv", made.table([{"name": "陳美惠", "code": "7", "mobile": "0922-222-222"}]), age="2019-12-31")
    commit(made.plan(old, new))
    found = rows("SELECT p.text, r.file FROM contact_point p JOIN import_run r ON r.id = p.came_from ORDER BY p.position")
    assert found == [("0922-222-222", "2019會員.csv"), ("0911-111-111", "2015客戶.xls")]


def test_many_rows_get_their_indexes_back(shop: Path) -> None:
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = rows(indexes)
    count = 5_200
    people = [{"name": f"客{n:05}", "mobile": f"09{n:08}", "code": f"C{n}"} for n in range(count)]
    outcome = commit(made.one(people))
    assert outcome.added == count
    assert rows(indexes) == before
    theirs = rows("SELECT c.name, p.normal FROM contact_point p JOIN customer c ON c.id = p.customer")
    assert all(int(name[1:]) == int(normal[2:]) for name, normal in theirs)
    assert len(theirs) == count


def test_code_names_one_customer_only(shop: Path) -> None:
    outcome = commit(made.one([{"code": "A1", "name": "王小明"}, {"code": "A1", "name": "林大同"}], ask="add"))
    assert outcome.added == 2
    assert rows("SELECT name, code, note FROM customer") == [("王小明", "A1", ""), ("林大同", "", "另一個編號：A1")]
    again = made.one([{"code": "A1", "name": "王小明"}, {"code": "A1", "name": "林大同"}], ask="add")
    assert commit(again).unit is None
    commit(made.one([{"code": "A1", "name": "張三", "note": "舊"}], "b.xlsx", ask="add"))
    assert rows("SELECT name, code, note FROM customer WHERE id = 3") == [("張三", "", "舊\n另一個編號：A1")]


def test_customer_put_away_comes_back_when_told(shop: Path) -> None:
    commit(made.one([CHEN]))
    with unit("customers.archive"):
        Customer.update(archived_at="2026-01-01T00:00:00.000Z", archive_reason="搬家").execute()
    plan = made.one([CHEN], "新.xlsx")
    assert plan.lines([0])[0].action == "skip"
    plan.put_back.add(1)
    plan.refresh()
    assert plan.lines([0])[0].action == "update"
    commit(plan)
    assert rows("SELECT id, archived_at, archive_reason FROM customer") == [(1, None, "")]


def test_killed_import_is_all_or_nothing(shop_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from db.core import file\n"
        "from importers.commit import commit\n"
        "from tests.importers import made\n"
        "file.open_shop(pathlib.Path(sys.argv[1]))\n"
        "plan = made.one([{'name': f'客{n:05}', 'mobile': f'09{n:08}'} for n in range(3000)])\n"
        "print('go', flush=True)\n"
        "commit(plan)\n"
    )
    for wait in (0.02, 0.1, 0.25):
        started = subprocess.Popen([sys.executable, "-c", script, str(shop_path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert started.stdout
        started.stdout.readline()
        time.sleep(wait)
        started.kill()
        started.wait()
        started.stdout.close()
        with file.opened(shop_path):
            counts = [value(f"SELECT count(*) FROM {table}") for table in ("customer", "contact_point", "customer_figures")]
            assert counts in ([0, 0, 0], [3000, 3000, 3000])
            assert value("SELECT count(*) FROM import_run") == value("SELECT count(*) FROM unit") == (1 if counts[0] else 0)
        if counts[0]:
            break


def test_lists_side_by_side_again_change_nothing(shop: Path) -> None:
    left = [{"code": "1", "name": "王小明"}, {"code": "2", "name": "陳美惠"}]
    right = [{"code": "3", "name": "林大同"}, {"code": "4", "name": "李淑芬"}]

    def both() -> Plan:
        return made.plan(made.survey("光明燈.xlsx", made.table(left), made.table(right)))

    commit(both())
    assert commit(both()).unit is None


def test_what_only_a_second_row_of_a_person_says_waits_once(shop: Path) -> None:
    points: list[dict[str, Any]] = [
        {"name": "林大同", "mobile": "0912-345-678", "own": {"點數": 350}},
        {"name": "林大同", "mobile": "0912-345-678", "own": {"點數": 20}},
    ]
    outcome = commit(made.one(points))
    assert (outcome.added, outcome.skipped) == (1, 1)
    ((cells, customer, reason),) = rows("SELECT cells, customer, reason FROM waiting")
    assert ("20" in cells, customer, reason) == (True, 1, "differs")
    assert commit(made.one(points)).unit is None


def test_the_second_car_of_an_owner_goes_into_the_note(shop: Path) -> None:
    cars: list[dict[str, Any]] = [
        {"name": "林大同", "mobile": "0912-345-678", "own": {"車號": number, "里程": way}}
        for number, way in (("ABC-1234", 85_000), ("5678-XY", 42_000), ("99-ZZ", 7))
    ]
    outcome = commit(made.one(cars))
    assert (outcome.added, outcome.updated, outcome.left_over) == (1, 2, [])
    assert value("SELECT note FROM customer") == "車號：5678-XY、里程：42000\n車號：99-ZZ、里程：7"
    assert commit(made.one(cars)).unit is None
