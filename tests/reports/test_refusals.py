"""A thousand lists by any conditions, and all that leaves the shop to be sent: never somebody who refused, or passed away."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.core.connection import rows
from db.services import (
    customers,
    erasing,
    going_out,
    knowledge,
    letters,
    opt_outs,
    requests,
    retention,
    segments,
    suggestions,
    today,
)
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.knowledge import RuleForm
from db.services.lists import ListQuery, Selection
from reports import customer_list, envelopes_pdf, exports, labels_pdf, quote_pdf
from reports.envelopes_pdf import EnvelopeWish
from reports.exports import Wish
from reports.label_sheets import SHEETS
from tests.services.bought import sold
from tests.services.conditions import leaf

pytestmark = pytest.mark.usefixtures("shop", "saturday")
Read = Callable[[bytes], list[str]]
MARK = "不可以"  # in the name of everybody who must be in nothing
CHANNELS = ("post", "line", "sms", "email", "phone")
TAGS, CITIES, SOURCES = ("工程", "老主顧", "團購"), ("臺北市", "新北市", "臺中市"), ("路過", "網路", "介紹")
HOW: tuple[Callable[[int], object], ...] = (
    lambda one: opt_outs.put(one, ["all"]),
    lambda one: opt_outs.put(one, ["all", "line"]),
    requests.stop,
    lambda one: (requests.stop(one, everything=True), opt_outs.put(one, [])),
    requests.dispute,
    lambda one: retention.decide([one], "stop", ""),
    lambda one: customers.archive([one], "deceased"),
)


@pytest.fixture
def refusing(shop: Path, saturday: None) -> set[int]:
    """Of 42 customers, who must be in nothing: 14 of seven sorts; two more are erased."""
    knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    dice, found = random.Random(5), set()
    for at in range(42):
        silent = HOW[at // 3 % len(HOW)] if at % 3 == 0 else None
        one = _somebody(f"{MARK if silent else '可以'}{at}號", at, dice)
        sold(one, "2026-08-21", "奶瓶")
        if silent:
            silent(one)
            found.add(one)
    for at in (50, 51):
        erasing.erase(_somebody(f"{MARK}{at}號", at, dice), "本人要求", quote_pdf.make)
    return found | {one for (one,) in rows("SELECT id FROM customer WHERE erased_on IS NOT NULL")}


def _somebody(name: str, at: int, dice: random.Random) -> int:
    return customers.add(
        CustomerForm(
            name, points=[PointForm("mobile", f"0912-345-6{at:02}"), PointForm("line_id", f"line{at}")],
            addresses=[AddressForm(f"{dice.choice(CITIES)}中山路{at}號")], tags=dice.sample(TAGS, dice.randrange(3)),
            source=dice.choice(SOURCES),
        )
    )  # fmt: skip


def _conditions(dice: random.Random, deep: int = 2) -> dict[str, Any]:
    """Conditions as the owner could put them together."""
    if deep and dice.random() < 0.6:
        return {dice.choice(("all", "any", "none")): [_conditions(dice, deep - 1) for _ in range(dice.randint(1, 3))]}
    return dice.choice(
        (
            leaf("tag", dice.choice(("any_of", "all_of", "none_of")), dice.sample(TAGS, dice.randint(1, 2))),
            leaf("city", "any_of", dice.sample(CITIES, dice.randint(1, 2))),
            leaf("source", dice.choice(("any_of", "none_of")), [dice.choice(SOURCES)]),
            leaf("name", dice.choice(("contains", "not_contains")), dice.choice(("可以", "1", MARK, "號"))),
            leaf("phone", "filled"),
            leaf("opt_out", dice.choice(("filled", "empty"))),
            leaf("archive_reason", "any_of", ["deceased"]),
        )
    )


@pytest.fixture
def found(refusing: set[int]) -> Iterator[Callable[[], Selection]]:
    """Whom the next list finds, as the doors take it: what was chosen by hand now and then, put away or not."""
    dice = random.Random(7)
    everybody = [one for (one,) in rows("SELECT id FROM customer")]

    def one_more() -> Selection:
        if dice.random() < 0.2:
            return Selection(tuple(dice.sample(everybody, dice.randint(1, 20))))
        return Selection(query=ListQuery(conditions=segments.text_of(_conditions(dice)), archived=dice.random() < 0.2))

    return one_more


def test_a_thousand_lists_hold_nobody_who_refused(refusing: set[int], found: Callable[[], Selection]) -> None:
    kept_back = met = 0
    for at in range(1000):
        who = found()
        ids = set(who.ids())
        met += len(ids - refusing)
        kept_back += len(ids & refusing)
        channel = ("", *CHANNELS)[at % 6]
        out = {"export": set(exports.people(Wish(who, purpose=channel)).ids)}
        out["printed"] = set(opt_outs.but_for(list(ids), "all")[0]) if at % 2 else set()
        out["letters"] = {one.customer for one in letters.of(who).addressees} if at % 3 == 0 else set()
        out["road"] = {one.customer for one in going_out.visits(who) if not one.refuses_all} if at % 5 == 0 else set()
        for door, went in out.items():
            assert not went & refusing, (door, who)
    assert kept_back > 1000 < met  # the lists were not empty


def test_the_papers_and_files_themselves(refusing: set[int], read_pdf: Read, tmp_path: Path) -> None:
    segments.save("全部", leaf("name", "contains", "號"))
    who = Selection(query=segments.named("全部"))
    mail = letters.of(who)
    texts = [
        *read_pdf(labels_pdf.make(mail.addressees, next(iter(SHEETS.values()))).pdf),
        *read_pdf(envelopes_pdf.make(mail.addressees, None, EnvelopeWish()).pdf),
    ]
    for name in ("a.xlsx", "a.csv", "a.vcf"):
        exports.write(tmp_path / name, Wish(who, name.rpartition(".")[2], purpose="line"))
    customer_list.write(tmp_path / "b.csv")
    written = b"".join((tmp_path / name).read_bytes() for name in ("a.csv", "a.vcf", "b.csv")).decode("utf-8")
    assert "可以1號" in "".join(texts) and "可以1號" in written
    assert MARK not in "".join(texts) + written


def test_today_and_its_suggestions_call_nobody_who_refused(refusing: set[int]) -> None:
    others = sorted({one for (one,) in rows("SELECT id FROM customer")} - refusing)
    customers.archive(others[1:], "moved")  # so few are left that all of them are offered something
    suggestions.fill()
    offered = {one.customer for one in suggestions.of_day(50)}
    assert offered == {others[0]}
    seen = today.plan()
    called = {one.customer for one in (*seen.rows, *seen.beside) if one.kind in ("touch", "greet", "birthday", "offer")}
    assert not called & refusing
