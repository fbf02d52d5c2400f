"""Whether suggestions are of use: who took them up, who did not, and what was bought in the two months after."""

from dataclasses import dataclass
from typing import Final

from db.core.connection import numbers
from db.core.connection import rows as read
from db.services import goods, knowledge, knowledge_due, suggestions
from db.services.knowledge import RuleRow
from db.services.suggestion_kinds import NAMES

AFTER: Final = 60  # days
_OF: Final = "(?1 = '' OR kind = ?1) AND (?2 = '' OR subject = ?2)"
_ANSWERS: Final = f"SELECT answer, count(DISTINCT customer) FROM suggestion WHERE {_OF} GROUP BY answer"
_BOUGHT: Final = (  # each sale once, however often something was taken up before it
    " FROM (SELECT DISTINCT f.sale, f.line, f.amount FROM suggestion g JOIN sale_fact f ON f.customer = g.customer AND f.day"
    " BETWEEN CAST(replace(g.answered_on, '-', '') AS INTEGER)"
    f" AND CAST(replace(date(g.answered_on, '+{AFTER} days'), '-', '') AS INTEGER)"
    f" WHERE g.answer = 'accepted' AND {_OF})"
)
_WHO: Final = f"SELECT DISTINCT customer FROM suggestion WHERE {_OF} AND answer = ?3 ORDER BY customer"


@dataclass(frozen=True, slots=True)
class Result:
    """How many customers took it up and did not want it, and the whole dollars bought in the 60 days after it was taken up."""

    accepted: int
    dismissed: int
    money: int

    @property
    def is_answered(self) -> bool:
        """Whether anybody said anything to it."""
        return self.accepted + self.dismissed > 0


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule, how many customers in view it finds now, to how many of them it is suggested, and what came of it."""

    rule: RuleRow
    finds: int
    suggested: int  # of them today
    result: Result


def of_kinds() -> dict[str, Result]:
    """Every kind of suggestion."""
    return {kind: _result(kind) for kind in NAMES}


def of_all() -> Result:
    """All kinds together, each customer and each sale once."""
    return _result()


def of_rules() -> list[RuleResult]:
    """The rules that speak of something the shop ever sold and are in use, and those that were answered. For the worker."""
    known = goods.read_all()
    results = {one: _result("rule", str(one.id)) for one in knowledge.rows()}
    told = [one for one, found in results.items() if found.is_answered or (one.is_on and known.called(one.bought))]
    finds, suggested = knowledge_due.counts(told), suggestions.by_rule()
    return [RuleResult(one, finds[one.id], len(suggested.get(one.id, ())), results[one]) for one in told]


def customers(kind: str, answer: str, subject: str = "") -> list[int]:
    """Who answered so; `kind` "": to whatever."""
    return list(numbers(_WHO, kind, subject, answer))


def sales(kind: str, subject: str = "") -> list[int]:
    """What was bought after it was taken up."""
    return list(numbers(f"SELECT DISTINCT sale{_BOUGHT} ORDER BY sale", kind, subject))


def _result(kind: str = "", subject: str = "") -> Result:
    counted = dict(read(_ANSWERS, kind, subject))
    ((money,),) = read(f"SELECT coalesce(sum(amount), 0){_BOUGHT}", kind, subject)
    return Result(counted.get("accepted", 0), counted.get("dismissed", 0), money)
