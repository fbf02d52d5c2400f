"""How sure the shop is of a quote that waits for an answer: what reports hold against what came of it."""

from db.core.errors import InputError, RefusedError
from db.core.journal import unit
from db.services import quote_rows, quotes
from db.services.quote_rows import CHANCES
from resources.i18n import _


def say(quote: int, chance: int | None) -> None:
    """One of quote_rows.CHANCES in percent; None: nobody knows. InputError: any other; RefusedError: none is waited for.

    A quote that has run out waits for no answer any more.
    What is known already is not guessed: said afterwards it would prove nothing.
    """
    if chance is not None and chance not in CHANCES:
        raise InputError(_("“{value}” is not how sure one can be of a quote.").format(value=chance), field="chance")
    with unit("quotes.hope") as opened:
        row = quotes.record(quote)
        if [one.state for one in quote_rows.of_ids([quote])] != ["issued"]:
            raise RefusedError(_("How sure you are is said of a quote that waits for an answer and is not over."))
        row.write({"chance": chance})
        opened.detail["name"] = quotes.numbered(row.number, row.version)
