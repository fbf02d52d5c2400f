"""Days as they are typed into forms: 11/21, 昨天, 115/11/21; what can't be read is said in a sentence."""

from db.core.errors import InputError
from db.core.values import dates
from resources.i18n import _


def iso(typed: str) -> str | None:
    """The ISO date, None for an empty box. InputError: this is no day."""
    if not typed.strip():
        return None
    day = dates.entry(typed)
    if day is None:
        raise InputError(_("“{value}” is not a date. Write it like 2015/3/1 or 104/3/1.").format(value=typed))
    return day.isoformat()
