"""Starter sets: data of a trade laid into the shop, nothing there overwritten, one undo."""

from pathlib import Path

import pytest

from db.core import audit, file
from db.core.journal import unit
from db.services import dump, knowledge, own_fields, products, settings, shops, starters, tags
from db.services.knowledge import RuleForm
from db.services.products import ProductForm

TRADES = ["水電五金", "美容美髮", "補習班", "修車", "餐飲", "房仲", "寵物", "批發", "其他"]


def test_the_trades_in_their_order() -> None:
    found = starters.trades()
    assert [one.title for one in found] == TRADES
    for one in found:
        assert one.tags
        assert one.own_fields
        assert one.units
        assert one.channels
        assert len(one.products) == 5
        assert one.contact_interval > 0


@pytest.mark.parametrize("key", [one.key for one in starters.trades()])
def test_a_set_is_laid_in_and_taken_back_whole(shop: Path, key: str) -> None:
    before = dump.dump()
    made = starters.apply(key, with_products=True)
    chosen = next(one for one in starters.trades() if one.key == key)
    assert set(chosen.tags) <= {row.name for row in tags.rows()}
    assert [row.title for row in own_fields.rows()] == list(chosen.own_fields)
    assert {row.name for row in products.rows()} == set(chosen.products)
    assert (settings.get("contact_interval"), settings.text("trade")) == (chosen.contact_interval, chosen.title)
    assert set(chosen.units) <= set(settings.texts("units"))
    for row in tags.rows():
        assert row.colour in tags.COLOURS
    for field in own_fields.rows():
        assert field.kind in dict(own_fields.KINDS)
        assert bool(field.options) == (field.kind == "choice")
    audit.undo(made)
    assert dump.dump() == before


def test_what_is_there_stays_as_it_is(shop: Path) -> None:
    tags.add("熱水器", "red", "我的")
    own_fields.add("屋齡", "text")
    starters.apply("plumbing")
    starters.apply("plumbing")
    assert [(row.colour, row.group) for row in tags.rows() if row.name == "熱水器"] == [("red", "我的")]
    assert [field.kind for field in own_fields.rows() if field.title == "屋齡"] == ["text"]
    assert products.rows() == []


def test_a_new_shop_has_its_name_and_the_first_words(tmp_path: Path) -> None:
    shops.create(tmp_path / "順發.crm", " 順發水電材料行 ")
    with file.opened(tmp_path / "順發.crm"):
        assert settings.text("shop_name") == "順發水電材料行"
        assert settings.texts("tag_groups") == ["身分", "興趣", "來源", "付款", "注意"]
        assert {"老主顧", "同行", "工程", "批發", "供應商", "月結", "現金", "常拖"} <= {row.name for row in tags.rows()}
        assert "Google 地圖" in settings.texts("sources")
        assert len(audit.units(10)) == 1


def test_the_sample_products_of_the_shops_trade_are_taken_later_and_only_once(shop: Path) -> None:
    assert starters.of_shop() is None
    starters.apply("plumbing")
    found = starters.of_shop()
    assert found is not None
    assert (found.key, products.rows()) == ("plumbing", [])
    products.discontinue([products.add(ProductForm("水電維修工資"))])
    assert starters.add_products(found.key) == 4
    (named,) = products.find("濾心")
    assert (named.price, named.category, named.recall_months) == (680, "淨水", 6)
    assert starters.add_products(found.key) == 0
    settings.save({"trade": "賣星星的"})
    assert starters.of_shop() is None


def test_a_new_shop_has_ten_rules_and_its_trade_brings_more(tmp_path: Path) -> None:
    shops.create(tmp_path / "順發.crm")
    with file.opened(tmp_path / "順發.crm"):
        assert len(knowledge.rows(only_on=True)) == 10
        assert ("奶瓶", 3, "尿布") in {(row.bought, row.months, row.offer) for row in knowledge.rows()}
        starters.apply("plumbing")
        assert {row.offer for row in knowledge.rows(only_on=True)} == {
            "濾心", "冷氣清洗", "熱水器保養", "洗衣機清洗", "止水帶", "LED 燈", "馬達保養",
        }  # fmt: skip
        assert len(knowledge.rows()) == 13
        assert starters.rules_missing() == 0


def test_rules_of_what_the_shop_does_not_sell_lie_in_the_library_and_its_own_stay(shop: Path) -> None:
    with unit("knowledge.add"):
        starters.add_defaults()
    products.add(ProductForm("玻璃奶瓶"))
    knowledge.add(RuleForm(bought="風箏", months=1, offer="線"))
    starters.apply("plumbing")
    on = knowledge.rows(only_on=True)
    assert {row.bought for row in on} == {"奶瓶", "風箏"}
    audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    assert len(knowledge.rows(only_on=True)) == 11


def test_an_older_shop_takes_the_rules_once(shop: Path) -> None:
    settings.save({"trade": "修車"})
    missing = starters.rules_missing()
    assert starters.add_rules() == missing == len(knowledge.rows()) > 10
    assert (starters.rules_missing(), starters.add_rules()) == (0, 0)
    audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    assert knowledge.rows() == []
