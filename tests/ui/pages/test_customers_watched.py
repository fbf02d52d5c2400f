"""Who is on the watch list wears ⚠ before the name, however narrow the list is; at the counter no row tells who owes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from db.services import blacklist, customers, own_fields
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.window import Window
from ui.kit import counter, settings, theme

NAMES = ("陳美惠", "林志明")


@pytest.fixture
def watched(shop: Path) -> str:
    ids = [customers.add(CustomerForm(name=name)) for name in NAMES]
    blacklist.put(ids[:1], "欠款未還")
    return NAMES[0]


def _place(screen: Customers, name: str) -> int:
    return screen.names().index(name)


def _colours(screen: Customers, name: str) -> set[str]:
    """The colours the name's cell is painted with, where it is not chosen."""
    view = screen.page.view
    view.clearSelection()
    box = view.visualRect(view.model().index(_place(screen, name), 0))
    image = view.viewport().grab(box).toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("rows", ["one", "two"])
def test_the_sign_stands_where_the_tags_found_no_room(watched: str, answers: Answers, rows: str) -> None:
    settings.put("rows", rows)
    window = Window(answers, (1024, 600))
    screen = Customers(window)
    tags = next(at for at, column in enumerate(screen.page.model.columns) if column.key == "tags")
    assert screen.page.view.isColumnHidden(tags)
    red = theme.colour("red").name()
    assert (red in _colours(screen, watched), red in _colours(screen, NAMES[1])) == (True, False)


def test_at_the_counter_it_is_neutral_and_alone(watched: str, answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    counter.switch()
    window.settle()
    assert theme.colour("red").name() not in _colours(screen, watched)
    model, at = screen.page.model, _place(screen, watched)
    said = [str(model.index(at, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in range(model.columnCount())]
    assert said[0] == f"{counter.SIGN} {watched}"
    assert "".join(said).count(counter.SIGN) == 1


def test_who_owes_is_not_told_by_what_is_hidden(shop: Path, answers: Answers) -> None:
    owed = f"f{own_fields.add('欠款', 'number', None, True)}"
    customers.add(CustomerForm(name="陳美惠", own={owed: 38517}))
    customers.add(CustomerForm(name="林志明"))
    window = Window(answers)
    screen = Customers(window)
    model = screen.page.model
    column = next(at for at, one in enumerate(model.columns) if one.key == owed)

    def words() -> set[str]:
        return {str(model.index(row, column).data()) for row in range(2)}

    assert words() == {"38,517", ""}
    screen.choose("陳美惠")
    assert "欠款" in screen.card()
    counter.switch()
    window.settle()
    assert words() == {counter.HIDDEN}
    assert "欠款" not in screen.card()


def test_it_is_read_out_but_no_part_of_the_name_that_is_copied(watched: str, answers: Answers) -> None:
    window = Window(answers)
    screen = Customers(window)
    model, at = screen.page.model, _place(screen, watched)
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    assert all(f"{counter.SIGN} {watched}" in model.index(at, 0).data(role) for role in roles)
    screen.choose(watched)
    screen.leave_search()
    screen.page.view.copy()
    assert watched in QApplication.clipboard().text()
    assert counter.SIGN not in QApplication.clipboard().text()
