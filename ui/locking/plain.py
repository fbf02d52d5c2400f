"""What leaves this computer can be read by whoever finds it, unless the shop is encrypted: said where a stick is written."""

from db.core.connection import database
from resources.i18n import _


def words() -> str:
    """That a copy of the open shop is not encrypted, and what to do about it; "": it is."""
    if database.key is not None:
        return ""
    return _("It is not encrypted: who finds the stick can read it. “Settings, Security” encrypts the shop and its copies.")
