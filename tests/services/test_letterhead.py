"""The head of the shop's papers: what is set, and its pictures."""

import pytest

from db.core import audit
from db.core.errors import InputError
from db.services import history, letterhead, settings
from db.services.letterhead import Letterhead

pytestmark = pytest.mark.usefixtures("shop")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
WIDE = PNG[:16] + (13_000).to_bytes(4) + PNG[20:]  # 13,000 pixels wide, in a few bytes


def test_an_empty_shop_has_an_empty_head() -> None:
    assert Letterhead.of_shop() == Letterhead()


def test_what_is_set_stands_there() -> None:
    settings.save({"shop_name": "順發水電", "email": "a@b.tw", "line_id": "@shunfa", "tax_id": "22099131"})
    letterhead.put("logo", PNG)
    letterhead.put("seal", PNG + b"1")
    found = Letterhead.of_shop()
    assert (found.name, found.email, found.line_id, found.tax_id) == ("順發水電", "a@b.tw", "@shunfa", "22099131")
    assert (found.logo, found.seal, found.owner_seal) == (PNG, PNG + b"1", b"")


def test_a_picture_is_taken_away_and_comes_back() -> None:
    letterhead.put("logo", PNG)
    letterhead.put("logo", b"")
    assert letterhead.picture("logo") == b""
    audit.undo(audit.units(1)[0].id)
    assert letterhead.picture("logo") == PNG


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", PNG + bytes(600_000), WIDE])
def test_what_cant_stand_on_a_paper_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        letterhead.put("seal", data)
    assert letterhead.picture("seal") == b""


def test_the_history_says_which_picture_not_its_hash() -> None:
    letterhead.put("logo", PNG)
    letterhead.put("logo", PNG + bytes(1024))
    letterhead.put("logo", b"")
    said = [history.changes(one.id)[0].fields[0] for one in audit.units(3)]
    assert [(one.before, one.after) for one in said] == [
        ("店徽（logo），1.1 KB", None),
        ("店徽（logo），0.1 KB", "店徽（logo），1.1 KB"),
        (None, "店徽（logo），0.1 KB"),
    ]
