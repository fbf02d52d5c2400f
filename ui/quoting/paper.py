"""The paper of a quote: a draft drawn anew, what was issued byte for byte as it left the house."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.services import attachments, phrase_facts, phrases, quote_form, quote_versions, quotes
from db.services.quote_form import QuoteForm
from db.services.quote_rows import QuoteRow
from db.services.quote_versions import Version
from resources.i18n import _
from ui.papers import Paper, Wish
from ui.papers.paper import ISSUED, SHEETS
from ui.quoting import words

if TYPE_CHECKING:
    from db.services.quote_paper import QuotePaper
    from reports.layout import Made

KIND = "quote"
_READY = "報價"  # of the ready text every shop starts with


def of(quote: int) -> Paper:
    """What was issued last; where nothing was, or a new version is being written, the draft as it would be printed."""
    found = quotes.get(quote)
    if found.row.state != "draft" and found.versions:
        return of_version(found.versions[0].id)
    return Paper(
        f"{_title(found.row.title)} {found.row.name}", _named_draft(found.row), lambda wish: drawn(quote, wish),
        found.row.customer, kind=KIND, excel=lambda path: _sheet(path, found.form, found.row), is_draft=True,
    )  # fmt: skip


def of_version(issued: int) -> Paper:
    """An issued version: as it left the house, or what it says drawn on another sheet."""
    one = quote_versions.get(issued)
    row = quotes.get(one.quote).row
    return Paper(
        f"{_title(row.title)} {one.number} {row.name}", f"{one.number} {row.name}", lambda wish: _printed(one, wish),
        row.customer, _words(row), KIND, (ISSUED, *SHEETS), excel=lambda path: _sheet_of(path, one), again=("quote", str(issued)),
    )  # fmt: skip


def drawn(quote: int, wish: Wish) -> "Made":
    """A quote drawn as it stands."""
    from db.services import quote_paper

    return on_sheet(quote_paper.of(quote), wish)


def _printed(one: Version, wish: Wish) -> "Made":
    """The bytes as they were issued; on another sheet what they say is drawn anew, and kept nowhere."""
    from db.services import quote_paper
    from reports.layout import Made

    if wish.is_issued:
        return Made(attachments.content(one.blob_hash), one.pages, frozenset())
    return on_sheet(quote_paper.of_version(one), wish)


def on_sheet(paper: "QuotePaper", wish: Wish) -> "Made":
    """What a quote says, drawn on the sheet and with the years that are wished."""
    from reports import quote_pdf

    return quote_pdf.make(replace(paper, republic_years=wish.republic_years), wish.layout)


def _sheet(path: Path, form: QuoteForm, row: QuoteRow) -> object:
    """As an Excel file."""
    from db.services import quote_paper

    return _write(path, quote_paper.of_form(form, row.printed_number, row.version, is_draft=row.state == "draft"))


def _sheet_of(path: Path, one: Version) -> object:
    """An issued version as an Excel file."""
    from db.services import quote_paper

    return _write(path, quote_paper.of_version(one))


def _write(path: Path, shown: "QuotePaper") -> object:
    from reports import quote_excel

    return quote_excel.write(path, shown)


def _named_draft(row: QuoteRow) -> str:
    """That it is a draft is said once."""
    return f"{_('Draft')} {words.titled(row)}" if row.number else words.titled(row)


def _title(title: str) -> str:
    """報價單 or 估價單."""
    return _(quote_form.TITLES[title])


def _words(row: QuoteRow) -> str:
    """The ready text that goes along, filled; "" where the shop has none."""
    ready = phrases.named(_READY)
    return phrases.filled(ready.text, row.customer, phrase_facts.about("quote", row.id)) if ready else ""
