"""What one action of the history is called and how much it did, in the same words wherever it is named."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from db.core import actions, clock, session
from db.core.audit import UnitRow
from db.services.history import Extent
from resources.i18n import N_, _, ngettext
from ui.field_words import table_label
from ui.kit.when import day_in_words

_OF_NOBODY: Final[dict[str, Callable[[int], str]]] = {
    "tag": lambda count: ngettext("{count} tag", "{count} tags", count),
    "own_field": lambda count: ngettext("{count} own field", "{count} own fields", count),
    "product": lambda count: ngettext("{count} product", "{count} products", count),
    "setting": lambda count: ngettext("{count} setting", "{count} settings", count),
    "sale": lambda count: ngettext("{count} sale", "{count} sales", count),
    "quote": lambda count: ngettext("{count} quote", "{count} quotes", count),
    "quote_template": lambda count: ngettext("{count} quote template", "{count} quote templates", count),
    "payment": lambda count: ngettext("{count} payment", "{count} payments", count),
    "wanted": lambda count: ngettext("{count} thing asked for", "{count} things asked for", count),
    "customer_cost": lambda count: ngettext("{count} sum spent", "{count} sums spent", count),
    "knowledge_rule": lambda count: ngettext("{count} rule", "{count} rules", count),
    "suggestion": lambda count: ngettext("{count} suggestion", "{count} suggestions", count),
    "interaction": lambda count: ngettext("{count} talk", "{count} talks", count),
    "task": lambda count: ngettext("{count} reminder", "{count} reminders", count),
    "segment": lambda count: ngettext("{count} kept list", "{count} kept lists", count),
    "saved_view": lambda count: ngettext("{count} view", "{count} views", count),
    "attachment": lambda count: ngettext("{count} attachment", "{count} attachments", count),
    "user": lambda count: ngettext("{count} person of the shop", "{count} people of the shop", count),
    "notice": lambda count: ngettext("{count} notice", "{count} notices", count),
    "list_source": lambda count: ngettext("{count} source of a list", "{count} sources of lists", count),
    "consent": lambda count: ngettext("{count} consent", "{count} consents", count),
    "request": lambda count: ngettext("{count} request about data", "{count} requests about data", count),
    "disclosure": lambda count: ngettext("{count} giving of data", "{count} givings of data", count),
    "breach": lambda count: ngettext("{count} incident", "{count} incidents", count),
    "processor": lambda count: ngettext("{count} who works with the data", "{count} who work with the data", count),
    "review": lambda count: ngettext("{count} review", "{count} reviews", count),
    "waiting": lambda count: ngettext("{count} row that waits", "{count} rows that wait", count),
}  # told by their number, beside the customers

_BY: Final = {  # what it is called where it was done another way
    ("entry.come_in", "paper"): N_("Logged in with the spare password"),
    ("entry.failed", "paper"): N_("Wrong spare password"),
    ("entry.failed", "pin"): N_("Wrong PIN"),
}
_WITHIN: Final = ("sale_line", "quote_line", "issued_quote", "product_part")  # told with the whole they belong to
_PARTS: Final = {"customer": N_("Name, note and the like"), "contact_point": N_("Phone or mail"), "customer_tag": N_("Tag")}


def what(unit: UnitRow, customer: str = "") -> str:
    """The action in words, with its files, names or keys, or the one customer it was about."""
    detail = unit.detail
    by = unit.action, detail.get("by", "")
    called = _(_BY[by]) if by in _BY else unit.label
    if unit.action == "entry.refused" and "what" in detail:
        return _("{what}: {name}").format(what=called, name=actions.label(str(detail["what"])))
    named = detail.get("files") or detail.get("tags") or detail.get("name") or detail.get("trade") or _whose(unit) or customer
    said = "、".join(named) if isinstance(named, list) else named
    return _("{what}: {name}").format(what=called, name=said) if said else called


def _whose(unit: UnitRow) -> str:
    """Whose password or PIN it was; who came in says the line itself, as they act."""
    person = unit.detail.get("person", "")
    return session.shown(person) if isinstance(person, str) and unit.action != "entry.come_in" else ""


def fact_words(unit: UnitRow) -> str:
    """What is known of a deed that changed nothing: how many lines, why, which file."""
    detail = unit.detail
    if unit.action == "backups.restore":
        return "・".join(_restored(detail))
    counted = detail.get("rows", detail.get("count"))
    lines = ngettext("{count} line", "{count} lines", counted).format(count=f"{counted:,}") if isinstance(counted, int) else ""
    at = clock.shown(detail["at"]) if "at" in detail else ""  # noted later, when the file was open
    return "・".join(str(part) for part in (at, lines, detail.get("why"), detail.get("file")) if part)


def _restored(detail: Mapping[str, Any]) -> Iterator[str]:
    """Which copy was fetched back, and how much is missing with it."""
    if made := day_in_words(str(detail.get("of", ""))):
        yield _("backup of {when}").format(when=made)
    if lost := detail.get("lost", 0):
        yield ngettext("{count} thing done since is missing", "{count} things done since are missing", lost).format(
            count=f"{lost:,}"
        )
    if again := detail.get("refused", 0):
        words = ngettext("{count} customer who refused since still does", "{count} customers who refused since still do", again)
        yield words.format(count=f"{again:,}")


def extent_words(unit: UnitRow, extent: Extent) -> str:
    """How many customers and things of which kind it touched; of one customer which parts of what is kept."""
    parts = [*_customers(unit, extent), *_things(extent)]
    said = "、".join(parts)
    is_import = unit.action == "imports.run" and extent.customers
    return _("brought in {what}").format(what=said) if is_import else said


def _customers(unit: UnitRow, extent: Extent) -> Iterator[str]:
    met = extent.customers - extent.new_customers
    if extent.customers == 1 and unit.action != "imports.run":
        yield "、".join(_parts(extent)) or _of(1)
    elif extent.new_customers and met:
        words = ngettext("{count} new customer", "{count} new customers", extent.new_customers)
        yield words.format(count=f"{extent.new_customers:,}")
        yield ngettext("more of {count} customer", "more of {count} customers", met).format(count=f"{met:,}")
    elif extent.customers:
        yield _of(extent.customers)


def _parts(extent: Extent) -> list[str]:
    """What of one customer was touched; of a new one what was given with the name."""
    told = [table for table in extent.tables if table not in (*_OF_NOBODY, *_WITHIN)]
    if extent.new_customers or told == ["customer"]:
        told = [table for table in told if table != "customer"]
    return [_(_PARTS[table]) if table in _PARTS else table_label(table) for table in told]


def _of(customers: int) -> str:
    words = ngettext("the data of {count} customer", "the data of {count} customers", customers)
    return words.format(count=f"{customers:,}")


def _things(extent: Extent) -> Iterator[str]:
    for table, words in _OF_NOBODY.items():
        if count := extent.tables.get(table):
            yield words(count).format(count=f"{count:,}")
