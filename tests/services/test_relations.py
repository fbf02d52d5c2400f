"""Who belongs to whom: said once, seen from both sides, taken back."""

import pytest

from db.core import audit
from db.core.errors import InputError, NotFoundError
from db.services import customers, merging, relations
from db.services.customer_form import CustomerForm

pytestmark = pytest.mark.usefixtures("shop")


def _two() -> tuple[int, int]:
    one, two = (customers.add(CustomerForm(name=name)) for name in ("陳美惠", "周文彬"))
    return one, two


def test_a_relation_is_seen_from_both_sides() -> None:
    one, two = _two()
    relations.add(one, two, "referrer", "去年")
    (mine,), (theirs,) = relations.of(one), relations.of(two)
    assert (mine.other, mine.name, mine.kind, mine.note, mine.reverse) == (two, "周文彬", "referrer", "去年", False)
    assert (theirs.other, theirs.reverse, theirs.id) == (one, True, mine.id)
    assert mine.words != theirs.words


def test_nobody_belongs_to_themselves_and_nothing_is_said_twice() -> None:
    one, two = _two()
    relations.add(one, two, "family")
    for other, kind in ((one, "family"), (two, "family"), (two, "neighbour")):
        with pytest.raises(InputError):
            relations.add(one, other, kind)
    with pytest.raises(InputError):
        relations.add(two, one, "family")  # family goes for both
    relations.add(two, one, "referrer")
    assert [row.kind for row in relations.of(one)] == ["family", "referrer"]


def test_what_is_taken_away_comes_back_with_undo() -> None:
    one, two = _two()
    made = relations.add(one, two, "employer")
    relations.remove(made)
    assert relations.of(two) == []
    with pytest.raises(NotFoundError):
        relations.remove(made)
    unit = audit.last_undoable()
    assert unit is not None
    audit.undo(unit.id)
    assert [row.id for row in relations.of(two)] == [made]


def test_a_relation_goes_to_the_one_that_stays_after_a_merge() -> None:
    one, two = _two()
    gone = customers.add(CustomerForm(name="周先生"))
    merging.merge(two, gone)
    relations.add(one, gone, "family")
    assert [row.other for row in relations.of(one)] == [two]
