"""只救回這一位: one customer of a copy back into the open shop."""

from pathlib import Path

import pytest

from db.core import audit, file, session
from db.core.connection import rows, run, value
from db.core.errors import RefusedError
from db.core.journal import unit
from db.services import (
    attachments,
    backups,
    customers,
    dump,
    entry,
    erasing,
    fetching,
    interactions,
    keys,
    looking,
    merging,
    people,
    shops,
    tags,
)  # fmt: skip
from db.services import bin as recycling
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.looking import Laid
from reports import quote_pdf
from tests.services import bought, november_quotes

NAME, PHONE = "陳美惠", "0912-345-678"


@pytest.fixture
def laid(shop: Path) -> Laid:
    """A copy in which the first customer has a phone, a talk, a tag, a file and a sale; the second stands beside."""
    customers.add(CustomerForm(name=NAME, code="A001", note="愛喝茶", points=[PointForm("mobile", PHONE)]))
    customers.add(CustomerForm(name="林志明"))
    interactions.add(InteractionForm(1, "問濾心"))
    tags.attach([1], ["老主顧"])
    attachments.add(1, [attachments.Given("估價.txt", "三萬".encode())])
    bought.sold(1, "2026-11-20", "濾心")
    return looking.lay(backups.make("close").path, file.current_path())


def empty_bin() -> None:
    customers.archive([1])
    recycling.empty()
    assert not value("SELECT 1 FROM customer WHERE id = 1")


def test_somebody_thrown_away_comes_back_with_everything(laid: Laid) -> None:
    before = dump.dump()
    empty_bin()
    plan = fetching.plan(laid, 1)
    assert (plan.state, plan.name, plan.differences) == ("gone", NAME, ())
    assert {table: plan.missing[table] for table in ("interaction", "sale", "attachment", "contact_point")} == dict.fromkeys(
        ("interaction", "sale", "attachment", "contact_point"), 1
    )
    assert fetching.fetch(laid, 1) == 1
    assert dump.dump() == before
    (kept,) = attachments.of(1)
    assert attachments.content(kept.blob_hash) == "三萬".encode()
    assert fetching.plan(laid, 1).is_needless
    audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    assert value("SELECT count(*) FROM customer") == 1


def test_what_differs_is_asked_field_by_field(laid: Laid) -> None:
    filled = customers.form(1)
    filled.note, filled.points[0].text, filled.company = "改過的", "0922-000-111", "美惠商行"
    customers.change(1, filled)
    plan = fetching.plan(laid, 1)
    told = {one.column: (one.here, one.there) for one in plan.differences}
    assert plan.state == "here"
    assert told == {"note": ("改過的", "愛喝茶"), "company": ("美惠商行", ""), "text": ("0922-000-111", PHONE)}
    fetching.fetch(laid, 1, [one.key for one in plan.differences if one.column != "company"])
    now = customers.form(1)
    assert (now.note, now.company, now.points[0].text) == ("愛喝茶", "美惠商行", PHONE)
    assert customers.likely_doubles(CustomerForm(points=[PointForm("mobile", PHONE)]))[0].id == 1


def test_a_number_in_use_meanwhile_is_not_doubled_and_a_taken_id_gets_a_new_one(laid: Laid) -> None:
    empty_bin()
    customers.add(CustomerForm(name="新來的", code="A001"))
    assert fetching.fetch(laid, 1) == 1
    assert (customers.form(1).code, "A001" in customers.form(1).note) == ("", True)


def test_a_quote_comes_with_its_lines_and_under_a_number_of_its_own(shop: Path) -> None:
    customers.add(CustomerForm(name=NAME))
    november_quotes.written(1)
    with unit("quotes.change"):
        run("UPDATE quote SET number = '1151121-004'")
    laid = looking.lay(backups.make("close").path, file.current_path())
    ((number, lines),) = rows("SELECT number, (SELECT count(*) FROM quote_line) FROM quote")
    empty_bin()
    other = customers.add(CustomerForm(name="新來的"))
    november_quotes.written(other)
    with unit("quotes.change"):
        run("UPDATE quote SET number = ?", number)
    fetching.fetch(laid, 1)
    assert rows("SELECT customer, number FROM quote ORDER BY customer") == [(1, f"{number}-2"), (other, number)]
    assert value("SELECT count(*) FROM quote_line WHERE quote = (SELECT id FROM quote WHERE customer = 1)") == lines


def test_put_away_comes_out_of_the_bin_and_merged_is_not_doubled(laid: Laid) -> None:
    customers.archive([1])
    assert fetching.plan(laid, 1).state == "archived"
    fetching.fetch(laid, 1)
    assert rows("SELECT archived_at FROM customer WHERE id = 1") == [(None,)]
    merging.merge(2, 1)
    plan = fetching.plan(laid, 1)
    assert (plan.state, plan.known_as, plan.missing["interaction"]) == ("merged", "林志明", 0)
    assert fetching.fetch(laid, 1) == 2
    assert value("SELECT count(*) FROM interaction") == 1


def test_the_erased_do_not_come_back(laid: Laid) -> None:
    erasing.erase(2, "本人要求", quote_pdf.make)
    with pytest.raises(RefusedError, match="不會從備份"):
        fetching.plan(laid, 2)
    with pytest.raises(RefusedError):
        fetching.fetch(laid, 2)


def test_found_by_name_or_phone(laid: Laid) -> None:
    empty_bin()
    assert [one.name for one in fetching.find(laid, "678")] == [NAME]
    assert [one.name for one in fetching.find(laid, "志明")] == ["林志明"]
    assert len(fetching.find(laid, "")) == 2


def test_a_copy_of_another_shop_gives_nobody_back(laid: Laid) -> None:
    file.close()
    other = file.data_folder() / "other.crm"
    shops.create(other, "別家店")
    with file.opened(other), pytest.raises(RefusedError):
        fetching.plan(laid, 1)
    with file.opened(other):
        assert value("SELECT count(*) FROM customer") == 0


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_under_a_password_the_owner_fetches_and_a_clerk_does_not(laid: Laid, mode: keys.Mode) -> None:
    laid.clear()
    made = keys.begin(mode, "濾心半年要換一次喔", "王老闆")
    made.prepare()
    made.finish()
    again = looking.lay(backups.make("close").path, file.current_path())
    empty_bin()
    clerk = people.add(people.PersonForm("小芳"))
    owner = session.person()
    session.come_in(entry.person_of(clerk))
    with pytest.raises(RefusedError):
        fetching.fetch(again, 1)
    assert not value("SELECT 1 FROM main.customer WHERE id = 1")
    session.come_in(owner)
    assert fetching.fetch(again, 1) == 1
    assert customers.form(1).points[0].text == PHONE
    again.clear()
