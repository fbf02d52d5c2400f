"""The import wizard: what it decides, and how it looks to the owner."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.core.connection import value
from db.core.errors import CancelledError
from db.services import customers, imports, lists, starters
from db.services.customer_form import CustomerForm, PointForm
from tests.importers.files import xlsx
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window
from tests.screens.work import at_once
from ui.pages.importing.doubles_step import said
from ui.pages.importing.people import PeopleDialog
from ui.pages.importing.presenter import ImportPresenter
from ui.pages.importing.screens import (
    ColumnsScreen,
    DoublesScreen,
    FilesScreen,
    PersonItem,
    ResultScreen,
    ReviewScreen,
    Screen,
    TidyScreen,
)

HEAD = ["姓名", "聯絡電話", "生日", "地址", "業務員"]
SURE: list[list[Any]] = [
    HEAD,
    ["王小明先生", 912345678, "73.5.3", "台中市西屯區文心路1號", "阿德"],
    ["陳美惠", "0922-333-444", "民國78年5月3日", "新北市永和區中正路120號3樓", "小玲"],
    ["李淑芬", "0955663921", "1988/2/1", "台北市大安區和平東路1號", "阿德"],
]


class View:
    """Keeps what it was told to show."""

    def __init__(self) -> None:
        self.screens: list[Screen] = []
        self.numbers: list[int] = []
        self.went: list[tuple[str, dict[str, Any]]] = []

    def show_screen(self, screen: Screen) -> None:
        self.screens.append(screen)

    def show_rows(self, numbers: list[int]) -> None:
        self.numbers = numbers

    def go_to(self, page: str, **what: Any) -> None:
        self.went.append((page, what))

    @property
    def body(self) -> Any:
        return self.screens[-1].body


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(shop: Path, view: View, answers: Answers) -> Iterator[ImportPresenter]:
    made = ImportPresenter(view, answers, at_once)
    yield made
    made.flow.session.close()


def _book(folder: Path, name: str, rows: list[list[Any]]) -> Path:
    path = folder / name
    path.write_bytes(xlsx(rows))
    return path


@pytest.fixture
def sure(tmp_path: Path) -> Path:
    return _book(tmp_path, "2015客戶.xlsx", SURE)


def test_where_all_is_sure_it_opens_on_the_last_step(presenter: ImportPresenter, view: View, sure: Path) -> None:
    presenter.open([sure])
    screen = view.screens[-1]
    assert screen.step == "review"
    assert screen.ticked == {"files", "columns", "tidy", "doubles"}
    assert screen.forward == "匯入 3 位客戶"
    assert screen.title == "匯入 2015客戶.xlsx"
    assert isinstance(screen.body, ReviewScreen)
    counts = {chip.key: chip.count for chip in screen.body.chips}
    assert (counts["all"], counts["add"], counts["update"], counts["waiting"]) == (3, 3, 0, 0)
    assert len(view.numbers) == 3


def test_the_columns_step_never_blocks(presenter: ImportPresenter, view: View, sure: Path) -> None:
    presenter.open([sure])
    presenter.choose_step("columns")
    body = view.body
    assert isinstance(body, ColumnsScreen)
    columns = {column.header: column for column in body.columns}
    assert columns["聯絡電話"].chosen in ("phone", "mobile")
    assert columns["業務員"].chosen == "own:text"
    assert any(choice.label.startswith("保留成「業務員」") for choice in columns["業務員"].choices)
    assert view.screens[-1].can_forward
    assert [row.is_header for row in body.head].count(True) == 1


def test_dates_readable_both_ways_are_asked(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    rows = [["姓名", "手機", "生日"], ["王小明", "0912345678", "3/4/1980"], ["陳美惠", "0922345678", "5/6/1975"]]
    presenter.open([_book(tmp_path, "客戶.xlsx", rows)])
    assert view.screens[-1].step == "columns"
    presenter.choose_step("tidy")
    (item,) = view.body.dates
    assert (item.header, item.samples, item.chosen) == ("生日", "3/4/1980、5/6/1975", "mdy")
    assert [choice.key for choice in item.choices] == ["mdy", "dmy"]
    assert presenter.flow.plan is not None
    assert presenter.flow.plan.lines([0])[0].values["birthday"] == "1980-03-04"
    presenter.tidy.choose_dates(item.table, item.column, "dmy")
    presenter.choose_step("review")
    assert presenter.flow.plan.lines([0])[0].values["birthday"] == "1980-04-03"
    presenter.choose_step("tidy")
    assert [(item.chosen, len(item.choices)) for item in view.body.dates] == [("dmy", 2)]


def test_years_of_two_digits_are_asked_once_and_remembered(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    rows = [["姓名", "手機", "生日"], ["王小明", "0912345678", "78/5/3"], ["陳美惠", "0922345678", "64/5/6"]]
    presenter.open([_book(tmp_path, "客戶.xlsx", rows)])
    assert view.screens[-1].step == "columns"  # the quick path does not pass it by
    column = view.body.columns[2]
    assert (column.chosen, column.chip, column.does) == ("birthday@roc", "看看", "78/5/3 是民國年嗎？先當民國年。")
    asked = [choice.label for choice in column.choices if choice.key.startswith("birthday@")]
    assert asked == ["生日：民國年（78/5/3 是 1989 年）", "生日：西元年（78/5/3 是 1978）"]
    presenter.columns.map_column(2, "birthday@west")
    assert [(column.chosen, column.chip) for column in view.body.columns[2:]] == [("birthday@west", "很確定")]
    presenter.choose_step("tidy")
    assert [(item.header, item.chosen) for item in view.body.dates] == [("生日", "west")]
    presenter.tidy.choose_dates(0, 2, "roc")
    presenter.choose_step("review")
    assert presenter.flow.plan is not None
    assert presenter.flow.plan.lines([0])[0].values["birthday"] == "1989-05-03"
    presenter.columns.map_column(2, "birthday@west")
    presenter.run()
    assert value("SELECT birth_year FROM customer WHERE name = '王小明'") == 1978
    presenter.start_over()
    presenter.open([_book(tmp_path, "再一次.xlsx", [*rows, ["林大同", "0933345678", "55/5/6"]])])
    assert view.screens[-1].step == "review"
    assert presenter.flow.plan.lines([2])[0].values["birthday"] == "1955-05-06"


def test_what_was_typed_by_hand_is_called_so_beside_the_files_new_value(presenter: ImportPresenter, tmp_path: Path) -> None:
    presenter.open([_book(tmp_path, "客戶.xlsx", [["姓名", "手機"], ["陳美惠", "0912-345-678"]])])
    presenter.run()
    (customer,) = (row.id for row in lists.first(lists.ListQuery(), 2))
    form = customers.form(customer)
    form.points[0].text = "0922-333-444"
    customers.change(customer, form)
    presenter.start_over()
    presenter.open([_book(tmp_path, "客戶.xlsx", [["姓名", "手機"], ["陳美惠", "0955-000-111"]])])
    (shown,) = presenter.rows([0], ("name", "phone"))
    assert "0922-333-444 是手動輸入的" in shown.cells["phone"].text


def test_the_same_cells_pasted_twice_are_taken_once(presenter: ImportPresenter, view: View, answers: Answers) -> None:
    cells = "姓名\t手機\n王小明\t0912-345-678\n"
    presenter.open(text=cells)
    presenter.choose_step("columns")
    presenter.open(text=cells)
    assert answers.asked == ["「貼上的表格」：這個檔案已經在裡面了。"]
    assert (len(presenter.flow.files), view.screens[-1].step) == (1, "columns")


def test_typing_over_what_cannot_be_read_says_so(presenter: ImportPresenter, view: View, answers: Answers, sure: Path) -> None:
    presenter.open([sure])
    before = presenter.rows([0], ("name", "birthday"))
    presenter.review.edit(0, "birthday", "abc")
    assert answers.asked == ["看不懂「abc」，請寫成 1980/1/2 或 69/1/2。"]
    assert presenter.rows([0], ("name", "birthday")) == before


def test_a_header_beyond_the_sheet_is_refused_and_the_old_one_stays(
    presenter: ImportPresenter, view: View, answers: Answers, sure: Path
) -> None:
    presenter.open([sure])
    presenter.choose_step("columns")
    before = view.body
    answers.answers.append("99")
    presenter.columns.ask_header_row()
    assert answers.asked[-1] == "這張表只有 4 列。"
    assert view.body == before
    presenter.choose_step("review")
    assert presenter.flow.plan is not None
    assert presenter.flow.plan.totals.add == 3


def test_a_column_changed_by_hand_changes_the_plan(presenter: ImportPresenter, view: View, sure: Path) -> None:
    presenter.open([sure])
    index = HEAD.index("業務員")
    presenter.columns.map_column(index, "note")
    presenter.choose_step("review")
    assert presenter.flow.plan is not None
    assert presenter.flow.plan.lines([0])[0].values["note"] == "阿德"
    presenter.columns.map_column(index, "drop")
    presenter.choose_step("review")
    assert "note" not in presenter.flow.plan.lines([0])[0].values


def test_repairs_are_counted_shown_and_switched_off(presenter: ImportPresenter, view: View, sure: Path) -> None:
    presenter.open([sure])
    presenter.choose_step("tidy")
    body = view.body
    assert isinstance(body, TidyScreen)
    rules = {rule.rule: rule for rule in body.rules}
    assert rules["phone.leading_zero"].examples == (("912345678", "0912-345-678"),)
    assert rules["date.roc"].count == 2
    presenter.tidy.switch_rule("phone.leading_zero")
    presenter.choose_step("review")
    presenter.choose_step("tidy")
    off = next(rule for rule in view.body.rules if rule.rule == "phone.leading_zero")
    assert not off.on
    assert "912345678" in str(presenter.flow.plan.lines([0])[0].values) if presenter.flow.plan else False


def test_an_unsure_row_waits_without_an_answer(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    first = _book(tmp_path, "2015.xlsx", [["姓名", "手機"], ["陳美惠", "0912345678"], ["王小明", "0922333444"]])
    presenter.open([first])
    presenter.forward()
    presenter.start_over()
    second = _book(tmp_path, "2019.xlsx", [["姓名", "手機"], ["林志明", "0912345678"], ["李淑芬", "0955666777"]])
    presenter.open([second])
    assert view.screens[-1].step == "doubles"
    body = view.body
    assert isinstance(body, DoublesScreen)
    (pair,) = body.pairs
    assert pair.answer == "later"
    assert {field.field: (field.left, field.right) for field in pair.fields}["name"] == ("陳美惠", "林志明")
    presenter.doubles.answer(pair.key, "not_same")
    assert view.body.pairs[0].answer == "not_same"
    presenter.doubles.answer_all("later")
    presenter.choose_step("review")
    assert view.body.waiting == "待確認 1：先放著 1，匯入後慢慢確認。"
    presenter.forward()
    result = view.body
    assert isinstance(result, ResultScreen)
    assert (result.waiting, result.left_over) == (1, 1)
    assert len(imports.waiting_ids()) == 1


def test_the_same_person_keeps_the_chosen_value(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    presenter.open([_book(tmp_path, "2015.xlsx", [["姓名", "手機"], ["陳美惠", "0912345678"]])])
    presenter.forward()
    presenter.start_over()
    presenter.open([_book(tmp_path, "2019.xlsx", [["姓名", "手機"], ["林志明", "0912345678"]])])
    key = view.body.pairs[0].key
    presenter.doubles.answer(key, "same")
    presenter.doubles.choose_value(key, "name", "left")
    assert next(field for field in view.body.pairs[0].fields if field.field == "name").differs
    presenter.choose_step("review")
    presenter.forward()
    names = [row.name for row in lists.first(lists.ListQuery(), 10)]
    assert names == ["陳美惠"]


def test_the_newest_file_leads_and_can_be_said(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    old = _book(tmp_path, "2015客戶.xlsx", [["姓名", "手機", "備註"], ["陳美惠", "0912345678", "舊"]])
    new = _book(tmp_path, "2019會員.xlsx", [["姓名", "手機", "備註"], ["陳美惠", "0912345678", "新"]])
    presenter.open([old, new])
    presenter.choose_step("files")
    body = view.body
    assert isinstance(body, FilesScreen)
    assert body.newest == 1
    presenter.files.lead(0)
    assert view.body.newest == 0


def test_of_an_address_book_only_those_known_are_ticked(
    presenter: ImportPresenter, view: View, tmp_path: Path, sure: Path
) -> None:
    cards = tmp_path / "通訊錄.vcf"
    people = (("陳美惠", "0922-333-444"), ("媽媽", "0933-111-222"))
    cards.write_text(
        "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL;TYPE=CELL:{phone}\r\nEND:VCARD\r\n" for name, phone in people),
        encoding="utf-8",
    )
    presenter.open([sure, cards])
    assert view.screens[-1].step == "files"
    at = next(item.index for item in view.body.files if item.cards)
    assert view.body.files[at].picked == "勾了 1 位，共 2 位"
    shown: list[PersonItem] = []
    presenter.with_people(at, shown.extend)
    assert {person.name: person.picked for person in shown} == {"陳美惠": True, "媽媽": False}
    presenter.files.pick(at, {person.row for person in shown if person.name == "媽媽"})
    assert view.body.files[at].picked == "勾了 1 位，共 2 位"
    presenter.files.pick(at, {person.row for person in shown if person.known})
    presenter.choose_step("review")
    labels = {chip.label: chip.count for chip in view.body.chips}
    assert labels["不匯入"] == 1
    assert presenter.flow.plan is not None
    unticked = presenter.rows(presenter.flow.plan.numbers("skip"), ["name", "phone"])
    assert {row.cells["name"].text: row.action.chips[0].text for row in unticked}["媽媽"] == "不匯入"


def test_somebody_twice_in_an_address_book_is_not_known_for_that(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    cards = tmp_path / "通訊錄.vcf"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:媽媽\r\nTEL;TYPE=CELL:0933-111-222\r\nEND:VCARD\r\n"
    cards.write_text(card * 2, encoding="utf-8")
    presenter.open([cards])
    assert view.body.files[0].picked == "勾了 0 位，共 2 位"


def test_what_waits_and_who_is_left_out_is_counted_alike_everywhere(
    presenter: ImportPresenter, view: View, tmp_path: Path
) -> None:
    presenter.open([_book(tmp_path, "2015.xlsx", [["姓名", "手機"], ["陳美惠", "0912345678"]])])
    presenter.forward()
    presenter.start_over()
    rows = [
        *(["林志明", "0912345678", ""], ["李淑芬", "0955666777", "民國78年13月3日"]),
        *(["陳美惠", "0912345678", ""], ["王小明", "0922333444", ""], ["趙大同", "0933222111", ""]),
    ]
    presenter.open([_book(tmp_path, "2019.xlsx", [["姓名", "手機", "生日"], *rows])])
    presenter.choose_step("doubles")
    assert view.body.joined == 0
    presenter.choose_step("review")
    presenter.review.tick([4])
    assert view.body.waiting == "待確認 2：先放著 1、有疑問的值 1，匯入後慢慢確認。"
    assert {chip.label: chip.count for chip in view.body.chips if chip.key in ("skip", "not_picked")} == {
        "沒有新內容": 1,
        "不匯入": 1,
    }
    presenter.review.filter_by("not_picked")
    assert view.numbers == [4]
    assert presenter.rows([2, 4], ["name"])[0].action.chips[0].text == "沒有新內容"
    assert presenter.rows([2, 4], ["name"])[1].action.chips[0].text == "不匯入"
    presenter.forward()
    assert view.body.lines == ("新增 2", "沒有新內容 1", "不匯入 1", "待確認 2：先放著 1、有疑問的值 1")
    assert (view.body.waiting, len(imports.waiting_ids())) == (2, 2)


def test_the_same_file_again_says_that_it_changes_nothing(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    rows = [
        *(["王小明", "0912345678", "民國78年5月3日"], ["王曉明", "0912345678", ""]),
        *(["張三", "0922333444", ""], ["張三丰", "0922333444", ""], ["陳美惠", "0933444555", "999/9/9"]),
    ]
    path = _book(tmp_path, "客戶.xlsx", [["姓名", "手機", "生日"], *rows])
    presenter.open([path])
    presenter.doubles.answer(1, "not_same")
    presenter.choose_step("doubles")
    assert (view.body.joined, view.body.known, view.body.waiting) == (0, 0, 0)
    presenter.choose_step("review")
    assert view.screens[-1].forward == "匯入 4 位客戶"
    presenter.forward()
    presenter.start_over()
    presenter.open([path])
    assert view.screens[-1].step == "review"
    assert view.screens[-1].foot == "這個檔案的內容早就都有了，沒有任何更動。"
    assert view.screens[-1].forward == "看客戶名單"
    presenter.choose_step("doubles")
    assert said(view.body) == (
        "4 列對到名單裡已有的客戶：4 列沒有新內容。　1 列上次還沒確認，還在「待確認」。　這裡沒有要問您的。"
    )
    presenter.choose_step("review")
    presenter.forward()
    assert view.went == [("customers", {})]
    assert len(imports.waiting_ids()) == 2


def test_ticks_of_many_people(qtbot: Any) -> None:
    people = [PersonItem(1, "陳美惠", "0922-333-444", True, True), PersonItem(2, "媽媽", "0933-111-222", False, False)]
    dialog = PeopleDialog("通訊錄.vcf", people)
    qtbot.addWidget(dialog)
    dialog.tick("all")
    assert dialog.picked() == {1, 2}
    dialog.tick("known")
    assert dialog.picked() == {1}
    dialog.search.setText("媽")
    dialog.tick("all")
    assert dialog.picked() == {1, 2}  # who was searched away keeps the tick


def test_a_declined_file_says_why_and_can_be_tried_again(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    path = tmp_path / "名單.xlsx"
    path.write_bytes(b"")
    presenter.open([path])
    item = view.body.files[0]
    assert item.problem.startswith("這個檔案是空的")
    assert not view.screens[-1].can_forward
    path.write_bytes(xlsx(SURE))
    presenter.files.retry(0)
    assert view.screens[-1].can_forward


def test_files_nobody_can_read_stand_in_nobodys_way(presenter: ImportPresenter, view: View, tmp_path: Path, sure: Path) -> None:
    for name, start in (("舊名單.pdf", b"%PDF-1.7\n"), ("名單.jpg", b"\xff\xd8\xff\xe0JFIF")):
        (tmp_path / name).write_bytes(start * 20)
    dead = [tmp_path / "舊名單.pdf", tmp_path / "名單.jpg"]
    presenter.open(dead)
    assert view.screens[-1].title == "匯入"
    assert [item.can_retry for item in view.body.files] == [False, False]
    assert view.body.files[1].problem == "熟客簿讀不了圖片裡的字。請用 Excel 檔，或直接按〔新增客戶〕。"
    presenter.open(text="姓名\t手機\n陳美惠\t0912-345-678\n王小明\t0922-333-444\n")
    assert view.screens[-1].step == "review"
    assert [file.name for file in presenter.flow.files] == ["貼上的表格"]
    presenter.start_over()
    presenter.open([*dead, sure])
    screen = view.screens[-1]
    assert (screen.step, screen.title) == ("review", "匯入 2015客戶.xlsx")
    assert screen.note.endswith("另有 2 個檔案讀不了（原因在第 1 步）")
    presenter.choose_step("files")
    assert [item.name for item in view.body.files] == ["舊名單.pdf", "名單.jpg", "2015客戶.xlsx"]
    presenter.leave()
    assert len(presenter.flow.files) == 3


def test_a_file_that_may_be_read_later_is_waited_for(presenter: ImportPresenter, view: View, tmp_path: Path, sure: Path) -> None:
    gone = tmp_path / "隨身碟.xlsx"
    presenter.open([gone])
    presenter.open([sure])
    assert view.screens[-1].step == "files"
    assert [(item.name, item.can_retry) for item in view.body.files] == [("隨身碟.xlsx", True), ("2015客戶.xlsx", False)]
    assert view.screens[-1].title == "匯入 2015客戶.xlsx"


def test_pasted_cells_start_an_import(presenter: ImportPresenter, view: View) -> None:
    presenter.open(text="姓名\t手機\n陳美惠\t0912-345-678\n王小明\t0922-333-444\n")
    assert view.screens[-1].step == "review"
    assert view.screens[-1].forward == "匯入 2 位客戶"


def test_a_cancelled_import_leaves_nothing(shop: Path, view: View, answers: Answers, sure: Path) -> None:
    def cancels(
        work: Callable[..., Any], then: Callable[[Any], None], failed: Any = None, *, title: str = "", quiet: bool = False
    ) -> None:
        def progress(what: str, done: int, total: int) -> None:
            if title == "正在匯入":
                raise CancelledError("")

        try:
            answer = work(progress)
        except CancelledError as error:
            failed(error)
        else:
            then(answer)

    presenter = ImportPresenter(view, answers, cancels)
    presenter.open([sure])
    presenter.forward()
    assert view.screens[-1].step == "review"
    assert view.screens[-1].can_forward
    assert imports.runs() == []
    assert answers.asked == []


# In the window.


@pytest.fixture
def wizard(shop: Path, answers: Answers) -> Importing:
    return Importing(Window(answers))


def test_drop_look_import(wizard: Importing, sure: Path) -> None:
    wizard.drop(sure)
    assert wizard.step() == "review"
    assert wizard.ticked() == ["files", "columns", "tidy", "doubles"]
    assert wizard.cells("phone")[0] == "912345678 → 0912-345-678"
    assert wizard.cells("name")[0] == "王小明 先生"
    wizard.forward()
    assert "匯入了 3 位客戶。" in wizard.window.texts()
    wizard.window.click("看客戶名單")
    assert wizard.window.window.key == "customers"


def test_after_sales_the_sales_are_seen_and_a_shop_is_not_asked_for_the_trade_it_said(wizard: Importing, tmp_path: Path) -> None:
    starters.apply("plumbing")
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    path = tmp_path / "銷售.csv"
    path.write_text("日期,客戶,電話,品名,數量,單價,金額\n2025/1/5,陳美惠,0912345678,濾心,1,300,300\n", "utf-8-sig")
    wizard.drop(path)
    wizard.go("review")
    wizard.forward()
    assert "您做哪一行？" not in wizard.window.texts()
    wizard.window.click("看銷售")
    assert wizard.window.window.key == "sales"


def test_choose_type_over_and_leave_out(wizard: Importing, sure: Path) -> None:
    wizard.drop(sure)
    wizard.go("columns")
    assert wizard.columns()["業務員"].startswith("保留成「業務員」")
    wizard.choose("業務員", "備註")
    wizard.go("review")
    wizard.type_over(1, "name", "陳美蕙")
    assert wizard.cells("name")[1].startswith("陳美蕙")
    wizard.toggle(2)
    assert wizard.forward_words() == "匯入 2 位客戶"
    wizard.forward()
    assert {row.name for row in lists.first(lists.ListQuery(), 10)} == {"王小明", "陳美蕙"}


def test_ctrl_enter_held_down_goes_one_step(wizard: Importing, sure: Path) -> None:
    wizard.drop(sure)
    wizard.go("columns")
    wizard.window.hold(wizard.page.wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.step() == "tidy"


def test_only_unreadable_files_are_forgotten_when_the_page_is_left(wizard: Importing, tmp_path: Path) -> None:
    picture = tmp_path / "名單.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0JFIF" * 20)
    wizard.drop(picture)
    assert "熟客簿讀不了圖片裡的字。" in wizard.window.texts()
    assert "重試" not in [one.text() for one in wizard.page.findChildren(QPushButton) if one.isVisible()]
    wizard.window.window.go("customers")
    wizard.window.window.go("importing")
    assert wizard.page.files.drop_zone.isVisible()


def test_a_value_too_long_for_its_cell_is_read_below_the_table(wizard: Importing, tmp_path: Path) -> None:
    long = "新北市永和區中正路一二三巷四十五弄六十七號之八十九樓後面鐵皮屋請走左邊的小門上樓"
    wizard.drop(_book(tmp_path, "客戶.xlsx", [*SURE, ["林志明", "0911222333", "1970/1/1", long, "阿德"]]))
    review = wizard.page.review
    assert review.table is not None
    assert review.model is not None
    at = [one.key for one in review.model.columns].index("address")
    review.table.setCurrentIndex(review.model.index(3, at))
    assert review.whole.isVisible()
    assert review.whole.text() == f"地址／說明：{long}"
    review.table.setCurrentIndex(review.model.index(3, 0))
    assert review.whole.text() == ""


ORDERS: list[list[Any]] = [
    ["訂單編號", "訂單狀態", "訂單成立日期", "收件者姓名", "收件者電話", "商品名稱", "數量", "商品活動價格", "訂單總金額"],
    ["A1", "已完成", "2026-11-01", "王小明", "0912345678", "濾心", 2, 200, 760],
    ["A1", "已完成", "2026-11-01", "王小明", "0912345678", "水龍頭", 1, 300, 760],
    ["A2", "不成立", "2026-11-02", "陳大", "0922345678", "燈泡", 1, 100, 160],
]


def test_orders_called_off_wait_with_their_reason_and_are_no_doubles(wizard: Importing, tmp_path: Path) -> None:
    wizard.drop(_book(tmp_path, "訂單.xlsx", ORDERS))
    wizard.go("doubles")
    assert "這裡沒有要問您的。　另有 1 列因為別的原因要確認，原因寫在最後一步。" in wizard.window.texts()
    wizard.go("review")
    assert wizard.cells("amount") == ["400", "300", "100"]
    assert [cell for cell in wizard.cells("order_no") if "取消或退貨，先不算進銷售" in cell]


def test_orders_called_off_are_not_counted_among_the_doubles(presenter: ImportPresenter, view: View, tmp_path: Path) -> None:
    presenter.open([_book(tmp_path, "訂單.xlsx", ORDERS)])
    presenter.choose_step("doubles")
    assert isinstance(view.body, DoublesScreen)
    assert (view.body.shown, view.body.total) == (0, 0)


def test_ctrl_o_stands_on_choose_files_and_enter_asks_for_them(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    for _time in range(2):
        window.window.go("customers")
        window.press(Qt.Key.Key_O)
        window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert (window.window.key, answers.asked) == ("importing", ["選擇要匯入的檔案"] * 2)


def test_ctrl_o_begins_another_import_where_one_is_done(shop: Path, answers: Answers, tmp_path: Path) -> None:
    window = Window(answers)
    screen = Importing(window)
    screen.drop(_book(tmp_path, "名單.xlsx", SURE))
    screen.go("review")
    screen.forward()
    assert screen.step() == "result"
    window.press(Qt.Key.Key_O)
    assert screen.step() == "files"
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert answers.asked[-1] == "選擇要匯入的檔案"
