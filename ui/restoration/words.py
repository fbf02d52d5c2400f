"""How the kept copies of the shop file are called: when, why, how large, in which state, what would be missing."""

from pathlib import Path
from typing import Final

from db.services.backup_contents import Contents, Kind, Loss, Thing
from db.services.backups import Backup
from resources.i18n import N_, _, ngettext
from ui.action_words import what
from ui.kit.when import day_in_words, when

_REASONS: Final = {
    "close": N_("at closing"),
    "import": N_("before an import"),
    "bin": N_("before emptying the bin"),
    "migration": N_("before an update"),
    "folder": N_("by hand"),
    "command": N_("by hand"),
    "round": N_("by itself"),
    "bulk": N_("before many changes"),
    "erase": N_("before erasing"),
    "restore": N_("before fetching back"),
    "aside": N_("gave way to a backup"),
    "damaged": N_("damaged, gave way"),
}
_DAYS: Final = 3  # told in a sentence
_NAMED: Final = {"customer": N_("customer {names}"), "quote": N_("quote {names}")}
_MB: Final = 1 << 20


def moment(backup: Backup) -> str:
    """When it was made; of a copy that does not say so, its name."""
    return day_in_words(backup.shown_at) or backup.path.name


def reason(backup: Backup) -> str:
    """Why it was made."""
    return _(_REASONS[backup.reason]) if backup.reason in _REASONS else "—"


def size(backup: Backup) -> str:
    """How large it is."""
    return f"{backup.size / _MB:,.1f} MB"


def count(contents: Contents | None) -> str:
    """How many customers are in it."""
    return f"{contents.customers:,}" if contents and contents.sound else ""


def state(contents: Contents | None) -> tuple[str, str]:
    """Whether it can be used, and the hue of that."""
    if contents is None:
        return _("being opened to try…"), "grey"
    if contents.sound:
        return _("opened to try: it works"), "green"
    return (_("can't be used"), "amber") if contents.refusal else (_("damaged, can't be used"), "red")


def lacking(loss: Loss | None) -> str:
    """What would be missing with it, in a sentence; the newest days by kind and name."""
    if loss is None:
        return _("What would be missing can't be told: there is no sound file of this shop to compare with.")
    back = ngettext(
        "{count} thing that is not there now comes back.", "{count} things that are not there now come back.", loss.more
    ).format(count=f"{loss.more:,}")
    if not loss.count:
        return (
            _("Nothing would be missing; {back}").format(back=back)
            if loss.more
            else _("Nothing would be missing: nothing was done since.")
        )
    told = _("Would be missing: {things}").format(things=_days(loss) or _things(loss.count))
    return f"{told}\n{back}" if loss.more else told


def stays_so() -> str:
    """What no restore takes back."""
    return _("Who was erased since stays erased, and who wants no more messages gets none.")


def _things(count: int) -> str:
    return ngettext("the {count} thing done since", "the {count} things done since", count).format(count=f"{count:,}")


def _days(loss: Loss) -> str:
    """「今天的 3 筆往來、報價 1151121-004；昨天的 1 筆銷售」; what is older than the newest days stands in the list below."""
    days = list(dict.fromkeys(one.day for one in loss.kinds))
    told = [_day(day, [one for one in loss.kinds if one.day == day]) for day in days[:_DAYS]]
    return "\n".join([*told, _("and days before that")] if len(days) > _DAYS else told)


def _day(day: str, kinds: list[Kind]) -> str:
    return _("{day}: {things}").format(day=_only_day(day), things=_(", ").join(map(_kind, kinds)))


def _only_day(day: str) -> str:
    return day_in_words(f"{day} ").strip()


def _kind(one: Kind) -> str:
    shown = f"{one.count:,}"
    if one.names and len(one.names) == one.count:
        named = N_("new customer {names}") if one.noun == "customer" and not one.is_change else _NAMED[one.noun]
        said = _(named).format(names=_(", ").join(one.names))
    elif one.noun == "customer":
        new = ngettext("{count} new customer", "{count} new customers", one.count)
        return (_changed_customers(one.count) if one.is_change else new).format(count=shown)
    else:
        said = _counted(one.noun, one.count).format(count=shown)
    return _("changes to {things}").format(things=said) if one.is_change else said


def _changed_customers(count: int) -> str:
    return ngettext("changes to {count} customer", "changes to {count} customers", count)


def _counted(noun: str, count: int) -> str:
    return {
        "interaction": ngettext("{count} talk", "{count} talks", count),
        "quote": ngettext("{count} quote", "{count} quotes", count),
        "sale": ngettext("{count} sale", "{count} sales", count),
        "payment": ngettext("{count} payment", "{count} payments", count),
        "task": ngettext("{count} reminder", "{count} reminders", count),
        "product": ngettext("{count} product", "{count} products", count),
    }[noun]


def whose(contents: Contents) -> str:
    """Whose copy it is, where it can't be compared: two shops may have begun in one place."""
    return _("It is a backup of “{shop}”.").format(shop=contents.shop) if contents.shop and contents.loss is None else ""


def to_be_sure(contents: Contents) -> tuple[str, str]:
    """What is asked to be typed before something gets lost, and what that is."""
    if contents.shop:
        return _("To be sure, type the name of the shop: {name}").format(name=contents.shop), contents.shop
    count = str(contents.customers)
    return _("To be sure, type how many customers are in the backup: {count}").format(count=count), count


def shortly(loss: Loss | None) -> str:
    """The same for a narrow column."""
    if loss is None:
        return "—"
    if not loss.count:
        return _("nothing")
    return ngettext("{count} thing", "{count} things", loss.count).format(count=f"{loss.count:,}")


def thing(one: Thing) -> str:
    """One thing that would be missing: when and what."""
    return f"{when(one.unit.at)}　{what(one.unit, one.whose)}"


def shown_now(backup: Backup, shop: str) -> str:
    """What the window shows after a copy was fetched back; `shop`: its name, as it stands in the copy."""
    if not shop:
        return _("You now see your shop as it was {when}.").format(when=moment(backup))
    return _("You now see “{shop}” as it was {when}.").format(shop=shop, when=moment(backup))


def where_it_lies(aside: Path | None, shop: str) -> str:
    """Where the data lie that were there before."""
    if aside is None:
        return ""
    return _(
        "The data of “{shop}” from before are kept in {folder}. You can return to them from the same list of backups."
    ).format(shop=shop or _("your shop"), folder=aside.parent)


def untouched(shop: str) -> str:
    """What happened to the damaged file."""
    return _("The data of “{shop}” can't be opened any more. Nothing was changed in them.").format(shop=shop)


def damaged(shop: str) -> str:
    """The title of the question what to do with a damaged file."""
    return _("The file of “{shop}” is damaged").format(shop=shop) if shop else _("The shop file is damaged")
