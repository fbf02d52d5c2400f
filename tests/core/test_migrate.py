"""Older shop files open with everything in them, and what was done before can still be taken back."""

from pathlib import Path

import pytest

from db.core import audit, checking, file, migrate, search
from db.core.connection import run, value
from db.core.journal import unit
from db.services import blacklist, customers, dump, interactions, tags
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from tests import older


@pytest.mark.parametrize("schema", [1, 2])
def test_an_older_file_opens_whole(shop_path: Path, schema: int) -> None:
    with file.opened(shop_path):
        one = customers.add(CustomerForm(name="陳美惠", note="怕狗"))
        tags.attach([one], ["老主顧"])
        blacklist.put([one], "欠款未還")
        interactions.add(InteractionForm(one, "要換龍頭"))
        before = dump.dump()
        older.lead_back(schema)
    with file.opened(shop_path):
        assert value("PRAGMA user_version") == migrate.newest()
        assert dump.dump() == before
        assert checking.check().ok
        assert search.find("老主顧") == [one]
        newest = audit.last_undoable() or audit.units(1)[0]
        audit.undo(newest.id)
        assert interactions.of(one) == []


def test_lines_of_an_older_file_no_longer_hold_the_names_of_tags(shop_path: Path) -> None:
    with file.opened(shop_path):
        one = customers.add(CustomerForm(name="陳美惠"))
        tags.attach([one], ["老主顧"])
        with unit("customers.change"):
            run("UPDATE customer SET note = '怕貓'")
            search.put([(one, f"{value('SELECT line FROM customer_search')} 老主顧")])
        older.lead_back(2)
    with file.opened(shop_path):
        assert value("SELECT line FROM customer_search").count("老主顧") == 0
        tags.detach([one], ["老主顧"])
        assert search.find("老主顧") == []
