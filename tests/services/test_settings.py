"""Options of the shop: declared once, read as typed, changed in one unit."""

import pytest

from db.core import audit
from db.core.errors import InputError
from db.services import settings

pytestmark = pytest.mark.usefixtures("shop")


def test_defaults_stand_until_something_is_set() -> None:
    assert settings.values() == {key: option.default for key, option in settings.OPTIONS.items()}
    assert settings.get("contact_interval") == 60


def test_several_options_are_one_undo() -> None:
    made = settings.save(
        {"shop_name": " 順發水電 ", "opened_on": "104/3/1", "contact_interval": "９０", "sources": "路過\n\n路過\nLINE"}
    )
    assert (settings.text("shop_name"), settings.text("opened_on"), settings.get("contact_interval")) == (
        "順發水電",
        "2015-03-01",
        90,
    )
    assert settings.texts("sources") == ["路過", "LINE"]
    assert made is not None
    audit.undo(made)
    assert settings.values() == {key: option.default for key, option in settings.OPTIONS.items()}


def test_settings_hold_clean_text() -> None:
    settings.save({"shop_name": "順\ud800發\x00\n水電", "staff": "阿\x01德\n\n小玲\ud800"})
    assert (settings.text("shop_name"), settings.texts("staff")) == ("順發 水電", ["阿德", "小玲"])


def test_saving_what_is_there_makes_no_unit() -> None:
    settings.save({"shop_name": "順發"})
    assert settings.save({"shop_name": "順發", "calendar": "western"}) is None


@pytest.mark.parametrize(
    ("key", "typed"), [("opened_on", "哪天"), ("contact_interval", "很久"), ("contact_interval", "-5"), ("calendar", "農曆")]
)
def test_a_value_that_cant_be_read_changes_nothing(key: str, typed: str) -> None:
    with pytest.raises(InputError) as refused:
        settings.save({"shop_name": "順發", key: typed})
    assert typed in refused.value.sentence
    assert settings.text("shop_name") == ""


def test_every_option_belongs_to_a_group_that_is_drawn() -> None:
    groups = {key for key, _words in settings.GROUPS}
    assert {option.group for option in settings.OPTIONS.values()} == groups


def test_the_calendar_decides_how_years_are_shown() -> None:
    assert not settings.shows_republic_years()
    settings.save({"calendar": "roc"})
    assert settings.shows_republic_years()
