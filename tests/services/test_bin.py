"""The bin: who lies there, and that emptying it leaves nothing of them and everything of the others."""

import pytest

from db.core import audit, clock, file, session
from db.core.connection import database, rows, run, value
from db.core.errors import InputError, RefusedError
from db.core.journal import unit
from db.models.base import Table
from db.services import (
    attachments,
    blacklist,
    customers,
    drafts,
    interactions,
    letterhead,
    lists,
    merging,
    opt_outs,
    products,
    quote_life,
    quote_versions,
    quotes,
    relations,
    requests,
    sales,
    settings,
    tasks,
    today,
)
from db.services import bin as waste
from db.services.attachments import Given
from db.services.customer_form import AddressForm, ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery
from db.services.products import ProductForm
from db.services.sales import LineForm, SaleForm
from db.services.tasks import TaskForm
from tests.services.november_quotes import builder, drawn, written

pytestmark = pytest.mark.usefixtures("shop")


def _full(name: str) -> int:
    """A customer with something in every table."""
    phone = PointForm("mobile", "0912-345-678")
    contact = ContactForm("王小姐", points=[PointForm("mobile", "0922-000-111")])
    one = customers.add(
        CustomerForm(
            name=name, kind="company", points=[phone], addresses=[AddressForm("中正路一號")], contacts=[contact], tags=["月結"]
        )
    )
    interactions.add(InteractionForm(one, "問濾心", "電話"))
    sales.add(SaleForm(one, [LineForm(name="濾心", amount=560)]))
    tasks.add(TaskForm("回電", "11/27"), [one])
    blacklist.put(one, "欠款")
    opt_outs.put(one, ["line"])
    return one


def test_what_the_law_has_written_down_of_somebody_goes_too_and_the_register_keeps_the_request() -> None:
    one = customers.add(CustomerForm(name="走的人"))
    (paper,) = attachments.add(one, [Given("同意書.txt", b"yes")])
    day = "2026-11-01"
    with unit("consents.add"):
        run("INSERT INTO consent (customer, given_on, evidence) VALUES (?, ?, ?)", one, day, paper)
        run("INSERT INTO disclosure (customer, given_on) VALUES (?, ?)", one, day)
        run("INSERT INTO retention_review (customer, decided_on) VALUES (?, ?)", one, day)
        run("INSERT INTO breach (known_on) VALUES (?)", day)
        run("INSERT INTO breach_person (breach, customer) VALUES (1, ?)", one)
        run("INSERT INTO request (customer, received_on, due_on, note) VALUES (?, ?, ?, '電話問的')", one, day, day)
    customers.archive([one])
    assert waste.empty() == 1
    assert rows("SELECT customer, received_on, note FROM request") == [(None, day, "")]
    assert [(row.name, row.received_on) for row in requests.rows()] == [("", day)]
    for table in ("consent", "disclosure", "retention_review", "breach_person"):
        assert not rows(f"SELECT 1 FROM {table}")


def test_every_table_that_names_a_customer_is_thought_of() -> None:
    every = [name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    naming = {table for table in every for row in rows(f"PRAGMA foreign_key_list({table})") if row[2] == "customer"}
    assert naming == {*dict(waste._CHILDREN), "request"} & naming


def test_the_last_put_away_comes_first_and_a_text_finds_them() -> None:
    first, second, third = (customers.add(CustomerForm(name=name)) for name in ("甲先生", "乙先生", "丙小姐"))
    customers.archive([second], "moved")
    customers.archive([first], "died")
    assert list(waste.ids()) == [first, second]
    assert [(row.name, row.reason) for row in waste.rows(waste.ids("乙先生"))] == [("乙先生", "moved")]
    assert waste.count() == 2
    customers.put_back([first])
    assert list(waste.ids()) == [second]
    assert waste.rows([third]) == []


def test_emptying_leaves_nothing_of_them_and_everything_of_the_others() -> None:
    gone, twin, stays = _full("大和民宿"), _full("大和民宿有限公司"), _full("永和早餐店")
    before = {table: value(f'SELECT count(*) FROM "{table}"') for table in _of_customers()}
    relations.add(stays, gone, "family")
    drafts.keep("customer", gone, {"name": "半張"})
    merging.merge(gone, twin)
    customers.archive([gone], "closed")
    assert waste.empty() == 1
    after = {table: value(f'SELECT count(*) FROM "{table}"') for table in _of_customers()}
    assert after == {table: count // 3 for table, count in before.items()}
    assert relations.of(stays) == []
    assert drafts.left() == []
    assert [row.name for row in lists.first(ListQuery())] == ["永和早餐店"]
    assert value("SELECT count(*) FROM customer_figures") == value("SELECT count(*) FROM customer_search") == 1
    assert file.check().ok


def test_emptying_is_in_the_history_and_can_not_be_taken_back() -> None:
    gone = _full("大和民宿")
    customers.archive([gone])
    waste.empty()
    (unit,) = audit.units(1)
    assert (unit.action, unit.detail["customers"], unit.undoable) == ("customers.empty_bin", 1, False)
    with pytest.raises(RefusedError):
        audit.undo(unit.id)


def test_a_name_that_only_they_bought_is_forgotten() -> None:
    """Free text of a line may tell who they were; what others bought and what is a product stays."""
    products.add(ProductForm(name="馬桶"))
    gone, stays = customers.add(CustomerForm(name="甲")), customers.add(CustomerForm(name="乙"))
    for one, name in ((gone, "林宅鐵門"), (gone, "濾心"), (stays, "濾心"), (gone, "馬桶")):
        sales.add(SaleForm(one, [LineForm(name=name, amount=100)]))
    customers.archive([gone])
    waste.empty()
    found = {name for (name,) in rows("SELECT name FROM item WHERE product IS NULL")}
    assert found == {"濾心", "馬桶"}


def test_only_those_put_away_are_thrown_away() -> None:
    here, away = _full("永和早餐店"), _full("大和民宿")
    with pytest.raises(InputError):
        waste.empty()
    customers.archive([away])
    assert waste.empty([here, away]) == 1
    assert [row.id for row in lists.first(ListQuery())] == [here]


def test_one_may_go_and_the_others_stay_in_the_bin() -> None:
    one, two = _full("甲"), _full("乙")
    customers.archive([one, two])
    assert waste.empty([one]) == 1
    assert list(waste.ids()) == [two]


def _of_customers() -> list[str]:
    """The tables in which a customer has rows here."""
    names = [table._meta.table_name for table in Table.__subclasses__()]
    everywhere = {*names, "customer", "contact", "contact_point", "address", "interaction", "sale", "task", "blacklist"}
    keyed = {name for name in everywhere if any(row[3] == "customer" for row in _keys(name))} | {"customer", "sale_line"}
    return sorted(keyed)


def _keys(table: str) -> list[tuple[object, ...]]:
    return list(database.execute(f'PRAGMA foreign_key_list("{table}")', ()).fetchall())


def test_nothing_goes_out_to_who_passed_away() -> None:
    """Not in the list, not in what is to be done, not on Today."""
    gone = customers.add(CustomerForm(name="王老先生", points=[PointForm("mobile", "0912-345-678")]))
    tasks.add(TaskForm("回電", clock.today().isoformat()), [gone])
    assert [row.customer for row in today.plan().rows] == [gone]
    customers.archive([gone], "deceased")
    assert list(lists.ids(ListQuery())) == []
    assert tasks.open_until(clock.today()) == []
    assert [row.customer for row in (*today.plan().rows, *today.plan().beside)] == []


PDF = b"%PDF-1.7 signed"
LOGO = b"\x89PNG\r\n\x1a\n a logo"
PHOTO = b"\xff\xd8\xff\xe0 a photo"


def test_bytes_an_undo_still_needs_outlive_the_bin() -> None:
    stays, goes = (customers.add(CustomerForm(name=name)) for name in ("甲先生", "乙先生"))
    given = Given("照片.jpg", PHOTO, b"\xff\xd8\xff small")
    mine = attachments.add(stays, [given])
    attachments.add(goes, [given])
    attachments.remove(mine)
    removed = audit.units(1)[0].id
    customers.archive([goes], "moved")
    waste.empty()
    audit.undo(removed)
    (row,) = attachments.of(stays)
    assert attachments.content(row.blob_hash) == PHOTO
    assert attachments.content(row.thumbnail_hash) == b"\xff\xd8\xff small"


def test_bytes_somebody_else_keeps_stay_and_those_of_nobody_go() -> None:
    stays, goes = (customers.add(CustomerForm(name=name)) for name in ("甲先生", "乙先生"))
    given = Given("照片.jpg", PHOTO, b"\xff\xd8\xff small")
    attachments.add(stays, [given])
    attachments.add(goes, [given, Given("約.pdf", PDF)])
    customers.archive([goes], "moved")
    waste.empty()
    (row,) = attachments.of(stays)
    assert attachments.content(row.blob_hash) == PHOTO
    assert attachments.content(row.thumbnail_hash) == b"\xff\xd8\xff small"
    assert value("SELECT count(*) FROM blob") == 2


@pytest.mark.parametrize("later", [b"", LOGO + b"1"])
def test_a_logo_outlives_a_customer_who_sent_the_same_file(later: bytes) -> None:
    letterhead.put("logo", LOGO)
    letterhead.put("logo", later or LOGO)
    changed = audit.units(1)[0].id
    goes = customers.add(CustomerForm(name="乙先生"))
    attachments.add(goes, [Given("logo.png", LOGO)])
    customers.archive([goes], "moved")
    waste.empty()
    if later:
        audit.undo(changed)
    assert letterhead.picture("logo") == LOGO


def test_what_was_issued_to_somebody_goes_with_them() -> None:
    goes, stays = builder(code="A"), builder(code="B")
    for one in (goes, stays):
        quote_life.issue(written(one), drawn)
    papers = value("SELECT count(*) FROM blob")
    customers.archive([goes], "closed")
    waste.empty()
    assert (papers, value("SELECT count(*) FROM blob"), value("SELECT count(*) FROM issued_quote")) == (2, 1, 1)
    (kept,) = quotes.rows()
    assert quote_versions.pdf(quotes.get(kept.id).versions[0].id)


def test_the_owner_alone_empties_it() -> None:
    settings.save({"staff": ["小美"]})
    customers.archive([customers.add(CustomerForm(name="甲先生"))], "moved")
    session.act_as("小美")
    with pytest.raises(RefusedError, match="只有老闆"):
        waste.empty()
    assert waste.count() == 1
    session.act_as("")
    assert waste.empty() == 1
