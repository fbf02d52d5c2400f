"""The page of imports in the user's words."""

from typing import cast

from tests.screens.window import Window
from ui.pages.records.cards import RunCard
from ui.pages.records.page import RecordsPage


class Records:
    """Imports, what waits, maybe doubles."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("records")
        self.page = cast(RecordsPage, window.window.page)
        window.settle()

    def tab(self, at: int) -> None:
        """Show a tab: 0 imports, 1 to settle, 2 maybe doubles."""
        self.page.tabs.setCurrentIndex(at)
        self.window.settle()

    def tabs(self) -> list[str]:
        """What the tabs say."""
        return [self.page.tabs.tabText(at) for at in range(self.page.tabs.count())]

    def runs(self) -> list[RunCard]:
        """The cards of the imports."""
        return [card for card in self.page.findChildren(RunCard) if card.isVisible()]

    def waiting(self) -> list[str]:
        """What waits, as the list shows it."""
        model = self.page.model
        return [str(model.data(model.index(row, 3))) for row in range(model.rowCount())]
