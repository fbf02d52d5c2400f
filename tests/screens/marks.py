"""The page of tags and the watch list in the user's words."""

from typing import cast

from tests.screens.window import Window
from ui.pages.marks.page import MarksPage
from ui.pages.marks.tags_tab import GroupCard, TagLine


class Marks:
    """Tags by group; whom to be careful with."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("marks")
        self.page = cast(MarksPage, window.window.page)
        window.settle()

    def groups(self) -> dict[str, list[str]]:
        """The tags of every group, as the cards stand."""
        cards = [card for card in self.page.findChildren(GroupCard) if card.isVisible()]
        return {card._name: [line.tag.name for line in card.lines] for card in cards}

    def card(self, group: str) -> GroupCard:
        """The card of a group."""
        return next(card for card in self.page.findChildren(GroupCard) if card.isVisible() and card._name == group)

    def line(self, name: str) -> TagLine:
        """The line of a tag."""
        return next(line for line in self.page.findChildren(TagLine) if line.isVisible() and line.tag.name == name)

    def more(self, name: str, words: str) -> None:
        """Choose an entry of a tag's menu."""
        next(one for one in self.line(name).menu().actions() if one.text() == words).trigger()
        self.window.settle()

    def watch(self) -> None:
        """Show the watch list."""
        self.page.tabs.setCurrentIndex(1)
        self.window.settle()

    def entries(self) -> list[str]:
        """The watch list, a row a line."""
        model = self.page.watch.model
        columns = range(model.columnCount())
        return [" ".join(str(model.data(model.index(row, at))) for at in columns) for row in range(model.rowCount())]
