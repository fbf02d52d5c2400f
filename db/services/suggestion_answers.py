"""What is said to a suggestion: 加進報價, 不用了; each is remembered, can be taken back, and is learnt from."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Suggestion
from db.services import customers, fitting, knowledge, lines, phrases, products, quotes
from db.services.knowledge import RuleRow
from db.services.lines import LineForm
from db.services.suggestions import AWAY, SuggestionRow
from resources import i18n
from resources.i18n import N_, _

_DRAFT: Final = (
    "SELECT id FROM quote WHERE customer = ? AND state = 'draft' AND number = '' ORDER BY quoted_on DESC, id DESC LIMIT 1"
)
_DISMISSED: Final = "SELECT kind, subject FROM suggestion WHERE customer = ? AND answer = 'dismissed' AND answered_on > ?"
_PHRASES: Final = {"slipping": "好久不見", "back": "好久不見", "quote": "追蹤"}  # the title of the ready text that fits
_TEXT: Final = N_("Hello {稱呼}, shall we keep {品名} for you? Just tell us.")


def accept(row: SuggestionRow) -> None:
    """It was of use."""
    _answer(row, "accepted")


def dismiss(row: SuggestionRow) -> None:
    """不用了: it stays away for half a year."""
    _answer(row, "dismissed")


def dismissed(customer: int) -> set[tuple[str, str]]:
    """What this customer did not want of late, as kind and subject."""
    since = (clock.today() - timedelta(days=AWAY)).isoformat()
    return set(read(_DISMISSED, customer, since))


@dataclass(frozen=True, slots=True)
class Added:
    """What was put into a quote: its id, the thing as it is called there, and whether a price stands beside it."""

    quote: int
    what: str
    is_priced: bool


def add_to_quote(row: SuggestionRow) -> Added:
    """加進報價: onto the customer's draft that was begun last, or a new one; not twice where it stands there already.

    InputError: it is no goods.
    """
    if not row.is_goods:
        raise InputError(_("This is a call, not something to put into a quote."))
    with unit("suggestions.accept"):
        customer = customers.follow(row.customer)
        _write(replace(row, customer=customer), "accepted")
        added = line_of(row, customer)
        what = " ".join(part for part in (added[0].name, added[0].spec) if part)
        return Added(_written(customer, added), what, all(one.unit_price is not None for one in added if one.kind == "item"))


def _written(customer: int, added: list[LineForm]) -> int:
    """The quote they stand on now."""
    draft = value(_DRAFT, customer)
    if draft is None:
        form = quotes.new(customer)
        form.lines = added
        return quotes.add(form)
    form = quotes.get(int(draft)).form
    there = {(one.product, one.name) for one in form.lines}
    if any((one.product, one.name) not in there for one in added):
        form.lines = [*form.lines, *added]
        quotes.change(int(draft), form)
    return int(draft)


def line_of(row: SuggestionRow, customer: int | None) -> list[LineForm]:
    """What is offered as lines of a quote or a sale: a product at the customer's price; its name where the shop sells none."""
    product = row.product
    if product is None or not any(one.is_active for one in products.of_ids([product])):
        product = _fitting(row, customer)
    return [LineForm(name=row.what, quantity=Decimal(1))] if product is None else lines.from_product(product, customer)


def _fitting(row: SuggestionRow, customer: int | None) -> int | None:
    """The product meant by the words of a rule, or of a kind; other suggestions name theirs."""
    if row.kind not in ("rule", "white"):
        return None
    rule = _rule(row)
    return fitting.product(row.what, customer, rule.bought if rule else "", by_money=row.kind == "white")


def line_text(row: SuggestionRow) -> str:
    """The text for LINE: what the rule says, the ready text that fits, or a general one; filled in as far as is known."""
    text = _phrase(row)
    if not text:
        named = phrases.named(_PHRASES.get(row.kind, ""))
        text = named.text if named else i18n.written(_TEXT)
    return phrases.filled(text, row.customer, {"品名": row.what} if row.is_goods else None)


def _phrase(row: SuggestionRow) -> str:
    """What the shop wrote for this rule."""
    rule = _rule(row)
    return rule.phrase if rule else ""


def _rule(row: SuggestionRow) -> RuleRow | None:
    """The rule it comes of; None: it comes of none, or the rule is gone."""
    return next((one for one in knowledge.rows() if row.kind == "rule" and str(one.id) == row.subject), None)


def _answer(row: SuggestionRow, answer: str) -> None:
    with unit("suggestions.accept" if answer == "accepted" else "suggestions.dismiss"):
        _write(replace(row, customer=customers.follow(row.customer)), answer)


def _write(row: SuggestionRow, answer: str) -> None:
    """Within the unit that is open: one answer a day, the last one; who presses twice said it once."""
    today = clock.today().isoformat()
    said = {"customer": row.customer, "kind": row.kind, "subject": row.subject, "answered_on": today}
    before = Suggestion.get_or_none(**said)
    if before is None:
        Suggestion.create(**said, answer=answer, staff=session.actor())
    else:
        before.write({"answer": answer, "staff": session.actor()})
