"""What can be said of a field a list is made with: the operators of each kind, their words and what they take."""

from dataclasses import dataclass
from typing import Final, Literal

from resources.i18n import N_

Kind = Literal[
    "text",
    "words",
    "choice",
    "number",
    "date",
    "birthday",
    "yes_no",
    "phone",
    "tag",
    "refusal",
    "file",
    "talks",
    "sales",
    "tasks",
    "debt",
    "quotes",
    "payments",
    "people",
    "offers",
]
Takes = Literal[
    "", "text", "number", "days", "numbers", "dates", "choices", "talks", "sales", "tasks", "quotes", "payments", "people"
]


@dataclass(frozen=True, slots=True)
class Operator:
    """What can be said of a field: `label` in a box, `said` in a sentence (English ids), what it takes as value.

    `takes`: nothing, a text, a number, a number of days, [from, to] numbers or ISO days (either may be null), [values], [ids
    of customers], or the parts of a talk, a sale, a task, a quote, a payment.
    """

    key: str
    label: str
    said: str
    takes: Takes = ""


_FILLED: Final = Operator("filled", N_("is known"), N_("{field} is known"))
_EMPTY: Final = Operator("empty", N_("is not known"), N_("{field} is not known"))
_CONTAINS: Final = Operator("contains", N_("contains"), N_("{field} contains “{value}”"), "text")
_NOT_CONTAINS: Final = Operator("not_contains", N_("does not contain"), N_("{field} does not contain “{value}”"), "text")
_STARTS: Final = Operator("starts", N_("begins with"), N_("{field} begins with “{value}”"), "text")
_IS: Final = Operator("is", N_("is exactly"), N_("{field} is “{value}”"), "text")
_ANY: Final = Operator("any_of", N_("is"), N_("{field} is {value}"), "choices")
_NONE: Final = Operator("none_of", N_("is not"), N_("{field} is not {value}"), "choices")
_NEXT: Final = Operator("next_days", N_("in the next … days"), N_("{field} in the next {value} days"), "days")
_HAS: Final = N_("there is one")
_HAS_NOT: Final = N_("there is none")
_AT_LEAST: Final = N_("at least … times")
OPERATORS: Final[dict[Kind, tuple[Operator, ...]]] = {
    "text": (_CONTAINS, _NOT_CONTAINS, _IS, _STARTS, _FILLED, _EMPTY),
    "words": (_ANY, _NONE, _CONTAINS, _NOT_CONTAINS, _FILLED, _EMPTY),
    "choice": (_ANY, _NONE, _FILLED, _EMPTY),
    "offers": (_ANY, _NONE, _FILLED, _EMPTY),
    "file": (_ANY, _NONE),
    "refusal": (_ANY, _NONE, _FILLED, _EMPTY),
    "phone": (_FILLED, _EMPTY, _STARTS, _CONTAINS),
    "yes_no": (
        Operator("yes", N_("yes"), N_("{field}: yes")),
        Operator("no", N_("no"), N_("{field}: no")),
        _EMPTY,
    ),
    "number": (
        Operator("more", N_("is more than"), N_("{field} is more than {value}"), "number"),
        Operator("at_least", N_("is at least"), N_("{field} is at least {value}"), "number"),
        Operator("at_most", N_("is at most"), N_("{field} is at most {value}"), "number"),
        Operator("less", N_("is less than"), N_("{field} is less than {value}"), "number"),
        Operator("equals", N_("is exactly"), N_("{field} is {value}"), "number"),
        Operator("between", N_("is between"), N_("{field} is {value}"), "numbers"),
        _FILLED,
        _EMPTY,
    ),
    "date": (
        Operator("last_days", N_("in the last … days"), N_("{field} in the last {value} days"), "days"),
        Operator("not_last_days", N_("not in the last … days"), N_("{field} not in the last {value} days"), "days"),
        Operator("before_days", N_("more than … days ago"), N_("{field} more than {value} days ago"), "days"),
        _NEXT,
        Operator("past", N_("before today"), N_("{field} before today")),
        Operator("due", N_("today or before"), N_("{field} today or before")),
        Operator("this_month", N_("this month"), N_("{field} this month")),
        Operator("last_month", N_("last month"), N_("{field} last month")),
        Operator("this_year", N_("this year"), N_("{field} this year")),
        Operator("between", N_("between"), N_("{field} {value}"), "dates"),
        _FILLED,
        _EMPTY,
    ),
    "birthday": (
        Operator("this_month", N_("this month"), N_("{field} this month")),
        Operator("next_month", N_("next month"), N_("{field} next month")),
        Operator("month", N_("in the month"), N_("{field} in {value}"), "choices"),
        _NEXT,
        Operator("age", N_("age between"), N_("aged {value}"), "numbers"),
        _FILLED,
        _EMPTY,
    ),
    "tag": (
        Operator("any_of", N_("is"), N_("{field} is {value}"), "choices"),
        Operator("all_of", N_("are all of"), N_("{field} is all of {value}"), "choices"),
        Operator("none_of", N_("is not"), N_("{field} is not {value}"), "choices"),
        Operator("filled", N_("there is one"), N_("has a tag")),
        Operator("empty", N_("there is none"), N_("has no tag")),
    ),
    "talks": (
        Operator("has", _HAS, N_("talked {value}"), "talks"),
        Operator("has_not", _HAS_NOT, N_("not talked {value}"), "talks"),
        Operator("at_least", _AT_LEAST, N_("talked {value}"), "talks"),
    ),
    "sales": (
        Operator("has", _HAS, N_("bought {value}"), "sales"),
        Operator("has_not", _HAS_NOT, N_("not bought {value}"), "sales"),
        Operator("at_least", _AT_LEAST, N_("bought {value}"), "sales"),
        Operator("total", N_("at least … dollars"), N_("bought in all {value}"), "sales"),
    ),
    "tasks": (
        Operator("has", _HAS, N_("has a reminder {value}"), "tasks"),
        Operator("has_not", _HAS_NOT, N_("has no reminder {value}"), "tasks"),
    ),
    "debt": (Operator("more_days", N_("for more than … days"), N_("owes something for more than {value} days"), "days"),),
    "quotes": (
        Operator("has", _HAS, N_("has a quote {value}"), "quotes"),
        Operator("has_not", _HAS_NOT, N_("has no quote {value}"), "quotes"),
    ),
    "payments": (
        Operator("has", _HAS, N_("paid {value}"), "payments"),
        Operator("has_not", _HAS_NOT, N_("paid nothing {value}"), "payments"),
    ),
    "people": (
        Operator("any_of", N_("is"), N_("picked out of a report: {value}"), "people"),
        Operator("none_of", N_("is not"), N_("not picked out of a report: {value}"), "people"),
    ),
}
