"""Steps done a few at a time."""

from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.slices import Slices


def _settle() -> None:
    for _round in range(20):
        QApplication.processEvents()


def _see(owner: QWidget) -> None:
    owner.show()
    _settle()


def test_the_first_few_are_done_at_once_and_the_rest_in_their_order() -> None:
    owner, done = QWidget(), list[int]()
    slices = Slices(owner, 2)
    _see(owner)
    slices.do(partial(done.append, one) for one in range(5))
    assert done == [0, 1]
    _settle()
    assert done == [0, 1, 2, 3, 4]


def test_new_steps_take_the_place_of_those_left() -> None:
    owner, done = QWidget(), list[str]()
    slices = Slices(owner, 1)
    _see(owner)
    slices.do([partial(done.append, "old"), partial(done.append, "never")])
    slices.do([partial(done.append, "new"), partial(done.append, "newer")])
    _settle()
    assert done == ["old", "new", "newer"]


def test_what_was_never_seen_yet_is_begun_only() -> None:
    owner, done = QWidget(), list[int]()
    Slices(owner, 2, 1).do(partial(done.append, one) for one in range(5))
    _settle()
    assert done == [0]
    owner.show()
    _settle()
    assert done == [0, 1, 2, 3, 4]
