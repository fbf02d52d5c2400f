"""The search finds what `instr` would, whatever is typed, and ranks it."""

import json
import random

import pytest

from db.core import search, search_line
from db.core.connection import database, rows, run, value
from db.core.journal import unit
from db.core.values import names
from db.core.values.text import normal

HOSTILE = [
    "王<b>小明</b>", '<img src="file:///C:/x">', "</para><para>", "A&B<co",
    "&#0;", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1",
    "+886912345678", "-1+1", "＝1+1", "\"';=1", "王\0明", "RTL\u202eabc", "zwj\u200dzwsp\u200b", "a" + "\u0301" * 30,
    "𠮷𠀋😀👨‍👩‍👧", "０９１２",
    "堃喆犇峯裏煊碁", "\ue000\ue001造字", "許功蓋", "100%", "a_b", "C:\\tmp\\x", "'; DROP TABLE--", "{0}%s{{x}}",
    "..\\..\\x", "ㄅㄆㄇ", "ไทย Việt",
    "AND OR NOT NEAR", "straße STRASSE", "ﬁn ﬃ", "x*", "^x", "a:b", "(a)", "臺北台北", "tab\there", "new\nline", "ǅ ŉ",
    "\ufdd0王", "a\u3000b",
]  # fmt: skip


def _add(name: str, **columns: object) -> int:
    listed = ", ".join(["name", *columns])
    run(f"INSERT INTO customer ({listed}) VALUES ({', '.join('?' * (len(columns) + 1))})", name, *columns.values())
    return int(value("SELECT max(id) FROM customer"))


def _phone(customer: int, number: str, kind: str = "mobile") -> None:
    run(
        "INSERT INTO contact_point (customer, kind, text, normal) VALUES (?, ?, ?, ?)",
        customer, kind, number, number if kind in {"phone", "mobile", "fax"} else "",
    )  # fmt: skip


def _by_scan(text: str) -> set[int]:
    """What a scan of the kept lines finds."""
    words = normal(text).split()
    return {
        customer
        for customer, line in rows("SELECT customer, line FROM customer_search")
        if words and all(w in line for w in words)
    }


def _has_other_meaning(text: str) -> bool:
    return any(names.found_by(word) or len(search._alternatives(word)) > 1 for word in normal(text).split())


@pytest.fixture
def people(shop: object) -> list[int]:
    """Customers named and noted with every hostile text, and plain ones between."""
    with unit("customers.add"):
        ids = [_add(f"{text[:3]}{number}", note=text, company=text[::-1]) for number, text in enumerate(HOSTILE)]
        ids += [
            _add(name, code=f"C{number:03}") for number, name in enumerate(["陳志明", "陳明華", "王陳志", "John Smith", "O'Neil"])
        ]
        for number, customer in enumerate(ids):
            _phone(customer, f"09{number * 7919 % 100_000_000:08}")
        search.refresh(ids)
    return ids


def test_line_holds_everything_one_is_known_by(shop: object) -> None:
    with unit("customers.add"):
        field = run("INSERT INTO own_field (title, kind) VALUES ('車號', 'text')") and value("SELECT max(id) FROM own_field")
        secret = run("INSERT INTO own_field (title, kind) VALUES ('點數', 'number')") and value("SELECT max(id) FROM own_field")
        extra = json.dumps({f"f{field}": "ABC-1234", f"f{secret}": 98765})
        one = _add("陳美惠", short_name="阿惠", company="惠記", code="V 77", tax_id="04595257", note="怕狗", extra=extra)
        _phone(one, "0223456789#12", "phone")
        _phone(one, "mei@example.com", "email")
        _phone(one, "mei_line", "line_id")
        run("INSERT INTO address (customer, text) VALUES (?, '臺北市大安區')", one)
        run("INSERT INTO contact (customer, name) VALUES (?, '林小姐')", one)
        run("INSERT INTO tag (name) VALUES ('老主顧')")
        run("INSERT INTO customer_tag (customer, tag) SELECT ?, id FROM tag", one)
        search.refresh([one])
    typed = [
        "陳",
        "惠記",
        "阿惠",
        "v 77",
        "0459",
        "怕狗",
        "bc-1",
        "0223456789#12",
        "789",
        "02-2345",
        "mei@",
        "_line",
        "台北市",
        "臺北市大",
        "林小姐",
        "老主顧",
    ]
    assert [text for text in typed if search.find(text) != [one]] == []
    assert [
        text
        for text in (
            "ㄔㄇㄏ",
            "cmh",
            "ㄔㄣˊㄇㄟ",
            "ㄔㄣˊ ㄇㄟ",
            "陳ㄇㄟ",
            "陳美ㄏ",
            "美ㄏㄨ",
            "tac",
            "tp6ao3",
            "ＣＭＨ",
            "陳美惠 789",
            "789 惠記",
        )
        if search.find(text) != [one]
    ] == []
    assert search.find("臺北市ㄒ") == [one]  # no reading has it: what is written already goes on being searched
    assert [text for text in ("98765", "美陳", "王ㄇㄟ", "陳美惠 790", "", " ", "\u200b") if search.find(text)] == []


def test_same_rows_as_a_scan(people: list[int]) -> None:
    lines = [line for (line,) in rows("SELECT line FROM customer_search")]
    chance = random.Random(7)
    pieces = [text[a : a + n] for text in HOSTILE for a in range(len(text)) for n in (1, 2, 3, 4, 7)]
    cuts = [line[a : a + chance.randint(1, 8)] for line in lines for a in chance.sample(range(len(line)), 12)]
    pairs = [f"{chance.choice(pieces)} {chance.choice(cuts)}" for _ in range(300)]
    for text in {*HOSTILE, *pieces, *cuts, *pairs}:
        found = search.find(text)
        assert len(found) == len(set(found))
        if _has_other_meaning(text):
            assert set(found) >= _by_scan(text), text
        else:
            assert set(found) == _by_scan(text), text


def test_rank_is_start_of_name_then_end_of_phone_then_latest(shop: object) -> None:
    with unit("customers.add"):
        rest, later, phone, name = (_add(text) for text in ("甲", "乙", "丙", "678行"))
        _phone(rest, "0967800000")
        _phone(later, "0967800001")
        _phone(phone, "0912345678")
        search.refresh([rest, later, phone, name])
    assert search.find("678") == [name, phone, later, rest]
    assert search.find("678", 3) == [name, phone, later]
    with unit("interactions.add"):
        run("INSERT INTO interaction (customer, channel) VALUES (?, 'phone')", rest)
        search.refresh([rest], lifted=[rest])
    assert search.find("678") == [name, phone, rest, later]


def test_a_number_is_this_code_then_a_phone_then_a_longer_code(shop: object) -> None:
    with unit("customers.add"):
        longer, phone, exact = (_add(text) for text in ("甲", "乙", "丙"))
        run("UPDATE customer SET code = '6780' WHERE id = ?", longer)
        run("UPDATE customer SET code = '678' WHERE id = ?", exact)
        _phone(phone, "0912345678")
        search.refresh([longer, phone, exact])
    assert search.find("678") == [exact, phone, longer]
    assert search.find("6780") == [longer]


def test_the_very_code_comes_first_of_a_name_without_a_reading_too(shop: object) -> None:
    with unit("customers.add"):
        longer, exact = _add("王"), _add("Bob")
        run("UPDATE customer SET code = '7890' WHERE id = ?", longer)
        run("UPDATE customer SET code = '789' WHERE id = ?", exact)
        search.refresh([exact])
        search.refresh([longer])
    assert search.find("789") == [exact, longer]


def test_limit_holds_for_every_rank(people: list[int]) -> None:
    everyone = search.find("0")
    assert len(everyone) > 20
    for limit in (1, 2, 7, 20):
        assert search.find("0", limit) == everyone[:limit]


def test_changed_and_gone_customers_leave_nothing_behind(people: list[int]) -> None:
    with unit("customers.change"):
        run("UPDATE customer SET name = '游志明' WHERE name = '陳志明'")
        run("DELETE FROM contact_point WHERE customer = ?", people[0])
        run("DELETE FROM customer WHERE id = ?", people[0])
        search.refresh(people)
    assert len(search.find("志明")) == 1
    assert search.find("陳志明") == []
    assert search.find("游志明") == search.find("ㄧㄡˊㄓ")
    assert people[0] not in search.find("b")
    assert value("SELECT count(*) FROM customer_search") == len(people) - 1
    for text in HOSTILE:
        assert set(search.find(text)) >= _by_scan(text)


def _lines(count: int) -> list[tuple[int, str]]:
    chance = random.Random(3)
    surnames, given = "陳林黃張李王吳劉蔡楊", "志明美惠雅婷家豪淑芬建宏"
    return [
        (
            number,
            search_line.line(
                (chance.choice(surnames) + chance.choice(given) + chance.choice(given),), ("台北市",), (f"09{number:08}",)
            ),
        )
        for number in range(1, count + 1)
    ]


def test_many_at_once_and_taken_back(people: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MANY", 200)
    before = {text: search.find(text) for text in ("陳", "志明", "0")}
    with unit("imports.run"), database.atomic():
        many = [(number + 1000, text) for number, text in _lines(400)]
        search.put(many)
        run("INSERT INTO tag (name) VALUES ('x')")
    assert {text for text in ("陳", "志明", "家豪", "0900000399", "ㄔ") if set(search.find(text)) != _by_scan(text)} == set()
    assert len(search.find("0900000399")) == 1
    with unit("imports.run"):
        run("INSERT INTO tag (name) VALUES ('y')")
        search.put([], gone=[number for number, _line in many])
    assert {text: search.find(text) for text in before} == before
    assert run("INSERT INTO customer_fts(customer_fts, rank) VALUES ('integrity-check', 0)") is not None


def test_each_row_has_its_own_tokens_whatever_is_left_out(shop: object) -> None:
    """Rows are numbered by customer, not by their place in the file, and no piece of one leaks into the next."""
    with unit("imports.run"):
        run("INSERT INTO tag (name) VALUES ('x')")
        search.put([(2, "甲乙丙丁"), (5, "戊己庚辛"), (9, "壬癸子丑")])
    assert [search.find(text) for text in ("甲乙丙丁", "戊己", "壬癸子", "丁戊", "丙丁戊", "辛壬", "子丑 甲")] == [
        [2],
        [5],
        [9],
        [],
        [],
        [],
        [],
    ]


def test_tidying_keeps_what_is_found(people: list[int]) -> None:
    for turn in range(12):
        with unit("customers.change"):
            run("UPDATE customer SET note = note || ? WHERE id = ?", str(turn), people[turn])
            search.refresh([people[turn]])
    before = search.find("0")
    while search.tidy(50):
        pass
    assert search.find("0") == before
    assert search.tidy(50) is False


def test_tags_are_found_though_no_line_holds_them(shop: object) -> None:
    with unit("customers.add"):
        mine, theirs, bare = _add("陳美惠", note="永和"), _add("王小明"), _add("老主顧小館")
        run("INSERT INTO tag (name) VALUES ('老主顧'), ('工程行')")
        run("INSERT INTO customer_tag (customer, tag) VALUES (?, 1), (?, 1), (?, 2)", mine, theirs, theirs)
        search.refresh([mine, theirs, bare])
    assert search.find("老主顧") == [bare, theirs, mine]  # whose name begins with it before those who wear it
    assert search.find("老主顧", 2) == [bare, theirs]
    assert search.find("主顧 永和") == [mine]
    assert search.find("老主顧 工程") == [theirs]
    assert search.find("老主顧 美惠 中和") == []
    with unit("tags.change"):
        run("UPDATE tag SET name = '貴客' WHERE id = 1")
        run("DELETE FROM customer_tag WHERE customer = ?", mine)
    assert (search.find("老主顧"), search.find("貴客")) == ([bare], [theirs])
