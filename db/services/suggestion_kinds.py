"""What a suggestion is: its kinds, how it can be answered, and one idea as it is kept until it is shown."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from resources.i18n import N_

Kind = Literal["rule", "cross", "up", "white", "slipping", "back", "quote"]
NAMES: Final[dict[str, str]] = {
    "rule": N_("What follows what"),
    "cross": N_("Bought together"),
    "up": N_("A newer model"),
    "white": N_("Others like them buy it"),
    "slipping": N_("Late this time"),
    "back": N_("Came back"),
    "quote": N_("Quote not answered"),
}
ANSWERS: Final = (("accepted", N_("Taken up")), ("dismissed", N_("Not wanted")))


GOODS: Final = frozenset({"rule", "cross", "up", "white"})  # can be put into a quote; the others are calls


@dataclass(frozen=True, slots=True)
class Idea:
    """What could be offered to one customer. `value`: whole dollars if it comes off; `facts` are plain values, kept as JSON."""

    customer: int
    kind: Kind
    subject: str  # what it is about, so that an answer is remembered: a rule's id, a product's, a name, a category, a day
    value: int
    chance: float
    offer: str = ""  # what is offered, as it is called
    product: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
