"""What of the help fits what is looked for; owns no widget."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.core.values.text import half_width, normal
from resources.i18n import N_, _
from ui.pages.help.daily import DAILY
from ui.pages.help.topics import IN_LISTS, QUESTIONS, REFUSALS, WHO_CALLS

Pairs = Sequence[tuple[str, str]]
PARTS = {"questions": N_("Questions owners ask"), "keys": N_("Keys"), "refusals": N_("What Shukebu leaves to others")}


class Topic(NamedTuple):
    """One card of the page. `lines` are (question, answer) or (what it does, key)."""

    part: str  # one of PARTS
    title: str
    lines: Pairs


def topics(menus: Sequence[tuple[str, Pairs]]) -> list[Topic]:
    """Everything the page says; `menus` are the entries that have keys, menu by menu."""
    return [
        Topic("questions", _(PARTS["questions"]), _said(QUESTIONS)),
        Topic("questions", _("The daily work"), _said(DAILY)),
        *(Topic("keys", title, lines) for title, lines in menus if lines),
        Topic("keys", _("In lists and forms"), _said(IN_LISTS)),
        Topic("keys", _("Who is calling (Ctrl+K)"), _said(WHO_CALLS)),
        Topic("refusals", _(PARTS["refusals"]), _said(REFUSALS)),
    ]


def found(everything: Iterable[Topic], text: str, part: str = "") -> list[Topic]:
    """The lines that hold every word of `text`, of this part or of all."""
    words = normal(half_width(text)).split()
    left = (
        one._replace(lines=[line for line in one.lines if _holds(one.title, line, words)])
        for one in everything
        if part in ("", one.part)
    )
    return [one for one in left if one.lines]


def _holds(title: str, line: tuple[str, str], words: Sequence[str]) -> bool:
    whole = normal(f"{title} {line[0]} {line[1]}")
    return all(word in whole for word in words)


def _said(lines: Pairs) -> Pairs:
    return [(_(what), _(said)) for what, said in lines]
