"""What is looked for in the history: words or a name, and the days it was done on."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from db.services import periods
from resources.i18n import _
from ui.kit import menus
from ui.kit.fields import SearchBox
from ui.kit.labels import action, button, set_button_text
from ui.pages.history.presenter import HistoryPresenter

_PERIODS: Final = ("all", "today", "yesterday", "this_week", "this_month", "last_month", "this_year")
_SOON: Final = 200  # ms after the last key


class Seeking(QHBoxLayout):
    """A box for the words and a button for the days."""

    def __init__(self, presenter: HistoryPresenter, page: QWidget) -> None:
        super().__init__()
        self._presenter, self._page = presenter, page
        self.box = SearchBox(_("A customer, a file, what was done"), "Ctrl F")
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(lambda: presenter.search(self.box.wanted()))
        self.box.searched.connect(lambda _text: self._soon.start())
        self.days = button("", lambda: menus.open_below(self.days, self._fill), icon="calendar")
        self.addWidget(self.box, 1)
        self.addWidget(self.days)
        self._tell()

    def _tell(self) -> None:
        period = periods.of(self._presenter.period)
        set_button_text(self.days, _("Any day") if period.is_everything else period.words)

    def _fill(self, menu: QMenu) -> None:
        for key in _PERIODS:
            words = _("Any day") if key == "all" else _(periods.PERIODS[key])
            menu.addAction(action(words, partial(self._choose, key), parent=menu))
        menu.addAction(action(_("Choose the days…"), self._ask, parent=menu))

    def _ask(self) -> None:
        from ui.reporting import own_days

        own_days.ask(self._page, self._presenter.period, self._choose)

    def _choose(self, period: str) -> None:
        self._presenter.of_days(period)
        self._tell()

    def clear_words(self) -> None:
        """One customer's history is in view: what was looked for is done with."""
        self._soon.stop()
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        self._presenter.text = ""
