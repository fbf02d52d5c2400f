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
    "aside": N_("gave way to a backup"),
}
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
    """What would be missing with it, in a sentence."""
    if loss is None:
        return _("What would be missing can't be told: there is no sound file of this shop to compare with.")
    if loss.more:
        back = ngettext(
            "Nothing would be missing; {count} thing that is not there now comes back.",
            "Nothing would be missing; {count} things that are not there now come back.",
            loss.more,
        )
        return back.format(count=f"{loss.more:,}")
    if not loss.count:
        return _("Nothing would be missing: nothing was done since.")
    gone = ngettext(
        "Would be missing: the {count} thing done since", "Would be missing: the {count} things done since", loss.count
    )
    return gone.format(count=f"{loss.count:,}")


def kinds(loss: Loss | None) -> str:
    """What would be missing by kind: names where they are few, else how many; "" where nothing was added."""
    told = [_kind(one) for one in loss.kinds] if loss else []
    return _("Among them: {things}").format(things=_(", ").join(told)) if told else ""


def _kind(one: Kind) -> str:
    if len(one.names) == one.count:
        return _(_NAMED[one.noun]).format(names=_(", ").join(one.names))
    counted = {
        "customer": ngettext("{count} new customer", "{count} new customers", one.count),
        "interaction": ngettext("{count} talk", "{count} talks", one.count),
        "quote": ngettext("{count} quote", "{count} quotes", one.count),
        "sale": ngettext("{count} sale", "{count} sales", one.count),
        "payment": ngettext("{count} payment", "{count} payments", one.count),
    }
    return counted[one.noun].format(count=f"{one.count:,}")


def whose(contents: Contents) -> str:
    """Whose copy it is, where it can't be compared: two shops may have begun in one place."""
    return _("It is a backup of “{shop}”.").format(shop=contents.shop) if contents.shop and contents.loss is None else ""


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
