"""What the questions about customers share: what stands behind the line of one, and who is left out."""

from collections.abc import Mapping

from db.services import customer_sales, late_buyers, lists
from db.services.customer_sales import Part
from reports.answers.parts import said
from reports.question import Behind, Note
from resources.i18n import _


def of_one(line: str, column: str, sums: Mapping[str, Part] | None = None) -> Behind:
    """The customer this line is about; of the columns that are `sums` over what they bought, the sales."""
    customer = int(line)
    name = "".join(row.name for row in lists.rows([customer]))
    if sums and column in sums:
        parts = customer_sales.of(customer, sums[column])
        return Behind("sales", list(parts), name, parts)
    return Behind("customers", [customer], name)


def made_up(letter: str) -> str:
    """What somebody of a sample is called."""
    return _("Customer {letter}").format(letter=letter)


def without_put_away() -> list[Note]:
    """How many bought something but are put away."""
    return counted(_("Not counted: {count} who bought something and are put away."), late_buyers.put_away())


def counted(words: str, count: int) -> list[Note]:
    """A sentence with a number of customers; none where there are none."""
    return [Note(words.format(count=said(count)))] if count else []
