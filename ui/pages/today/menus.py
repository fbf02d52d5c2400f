"""The menus of a row of Today: the days it can be put off to, and what else can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from db.services.today import TodayRow
from resources.i18n import _
from ui.kit import clipboard, counter, jobs
from ui.kit.labels import action
from ui.kit.page import Page
from ui.pages.today.presenter import TodayPresenter

_QUOTE: Final = ("look", "accept", "refuse", "again")  # of what may be done with a quote
PutOff = Callable[[TodayRow, str], None]


class RowMenus:
    """Menus of the page; they are about a row, whose line may be drawn anew while they are open."""

    def __init__(self, page: Page, presenter: TodayPresenter, put_off: PutOff) -> None:
        self._page, self._presenter, self._put_off = page, presenter, put_off
        self._shell = page.shell

    def days(self, one: TodayRow) -> QMenu:
        """改天: 明天, 下週, 一個月, or a day that is typed."""
        from ui.talks.presenter import ready_days

        menu = QMenu(self._page)
        for ready in ready_days():
            text = f"{ready.words} {ready.day.month}/{ready.day.day}"
            menu.addAction(action(text, partial(self._put_off, one, ready.day.isoformat()), parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("Another day…"), partial(self._ask_day, one), parent=menu))
        return menu

    def _ask_day(self, one: TodayRow) -> None:
        typed = self._shell.asks.text(_("Another day"), _("On which day? Such as 12/3, or 下週五"))
        if typed:
            self._put_off(one, typed)

    def more(self, one: TodayRow) -> QMenu:
        """⋯: what else can be done with this row."""
        menu = QMenu(self._page)
        if one.customer is not None:
            customer = one.customer
            menu.addAction(action(_("Open the card"), partial(self.open_card, one), parent=menu))
            menu.addAction(action(_("Write down a talk…"), lambda: self._shell.log([customer], tasks=one.tasks), parent=menu))
            if one.phone:
                menu.addAction(action(_("Copy the phone number"), partial(self._copy, one.phone), icon="copy", parent=menu))
            menu.addAction(action(_("Copy a text for LINE"), partial(self.copy_line, one), icon="copy", parent=menu))
            menu.addMenu(self._touch_menu(menu, customer))
            menu.addAction(action(_("Gone for good…"), partial(self._gone, customer), parent=menu))
        if one.offer is not None:
            menu.addAction(action(_("Why this?"), partial(self._why, one), icon="circle-help", parent=menu))
        if one.about is not None and one.about[0] == "quote":
            self._add_quote(menu, one.about[1])
        for task in one.tasks:
            menu.addAction(action(_("Change the reminder…"), partial(self._remind, task), parent=menu))
        return menu

    def _gone(self, customer: int) -> None:
        """走掉了: nobody calls them any more."""
        from ui.insight import lost_dialog

        lost_dialog.close(self._shell, self._page, [customer])

    def _touch_menu(self, menu: QMenu, customer: int) -> QMenu:
        """定期聯絡, or not any more."""
        from ui.deeds import Deeds
        from ui.touch_menu import touch_menu

        return touch_menu(menu, lambda days: Deeds(self._shell, jobs.start).keep_in_touch([customer], days))

    def open_card(self, one: TodayRow) -> None:
        """The customer's card; of the shop's own the reminder."""
        if one.customer is not None:
            self._shell.open_card(one.customer)
        elif one.tasks:
            self._remind(one.tasks[0])

    def _add_quote(self, menu: QMenu, quote: int) -> None:
        """看紙本, 成交, 沒成, 再報一次: those that may be done with the quote it is about."""
        from db.services import quotes
        from ui.quoting import menu as quoting

        for row in quotes.of_ids([quote]):  # unless it was thrown away meanwhile
            menu.addSeparator()
            quoting.fill(menu, self._shell, row, only=_QUOTE)
            menu.addSeparator()

    def _why(self, one: TodayRow) -> None:
        """為什麼？"""
        from ui.knowledge.why import WhyDialog

        if one.offer is not None:
            WhyDialog(self._shell, one.offer).open()

    def open_quote(self, one: TodayRow) -> None:
        """The quote this row is about."""
        from ui.quoting import deeds

        if one.about is not None:
            deeds.open_(self._shell, one.about[1])

    def quote_again(self, one: TodayRow) -> None:
        """再報一次."""
        from ui.quoting import deeds

        if one.about is not None:
            deeds.again(self._shell, one.about[1])

    def _remind(self, task: int) -> None:
        self._shell.remind(task=task)

    def _copy(self, text: str) -> None:
        clipboard.put(text)
        self._shell.toast(_("Copied: {text}").format(text=counter.hidden(text)))

    def copy_line(self, one: TodayRow) -> None:
        """The ready text for LINE that fits goes to the clipboard."""
        from ui import ready_text

        if ready_text.copy(self._shell, self._presenter.line_text(one), self._presenter.offered_to(one)):
            self._shell.toast(_("Copied. Paste it in LINE with Ctrl+V."))
