"""Taking back: at once, or on the worker where there is much."""

from pathlib import Path
from typing import Any, cast

import pytest

from db.core import audit
from db.services import customers, lists
from db.services.customer_form import CustomerForm, PointForm
from db.services.lists import ListQuery
from ui.kit import jobs
from ui.kit.page import Shell
from ui.undoing import Undoing


class Toasts:
    """Remembers what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def toast(self, text: str, *_button: Any) -> None:
        self.said.append(text)


def _add(numbers: int) -> None:
    points = [PointForm("mobile", f"0912-{at // 1000:03}-{at % 1000:03}") for at in range(numbers)]
    customers.add(CustomerForm(name="陳美惠", points=points))


@pytest.mark.parametrize(("numbers", "on_worker"), [(3, False), (505, True)])
def test_much_is_taken_back_on_the_worker(shop: Path, numbers: int, on_worker: bool) -> None:
    _add(numbers)
    (unit,) = audit.units(1)
    assert (unit.changes > 500) is on_worker
    shell = Toasts()
    Undoing(cast(Shell, shell)).undo()
    assert bool(jobs.runner().jobs) is on_worker
    assert bool(shell.said) is not on_worker
    jobs.runner().wait()
    assert shell.said == ["已復原：新增客戶"]
    assert not lists.ids(ListQuery())
