"""What is agreed with a customer: read as people write it, kept with the card, carried along wherever the card goes."""

import pytest

from db.core import audit
from db.core.connection import rows
from db.core.errors import ChangedSinceError, InputError
from db.services import bulk_edit, customer_sheet, customers, lists, merging, segments, sheet_changes, single_values, terms
from db.services.customer_form import AGREED
from db.services.customers import CustomerForm

pytestmark = pytest.mark.usefixtures("shop")
ALL = {"price_level": "wholesale", "tax_mode": "inclusive", "credit_limit": "20000", "credit_days": "30", "closing_day": "25"}


@pytest.mark.parametrize(
    ("key", "typed", "stored", "said"),
    [
        ("price_level", "批發", "wholesale", "批發"),
        ("price_level", "Contractor", "project", "工程"),
        ("price_level", "零售", "", ""),
        ("tax_mode", "含稅", "inclusive", "含稅"),
        ("credit_limit", "20,000", 20000, "20,000"),
        ("credit_limit", "２萬", 20000, "20,000"),
        ("credit_limit", "0", 0, "0"),
        ("credit_limit", "", None, ""),
        ("credit_days", "月結30天", 30, "30"),
        ("closing_day", "每月25日", 25, "25"),
        ("closing_day", "月底", 31, "月底"),
        ("closing_day", "31", 31, "月底"),
        ("closing_day", " ", None, ""),
    ],
)
def test_a_term_is_read_as_people_write_it(key: str, typed: str, stored: object, said: str) -> None:
    assert terms.parse(key, typed) == stored
    assert terms.shown(key, terms.parse(key, typed)) == said
    assert terms.parse(key, said) == stored


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("price_level", "友情價"), ("tax_mode", "7%"), ("credit_limit", "-1"), ("credit_limit", "很多"), ("credit_limit", "1.5"),
        ("credit_days", "366"), ("closing_day", "7"), ("closing_day", "32"), ("credit_limit", "1000000000"),
    ],
)  # fmt: skip
def test_what_is_no_term_is_refused_at_its_box(key: str, typed: str) -> None:
    form = CustomerForm(name="永發水電")
    setattr(form, key, typed)
    with pytest.raises(InputError) as refused:
        customers.add(form)
    assert refused.value.details["field"] == key
    assert "{" not in refused.value.sentence


def test_terms_come_back_with_the_form_and_nothing_newer_is_written_over() -> None:
    one = customers.add(CustomerForm(name="永發水電", **ALL))
    form, older = customers.form(one), customers.form(one)
    assert {name: getattr(form, name) for name in AGREED} == ALL
    form.credit_limit = ""
    customers.change(one, form)
    assert rows("SELECT credit_limit, credit_days, closing_day FROM customer WHERE id = ?", one) == [(None, 30, 25)]
    older.credit_days = "60"
    with pytest.raises(ChangedSinceError):
        customers.change(one, older)


def test_merging_fills_terms_and_keeps_a_limit_of_nothing() -> None:
    kept = customers.add(CustomerForm(name="永發水電", credit_limit="0", price_level="project"))
    gone = customers.add(CustomerForm(name="永發水電行", **ALL))
    merging.merge(kept, gone)
    form = customers.form(kept)
    assert (form.credit_limit, form.price_level, form.credit_days, form.closing_day) == ("0", "project", "30", "25")
    other = customers.add(CustomerForm(name="永發", credit_days="60"))
    merging.merge(kept, other, taken=["credit_days"])
    assert customers.form(kept).credit_days == "60"


def test_one_value_goes_back_to_what_it_was() -> None:
    one = customers.add(CustomerForm(name="永發水電", **ALL))
    for name, was in (("credit_limit", 0), ("closing_day", None), ("price_level", "")):
        single_values.put("customer", one, {name: was})
    form = customers.form(one)
    assert (form.credit_limit, form.closing_day, form.price_level) == ("0", "", "")


@pytest.mark.parametrize(("key", "typed"), [("price_level", "批發"), ("credit_limit", "2萬"), ("closing_day", "月底")])
def test_a_term_is_set_for_many_in_one_step(key: str, typed: str) -> None:
    many = [customers.add(CustomerForm(name=name)) for name in ("甲", "乙", "丙")]
    assert bulk_edit.set_field(many, key, typed) == 3
    assert rows(f"SELECT DISTINCT {key} FROM customer") == [(terms.parse(key, typed),)]
    assert bulk_edit.changes({(many[0], key): typed}) == []
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert rows(f"SELECT DISTINCT {key} FROM customer") == [(terms.parse(key, ""),)]
    with pytest.raises(InputError):
        bulk_edit.set_field(many, key, "隨便")


def test_lists_are_made_by_what_is_agreed() -> None:
    one = customers.add(CustomerForm(name="永發水電", **ALL))
    customers.add(CustomerForm(name="王先生", credit_limit="0"))

    def found(field: str, is_: str, value: object = None) -> list[int]:
        query = lists.ListQuery(conditions=segments.text_of({"field": field, "is": is_, "value": value}))
        return list(lists.ids(query))

    assert found("price_level", "any_of", ["wholesale"]) == found("closing_day", "equals", 25) == [one]
    assert found("credit_limit", "more", 0) == found("tax_mode", "filled") == [one]
    assert len(found("credit_limit", "filled")) == 2
    assert len(found("price_level", "none_of", ["project"])) == 2


def test_a_term_goes_out_in_a_sheet_and_comes_back() -> None:
    one = customers.add(CustomerForm(name="永發水電", **ALL))
    columns = [column for column in customer_sheet.in_use() if column.key in AGREED]
    ((_id, cells),) = customer_sheet.rows([one], columns)
    assert dict(zip((column.key for column in columns), cells, strict=True)) == {
        "price_level": "批發", "tax_mode": "含稅", "credit_limit": 20000, "credit_days": 30, "closing_day": "25",
    }  # fmt: skip
    form, blank = customers.form(one), CustomerForm(name="永發水電")
    for column, cell in zip(columns, cells, strict=True):
        assert not sheet_changes.apply(form, column.key, str(cell))
        assert sheet_changes.apply(blank, column.key, str(cell))
        assert sheet_changes.holds(form, column.key, str(cell))
    assert {name: getattr(blank, name) for name in AGREED} == ALL
    assert sheet_changes.apply(form, "credit_limit", "")
    with pytest.raises(InputError):
        sheet_changes.apply(form, "closing_day", "13")
    bare = customers.add(CustomerForm(name="王先生"))
    ((_id, cells),) = customer_sheet.rows([bare], columns)
    assert [
        sheet_changes.apply(customers.form(bare), one.key, str(cell or "")) for one, cell in zip(columns, cells, strict=True)
    ] == [False] * 5
