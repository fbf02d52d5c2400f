"""Why something is suggested, in the words an owner would say, with the numbers that speak for it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services import goods, knowledge_due, quote_rows, today_words
from db.services.suggestion_kinds import Idea, Kind
from resources.i18n import N_, _

_DEEDS: Final[dict[str, str]] = {
    "slipping": N_("Ask how they are"),
    "back": N_("Say thank you, and what they liked"),
    "quote": N_("Ask about the quote"),
}
_OFTEN: Final = 2  # times something was bought that they like
_LIKED: Final = "SELECT item, count(DISTINCT day) FROM sale_fact WHERE customer = ? AND item <> 0 AND amount > 0 GROUP BY item"


def what(idea: Idea) -> str:
    """What is offered, or what is to be done."""
    return idea.offer or _(_DEEDS[idea.kind])


def why(idea: Idea, on: date) -> str:
    """The reason in one line."""
    return _SAID[idea.kind](idea, on)


def of_rule(item: str, bought_on: str, offer: str, used_on: str, on: date | None = None) -> str:
    """尿布：買過奶瓶 3 個月了; with the day the rule was last of use for this customer, where it was."""
    today = on or clock.today()
    said = _("{offer}: bought {item} {ago} ago").format(item=item, ago=today_words.ago(bought_on, today), offer=offer)
    used = _("taken up on {day}").format(day=today_words.day(used_on, today)) if used_on else ""
    return _("; ").join(part for part in (said, used) if part)


def _rule(idea: Idea, on: date) -> str:
    used = knowledge_due.used_on(int(idea.subject), idea.customer)
    return of_rule(idea.facts["item"], idea.facts["on"], idea.offer, used, on)


def _cross(idea: Idea, _on: date) -> str:
    said = _("{offer}: bought {item}; in {together} of {of} sales of it this went along")
    return said.format(offer=idea.offer, item=idea.facts["item"], **_counts(idea, "together", "of"))


def _up(idea: Idea, on: date) -> str:
    said = _("{offer}: the newer model; has {item} for {ago}")
    return said.format(item=idea.facts["item"], ago=today_words.ago(idea.facts["on"], on), offer=idea.offer)


def _white(idea: Idea, _on: date) -> str:
    said = _("{offer}: {alike} of {of} customers like them buy it; they never did")
    return said.format(offer=idea.offer, **_counts(idea, "alike", "of"))


def _counts(idea: Idea, *keys: str) -> dict[str, str]:
    return {key: f"{idea.facts[key]:,}" for key in keys}


def _late(idea: Idea, _on: date) -> str:
    from db.services import standings

    standing = standings.of(idea.customer)
    if standing is None:
        return ""
    return replace(standing, stage=standing.by_itself).words  # the days, whatever the owner put by hand


def _back(idea: Idea, on: date) -> str:
    liked = favourite(idea.customer)
    return _("; ").join(part for part in (_late(idea, on), _("liked {item} before").format(item=liked) if liked else "") if part)


def _quote(idea: Idea, on: date) -> str:
    said = _("Quote {number}: {ago} without an answer; {share} of 10 such quotes became an order")
    number = quote_rows.numbered(idea.facts["number"], idea.facts["version"])
    return said.format(number=number, ago=today_words.ago(idea.facts["on"], on), share=f"{idea.chance * 10:.0f}")


def favourite(customer: int) -> str:
    """What a customer bought on the most days, where it was more than one; else nothing."""
    often = Counter(dict(read(_LIKED, customer))).most_common(1)
    return goods.read_all().name(often[0][0]) if often and often[0][1] >= _OFTEN else ""


_SAID: Final[dict[Kind, Callable[[Idea, date], str]]] = {
    "rule": _rule, "cross": _cross, "up": _up, "white": _white, "slipping": _late, "back": _back, "quote": _quote,
}  # fmt: skip
