"""Half-filled forms outlive the program and are no part of history."""

import threading
from pathlib import Path

from db.core import file, journal
from db.core.connection import value
from db.services import drafts


def test_a_form_left_open_is_there_after_a_new_start(shop: Path) -> None:
    drafts.keep("customer", None, {"name": "陳"})
    drafts.keep("customer", None, {"name": "陳美惠", "points": [{"kind": "mobile", "text": "0912"}]})
    drafts.keep("customer", 3, {"name": "王小明"})
    file.close()
    file.open_shop(shop)
    assert {(row.form, row.customer, row.body["name"]) for row in drafts.left()} == {
        ("customer", None, "陳美惠"),
        ("customer", 3, "王小明"),
    }
    assert value("SELECT count(*) FROM unit") == 0


def test_a_saved_form_is_forgotten(shop: Path) -> None:
    drafts.keep("customer", None, {"name": "陳"})
    drafts.keep("talk", None, {"text": "要換"})
    drafts.discard("customer", None)
    assert [row.form for row in drafts.left()] == ["talk"]


def test_half_a_character_being_typed_is_no_trouble(shop: Path) -> None:
    assert drafts.keep("customer", None, {"name": "陳\ud83d"})
    assert drafts.left()[0].body == {"name": "陳"}


def test_a_job_that_writes_is_not_waited_for(shop: Path) -> None:
    kept: list[bool] = []
    with journal.unit("tags.add"):
        typing = threading.Thread(target=lambda: kept.append(drafts.keep("customer", None, {"name": "陳"})))
        typing.start()
        typing.join()
        assert drafts.keep("talk", None, {"text": "要換"})
    assert kept == [False]
    assert {row.form for row in drafts.left()} == {"talk", "customer"}


def test_what_could_not_be_written_is_there_and_written_when_the_job_has_ended(shop: Path) -> None:
    drafts.keep("talk", None, {"text": "a"})
    with journal._lock:
        assert not drafts.keep("quote:1", None, {"name": "陳"})
        assert not drafts.discard("talk", None)
        assert [row.form for row in drafts.left()] == ["quote:1"]
        assert value("SELECT form FROM draft") == "talk"
    assert drafts.catch_up()
    assert value("SELECT form FROM draft") == "quote:1"
    assert [row.form for row in drafts.left()] == ["quote:1"]
