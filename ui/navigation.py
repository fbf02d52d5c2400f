"""The pages, in the order of the sidebar: the one place where a screen is added."""

from typing import Final

from resources.i18n import N_
from ui.kit.page import Page, PageSpec, Shell


def _customers(shell: Shell) -> Page:
    from ui.pages.customers.page import CustomersPage

    return CustomersPage(shell)


def _customer(shell: Shell) -> Page:
    from ui.pages.customers.one_page import CustomerPage

    return CustomerPage(shell)


def _quote(shell: Shell) -> Page:
    from ui.pages.quote.page import QuotePage

    return QuotePage(shell)


def _quotes(shell: Shell) -> Page:
    from ui.pages.quotes.page import QuotesPage

    return QuotesPage(shell)


def _sales(shell: Shell) -> Page:
    from ui.pages.sales.page import SalesPage

    return SalesPage(shell)


def _today(shell: Shell) -> Page:
    from ui.pages.today.page import TodayPage

    return TodayPage(shell)


def _reports(shell: Shell) -> Page:
    from ui.pages.reports.page import ReportsPage

    return ReportsPage(shell)


def _calendar(shell: Shell) -> Page:
    from ui.pages.calendar.page import CalendarPage

    return CalendarPage(shell)


def _bin(shell: Shell) -> Page:
    from ui.pages.bin.page import BinPage

    return BinPage(shell)


def _closing(shell: Shell) -> Page:
    from ui.pages.closing.page import ClosingPage

    return ClosingPage(shell)


def _importing(shell: Shell) -> Page:
    from ui.pages.importing.page import ImportingPage

    return ImportingPage(shell)


def _marks(shell: Shell) -> Page:
    from ui.pages.marks.page import MarksPage

    return MarksPage(shell)


def _products(shell: Shell) -> Page:
    from ui.pages.products.page import ProductsPage

    return ProductsPage(shell)


def _records(shell: Shell) -> Page:
    from ui.pages.records.page import RecordsPage

    return RecordsPage(shell)


def _history(shell: Shell) -> Page:
    from ui.pages.history.page import HistoryPage

    return HistoryPage(shell)


def _privacy(shell: Shell) -> Page:
    from ui.pages.privacy.page import PrivacyPage

    return PrivacyPage(shell)


def _settings(shell: Shell) -> Page:
    from ui.pages.settings.page import SettingsPage

    return SettingsPage(shell)


def _help(shell: Shell) -> Page:
    from ui.pages.help.page import HelpPage

    return HelpPage(shell)


def _errors(shell: Shell) -> Page:
    from ui.pages.errors.page import ErrorsPage

    return ErrorsPage(shell)


def _welcome(shell: Shell) -> Page:
    from ui.pages.welcome.page import WelcomePage

    return WelcomePage(shell)


PAGES: Final[list[PageSpec]] = [
    PageSpec("today", N_("My day"), "phone", _today),
    PageSpec("customers", N_("Customers"), "users", _customers),
    PageSpec("customer", N_("Customer"), "users", _customer, in_sidebar=False),
    PageSpec("quote", N_("Quote"), "file-text", _quote, in_sidebar=False),
    PageSpec("quotes", N_("Quotes"), "file-text", _quotes),
    PageSpec("sales", N_("Sales"), "store", _sales),
    PageSpec("products", N_("Products"), "package", _products),
    PageSpec("reports", N_("Reports"), "chart-column", _reports),
    PageSpec("calendar", N_("Calendar"), "calendar", _calendar),
    PageSpec("bin", N_("Recycle bin"), "archive", _bin, in_sidebar=False),
    PageSpec("closing", N_("End of the day"), "calendar", _closing, in_sidebar=False),
    PageSpec("importing", N_("Import"), "upload", _importing, in_sidebar=False, while_open=N_("Importing…")),
    PageSpec("marks", N_("Tags, warnings"), "tags", _marks),
    PageSpec("records", N_("Import records"), "inbox", _records),
    PageSpec("history", N_("What was done"), "history", _history),
    PageSpec("privacy", N_("Personal data helper"), "shield-check", _privacy, in_sidebar=False),
    PageSpec("settings", N_("Settings"), "settings", _settings),
    PageSpec("help", N_("Help"), "circle-help", _help, in_sidebar=False, needs_file=False),
    PageSpec("errors", N_("Error codes"), "triangle-alert", _errors, in_sidebar=False, needs_file=False),
    PageSpec("welcome", N_("Welcome"), "house", _welcome, in_sidebar=False, needs_file=False),
]


def spec(key: str) -> PageSpec:
    """The page of this key."""
    return next(page for page in PAGES if page.key == key)
