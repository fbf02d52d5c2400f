"""Who acts, and whether they may."""

from db.core.actions import ACTIONS
from db.core.values.text import clean_text, one_line
from resources.i18n import _, written

_name: str = ""


def act_as(name: str) -> None:
    """From now on this person acts; an empty name means the owner."""
    global _name  # noqa: PLW0603 - one person sits at the window
    _name = one_line(clean_text(name))


def owner() -> str:
    """The owner's name: one in the file, whatever language the screen speaks."""
    return written("Owner")


def actor() -> str:
    """The name that goes into the history."""
    return _name or owner()


def printed(name: str) -> str:
    """The name for a customer's paper: what the owner is called here is no name, and left out."""
    return "" if name == owner() else name


def shown(name: str) -> str:
    """A name as the screen says it: the owner in the language in use."""
    return _("Owner") if name == owner() else name


def require(action: str) -> str:
    """The acting person's name, if the action exists and they may do it.

    Without passwords there are names but no rights: everybody acts as the owner.
    """
    if action not in ACTIONS:
        raise LookupError(f"no such action: {action}")
    return actor()
