"""What was erased stays erased, whichever copy is fetched back; what would be missing is told by kind."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.core import audit, clock, exchange, file, lock, session
from db.core.connection import run
from db.core.journal import unit
from db.core.session import Person
from db.services import (
    backup_contents,
    backups,
    customers,
    erased,
    erasing,
    interactions,
    merging,
    opt_outs,
    refused,
    requests,
    restoring,
)
from db.services.backup_contents import Kind, Loss
from db.services.backups import Backup
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.refused import Refusal
from db.services.restoring import Fetching
from reports import quote_pdf
from tests.putting_back import restore
from ui import action_words

NOW = datetime(2026, 11, 22, 4, 2, tzinfo=UTC)


def fetch(backup: Backup, shop: Path, loss: Loss | None = None) -> Path | None:
    fetching = Fetching(backup, shop, quote_pdf.make, loss)
    fetching.prepare()
    return fetching.put_in_place()


def test_who_was_erased_never_stands_in_the_file_in_place(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = customers.add(CustomerForm(name="歐陽晴嵐"))
    copy = backups.make("erase")
    assert "歐陽晴嵐".encode() in copy.path.read_bytes()
    erasing.erase(gone, "本人要求", quote_pdf.make)
    seen: list[bytes] = []
    real = exchange.exchange

    def look(target: Path, is_damaged: bool = False) -> Path | None:
        seen.append(b"".join(path.read_bytes() for path in target.parent.glob("shop.crm.restoring*")))
        return real(target, is_damaged)

    monkeypatch.setattr(exchange, "exchange", look)
    fetch(copy, shop)
    assert b"SQLite format 3" in seen[0]
    assert "歐陽晴嵐".encode() not in seen[0]
    with file.opened(shop):
        assert len(erased.here()) == 1
        assert file.check().ok
    assert sorted(path.name for path in shop.parent.glob("shop.crm*")) == ["shop.crm", "shop.crm.erased"]


def test_a_no_said_since_is_still_one(shop: Path) -> None:
    mei, ming, kept, twin = (customers.add(CustomerForm(name=name)) for name in ("陳美惠", "林志明", "王大同", "王大同"))
    copy = backups.make("close")
    opt_outs.put([mei], ["line"])
    merging.merge(kept, twin)
    opt_outs.put([kept], ["all"])
    with unit("opt_outs.set"):
        run("INSERT INTO opt_out (customer, channel) VALUES (?, 'all')", twin)  # of a merged record, too: said once
    requests.stop(ming, everything=True)
    customers.add(CustomerForm(name="新來的"))
    opt_outs.put([customers.add(CustomerForm(name="也新來的"))], ["all"])  # not there afterwards: nobody to say it to
    fetch(copy, shop)
    with file.opened(shop):
        session.come_in(Person())
        assert [opt_outs.of(one) for one in (mei, ming, kept, twin)] == [["line"], ["all"], ["all"], ["all"]]
        assert requests.state(ming)[1] is not None
        assert opt_outs.among([mei, ming, kept, twin]) == [mei, ming, kept, twin]
        (line,) = [one for one in audit.units(5) if one.action == "backups.restore"]
        assert action_words.fact_words(line).endswith("之後說過不要的 4 位客戶照樣算數")


def test_a_no_of_somebody_else_under_the_same_number_is_not_theirs(shop: Path) -> None:
    one = customers.add(CustomerForm(name="別家店的一號"))
    stranger = Refusal(one, "2001-01-01T00:00:00.000Z", "all", None)  # of another shop's file, say
    assert refused.replay([stranger, Refusal(one, stranger.born, "stopped_on", "2026-01-01")]) == 0
    assert opt_outs.among([one]) == []


def test_the_history_says_which_copy_came_back_and_what_was_there_is_copied_first(shop: Path) -> None:
    customers.add(CustomerForm(name="王小明"))
    copy = backups.make("close")
    customers.add(CustomerForm(name="陳美惠"))
    aside = fetch(copy, shop, backup_contents.look_into(copy, shop).loss)
    assert aside is not None
    assert [one.reason for one in backups.kept(shop)] == ["restore", "close"]
    with file.opened(shop):
        (line,) = [one for one in audit.units(5) if one.action == "backups.restore"]
        assert line.detail == {"seq": 1, "of": copy.shown_at, "reason": "close", "lost": 1, "back": 0}
        customers.add(CustomerForm(name="林志明"))
        (there,) = backups.put_aside(shop)
        loss = backup_contents.look_into(there, shop).loss
        assert loss is not None
        assert (loss.count, loss.more, [one.names for one in loss.kinds]) == (1, 1, [("林志明",)])
        fetch(there, shop, loss)
    with file.opened(shop):
        assert audit.units(1)[0].detail["reason"] == "aside"
        assert [one.name for one in map(customers.form, (1, 2))] == ["王小明", "陳美惠"]


def test_a_damaged_file_is_kept_under_a_name_that_says_so_however_many_there_are(shop: Path) -> None:
    customers.add(CustomerForm(name="王小明"))
    copy = backups.make("close")
    file.close()
    for number in range(backups.ASIDES + 2):
        shop.write_bytes(b"broken" * 1000)
        shop.with_name("shop.crm-wal").write_bytes(b"log %d" % number)
        fetching = Fetching(copy, shop, quote_pdf.make, is_damaged=True)
        fetching.prepare()
        fetching.put_in_place()
        file.settle(shop)
    kept = backups.put_aside(shop)
    assert [one.reason for one in kept] == ["damaged"] * (backups.ASIDES + 2)
    assert re.fullmatch(r"shop\.crm\.damaged-\d{8}-\d{6}(-\d+)?", kept[0].path.name)
    assert {lock.beside(one.path, "-wal").read_bytes()[:4] for one in kept} == {b"log "}
    assert len(backups.kept(shop)) == 1
    with file.opened(shop):
        assert customers.form(1).name == "王小明"


def test_what_was_made_and_what_was_changed_is_told_day_by_day(shop: Path) -> None:
    clock.fix(NOW - timedelta(days=2))
    known, other = (customers.add(CustomerForm(name=name)) for name in ("王小明", "李大同"))
    copy = backups.make("close")
    clock.fix(NOW - timedelta(days=1))
    interactions.add(InteractionForm(known, text="問價"))
    customers.change(known, replace(customers.form(known), points=[PointForm("mobile", "0912-345-678")]))
    customers.change(other, replace(customers.form(other), note="怕吵"))
    clock.fix(NOW)
    new = customers.add(CustomerForm(name="陳美惠"))
    customers.change(new, replace(customers.form(new), note="新的"))
    customers.change(known, replace(customers.form(known), note="老客人"))
    loss = backup_contents.look_into(copy, shop).loss
    assert loss is not None
    assert loss.kinds == (
        Kind("2026-11-22", "customer", 1, ("陳美惠",)),
        Kind("2026-11-22", "customer", 1, ("王小明",), is_change=True),
        Kind("2026-11-21", "interaction", 1),
        Kind("2026-11-21", "customer", 1, ("李大同",), is_change=True),
    )


def test_a_copy_that_is_fetched_back_erases_them_again(shop: Path) -> None:
    gone = customers.add(CustomerForm(name="歐陽晴嵐"))
    stays = customers.add(CustomerForm(name="陳美惠"))
    copy = backups.make("erase").path
    erasing.erase(gone, "本人要求", quote_pdf.make)
    restore(copy)
    with file.opened(shop):
        assert customers.form(gone).name == "歐陽晴嵐"
        assert restoring.erase_again(quote_pdf.make) == 1
        assert restoring.erase_again(quote_pdf.make) == 0
        assert "歐陽晴嵐" not in str(customers.form(gone))
        assert customers.form(stays).name == "陳美惠"


def test_what_would_be_missing_is_told_by_kind(shop: Path) -> None:
    known = customers.add(CustomerForm(name="王小明"))
    copy = backups.make("close")
    customers.add(CustomerForm(name="陳美惠"))
    for text in ("問價", "說好了"):
        interactions.add(InteractionForm(known, text=text))
    loss = backup_contents.look_into(copy, shop).loss
    assert loss is not None
    today = clock.today().isoformat()
    assert loss.kinds == (Kind(today, "customer", 1, ("陳美惠",)), Kind(today, "interaction", 2))
