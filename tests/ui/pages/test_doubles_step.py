"""The pairs of step 4: drawn a few at a time, and only those that changed are drawn again."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from ui.pages.importing.doubles_step import DoublesStep
from ui.pages.importing.screens import DoublesScreen, PairField, PairItem


class _Handler:
    def answer(self, key: int, answer: str) -> None: ...
    def answer_all(self, answer: str) -> None: ...
    def choose_value(self, key: int, field: str, side: str) -> None: ...
    def more_pairs(self) -> None: ...


def _pair(key: int, answer: str = "later") -> PairItem:
    fields = (PairField("name", "姓名", f"王{key}", f"王{key}"),)
    return PairItem(key=key, why="", where="", left="", right="", fields=fields, answer=answer)


def _settle() -> None:
    for _round in range(50):
        QApplication.processEvents()


def test_many_pairs_come_a_few_at_a_time() -> None:
    step = DoublesStep(_Handler())
    step.show_screen(DoublesScreen(tuple(_pair(key) for key in range(20)), 20, 30, 0, 0, 0))
    assert 0 < len(step.cards) < 20
    step.show()
    _settle()
    assert list(step.cards) == list(range(20))


def test_an_answer_draws_its_own_pair_again_and_no_other() -> None:
    step = DoublesStep(_Handler())
    pairs = [_pair(key) for key in range(3)]
    step.show_screen(DoublesScreen(tuple(pairs), 3, 3, 0, 0, 0))
    before = dict(step.cards)
    pairs[1] = replace(pairs[1], answer="same")
    step.show_screen(DoublesScreen(tuple(pairs), 3, 3, 0, 0, 0))
    assert [key for key, card in step.cards.items() if card is not before[key]] == [1]
    places = [step._pairs.itemAt(at).widget() for at in range(step._pairs.count())]
    assert places == list(step.cards.values())


def test_other_pairs_take_the_place_of_the_old_ones() -> None:
    step = DoublesStep(_Handler())
    step.show_screen(DoublesScreen((_pair(1), _pair(2)), 2, 2, 0, 0, 0))
    step.show_screen(DoublesScreen((_pair(7),), 1, 1, 0, 0, 0))
    assert list(step.cards) == [7]
    assert step._pairs.count() == 1
