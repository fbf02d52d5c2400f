"""What the other pages are made of is loaded while the owner looks at the first: their first sight comes at once then."""

import importlib
from typing import Final

from ui.kit import jobs

_AT_LEISURE: Final = (
    "lunar_python",  # open days in winter, lunar birthdays
    "ui.undoing",
    "ui.kit.toast",
    "ui.kit.form",
    "ui.talks.log",
    "ui.talks.remind",
    "ui.pages.importing.page",
    "ui.pages.records.page",
    "ui.pages.history.page",
    "ui.pages.settings.page",
    "holidays.countries.taiwan",  # the calendar, and a shop that keeps public holidays
)


def begin(at: int = 0) -> None:
    """Load one after the other on the worker, each a job of its own: what is asked for meanwhile comes between them."""
    from reports import catalogue

    names = [*_AT_LEISURE, *catalogue.modules()]  # Ctrl+K and the page of reports list every question
    if at < len(names):
        jobs.start(lambda _progress: importlib.import_module(names[at]), lambda _module: begin(at + 1), quiet=True)
