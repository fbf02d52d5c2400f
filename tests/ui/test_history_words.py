"""The history speaks the owner's words: every audited table, every column, every action, every reason why a row waits."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from db.core import audit, audited
from db.core.actions import ACTIONS
from db.core.audited import Audited
from db.core.connection import database, run
from db.core.journal import unit
from db.core.values import amounts
from db.services import (
    breaches,
    consents,
    customers,
    history,
    list_sources,
    notices,
    own_fields,
    retention,
    reviews,
    suggestion_kinds,
    tags,
)
from db.services.blacklist import LEVELS
from db.services.customer_form import CustomerForm, PointForm
from db.services.customers import ARCHIVE_REASONS
from db.services.history import ChangeRow
from db.services.opt_outs import CHANNELS
from db.services.options import OPTIONS
from db.services.stage_names import REASONS, STAGE_NAMES
from db.services.tags import COLOURS
from importers import labels, reasons
from ui import trust_words
from ui.action_words import extent_words, what
from ui.field_words import column_label, shown
from ui.pages.history.presenter import heading

pytestmark = pytest.mark.usefixtures("shop")

_NAMES = re.compile(r"PIN 碼|LINE ID|LINE UID|LINE Pay|LINE|Facebook|Instagram|Excel|KB|E-mail|\bmm\b")
_INTERNAL = re.compile(r"[A-Za-z_]{2,}|[\[\]{}]|\d{4}-\d\d-\d\d")
_POINTS = ("phone", "mobile", "fax", "email", "line_id", "line_name", "line_uid", "fb", "ig")
_DAYS = (
    "customer_since", "since", "review_on", "happened_on", "follow_up_on", "contact_start", "due_on", "first_due_on", "done_on",
    "until", "quoted_on", "valid_until", "decided_on", "issued_on", "invoice_on", "promised_on", "asked_on", "paid_on",
    "cleared_on", "answered_on", "stage_since", "stage_until", "lost_on",
)  # fmt: skip
_VALUES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("customer", "kind"): ("person", "company"),
    ("contact_point", "kind"): _POINTS,
    ("own_field", "kind"): ("text", "number", "date", "choice", "yes_no"),
    ("relation", "kind"): ("family", "referrer", "employer"),
    ("customer", "gender"): ("male", "female"),
    ("customer", "stage"): tuple(STAGE_NAMES),
    ("customer", "lost_reason"): tuple(REASONS),
    ("customer", "archive_reason"): tuple(key for key, _words in ARCHIVE_REASONS),
    ("customer", "preferred_channel"): tuple(key for key, _words in CHANNELS),
    ("opt_out", "channel"): tuple(key for key, _words in CHANNELS),
    ("blacklist", "level"): tuple(key for key, _words in LEVELS),
    ("tag", "colour"): COLOURS,
    ("interaction", "direction"): ("in", "out", "none"),
    ("waiting", "reason"): tuple(sorted({*reasons._SENTENCES, *labels.DOUBTS, *labels.NOT_RECORDS})),
    ("customer", "extra"): ('{"f1": 350}', '{"f1": 1630}', '{"f2": "2026-03-01"}', '{"f3": 1}'),
    ("waiting", "cells"): ('{"姓名": "陳美惠"}', '{"姓名": "王大同", "點數": "350"}'),
    ("own_field", "options"): ('["大", "小"]', '["中"]'),
    ("waiting", "import_run"): (1,),
    ("contact_point", "contact"): (1, None),
    ("customer_tag", "tag"): (1, 2),
    ("tag", "rule"): ("null",),
    ("segment", "conditions"): ("{}",),
    ("saved_view", "body"): ("{}",),
    ("quote", "title"): ("quote", "estimate"),
    ("quote_line", "kind"): amounts.KINDS,
    ("sale_line", "kind"): amounts.KINDS,
    ("quote", "chance"): (80, 20),
    ("quote", "state"): ("draft", "issued", "accepted", "refused", "void"),
    ("sale_line", "delivery"): ("ordered", "arrived", "told", "handed"),
    ("wanted", "delivery"): ("asked", "ordered", "arrived", "told", "handed", "dropped"),
    ("payment", "method"): ("cash", "transfer", "card", "line_pay", "cheque", "allowance"),
    ("sale", "invoice_kind"): ("duplicate", "triplicate", "receipt", "none"),
    ("customer", "price_level"): ("wholesale", "project"),
    ("task", "origin"): ("hand", "follow_up", "quote", "recall"),
    ("quote_template", "body"): ('{"valid_days": 30}', '{"valid_days": 14}'),
    ("issued_quote", "body"): ('{"valid_days": 30}', '{"valid_days": 14}'),
    ("suggestion", "kind"): tuple(suggestion_kinds.NAMES),
    ("suggestion", "answer"): tuple(key for key, _words in suggestion_kinds.ANSWERS),
    ("user", "role"): tuple(trust_words.ROLES),
    ("notice", "kind"): tuple(key for key, _words in notices.KINDS),
    ("notice", "purposes"): ('["contract", "service"]', '["marketing"]'),
    ("notice", "version"): (1, 2),
    ("consent", "purpose"): ("marketing", "service"),
    ("consent", "method"): tuple(key for key, _words in consents.METHODS),
    ("consent", "evidence"): (None,),
    ("customer", "basis"): tuple(key for key, _words in list_sources.BASES),
    ("list_source", "basis"): tuple(key for key, _words in list_sources.BASES),
    ("list_source", "import_run"): (1,),
    ("request", "kind"): ("view", "copy", "correct", "stop", "delete"),
    ("request", "decision"): ("done", "partly", "refused"),
    ("retention_review", "decision"): tuple(key for key, _words in retention.DECISIONS),
    ("breach", "kind"): tuple(key for key, _words in breaches.KINDS),
    ("review", "kind"): tuple(key for key, *_words in reviews.KINDS),
    ("review", "answers"): ("{}",),
    ("sale", "returns"): (1, None),
    ("setting", "key"): ("phone", "a_newer_one"),
    ("setting", "value"): ('"02-2920-1688"', '["甲", "乙"]', "true"),
}
_ANYWHERE: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(_DAYS, ("2026-11-21", "2026-11-22")),
    **dict.fromkeys(("birth_month", "birth_day"), (3, 4)),
    **dict.fromkeys(("customer", "merged_into"), (1, 2)),
    **dict.fromkeys(("contact", "product", "sale", "came_from", "quote"), (1,)),
    **dict.fromkeys(("next_model", "part"), (1, 2)),
    "counters": (1, None),
    "tax_mode": amounts.TAX_MODES,
    **dict.fromkeys(("notice", "breach"), (1,)),
    "archived_at": ("2026-11-20T23:05:00.000Z", None),
    "extra": ("{}",),
    "interaction": (1,),
    "other": (2,),
}


def _samples(table: str, column: str, kind: str) -> tuple[Any, ...]:
    plain = ("舊字", "新字") if kind.upper() == "TEXT" else (1, 0)
    return _VALUES.get((table, column)) or _ANYWHERE.get(column) or plain


def _columns(table: str) -> dict[str, str]:
    return {line[1]: line[2] for line in database.connection().execute(f'PRAGMA table_info("{table}")').fetchall()}


def _stage() -> None:
    """What the rows refer to: two of everything, by its number."""
    for title, kind in (("點數", "number"), ("保固到", "date"), ("會員", "yes_no")):
        own_fields.add(title, kind)  # type: ignore[arg-type]
    with unit("demo.fill"):
        run("INSERT INTO import_run(file, file_hash, layout, kind, records, at) VALUES ('客戶名單', '', '', 'customers', 1, '')")
        for name in ("陳美惠", "王大同"):
            run("INSERT INTO customer(name) VALUES (?)", name)
            run("INSERT INTO tag(name) VALUES (?)", f"標籤{name}")
            run("INSERT INTO product(name) VALUES (?)", f"商品{name}")
        run("INSERT INTO contact(customer, name) VALUES (1, '陳小姐')")
        run("INSERT INTO sale(customer) VALUES (1)")
        run("INSERT INTO quote(customer, number, quoted_on) VALUES (1, '1151121-01', '2026-11-21')")
        run("INSERT INTO payment(customer, paid_on, amount) VALUES (1, '2026-11-21', 500)")
        run("INSERT INTO interaction(customer, text) VALUES (1, '問濾心')")
        run("INSERT INTO notice(valid_from) VALUES ('2026-11-21')")
        run("INSERT INTO breach(title, known_on) VALUES ('筆電不見', '2026-11-21')")


def _said(changes: list[ChangeRow]) -> list[str]:
    said = []
    for change in changes:
        said.append(heading(change))
        for field in change.fields:
            said.append(column_label(change.table, field.column, change.kind))
            said += [shown(field.column, one, change.table) for one in (field.before, field.after)]
    return said


def _internal(said: list[str]) -> list[str]:
    return sorted({one for one in said if _INTERNAL.search(_NAMES.sub("", one))})


def _fill(table: Audited) -> list[str]:
    """A row with every column filled; every column is given each of its values in turn, then the row goes: what was said."""
    said: list[str] = []
    names = [name for name in _columns(table.name) if name != "id" and name not in audited.STAMPS]
    kinds = _columns(table.name)
    samples = {name: _samples(table.name, name, kinds[name]) for name in names}
    with unit("customers.change") as opened:
        marks = ", ".join("?" * len(names))
        quoted = ", ".join(f'"{name}"' for name in names)
        run(f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", *(samples[name][0] for name in names))
        row = int(database.execute(f"SELECT max(id) FROM {table.name}").fetchone()[0])
    said += _said(history.changes(opened.id))
    for name in names:
        for one in (*samples[name][1:], samples[name][0]):
            with unit("customers.change") as opened:
                run(f'UPDATE {table.name} SET "{name}" = ? WHERE id = ?', one, row)
            said += _said(history.changes(opened.id, 1))
    with unit("customers.change") as opened:
        run(f"DELETE FROM {table.name} WHERE id = ?", row)
    return said + _said(history.changes(opened.id))


@pytest.mark.parametrize("table", audited.TABLES, ids=lambda table: table.name)
def test_every_column_of_every_audited_table_is_told_in_words(table: Audited) -> None:
    _stage()
    said = _fill(table)
    assert len(said) > 3
    assert _internal(said) == []


def test_every_setting_is_told_in_words() -> None:
    said = []
    for key, option in OPTIONS.items():
        for one in [dict(option.choice())] if option.choice() else [{"文字": ""}]:
            for stored in one:
                with unit("settings.change") as opened:
                    value = {"number": 60, "yes_no": True, "list": ["甲", "乙"], "date": "2015-03-01"}.get(option.kind, stored)
                    run("INSERT OR REPLACE INTO setting(key, value) VALUES (?, ?)", key, json.dumps(value, ensure_ascii=False))
                said += _said(history.changes(opened.id))
    assert len(said) > len(OPTIONS)
    assert _internal(said) == []


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_and_how_much_it_did_is_told_in_words(action: str) -> None:
    _stage()
    for many in (1, 2):
        with unit(action) as opened:
            run("UPDATE customer SET note = note || '加' WHERE id <= ?", many)
            run("INSERT INTO tag(name) VALUES (?)", f"新的{many}")
        (row,) = audit.units(1)
        (extent,) = history.extents([row]).values()
        assert _internal([what(row), extent_words(row, extent), *_said(history.changes(opened.id))]) == []
        assert extent_words(row, extent).endswith("標籤 1 個")


def test_an_import_taken_back_still_names_customers_tags_and_birthdays() -> None:
    with unit("imports.run") as opened:
        for name in ("陳美惠", "王大同"):
            run("INSERT INTO customer(name, birth_year, birth_month, birth_day) VALUES (?, 1978, 5, 3)", name)
        run("INSERT INTO tag(name) VALUES ('永和')")
        run("INSERT INTO customer_tag(customer, tag) SELECT customer.id, tag.id FROM customer, tag WHERE tag.name = '永和'")
    (made,) = audit.units(1)
    undone = audit.undo(opened.id)
    (back,) = audit.units(1)
    extents = history.extents([made, back])
    assert extent_words(made, extents[made.id]) == "匯入了 2 位客戶、標籤 1 個"
    assert extent_words(back, extents[back.id]) == "2 位客戶、標籤 1 個"
    for said in (_said(history.changes(opened.id)), _said(history.changes(undone.id))):
        assert {"生日", "1978/05/03", "永和"} <= set(said)
        assert any(one.startswith("陳美惠・客戶・") for one in said)
        assert _internal(said) == []


def test_what_of_one_customer_was_changed() -> None:
    customer = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    form = customers.form(customer)
    form.note, form.points[0].text = "熟客", "0922-333-444"
    customers.change(customer, form)
    changed, added = audit.units(2)
    extents = history.extents([changed, added])
    assert extent_words(added, extents[added.id]) == "電話或郵件"
    assert set(extent_words(changed, extents[changed.id]).split("、")) == {"基本資料", "電話或郵件"}


def test_empty_cells_of_a_row_that_waits_are_left_out() -> None:
    assert shown("cells", '{"姓名": "陳美惠", "電話": ""}', "waiting") == "姓名：陳美惠"


def test_part_of_a_birthday_is_told_whole() -> None:
    with unit("customers.add"):
        run("INSERT INTO customer(name, birth_year, birth_month, birth_day) VALUES ('陳美惠', 1978, 5, 3)")
    with unit("customers.change") as opened:
        run("UPDATE customer SET birth_day = 4")
    with unit("customers.change"):
        run("UPDATE customer SET birth_year = 1979")
    (change,) = history.changes(opened.id)
    assert [(one.column, one.before, one.after) for one in change.fields] == [("birthday", "1978/05/03", "1978/05/04")]


def test_a_number_that_went_to_another_customer_says_from_whom_to_whom(shop: Path) -> None:
    one, other = (customers.add(CustomerForm(name=name)) for name in ("陳美惠", "王大同"))
    with unit("customers.add"):
        run("INSERT INTO contact(customer, name) VALUES (?, '陳小姐')", one)
    with unit("customers.merge") as opened:
        run("UPDATE contact SET customer = ?", other)
    (change,) = history.changes(opened.id)
    assert [(field.column, field.before, field.after) for field in change.fields] == [("customer", "陳美惠", "王大同")]


def test_what_a_new_row_held_then_is_told_though_it_was_changed_since() -> None:
    tag = tags.add("老主顧")
    (made,) = audit.units(1)
    tags.change(tag, "老朋友", "grey", "")
    (change,) = history.changes(made.id)
    assert next(field.after for field in change.fields if field.column == "name") == "老主顧"


def test_what_is_to_be_done_is_no_title() -> None:
    assert column_label("task", "title") == "要做什麼"
    assert column_label("customer", "title") == "稱呼"
