"""Customers by command: found, shown, looked through for doubles."""

from argparse import Namespace
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from resources.i18n import _, ngettext
from ui.commands.answering import Answer, event, in_words, shop_read
from ui.commands.grammar import Adds, between

if TYPE_CHECKING:
    from db.services.timeline import TimelineRow

_FOUND: Final = 50  # customers `find` lists
_EVERY: Final = 100_000  # quotes of one customer


def add_to(command: Adds) -> None:
    """The commands of this module."""
    found = command("find", find, _("find customers by any piece of name, phone, address"))
    found.add_argument("text", nargs="*")
    found.add_argument("--segment", metavar="NAME", help=_("only the customers of this list"))
    command("show", show, _("everything about one customer")).add_argument("id", metavar="CUSTOMER")
    command("duplicates", duplicates, _("customers who may be one")).add_argument("--min", type=between(0, 1, float), default=0.8)


def find(args: Namespace) -> Answer:
    """Customers by any piece of text, in a list known by name or among all: {"count", "customers", "more"}."""
    from db.services import lists, segments
    from db.services.lists import ListQuery

    with shop_read(args):
        among = segments.named(args.segment) if args.segment else ListQuery()
        ids = lists.ids(replace(among, text=" ".join(args.text)))
        found = lists.brief(ids[:_FOUND])
    lines = [f"{one.id:>7}  {one.code}  {one.name}  {'、'.join(one.phones)}" for one in found]
    lines.append(ngettext("{count} customer", "{count} customers", len(ids)).format(count=len(ids)))
    data = {"count": len(ids), "customers": [asdict(one) for one in found], "more": len(ids) > len(found)}
    return Answer(data, "\n".join(lines))


def show(args: Namespace) -> Answer:
    """One customer as in the dump, with "timeline", "owing", "quotes", "sales" and "payments"."""
    from db.services import customers, timeline
    from db.services import dump as dumps

    with shop_read(args):
        one = customers.named(args.id)
        known, moments, traded = dumps.customer(one), timeline.of(one, None), _traded(one)
    known |= {"owing": traded["owing"]}
    lines = [f"{key}: {in_words(value)}" for key, value in known.items() if value]
    answer = known | {"timeline": [event(row) for row in moments]} | traded
    return Answer(answer, "\n".join([*lines, *map(_moment, moments)]))


def _traded(customer: int) -> dict[str, Any]:
    """What one customer owes, in whole dollars, was quoted, bought and paid."""
    from db.services import payments, quotes, receivables, sales

    return {
        "owing": receivables.of(customer).owed,
        "quotes": [asdict(row) for row in quotes.rows(quotes.QuoteQuery(customer=customer, most=_EVERY))],
        "sales": [asdict(row) for row in sales.of(customer)],
        "payments": [asdict(row) for row in payments.of(customer)],
    }


_CODED: Final = (("quote", "state"), ("payment", "method"), ("wanted", "delivery"))  # what the title of such a moment is one of


def _moment(row: "TimelineRow") -> str:
    """One thing that happened: when, what kind of thing, what of it, by whom."""
    from db.core.values import dates, money
    from db.services import blacklist, timeline
    from ui.trade_words import VALUES

    label = next(_(noun.label) for noun in timeline.NOUNS if noun.kind == row.kind)
    levels = {level: _(words) for level, words in blacklist.LEVELS}
    coded = {"task": {"open": _("reminder, open"), "done": _("reminder, done")}, "blacklist": levels, "came": {}}
    coded |= {kind: {key: _(words) for key, words in VALUES[column].items()} for kind, column in _CODED}
    title = coded[row.kind].get(row.title, "") if row.kind in coded else row.title
    amount = "" if row.amount is None else f"${money.shown(row.amount)}"
    day = " ".join(filter(None, (dates.shown(row.happened_on) if row.happened_on else "", (row.happened_time or "")[:5])))
    said = (day, label, title, " ".join(row.text.split()), row.outcome, amount, row.staff)
    return "  ".join(part for part in said if part)


def duplicates(args: Namespace) -> Answer:
    """Customers who may be one: {"pairs": [{"a", "b", "score", "why"}]}."""
    from db.core.progress import silent
    from db.services import duplicates as pairs

    with shop_read(args):
        found = pairs.pairs(args.min, silent)
    lines = (f"{one.a}  {one.b}  {one.score:.2f}  {in_words(one.why)}" for one in found)
    return Answer(
        {"pairs": [{"a": one.a, "b": one.b, "score": round(one.score, 4), "why": one.why} for one in found]}, "\n".join(lines)
    )
