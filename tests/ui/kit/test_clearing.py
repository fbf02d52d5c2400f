"""What is drawn anew keeps the keyboard where it was."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.clearing import clear


class Drawn(QWidget):
    """A box, buttons that are drawn anew, and one behind them."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        self.box, self.part, self.last = QLineEdit(), QWidget(), QPushButton("last")
        for one in (self.box, self.part, self.last):
            whole.addWidget(one)
        self.line = QVBoxLayout(self.part)
        self.fill(names)
        self.show()
        settled()

    def fill(self, names: list[str]) -> None:
        clear(self.line)
        for name in names:
            made = QPushButton(name)
            made.setAccessibleName(name)
            self.line.addWidget(made)

    def named(self, name: str) -> QPushButton:
        return next(one for one in self.part.findChildren(QPushButton) if one.text() == name and not one.isHidden())

    def has(self) -> str:
        at = self.focusWidget()
        return "" if at is None else "box" if at is self.box else at.text() if isinstance(at, QPushButton) else "?"


def settled() -> None:
    for _turn in range(6):
        QApplication.processEvents()


@pytest.mark.parametrize(("then", "has"), [(["a", "b", "c"], "b"), (["x", "y"], "x"), ([], "box")])
def test_the_keyboard_stays_on_what_is_called_the_same(then: list[str], has: str) -> None:
    drawn = Drawn(["a", "b"])
    drawn.named("b").setFocus()
    drawn.fill(then)
    settled()
    assert drawn.has() == has


def test_where_somebody_put_it_it_stays() -> None:
    drawn = Drawn(["a", "b"])
    drawn.named("b").setFocus()
    drawn.fill(["a", "b"])
    drawn.last.setFocus()
    settled()
    assert drawn.has() == "last"


def test_what_qt_chose_meanwhile_may_be_drawn_anew_too() -> None:
    drawn = Drawn(["a", "b"])
    other = QVBoxLayout()
    drawn.layout().insertLayout(2, other)
    other.addWidget(QPushButton("next"))
    settled()
    drawn.named("b").setFocus()
    drawn.fill(["a", "b"])
    clear(other)  # as a card clears all its parts
    settled()
    assert drawn.has() == "b"
