"""The search for cycles stays away from what an import reads."""

import gc
import weakref
from pathlib import Path

from importers.collecting import held_back
from importers.session import ImportSession
from importers.values import Source

_LIST = "客戶名稱,行動電話\n王小明,0912-345-678\n王小明,0912-345-678\n陳美惠,02-2345-6789\n"


def test_what_was_made_is_never_looked_through() -> None:
    with held_back():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]
    assert gc.isenabled()
    kept = {id(one) for one in gc.get_objects()}
    assert id(made[0]) not in kept


def test_what_was_garbage_before_does_not_stay_for_ever() -> None:
    class Cycle:
        def __init__(self) -> None:
            self.itself = self

    gone = weakref.ref(Cycle())
    with held_back():
        pass
    assert gone() is None


def test_a_plan_goes_without_a_search_for_cycles(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "客戶.csv"
    path.write_text(_LIST, encoding="utf-8")
    session = ImportSession([Source(path=path, name=path.name)])
    plan = session.plan()
    plan.lines(range(plan.count))
    gone = weakref.ref(plan)
    session.close()
    gc.disable()
    try:
        del plan, session
        assert gone() is None
    finally:
        gc.enable()
