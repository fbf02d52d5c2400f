"""Quotes as drafts: begun as the shop has it, saved, looked up, begun again."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from db.core import audit, clock
from db.core.connection import value
from db.core.errors import ChangedSinceError, InputError, NotFoundError, RefusedError
from db.services import customers, quote_form, quote_life, quote_paper, quotes, settings
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.quotes import QuoteQuery
from tests.services.november_quotes import bathroom, builder, drawn, written

pytestmark = pytest.mark.usefixtures("shop", "saturday")


@pytest.fixture
def one() -> int:
    return builder()


def _later(days: int) -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC) + timedelta(days=days))


def test_the_bathroom_comes_to_the_dollar(one: int) -> None:
    found = quotes.get(written(one))
    assert found.totals.amounts == (None, 13600, 1080, 4500, -959, None, 3900)
    assert (found.row.net, found.row.tax, found.row.total) == (18221, 911, 19132)
    assert found.form.lines == bathroom()
    assert (found.row.state, found.row.number, found.versions) == ("draft", "", ())


def test_a_new_quote_is_filled_as_shop_and_customer_have_it(one: int) -> None:
    form = quotes.new(one)
    assert (form.quoted_on, form.valid_until) == ("2026-11-21", "2026-12-21")
    assert (form.contact_name, form.tax_mode, form.title) == ("林志明 經理", "exclusive", "quote")
    assert form.terms == "本報價逾有效期限請重新報價。"
    assert quote_form.valid_until("2026-11-16", 30) == "2026-12-16"
    settings.save({"valid_days": "14", "quote_title": "estimate"})
    form = quotes.new(one)
    assert (form.valid_until, form.title) == ("2026-12-05", "estimate")


@pytest.mark.parametrize(
    ("own", "invoices", "kind", "tax_id", "mode"),
    [
        ("", "", "person", "04595257", "exclusive"),
        ("", "", "person", "", "inclusive"),
        ("", "none", "company", "04595257", "none"),
        ("", "exclusive", "person", "", "inclusive"),
        ("", "exclusive", "person", "04595257", "exclusive"),
        ("", "exclusive", "company", "", "exclusive"),
        ("", "inclusive", "company", "04595257", "inclusive"),
        ("zero", "none", "person", "", "zero"),
        ("exclusive", "exclusive", "person", "", "exclusive"),
    ],
)
def test_how_tax_is_counted(own: str, invoices: str, kind: str, tax_id: str, mode: str) -> None:
    settings.save({"invoices": invoices})
    assert quotes.new(customers.add(CustomerForm(name="王大同", kind=kind, tax_id=tax_id, tax_mode=own))).tax_mode == mode


@pytest.mark.parametrize(
    ("name", "title", "called"), [("林經理", "經理", "林經理"), ("林志明", "", "林志明"), ("林", "董", "林 董")]
)
def test_a_title_is_never_said_twice(name: str, title: str, called: str) -> None:
    assert quotes.called(name, title) == called


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", "發票"), ("tax_mode", "5%"), ("quoted_on", "哪天"), ("valid_until", "2026-11-20"), ("note", "字" * 50_001)],
)
def test_what_cant_be_kept_is_said_and_nothing_is_kept(one: int, field: str, typed: str) -> None:
    form = quotes.new(one)
    setattr(form, field, typed)
    with pytest.raises(InputError) as refused:
        quotes.add(form)
    assert refused.value.details["field"] == field
    assert value("SELECT count(*) FROM quote") == 0


def test_somebody_elses_contact_is_not_taken_along(one: int) -> None:
    form = quotes.new(customers.add(CustomerForm(name="王大同")))
    form.contact = quotes.new(one).contact
    assert quotes.get(quotes.add(form)).form.contact is None


def test_two_drafts_edited_at_once_do_not_overwrite_each_other(one: int) -> None:
    quote = written(one)
    mine, theirs = quotes.get(quote).form, quotes.get(quote).form
    mine.project, theirs.project = "信義路", "和平東路"
    quotes.change(quote, mine)
    with pytest.raises(ChangedSinceError):
        quotes.change(quote, theirs)
    assert quotes.get(quote).form.project == "信義路"


def test_saving_what_is_there_makes_no_unit(one: int) -> None:
    quote, before = written(one), audit.units(1)[0].id
    quotes.change(quote, quotes.get(quote).form)
    assert audit.units(1)[0].id == before


def test_a_change_is_taken_back_in_one_step(one: int) -> None:
    quote = written(one)
    form = quotes.get(quote).form
    form.lines, form.note = form.lines[:2], "急"
    quotes.change(quote, form)
    assert quotes.get(quote).row.total == 14280
    audit.undo(audit.units(1)[0].id)
    found = quotes.get(quote)
    assert (found.row.total, found.form.note, len(found.form.lines)) == (19132, "", 7)


def test_a_draft_is_thrown_away_an_issued_one_is_kept(one: int) -> None:
    quote, other = written(one), written(one)
    quotes.discard(quote)
    with pytest.raises(NotFoundError):
        quotes.get(quote)
    audit.undo(audit.units(1)[0].id)
    assert quotes.get(quote).row.total == 19132
    quote_life.issue(other, drawn)
    quote_life.revise(other)
    with pytest.raises(RefusedError):
        quotes.discard(other)


def test_what_was_issued_cant_be_changed(one: int) -> None:
    quote = written(one)
    quote_life.issue(quote, drawn)
    with pytest.raises(RefusedError):
        quotes.change(quote, quotes.get(quote).form)


def test_lists_by_state_text_and_day(one: int) -> None:
    other = customers.add(CustomerForm(name="王大同"))
    drafted, waiting = written(one), written(other)
    form = quotes.get(waiting).form
    form.project, form.valid_until = "浴室翻新", "2026-11-25"
    quotes.change(waiting, form)
    quote_life.issue(waiting, drawn)

    def ids(query: QuoteQuery) -> list[int]:
        return [row.id for row in quotes.rows(query)]

    assert ids(QuoteQuery()) == [waiting, drafted]
    assert ids(QuoteQuery("draft")) == [drafted]
    assert ids(QuoteQuery("issued")) == ids(QuoteQuery("soon")) == ids(QuoteQuery(text="翻新")) == [waiting]
    assert ids(QuoteQuery(text="1121-001")) == ids(QuoteQuery(customer=other)) == ids(QuoteQuery(text="王大")) == [waiting]
    assert ids(QuoteQuery(sort="customer")) == [waiting, drafted]  # 王 has four strokes, 宏 seven
    assert quotes.counts() == {
        "draft": 1, "issued": 1, "accepted": 0, "refused": 0, "expired": 0, "void": 0, "soon": 1,
    }  # fmt: skip
    _later(5)
    assert ids(QuoteQuery("expired")) == [waiting]
    assert quotes.get(waiting).row.state == "expired"
    assert (quotes.counts()["expired"], quotes.counts()["issued"], quotes.counts()["soon"]) == (1, 0, 0)


def test_quoted_again_from_today(one: int) -> None:
    quote = written(one)
    _later(5)
    again = quotes.copy_of(quote)
    assert (again.quoted_on, again.valid_until, again.lines) == ("2026-11-26", "2026-12-26", bathroom())
    assert quotes.last_of(one) == quote
    second = quotes.add(again)
    assert quotes.last_of(one) == second
    assert quotes.get(second).row.total == quotes.get(quote).row.total


def test_texts_are_remembered_the_customers_own_first(one: int) -> None:
    other = customers.add(CustomerForm(name="王大同"))
    for customer, terms in ((one, "訂金五成"), (other, "貨到付現")):
        form = quotes.new(customer)
        form.payment_terms = terms
        quotes.add(form)
    assert quotes.said_before("payment_terms", one)[:2] == ["訂金五成", "貨到付現"]
    assert quotes.said_before("payment_terms")[:2] == ["貨到付現", "訂金五成"]
    assert "月結 30 天" in quotes.said_before("payment_terms")
    assert quotes.new(one).payment_terms == "訂金五成"
    with pytest.raises(LookupError):
        quotes.said_before("state")


def test_the_paper_shows_shop_customer_and_sums() -> None:
    settings.save({"shop_name": "順發水電材料行", "phone": "02-2921-1234", "fax": "0229211235", "bank_account": "臺灣銀行 012"})
    address = AddressForm("106 台北市大安區信義路三段 100 號 5 樓")
    one = builder(addresses=[address], points=[PointForm("fax", "02-2345-0000")])
    paper = quote_paper.of(written(one))
    assert (paper.letterhead.name, paper.letterhead.fax, paper.letterhead.bank) == (
        "順發水電材料行", "02-2921-1235", "臺灣銀行 012",
    )  # fmt: skip
    assert (paper.party.name, paper.party.contact, paper.party.phone) == (
        "宏達室內裝修有限公司", "林志明 經理", "02-2345-6789 #12",
    )  # fmt: skip
    assert paper.party.address.endswith("信義路三段 100 號 5 樓")
    assert (paper.net, paper.tax, paper.total, paper.number, paper.is_draft) == (18221, 911, 19132, "", True)
    assert [line.amount for line in paper.lines] == [None, 13600, 1080, 4500, -959, None, 3900]


def test_a_form_goes_through_plain_values_and_back(one: int) -> None:
    form = quotes.get(written(one)).form
    form.lines.append(LineForm("note", name="<img src=x>&", quantity=Decimal("1.125")))
    body = quote_form.plain(form)
    assert quote_form.read(body | {"a_newer_one": 1}, one) == quote_form.read(body, one)
    form.seen = ""
    assert quote_form.read(body, one) == form
