"""What follows what: rules such as 奶瓶 → 三個月後 → 尿布, which a shop is given and makes its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import KnowledgeRule, Product
from resources.i18n import _

MOST_MONTHS: Final = 240
_TEXTS: Final = ("title", "bought", "offer")


@dataclass(slots=True)
class RuleForm:
    """One rule as it is typed. `bought`: words in a product's name or category, several with 、 between them."""

    title: str = ""  # empty: made of the two others
    bought: str = ""
    months: int = 0  # after the purchase; 0: with it
    offer: str = ""  # what to offer; empty: as the product is called
    product: int | None = None  # the same as a product of the shop
    phrase: str = ""  # what to say, with {稱呼} and the like; "": as the program says it
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of the shop; `words` say it in one line."""

    id: int
    title: str
    bought: str
    months: int
    offer: str
    product: int | None
    phrase: str
    is_on: bool

    @property
    def form(self) -> RuleForm:
        """To be changed."""
        return RuleForm(self.title, self.bought, self.months, self.offer, self.product, self.phrase, self.is_on)


def rows(*, only_on: bool = False) -> list[RuleRow]:
    """The rules in their order; `only_on`: those in use."""
    query: Any = KnowledgeRule.select().order_by(KnowledgeRule.position, KnowledgeRule.id)
    return [_shown(row) for row in query if row.is_on or not only_on]


def get(rule: int) -> RuleRow:
    """One of them. NotFoundError: it is gone."""
    return _shown(_row(rule))


def add(filled: RuleForm) -> int:
    """A new rule behind the others; its id. InputError: nothing is bought or offered, or too many months."""
    with unit("knowledge.add"):
        return _insert(filled)


def change(rule: int, filled: RuleForm) -> None:
    """Write it anew. InputError: as in `add`."""
    with unit("knowledge.change"):
        _row(rule).write(_values(filled))


def put_on(rule: int, on: bool) -> None:
    """Use it, or leave it lying."""
    with unit("knowledge.change"):
        _row(rule).write({"is_on": on})


def leave_lying(rule: int) -> None:
    """Within the unit that is open: it is not in use any more."""
    _row(rule).write({"is_on": False})


def delete(rule: int) -> None:
    """It is known no more; how its suggestions were answered stays."""
    with unit("knowledge.delete"):
        _row(rule).delete_instance()


def add_missing(given: Iterable[Mapping[str, Any]]) -> int:
    """Within the unit that is open: those of these (as shipped) that the shop has not yet; how many."""
    there = {(one.bought, one.offer) for one in rows()}
    wanted = [RuleForm(**one) for one in given]
    return sum(1 for one in wanted if (one.bought, one.offer) not in there and _insert(one))


def checked(filled: RuleForm) -> RuleForm:
    """The rule as it would be kept. InputError: as in `add`."""
    return RuleForm(**_values(filled))


def _insert(filled: RuleForm) -> int:
    position = value("SELECT coalesce(max(position), 0) + 1 FROM knowledge_rule")
    return int(KnowledgeRule.create(**_values(filled), position=position).id)


def _values(filled: RuleForm) -> dict[str, Any]:
    product = None if filled.product is None else Product.get_or_none(Product.id == filled.product)
    texts = {key: one_line(clean_text(getattr(filled, key))) for key in _TEXTS}
    texts["offer"] = texts["offer"] or (product.name if product else "")
    if not texts["bought"]:
        raise InputError(_("Please write down what was bought, such as 濾心."), field="bought")
    if not texts["offer"]:
        raise InputError(_("Please write down what is to be offered."), field="offer")
    if not 0 <= filled.months <= MOST_MONTHS:
        raise InputError(_("Please write a number of months from 0 to {most}.").format(most=MOST_MONTHS), field="months")
    texts["title"] = texts["title"] or f"{texts['bought']} → {texts['offer']}"
    phrase = clean_text(filled.phrase).strip()
    return {**texts, "months": filled.months, "product": product and product.id, "phrase": phrase, "is_on": bool(filled.is_on)}


def _row(rule: int) -> Any:
    row = KnowledgeRule.get_or_none(KnowledgeRule.id == rule)
    if row is None:
        raise NotFoundError(_("This rule is not there any more."))
    return row


def _shown(row: Any) -> RuleRow:
    return RuleRow(row.id, row.title, row.bought, row.months, row.offer, row.product_id, row.phrase, bool(row.is_on))
