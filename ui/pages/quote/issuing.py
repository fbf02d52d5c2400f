"""定稿並列印: the page full size with customer, total and date, then number, frozen paper and reminder at once, then print;
and 複製成圖片 of a draft.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.core.values import money
from db.services import quote_life, quotes
from resources.i18n import _
from ui import papers
from ui.kit import jobs
from ui.kit.days import written
from ui.pages.quote.presenter import QuotePresenter
from ui.pages.quote.sheet import drawn
from ui.papers import Confirm, Paper, Wish
from ui.papers.handing import Handing
from ui.papers.paper import lacking
from ui.quoting import paper as quote_papers
from ui.trying import tried

if TYPE_CHECKING:
    from reports.layout import Made
    from ui.kit.page import Shell


def look_and_issue(shell: "Shell", quote: int) -> None:
    """Show the saved draft; its one button issues and prints it."""
    if not (made := tried(lambda: quote_papers.of(quote), shell.asks)):
        return

    paper = replace(made[0], facts=facts(quote))
    papers.look(
        shell,
        paper,
        Confirm(_("Issue and print"), lambda wish: issued(quote, wish), _("What was issued is not changed any more.")),
    )


def issued(quote: int, wish: Wish) -> Paper:
    """Issue it as it was looked at; the paper that is printed then. For the worker; UserError: nothing was issued."""

    return quote_papers.of_version(quote_life.issue(quote, lambda paper: quote_papers.on_sheet(paper, wish)).issued)


def facts(quote: int) -> tuple[tuple[str, str], ...]:
    """What is to be looked at once more before it leaves."""
    row = quotes.get(quote).row
    said = ((_("Customer"), row.name), (_("Grand total"), f"NT$ {money.shown(row.total)}"), (_("Date"), written(row.quoted_on)))
    return (*said, *(((_("Valid until"), written(row.valid_until)),) if row.valid_until else ()))


def copy_picture(shell: "Shell", presenter: QuotePresenter, of: QObject) -> None:
    """複製成圖片 of the saved draft as it stands, while the page `of` is there."""
    paper = quote_papers.of(presenter.id or 0)
    form, number, version = presenter.form, presenter.number, presenter.version

    def copy(made: "Made") -> None:
        def say(words: str) -> None:
            shell.toast(" ".join(filter(None, (words, lacking(made)))))

        Handing(shell, paper, made.pdf, say).copy_picture()

    jobs.start(lambda _progress: drawn(form, number, version), copy, title=_("Preparing the pages…"), of=of)
