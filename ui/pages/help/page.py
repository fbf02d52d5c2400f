"""The help page (F1): looked through by words, printed, and the way to the tour."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QMainWindow, QWidget

from db.core.progress import Progress
from resources.i18n import _
from ui import menus
from ui.kit import theme
from ui.kit.card import Card, row
from ui.kit.chips import chip
from ui.kit.filters import FlowLayout
from ui.kit.jobs import Work
from ui.kit.labels import button, hairline, plain_label
from ui.kit.lookup_page import LookupPage
from ui.kit.page import Shell
from ui.pages.help.presenter import PARTS, Topic, found, topics


class HelpPage(LookupPage):
    """Cards by topic; the search leaves the lines that fit."""

    def __init__(self, shell: Shell) -> None:
        tour = button(_("Show me round"), lambda: shell.do("tour"), icon="store")
        on_paper = button(_("Print"), lambda: shell.do("print"), key="Ctrl+P")
        super().__init__(shell, _("Help"), _("What would you like to know?"), "customers", [tour, on_paper])
        self._part = ""
        self.body.insertWidget(1, self._parts())

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

    def cards(self) -> Iterator[QWidget]:
        """A card a topic."""
        shown = self.shown()
        yield from map(_card, shown)
        if not shown:
            words = _("Nothing about “{text}”. Try another word, or Ctrl+K: it finds everything that can be done.")
            yield plain_label(words.format(text=self.search.wanted()), "muted", wrap=True)


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
