"""關於: what this program is, and where the data lies."""

from db.core import file
from resources.i18n import _
from ui.kit.dialogs import Asks


def number() -> str:
    """The program's version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shukebu")
    except PackageNotFoundError:
        return ""


def show_about(asks: Asks) -> None:
    """Say what this is and where the data lies."""
    text = _("Shukebu {version}\nA customer book for small shops, on this computer only: no network, no account, no monthly fee.")
    detail = _("Your data lies in {folder}.\nMIT licence. Icons: Lucide (ISC). Letters: Noto Sans TC, Noto Emoji (SIL OFL).")
    asks.tell(_("About Shukebu"), text.format(version=number()), detail.format(folder=file.data_folder()))
