"""Tags: made, worn, taken off, deleted, and undone."""

import pytest

from db.core import audit
from db.core.errors import InputError, NotFoundError
from db.services import customers, lists, tags
from db.services.customers import CustomerForm
from db.services.lists import ListQuery, Selection

pytestmark = pytest.mark.usefixtures("shop")


def _people(count: int) -> list[int]:
    return [customers.add(CustomerForm(name=f"王{number}")) for number in range(count)]


def test_a_bulk_tag_is_one_undo() -> None:
    people = _people(3)
    tags.add("老主顧", "violet", "身分")
    assert tags.attach(people[:1], ["老主顧"]) == 1
    assert tags.attach(Selection(query=ListQuery()), ["老主顧", "三節送禮"]) == 3
    assert {row.name: row.count for row in tags.rows()} == {"老主顧": 3, "三節送禮": 3}
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert {row.name: row.count for row in tags.rows()} == {"老主顧": 1}


def test_taking_off_says_how_many_wore_it() -> None:
    people = _people(3)
    tags.attach(people[:2], ["月結"])
    assert tags.detach(people, ["月結", "沒有這個標籤"]) == 2
    assert tags.names_of(people[0]) == []


def test_a_renamed_tag_stays_on_its_customers_and_is_found_by_its_new_name() -> None:
    (one,) = _people(1)
    tags.attach([one], ["工成"])
    tags.change(tags.id_of("工成"), "工程", "blue", "身分")
    assert tags.names_of(one) == ["工程"]
    assert lists.first(ListQuery(text="工程"))[0].tags == (lists.TagMark("工程", "blue"),)
    assert lists.first(ListQuery(text="工成")) == []


def test_a_deleted_tag_is_off_everybody() -> None:
    people = _people(2)
    tags.attach(people, ["月結"])
    tag = tags.id_of("月結")
    assert tags.delete(tag) == 2
    assert lists.rows(people)[0].tags == ()
    with pytest.raises(NotFoundError):
        tags.delete(tag)


@pytest.mark.parametrize("name", ["", "  ", "老主顧", " 老主顧 "])
def test_a_tag_needs_a_free_name(name: str) -> None:
    tags.add("老主顧")
    with pytest.raises(InputError):
        tags.add(name)
