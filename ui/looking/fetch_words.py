"""What only fetching one customer back says: who they are here now, what comes back, how a field is called."""

from typing import Final

from db.services.fetching import Difference, Plan
from resources.i18n import _, ngettext
from ui.field_words import column_label, shown


def standing(plan: Plan) -> str:
    """How the customer stands in the shop, in a sentence."""
    said = {
        "gone": _("{name} is not in the shop any more."),
        "here": _("{name} is in the shop."),
        "archived": _("{name} was put away; they are taken out again."),
        "merged": _("{name} was merged with {other}: what is missing goes to {other}, nobody is doubled."),
    }
    return said[plan.state].format(name=plan.name, other=plan.known_as)


def comes_back(plan: Plan) -> str:
    """What comes back, by kind."""
    counted = _(", ").join(_count(table, count) for table, count in plan.missing.items() if count)
    if counted:
        return _("Comes back: {things}").format(things=counted)
    return "" if plan.differences else _("Nothing is missing: everything of the backup is in the shop.")


def _count(table: str, count: int) -> str:
    said: Final = {
        "interaction": ngettext("{count} talk", "{count} talks", count),
        "quote": ngettext("{count} quote", "{count} quotes", count),
        "sale": ngettext("{count} sale", "{count} sales", count),
        "payment": ngettext("{count} payment", "{count} payments", count),
        "task": ngettext("{count} reminder", "{count} reminders", count),
        "attachment": ngettext("{count} file", "{count} files", count),
        "contact_point": ngettext("{count} phone or e-mail", "{count} phones and e-mails", count),
        "address": ngettext("{count} address", "{count} addresses", count),
    }
    return said[table].format(count=f"{count:,}")


def field(one: Difference) -> str:
    """What the field is called."""
    if one.column == "extra":
        return _("Own fields")
    return column_label(one.table, "birthday" if one.column == "birth_month" else one.column, one.kind)


def said(one: Difference, *, there: bool) -> str:
    """What the field says: in the backup, or in the shop now."""
    value = shown(one.column, one.there if there else one.here, one.table)
    return (_("As in the backup: {value}") if there else _("As it is now: {value}")).format(value=value)
