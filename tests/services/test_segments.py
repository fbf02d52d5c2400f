"""Lists by conditions: who meets them, what they are called, what happens where something they speak of is gone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from db.core import audit, clock
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.values import dates
from db.core.values.dates import PartialDate
from db.services import blacklist, customers, interactions, lists, opt_outs, own_fields, relations, sales, segments, tags, tasks
from db.services.customers import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery, Selection
from db.services.sales import SaleForm
from db.services.tasks import TaskForm
from tests.services.conditions import leaf, names

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture(autouse=True)
def _friday() -> None:
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def people() -> dict[str, int]:
    """Four customers who differ in everything that is asked, and one put away."""
    owing = own_fields.add("欠款", "number", is_opening=True)
    made = {
        "陳美惠": CustomerForm(
            name="陳美惠", code="C-1", title="女士", gender="female", birthday=dates.parse("1984/12/3"), tags=["老主顧"],
            points=[PointForm("mobile", "0912-345-678"), PointForm("line_id", "meihui")], own={f"f{owing}": 1200},
            addresses=[AddressForm("臺北市大安區信義路1號")], source="路過", customer_since="2020-05-01",
        ),
        "宏達公司": CustomerForm(
            name="宏達公司", kind="company", tax_id="04595257", tags=["工程", "老主顧"],
            points=[PointForm("phone", "02-2345-6789")],
            addresses=[AddressForm("新北市永和區中正路1號")], own={f"f{owing}": 0}, staff="阿德",
        ),
        "王小明": CustomerForm(name="王小明", birthday=dates.parse("11/25"), referrer="陳美惠", note="怕吵 100%_滿意"),
        "丁大同": CustomerForm(name="丁大同", tags=["工程"], points=[PointForm("email", "ding@example.com")], source="網路"),
        "林志明": CustomerForm(name="林志明", tags=["老主顧"]),
    }  # fmt: skip
    ids = {name: customers.add(filled) for name, filled in made.items()}
    customers.archive([ids["林志明"]], "moved")
    interactions.add(InteractionForm(ids["陳美惠"], "來拿濾心", "來店", happened_on="2026/11/1"))
    interactions.add(InteractionForm(ids["宏達公司"], "問冷氣報價", "電話", happened_on="2026/1/5"))
    interactions.add(InteractionForm(ids["宏達公司"], "再問冷氣", "電話", happened_on="2026/2/5", outcome="有興趣"))
    sales.add(SaleForm(ids["陳美惠"], happened_on="2026/3/1", total=8600))
    tasks.add(TaskForm("送型錄", "2026-11-18"), [ids["宏達公司"]])
    blacklist.put([ids["丁大同"]], "欠錢不還", "stop", review_on="2026/11/1")
    opt_outs.put([ids["王小明"]], ["line"])
    relations.add(ids["丁大同"], ids["宏達公司"], "referrer")
    return ids


EVERYBODY = {"陳美惠", "宏達公司", "王小明", "丁大同"}
ASKED: list[tuple[dict[str, Any], set[str]]] = [
    (leaf("name", "contains", "明"), {"王小明"}),
    (leaf("name", "is", "陳美惠"), {"陳美惠"}),
    (leaf("code", "empty"), EVERYBODY - {"陳美惠"}),
    (leaf("kind", "any_of", ["company"]), {"宏達公司"}),
    (leaf("gender", "empty"), EVERYBODY - {"陳美惠"}),
    (leaf("title", "any_of", ["女士"]), {"陳美惠"}),
    (leaf("tax_id", "starts", "0459"), {"宏達公司"}),
    (leaf("birthday", "this_month"), {"王小明"}),
    (leaf("birthday", "next_month"), {"陳美惠"}),
    (leaf("birthday", "month", [11, 12]), {"王小明", "陳美惠"}),
    (leaf("birthday", "next_days", 7), {"王小明"}),
    (leaf("birthday", "age", [41, 41]), {"陳美惠"}),  # her 42nd is in December
    (leaf("birthday", "age", [42, None]), set()),
    (leaf("birthday", "empty"), {"宏達公司", "丁大同"}),
    (leaf("city", "any_of", ["台北市"]), {"陳美惠"}),  # 臺 is 台
    (leaf("address", "contains", "台北市大安"), {"陳美惠"}),
    (leaf("address", "empty"), {"王小明", "丁大同"}),
    (leaf("phone", "filled"), {"陳美惠", "宏達公司"}),
    (leaf("phone", "starts", "0912-34"), {"陳美惠"}),
    (leaf("mobile", "empty"), EVERYBODY - {"陳美惠"}),
    (leaf("email", "contains", "EXAMPLE"), {"丁大同"}),
    (leaf("line", "filled"), {"陳美惠"}),
    (leaf("source", "none_of", ["路過"]), EVERYBODY - {"陳美惠"}),
    (leaf("staff", "any_of", ["阿德"]), {"宏達公司"}),
    (leaf("note", "contains", "100%_"), {"王小明"}),
    (leaf("customer_since", "between", ["2020-01-01", "2020-12-31"]), {"陳美惠"}),
    (leaf("tag", "any_of", ["老主顧", "工程"]), {"陳美惠", "宏達公司", "丁大同"}),
    (leaf("tag", "all_of", ["老主顧", "工程"]), {"宏達公司"}),
    (leaf("tag", "none_of", ["老主顧"]), {"王小明", "丁大同"}),
    (leaf("tag", "empty"), {"王小明"}),
    (leaf("blacklist", "filled"), {"丁大同"}),
    (leaf("blacklist", "any_of", ["warn"]), set()),
    (leaf("blacklist_review", "past"), {"丁大同"}),
    (leaf("blacklist_review", "due"), {"丁大同"}),
    (leaf("opt_out", "any_of", ["line"]), {"王小明"}),
    (leaf("opt_out", "any_of", ["sms"]), set()),
    (leaf("opt_out", "filled"), {"王小明"}),
    (leaf("last_contact", "last_days", 90), {"陳美惠"}),
    (leaf("last_contact", "not_last_days", 90), EVERYBODY - {"陳美惠"}),
    (leaf("last_contact", "before_days", 90), {"宏達公司"}),
    (leaf("last_contact", "this_month"), {"陳美惠"}),
    (leaf("last_contact", "empty"), {"王小明", "丁大同"}),
    (leaf("next_contact", "past"), {"宏達公司"}),
    (leaf("talks", "has", {"channel": "電話", "text": "冷氣"}), {"宏達公司"}),
    (leaf("talks", "has_not", {"days": 90}), EVERYBODY - {"陳美惠"}),
    (leaf("talks", "at_least", {"count": 2}), {"宏達公司"}),
    (leaf("talks", "has", {"outcome": "有興趣"}), {"宏達公司"}),
    (leaf("sales", "has", {}), {"陳美惠"}),
    (leaf("sales", "has_not", {"days": 90}), EVERYBODY),
    (leaf("sales", "total", {"amount": 8600}), {"陳美惠"}),
    (leaf("sales", "total", {"amount": 8601}), set()),
    (leaf("tasks", "has", {"due": "overdue"}), {"宏達公司"}),
    (leaf("tasks", "has_not", {}), EVERYBODY - {"宏達公司"}),
    (leaf("introduced", "yes"), {"陳美惠", "宏達公司"}),  # one by name, one as a relation
    (leaf("relation", "any_of", ["referrer"]), {"丁大同"}),
    (leaf("attachment", "filled"), set()),
    (leaf("added", "last_days", 1), EVERYBODY),
    (leaf("f1", "more", 0), {"陳美惠"}),
    (leaf("f1", "empty"), {"王小明", "丁大同"}),
]


@pytest.mark.parametrize(
    ("asked", "who"), ASKED, ids=lambda one: " ".join(map(str, one.values())) if isinstance(one, dict) else ""
)
def test_who_meets_a_condition(people: dict[str, int], asked: dict[str, Any], who: set[str]) -> None:
    assert names({"all": [asked]}) == who
    assert names({"none": [asked]}) == EVERYBODY - who  # a denial and what it denies are everybody
    assert segments.words({"all": [asked]})
    assert not segments.gone({"all": [asked]})


def test_groups_in_groups(people: dict[str, int]) -> None:
    either = {"any": [leaf("kind", "any_of", ["company"]), leaf("birthday", "filled")]}
    assert names({"all": [leaf("tag", "any_of", ["老主顧"]), either]}) == {"陳美惠", "宏達公司"}
    assert names({"all": [either, {"none": [leaf("tag", "filled")]}]}) == {"王小明"}
    assert names({"all": []}) == names({}) == EVERYBODY


def test_a_list_is_one_with_text_chip_and_order(people: dict[str, int]) -> None:
    asked = segments.text_of({"all": [leaf("tag", "any_of", ["老主顧"])]})
    query = ListQuery(conditions=asked, sort="name", descending=False)
    assert [row.name for row in lists.first(query)] == ["宏達公司", "陳美惠"]
    assert list(lists.ids(ListQuery(text="0912", conditions=asked))) == [people["陳美惠"]]
    assert lists.count(ListQuery(chip="blacklist", conditions=asked)) == 0
    assert list(lists.ids(ListQuery(chip="archived", conditions=asked))) == [people["林志明"]]
    assert lists.takes_long(query)


def test_a_list_is_what_is_done_to_many(people: dict[str, int]) -> None:
    query = ListQuery(conditions=segments.text_of({"all": [leaf("phone", "empty")]}))
    assert tags.attach(Selection(query=query), ["問電話"]) == 2
    assert names({"all": [leaf("tag", "any_of", ["問電話"])]}) == {"王小明", "丁大同"}


@pytest.mark.parametrize(
    "wanted",
    ["'; DROP TABLE customer; --", "\x00", "%", "_", "\ud800", '"', "𠮷" * 5000, "王' OR '1'='1", 5, None, [], {}, 1e300, True],
)
def test_no_value_does_harm(people: dict[str, int], wanted: object) -> None:
    for field in segments.fields().values():
        for operator in field.operators:
            names({"all": [{"field": field.key, "is": operator.key, "value": wanted}]})
    assert value("SELECT count(*) FROM customer") == 5


@pytest.mark.parametrize("node", [5, "x", None, [], {"field": []}, {"any": 5}, {"all": [[]]}, {"field": "name", "is": "sings"}])
def test_what_is_no_condition_matches_nobody(people: dict[str, int], node: Any) -> None:
    assert names({"all": [node]}) == set()


def test_text_that_is_no_json_matches_nobody(people: dict[str, int]) -> None:
    assert lists.count(ListQuery(conditions="{")) == 0
    assert lists.count(ListQuery(conditions="[" * 20_000)) == 0
    assert segments.words("{")


def test_conditions_without_end_match_nobody(people: dict[str, int]) -> None:
    deep: dict[str, Any] = {"all": [leaf("name", "filled")]}
    for _step in range(50):
        deep = {"all": [deep]}
    assert names(deep) == set()
    assert names({"any": [leaf("name", "filled")] * 2000}) == set()
    assert names({"any": [leaf("name", "is", "陳美惠")] * 250}) == {"陳美惠"}


def test_a_tag_deleted_while_filtered(people: dict[str, int]) -> None:
    tag = tags.id_of("老主顧")
    asked = {"all": [leaf("tag", "any_of", [tag])]}
    assert names(asked) == {"陳美惠", "宏達公司"}
    tags.delete(tag)
    assert names(asked) == names({"all": [leaf("tag", "none_of", [tag])]}) == set()
    assert segments.words(asked) == "標籤是 已經刪掉的標籤"
    assert segments.gone(asked).startswith("這個名單裡有已經刪掉")


def test_an_own_field_put_away_still_counts_one_taken_back_does_not(people: dict[str, int]) -> None:
    asked = {"all": [leaf("f1", "more", 0)]}
    own_fields.archive(1)
    assert names(asked) == {"陳美惠"}
    assert segments.fields()["f1"].archived
    assert names({"all": [leaf("f99", "filled")]}) == set()
    assert segments.gone({"all": [leaf("f99", "filled")]})


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        (
            {"all": [leaf("tag", "any_of", ["老主顧"]), leaf("last_contact", "not_last_days", 90)]},
            "標籤是 老主顧，而且 90 天內沒有聯絡",
        ),
        ({"any": [leaf("phone", "empty"), leaf("address", "empty")]}, "沒有電話 或 沒有地址"),
        (
            {"all": [leaf("kind", "any_of", ["company"]), {"none": [leaf("tag", "any_of", ["工程"])]}]},
            "種類是 公司，而且 排除：標籤是 工程",
        ),
        ({"all": [leaf("talks", "has_not", {"days": 90, "channel": "電話"})]}, "90 天內、用 電話沒有往來"),
        ({"all": [leaf("sales", "total", {"days": 365, "amount": 10000})]}, "365 天內、買滿 10,000 元"),
        ({"all": [leaf("birthday", "month", [1, 2])]}, "生日在 1 月 或 2 月"),
        ({"all": [leaf("customer_since", "between", ["2020-01-01", None])]}, "成為客戶在 2020/01/01 以後"),
        ({"all": [leaf("f1", "between", [1, None])]}, "欠款是 1 以上"),
        ({}, ""),
    ],
)
def test_conditions_in_words(people: dict[str, int], conditions: dict[str, Any], words: str) -> None:
    assert segments.words(conditions) == segments.words(segments.text_of(conditions)) == words


def test_a_list_is_kept_renamed_changed_and_forgotten(people: dict[str, int]) -> None:
    asked = {"all": [leaf("phone", "empty")]}
    kept = segments.save(" 要問電話 ", asked)
    assert segments.rows() == [segments.SegmentRow(kept, "要問電話", asked)]
    assert lists.count(segments.named("要問電話")) == 2
    segments.rename(kept, "問電話")
    segments.save("問電話", {"all": [leaf("email", "empty")]}, kept)
    assert lists.count(segments.named("問電話")) == 3
    segments.delete(kept)
    assert segments.rows() == []
    last = audit.last_undoable()
    assert last
    audit.undo(last.id)
    assert [row.name for row in segments.rows()] == ["問電話"]


def test_a_list_needs_a_name_of_its_own_and_something_asked(people: dict[str, int]) -> None:
    asked = {"all": [leaf("phone", "empty")]}
    segments.save("問電話", asked)
    for name, conditions in (("", asked), ("問電話", asked), ("空的", {}), ("空的", {"all": []})):
        with pytest.raises(InputError):
            segments.save(name, conditions)
    with pytest.raises(NotFoundError):
        segments.named("沒有這個")
    with pytest.raises(NotFoundError):
        segments.delete(99)


def test_every_shop_has_ready_lists(people: dict[str, int]) -> None:
    found = {one.name: {row.name for row in lists.first(segments.named(one.name))} for one in segments.ready()}
    assert found["老主顧 90 天沒聯絡"] == {"宏達公司"}
    assert found["這個月生日"] == {"王小明"}
    assert found["沒有電話"] == found["沒有地址"] == {"王小明", "丁大同"}
    assert found["公司客戶"] == {"宏達公司"}
    assert found["拒絕行銷"] == {"王小明"}
    assert found["有欠款"] == {"陳美惠"}
    assert found["介紹過客人"] == {"陳美惠", "宏達公司"}
    assert found["最近匯入"] == found["三節要送禮"] == set()
    assert found["黑名單該再看的"] == {"丁大同"}
    tags.attach([people["丁大同"]], ["送禮"])
    assert [row.name for row in lists.first(segments.named("三節要送禮"))] == ["丁大同"]


def test_a_ready_list_says_which_tag_it_wants(people: dict[str, int]) -> None:
    gifts = next(one for one in segments.ready() if one.key == "gifts")
    assert segments.words(gifts.conditions) == "標籤是 三節送禮（還沒有這個標籤）"


def test_who_is_to_be_looked_at_again_today_stands_in_the_ready_list(people: dict[str, int]) -> None:
    blacklist.put([people["丁大同"]], "欠錢不還", "stop", review_on="2026/11/20")
    assert names(next(one for one in segments.ready() if one.key == "review").conditions) == {"丁大同"}


def test_every_choice_counts_however_many() -> None:
    customers.add(CustomerForm(name="陳美惠", category="第 204 類"))
    many = [f"第 {at} 類" for at in range(205)]
    assert segments.count({"all": [{"field": "category", "is": "any_of", "value": many}]}) == 1


def test_a_number_beyond_all_numbers_matches_nobody() -> None:
    customers.add(CustomerForm(name="陳美惠"))
    assert segments.count({"all": [{"field": "sales", "is": "total", "value": {"amount": 10**400}}]}) == 0


def test_a_lunar_birthday_that_is_over_this_month_is_still_of_this_month() -> None:
    clock.fix(datetime(2026, 11, 28, 2, tzinfo=UTC))
    customers.add(CustomerForm(name="陳美惠", birthday=PartialDate(1980, 10, 1, lunar=True)))  # 2026-11-09
    customers.add(CustomerForm(name="林志明", birthday=PartialDate(1980, 11, 1, lunar=True)))  # 2026-12-09
    assert segments.count({"all": [{"field": "birthday", "is": "this_month"}]}) == 1
    assert segments.count({"all": [{"field": "birthday", "is": "month", "value": [11]}]}) == 1
    assert segments.count({"all": [{"field": "birthday", "is": "next_month"}]}) == 1
