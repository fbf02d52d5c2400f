"""What the law asks to be written down: notices, consents, who was given data, incidents, what is kept how long."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from db.core import audit, clock, file, session
from db.core.connection import value
from db.core.errors import InputError
from db.core.journal import saving
from db.core.session import Person
from db.services import (
    blacklist,
    breaches,
    consents,
    customers,
    disclosures,
    inventory,
    merging,
    notices,
    own_fields,
    processors,
    retention,
    reviews,
    security_plan,
    sensitive,
    settings,
    tasks,
)
from db.services.breaches import BreachForm
from db.services.consents import ConsentForm
from db.services.customers import CustomerForm
from db.services.disclosures import DisclosureForm
from db.services.processors import ProcessorForm
from resources.i18n import written

pytestmark = pytest.mark.usefixtures("shop", "saturday")


def someone(name: str = "陳美惠") -> int:
    return customers.add(CustomerForm(name))


@pytest.mark.parametrize("kind", [key for key, _words in notices.KINDS])
def test_every_notice_says_the_six_things(kind: str) -> None:
    settings.save(
        {"shop_name": "順發水電", "registered_name": "順發水電材料有限公司", "phone": "02-2345-6789", "retention_months": 36}
    )
    processors.save(ProcessorForm("好印印刷"))
    body = notices.draft(kind, ["contract", "marketing"])
    assert notices.lacking(body) == []
    for said in ("順發水電材料有限公司", "02-2345-6789", "069", "040", "36 個月", "好印印刷", "臺灣"):
        assert said in body
    assert "090" not in body
    with pytest.raises(InputError):
        notices.add(kind, ["contract"], body.replace(written(notices.ITEMS[5]), ""))
    assert notices.rows() == []


def test_an_old_version_stays_as_it_was() -> None:
    first = notices.add("paper", ["contract"], notices.draft("paper", ["contract"]))
    settings.save({"shop_name": "新店名"})
    second = notices.add("paper", ["contract", "marketing"], notices.draft("paper", ["contract", "marketing"]))
    customer = someone()
    given = consents.add(ConsentForm(customer, method="paper", given_on="昨天"))
    assert [row.version for row in notices.rows()] == [2, 1]
    assert "新店名" not in notices.get(first).body
    assert notices.get(first).hash == sha256(notices.get(first).body.encode()).hexdigest()
    (row,) = consents.of(customer)
    assert (row.id, row.version, row.hash, row.given_on) == (given, 2, notices.get(second).hash, "2026-11-20")
    assert notices.get(second).used == 1
    consents.withdraw(given)
    assert consents.of(customer)[0].withdrawn_on == "2026-11-21"


def test_a_consent_is_not_of_tomorrow_and_not_proved_by_others() -> None:
    customer = someone()
    with pytest.raises(InputError, match="還沒到"):
        consents.add(ConsentForm(customer, given_on="2026/11/25"))
    with pytest.raises(InputError):
        consents.add(ConsentForm(customer, evidence=99))
    assert consents.rows() == []


def test_who_was_given_data_is_told_of_a_correction() -> None:
    customer = someone()
    row = disclosures.add(DisclosureForm(customer, "大榮貨運", "姓名、地址", "送貨"))
    assert disclosures.of(customer)[0].told_on is None
    disclosures.tell([row])
    assert disclosures.of(customer)[0].told_on == "2026-11-21"
    with pytest.raises(InputError):
        disclosures.add(DisclosureForm(customer, " "))


def test_the_72_hours_run_from_when_it_was_known() -> None:
    one = breaches.save(BreachForm("名單寄錯", "2026/11/20", "09:30", affected=120))
    row = breaches.get(one)
    assert (row.hours_left, f"{row.due:%m-%d %H:%M}") == (47, "11-23 09:30")  # known 24.5 hours ago
    clock.fix(datetime(2026, 11, 23, 0, 30, tzinfo=UTC))  # 08:30 here
    assert row.hours_left == 1
    assert "1 小時" in breaches.clock_words(row)
    clock.fix(datetime(2026, 11, 23, 4, tzinfo=UTC))
    assert "已經過了" in breaches.clock_words(row)
    clock.fix(datetime(2026, 11, 20, 1, 30, tzinfo=UTC))  # the clock was set back
    assert row.hours_left == 72


def test_grounds_to_report_are_those_of_the_draft() -> None:
    few = breaches.get(breaches.save(BreachForm("少", affected=99)))
    many = breaches.get(breaches.save(BreachForm("多", affected=100, is_special=True)))
    assert breaches.grounds(few, 9_999) == []
    assert len(breaches.grounds(few, 10_000)) == 1
    assert len(breaches.grounds(many, 10_000)) == 3
    assert not breaches.fresh().was_encrypted  # the file is plain


def test_people_of_an_incident_are_told_once() -> None:
    one, two = someone(), someone("林先生")
    breach = breaches.save(BreachForm("隨身碟掉了"))
    assert (breaches.add_people(breach, [one, two]), breaches.add_people(breach, [two])) == (2, 0)
    assert breaches.notify(breach, "信") == 2
    assert breaches.people(breach, waiting=True) == []
    assert breaches.get(breach).notified_on == "2026-11-21"
    changed = breaches.form(breaches.get(breach))
    changed.closed_on = "11/21"
    breaches.save(changed, breach)
    assert breaches.get(breach).closed_on == "2026-11-21"


def test_who_was_not_here_for_long_is_looked_at_once() -> None:
    clock.fix(datetime(2023, 1, 2, 2, tzinfo=UTC))
    old, promised = someone("久未來"), someone("有約")
    tasks.add(tasks.TaskForm("裝熱水器", "2026/12/1"), [promised])
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    someone("新客")
    assert [row.id for row in retention.quiet()] == [old]
    settings.save({"retention_months": 60})
    assert retention.count() == 0
    settings.save({"retention_months": 24})
    with pytest.raises(InputError, match="為什麼"):
        retention.decide([old], "keep", "")
    retention.decide([old], "keep", "保固還在", "2027/11/1")
    assert retention.count() == 0
    clock.fix(datetime(2027, 11, 2, 2, tzinfo=UTC))
    assert [row.id for row in retention.quiet()] == [old]
    _count, unit = saving(lambda: retention.decide([old], "stop", ""))
    assert value("SELECT stopped_on FROM customer WHERE id = ?", old) == "2027-11-02"
    assert unit is not None
    audit.undo(unit)
    assert value("SELECT stopped_on FROM customer WHERE id = ?", old) is None


def test_checks_are_due_again() -> None:
    assert all(one.is_due for one in reviews.due())
    assert "recovery" not in {one.kind for one in reviews.due()}  # there is no spare password
    session.guard(True)
    session.come_in(Person("王老闆", "owner"))
    assert "recovery" in {one.kind for one in reviews.due()}
    session.guard(False)
    reviews.save("risk", {str(at): at > 0 for at in range(12)})
    risk = next(one for one in reviews.due() if one.kind == "risk")
    assert (risk.is_due, risk.due_on) == (False, "2027-11-21")
    assert reviews.rows("risk")[0].score == 11
    with pytest.raises(InputError):
        reviews.save("disposal")


def test_an_own_field_without_a_purpose_is_flagged() -> None:
    customers.add(CustomerForm("王小明", own={f"f{own_fields.add('車型')}": "Altis"}))
    assert [one.what for one in inventory.held() if one.is_flagged] == ["車型"]
    inventory.give_purpose("車型", "service")
    assert [one.what for one in inventory.held() if one.is_flagged] == []
    assert next(one for one in inventory.held() if one.own).codes == "090"
    assert next(one for one in inventory.held() if one.what == "Birthdays").is_unused


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A123456789", ("identity",)),
        ("身分證 Ａ１２３４５６７８９", ("identity",)),
        ("居留證 A800000014", ("identity",)),
        ("A123456780", ()),
        ("卡號 4111-1111-1111-1111", ("card",)),
        ("4111 1111 1111 1112", ()),
        ("0912-345-678 轉 5，訂單 20261121000123", ()),
        ("有高血壓，別推銷鹽", ("special",)),
        ("要換龍頭，下週五回電", ()),
    ],
)
def test_what_does_not_belong_into_notes_is_found(text: str, found: tuple[str, ...]) -> None:
    assert sensitive.kinds(text) == found


def test_notes_are_warned_of_and_never_blocked() -> None:
    form = CustomerForm("陳美惠", note="身分證 A123456789，有糖尿病")
    assert [one.place for one in customers.warnings(form)] == ["note"]
    customer = customers.add(form)
    (place,) = sensitive.places()
    assert (place.customer, place.kinds) == (customer, ("identity", "special"))


def test_no_field_asks_for_identity_numbers_or_health() -> None:
    asked = " ".join(CustomerForm.__dataclass_fields__)
    assert not any(word in asked for word in ("identity", "national", "health", "blood", "religion"))


def sentences() -> str:
    return "\n".join(said for chapter in security_plan.of().chapters for said in (*chapter.true, *chapter.missing))


def test_the_plan_says_only_what_is_set() -> None:
    assert len(security_plan.of().chapters) == 11
    before = sentences()
    assert "還沒有指定個資負責人" in before
    assert "不用密碼" in before
    assert "沒有加密" in before
    settings.save({"privacy_person": "王大明", "privacy_auditor": "王大明", "retention_months": 30})
    after = sentences()
    assert "個資負責人：王大明" in after
    assert "必須和負責人不同" in after
    assert "30 個月" in after
    assert "還沒有指定個資負責人" not in after
    settings.save({"privacy_auditor": "林小姐"})
    assert "稽核的人：林小姐" in sentences()
    assert "不會自動上鎖" in sentences()  # without passwords nothing locks
    reviews.save("training")
    notices.add("paper", ["contract"], notices.draft("paper", ["contract"]))
    now = sentences()
    assert "最近一次教育訓練是 2026/11/21" in now
    assert "第 1 版" in now
    assert security_plan.of().missing < before.count("\n")


def test_the_plan_follows_passwords_lock_and_key(tmp_path: Path) -> None:
    session.guard(True)
    session.come_in(Person("王老闆", "owner"))
    assert "開程式要輸入密碼。" in sentences()
    assert "15 分鐘沒有操作就自動上鎖" in sentences()
    settings.save({"lock_after": "0"})
    assert "不會自動上鎖" in sentences()
    assert "沒有加密" in sentences()
    session.guard(False)
    file.close()
    key = bytes(range(32))
    file.create(tmp_path / "sealed.crm", key=key)
    with file.opened(tmp_path / "sealed.crm", key):
        assert "已加密（AES-256）" in sentences()
        assert "沒有加密" not in sentences()
        assert breaches.fresh().was_encrypted


def test_two_who_are_one_keep_what_was_written_down_of_both() -> None:
    stays, goes = someone(), someone("陳小姐")
    consents.add(ConsentForm(goes))
    disclosures.add(DisclosureForm(goes, "大榮貨運"))
    breach = breaches.save(BreachForm("隨身碟掉了"))
    breaches.add_people(breach, [goes])
    retention.decide([goes], "stop", "")
    merging.merge(stays, goes)
    assert (len(consents.of(stays)), len(disclosures.of(stays)), breaches.people(breach)) == (1, 1, [stays])
    assert value("SELECT stopped_on FROM customer WHERE id = ?", stays) == "2026-11-21"


def test_who_stands_on_the_watch_list_for_long_is_looked_at_again() -> None:
    old, new, dated = (someone(name) for name in ("甲先生", "乙先生", "丙先生"))
    blacklist.put([old], "跳票", "warn", since="2024/11/20")
    blacklist.put([new], "跳票", "warn", since="2024/11/22")
    blacklist.put([dated], "跳票", "warn", since="2020/1/1", review_on="2027/1/1")
    assert [(row.id, row.since) for row in retention.watched()] == [(old, "2024-11-20")]
