"""What a customer is known by as well: a further code or name is a line of the note, where it keeps being found."""

from resources.i18n import N_, written


def other_code(note: str, code: str) -> str:
    """The note with a code that could not stand in the field, or stood in that of another record."""
    return _with(note, written(N_("Other code: {code}")).format(code=code))


def other_name(note: str, name: str) -> str:
    """The note with a further name."""
    return _with(note, written(N_("Other name: {name}")).format(name=name))


def _with(note: str, line: str) -> str:
    """The note with this line under it, once."""
    return note if line in note.split("\n") else "\n".join(part for part in (note, line) if part)
