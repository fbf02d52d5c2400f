"""What a ready text may say of a thing: a quote's 案名 and last day, what came, what is to be renewed, what is owed."""

from collections.abc import Callable
from typing import Final

from db.core.connection import rows as read
from db.core.values import dates, money
from db.services import options, recalls, receivables

Facts = dict[str, str]  # by the word that stands in braces


def about(noun: str, number: int, task: int | None = None) -> Facts:
    """What is known of a quote, a sale (its reminder `task` says which of its goods), a line of a sale, of what is wanted."""
    return _OF[noun](number, task) if noun in _OF else {}


def owed(customer: int) -> Facts:
    """What a customer owes, for 收款."""
    owing = receivables.of(customer).owed
    return {"金額": money.shown(owing)} if owing > 0 else {}


def _quote(number: int, _task: int | None) -> Facts:
    found = read("SELECT project, number, total, valid_until FROM quote WHERE id = ?", number)
    for project, printed, total, until in found:
        day = dates.shown(until, options.shows_republic_years()) if until else ""
        return {"案名": project or printed, "單號": printed, "金額": money.shown(total), "有效期限": day}
    return {}


def _sale(number: int, task: int | None) -> Facts:
    """Of the reminder's own goods; one whose words were changed since is told by what of the sale is due first."""
    due = recalls.of(number)
    title = next((title for (title,) in read("SELECT title FROM task WHERE id = ?", task)), "")
    one = next((one for one in due if one.title == title), next(iter(due), None))
    return {"品名": one.products, "月數": str(one.months), "耗材": one.items} if one else {}


def _line(number: int, _task: int | None) -> Facts:
    return _item(read("SELECT name FROM sale_line WHERE id = ?", number))


def _wanted(number: int, _task: int | None) -> Facts:
    return _item(read("SELECT name FROM wanted WHERE id = ?", number))


def _item(found: list[tuple[str]]) -> Facts:
    return {"品名": found[0][0]} if found else {}


_OF: Final[dict[str, Callable[[int, int | None], Facts]]] = {
    "quote": _quote,
    "sale": _sale,
    "line": _line,
    "wanted": _wanted,
}
