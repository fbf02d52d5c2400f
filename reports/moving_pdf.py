"""搬到新電腦: the page that goes with the stick, step by step, for the new computer and for the old one."""

from typing import Final

from db.services import options
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import N_, _

_NEW: Final = (
    N_("Install Shukebu on the new computer and start it."),
    N_("Plug in the stick with the file “{name}”."),
    N_("On the first page press “Move here from another computer”, or choose it in the menu File."),
    N_("Choose the file “{name}”. Everything comes along: customers, quotes, files, settings, passwords."),
    N_("If your shop asks for a password, type the same one as before."),
    N_("Look for two or three customers you know. Then make a backup to a stick."),
)
_OLD: Final = (
    N_("Work on one computer only: what is written down on the old one now is not on the new one."),
    N_("Lock the old one when it asks. You can take that back there at any time."),
    N_("Before you sell or give away the old computer have its disk wiped."),
)
_STICK: Final = N_("Keep the stick as you keep money: your customers are on it. When everything works, erase the file.")


def make(name: str) -> Made:
    """The page for the file of this name."""
    said = [
        Part("head", _("On the new computer")),
        *(Part("tick", _(one).format(name=name)) for one in _NEW),
        Part("head", _("On the old computer")),
        *(Part("tick", _(one)) for one in _OLD),
        Part("frame", _(_STICK)),
    ]
    return prose.make(_("Moving to another computer"), said, shop=options.text("shop_name"), is_public=True, letters=13.5)
