"""The demo shop: lifelike, the same for the same seed, its doubles known."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from db.core import checking, clock, file
from db.core.connection import rows, value
from db.core.errors import CancelledError, InputError
from db.core.values import address, amounts, phones, tax_id
from db.services import (
    commissions,
    deliveries,
    demo,
    demo_people,
    dump,
    duplicates,
    list_health,
    lists,
    own_fields,
    payments,
    products,
    quote_numbers,
    quotes,
    receivables,
    segments,
)
from tests.services.november_quotes import drawn

TODAY = date(2026, 11, 20)
_NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def lifelike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop of 600 with its papers; copy it, never open it."""
    path = tmp_path_factory.mktemp("lifelike") / "demo.crm"
    clock.fix(_NOON)
    demo.create(path, 600, draw=drawn)
    clock.fix(None)
    return path


@pytest.fixture
def open_shop(lifelike: Path, tmp_path: Path) -> Iterator[None]:
    """The same, open, on the day it was made."""
    clock.fix(_NOON)
    with file.opened(Path(shutil.copy(lifelike, tmp_path / "demo.crm"))):
        yield


def _dump(path: Path) -> object:
    with file.opened(path):
        return dump.dump()


def test_the_same_seed_gives_the_same_shop(tmp_path: Path) -> None:
    first = demo.create(tmp_path / "one.crm", 60, seed=7, doubles=5, draw=drawn)
    second = demo.create(tmp_path / "two.crm", 60, seed=7, doubles=5, draw=drawn)
    other = demo.create(tmp_path / "three.crm", 60, seed=8, doubles=5)
    assert first.doubles == second.doubles
    assert _dump(tmp_path / "one.crm") == _dump(tmp_path / "two.crm") != _dump(tmp_path / "three.crm")
    assert len(other.doubles) == 3


@pytest.mark.usefixtures("open_shop")
def test_the_shop_is_sound_searchable_and_full_of_everything() -> None:
    assert checking.check().ok
    for table in (
        "contact",
        "address",
        "customer_tag",
        "blacklist",
        "opt_out",
        "interaction",
        "sale",
        "sale_line",
        "product",
    ):
        assert value(f"SELECT count(*) FROM {table}") > 0, table
    assert value("SELECT count(*) FROM customer") == 600
    assert value("SELECT count(*) FROM customer WHERE archived_at IS NOT NULL") > 0
    assert own_fields.rows()
    some = rows("SELECT customer, substr(normal, -3) FROM contact_point WHERE kind = 'mobile' AND normal <> '' LIMIT 5")
    for customer, digits in some:
        assert customer in lists.ids(lists.ListQuery(text=digits, archived=True))
    for customer, city in rows("SELECT customer, city FROM customer_figures LIMIT 20"):
        assert city == (value("SELECT city FROM address WHERE customer = ?", customer) or "")


def test_people_are_as_real_ones() -> None:
    made = demo.people(600, 3, 0, TODAY)
    companies = [one for one in made if one.kind == "company"]
    assert 60 < len(companies) < 160
    for one in made:
        if one.tax_id:
            assert tax_id.check(one.tax_id)
        for kind, text, normal, _label in one.points:
            if kind in ("mobile", "phone", "fax"):
                (read,) = phones.parse(text)
                assert (read.normal, read.problem) == (normal, ""), text
        if one.address:
            parts = address.split(one.address.text)
            assert (parts.city, parts.district) == (one.address.city, one.address.district)
        assert all(day <= TODAY.isoformat() for day, *_talk in one.talks)
        assert one.since <= TODAY.isoformat()
    surnames = [one.name[0] for one in made if one.kind == "person"]
    assert surnames.count("陳") > surnames.count("廖")
    assert max(len(one.name) for one in made if one.kind == "person") <= 4


def test_a_double_follows_its_original_and_shares_something_with_it() -> None:
    made = demo.people(300, 5, 10, TODAY)
    doubles = [(place, one) for place, one in enumerate(made) if one.double_of is not None]
    assert len(doubles) == 30
    for place, one in doubles:
        assert one.double_of is not None
        original = made[one.double_of]
        assert one.double_of < place
        assert original.double_of is None
        same_reach = {point[2] for point in one.points} & {point[2] for point in original.points}
        assert same_reach or one.name == original.name or (one.tax_id and one.tax_id == original.tax_id)
    assert len({one.double_of for _place, one in doubles}) == 30


def test_family_members_are_no_doubles() -> None:
    made = demo.people(600, 3, 0, TODAY)
    holders: dict[str, set[str]] = {}
    for one in made:
        for point in one.points:
            holders.setdefault(point[2], set()).add(one.name)
    assert any(len(names) > 1 for names in holders.values())


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.crm").write_bytes(b"mine")
    with pytest.raises(InputError):
        demo.create(tmp_path / "mine.crm", 10)
    assert (tmp_path / "mine.crm").read_bytes() == b"mine"


def test_cancelled_it_leaves_no_file(tmp_path: Path) -> None:
    def cancel(what: str, done: int, total: int) -> None:
        raise CancelledError(what)

    with pytest.raises(CancelledError):
        demo.create(tmp_path / "demo.crm", 10, progress=cancel)
    assert not (tmp_path / "demo.crm").exists()


def test_the_lists_of_names_are_whole() -> None:
    lists_ = demo_people.words()
    assert len(lists_["surnames"]) > 80
    assert {row[2] for row in lists_["districts"] if row[1] == "永和區"} == {"234"}


@pytest.mark.usefixtures("open_shop")
def test_the_shop_has_a_daily_life() -> None:
    promised = rows(
        "SELECT t.customer, i.customer, t.due_on, i.follow_up_on FROM task t JOIN interaction i ON i.id = t.interaction"
    )
    assert promised
    assert all((customer, due) == (talked, promised_on) for customer, talked, due, promised_on in promised)
    assert value("SELECT count(*) FROM task WHERE done_on IS NOT NULL") > 0
    assert value("SELECT count(*) FROM task WHERE customer IS NULL AND repeat <> ''") > 0
    assert value("SELECT count(*) FROM customer_figures WHERE keep_in_touch_on IS NOT NULL") > 5
    assert {kind for (kind,) in rows("SELECT kind FROM relation")} == {"family", "referrer"}
    assert value("SELECT count(*) FROM blacklist WHERE review_on IS NOT NULL") == value("SELECT count(*) FROM blacklist")
    (own,) = segments.rows()
    assert lists.count(segments.named(own.name)) == value(
        "SELECT count(*) FROM customer_figures f WHERE f.visible = 1 AND EXISTS (SELECT 1 FROM customer_tag w JOIN tag t"
        " ON t.id = w.tag WHERE w.customer = f.customer AND t.name = '老主顧')"
        " AND EXISTS (SELECT 1 FROM address a WHERE a.customer = f.customer AND a.district = '永和區')"
    )


@pytest.mark.usefixtures("open_shop")
def test_the_shop_trades() -> None:
    assert {state for state, count in quotes.counts().items() if count} == {*quotes.STATES, "soon"}
    assert value("SELECT count(*) FROM issued_quote WHERE version = 2") == 1
    assert value("SELECT count(*) FROM issued_quote WHERE issued_on >= ?", TODAY.isoformat()) == 0
    assert value("SELECT count(*) FROM sale WHERE quote IS NOT NULL") == quotes.counts()["accepted"] > 4
    assert {kind for (kind,) in rows("SELECT DISTINCT kind FROM quote_line")} == set(amounts.KINDS) - {"note"}
    assert {method for (method,) in rows("SELECT DISTINCT method FROM payment")} == set(dict(payments.METHODS))
    assert {one.state for one in deliveries.rows()} >= {"asked", "ordered", "arrived", "told"}
    assert value("SELECT count(*) FROM task WHERE origin = 'recall' AND due_on > ?", TODAY.isoformat()) > 0
    assert value("SELECT count(*) FROM sale_line WHERE serial_no <> '' AND warranty_months > 0") > 0
    assert any(product.is_bundle for product in products.rows()) and any(one.next_model for one in products.rows(inactive=True))
    assert json.loads(value("SELECT detail FROM unit WHERE action = 'demo.fill'")) == {"customers": 600}


@pytest.mark.usefixtures("open_shop")
def test_its_money_adds_up() -> None:
    assert not rows("SELECT id FROM sale WHERE tax_mode <> '' AND net + tax <> total")
    assert not rows(
        "SELECT s.id FROM sale s WHERE (SELECT sum(amount) FROM sale_line WHERE sale = s.id AND kind = 'item')"
        " <> iif(s.tax_mode IN ('', 'inclusive'), s.total, s.net) AND s.quote IS NULL"
    )
    assert not rows("SELECT id FROM payment WHERE paid_on > ? OR cleared_on > ?", TODAY.isoformat(), TODAY.isoformat())
    assert not rows(
        "SELECT s.id FROM sale s JOIN payment p ON p.sale = s.id GROUP BY s.id HAVING sum(p.amount) > s.total OR s.is_owed = 0"
    )
    aged = receivables.aged()
    assert 5 < len(aged) < 60 and any(row.to_30 for row in aged) and any(row.over_90 for row in aged)
    number = value("SELECT max(number) FROM sale WHERE happened_on = (SELECT max(happened_on) FROM sale)")
    day = date.fromisoformat(value("SELECT max(happened_on) FROM sale"))
    assert quote_numbers.look_ahead("sale", day) > number


def test_two_years_have_their_rhythm() -> None:
    made = demo.people(2_000, 3, 0, TODAY)
    days = [date.fromisoformat(day) for one in made for day, _lines in one.sales]
    assert min(days) >= TODAY - timedelta(days=733) and max(days) < TODAY
    assert all(day.weekday() != 6 for day in days)
    often = [one for one in made if len(one.sales) >= 6]
    assert len(often) > 100
    lost = [one for one in often if date.fromisoformat(max(one.sales)[0]) < TODAY - timedelta(days=175)]
    assert 10 < len(lost) < len(often) / 2
    assert sum(len(one.sales) == 1 for one in made) > 200


@pytest.mark.usefixtures("open_shop")
def test_reports_have_something_to_find() -> None:
    assert value("SELECT count(*) FROM quote WHERE state IN ('accepted', 'refused')") >= 20
    assert value("SELECT count(DISTINCT reason) FROM quote WHERE state = 'refused' AND reason <> ''") >= 3
    assert value("SELECT count(DISTINCT category) FROM customer WHERE category <> ''") > 5
    assert value("SELECT count(DISTINCT lost_reason) FROM customer WHERE lost_on IS NOT NULL") > 3
    assert value("SELECT count(*) FROM customer c JOIN sale s ON s.customer = c.id AND s.happened_on > c.lost_on") > 0
    assert {kind for (kind,) in rows("SELECT kind FROM customer_cost")} == {"marketing", "service"}
    assert {answer for (answer,) in rows("SELECT answer FROM suggestion")} == {"accepted", "dismissed"}
    assert value("SELECT count(*) FROM task WHERE done_on > due_on") > 5
    found = list_health.health()
    assert all(found.faults[key] for key in ("bad_phone", "bad_tax_id", "bad_email", "bad_birthday", "no_phone", "no_address"))
    assert commissions.rates()


def test_things_go_together_and_the_new_year_is_felt() -> None:
    made = demo.people(2_000, 3, 0, TODAY)
    codes = [product[0] for product in demo_people.words()["products"]]
    baskets = [{codes[place] for place, _count in lines} for one in made for _day, lines in one.sales]
    with_seat = sum("G002" in basket for basket in baskets if "G001" in basket)
    assert with_seat / sum("G001" in basket for basket in baskets) > 0.3
    back = [one for one in made if _longest_gap([date.fromisoformat(day) for day, _lines in one.sales]) > 365]
    assert len(back) > 10


def _longest_gap(days: list[date]) -> int:
    return max(((then - one).days for one, then in pairwise(days)), default=0)


def test_without_anybody_who_draws_no_quote_leaves_the_house(tmp_path: Path) -> None:
    demo.create(tmp_path / "demo.crm", 120)
    with file.opened(tmp_path / "demo.crm"):
        assert {state for (state,) in rows("SELECT state FROM quote")} == {"draft"}


def test_the_shop_in_the_window_has_some_doubles_to_find(tmp_path: Path) -> None:
    demo.set_up(tmp_path / "demo.crm")
    with file.opened(tmp_path / "demo.crm"):
        assert 6 <= len(duplicates.pairs()) < 20
