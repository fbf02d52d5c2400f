"""The error codes: what happened, whether the data is safe, what to do; looked up by code or words."""

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from resources import error_codes
from resources.error_codes import ErrorEntry
from resources.i18n import _
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.fields import SearchBox
from ui.kit.keys import once
from ui.kit.labels import button, plain_label
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn

_MOST: Final = 25  # cards drawn; a code or a word finds the others
_PAUSE: Final = 80  # ms after the last key until the cards are drawn anew
_WIDE: Final = 64  # letters


class ErrorsPage(Page):
    """A card an error; the search leaves those that fit."""

    has_search = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._back = "help"
        self.search = SearchBox(_("Code or words, such as SKB-101"), "Ctrl F")
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._draw)
        self.search.searched.connect(lambda _text: self._soon.start())
        self._area = ScrollColumn(margins=(18, 4, 18, 18), spacing=12, most=_WIDE)
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addWidget(self._area, 1)
        once("Escape", self, self._leave)

    def _top(self) -> QHBoxLayout:
        top = row(spacing=8)
        top.setContentsMargins(18, 12, 18, 10)
        top.addWidget(plain_label(_("Error codes"), "title"))
        top.addSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(button(_("Diagnosis package…"), lambda: self.shell.do("diagnosis"), icon="download"))
        top.addWidget(button(_("Back"), self._leave, kind="primary", key="Esc"))
        return top

    def open(self, **what: Any) -> None:
        """The page is shown; `back` is where one came from, `text` what is looked for."""
        self._back = str(what.get("back", self._back))
        if "text" in what:
            self.search.set_words(str(what["text"]))
        self._draw()
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same."""
        return {"back": self._back, "text": self.search.text()}

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def shown(self) -> list[ErrorEntry]:
        """The errors that fit what is looked for."""
        words = self.search.text().casefold().split()
        return [one for one in error_codes.entries() if all(word in f"{one.code} {one.sentence}".casefold() for word in words)]

    def _draw(self) -> None:
        clear(self._area.body)
        found = self.shown()
        for one in found[:_MOST]:
            self._area.body.addWidget(_card(one))
        if more := len(found) - _MOST:
            words = _("… and {count} more. Type the code, or a word of the sentence.") if more > 0 else ""
            self._area.body.addWidget(plain_label(words.format(count=f"{more:,}"), "muted", wrap=True))
        self._area.body.addStretch(1)

    def _leave(self) -> None:
        self.shell.go(self._back)


def _card(one: ErrorEntry) -> Card:
    card = Card(margin=12, spacing=4)
    card.body.addWidget(plain_label(one.code, "head"))
    for words in filter(None, (one.sentence, one.safe)):
        card.body.addWidget(plain_label(words, wrap=True))
    card.body.addWidget(plain_label(one.todo, "muted", wrap=True))
    return card
