"""What waits after an import is settled days later, each in one unit that can be taken back."""

import json

import pytest

from db.core import audit
from db.core.connection import rows, value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import ImportRun, Waiting
from db.services import customers, imports
from db.services.customers import AddressForm, CustomerForm, PointForm

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def meihui() -> int:
    """A customer that came with a list, of which two lines wait: her impossible birthday, and a row that may be she."""
    with unit("imports.run") as opened:
        run = ImportRun.create(unit=opened.id, file="2019會員.csv", kind="customers", records=3, at="2026-11-20T00:00:00.000Z")
        customer = customers.insert(
            CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]), came_from=run.id, came_row=2
        )
        Waiting.create(
            import_run=run.id, row=2, cells={"生日": "2031/5/3"}, column="生日", customer=customer, reason="in_the_future"
        )
        Waiting.create(
            import_run=run.id,
            row=9,
            cells={"姓名": "陳美慧", "電話": "0912345678"},
            customer=customer,
            reason="same_mobile other_name",
        )
    return customer


def _waiting(column: str | None) -> imports.WaitingRow:
    return next(row for row in imports.waiting() if row.column == column)


def test_runs_say_what_came_and_what_waits(meihui: int) -> None:
    (run,) = imports.runs()
    assert (run.file, run.records, imports.came(), run.waiting, run.undoable) == ("2019會員.csv", 3, {run.id: 1}, 2, True)
    assert len(imports.waiting_ids()) == 2
    value_row, whole = _waiting("生日"), _waiting(None)
    assert (value_row.text, value_row.customer_name, value_row.reasons) == ("2031/5/3", "陳美惠", ("in_the_future",))
    assert (whole.row, whole.text, whole.reasons) == (9, "陳美慧、0912345678", ("same_mobile", "other_name"))


def test_a_value_is_corrected_and_saved(meihui: int) -> None:
    imports.settle(_waiting("生日").id, "birthday", "73/5/3")
    born = customers.form(meihui).birthday
    assert born is not None
    assert born.iso == "1984-05-03"
    assert len(imports.waiting_ids()) == 1
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert (customers.form(meihui).birthday, len(imports.waiting_ids())) == (None, 2)


def test_a_value_that_still_does_not_fit_keeps_waiting(meihui: int) -> None:
    with pytest.raises(InputError):
        imports.settle(_waiting("生日").id, "birthday", "哪天")
    assert len(imports.waiting_ids()) == 2


def test_a_value_settled_as_it_stands_remembers_where_it_came_from(meihui: int) -> None:
    imports.settle(_waiting("生日").id, "address", "2031/5/3")
    assert rows("SELECT came_row FROM address WHERE customer = ?", meihui) == [(2,)]


def test_what_was_corrected_in_settling_no_file_said(meihui: int) -> None:
    imports.settle(_waiting("生日").id, "phone", "02-2345-6789")
    found = rows("SELECT normal, came_row FROM contact_point WHERE customer = ? ORDER BY id", meihui)
    assert found == [("0912345678", 2), ("0223456789", None)]


def test_a_row_becomes_a_customer_of_its_own_and_the_two_are_known_to_be_two(meihui: int) -> None:
    other = imports.settle_as_new(_waiting(None).id, CustomerForm(name="陳美慧", points=[PointForm("mobile", "0912345678")]))
    assert other != meihui
    assert rows("SELECT customer, other FROM not_same") == [(meihui, other)]
    assert rows("SELECT came_row FROM customer WHERE id = ?", other) == [(9,)]


def test_a_row_joins_the_customer_it_is_and_replaces_nothing(meihui: int) -> None:
    more = CustomerForm(
        name="陳美慧",
        title="女士",
        points=[PointForm("mobile", "0912 345 678"), PointForm("phone", "02-2345-6789")],
        addresses=[AddressForm("台北市大安區信義路1號")],
    )
    imports.settle_into(_waiting(None).id, meihui, more)
    found = customers.form(meihui)
    assert (found.name, found.title) == ("陳美惠", "女士")
    assert [point.normal for point in found.points] == ["0912345678", "0223456789"]
    assert [one.district for one in found.addresses] == ["大安區"]
    assert rows("SELECT row, customer FROM import_line") == [(9, meihui)]


def test_what_is_left_out_comes_back_with_undo(meihui: int) -> None:
    every = [row.id for row in imports.waiting()]
    assert imports.dismiss(every) == 2
    assert imports.waiting() == []
    with pytest.raises(NotFoundError):
        imports.settle(every[0], "birthday", "73/5/3")
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert [row.id for row in imports.waiting()] == every


def test_two_who_are_two_are_remembered_once(meihui: int) -> None:
    other = customers.add(CustomerForm(name="陳美慧"))
    imports.not_same(other, meihui)
    imports.not_same(meihui, other)
    assert rows("SELECT customer, other FROM not_same") == [(meihui, other)]


def test_cells_are_kept_as_they_were(meihui: int) -> None:
    assert json.loads(value("SELECT cells FROM waiting WHERE row = 9")) == {"姓名": "陳美慧", "電話": "0912345678"}


def test_what_waits_is_read_in_parts_in_the_same_order(meihui: int) -> None:
    everything = imports.waiting()
    assert list(imports.waiting_ids()) == [row.id for row in everything]
    assert imports.waiting_rows([row.id for row in reversed(everything)]) == everything
    assert imports.waiting_rows([everything[0].id, 1 << 40]) == everything[:1]


def test_every_run_counts_its_own(meihui: int) -> None:
    with unit("imports.run") as opened:
        ImportRun.create(unit=opened.id, file="空的.csv", kind="customers", records=0, at="2026-11-21T00:00:00.000Z")
    came = imports.came()
    assert [(run.file, came[run.id], run.waiting) for run in imports.runs()] == [("空的.csv", 0, 0), ("2019會員.csv", 1, 2)]
