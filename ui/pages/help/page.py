"""The help page (F1): looked through by words, printed, and the way to the tour."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QWidget

from db.core.progress import Progress
from resources.i18n import _
from ui import menus
from ui.kit import theme
from ui.kit.card import Card, column, row
from ui.kit.chips import chip
from ui.kit.clearing import clear
from ui.kit.fields import SearchBox
from ui.kit.filters import FlowLayout
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import button, hairline, plain_label
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.help.presenter import PARTS, Topic, found, topics

_PAUSE: Final = 80  # ms after the last key until the cards are drawn anew
_WIDE: Final = 64  # letters


class HelpPage(Page):
    """Cards by topic; the search leaves the lines that fit."""

    has_search = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._back = "customers"
        self._part = ""
        self.search = SearchBox(_("What would you like to know?"), "Ctrl F")
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._draw)
        self.search.searched.connect(lambda _text: self._soon.start())
        self._area = ScrollColumn(margins=(18, 4, 18, 18), spacing=12, most=_WIDE)
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addWidget(self._parts())
        layout.addWidget(self._area, 1)
        once("Escape", self, self._leave_or_empty)

    def _top(self) -> QHBoxLayout:
        top = row(spacing=8)
        top.setContentsMargins(18, 12, 18, 10)
        top.addWidget(plain_label(_("Help"), "title"))
        top.addSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(button(_("Show me round"), lambda: self.shell.do("tour"), icon="store"))
        top.addWidget(button(_("Print"), lambda: self.shell.do("print"), key="Ctrl+P"))
        top.addWidget(button(_("Back"), self._leave, kind="primary", key="Esc"))
        return top

    def _parts(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        holder.setContentsMargins(18, 0, 18, 8)
        flow.setContentsMargins(18, 0, 18, 8)
        for key, words in (("", _("All")), *((key, _(words)) for key, words in PARTS.items())):
            made = chip(words, partial(self.show_part, key), on=key == self._part)
            made.setAutoExclusive(True)
            flow.addWidget(made)
        return holder

    def open(self, **what: Any) -> None:
        """The page is shown; `back` is where one came from, `text` what is looked for."""
        self._back = str(what.get("back", self._back))
        if "text" in what:
            self.search.set_words(str(what["text"]))
        self._draw()
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same is looked at."""
        return {"back": self._back}

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_part(self, key: str) -> None:
        """One of the chips."""
        self._part = key
        self._draw()

    def paper(self) -> Work | None:
        """What is in view."""
        shown = self.shown()
        return partial(_printed, shown) if shown else None

    def shown(self) -> list[Topic]:
        """The topics that fit what is looked for."""
        return found(topics(self._menus()), self.search.wanted(), self._part)

    def _menus(self) -> list[tuple[str, list[tuple[str, str]]]]:
        window = self.window()
        bar = window.menuBar() if isinstance(window, QMainWindow) else None
        return [] if bar is None else [(title, [_key(one) for one in entries]) for title, entries in menus.actions_of(bar)]

    def _draw(self) -> None:
        clear(self._area.body)
        shown = self.shown()
        for topic in shown:
            self._area.body.addWidget(_card(topic))
        if not shown:
            words = _("Nothing about “{text}”. Try another word, or Ctrl+K: it finds everything that can be done.")
            self._area.body.addWidget(plain_label(words.format(text=self.search.wanted()), "muted", wrap=True))
        self._area.body.addStretch(1)

    def _leave_or_empty(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._leave()

    def _leave(self) -> None:
        self.shell.go(self._back)

    def changeEvent(self, event: QEvent) -> None:
        """Keys of another size of letters are drawn anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_area") and self.isVisible():
            self._soon.start()


def _key(entry: Any) -> tuple[str, str]:
    native = QKeySequence.SequenceFormat.NativeText
    return entry.text().replace("&&", "&").rstrip("…"), "、".join(one.toString(native) for one in entry.shortcuts())


def _card(topic: Topic) -> Card:
    made = Card(spacing=8)
    made.body.addWidget(plain_label(topic.title, "head"))
    if topic.part == "keys":
        made.body.addLayout(_keys(topic))
    else:
        for what, said in topic.lines:
            made.body.addWidget(hairline())
            made.body.addWidget(plain_label(what, "head", wrap=True))
            made.body.addWidget(plain_label(said, "muted", wrap=True))
    return made


def _keys(topic: Topic) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, theme.px() * 9)
    for at, (what, key) in enumerate(topic.lines):
        line = row(spacing=6)
        for one in key.split("、"):
            line.addWidget(plain_label(one, "key"))
        line.addStretch(1)
        grid.addLayout(line, at, 0)
        grid.addWidget(plain_label(what, wrap=True), at, 1)
    return grid


def _printed(shown: list[Topic], progress: Progress) -> bytes:
    from reports import list_pdf
    from reports.list_pdf import ListColumn

    rows = [(topic.title, what, said) for topic in shown for what, said in topic.lines]
    listed = [ListColumn(_("Topic")), ListColumn(_("What")), ListColumn(_("What to do"))]
    return list_pdf.make(_("Shukebu: help and keys"), listed, rows, progress=progress).pdf
