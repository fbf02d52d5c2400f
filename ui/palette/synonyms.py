"""What owners say for what the menus call otherwise: the palette finds an entry by these words, too."""

from typing import Final

from resources.i18n import N_, _

_SPOKEN: Final = {
    "start_import": N_("bring in excel old list csv address book"),
    "print": N_("paper printer"),
    "print_again": N_("once more reprint copy"),
    "labels": N_("stickers post mailing"),
    "envelopes": N_("letters post mailing"),
    "backup": N_("save copy usb stick disk"),
    "restore": N_("rescue lost damaged broken"),
    "folder": N_("where is my data file"),
    "quit": N_("close exit leave"),
    "undo": N_("undo mistake wrong go back"),
    "redo": N_("redo forward"),
    "find": N_("search filter"),
    "palette": N_("who is calling phone rings"),
    "fold": N_("hide the card more room"),
    "refresh": N_("reload read anew"),
    "add": N_("create new person enter"),
    "edit": N_("change correct address phone"),
    "tags": N_("label group vip"),
    "blacklist": N_("blacklist bad customer owes does not pay"),
    "archive": N_("delete remove moved closed died"),
    "put_back": N_("restore bin undelete"),
    "card": N_("customer sheet"),
    "history": N_("who changed what log"),
    "keys": N_("help shortcuts keyboard"),
    "help": N_("help shortcuts keyboard questions how"),
    "tour": N_("learn introduction show me"),
    "about": N_("version licence"),
    "demo": N_("example try sample"),
    "size": N_("letters too small bigger larger glasses"),
    "scheme": N_("dark night colours"),
    "language": N_("english chinese"),
    "rows": N_("tight roomy lines"),
    "log": N_("note call talk visit"),
    "remind": N_("task follow up appointment todo"),
    "counter": N_("hide phones customers are watching"),
    "watch": N_("caller clipboard copied number"),
    "going_out": N_("visit route round on the road addresses"),
    "ics": N_("google calendar phone export"),
    "closing": N_("end of the day evening"),
    "find_doubles": N_("duplicate twice the same merge"),
    "bin": N_("trash deleted rubbish put away"),
    "quote": N_("estimate offer price bid"),
    "quotes": N_("estimate offer price bid"),
    "sell": N_("sold buy slip delivery note cash register"),
    "sales": N_("sold buy slip delivery note cash register"),
    "pay": N_("receipt paid transfer cheque deposit cash"),
    "orders": N_("ordered arrived out of stock waiting"),
    "owed": N_("debt unpaid overdue invoice of the month"),
    "takings": N_("cash report money of the day"),
    "products": N_("goods items price list barcode"),
    "calendar": N_("month birthday holiday"),
    "customers": N_("list people"),
    "today": N_("whom to call morning"),
    "records": N_("waiting duplicates import"),
    "settings": N_("preferences options shop name holidays"),
}


def spoken(name: str) -> str:
    """The other words for this command or page."""
    return _(_SPOKEN[name]) if name in _SPOKEN else ""
