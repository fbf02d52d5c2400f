"""Which quote the page begins with: a saved one, what was left open, a form handed over, or an empty one."""

from db.core.errors import NotFoundError
from db.services import drafts
from db.services.quote_form import QuoteForm
from ui.pages.quote.presenter import QuotePresenter, left_without_customer
from ui.trying import Asks


def begin(
    presenter: QuotePresenter,
    asks: Asks,
    *,
    quote: int | None = None,
    customer: int | None = None,
    left: str = "",
    typed: QuoteForm | None = None,
) -> tuple[bool, bool]:
    """Into the presenter; whether it is an empty new one, and whether what was not saved the last time came back."""
    kept, is_back = drafts.left(), False
    found = next((one for one in kept if one.form == left), None)
    if quote is None and customer is None and found is None and typed is None:
        found = left_without_customer(kept)
    presenter.begin(customer)
    try:
        if found is not None:
            presenter.resume(found)
        elif quote is not None:
            is_back = presenter.load(quote)
    except NotFoundError as error:
        asks.error(error)
    if typed is not None:
        presenter.form = typed
    return quote is None and found is None and typed is None, is_back
