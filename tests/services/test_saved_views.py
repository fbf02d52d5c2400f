"""Views of the list kept by name."""

from pathlib import Path

import pytest

from db.core import audit
from db.core.errors import InputError, NotFoundError
from db.core.journal import saving, unit
from db.models import SavedView
from db.services import saved_views, tags
from db.services.saved_views import ViewBody

DEBT = ViewBody((("name", 1100), ("f7", 650)), sort="f7", chip="tag:5", conditions='{"all":[]}')


def test_kept_overwritten_renamed(shop: Path) -> None:
    view = saved_views.save(" 欠錢的  ", DEBT)
    assert [(row.id, row.name, row.body) for row in saved_views.rows()] == [(view, "欠錢的", DEBT)]
    wider = ViewBody((("name", 1300),))
    assert saved_views.save("欠錢的", wider) == view
    assert saved_views.rows()[0].body == wider
    saved_views.save("電話簿", DEBT)
    saved_views.rename(view, "欠款")
    assert [row.name for row in saved_views.rows()] == ["欠款", "電話簿"]
    with pytest.raises(InputError, match="電話簿"):
        saved_views.rename(view, "電話簿")
    with pytest.raises(InputError):
        saved_views.save("  ", DEBT)


def test_forgotten_and_taken_back(shop: Path) -> None:
    view = saved_views.save("欠錢的", DEBT)
    _none, unit = saving(lambda: saved_views.delete(view))
    assert saved_views.rows() == []
    assert unit is not None
    audit.undo(unit)
    assert [(row.id, row.body) for row in saved_views.rows()] == [(view, DEBT)]
    with pytest.raises(NotFoundError):
        saved_views.delete(view + 1)


def test_saving_the_same_again_leaves_nothing_to_take_back(shop: Path) -> None:
    saved_views.save("欠錢的", DEBT)
    _view, unit = saving(lambda: saved_views.save("欠錢的", DEBT))
    assert unit is None


@pytest.mark.usefixtures("shop")
def test_a_view_a_newer_program_kept_is_shown_and_holds_up_no_merge() -> None:
    first, second = tags.add("甲"), tags.add("乙")
    with unit("saved_views.save"):
        SavedView.create(name="新", body={"chip": "tag:abc", "conditions": "?", "columns": [["name", None], "x"]}, position=1)
    tags.merge(first, second)
    (row,) = saved_views.rows()
    assert (row.body.chip, row.body.columns) == ("tag:abc", ())
