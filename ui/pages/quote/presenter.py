"""The quote that is being written, without its window: its head, what of it is kept and saved, what is said beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from db.core.errors import InputError
from db.services import (
    customers,
    drafts,
    prices,
    quote_form,
    quote_life,
    quotes,
)
from db.services.drafts import DraftRow
from db.services.lines import LineForm
from db.services.quote_form import NOBODY, QuoteForm
from db.services.quote_versions import Version
from db.services.quotes import Quote
from resources.i18n import _
from ui.pages.quote import validity

SLOT: Final = "quote"  # where drafts are kept: quote:12 of a saved one, quote:<unlike any other> of one not saved yet


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the customer, as they are written to."""

    id: int
    called: str


class QuotePresenter:
    """`form` is the head as it is typed; its lines stand in the grid and are handed in where they are needed."""

    def __init__(self) -> None:
        self.begin()

    # which quote

    def begin(self, customer: int | None = None) -> None:
        """An empty quote for this customer, or for somebody who is chosen later."""
        self._quote: Quote | None = None
        self._open(quotes.new(customer))
        self._filled = self.form.payment_terms
        self._slot = f"{SLOT}:{uuid4().hex}"

    def _open(self, form: QuoteForm) -> None:
        """What stands there from now on; nothing of before can be taken back."""
        self.form, self._opened = form, replace(form)
        self._past: list[QuoteForm] = []
        self._last = ""  # the field that was typed into last: its letters are taken back together
        self._filled = ""  # how the customer chosen before paid, where nobody typed it
        self._has_own_end = False  # whether the last day was given as a day

    def load(self, quote: int) -> bool:
        """This quote; what was typed and not saved the last time is back: whether there was any. NotFoundError."""
        self._read(quote)
        left = next((one for one in drafts.left() if one.form == self._slot), None)
        if left is not None and self.is_open:
            self._take(left)
        return left is not None and self.is_open

    def resume(self, left: DraftRow) -> None:
        """Go on with what was left open."""
        quote = left.body.get("quote")
        if quote is not None and quotes.is_there(int(quote)):
            self._read(int(quote))
        else:
            self.begin()
            self._slot = left.form
        if self.is_open:
            self._take(left)

    def _read(self, quote: int) -> None:
        self._quote = quotes.get(quote)
        self._open(self._quote.form)
        self._slot = f"{SLOT}:{quote}"

    def _take(self, left: DraftRow) -> None:
        customer = int(left.body.get("customer") or NOBODY)
        self.form = quote_form.read(left.body, customers.follow(customer) if customer else NOBODY)
        self.form.seen = str(left.body.get("seen", ""))

    def come_loose(self) -> None:
        """The saved quote was thrown away elsewhere: what is typed stands here as a quote that was never saved."""
        typed = replace(self.form, seen="")
        self.begin()
        self.form = typed

    @property
    def id(self) -> int | None:
        """The saved quote's; None: it was not saved yet."""
        return self._quote.row.id if self._quote else None

    @property
    def slot(self) -> str:
        """Where its draft is kept."""
        return self._slot

    @property
    def saved(self) -> Quote | None:
        """The quote as it was saved last."""
        return self._quote

    @property
    def customer(self) -> int | None:
        """Whose quote it is; None: nobody is chosen yet."""
        return self.form.customer or None

    @property
    def is_open(self) -> bool:
        """Whether it may be changed."""
        return self._quote is None or self._quote.row.state == "draft"

    @property
    def number(self) -> str:
        """As printed; "" where none is given yet."""
        return self._quote.row.printed_number if self._quote else ""

    @property
    def version(self) -> int:
        """Which version is being written, or was issued."""
        return self._quote.row.version if self._quote else 1

    def last_version(self) -> Version | None:
        """What the customer has in hands."""
        versions = self._quote.versions if self._quote else ()
        return next((one for one in versions if not one.is_replaced), None)

    # its head

    def choose(self, customer: int | None) -> None:
        """Whose quote it is: their person, their tax, how they paid last. Of the one before only what was typed stays."""
        mine = replace(self.form, payment_terms="") if self.form.payment_terms == self._filled else self.form
        given = quotes.given_to(mine, customer) if customer else replace(mine, customer=NOBODY, contact=None)
        self._become(given)
        self._filled = "" if mine.payment_terms else given.payment_terms

    def prices_now(self, lines: Sequence[LineForm], before: int | None) -> dict[int, Decimal | None]:
        """The prices of this customer, by line, where the one that stands there is what the customer `before` pays."""
        known = {at: line.product for at, line in enumerate(lines) if line.product}
        now, was = prices.prices_for(known.values(), self.customer), prices.prices_for(known.values(), before)
        return {
            at: now.get(product)
            for at, product in known.items()
            if lines[at].unit_price == was.get(product) and lines[at].unit_price != now.get(product)
        }

    def put(self, **values: Any) -> None:
        """Fields of the head."""
        self._become(replace(self.form, **values), " ".join(values))

    def put_person(self, called: str) -> None:
        """Who it is written to, as typed; somebody known at the customer is that contact."""
        self.put(contact_name=called, contact=next((one.id for one in self.people() if one.called == called), None))

    def _become(self, form: QuoteForm, field: str = "") -> None:
        if form != self.form and (not field or field != self._last):
            self._past.append(self.form)
        self.form, self._last = form, field

    def take_back(self) -> bool:
        """What was done last to the head, if anything was since it was opened or saved."""
        if not self._past:
            return False
        self.form, self._last = self._past.pop(), ""
        return True

    def people(self) -> list[Person]:
        """Who can be written to at this customer."""
        if not self.customer:
            return []
        known = customers.form(self.form.customer).contacts
        return [Person(one.id, quotes.called(one.name, one.title)) for one in known if one.id]

    def put_valid(self, typed: str) -> None:
        """The last day, as a day or as so many days; "" not limited. InputError: neither."""
        self._become(validity.ending(self.form, typed))
        self._has_own_end = bool(typed.strip()) and not validity.is_count(typed)

    def step_valid(self, *, up: bool) -> None:
        """The next longer or shorter of validity.STEPS."""
        self._become(validity.stepped(self.form, up=up))
        self._has_own_end = False

    def valid_days(self) -> int | None:
        """For how many days it is valid; None: not limited."""
        return validity.days_of(self.form)

    def put_day(self, typed: str) -> None:
        """The date on the paper, "" today; as many days are counted from it as before, but to a last day that was given as
        such. InputError: no day.
        """
        moved = validity.dated(self.form, typed)
        self._become(replace(moved, valid_until=self.form.valid_until) if self._has_own_end else moved)

    def said_before(self, field: str) -> list[str]:
        """What stood in this field of the quotes before."""
        return quotes.said_before(field, self.customer)

    # kept and saved

    def whole(self, lines: Sequence[LineForm]) -> QuoteForm:
        """Head and lines."""
        return replace(self.form, lines=list(lines))

    def is_changed(self, lines: Sequence[LineForm]) -> bool:
        """Whether anything differs from how it was opened or saved last."""
        return replace(self.whole(lines), seen="") != replace(self._opened, seen="")

    def is_worth_keeping(self, lines: Sequence[LineForm]) -> bool:
        """Whether something was typed that stands nowhere else."""
        return self.is_changed(lines) and self.has_anything(lines)

    def has_anything(self, lines: Sequence[LineForm]) -> bool:
        """Whether it is worth a place among the drafts: a line, or a name of the job."""
        return self.id is not None or bool(lines) or bool(self.form.project)

    def keep(self, lines: Sequence[LineForm]) -> bool:
        """Remember what is typed, so that a power cut takes nothing; whether that was possible just now."""
        whole = self.whole(lines)
        about = {"quote": self.id, "seen": self.form.seen, "customers": [self.customer] if self.customer else []}
        return drafts.keep(self._slot, None, quote_form.plain(whole) | about | {"text": _named(whole)})

    def forget(self) -> bool:
        """Nothing of it is left open; whether that could be written just now."""
        return drafts.discard(self._slot, None)

    def refuse_empty(self, lines: Sequence[LineForm]) -> None:
        """InputError: there is nothing to be issued, or nobody it is for."""
        self._refuse_nobody()
        quote_life.refuse_empty(lines)

    def save(self, lines: Sequence[LineForm]) -> int:
        """Save the draft where it differs; its id. InputError: what can't be kept; ChangedSinceError; BusyError."""
        self._refuse_nobody()
        slot = self._slot
        if self.id is None:
            self._read(quotes.add(self.whole(lines)))
        elif self.is_changed(lines):
            quotes.change(self.id, self.whole(lines))
            self._read(self.id)
        drafts.discard(slot, None)
        return self.id or 0

    def _refuse_nobody(self) -> None:
        if not self.customer:
            raise InputError(_("Please choose the customer first."), field="customer")

    def save_as_another(self, lines: Sequence[LineForm]) -> int:
        """Keep what was typed as a quote of its own; the other one stays as somebody else left it."""
        slot, typed = self._slot, self.whole(lines)
        self._read(quotes.add(typed))
        drafts.discard(slot, None)
        return self.id or 0

    def read_again(self) -> bool:
        """After something was saved elsewhere: whether the quote is another one now."""
        if self._quote is None:
            return False
        seen = self._quote.form.seen
        self._read(self._quote.row.id)
        return self.form.seen != seen

    def is_gone(self) -> bool:
        """Whether the saved quote was thrown away meanwhile."""
        return self.id is not None and not quotes.is_there(self.id)


def left_without_customer(found: Iterable[DraftRow]) -> DraftRow | None:
    """Of the drafts the latest quote that belongs to nobody yet."""
    return next((one for one in found if one.form.startswith(f"{SLOT}:") and not one.body.get("customers")), None)


def _named(form: QuoteForm) -> str:
    """What a quote is called before it has a number."""
    return form.project or next((line.name for line in form.lines if line.name), "")
