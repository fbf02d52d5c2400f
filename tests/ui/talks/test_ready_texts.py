"""常用句 put into a talk with several customers: each gets their own, two Enters save it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.services import customers, interactions, settings
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.talks import Talk, opened
from tests.screens.window import Window


@pytest.fixture
def who(shop: Path) -> list[int]:
    settings.save({"phrases": "到貨：{稱呼}您好，您訂的{品名}到了，{日期}前來拿\n問候：{稱呼}您好"})
    return [customers.add(CustomerForm(name=name, gender="female")) for name in ("陳美惠", "王玉梅")]


@pytest.fixture
def window(who: list[int], answers: Answers) -> Iterator[Window]:
    made = Window(answers)
    yield made
    made.leave_dialogs()


def put_in(talk: Talk, at: int) -> None:
    """Put the ready text at this place of the list into the talk."""
    talk.log.phrases_menu().actions()[at].menu().actions()[0].trigger()
    talk.window.settle(0.4)


def said(who: list[int]) -> list[str]:
    return [row.text for one in who for row in interactions.of(one)]


def test_each_of_several_is_spoken_to_by_their_own_name(window: Window, who: list[int]) -> None:
    talk = opened(window, *who)
    put_in(talk, 1)
    assert talk.log.text.value() == "{稱呼}您好"
    assert "每位會填自己的稱呼，例如：陳小姐您好" in talk.texts()
    talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    assert (window.has_dialog(), said(who)) == (False, ["陳小姐您好", "王小姐您好"])


def test_one_more_customer_chosen_after_it_gets_their_own_too(window: Window, who: list[int]) -> None:
    talk = opened(window, who[0])
    put_in(talk, 1)
    assert talk.log.text.value() == "陳小姐您好"
    talk.customers().choose(who[1])
    talk.save()
    assert said(who) == ["陳小姐您好", "王小姐您好"]


def test_one_put_in_before_anybody_is_chosen_speaks_to_who_is_chosen(window: Window, who: list[int]) -> None:
    talk = opened(window)
    talk.customers().fill([])
    put_in(talk, 1)
    talk.customers().choose(who[1])
    assert talk.log.text.value() == "王小姐您好"


def test_enter_goes_from_one_gap_to_the_next_and_two_more_save(window: Window, who: list[int]) -> None:
    talk = opened(window, who[0])
    put_in(talk, 0)
    for words in ("龍頭", "週五"):
        talk.log.text.edit.insertPlainText(words)
        talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    talk.key(Qt.Key.Key_Return)
    assert (window.has_dialog(), said(who)) == (False, ["陳小姐您好，您訂的龍頭到了，週五前來拿"])
