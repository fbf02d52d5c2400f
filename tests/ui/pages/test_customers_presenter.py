"""The customers page's decisions, without a widget."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from db.core import audit
from db.core.progress import silent
from db.services import customers, lists, tags
from db.services.cards import CustomerCard
from db.services.customer_form import CustomerForm, PointForm
from db.services.lists import CustomerRow
from ui import customer_fields as fields
from ui.kit.said import Said as Status
from ui.pages.customers.presenter import FIRST, CustomersPresenter, Elsewhere
from ui.segments.asked import Asked


class Screen:
    """Remembers what it is shown."""

    def __init__(self) -> None:
        self.ids: list[list[int]] = []
        self.first: list[str] = []
        self.status = Status("")
        self.nothing: tuple[str, int] | None = None
        self.chips: list[tuple[str, str]] = []
        self.active = ""
        self.elsewhere: Elsewhere | None = None
        self.card: CustomerCard | None = None

    def show_list(
        self, ids: "array[int]", first: Sequence[CustomerRow], status: Status, elsewhere: Elsewhere | None = None
    ) -> None:
        self.elsewhere = elsewhere
        self.ids.append(list(ids))
        self.first, self.status, self.nothing = [row.name for row in first], status, None

    def show_nothing(self, text: str, put_away: int, elsewhere: Elsewhere | None = None) -> None:
        self.nothing, self.elsewhere = (text, put_away), elsewhere

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        self.chips, self.active = list(chips), active

    def show_asked(self, asked: Asked | None) -> None:
        self.asked = asked

    def shown_columns(self) -> set[str]:
        return {"name"}

    def show_card(self, card: CustomerCard | None) -> None:
        self.card = card


class Worker:
    """Keeps the work until the test lets it run."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Any], Any], Callable[[Any], None]]] = []

    def __call__(self, work: Callable[[Any], Any], then: Callable[[Any], None], *, title: str = "") -> None:
        self.waiting.append((work, then))

    def run(self) -> None:
        while self.waiting:
            work, then = self.waiting.pop(0)
            then(work(silent))


class Said:
    """The shell's toasts."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.units: list[int | None] = []

    def toast_undo(self, text: str, unit: int | None) -> None:
        self.toasts.append(text)
        self.units.append(unit)


@pytest.fixture
def many(shop: Path) -> list[int]:
    return [customers.add(CustomerForm(name=f"客人{number:03}")) for number in range(FIRST + 30)]


def _presenter(screen: Screen, worker: Worker, said: Said) -> CustomersPresenter:
    return CustomersPresenter(screen, said, worker)


def test_the_first_rows_at_once_the_rest_from_the_worker(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    _presenter(screen, worker, Said()).start()
    assert len(screen.ids[-1]) == FIRST
    worker.run()
    assert sorted(screen.ids[-1]) == many
    assert screen.status.text.startswith("共 230 位")


def test_an_answer_that_is_too_late_is_not_shown(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    presenter = _presenter(screen, worker, Said())
    presenter.start()
    presenter.search("客人007")
    worker.run()
    assert screen.first == ["客人007"]
    assert len(screen.ids[-1]) == 1


def test_a_whole_list_read_too_late_is_not_shown(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    presenter = _presenter(screen, worker, Said())
    presenter.start()
    worker.run()
    presenter.refresh(None)  # an import: all of it is read anew
    presenter.search("客人007")
    shown = screen.ids[-1]
    worker.run()
    assert (screen.ids[-1], screen.first) == (shown, ["客人007"])


def test_after_a_save_nothing_jumps_before_the_order_is_known(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    presenter = _presenter(screen, worker, Said())
    presenter.start()
    worker.run()
    shown = len(screen.ids)
    presenter.refresh(None)
    assert len(screen.ids) == shown
    worker.run()
    assert len(screen.ids) == shown + 1


def test_the_most_worn_tags_stand_first(many: list[int]) -> None:
    screen, worker, said = Screen(), Worker(), Said()
    presenter = _presenter(screen, worker, said)
    tags.attach(many[:2], ["少"])
    presenter.tag(many[:9], "多")
    presenter.start()
    assert [words for _key, words in screen.chips] == ["全部"]
    worker.run()
    assert [words for _key, words in screen.chips][:3] == ["全部 230", "多 9", "少 2"]
    assert said.toasts == ["已幫 9 位客戶加上「多」"]
    presenter.choose_chip(screen.chips[1][0])
    assert len(screen.ids[-1]) == 9
    presenter.untag(many[:9], "多")
    presenter.refresh(None)
    worker.run()
    assert screen.active == "all"  # its chip is gone


def test_what_is_saved_while_the_chips_are_counted_is_counted_too(many: list[int]) -> None:
    screen, worker, said = Screen(), Worker(), Said()
    presenter = _presenter(screen, worker, said)
    presenter.start()
    tags.attach(many[:2], ["少"])
    presenter.refresh(None)
    assert [then for _work, then in worker.waiting].count(presenter._counted) == 1
    worker.run()
    assert "少 2" in [words for _key, words in screen.chips]


def test_a_customer_who_went_away_leaves_no_card(many: list[int]) -> None:
    screen = Screen()
    presenter = _presenter(screen, Worker(), Said())
    presenter.pick(999_999)
    assert screen.card is None
    assert presenter.current is None


def test_what_is_done_to_many_is_done_on_the_worker(many: list[int]) -> None:
    worker, said = Worker(), Said()
    presenter = _presenter(Screen(), worker, said)
    presenter.archive(many, "moved")
    assert said.toasts == []
    assert len(lists.ids(lists.ListQuery())) == len(many)
    worker.run()
    assert said.toasts == [f"已收起來 {len(many)} 位客戶"]
    assert said.units == [audit.units(1)[0].id]
    assert len(lists.ids(lists.ListQuery())) == 0


def test_a_chip_pressed_before_the_worker_has_counted_does_nothing(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    presenter = _presenter(screen, worker, Said())
    presenter.start()
    presenter.choose_chip("all")
    worker.run()
    assert len(screen.ids[-1]) == len(many)


def test_nothing_found_counts_those_put_away(many: list[int]) -> None:
    screen, worker = Screen(), Worker()
    presenter = _presenter(screen, worker, Said())
    presenter.archive([many[7]], "moved")
    presenter.search("客人007")
    assert screen.nothing == ("客人007", 1)
    presenter.search_put_away()
    assert screen.first == ["客人007"]


@pytest.mark.parametrize(
    ("typed", "kind", "text", "name"),
    [
        ("0912-345-678", "mobile", "0912-345-678", ""),
        ("０９１２３４５", "mobile", "０９１２３４５", ""),
        ("02-2345-6789", "phone", "02-2345-6789", ""),
        ("王小明", "", "", "王小明"),
        ("7-11 門市", "", "", "7-11 門市"),
    ],
)
def test_what_was_searched_fills_the_new_form(typed: str, kind: str, text: str, name: str) -> None:
    form = fields.with_contact(typed)
    assert form.name == name
    assert form.points == ([PointForm(kind, text)] if kind else [])


def test_a_form_comes_back_from_its_boxes_as_it_was(shop: Path) -> None:
    from db.services import own_fields

    own_fields.add("點數", "number", is_opening=True)
    points = [PointForm("mobile", "0912-345-678", "太太", is_primary=True), PointForm("line_id", "meihui")]
    one = customers.add(CustomerForm(name="陳美惠", points=points, tags=["老主顧"], own={"f1": 350}, customer_since="2020-03-04"))
    before = customers.form(one)
    customers.change(one, fields.to_form(fields.to_values(before), before))
    assert customers.form(one) == before
    assert lists.rows([one])[0].phone == "0912-345-678"
