"""A file that went from under the program takes nothing any more, and nobody is told that it was saved."""

from pathlib import Path

import pytest

from db.core import anchor, events
from db.core.connection import value
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Customer


def test_what_would_go_nowhere_is_refused_and_not_announced(shop: Path) -> None:
    heard: list[object] = []
    events.listen(heard.append)
    away = shop.rename(shop.with_name("gone.crm"))
    assert not anchor.is_held()
    with pytest.raises(InputError, match=str(shop.parent)), unit("customers.add"):
        Customer.create(name="王小明")
    assert heard == []
    away.rename(shop)
    assert anchor.is_held()
    assert value("SELECT count(*) FROM customer") == 0
    with unit("customers.add"):
        Customer.create(name="王小明")
    assert value("SELECT count(*) FROM customer") == 1


def test_another_file_in_its_place_is_not_it(shop: Path) -> None:
    away = shop.rename(shop.with_name("gone.crm"))
    shop.write_bytes(b"of another stick")
    assert not anchor.is_held()
    away.replace(shop)
    assert anchor.is_held()
